"""The brief: what a graph is about, in a few sentences, each with the events that it counts.

Plain templates, filled with counts. Readings that are likelier wrong than right are not counted,
and no statement stands on a single one that is not sure; a superlative holds, or says that others
have as many; and what is only somebody's word is told as that.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import networkx as nx

from explorer.edges import Edge
from explorer.graph import iter_events, iter_pairs
from explorer.text import counted
from explorer.views.bundles import event_label, is_many, polarity
from explorer.views.contradictions import Item, contradictions, side
from explorer.views.filter import event_day
from explorer.views.offers import outlets
from explorer.views.turns import turn

_LIKELY, _SURE = 0.5, 0.8  # confidence of what is counted, and of what may stand alone
_OWN_DENIAL = 0.7  # of what may stand alone because it is the doer who denies it
_LONGEST = 8  # statements of a brief
_NAMED = 3  # of those whom somebody met
_FEW = 4  # events: an actor with fewer needs no brief
_NOT_MET = ("phone", "third-party")  # modes of CONSULT without a meeting of the two
_THE = re.compile("United |Netherlands|Philippines|Bahamas|Maldives|Palestinian Territories")


class Name(NamedTuple):
    """Stands in a statement for an actor's name."""

    actor: str


Words = tuple[str | Name, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence: a topic, its words and names in order, and the events that it counts."""

    topic: str
    words: Words
    items: tuple[Item, ...]
    polarity: str = ""


class _Deed(NamedTuple):
    """One event between two actors."""

    key: str
    actor: str
    recipient: str
    event: Edge

    @property
    def confidence(self) -> float:
        """Return how sure the reading is."""
        return self.event["confidence"] or 0.0


Pair = tuple[str, str]
Pairs = Mapping[Pair, list[_Deed]]


class _Told(NamedTuple):
    """What is told between pairs of actors, or only with one of them, the ``focus``."""

    graph: nx.MultiDiGraph[str]
    pairs: Pairs
    focus: str | None = None

    def deeds(
        self, wanted: Callable[[_Deed], bool], *, sure: float = _SURE
    ) -> dict[Pair, list[_Deed]]:
        """Return the events that are wanted and can be relied on; pairs with most come first."""
        found = (
            (pair, [one for one in deeds if one.confidence >= _LIKELY and wanted(one)])
            for pair, deeds in self.pairs.items()
        )
        reliable = (one for one in found if _is_reliable(one[1], sure))
        return dict(sorted(reliable, key=_most_and_gravest))


def brief(graph: nx.MultiDiGraph[str]) -> list[Statement]:
    """Return what a graph tells, at most eight statements."""
    return [*_centre(graph), *_statements(_Told(graph, _paired(graph)))][:_LONGEST]


def actor_briefs(graph: nx.MultiDiGraph[str]) -> dict[str, list[Statement]]:
    """Return what a graph tells of each actor that takes part in more than a few events."""
    of_actor: dict[str, dict[Pair, list[_Deed]]] = defaultdict(dict)
    for pair, deeds in _paired(graph).items():
        for end in pair:
            of_actor[end][pair] = deeds
    return {
        node: list(_statements(_Told(graph, pairs, node)))
        for node, pairs in of_actor.items()
        if sum(map(len, pairs.values())) >= _FEW
    }


def _paired(graph: nx.MultiDiGraph[str]) -> Pairs:
    pairs: dict[Pair, list[_Deed]] = defaultdict(list)
    for actor, recipient, key, edge in iter_pairs(graph):
        if edge["relation"] == "event":
            a, b = sorted((actor, recipient))
            pairs[a, b].append(_Deed(key, actor, recipient, edge))
    return pairs


def _is_reliable(deeds: Sequence[_Deed], sure: float) -> bool:
    return len(deeds) > 1 or any(one.confidence >= sure for one in deeds)


def _most_and_gravest(group: tuple[Pair, Sequence[_Deed]]) -> tuple[int, float, Pair]:
    pair, deeds = group
    return -len(deeds), -sum(abs(one.event["score"]) for one in deeds), pair


def _statements(told: _Told) -> Iterator[Statement]:
    for make in (_conflict, _meetings, _cooperation, _turn, _dispute, _one_outlet, _denied, _plans):
        for topic, words, deeds, tone in make(told):
            items = {one.key: one[:3] for one in deeds}  # once, whatever pairs it makes
            words = (*_with_the(told.graph, words), ".")
            yield Statement(topic, words, tuple(items.values()), tone)


Draft = tuple[str, Words, Sequence[Any], str]  # topic, words, what is counted, polarity


def _centre(graph: nx.MultiDiGraph[str]) -> Iterator[Statement]:
    """Yield who takes part in the most events, if that is one."""
    parts: dict[str, dict[str, Item]] = defaultdict(dict)
    for actor, recipient, key, _ in iter_events(graph):
        for end in filter(None, (actor, recipient)):
            parts[end].setdefault(key, (key, actor, recipient))
    first, *others = sorted(parts, key=lambda node: (-len(parts[node]), node)) or [""]
    if not others or len(parts[first]) <= max(2, len(parts[others[0]])):
        return
    whole = len({key for items in parts.values() for key in items})
    told = f"{'take' if is_many(graph.nodes[first]) else 'takes'} part in the most events"
    words = (Name(first), f" {told}: {len(parts[first])} of {whole}.")
    yield Statement("At the centre", (*_with_the(graph, words),), tuple(parts[first].values()))


def _conflict(told: _Told) -> Iterator[Draft]:
    yield from _strongest(told, "Conflict", "conflict", lambda one: _is_done(one, "conflict"))


def _cooperation(told: _Told) -> Iterator[Draft]:
    """Yield who cooperates most, apart from meeting."""

    def counts(one: _Deed) -> bool:
        return _is_done(one, "cooperation") and one.event["event_type"] != "CONSULT"

    yield from _strongest(told, "Cooperation", "cooperation beyond talks", counts)


def _is_done(deed: _Deed, kind: str) -> bool:
    return deed.event["status"] == "done" and polarity(deed.event) == kind


def _strongest(
    told: _Told, topic: str, noun: str, counts: Callable[[_Deed], bool]
) -> Iterator[Draft]:
    groups = [*told.deeds(counts).items()]
    for pair, deeds in groups[:1]:
        tone = polarity(deeds[0].event)
        if len(deeds) == 1:
            yield topic, (*_phrase(told, deeds[0]), *_said(told, deeds)), deeds, tone
            continue
        is_most = len(groups) == 1 or len(groups[1][1]) < len(deeds)
        start = _most(told, noun, pair, is_most=is_most)
        words = (*start, f": {len(deeds)} events", *_often(told, deeds), *_said(told, deeds))
        yield topic, words, deeds, tone


def _most(told: _Told, noun: str, pair: Pair, *, is_most: bool) -> Words:
    a, b = pair
    if told.focus is None:
        start = f"Most {noun} is between " if is_most else f"No two have more {noun} than "
        return start, Name(a), " and ", Name(b)
    start = f"Most {noun} is with " if is_most else f"With nobody is there more {noun} than with "
    return start, Name(b if told.focus == a else a)


def _often(told: _Told, deeds: Sequence[_Deed]) -> Words:
    """Return what happens more than once among some events."""
    counts = Counter(_phrase(told, one) for one in deeds)
    phrase, count = max(counts.items(), key=lambda item: (item[1], repr(item[0])))
    if count < 2:
        return ()
    return ("; in all of them " if count == len(deeds) else f"; in {count} of them ", *phrase)


def _meetings(told: _Told) -> Iterator[Draft]:
    """Yield whom the actor who met others most often met."""

    def met(one: _Deed) -> bool:
        is_meeting = one.event["event_type"] == "CONSULT" and one.event["mode"] not in _NOT_MET
        return bool(is_meeting and one.event["status"] == "done")

    groups = told.deeds(met)
    counts = Counter(end for pair, deeds in groups.items() for end in pair for _ in deeds)
    if not counts:
        return
    who = told.focus or min(counts, key=lambda one: (-counts[one], one))
    others = {b if a == who else a: deeds for (a, b), deeds in groups.items() if who in (a, b)}
    named, more = [*others][:_NAMED], len(others) - _NAMED
    rest = (f" and {more} more",) if more > 0 else ()
    deeds = [*{one.key: one for some in others.values() for one in some}.values()]
    count = (f": {len(deeds)} events",) if len(deeds) > 1 else ()
    names = (*_listed(named, closed=more <= 0), *rest)
    words = (Name(who), " met ", *names, *count, *_said(told, deeds))
    yield "Meetings", words, deeds, "cooperation"


def _listed(names: Sequence[str], *, closed: bool) -> Iterator[str | Name]:
    for place, name in enumerate(names):
        if place:
            yield " and " if closed and place == len(names) - 1 else ", "
        yield Name(name)


def _turn(told: _Told) -> Iterator[Draft]:
    """Yield the two between whom conflict became cooperation, or the other way round."""
    groups = told.deeds(lambda one: _is_done(one, "conflict") or _is_done(one, "cooperation"))
    found = []
    for pair, deeds in groups.items():
        dated = sorted((one for one in deeds if _day(told, one)), key=lambda one: _day(told, one))
        turned = turn([polarity(one.event) for one in dated], [_day(told, one) for one in dated])
        if turned:
            found.append((pair, dated, turned))
    for (a, b), deeds, (at, first, then, (was, now)) in found[:1]:
        until, since = (_written(_day(told, one)) for one in (deeds[at - 1], deeds[at]))
        words = (
            f" turned from {first} to {then}: {was} of {at} events up to {until} are {first}, "
            f"{now} of {len(deeds) - at} from {since} on {then}"
        )
        yield "Turned", (Name(a), " and ", Name(b), words), deeds, then


def _day(told: _Told, deed: _Deed) -> str:
    return event_day(told.graph, deed.event) or ""


def _written(iso: str) -> str:
    day = date.fromisoformat(iso)
    return f"{day.day} {day:%B} {day.year}"


def _dispute(told: _Told) -> Iterator[Draft]:
    """Yield what is told and denied by most sentences, each by one at least that is likely."""
    deeds = {one[:3]: one for some in told.pairs.values() for one in some}
    for one in contradictions(told.graph):
        claims, denials = (
            [deeds[item] for item in items if item in deeds] for items in (one.claims, one.denials)
        )
        if not (_is_likely(claims) and _is_likely(denials)):
            continue
        if one.kind == "charge":
            counts = f": {counted(len(claims), 'charge')}, {counted(len(denials), 'denial')}"
            accuse, deny = (
                verbs[is_many(told.graph.nodes[deeds[0].actor])]
                for deeds, verbs in (
                    (claims, (" accuses ", " accuse ")),
                    (denials, (" denies", " deny")),
                )
            )
            answer = (", and ", Name(denials[0].actor), deny, counts)
            words: Words = (Name(one.a), accuse, Name(one.b), *answer)
        else:
            times = f" is told {_times(len(claims))} and denied {_times(len(denials))}"
            words = ("That ", *_phrase(told, claims[0]), times)
        yield "Disputed", words, [*claims, *denials], ""
        return


def _is_likely(deeds: Iterable[_Deed]) -> bool:
    return any(one.confidence >= _LIKELY for one in deeds)


def _one_outlet(told: _Told) -> Iterator[Draft]:
    """Yield whose conflict or cooperation only one outlet tells of, if there are others at all."""
    articles = told.graph.graph["articles"]
    if len(outlets(told.graph)) < 2:
        return

    def source(deed: _Deed) -> str | None:
        name: str | None = articles[deed.event["article"]]["outlet"]
        return name

    alone = {}
    for pair, deeds in told.pairs.items():
        for kind in ("conflict", "cooperation"):
            of_kind = [one for one in deeds if polarity(one.event) == kind]
            surely = [one for one in of_kind if one.confidence >= _LIKELY]
            if len(set(map(source, of_kind))) == 1 and source(of_kind[0]) and len(surely) > 1:
                alone[(*pair, kind)] = surely
    for (a, b, kind), deeds in sorted(alone.items(), key=lambda one: _gravest(one[1]))[:1]:
        start = f"Only {source(deeds[0])} tells of {kind} between "
        words = (start, Name(a), " and ", Name(b), f": {len(deeds)} events")
        yield "One source alone", words, deeds, kind


def _gravest(deeds: Sequence[_Deed]) -> tuple[int, float, str]:
    return -len(deeds), -sum(abs(one.event["score"]) for one in deeds), deeds[0].key


def _denied(told: _Told) -> Iterator[Draft]:
    """Yield what is denied by who is said to have done it, or in an article's own words."""

    def denies(one: _Deed) -> bool:
        speaker = one.event["attribution_id"]
        is_own = speaker is not None and side(told.graph, speaker) == side(told.graph, one.actor)
        return one.event["status"] == "denied" and (is_own or not one.event["attribution"])

    yield from _most_told(told, "Denied", denies, sure=_OWN_DENIAL)


def _plans(told: _Told) -> Iterator[Draft]:
    yield from _most_told(told, "Planned", lambda one: bool(one.event["status"] == "planned"))


def _most_told(
    told: _Told, topic: str, wanted: Callable[[_Deed], bool], *, sure: float = _SURE
) -> Iterator[Draft]:
    """Yield what is told most often of all that is wanted."""
    same: dict[Words, list[_Deed]] = defaultdict(list)
    for deeds in told.deeds(wanted, sure=sure).values():
        for one in deeds:
            same[_phrase(told, one)].append(one)
    reliable = {words: deeds for words, deeds in same.items() if _is_reliable(deeds, sure)}
    for words, deeds in sorted(reliable.items(), key=lambda one: _gravest(one[1]))[:1]:
        count = (f": {len(deeds)} events",) if len(deeds) > 1 else ()
        yield topic, (*words, *count, *_said(told, deeds)), deeds, polarity(deeds[0].event)


def _phrase(told: _Told, deed: _Deed) -> Words:
    """Return who does what to whom."""
    many = is_many(told.graph.nodes[deed.actor])
    return Name(deed.actor), f" {event_label(deed.event, many=many)} ", Name(deed.recipient)


def _said(told: _Told, deeds: Sequence[_Deed]) -> Words:
    """Return who says so, if it is not told in an article's own words alone."""
    speakers = [one.event["attribution_id"] or one.event["attribution"] for one in deeds]
    named = [one for one in speakers if one]
    if not named:
        return ()
    if len(set(speakers)) == 1:
        known = named[0] in told.graph
        many = known and is_many(told.graph.nodes[named[0]])
        return f", {'say' if many else 'says'} ", Name(named[0]) if known else named[0]
    who = "all" if len(named) == len(speakers) else f"{len(named)} of them"
    return (f", {who} as others tell it",)


def _with_the(graph: nx.MultiDiGraph[str], words: Words) -> Iterator[str | Name]:
    """Yield words with the article that some names have in a sentence: "the United States"."""
    for place, word in enumerate(words):
        if isinstance(word, Name) and _THE.match(graph.nodes[word.actor]["name"]):
            yield "the " if place else "The "
        yield word


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")

"""Marked events: texts in which every event is marked, so that precision is no floor.

An event is found whole if the triggers touch and type, actors and recipients agree: nobody is
missing, nobody is added. A party agrees if the words overlap, or share a word of the name, or both
are the same state. What a reader of the graph sees are lines: two parties and the quad category of
what is between them, once a text, whichever way it goes; what is denied draws none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from explorer import ontology
from explorer.edges import pairs_of
from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import (
    Figures,
    Finding,
    Findings,
    Named,
    Party,
    Span,
    Verdict,
    by_article,
    content_words,
    f1,
    is_same,
    share,
    stands_at,
)
from explorer.model import Kind

KINDS = ("person", "country", "org", "armed", "people")
DONE, DENIED = "done", "denied"
STATUSES = (DONE, *ontology.AUXILIARY.values())

# What has a precision and a recall, and what of the gold set and of the found they are shares of.
_RATES = (
    ("trigger", "gold events", "events"),
    ("trigger and type", "gold events", "events"),
    ("whole event", "gold events", "events"),
    ("line", "gold lines", "lines"),
)
_OF_WHOLE = ("status right", "source right")  # shares of the whole events

Line = tuple[frozenset[str], str]  # the two parties, and the quad category
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class MarkedActor:
    """Who acts in a text; ``country`` is an ISO 3166-1 alpha-3 code, for a state its own."""

    key: str
    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class MarkedParty:
    """An actor in an event; ``span`` is None if the words that name it stand elsewhere."""

    actor: MarkedActor
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class MarkedEvent:
    """An event of a text. ``source`` is who says so, None for the text itself.

    Those who meet or fight each other are all actors, and nobody is a recipient.
    """

    trigger: Span
    event_type: str
    status: str
    source: MarkedActor | None
    actors: tuple[MarkedParty, ...]
    recipients: tuple[MarkedParty, ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with all its events."""

    id: str
    text: str
    events: tuple[MarkedEvent, ...]


def read_marked(fields: Fields) -> MarkedText:
    """Return the text that the fields describe."""
    actors = {key: _actor(key, one) for key, one in fields.named_records("actors").items()}
    return MarkedText(
        id=fields.identifier(),
        text=fields.text("text"),
        events=tuple(_event(one, actors) for one in fields.records("events")),
    )


def measure_marked(texts: Sequence[MarkedText], findings: Findings) -> Figures:
    """Return how many of the marked events are found, and how many of those found are marked.

    Figures:
        trigger: of events whose triggers touch.
        trigger and type: of those that have the type, too.
        whole event: of those whose actors and recipients agree, too.
        line: of what the graph of a text shows.
        status right, source right: of the events that are found whole, those with this right.
    """
    found = by_article(findings)
    counted = sum((_counts(text, found.get(text.id, [])) for text in texts), Counter[str]())
    figures: Figures = {
        "texts": len(texts),
        "gold events": counted["gold events"],
        "events": counted["events"],
    }
    for name, gold, mine in _RATES:
        precision = share(counted[name], counted[mine])
        recall = share(counted[name], counted[gold])
        figures |= {
            f"{name} precision": precision,
            f"{name} recall": recall,
            f"{name} f1": f1(precision, recall),
        }
    return figures | {name: share(counted[name], counted["whole event"]) for name in _OF_WHOLE}


def judge_marked(texts: Sequence[MarkedText], findings: Findings) -> Iterator[Verdict]:
    """Yield each event with whether it is the whole of one that is marked."""
    found = by_article(findings)
    for text in texts:
        mine = found.get(text.id, [])
        whole = _paired(text.events, mine, _is_whole)
        yield from ((one, at in whole) for at, one in enumerate(mine))


def _actor(key: str, fields: Fields) -> MarkedActor:
    return MarkedActor(
        key=key,
        name=fields.text("name"),
        kind=fields.one_of("kind", KINDS),
        country=fields.text("country") if fields.has("country") else None,
    )


def _event(fields: Fields, actors: Mapping[str, MarkedActor]) -> MarkedEvent:
    return MarkedEvent(
        trigger=fields.span("trigger"),
        event_type=fields.one_of("type", tuple(ontology.event_types())),
        status=fields.one_of("status", STATUSES),
        source=fields.one_by_key("source", actors) if fields.has("source") else None,
        actors=tuple(_party(one, actors) for one in fields.records("actors")),
        recipients=tuple(_party(one, actors) for one in fields.records("recipients")),
    )


def _party(fields: Fields, actors: Mapping[str, MarkedActor]) -> MarkedParty:
    span = fields.span("span") if fields.has("span") else None
    return MarkedParty(fields.one_by_key("actor", actors), span)


def _counts(text: MarkedText, mine: Sequence[Finding]) -> Counter[str]:
    pairs = {name: _paired(text.events, mine, fits) for name, fits in _FITS.items()}
    whole = [(event, mine[at]) for at, event in pairs["whole event"].items()]
    gold_lines, lines = _gold_lines(text.events), _lines(mine)
    return Counter(
        {
            "gold events": len(text.events),
            "events": len(mine),
            **{name: len(of_them) for name, of_them in pairs.items()},
            "gold lines": len(gold_lines),
            "lines": len(lines),
            "line": _shared(gold_lines, lines),
            "status right": sum(event.status == _status(one) for event, one in whole),
            "source right": sum(_has_source(event, one) for event, one in whole),
        }
    )


def _paired(
    events: Iterable[MarkedEvent],
    findings: Iterable[Finding],
    fits: Callable[[MarkedEvent, Finding], bool],
) -> dict[int, MarkedEvent]:
    """Return the places of the findings that fit an event, with it; each has one at most.

    Events take the first that fits and is left, in their order.
    """
    left = dict(enumerate(findings))
    paired: dict[int, MarkedEvent] = {}
    for event in events:
        at = next((at for at, one in left.items() if fits(event, one)), None)
        if at is not None:
            del left[at]
            paired[at] = event
    return paired


def _touches(event: MarkedEvent, finding: Finding) -> bool:
    start, end = event.trigger
    return finding.start < end and start < finding.end


def _is_typed(event: MarkedEvent, finding: Finding) -> bool:
    return event.event_type == finding.event_type and _touches(event, finding)


def _is_whole(event: MarkedEvent, finding: Finding) -> bool:
    """Tell whether the parties agree, too; those of a mutual event may stand on either side."""
    if not _is_typed(event, finding):
        return False
    if _is_side(event.actors, finding.actors) and _is_side(event.recipients, finding.recipients):
        return True
    mutual = len(event.actors) > 1 and not event.recipients
    return mutual and _is_side(event.actors, finding.parties)


_FITS = {"trigger": _touches, "trigger and type": _is_typed, "whole event": _is_whole}


def _is_side(marked: Iterable[MarkedParty], parties: Iterable[Party]) -> bool:
    wanted, present = tuple(marked), tuple(parties)
    missed = any(not any(_is_party(one, party) for party in present) for one in wanted)
    added = any(not any(_is_party(one, party) for one in wanted) for party in present)
    return not missed and not added


def _is_party(marked: MarkedParty, party: Party) -> bool:
    if marked.span and stands_at(marked.span, [party]):
        return True
    return _is_actor(marked.actor, party)


def _is_actor(actor: MarkedActor, party: Party) -> bool:
    """Tell whether a party is the same state, or shares a content word with another's name."""
    if actor.kind == Kind.COUNTRY:
        return party.kind == Kind.COUNTRY and party.country == actor.country
    return is_same(Named(actor.name), party)


def _status(finding: Finding) -> str:
    known = ontology.AUXILIARY.items()
    return next((status for mark, status in known if mark in finding.auxiliary), DONE)


def _has_source(event: MarkedEvent, finding: Finding) -> bool:
    """Tell whether the source is the same; if a state says so, many words may stand for it."""
    if event.source is None or not finding.source:
        return event.source is None and not finding.source
    return event.source.kind == Kind.COUNTRY or not content_words(event.source.name).isdisjoint(
        content_words(finding.source)
    )


def _gold_lines(events: Iterable[MarkedEvent]) -> dict[Line, tuple[MarkedActor, MarkedActor]]:
    return {
        _line(one.actor.key, other.actor.key, event.event_type): (one.actor, other.actor)
        for event in events
        if event.status != DENIED
        for one, other in pairs_of(
            event.actors,
            event.recipients,
            mutual=not event.recipients,
            key=lambda party: party.actor.key,
        )
    }


def _lines(findings: Iterable[Finding]) -> dict[Line, list[tuple[Party, Party]]]:
    lines: dict[Line, list[tuple[Party, Party]]] = {}
    for finding in findings:
        if _status(finding) != DENIED:
            sides = finding.actors, finding.recipients
            for one, other in pairs_of(*sides, mutual=not finding.recipients, key=_called):
                line = _line(_called(one), _called(other), finding.event_type)
                lines.setdefault(line, []).append((one, other))
    return lines


def _called(party: Party) -> str:
    return party.id or party.name


def _line(one: str, other: str, event_type: str) -> Line:
    return frozenset((one, other)), ontology.quad(event_type)


def _shared(
    gold: Mapping[Line, tuple[MarkedActor, MarkedActor]],
    found: Mapping[Line, list[tuple[Party, Party]]],
) -> int:
    """Return how many gold lines are found; each takes the first line that fits and is left."""
    left = dict(found)
    for (_, quad), ends in gold.items():
        fitting = (line for line, pairs in left.items() if line[1] == quad and _joins(ends, pairs))
        line = next(fitting, None)
        if line is not None:
            del left[line]
    return len(found) - len(left)


def _joins(ends: tuple[MarkedActor, MarkedActor], pairs: Iterable[tuple[Party, Party]]) -> bool:
    a, b = ends
    return any(
        (_is_actor(a, one) and _is_actor(b, other)) or (_is_actor(a, other) and _is_actor(b, one))
        for one, other in pairs
    )

"""Events: who did what to whom, whether it happened, and who says so."""

from __future__ import annotations

from collections.abc import Iterable

from explorer import ontology
from explorer.actors.cast import Cast, Placed
from explorer.events import lexicon
from explorer.events.attribution import Source, Sources
from explorer.events.auxiliary import auxiliaries, is_present, promises, with_time
from explorer.events.coding import Coder
from explorer.events.confidence import confidence, grounds
from explorer.events.drafts import Draft, Party
from explorer.events.pairs import Pair, Pairs
from explorer.events.stance import Stances
from explorer.events.times import Times
from explorer.language import Reading
from explorer.model import Attribution, Event, Evidence, Kind, Mention
from explorer.syntax import Syntax

__all__ = ["find_events"]

# Announced withdrawals are concessions, other planned cooperation is agreement; a cooperative
# deed that will not happen is a refusal (PLOVER manual, AGREE and REJECT).
_REFUSED = frozenset(("CONSULT", "SUPPORT", "COOPERATE", "AID", "RETREAT"))
# "It emerged that", "what was said": nobody speaks.
_NO_SPEAKERS = frozenset(("it", "there", "what", "which", "that", "this", "who", "one"))
_SPEAK_FOR = frozenset(
    ("spokesman", "spokeswoman", "spokesperson", "spokespeople", "lawyer", "representative")
)
_THREATENED = frozenset(
    "REJECT PROTEST SANCTION MOBILIZE COERCE ASSAULT RETREAT CONCEDE ACCUSE".split()
)
_AHEAD = frozenset(("future", "hypothetical"))
# What a stance may be: its weights have counted a "not" already.
_OF_STANCES = frozenset(("hypothetical", "historical"))


def find_events(reading: Reading, cast: Cast, syntax: Syntax) -> tuple[Event, ...]:
    """Return the events of one article, in text order.

    Args:
        reading: the article with its parse.
        cast: its actors and where they are mentioned.
        syntax: the same parse as plain lists.
    """
    return tuple(event for _, event in _Writer(reading, cast, syntax).events())


def open_pairs(reading: Reading, cast: Cast, syntax: Syntax) -> list[Pair]:
    """Return the pairs of actors in a sentence whom no rule joins: what stances are learned from.

    Args:
        reading: the article with its parse.
        cast: its actors and where they are mentioned.
        syntax: the same parse as plain lists.
    """
    writer = _Writer(reading, cast, syntax)
    return list(writer.pairs.find(writer.ruled()))


def grounded_events(
    reading: Reading, cast: Cast, syntax: Syntax
) -> list[tuple[Event, dict[str, float]]]:
    """Return the events, each with the grounds of its confidence: what that is learned from.

    Args:
        reading: the article with its parse.
        cast: its actors and where they are mentioned.
        syntax: the same parse as plain lists.
    """
    writer = _Writer(reading, cast, syntax)
    return [(event, dict(writer.grounds(draft))) for draft, event in writer.events()]


class _Writer:
    """Turns drafts into records: status, source, date, evidence, confidence."""

    def __init__(self, reading: Reading, cast: Cast, syntax: Syntax) -> None:
        self._reading = reading
        self._cast = cast
        self._syntax = syntax
        self._bounds = syntax.sentences
        self._sentence = [n for n, (a, b) in enumerate(self._bounds) for _ in range(a, b)]
        self._sources = Sources(syntax, self._sentence, reading.paragraph)
        self._coder = Coder(syntax, cast, self._sources.speakers)
        self._times = Times(syntax, reading.article.published)
        self.pairs = Pairs(syntax, cast, self._sentence)
        self._stances = Stances(syntax, cast, self.pairs)
        self._named: dict[tuple[int, str], list[Placed]] = {}
        for placed in cast.placed:
            if placed.mention.label != "pronoun":
                key = self._sentence[placed.head], placed.mention.actor_id
                self._named.setdefault(key, []).append(placed)

    def events(self) -> Iterable[tuple[Draft, Event]]:
        seen: dict[tuple[object, ...], int] = {}
        used: dict[str, int] = {}
        for draft in self._drafts():
            key = self._key(draft)
            if key in seen:
                continue
            seen[key] = draft.token
            base = self._base_id(draft)
            used[base] = used.get(base, 0) + 1
            event_id = base if used[base] == 1 else f"{base}.{used[base]}"
            yield draft, self._write(draft, event_id)

    def grounds(self, draft: Draft) -> list[tuple[str, float]]:
        """Return what speaks for or against an event."""
        start, end = self._bounds[self._sentence[draft.token]]
        return grounds(draft, self._syntax, end - start)

    def _drafts(self) -> list[Draft]:
        """Return what the rules find and, between others, what the weights of stances tell."""
        ruled = self.ruled()
        learned = [self._as_stance(draft) for draft in self._stances.drafts(ruled)]
        return sorted([*ruled, *learned], key=lambda draft: draft.token)

    def ruled(self) -> list[Draft]:
        """Return what the rules find, judged."""
        found = self._coder.drafts()
        for draft in found:
            self._judge(draft)
        return found

    def _as_stance(self, draft: Draft) -> Draft:
        """Place a learned stance in time: what it leaves open is whether it is long past."""
        self._place_in_time(draft)
        draft.auxiliary &= _OF_STANCES
        return draft

    def _judge(self, draft: Draft) -> None:
        self._place_in_time(draft)
        if self._is_threat(draft):
            self._threaten(draft)
        elif self._is_failure(draft):
            draft.event_type = "REJECT"
            draft.auxiliary -= {"negation"}
        if "future" not in draft.auxiliary or "hypothetical" in draft.auxiliary:
            return
        reduced = ontology.REDUCED_WHEN_FUTURE.get(draft.event_type)
        if "negation" in draft.auxiliary and draft.event_type in _REFUSED:
            draft.underlying_type, draft.event_type = draft.event_type, "REJECT"
            draft.mode = lexicon.mode_of_complement("REJECT", draft.underlying_type)
            draft.auxiliary -= {"negation", "future"}  # refused today
            draft.day = self._reading.article.published
        elif reduced and "negation" not in draft.auxiliary:
            draft.underlying_type, draft.event_type = draft.event_type, reduced
            draft.mode = lexicon.mode_of_complement(reduced, draft.underlying_type)

    def _is_failure(self, draft: Draft) -> bool:
        """Tell whether somebody did not agree, or failed to: that refuses."""
        told = draft.verb is not None or self._syntax.is_verb(draft.token)
        return told and draft.event_type == "AGREE" and "negation" in draft.auxiliary

    def _is_threat(self, draft: Draft) -> bool:
        """Tell whether a deed will follow unless another gives in (PLOVER manual, THREATEN)."""
        ahead = "future" in draft.auxiliary and "negation" not in draft.auxiliary
        return ahead and draft.event_type in _THREATENED and bool(self._coder.averters(draft))

    def _threaten(self, draft: Draft) -> None:
        draft.underlying_type, draft.event_type = draft.event_type, "THREATEN"
        draft.mode = lexicon.mode_of_complement("THREATEN", draft.underlying_type)
        draft.auxiliary -= _AHEAD  # it is threatened today

    def _place_in_time(self, draft: Draft) -> None:
        verb = draft.token if draft.verb is None else draft.verb
        modes = auxiliaries(self._syntax, draft.token, draft.verb)
        ahead = not _AHEAD.isdisjoint(modes) or is_present(self._syntax, verb)
        when = self._times.of(draft.token, draft.verb, future=ahead)
        draft.auxiliary = with_time(self._syntax, modes, when, verb)
        if when is not None:
            draft.day = when.day
        elif not draft.auxiliary:
            draft.day = self._reading.article.published
        if self._announces(draft):
            draft.auxiliary = {"future"}

    def _announces(self, draft: Draft) -> bool:
        """Tell whether a promise was made: what is promised is to come ("agreed to meet")."""
        made = draft.event_type == "AGREE" and not draft.auxiliary
        return made and promises(self._syntax, draft.token)

    def _key(self, draft: Draft) -> tuple[object, ...]:
        sides = (_ids(draft.actors), _ids(draft.recipients))
        marks = tuple(sorted(draft.auxiliary))
        return (self._sentence[draft.token], draft.event_type, *sides, marks)

    def _base_id(self, draft: Draft) -> str:
        start = self._reading.starts[draft.token]
        return f"{self._reading.article.id}/{start}-{draft.event_type.lower()}"

    def _write(self, draft: Draft, event_id: str) -> Event:
        start, end = self._reading.span(draft.token, draft.token + 1)
        attribution = self._attribution(draft)
        return Event(
            id=event_id,
            article_id=self._reading.article.id,
            event_type=draft.event_type,
            mode=draft.mode,
            underlying_type=draft.underlying_type,
            auxiliary=tuple(a for a in ontology.AUXILIARIES if a in draft.auxiliary),
            score=ontology.score(draft.event_type, draft.mode),
            actors=self._mentions(draft.actors),
            recipients=self._mentions(draft.recipients),
            attribution=attribution,
            trigger=self._reading.text(draft.token, draft.token + 1),
            start=start,
            end=end,
            evidence=self._evidence(draft.token),
            date=draft.day,
            confidence=confidence(self.grounds(draft)),
            reciprocal=draft.sense.reciprocal and not draft.recipients,
        )

    def _mentions(self, parties: Iterable[Party]) -> tuple[Mention, ...]:
        return tuple(self._by_name(party.placed).mention for party in parties)

    def _by_name(self, placed: Placed) -> Placed:
        """Return where a sentence names whom it then calls "he": the nearest name before that."""
        if placed.mention.label != "pronoun":
            return placed
        key = self._sentence[placed.head], placed.mention.actor_id
        before = (one for one in self._named.get(key, ()) if one.head < placed.head)
        return max(before, key=lambda one: one.head, default=placed)

    def _evidence(self, token: int) -> Evidence:
        start, end = self._reading.span(*self._bounds[self._sentence[token]])
        text = self._reading.article.text[start:end]
        return Evidence(self._reading.article.id, start, end, text)

    def _attribution(self, draft: Draft) -> Attribution | None:
        if draft.accuser:
            mention = draft.accuser[0].placed.mention
            return Attribution(mention.text, mention.start, mention.end, mention)
        source = self._sources.find(draft.token)
        return None if source is None else self._credit(source)

    def _credit(self, source: Source) -> Attribution | None:
        parties = [p for head in source.speakers for p in self._coder.parties.at(head)]
        parties += [p for head in source.speakers for p in self._spoken_for(head)]
        if all(self._syntax.pos[head] == "PROPN" for head in source.speakers):
            parties = [p for p in parties if not p.via]  # "The Times of London" is not Britain
            parties = parties or self._named_after(source.speakers[0])
        parties = [p for p in parties if not p.via or not self._is_group(p)]  # "a police memo"
        if parties:
            mention = min(parties, key=lambda party: party.via != "").placed.mention
            return Attribution(mention.text, mention.start, mention.end, mention)
        if not source.speakers or self._syntax.lower[source.speakers[0]] in _NO_SPEAKERS:
            return None
        start, end = self._noun_phrase(source.speakers[0])
        return Attribution(self._reading.text(start, end), *self._reading.span(start, end))

    def _is_group(self, party: Party) -> bool:
        return self._cast.actors[party.actor_id].kind is Kind.GROUP

    def _named_after(self, head: int) -> list[Party]:
        """Return the person whose office a parse takes for the speaker."""
        below = (t for t in self._syntax.subtree(head) if t > head)
        found = (party for t in below for party in self._coder.parties.at(t) if not party.via)
        people = (p for p in found if self._cast.actors[p.actor_id].kind is Kind.PERSON)
        return list(people)[:1]

    def _spoken_for(self, head: int) -> list[Party]:
        """Return whom a spokesman speaks for: "a spokesman for the Pakistani army"."""
        if self._syntax.lemma[head] not in _SPEAK_FOR:
            return []
        return self._coder.parties.among(self._syntax.slots(head), "for")

    def _noun_phrase(self, head: int) -> tuple[int, int]:
        """Return the words from the first modifier to the noun: "a state television report"."""
        below = [t for t in self._syntax.subtree(head) if t <= head]
        start = end = head
        while end + 1 < len(self._syntax) and self._is_of_name(end + 1, head):
            end += 1
        while start - 1 in below:
            start -= 1
        while start < head and self._syntax.rel[start] in ("case", "punct"):
            start += 1
        if start < head and self._syntax.lower[start] == "to":  # "according to"
            start += 1
        return start, end + 1

    def _is_of_name(self, token: int, head: int) -> bool:
        """Tell whether a token goes on with a name: "Al Jazeera"."""
        syntax = self._syntax
        return syntax.head[token] == head and syntax.rel[token] == "compound"


def _ids(parties: list[Party]) -> tuple[str, ...]:
    return tuple(sorted(party.actor_id for party in parties))

"""Events as records: what the network has read, with actors, status, date, source, evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from explorer import ontology
from explorer.entities.boilerplate import furniture
from explorer.entities.cast import Cast
from explorer.events.parties import Parties
from explorer.events.times import Times
from explorer.model import Attribution, Event, Evidence, Mention, event_id
from explorer.nlp import Reading
from explorer.nlp.events import GROUP, Filler, Found
from explorer.syntax import Syntax

_AUXILIARY = {status: (mode,) for mode, status in ontology.AUXILIARY.items()} | {"done": ()}
# What several actors and no recipient do to each other; two who protest do not protest against each
# other.
_MUTUAL = frozenset(("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "ASSAULT"))
_SIDE_BY_SIDE = 4  # words
_OUTSIDE = "it stands outside of the story: in a dateline, a byline, a link or a credit"
_NOBODY = "none of its words is an actor"
_TOLD_TWICE = "a surer word beside it tells the same"
_AHEAD = frozenset(("planned", "possible"))


def find_events(reading: Reading, cast: Cast, syntax: Syntax) -> tuple[tuple[Event, ...], Parties]:
    """Return the events of one article in text order, and who takes part in them.

    Args:
        reading: the article with its parse and ``doc.spans["events"]``.
        cast: its actors and where they are mentioned.
        syntax: the same parse as plain lists.
    """
    told, parties = judge_events(reading, cast, syntax)
    return tuple(one for one in told.values() if isinstance(one, Event)), parties


def judge_events(
    reading: Reading, cast: Cast, syntax: Syntax
) -> tuple[dict[int, Event | str], Parties]:
    """Return, by trigger, the event or why it is none; and as ``find_events`` who takes part."""
    parties = Parties(reading, cast)
    return _Writer(reading, parties, syntax).told(), parties


class _Writer:
    """Turns what was read into records."""

    def __init__(self, reading: Reading, parties: Parties, syntax: Syntax) -> None:
        group = reading.doc.spans.get(GROUP)
        found = [_found(one) for one in group.attrs[GROUP]] if group is not None else []
        self._outside = furniture(reading)
        self._found = found
        self._reading = reading
        self._parties = parties
        self._bounds = syntax.sentences
        self._sentence = [n for n, (a, b) in enumerate(self._bounds) for _ in range(a, b)]
        triggers = frozenset(one.trigger for one in found if not self._outside[one.trigger])
        self._times = Times(syntax, reading.article.published, triggers)

    def told(self) -> dict[int, Event | str]:
        """Return the events; what two words side by side tell ("sent troops") counts once."""
        told: dict[int, Event | str] = {}
        last: tuple[int, tuple[object, ...], Event] | None = None
        for one in self._found:
            if self._outside[one.trigger]:
                told[one.trigger] = _OUTSIDE
                continue
            actors = _once(m for filler in one.actors for m in self._parties.of(filler))
            own = {mention.actor_id for mention in actors}
            others = _once(m for filler in one.recipients for m in self._parties.of(filler))
            recipients = tuple(mention for mention in others if mention.actor_id not in own)
            if not actors and not recipients:
                told[one.trigger] = _NOBODY
                continue
            event = self._write(one, actors, recipients)
            sides = (frozenset(m.actor_id for m in side) for side in (actors, recipients))
            key = (event.evidence.start, event.event_type, event.auxiliary, *sides)
            if last and last[1] == key and one.trigger - last[0] <= _SIDE_BY_SIDE:
                surer = max(last[2], event, key=lambda event: event.confidence)
                before = next(trigger for trigger, other in told.items() if other is last[2])
                told[before] = surer if surer is last[2] else _TOLD_TWICE
                told[one.trigger] = event if surer is event else _TOLD_TWICE
                event = surer
            else:
                told[one.trigger] = event
            last = one.trigger, key, event
        return told

    def _write(
        self,
        one: Found,
        actors: tuple[Mention, ...],
        recipients: tuple[Mention, ...],
    ) -> Event:
        start, end = self._reading.span(one.trigger, one.trigger + 1)
        ahead = one.status in _AHEAD
        when = self._times.of(one.trigger, future=ahead)
        status = "past" if when and when.past and one.status == "done" else one.status
        day = when.day if when else None
        if when is None and one.status == "done":
            day = self._reading.article.published
        return Event(
            id=event_id(self._reading.article.id, start, one.event_type),
            article_id=self._reading.article.id,
            event_type=one.event_type,
            mode=one.mode,
            underlying_type=one.underlying if ahead else None,
            auxiliary=_AUXILIARY[status],
            score=ontology.score(one.event_type, one.mode),
            actors=actors,
            recipients=recipients,
            attribution=self._attribution(one.source),
            trigger=self._reading.text(one.trigger, one.trigger + 1),
            start=start,
            end=end,
            evidence=self._evidence(one.trigger),
            date=day,
            confidence=one.confidence,
            reciprocal=one.event_type in _MUTUAL and len(actors) > 1 and not recipients,
        )

    def _evidence(self, token: int) -> Evidence:
        start, end = self._reading.span(*self._bounds[self._sentence[token]])
        text = self._reading.article.text[start:end]
        return Evidence(self._reading.article.id, start, end, text)

    def _attribution(self, source: Filler | None) -> Attribution | None:
        mention = None if source is None else self._parties.naming(source)
        if mention is None:
            return None
        return Attribution(mention.text, mention.start, mention.end, mention)


def _found(values: dict[str, Any]) -> Found:
    """Return the record behind the plain values that a Doc keeps."""
    sides = {side: tuple(map(_filler, values[side])) for side in ("actors", "recipients")}
    source = values["source"] and _filler(values["source"])
    return Found(**{**values, **sides, "source": source})


def _filler(values: dict[str, Any]) -> Filler:
    return Filler(**{**values, "names": tuple((word, chance) for word, chance in values["names"])})


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return each actor's first mention."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        found.setdefault(mention.actor_id, mention)
    return tuple(found.values())

"""A row of an event data set, and the same records of it that an article gives.

Of an imported event there is no sentence. Its evidence is the row itself, as one line that says so:
"GDELT 2.0, no sentence: UNITED STATES | make a visit (CAMEO 042) | FRANCE | Paris, France". Offsets
refer to that line; outlet, day and address are those of the report that the row was coded from.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from explorer.model import Actor, Article, Event, Evidence, Extraction, Kind, Mention, event_id
from explorer.ontology import score

CONFIDENCE = 0.5  # the data sets tell none; in the middle, so that a filter can leave them out
_BETWEEN = " | "
_UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient as a row names it.

    ``text`` stands in the row, ``name`` is the one shown; ``id`` is an actor's, ``country`` an ISO
    3166-1 alpha-3 code.
    """

    text: str
    id: str
    name: str
    kind: Kind
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event of a data set that others have coded.

    Attributes:
        source: where it stands ("export.CSV, line 3").
        dataset: where it comes from, for people ("GDELT 2.0").
        id: the same for the same row, different for any other.
        day: when it happened, as the data set has it.
        actor: who did it, None if that is nobody in particular.
        recipient: to whom; one of the two is known.
        event_type: PLOVER's.
        mode: PLOVER's, None if the data set tells none.
        underlying_type: what is announced, if that is what the row codes.
        auxiliary: of ``ontology.AUXILIARY``.
        deed: the event in the data set's own terms ("make a visit (CAMEO 042)").
        published: when it was reported.
        outlet: who reported it.
        url: where the report stands, http or https.
        place: where it happened.
        swapped: the data set names the recipient first ("France hosts the United States").
        note: what else leads to the report ("story 24, sentence 3").
    """

    source: str
    dataset: str
    id: str
    day: date
    actor: Party | None
    recipient: Party | None
    event_type: str
    mode: str | None
    underlying_type: str | None
    auxiliary: tuple[str, ...]
    deed: str
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    place: str | None = None
    note: str | None = None
    swapped: bool = False


class Line(NamedTuple):
    """The evidence of a row: its text, and where in it actor, deed and recipient begin."""

    text: str
    actor: int
    deed: int
    recipient: int


def line_of(row: Row) -> Line:
    """Return the line that a row is as evidence."""
    first, last = (row.recipient, row.actor) if row.swapped else (row.actor, row.recipient)
    begun = f"{row.dataset}, no sentence: "
    before, after = first.text if first else _UNKNOWN, last.text if last else _UNKNOWN
    deed = len(begun) + len(before) + len(_BETWEEN)
    ends = len(begun), deed + len(row.deed) + len(_BETWEEN)
    cells = (f"{begun}{before}", row.deed, after, row.place, row.note)
    text = _BETWEEN.join(filter(None, cells))
    return Line(text, ends[row.swapped], deed, ends[not row.swapped])


def article_of(row: Row, line: Line) -> Article:
    """Return a row as an article of one line."""
    title = f"{row.dataset}: {row.id}"
    return Article(row.id, line.text, title, row.published, row.outlet, row.url)


def as_extraction(row: Row) -> Extraction:
    """Return a row as an article of one line, with its actors and its event."""
    line = line_of(row)
    actors = _mentions(row, row.actor, line.actor)
    recipients = _mentions(row, row.recipient, line.recipient)
    return Extraction(
        article=article_of(row, line),
        actors=_actors(row),
        mentions=recipients + actors if row.swapped else actors + recipients,
        events=(_event(row, line, actors, recipients),),
        affiliations=(),
    )


def _event(row: Row, line: Line, *parties: tuple[Mention, ...]) -> Event:
    actors, recipients = parties
    return Event(
        id=event_id(row.id, line.deed, row.event_type),
        article_id=row.id,
        event_type=row.event_type,
        mode=row.mode,
        underlying_type=row.underlying_type,
        auxiliary=row.auxiliary,
        score=score(row.event_type, row.mode),
        actors=actors,
        recipients=recipients,
        attribution=None,
        trigger=row.deed,
        start=line.deed,
        end=line.deed + len(row.deed),
        evidence=Evidence(row.id, 0, len(line.text), line.text),
        date=row.day,
        confidence=CONFIDENCE,
    )


def _mentions(row: Row, party: Party | None, start: int) -> tuple[Mention, ...]:
    """Return where a party stands in the line: once, or not at all."""
    if party is None:
        return ()
    end = start + len(party.text)
    return (Mention(row.id, start, end, party.text, "name", party.id),)


def _actors(row: Row) -> tuple[Actor, ...]:
    parties = {one.id: one for one in (row.actor, row.recipient) if one}
    return tuple(Actor(id, one.name, one.kind, one.country) for id, one in sorted(parties.items()))

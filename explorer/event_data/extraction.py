"""From a row to the same records that an article gives.

Of an imported event there is no sentence. Its evidence is the row itself, as one line that says so:
"GDELT 2.0, no sentence: UNITED STATES | make a visit (CAMEO 042) | FRANCE | Paris, France". Offsets
refer to that line; outlet, day and address are those of the report that the row was coded from.
"""

from __future__ import annotations

from explorer.event_data.records import Party, Row
from explorer.model import Actor, Article, Event, Evidence, Extraction, Mention
from explorer.ontology import score

CONFIDENCE = 0.5  # the data sets tell none; in the middle, so that a filter can leave them out
_BETWEEN = " | "
_UNKNOWN = "?"


def as_extraction(row: Row) -> Extraction:
    """Return a row as an article of one line, with its actors and its event."""
    first, last = (row.recipient, row.actor) if row.swapped else (row.actor, row.recipient)
    head = f"{row.dataset}, no sentence: "
    deed = len(f"{head}{_text(first)}{_BETWEEN}")
    cells = (_text(first), row.deed, _text(last), row.place, row.note)
    text = head + _BETWEEN.join(filter(None, cells))
    before = _mentions(row, first, len(head))
    after = _mentions(row, last, deed + len(f"{row.deed}{_BETWEEN}"))
    actors, recipients = (after, before) if row.swapped else (before, after)
    title = f"{row.dataset}: {row.id}"
    return Extraction(
        article=Article(row.id, text, title, row.published, row.outlet, row.url),
        actors=_actors(row),
        mentions=before + after,
        events=(_event(row, text, deed, actors, recipients),),
        affiliations=(),
    )


def _event(row: Row, text: str, start: int, *parties: tuple[Mention, ...]) -> Event:
    actors, recipients = parties
    return Event(
        id=f"{row.id}/{start}-{row.event_type.lower()}",
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
        start=start,
        end=start + len(row.deed),
        evidence=Evidence(row.id, 0, len(text), text),
        date=row.day,
        confidence=CONFIDENCE,
    )


def _text(party: Party | None) -> str:
    return party.text if party else _UNKNOWN


def _mentions(row: Row, party: Party | None, start: int) -> tuple[Mention, ...]:
    """Return where a party stands in the line: once, or not at all."""
    if party is None:
        return ()
    end = start + len(party.text)
    return (Mention(row.id, start, end, party.text, "name", party.id),)


def _actors(row: Row) -> tuple[Actor, ...]:
    parties = {one.id: one for one in (row.actor, row.recipient) if one}
    return tuple(Actor(id, one.name, one.kind, one.country) for id, one in sorted(parties.items()))

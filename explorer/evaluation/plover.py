"""PLOVER gold standard records: one sentence, one event with its type, actors and recipients.

The Open Event Data Alliance publishes such records with the PLOVER manual. A sentence may tell
more than the one event that is marked, so the precision of types is a floor.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import (
    Figures,
    Finding,
    Findings,
    Named,
    Verdict,
    any_same,
    by_article,
    share,
)
from explorer.ontology import event_types


@dataclass(frozen=True, slots=True)
class PloverRecord:
    """One sentence with its event. A ``reciprocal`` one may have all its parties as actors."""

    id: str
    text: str
    event_type: str
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...] = ()
    reciprocal: bool = False


def read_plover(fields: Fields) -> PloverRecord:
    """Return the record that the fields describe."""
    return PloverRecord(
        id=fields.identifier(),
        text=fields.text("text"),
        event_type=fields.one_of("event_type", tuple(event_types())),
        actors=_named(fields, "actors", "actor_countries"),
        recipients=_named(fields, "recipients", "recipient_countries"),
        reciprocal=fields.flag("reciprocal"),
    )


def measure_plover(records: Sequence[PloverRecord], findings: Findings) -> Figures:
    """Return how often the type, the pair of actors, and both in one event were found.

    Figures:
        type recall: records with an event of the gold type.
        dyad recall: records with an event between the gold actors, of whatever type.
        full recall: records with an event that has both.
        type precision (floor): events that have the type of their sentence's gold event.
    """
    found = by_article(findings)
    pairs = [(record, found.get(record.id, [])) for record in records]
    events = sum(len(mine) for _, mine in pairs)
    right = sum(_has_type(record, one) for record, mine in pairs for one in mine)
    typed = sum(any(_has_type(record, one) for one in mine) for record, mine in pairs)
    dyads = sum(any(_has_dyad(record, one) for one in mine) for record, mine in pairs)
    full = sum(any(_is_full(record, one) for one in mine) for record, mine in pairs)
    return {
        "records": len(records),
        "events": events,
        "type recall": share(typed, len(records)),
        "dyad recall": share(dyads, len(records)),
        "full recall": share(full, len(records)),
        "type precision (floor)": share(right, events),
    }


def judge_plover(records: Sequence[PloverRecord], findings: Findings) -> Iterator[Verdict]:
    """Yield each event with whether it has the type of its sentence's gold event."""
    found = by_article(findings)
    for record in records:
        yield from ((one, _has_type(record, one)) for one in found.get(record.id, []))


def _named(fields: Fields, names: str, countries: str) -> tuple[Named, ...]:
    texts, codes = fields.texts(names), fields.texts(countries)
    return tuple(
        Named(text, codes[at] if at < len(codes) else None) for at, text in enumerate(texts)
    )


def _has_type(record: PloverRecord, finding: Finding) -> bool:
    return finding.event_type == record.event_type


def _has_dyad(record: PloverRecord, finding: Finding) -> bool:
    if record.reciprocal and not record.recipients:
        return len(record.actors) < 2 or all(
            any_same([one], finding.parties) for one in record.actors
        )
    return any_same(record.actors, finding.actors) and (
        not record.recipients or any_same(record.recipients, finding.recipients)
    )


def _is_full(record: PloverRecord, finding: Finding) -> bool:
    return _has_type(record, finding) and _has_dyad(record, finding)

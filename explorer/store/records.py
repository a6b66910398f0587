"""Rows back to the records of ``model``: the same that ``codec`` was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from explorer.model import (
    Actor,
    Affiliation,
    Article,
    Attribution,
    Event,
    Evidence,
    Extraction,
    Kind,
    Mention,
)
from explorer.store.codec import Row, Rows


def decode_extraction(rows: Rows) -> Extraction:
    """Return what was read off one article; the rows of each table are in their order."""
    [article] = rows["articles"]
    return Extraction(
        article=decode_article(article),
        actors=tuple(map(decode_actor, rows["article_actors"])),
        mentions=tuple(map(_mention, rows["mentions"])),
        events=_decode_events(rows["events"], rows["parties"]),
        affiliations=tuple(map(decode_affiliation, rows["affiliations"])),
        notices=tuple(article["notices"]),
    )


def decode_article(row: Row) -> Article:
    """Return the article of a row."""
    fields = ("id", "text", "title", "published", "outlet", "url", "language")
    return Article(**{name: row[name] for name in fields})


def decode_actor(row: Row) -> Actor:
    """Return the actor of a row: its id is called ``actor`` there."""
    return Actor(
        id=row["actor"],
        name=row["name"],
        kind=Kind(row["kind"]),
        country=row["country"],
        role=row["role"],
        aliases=tuple(row["aliases"]),
    )


def decode_affiliation(row: Row) -> Affiliation:
    """Return the affiliation of a row."""
    return Affiliation(row["id"], row["actor"], row["target"], row["role"], _evidence(row))


def _decode_events(events: Iterable[Row], parties: Iterable[Row]) -> tuple[Event, ...]:
    """Return events with those who take part in them; both are in their order."""
    sides: dict[tuple[str, str], list[Mention]] = {}
    for row in parties:
        sides.setdefault((row["event"], row["side"]), []).append(_mention(row))
    return tuple(_event(row, sides) for row in events)


def _event(row: Row, sides: Mapping[tuple[str, str], Sequence[Mention]]) -> Event:
    def side(name: str) -> tuple[Mention, ...]:
        return tuple(sides.get((row["id"], name), ()))

    return Event(
        id=row["id"],
        article_id=row["article"],
        event_type=row["event_type"],
        mode=row["mode"],
        underlying_type=row["underlying_type"],
        auxiliary=tuple(row["auxiliary"]),
        score=row["score"],
        actors=side("actor"),
        recipients=side("recipient"),
        attribution=_attribution(row, side("speaker")),
        trigger=row["trigger"],
        start=row["start"],
        end=row["end"],
        evidence=_evidence(row),
        date=row["date"],
        confidence=row["confidence"],
        reciprocal=row["reciprocal"],
    )


def _attribution(row: Row, speakers: Sequence[Mention]) -> Attribution | None:
    if row["attribution"] is None:
        return None
    start, end = row["attribution_start"], row["attribution_end"]
    return Attribution(row["attribution"], start, end, next(iter(speakers), None))


def _evidence(row: Row) -> Evidence:
    return Evidence(row["article"], row["sentence_start"], row["sentence_end"], row["sentence"])


def _mention(row: Row) -> Mention:
    return Mention(
        row["article"], row["start"], row["end"], row["text"], row["label"], row["actor"]
    )

"""Codec between ``model``'s records and rows: ``encode_*`` to rows, ``decode_*`` back again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256

from explorer.duplicates import bands
from explorer.edges import day_of, drawn_ends, event_edge
from explorer.graph import node_attributes
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
from explorer.store.schema import EVENT_ATTRIBUTES, Row, Rows


def content_hash(article: Article) -> str:
    """Return the content hash of an article: articles that differ in their id alone share it.

    Without a text (imported events) the id is hashed, too.
    """
    id = None if article.text else article.id
    fields = (id, article.text, article.title, article.published, article.outlet, article.url)
    return sha256(repr(fields).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def encode_extraction(extraction: Extraction, *, source: str) -> Rows:
    """Return the rows of one article's extraction, by table.

    Args:
        extraction: the records; actor ids are the article's own.
        source: the article's input ("news.jsonl, line 3").
    """
    article = extraction.article
    return {
        "articles": [_encode_article(extraction, source)],
        "article_actors": [
            {
                **_position(article.id, position),
                "actor": actor.id,
                **node_attributes(actor),
            }
            for position, actor in enumerate(extraction.actors)
        ],
        "mentions": [
            {**_position(article.id, position), **_encode_mention(mention)}
            for position, mention in enumerate(extraction.mentions)
        ],
        "events": [
            {**_position(article.id, position), **_encode_event(event, article)}
            for position, event in enumerate(extraction.events)
        ],
        "parties": [party for event in extraction.events for party in _encode_parties(event)],
        "pairs": [
            {"article": article.id, "event": event.id, "actor": actor, "recipient": recipient}
            for event in extraction.events
            for actor, recipient in drawn_ends(event)
        ],
        "affiliations": [
            {**_position(article.id, position), **_encode_affiliation(affiliation)}
            for position, affiliation in enumerate(extraction.affiliations)
        ],
    }


def _position(article: str, position: int) -> Row:
    return {"article": article, "position": position}


def _encode_article(extraction: Extraction, source: str) -> Row:
    article = extraction.article
    return {
        "id": article.id,
        "hash": content_hash(article),
        "text": article.text,
        "title": article.title,
        "published": article.published,
        "outlet": article.outlet,
        "url": article.url,
        "language": article.language,
        "found_at": source,
        "notices": list(extraction.notices),
        "bands": bands(article.text),
    }


def _encode_mention(mention: Mention) -> Row:
    return {
        "actor": mention.actor_id,
        "text": mention.text,
        "label": mention.label,
        "start": mention.start,
        "end": mention.end,
    }


def _encode_event(event: Event, article: Article) -> Row:
    edge = event_edge(event)
    source = event.attribution
    return {
        "id": event.id,
        **{name: value for name, value in edge.items() if name in EVENT_ATTRIBUTES},
        "marks": [dict(zip(("start", "end", "role"), mark, strict=True)) for mark in edge["marks"]],
        "reciprocal": event.reciprocal,
        "date": event.date,
        "day": day_of(event.date, article.published),
        "start": event.start,
        "end": event.end,
        "sentence_end": event.evidence.end,
        "attribution_start": source.start if source else None,
        "attribution_end": source.end if source else None,
    }


def _encode_parties(event: Event) -> Iterator[Row]:
    speaker = event.attribution.speaker if event.attribution else None
    sides: Iterable[tuple[str, tuple[Mention, ...]]] = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("speaker", (speaker,) if speaker else ()),
    )
    for side, mentions in sides:
        for position, mention in enumerate(mentions):
            place = {"article": event.article_id, "event": event.id, "side": side}
            yield {**place, "position": position, **_encode_mention(mention)}


def _encode_affiliation(affiliation: Affiliation) -> Row:
    return {
        "id": affiliation.id,
        "actor": affiliation.actor_id,
        "target": affiliation.target_id,
        "role": affiliation.role,
        "sentence": affiliation.evidence.text,
        "sentence_start": affiliation.evidence.start,
        "sentence_end": affiliation.evidence.end,
    }


def decode_extraction(rows: Rows) -> Extraction:
    """Return one article's extraction from its rows, sorted as the tables are."""
    [article] = rows["articles"]
    return Extraction(
        article=decode_article(article),
        actors=tuple(map(decode_actor, rows["article_actors"])),
        mentions=tuple(map(_decode_mention, rows["mentions"])),
        events=_decode_events(rows["events"], rows["parties"]),
        affiliations=tuple(map(decode_affiliation, rows["affiliations"])),
        notices=tuple(article["notices"]),
    )


def decode_article(row: Row) -> Article:
    """Return the article of a row."""
    fields = ("id", "text", "title", "published", "outlet", "url", "language")
    return Article(**{name: row[name] for name in fields})


def decode_actor(row: Row) -> Actor:
    """Return the actor of a row, whose column ``actor`` has the id."""
    return Actor(
        id=row["actor"],
        name=row["name"],
        kind=Kind(row["kind"]),
        country=row["country"],
        role=row["role"],
        aliases=tuple(row["aliases"]),
        country_source=row["country_source"],
        wikidata=row["wikidata"],
    )


def decode_affiliation(row: Row) -> Affiliation:
    """Return the affiliation of a row."""
    return Affiliation(row["id"], row["actor"], row["target"], row["role"], _decode_evidence(row))


def _decode_events(events: Iterable[Row], parties: Iterable[Row]) -> tuple[Event, ...]:
    """Return events with their arguments; both are sorted as their tables are."""
    sides: dict[tuple[str, str], list[Mention]] = {}
    for row in parties:
        sides.setdefault((row["event"], row["side"]), []).append(_decode_mention(row))
    return tuple(_decode_event(row, sides) for row in events)


def _decode_event(row: Row, sides: Mapping[tuple[str, str], Sequence[Mention]]) -> Event:
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
        attribution=_decode_attribution(row, side("speaker")),
        trigger=row["trigger"],
        start=row["start"],
        end=row["end"],
        evidence=_decode_evidence(row),
        date=row["date"],
        confidence=row["confidence"],
        reciprocal=row["reciprocal"],
    )


def _decode_attribution(row: Row, speakers: Sequence[Mention]) -> Attribution | None:
    if row["attribution"] is None:
        return None
    start, end = row["attribution_start"], row["attribution_end"]
    return Attribution(row["attribution"], start, end, next(iter(speakers), None))


def _decode_evidence(row: Row) -> Evidence:
    return Evidence(row["article"], row["sentence_start"], row["sentence_end"], row["sentence"])


def _decode_mention(row: Row) -> Mention:
    return Mention(
        row["article"], row["start"], row["end"], row["text"], row["label"], row["actor"]
    )

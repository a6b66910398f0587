"""Extractions to rows, one dict a row, keyed by column; ``records`` is the way back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from explorer.duplicates import bands
from explorer.graph import event_attributes
from explorer.model import Affiliation, Article, Attribution, Event, Evidence, Extraction, Mention

Row = dict[str, Any]
Rows = dict[str, list[Row]]  # of one article: the rows of each table of ``schema.EXTRACTED``


_AS_DRAWN = (
    "event_type",
    "mode",
    "underlying_type",
    "quad",
    "score",
    "auxiliary",
    "status",
    "directed",
    "trigger",
    "confidence",
)


def content_hash(article: Article) -> str:
    """Return what tells an article from others: two that differ in their id alone are one.

    Without a text (events that were imported) the id counts, too.
    """
    id = None if article.text else article.id
    fields = (id, article.text, article.title, article.published, article.outlet, article.url)
    return sha256(repr(fields).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def encode_extraction(extraction: Extraction, *, source: str) -> Rows:
    """Return all that was read off one article.

    Args:
        extraction: what was read; its actor ids are the article's own.
        source: where the article was found ("news.jsonl, line 3").
    """
    article = extraction.article
    return {
        "articles": [_article(extraction, source)],
        "article_actors": [
            {
                **_place(article.id, position),
                "actor": actor.id,
                "name": actor.name,
                "kind": actor.kind.value,
                "country": actor.country,
                "role": actor.role,
                "aliases": list(actor.aliases),
            }
            for position, actor in enumerate(extraction.actors)
        ],
        "mentions": [
            {**_place(article.id, position), **_words(mention)}
            for position, mention in enumerate(extraction.mentions)
        ],
        "events": [
            {**_place(article.id, position), **_event(event, article)}
            for position, event in enumerate(extraction.events)
        ],
        "parties": [party for event in extraction.events for party in _parties(event)],
        "affiliations": [
            {**_place(article.id, position), **_affiliation(tie)}
            for position, tie in enumerate(extraction.affiliations)
        ],
    }


def _place(article: str, position: int) -> Row:
    return {"article": article, "position": position}


def _article(extraction: Extraction, source: str) -> Row:
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


def _words(mention: Mention) -> Row:
    return {
        "actor": mention.actor_id,
        "text": mention.text,
        "label": mention.label,
        "start": mention.start,
        "end": mention.end,
    }


def _event(event: Event, article: Article) -> Row:
    drawn = event_attributes(event)
    return {
        "id": event.id,
        **{name: drawn[name] for name in _AS_DRAWN},
        "marks": [
            dict(zip(("start", "end", "role"), mark, strict=True)) for mark in drawn["marks"]
        ],
        "reciprocal": event.reciprocal,
        "date": event.date,
        "day": event.date or article.published,
        "start": event.start,
        "end": event.end,
        **_sentence(event.evidence),
        **_attribution(event.attribution),
    }


def _sentence(evidence: Evidence) -> Row:
    return {
        "sentence": evidence.text,
        "sentence_start": evidence.start,
        "sentence_end": evidence.end,
    }


def _attribution(attribution: Attribution | None) -> Row:
    if attribution is None:
        return {"attribution": None, "attribution_start": None, "attribution_end": None}
    return {
        "attribution": attribution.text,
        "attribution_start": attribution.start,
        "attribution_end": attribution.end,
    }


def _parties(event: Event) -> Iterator[Row]:
    speaker = event.attribution.speaker if event.attribution else None
    sides: Iterable[tuple[str, tuple[Mention, ...]]] = (
        ("actor", event.actors),
        ("recipient", event.recipients),
        ("speaker", (speaker,) if speaker else ()),
    )
    for side, mentions in sides:
        for position, mention in enumerate(mentions):
            place = {"article": event.article_id, "event": event.id, "side": side}
            yield {**place, "position": position, **_words(mention)}


def _affiliation(tie: Affiliation) -> Row:
    return {
        "id": tie.id,
        "actor": tie.actor_id,
        "target": tie.target_id,
        "role": tie.role,
        **_sentence(tie.evidence),
    }

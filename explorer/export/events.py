"""Events as lines of JSON: the format that ``extract`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from explorer import ontology
from explorer.model import Actor, Attribution, Event, Mention


def event_record(event: Event, actors: Mapping[str, Actor]) -> dict[str, Any]:
    """Return one event as a JSON-ready dict; dates are ISO strings.

    ``start`` and ``end`` (of the event: its trigger; of a party: the words that name it) count
    characters in the article's text, as does ``sentence_start``.

    Args:
        event: the event.
        actors: the actors of its article, by id.
    """
    return {
        "id": event.id,
        "article": event.article_id,
        "date": event.date.isoformat() if event.date else None,
        "event_type": event.event_type,
        "mode": event.mode,
        "underlying_type": event.underlying_type,
        "quad": ontology.quad(event.event_type),
        "auxiliary": list(event.auxiliary),
        "score": event.score,
        "actors": [_party(mention, actors) for mention in event.actors],
        "recipients": [_party(mention, actors) for mention in event.recipients],
        "reciprocal": event.reciprocal,
        "attribution": _attribution(event.attribution, actors),
        "trigger": event.trigger,
        "start": event.start,
        "end": event.end,
        "sentence": event.evidence.text,
        "sentence_start": event.evidence.start,
        "confidence": event.confidence,
    }


def _party(mention: Mention, actors: Mapping[str, Actor]) -> dict[str, Any]:
    actor = actors[mention.actor_id]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "text": mention.text,
        "start": mention.start,
        "end": mention.end,
    }


def _attribution(
    attribution: Attribution | None, actors: Mapping[str, Actor]
) -> dict[str, Any] | None:
    if attribution is None:
        return None
    return {
        "text": attribution.text,
        "start": attribution.start,
        "end": attribution.end,
        "speaker": _party(attribution.speaker, actors) if attribution.speaker else None,
    }

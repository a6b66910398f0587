"""The typed edge: what an edge of the graph tells of its event or affiliation, listed once.

Graph, store, exports, page and the HTML file ask ``Edge`` which attributes there are; an event of
one actor alone has the same ones. Which actors an event connects is decided here, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import combinations, product
from typing import Any, Literal, TypedDict, TypeVar, get_type_hints

from explorer.model import Affiliation, Event
from explorer.ontology import AUXILIARY, STATUSES, quad

T = TypeVar("T")
Day = TypeVar("Day", str, date)

OWN_WORDS = "(the article)"  # stands for the speaker where an article names none


class Edge(TypedDict):
    """The attributes of an edge, in the order of files; dates are ISO strings.

    ``marks`` are ``[start, end, role]`` of the words that carry the event, in characters of the
    sentence. Of an affiliation ``role`` alone tells something.
    """

    relation: Literal["event", "affiliation"]
    event_type: str | None
    mode: str | None
    underlying_type: str | None
    quad: str | None
    score: float
    auxiliary: list[str]
    status: str
    directed: bool
    date: str | None
    article: str
    sentence: str
    sentence_start: int
    marks: list[list[int | str]]
    trigger: str | None
    attribution: str | None
    attribution_id: str | None
    confidence: float | None
    role: str | None


class KeyedEdge(Edge):
    """An edge with its key, the id of its event or affiliation."""

    key: str


class Between(KeyedEdge):
    """An edge with its key and the ids at its ends."""

    actor: str
    recipient: str


ATTRIBUTES: dict[str, Any] = get_type_hints(Edge)  # types by name


def edge_status(auxiliary: Iterable[str]) -> str:
    """Return one of ``ontology.STATUSES``."""
    known = set(auxiliary)
    found = (status for mark, status in AUXILIARY.items() if mark in known)
    return next((status for status in found if status in STATUSES), "done")


def event_edge(event: Event) -> Edge:
    """Return the attributes of an event's edges."""
    source = event.attribution
    return {
        "relation": "event",
        "event_type": event.event_type,
        "mode": event.mode,
        "underlying_type": event.underlying_type,
        "quad": quad(event.event_type),
        "score": float(event.score),
        "auxiliary": list(event.auxiliary),
        "status": edge_status(event.auxiliary),
        "directed": bool(event.recipients),
        "date": event.date.isoformat() if event.date else None,
        "article": event.evidence.article_id,
        "sentence": event.evidence.text,
        "sentence_start": event.evidence.start,
        "marks": _marks(event),
        "trigger": event.trigger,
        "attribution": source.text if source else None,
        "attribution_id": source.speaker.actor_id if source and source.speaker else None,
        "confidence": float(event.confidence),
        "role": None,
    }


def affiliation_edge(tie: Affiliation) -> Edge:
    """Return the attributes of an affiliation's edge."""
    return {
        "relation": "affiliation",
        "event_type": None,
        "mode": None,
        "underlying_type": None,
        "quad": None,
        "score": 0.0,
        "auxiliary": [],
        "status": "done",
        "directed": True,
        "date": None,
        "article": tie.evidence.article_id,
        "sentence": tie.evidence.text,
        "sentence_start": tie.evidence.start,
        "marks": [],
        "trigger": None,
        "attribution": None,
        "attribution_id": None,
        "confidence": None,
        "role": tie.role,
    }


def _marks(event: Event) -> list[list[int | str]]:
    """Return the words that carry the event, sorted.

    What lies outside of the sentence is left out: a speaker may have been named in the one before.
    """
    evidence, source = event.evidence, event.attribution
    spans = {
        *((one.start, one.end, "actor") for one in event.actors),
        *((one.start, one.end, "recipient") for one in event.recipients),
        (event.start, event.end, "trigger"),
        *(((source.start, source.end, "speaker"),) if source else ()),
    }
    return [
        [start - evidence.start, end - evidence.start, role]
        for start, end, role in sorted(spans)
        if evidence.start <= start < end <= evidence.end
    ]


def speaker_of(event: Edge) -> str:
    """Return who says so: an actor's id, the words that name a source, or ``OWN_WORDS``."""
    return event["attribution_id"] or event["attribution"] or OWN_WORDS


def day_of(own: Day | None, published: Day | None) -> Day | None:
    """Return the day that an event counts on: its own, else the one its article was published."""
    return own or published


def drawn_ends(event: Event) -> list[tuple[str, str | None]]:
    """Return whom an event connects, as ``ends_of_ids`` does."""
    actors, recipients = (
        [mention.actor_id for mention in side] for side in (event.actors, event.recipients)
    )
    return ends_of_ids(actors, recipients, mutual=event.reciprocal)


def ends_of_ids(
    actors: Iterable[str], recipients: Iterable[str], *, mutual: bool
) -> list[tuple[str, str | None]]:
    """Return the ends of the edges that an event is drawn as, each once.

    Where there is no pair, the event is that of each actor alone: its other end is None.

    Args:
        actors: ids of those who act.
        recipients: ids of those to whom it is done.
        mutual: whether the actors do it to each other.
    """
    actors, recipients = list(dict.fromkeys(actors)), list(dict.fromkeys(recipients))
    pairs: list[tuple[str, str | None]] = [*pairs_of(actors, recipients, mutual=mutual)]
    return pairs or [(one, None) for one in dict.fromkeys((*actors, *recipients))]


def pairs_of(
    actors: Iterable[T], recipients: Iterable[T], *, mutual: bool, key: Callable[[T], str] = str
) -> list[tuple[T, T]]:
    """Return who is connected to whom: actors to recipients, or all who act to each other.

    Args:
        actors: those who act.
        recipients: those to whom it is done.
        mutual: whether the actors do it to each other; then the ends are in the order of keys.
        key: tells who is the same: nobody is connected to themselves.
    """
    found = combinations(sorted(actors, key=key), 2) if mutual else product(actors, recipients)
    return [(one, other) for one, other in found if key(one) != key(other)]

"""The graph: actors are nodes, events and affiliations are edges, each edge with its evidence.

``build_graph`` is the one place where an event's lists of actors and recipients become pairs.
The same extractions give the same graph, whatever order they come in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.duplicates import report_ids
from explorer.entities.merging import merge
from explorer.model import Actor, Affiliation, Article, Event, Evidence, Extraction, Mention
from explorer.ontology import quad

if TYPE_CHECKING:
    import networkx as nx

Attributes = dict[str, Any]
T = TypeVar("T")

OWN_WORDS = "(the article)"  # stands for the speaker where an article names none


def edge_status(auxiliary: Iterable[str]) -> str:
    """Return one of ``ontology.STATUSES``: of those that apply, the last."""
    known = set(auxiliary)
    decisive = (("negation", "denied"), ("hypothetical", "possible"), ("future", "planned"))
    return next((status for name, status in decisive if name in known), "done")


def build_graph(extractions: Iterable[Extraction]) -> nx.MultiDiGraph[str]:
    """Return the graph of all extractions; nodes are sorted by id, edges by both ends and key.

    Actor ids must already be one per actor over all articles. An article that comes twice counts
    once. Node attributes: those of ``node_attributes``, mentions, and ``solo``, the events
    that connect the actor to nobody, as edge attributes with their ``key``. ``graph["articles"]``
    tells each article's title, published, outlet and url, and as ``report`` the article that
    printed the same report first, or None.

    Raises:
        ValueError: an event or affiliation names an actor that no extraction lists.
    """
    import networkx as nx  # a store is written without it, and it takes a while to load

    read = sorted(extractions, key=lambda extraction: extraction.article.id)
    reports = report_ids(one.article for one in read)
    articles = {
        one.article.id: article_attributes(one.article, report=reports[one.article.id])
        for one in read
    }
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles=articles)
    graph.add_nodes_from(_nodes(read))
    for actor, recipient, key, attributes in sorted(_edges(read), key=lambda edge: edge[:3]):
        graph.add_edge(actor, recipient, key, **attributes)
    return graph


def article_attributes(article: Article, *, report: str) -> Attributes:
    """Return what the graph tells of an article.

    Args:
        article: the article.
        report: the id of the article that printed its report first, maybe its own.
    """
    published = article.published.isoformat() if article.published else None
    return {
        "title": article.title,
        "published": published,
        "outlet": article.outlet,
        "url": article.url,
        "report": report if report != article.id else None,
    }


def _nodes(read: Sequence[Extraction]) -> Iterator[tuple[str, Attributes]]:
    records = _grouped(chain.from_iterable(one.actors for one in read), lambda one: one.id)
    # A set: the same stretch of the same article counts once, however often it was read.
    mentions = _grouped({m for one in read for m in one.mentions}, lambda m: m.actor_id)
    solos = _solos(read)
    for id, same in sorted(records.items()):
        solo = solos.get(id, {})
        yield (
            id,
            {
                **_merged(id, same),
                "mentions": len(mentions.get(id, ())),
                "solo": [solo[key] for key in sorted(solo)],
            },
        )


def _merged(id: str, same: Sequence[Actor]) -> Attributes:
    """Return what several articles say about one actor, as node attributes."""
    return node_attributes(merge(id, ((actor, 1) for actor in same)))


def node_attributes(actor: Actor) -> Attributes:
    """Return what a node tells of its actor."""
    return {
        "name": actor.name,
        "kind": str(actor.kind),
        "country": actor.country,
        "role": actor.role,
        "aliases": list(actor.aliases),
        "country_source": actor.country_source,
        "wikidata": actor.wikidata,
    }


def _grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, list[T]]:
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def _pairs(event: Event) -> list[tuple[str, str]]:
    """Return who is connected to whom: actors to recipients, or all who meet to each other."""
    actors, recipients = _ids(event.actors), _ids(event.recipients)
    pairs = combinations(sorted(actors), 2) if event.reciprocal else product(actors, recipients)
    return [(actor, recipient) for actor, recipient in pairs if actor != recipient]


def _ids(mentions: Iterable[Mention]) -> list[str]:
    return list(dict.fromkeys(mention.actor_id for mention in mentions))


def _solos(read: Iterable[Extraction]) -> dict[str, dict[str, Attributes]]:
    """Return, by actor and by event id, the events that make no pair."""
    solos: dict[str, dict[str, Attributes]] = {}
    for event in chain.from_iterable(one.events for one in read):
        if not _pairs(event):
            for id in _ids((*event.actors, *event.recipients)):
                solos.setdefault(id, {})[event.id] = {"key": event.id, **event_attributes(event)}
    return solos


def _edges(read: Sequence[Extraction]) -> Iterator[tuple[str, str, str, Attributes]]:
    known = {actor.id for one in read for actor in one.actors}
    for one in read:
        for event in one.events:
            _check(event.id, _ids((*event.actors, *event.recipients)), known)
            yield from ((*pair, event.id, event_attributes(event)) for pair in _pairs(event))
        for tie in one.affiliations:
            _check(tie.id, (tie.actor_id, tie.target_id), known)
            if tie.actor_id != tie.target_id:
                yield (tie.actor_id, tie.target_id, tie.id, affiliation_attributes(tie))


def _check(key: str, ids: Iterable[str], known: set[str]) -> None:
    missing = [id for id in ids if id not in known]
    if missing:
        raise ValueError(f"{key} names an actor that no extraction lists: {missing[0]}")


def event_attributes(event: Event) -> Attributes:
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
        **_evidence(event.evidence),
        "marks": _marks(event),
        "trigger": event.trigger,
        "attribution": source.text if source else None,
        "attribution_id": source.speaker.actor_id if source and source.speaker else None,
        "confidence": float(event.confidence),
        "role": None,
    }


def affiliation_attributes(tie: Affiliation) -> Attributes:
    """Return the same attributes as an event's, None or empty where a tie has nothing to say."""
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
        **_evidence(tie.evidence),
        "marks": [],
        "trigger": None,
        "attribution": None,
        "attribution_id": None,
        "confidence": None,
        "role": tie.role,
    }


def _evidence(evidence: Evidence) -> Attributes:
    return {
        "article": evidence.article_id,
        "sentence": evidence.text,
        "sentence_start": evidence.start,
    }


def _marks(event: Event) -> list[list[int | str]]:
    """Return ``[start, end, role]`` of the words that carry the event, sorted.

    Offsets count characters in the sentence. What lies outside of it is left out: a speaker may
    have been named in the sentence before.
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

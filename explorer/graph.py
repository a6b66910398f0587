"""The graph: actors are nodes, events and affiliations are edges, each edge with its evidence.

What an edge tells, and which pairs an event makes, is decided in ``edges``. The same
extractions give the same graph, whatever order they come in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING, Any, cast

from explorer.duplicates import report_ids
from explorer.edges import Edge, KeyedEdge, affiliation_edge, drawn_ends, event_edge
from explorer.entities.merging import merge_all
from explorer.model import Actor, Article, Extraction

if TYPE_CHECKING:
    import networkx as nx

Attributes = dict[str, Any]
Pair = tuple[str, str, str, Edge]  # actor, recipient and key of an edge, and its attributes


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
    actors = merge_all((actor, 1) for one in read for actor in one.actors)
    # A set: the same stretch of the same article counts once, however often it was read.
    mentions = Counter(mention.actor_id for mention in {m for one in read for m in one.mentions})
    solos = _solos(read)
    for id, actor in actors.items():
        solo = [event for _, event in sorted(solos.get(id, {}).items())]
        yield id, {**node_attributes(actor), "mentions": mentions[id], "solo": solo}


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


def _solos(read: Iterable[Extraction]) -> dict[str, dict[str, KeyedEdge]]:
    """Return, by actor and by event id, the events that make no pair."""
    solos: dict[str, dict[str, KeyedEdge]] = {}
    for event in chain.from_iterable(one.events for one in read):
        for id, other in drawn_ends(event):
            if other is None:
                solos.setdefault(id, {})[event.id] = {"key": event.id, **event_edge(event)}
    return solos


def _edges(read: Sequence[Extraction]) -> Iterator[Pair]:
    known = {actor.id for one in read for actor in one.actors}
    for one in read:
        for event in one.events:
            parties = (*event.actors, *event.recipients)
            _check(event.id, (mention.actor_id for mention in parties), known)
            for actor, recipient in drawn_ends(event):
                if recipient is not None:
                    yield actor, recipient, event.id, event_edge(event)
        for tie in one.affiliations:
            _check(tie.id, (tie.actor_id, tie.target_id), known)
            if tie.actor_id != tie.target_id:
                yield tie.actor_id, tie.target_id, tie.id, affiliation_edge(tie)


def _check(key: str, ids: Iterable[str], known: set[str]) -> None:
    missing = [id for id in ids if id not in known]
    if missing:
        raise ValueError(f"{key} names an actor that no extraction lists: {missing[0]}")


def iter_pairs(graph: nx.MultiDiGraph[str]) -> Iterator[Pair]:
    """Yield (actor, recipient, key, attributes) of all edges."""
    return cast("Iterator[Pair]", iter(graph.edges(keys=True, data=True)))


def iter_edges(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str | None, str, Edge]]:
    """Yield (actor, recipient, key, attributes) of all edges, then of the events of one alone.

    Those have no recipient. An event that connects several pairs comes once for each.
    """
    yield from iter_pairs(graph)
    for node, data in graph.nodes(data=True):
        yield from ((node, None, event["key"], event) for event in data["solo"])


def iter_events(graph: nx.MultiDiGraph[str]) -> Iterator[tuple[str, str | None, str, Edge]]:
    """Yield what ``iter_edges`` does of events alone."""
    return (one for one in iter_edges(graph) if one[3]["relation"] == "event")


def all_events(graph: nx.MultiDiGraph[str]) -> Iterator[KeyedEdge]:
    """Yield every event once, as edge attributes with its ``key``, whatever pairs it connects."""
    events: dict[str, KeyedEdge] = {
        key: {**event, "key": key} for _, _, key, event in iter_events(graph)
    }
    yield from events.values()


def part(
    graph: nx.MultiDiGraph[str],
    *,
    nodes: Iterable[str],
    keep: Callable[[Pair], bool] = lambda edge: True,
) -> nx.MultiDiGraph[str]:
    """Return a copy with these nodes, in this order, and the edges between them.

    Unlike ``graph.subgraph(...).copy()``, the order never depends on how strings are hashed.

    Args:
        graph: the whole.
        nodes: ids of the nodes to keep.
        keep: tells of an edge ``(actor, recipient, key, attributes)`` whether to keep it.
    """
    import networkx as nx

    some: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    some.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    for edge in iter_pairs(graph):
        actor, recipient, key, attributes = edge
        if actor in some and recipient in some and keep(edge):
            some.add_edge(actor, recipient, key, **attributes)
    return some


def only_mentioned(graph: nx.MultiDiGraph[str]) -> set[str]:
    """Return the actors without any relation and without any event of their own.

    They say nothing about who did what to whom, so pictures leave them out. Where nobody does
    anything they are all there is to see: then the result is empty.
    """
    idle = {node for node, solo in graph.nodes(data="solo") if not solo and not graph.degree(node)}
    return idle if len(idle) < len(graph) else set()

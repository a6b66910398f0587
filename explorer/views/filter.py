"""Filters on a graph in memory: only what concerns some actors, events, sources or days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import networkx as nx

from explorer.edges import Edge, day_of, speaker_of
from explorer.filters import Condition, Filter, conditions
from explorer.graph import Pair, iter_pairs, part


def filter_graph(graph: nx.MultiDiGraph[str], wanted: Filter) -> nx.MultiDiGraph[str]:
    """Return what passes the filter; actors left without any edge go, unless no filter is set.

    Affiliations are context: where anything is asked of events, one stays only between actors who
    still share an event with somebody. The events in ``solo`` are filtered as edges are, except by
    country and kind. ``graph["filters"]`` of the result tells which fields were set.
    """
    asked = wanted.set_fields()
    if not asked:
        return part(graph, nodes=graph)
    ends, events, pairs = conditions(asked).values()

    def passes(event: Edge) -> bool:
        return not events or _all(events, asked, columns(graph, event))

    edges = [
        edge for edge in iter_pairs(graph) if not ends or _all(ends, asked, ends_of(graph, edge))
    ]
    edges = [edge for edge in edges if _is_tie(edge) or passes(edge[3])]
    if pairs:
        edges = _enough(edges, lambda shared: _all(pairs, asked, {"pair_events": shared}))
    if events or pairs:
        edges = without_idle_affiliations(edges)
    kept = {edge[:3] for edge in edges}
    connected = {node for edge in kept for node in edge[:2]}
    some = part(
        graph, nodes=(n for n in graph if n in connected), keep=lambda edge: edge[:3] in kept
    )
    for _, attributes in some.nodes(data=True):
        attributes["solo"] = [one for one in attributes["solo"] if passes(one)]
    some.graph["filters"] = asked
    return some


def columns(graph: nx.MultiDiGraph[str], event: Edge) -> dict[str, Any]:
    """Return an event's attributes with all else that the store's table ``edges`` tells of it."""
    article = graph.graph["articles"][event["article"]]
    return {
        **event,
        "outlet": article["outlet"],
        "speaker": speaker_of(event),
        "day": event_day(graph, event),
        "report": article["report"] or event["article"],
    }


def ends_of(graph: nx.MultiDiGraph[str], edge: Pair) -> dict[str, Any]:
    """Return what the store's table ``edges`` tells of the two actors of an edge."""
    actor, recipient = graph.nodes[edge[0]], graph.nodes[edge[1]]
    return {
        "actor": edge[0],
        "recipient": edge[1],
        "actor_kind": actor["kind"],
        "actor_country": actor["country"],
        "recipient_kind": recipient["kind"],
        "recipient_country": recipient["country"],
    }


def _all(tests: Iterable[Condition], asked: Mapping[str, Any], edge: Mapping[str, Any]) -> bool:
    return all(one.passes(asked, edge) for one in tests)


def _enough(edges: list[Pair], is_enough: Callable[[int], bool]) -> list[Pair]:
    """Keep the events of pairs that share enough of them, whichever way they point."""
    counts = Counter(_pair(edge) for edge in edges if not _is_tie(edge))
    return [edge for edge in edges if _is_tie(edge) or is_enough(counts[_pair(edge)])]


def _is_tie(edge: Pair) -> bool:
    return bool(edge[3]["relation"] == "affiliation")


def _pair(edge: Pair) -> frozenset[str]:
    return frozenset(edge[:2])


def event_day(graph: nx.MultiDiGraph[str], event: Edge) -> str | None:
    """Return an edge's own date, else the day its article was published, as ISO strings."""
    return day_of(event["date"], graph.graph["articles"][event["article"]]["published"])


def without_idle_affiliations(edges: Iterable[Pair]) -> list[Pair]:
    """Return edges without the affiliations of actors who share no event of them with anybody."""
    edges = list(edges)
    busy = {node for edge in edges if not _is_tie(edge) for node in edge[:2]}
    return [edge for edge in edges if not _is_tie(edge) or busy.issuperset(edge[:2])]

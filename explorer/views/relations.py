"""Who is connected to whom, and by what: neighbourhoods, rankings and the events behind a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

import networkx as nx

from explorer.edges import Between
from explorer.graph import part
from explorer.views.filter import event_day


@dataclass(frozen=True, slots=True)
class Relation:
    """All that connects an actor to one other; both lists are as ``between`` gives them."""

    other: str
    events: tuple[Between, ...]
    affiliations: tuple[Between, ...]


def ego(graph: nx.MultiDiGraph[str], node: str, radius: int = 1) -> nx.MultiDiGraph[str]:
    """Return an actor, all within ``radius`` steps whichever way edges point, and their edges.

    Raises:
        networkx.NodeNotFound: the graph has no such node.
    """
    undirected = graph.to_undirected(as_view=True)
    near = nx.single_source_shortest_path_length(undirected, node, cutoff=radius)
    return part(graph, nodes=(one for one in graph if one in near))


def top(graph: nx.MultiDiGraph[str], n: int, *, also: Iterable[str] = ()) -> nx.MultiDiGraph[str]:
    """Return the n most connected actors, most connected first, and the edges between them.

    Connected means by events: first by how many others, then by how many events; mentions and
    the id decide between equals. Those of ``also`` that the graph has are kept too, as the last.
    """
    first = ranking(graph)[:n]
    more = (node for node in also if node in graph)
    return part(graph, nodes=dict.fromkeys((*first, *more)))


def ranking(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Return all actors in the order in which ``top`` takes them."""
    return sorted(graph, key=lambda node: _rank(graph, node))


def _rank(graph: nx.MultiDiGraph[str], node: str) -> tuple[int, int, int, str]:
    others = [
        next(iter({actor, recipient} - {node}))
        for edges in (graph.out_edges(node, data=True), graph.in_edges(node, data=True))
        for actor, recipient, attributes in edges
        if attributes["relation"] == "event"
    ]
    return (-len(set(others)), -len(others), -graph.nodes[node]["mentions"], node)


def relations(graph: nx.MultiDiGraph[str], node: str) -> list[Relation]:
    """Return one Relation for every actor connected to this one, most events first, then by name.

    Raises:
        networkx.NetworkXError: the graph has no such node.
    """
    found = [_relation(graph, node, other) for other in set(nx.all_neighbors(graph, node))]
    return sorted(found, key=lambda one: (-len(one.events), graph.nodes[one.other]["name"]))


def _relation(graph: nx.MultiDiGraph[str], node: str, other: str) -> Relation:
    edges = between(graph, node, other)
    return Relation(
        other=other,
        events=tuple(edge for edge in edges if edge["relation"] == "event"),
        affiliations=tuple(edge for edge in edges if edge["relation"] == "affiliation"),
    )


def between(graph: nx.MultiDiGraph[str], a: str, b: str) -> list[Between]:
    """Return the edges between two actors, both ways: affiliations, then events, newest last.

    Each is the edge's attributes with its ``key`` and the ids at its ends, ``actor`` and
    ``recipient``. An event without a date stands at the day its article was published.
    """
    found = [
        cast("Between", {"key": key, "actor": actor, "recipient": recipient, **edge})
        for actor, recipient in ((a, b), (b, a))
        for key, edge in (graph.get_edge_data(actor, recipient) or {}).items()
    ]
    return sorted(found, key=lambda edge: _moment(graph, edge))


def _moment(graph: nx.MultiDiGraph[str], edge: Between) -> tuple[bool, str, str]:
    return (edge["relation"] == "event", event_day(graph, edge) or "", edge["key"])

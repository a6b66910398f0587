"""A part of a graph as a graph of its own, in a stable order."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import networkx as nx

from explorer.graph import Pair, iter_pairs


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
    some: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    some.add_nodes_from((node, graph.nodes[node]) for node in nodes)
    for edge in iter_pairs(graph):
        actor, recipient, key, attributes = edge
        if actor in some and recipient in some and keep(edge):
            some.add_edge(actor, recipient, key, **attributes)
    return some

"""Actors that the articles only mention."""

from __future__ import annotations

import networkx as nx


def only_mentioned(graph: nx.MultiDiGraph[str]) -> set[str]:
    """Return the actors without any relation and without any event of their own.

    They say nothing about who did what to whom, so pictures leave them out. Where nobody does
    anything they are all there is to see: then the result is empty.
    """
    idle = {node for node, solo in graph.nodes(data="solo") if not solo and not graph.degree(node)}
    return idle if len(idle) < len(graph) else set()

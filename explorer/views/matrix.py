"""Who acts on whom, country by country."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean

import networkx as nx

from explorer.graph import iter_pairs


@dataclass(frozen=True, slots=True)
class Cell:
    """What actors of one country do to those of another (ISO alpha-3 codes).

    ``count`` is how many events that are, ``score`` their mean, from -10 to +10.
    """

    actor: str
    recipient: str
    count: int
    score: float


def matrix(graph: nx.MultiDiGraph[str]) -> list[Cell]:
    """Return a cell for every two countries with an event between them, sorted.

    An event between several of both counts once. What they do to each other goes both ways.
    """
    scores: dict[tuple[str, str], dict[str, float]] = {}
    for actor, recipient, key, edge in iter_pairs(graph):
        pair = (graph.nodes[actor]["country"], graph.nodes[recipient]["country"])
        if edge["relation"] == "event" and all(pair):
            for way in {pair} if edge["directed"] else {pair, pair[::-1]}:
                scores.setdefault(way, {})[key] = edge["score"]
    return [
        Cell(*pair, count=len(found), score=fmean(found.values()))
        for pair, found in sorted(scores.items())
    ]


def busiest(cells: list[Cell], most: int) -> list[str]:
    """Return the countries with the most events in a matrix, the busiest first."""
    counts: dict[str, int] = {}
    for cell in cells:
        for code in {cell.actor, cell.recipient}:
            counts[code] = counts.get(code, 0) + cell.count
    return sorted(counts, key=lambda code: (-counts[code], code))[:most]

"""Two parts of a graph side by side: what only one of them has, and what both have."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from explorer.graph import iter_pairs
from explorer.views.bundles import POLARITIES, polarity

Item = tuple[str, str, str]  # an event's key, its actor, its recipient


@dataclass(frozen=True, slots=True)
class Difference:
    """All events of one polarity between two actors, in the first part and in the second."""

    a: str
    b: str
    polarity: str
    first: tuple[Item, ...]
    second: tuple[Item, ...]


def compare(first: nx.MultiDiGraph[str], second: nx.MultiDiGraph[str]) -> list[Difference]:
    """Return what is told in either part, most events first, then by the actors' ids.

    Two actors stand to each other alike in both if both have events of the same polarity between
    them: one may tell of a meeting and the other of a visit, but neither of a quarrel.
    """
    ours, theirs = _grouped(first), _grouped(second)
    found = [
        Difference(*key, first=tuple(ours.get(key, ())), second=tuple(theirs.get(key, ())))
        for key in ours.keys() | theirs.keys()
    ]
    return sorted(found, key=_weight)


def _grouped(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str], list[Item]]:
    groups: dict[tuple[str, str, str], list[Item]] = {}
    for actor, recipient, key, edge in iter_pairs(graph):
        if edge["relation"] == "event":
            a, b = sorted((actor, recipient))
            groups.setdefault((a, b, polarity(edge)), []).append((key, actor, recipient))
    return groups


def _weight(one: Difference) -> tuple[int, str, str, int]:
    count = len(one.first) + len(one.second)
    return (-count, one.a, one.b, POLARITIES.index(one.polarity))

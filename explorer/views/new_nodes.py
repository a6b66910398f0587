"""Places for actors that join a drawing; all that is there already stays where it is."""

from __future__ import annotations

import math
from collections.abc import Iterator

import networkx as nx
import numpy as np

from explorer.views.layout import Boxes, box, undirected

Places = dict[str, tuple[float, float]]

_STEP = 30.0  # drawing units between the turns of the spiral, about
_GOLDEN = math.pi * (3 - math.sqrt(5))  # no two directions alike


def with_newcomers(graph: nx.MultiDiGraph[str], places: Places) -> Places:
    """Return the places, and one more for every actor of a graph that has none yet.

    A newcomer comes as near to its neighbours as there is room for it with its label; the well
    connected come first. The same graph and places give the same result.
    """
    simple = undirected(graph)
    boxes = {node: box(graph.nodes[node]["name"], simple.degree(node)) for node in simple}
    found = dict(places)
    missing = [node for node in simple if node not in found]
    for node in sorted(missing, key=lambda one: (-simple.degree(one), one)):
        near = [found[other] for other in simple[node] if other in found]
        middle = np.mean(near or [*found.values()] or [(0.0, 0.0)], axis=0)
        x, y = next(spot for spot in _outwards(*middle) if _is_free(spot, node, found, boxes))
        found[node] = (round(x, 1), round(y, 1))
    return found


def _outwards(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield spots on a spiral, without an end."""
    turn = 0
    while True:
        reach = _STEP * math.sqrt(turn)
        yield x + reach * math.cos(turn * _GOLDEN), y + reach * math.sin(turn * _GOLDEN)
        turn += 1


def _is_free(spot: tuple[float, float], node: str, found: Places, boxes: Boxes) -> bool:
    others = np.array([*found.values()]).reshape(-1, 2)
    sizes = np.array([boxes.get(other, boxes[node]) for other in found]).reshape(-1, 2)
    away = np.abs(others - np.array(spot))
    return not (away < (sizes + np.array(boxes[node])) / 2).all(axis=1).any()

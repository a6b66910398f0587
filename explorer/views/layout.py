"""Places for the actors: near in the graph is near in the picture, with room for every label.

Distances follow stress majorization, the SMACOF steps of Gansner, Koren and North, "Graph Drawing
by Stress Majorization" (GD 2004). They start from a circle, so that nothing is left to chance.
Whoever joins a drawing later is placed by ``with_newcomers``: all that is there stays where it is.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np

from explorer.graph import only_mentioned
from explorer.views.overlap import Points, apart

LONGEST_LABEL = 34  # letters, after which it is cut
_LETTER, _MARGIN = 8.0, 40.0  # drawing units
_HEIGHT = 72.0  # a node, the label under it, and a gap
_HUB, _HUB_UP_TO = 6.0, 40.0  # more room for each neighbour after the first, at most so much
_GAP, _GAP_UP_TO = 16.0, 76.0  # between parts: at least, and where a row has room left
_ASPECT = 1.3  # width to height of the whole, as canvases have it
_FLAT = 2.5  # width to height of the smaller parts
_FILLED = 0.5  # share of a part's area that its boxes should cover
_EVEN = 0.85  # from 0, distances as they are, to 1, actors evenly spread over width and height
_STRETCHED = 2.0  # by how much more one direction may be stretched than the other
_TIED = 0.5  # how much nearer the logarithm of their common events brings two actors
_CORE = 300  # nodes placed by distance; its time grows with the square
_STEPS = 150  # of stress majorization
_TINY = 1e-9

Boxes = Mapping[str, tuple[float, float]]  # width and height of an actor with its label
Places = dict[str, tuple[float, float]]

_TURN = 30.0  # drawing units between the turns of the spiral, about
_GOLDEN = math.pi * (3 - math.sqrt(5))  # no two directions alike


class _Part(NamedTuple):
    nodes: Sequence[str]
    points: Points  # about (0, 0)
    width: float
    height: float

    def at(self, x: float, y: float) -> _Part:
        """Return the part with its middle at (x, y)."""
        return self._replace(points=self.points + np.array((x, y)))


def layout(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Return a place for every actor: the same graph gives the same places.

    The unit is one pixel of an unzoomed canvas. The largest part has its middle at (0, 0); the
    others lie in rows below it, last the actors that are only mentioned. The boxes of actors and
    their labels do not overlap in graphs that people read (some hundred actors), and hardly do in
    bigger ones. Sixty actors take about 1300 by 1000, a thousand five times that.
    """
    simple = undirected(graph)
    boxes = {node: box(graph.nodes[node]["name"], simple.degree(node)) for node in simple}
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for part in _stacked(simple, boxes, idle=only_mentioned(graph))
        for node, (x, y) in zip(part.nodes, part.points, strict=True)
    }


def undirected(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the undirected graph, in a fixed order, with how many events two actors share."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges()):
        count = simple[a][b]["count"] + 1 if simple.has_edge(a, b) else 1
        simple.add_edge(a, b, count=count)
    return simple


def box(name: str, degree: int) -> tuple[float, float]:
    """Return width and height of an actor with its label; the well connected get more room."""
    more = min(_HUB * max(degree - 1, 0), _HUB_UP_TO)
    return _LETTER * min(len(name), LONGEST_LABEL) + _MARGIN + more, _HEIGHT + 0.8 * more


def _stacked(simple: nx.Graph[str], boxes: Boxes, *, idle: set[str]) -> Iterator[_Part]:
    """Yield the parts where they belong: the largest in the middle, below it rows of the others."""
    components = sorted(map(sorted, nx.connected_components(simple)), key=lambda c: (-len(c), c))
    acting = [nodes for nodes in components if nodes[0] not in idle]
    if not acting:
        return
    width = math.sqrt(_ASPECT * sum(_room(nodes, boxes) for nodes in acting))
    low = [_part(simple, nodes, boxes, _flat(nodes, boxes)) for nodes in acting[1:]]
    rows = _rows(low, width)
    below = sum(part.height for part in map(_tallest, rows))
    height = max(width / _ASPECT - below, width / _ASPECT / 2)
    main = _part(simple, acting[0], boxes, (width, height))
    yield main
    idlers = [_part(simple, [node], boxes, boxes[node]) for node in sorted(idle)]
    yield from _laid([*rows, *_rows(idlers, width)], main.width, top=main.height / 2)


def _room(nodes: Sequence[str], boxes: Boxes) -> float:
    return sum(math.prod(boxes[node]) for node in nodes) / _FILLED


def _flat(nodes: Sequence[str], boxes: Boxes) -> tuple[float, float]:
    """Return width and height of a frame for a smaller part."""
    height = math.sqrt(_room(nodes, boxes) / _FLAT)
    return height * _FLAT, height


def _rows(parts: Sequence[_Part], width: float) -> list[list[_Part]]:
    """Return the parts in rows of at most this width, tall ones first."""
    rows: list[list[_Part]] = []
    left = 0.0
    for part in sorted(parts, key=lambda part: -part.height):
        if not rows or part.width + _GAP > left:
            rows.append([])
            left = width
        rows[-1].append(part)
        left -= part.width + _GAP
    return rows


def _tallest(row: Sequence[_Part]) -> _Part:
    return max(row, key=lambda part: part.height)


def _laid(rows: Sequence[Sequence[_Part]], width: float, *, top: float) -> Iterator[_Part]:
    """Yield the parts of rows that follow each other from ``top`` on, each from the left."""
    for row in rows:
        used, height = sum(part.width for part in row), _tallest(row).height
        gap = min(max((width - used) / len(row), _GAP), _GAP_UP_TO)
        x = -width / 2
        for part in row:
            yield part.at(x + part.width / 2, top + height / 2)
            x += part.width + gap
        top += height


def _part(
    simple: nx.Graph[str], nodes: Sequence[str], boxes: Boxes, frame: tuple[float, float]
) -> _Part:
    """Return the places of a part, in a frame that may turn out a little larger."""
    sizes = np.array([boxes[node] for node in nodes])
    index = {node: at for at, node in enumerate(nodes)}
    ends = [(index[a], index[b]) for a, b in simple.subgraph(nodes).edges()]
    lines = np.array(sorted(map(sorted, ends)), dtype=np.intp).reshape(-1, 2)
    points = _fitted(_by_distance(simple, nodes), sizes, np.array(frame))
    points = apart(points, sizes, lines, np.array(frame))
    low, high = (points - sizes / 2).min(axis=0), (points + sizes / 2).max(axis=0)
    return _Part(nodes, points - (low + high) / 2, *map(float, high - low))


def _by_distance(simple: nx.Graph[str], nodes: Sequence[str]) -> Points:
    """Return places as far from each other as the nodes are in the graph, centred, lying wide."""
    order = list(_outwards(simple, nodes))
    core = sorted(order[:_CORE])
    places = dict(zip(core, _majorized(_lengths(simple, core)), strict=True))
    _attach(simple, order[_CORE:], places)
    points = np.array([places[node] for node in nodes])
    return _turned(points - points.mean(axis=0))


def _outwards(simple: nx.Graph[str], nodes: Sequence[str]) -> Iterator[str]:
    """Yield a part's nodes from its best connected one outwards, well connected ones first."""
    first = min(nodes, key=lambda node: (-simple.degree(node), node))
    waiting, seen = [(-simple.degree(first), first)], {first}
    while waiting:
        _, node = heapq.heappop(waiting)
        yield node
        for other in simple[node]:
            if other not in seen:
                seen.add(other)
                heapq.heappush(waiting, (-simple.degree(other), other))


def _lengths(simple: nx.Graph[str], nodes: Sequence[str]) -> Points:
    """Return how far apart each two nodes should be: the length of the shortest way between them.

    An edge is the longer, the more neighbours its ends have to make room for, and the shorter,
    the more events they share.
    """
    measured: nx.Graph[str] = nx.Graph()
    measured.add_nodes_from(nodes)
    for a, b in simple.subgraph(nodes).edges():
        length = 1 + math.log(simple.degree(a) * simple.degree(b)) / 2
        measured.add_edge(a, b, weight=length / (1 + _TIED * math.log(simple[a][b]["count"])))
    return np.array(nx.floyd_warshall_numpy(measured, nodelist=nodes), dtype=np.float64)


def _majorized(lengths: Points) -> Points:
    """Return points whose distances come near these lengths, the short ones above all."""
    size = len(lengths)
    weights = np.divide(1, lengths**2, out=np.zeros_like(lengths), where=lengths > 0)
    inverse = np.linalg.inv(_laplacian(weights) + 1 / size)
    turns = np.arange(size) * 2 * math.pi / size
    points: Points = np.column_stack([np.cos(turns), np.sin(turns)]) * lengths.max() / 2
    for _ in range(_STEPS):
        aside, above = (axis[:, None] - axis for axis in points.T)
        distances = np.maximum(np.hypot(aside, above), _TINY)
        points = inverse @ (_laplacian(weights * lengths / distances) @ points)
    return points


def _laplacian(weights: Points) -> Points:
    laplacian: Points = np.diag(weights.sum(axis=1)) - weights
    return laplacian


def _attach(simple: nx.Graph[str], nodes: Sequence[str], places: dict[str, Points]) -> None:
    """Place the nodes outside of the core by their neighbours, a little further out."""
    for turn, node in enumerate(nodes):
        near = np.mean([places[other] for other in simple[node] if other in places], axis=0)
        angle = turn * math.pi * (3 - math.sqrt(5))  # the golden angle: no two directions alike
        places[node] = near * 1.05 + np.array((math.cos(angle), math.sin(angle)))


def _turned(centred: Points) -> Points:
    """Return the points with their longest direction along x."""
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if len(axes) < 2:
        return centred
    # An axis may come out either way round: make its larger coordinate positive.
    strongest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    turned: Points = centred @ (axes * np.where(strongest < 0, -1.0, 1.0)[:, None]).T
    return turned


def _fitted(points: Points, boxes: Points, frame: Points) -> Points:
    """Return the points spread over a frame about (0, 0), so that their boxes lie within it."""
    low, span = points.min(axis=0), np.ptp(points, axis=0) + _TINY
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0) / max(len(points) - 1, 1)
    spread = ((1 - _EVEN) * (points - low) / span + _EVEN * ranks - 0.5) * span
    scale = np.maximum(frame - boxes.max(axis=0), _TINY) / span
    fitted: Points = spread * np.minimum(scale, _STRETCHED * scale[::-1])
    return fitted


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
        x, y = next(spot for spot in _spiral(*middle) if _is_free(spot, node, found, boxes))
        found[node] = (round(x, 1), round(y, 1))
    return found


def _spiral(x: float, y: float) -> Iterator[tuple[float, float]]:
    """Yield spots on a spiral, without an end."""
    turn = 0
    while True:
        reach = _TURN * math.sqrt(turn)
        yield x + reach * math.cos(turn * _GOLDEN), y + reach * math.sin(turn * _GOLDEN)
        turn += 1


def _is_free(spot: tuple[float, float], node: str, found: Places, boxes: Boxes) -> bool:
    others = np.array([*found.values()]).reshape(-1, 2)
    sizes = np.array([boxes.get(other, boxes[node]) for other in found]).reshape(-1, 2)
    away = np.abs(others - np.array(spot))
    return not (away < (sizes + np.array(boxes[node])) / 2).all(axis=1).any()

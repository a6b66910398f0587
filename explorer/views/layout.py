"""Places for the actors: springs first, then room for every label, then the parts side by side."""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence

import networkx as nx
import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]  # one row (x, y) a node
Indices = npt.NDArray[np.intp]

_LETTER, _MARGIN, _LONGEST = 8.0, 56.0, 34  # drawing units; letters after which labels are cut
_HEIGHT = 84.0  # a node, the label under it, and a gap
_ASPECT = 1.6  # width to height of the whole
_FILLED = 0.35  # share of a part's area that its labels should cover
_CORE = 300  # nodes that the spring model places; its time grows with the square
_SEED = 20061128
_ROUNDS = 400  # of pushing boxes apart, at most
_GAP = 40.0  # between parts
_TINY = 1e-9


def layout(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[float, float]]:
    """Return a place for every actor: the same graph gives the same places.

    The unit is one pixel of an unzoomed canvas, the middle is (0, 0). The boxes of actors and
    their labels do not overlap in graphs that people read (some hundred actors), and hardly do in
    bigger ones. Sixty actors take about [-1000, 1000] by [-700, 700], a thousand six times that.
    """
    simple = _simple(graph)
    parts = [_part(simple, nodes, _boxes(graph, nodes)) for nodes in _components(simple)]
    return {
        node: (round(float(x), 1), round(float(y), 1))
        for nodes, places in _packed(parts)
        for node, (x, y) in zip(nodes, places, strict=True)
    }


def _simple(graph: nx.MultiDiGraph[str]) -> nx.Graph[str]:
    """Return the undirected graph; the more events two actors share, the closer they are drawn."""
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(graph)
    for a, b in sorted(tuple(sorted(edge)) for edge in graph.edges()):
        weight = simple[a][b]["weight"] + 1 if simple.has_edge(a, b) else 1
        simple.add_edge(a, b, weight=weight)
    for _, _, attributes in simple.edges(data=True):
        attributes["weight"] = 1 + math.log(attributes["weight"])
    return simple


def _components(simple: nx.Graph[str]) -> list[list[str]]:
    parts = (sorted(nodes) for nodes in nx.connected_components(simple))
    return sorted(parts, key=lambda nodes: (-len(nodes), nodes[0]))


def _boxes(graph: nx.MultiDiGraph[str], nodes: Sequence[str]) -> Points:
    """Return width and height of each actor with its label."""
    letters = (min(len(graph.nodes[node]["name"]), _LONGEST) for node in nodes)
    return np.array([(_LETTER * count + _MARGIN, _HEIGHT) for count in letters])


Part = tuple[Sequence[str], Points, Points]  # nodes, their places, their boxes


def _part(simple: nx.Graph[str], nodes: Sequence[str], boxes: Points) -> Part:
    order = list(_outwards(simple, nodes))
    core = simple.subgraph(order[:_CORE])
    # A copy in a fixed order: a subgraph's own order, and with it the result, would vary.
    fixed: nx.Graph[str] = nx.Graph()
    fixed.add_nodes_from(order[:_CORE])
    fixed.add_weighted_edges_from(sorted(core.edges(data="weight")))
    places = nx.spring_layout(fixed, seed=_SEED, iterations=80)
    _attach(simple, order[_CORE:], places)
    points = np.array([places[node] for node in nodes], dtype=float)
    return nodes, _separated(_stretched(points, boxes), boxes), boxes


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


def _attach(simple: nx.Graph[str], nodes: Sequence[str], places: dict[str, Points]) -> None:
    """Place the nodes outside of the core by their neighbours, a little further out."""
    reach = 1 / math.sqrt(len(places) + len(nodes))
    for turn, node in enumerate(nodes):
        near = np.mean([places[other] for other in simple[node] if other in places], axis=0)
        angle = turn * math.pi * (3 - math.sqrt(5))  # the golden angle: no two directions alike
        places[node] = near * 1.05 + reach * np.array((math.cos(angle), math.sin(angle)))


def _stretched(points: Points, boxes: Points) -> Points:
    """Return the points centred, turned so that they lie wide, with room for their boxes."""
    turned = _turned(points - points.mean(axis=0))
    across, down = turned.std(axis=0) + _TINY
    wide = turned * (min(_ASPECT * down / across, 2.0), 1.0)
    width, height = np.ptp(wide, axis=0)
    room = math.sqrt(boxes.prod(axis=1).sum() / _FILLED * _ASPECT)
    scaled: Points = wide * (room / max(width, height * _ASPECT, _TINY))
    return scaled


def _turned(centred: Points) -> Points:
    """Return the points with their longest direction along x."""
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    if len(axes) < 2:
        return centred
    # An axis may come out either way round: make its larger coordinate positive.
    strongest = axes[np.arange(2), np.abs(axes).argmax(axis=1)]
    turned: Points = centred @ (axes * np.where(strongest < 0, -1.0, 1.0)[:, None]).T
    return turned


def _separated(points: Points, boxes: Points) -> Points:
    """Return the points moved until no boxes overlap, or until a bound on the work is reached.

    Overlapping boxes push each other along the way that is shorter; the whole grows a little from
    time to time, so that with few boxes it always ends with none overlapping.
    """
    for turn in range(_ROUNDS):
        first, second = _near(points[:, 1], boxes[:, 1].max())
        away = points[first] - points[second]
        lack = (boxes[first] + boxes[second]) / 2 - np.abs(away)
        hit = (lack > _TINY).all(axis=1)
        if not hit.any():
            break
        points = points + _push(first[hit], second[hit], away[hit], lack[hit], len(points))
        if turn % 5 == 4:
            points = points * 1.01
    return points


def _near(heights: Points, reach: float) -> tuple[Indices, Indices]:
    """Return the index pairs of points that lie closer than ``reach`` in height."""
    order = heights.argsort(kind="stable")
    sorted_heights = heights[order]
    here = np.arange(len(order))
    counts = sorted_heights.searchsorted(sorted_heights + reach) - here - 1
    first = here.repeat(counts)
    steps = np.arange(len(first)) - (counts.cumsum() - counts).repeat(counts)
    return order[first], order[first + 1 + steps]


def _push(first: Indices, second: Indices, away: Points, lack: Points, size: int) -> Points:
    """Return how far each of ``size`` points gives way, half of what each overlap lacks."""
    pairs, axis = np.arange(len(first)), lack.argmin(axis=1)
    gap, side = lack[pairs, axis], away[pairs, axis]
    # Points in the very same place part by their order.
    step = np.where(np.where(side == 0, first - second, side) > 0, gap, -gap) * 0.505
    push = np.zeros((size, 2))
    np.add.at(push, (first, axis), step)
    np.add.at(push, (second, axis), -step)
    return push


def _packed(parts: Sequence[Part]) -> Iterator[tuple[Sequence[str], Points]]:
    """Yield each part with its places: the largest in the middle, the others in rows about it."""
    if not parts:
        return
    frames = [_frame(part) for part in parts]
    sizes = [(float(high[0] - low[0]), float(high[1] - low[1])) for low, high in frames]
    total = sum(width * height for width, height in sizes)
    rows = _rows(sizes, width=max(sizes[0][0], math.sqrt(total * _ASPECT)))
    heights = [max(sizes[at][1] for at in row) for row in rows]
    for row, y in zip(rows, _row_places(heights), strict=True):
        x = -sum(sizes[at][0] for at in row) / 2
        for at in row:
            nodes, points, _ = parts[at]
            yield nodes, points - np.mean(frames[at], axis=0) + (x + sizes[at][0] / 2, y)
            x += sizes[at][0]


def _frame(part: Part) -> tuple[Points, Points]:
    """Return the lowest and the highest x and y that a part's boxes reach, and a gap around."""
    _, points, boxes = part
    reach = (boxes + _GAP) / 2
    return (points - reach).min(axis=0), (points + reach).max(axis=0)


def _rows(sizes: Sequence[tuple[float, float]], *, width: float) -> list[list[int]]:
    """Return the parts' indices in rows of at most this width; the first part has its own."""
    rows = [[0]]
    used = width
    for at in sorted(range(1, len(sizes)), key=lambda at: -sizes[at][1]):
        if used + sizes[at][0] > width:
            rows.append([])
            used = 0.0
        rows[-1].append(at)
        used += sizes[at][0]
    return rows


def _row_places(heights: Sequence[float]) -> list[float]:
    """Return each row's y: the first at 0, the others below and above it in turn."""
    places, edges = [0.0], {1: heights[0] / 2, -1: heights[0] / 2}
    for turn, height in enumerate(heights[1:]):
        side = -1 if turn % 2 else 1
        places.append(side * (edges[side] + height / 2))
        edges[side] += height
    return places

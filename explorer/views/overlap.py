"""Boxes pushed apart within a frame, and off the lines between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Points = npt.NDArray[np.float64]  # one row (x, y) a box
Indices = npt.NDArray[np.intp]

_ROUNDS = 400
_GROWTH = 1.01  # every five rounds
_CLEARING = 240  # of the rounds: in these boxes give way to lines too
_CLEARANCE = 26.0  # how near a line may pass the middle of a box that is not at its end
_CLEARING_UP_TO = 20_000  # pairs of box and line; looking at them all takes too long with more
_TINY = 1e-9


def apart(points: Points, boxes: Points, lines: Indices, frame: Points) -> Points:
    """Return the points moved until no boxes overlap, or until a bound on the work is reached.

    Overlapping boxes push each other along the way that is shorter. A frame about (0, 0) holds
    them; the whole grows a little from time to time, so that with few boxes it always ends with
    none overlapping.

    Args:
        points: the middles of the boxes.
        boxes: their widths and heights.
        lines: rows of two indices, the boxes that a line connects.
        frame: its width and height.
    """
    clearing = _CLEARING if len(lines) * len(points) <= _CLEARING_UP_TO else 0
    for turn in range(_ROUNDS):
        off = _off_lines(points, lines) if turn < clearing else np.zeros_like(points)
        push = _pushes(points, boxes)
        if not push.any() and np.abs(off).max(initial=0) < 0.5:
            break
        if turn % 5 == 4:
            points, frame = points * _GROWTH, frame * _GROWTH
        reach = np.maximum(frame - boxes, 0) / 2
        points = np.clip(points + push + off, -reach, reach)
    return points


def _pushes(points: Points, boxes: Points) -> Points:
    """Return how far each box gives way to those it overlaps, half of what each overlap lacks."""
    first, second = _near(points, boxes.max(axis=0))
    away = points[first] - points[second]
    lack = (boxes[first] + boxes[second]) / 2 - np.abs(away)
    hit = (lack > _TINY).all(axis=1)
    first, second, away, lack = first[hit], second[hit], away[hit], lack[hit]
    pairs, axis = np.arange(len(first)), lack.argmin(axis=1)
    gap, side = lack[pairs, axis], away[pairs, axis]
    # Points in the very same place part by their order.
    step = np.where(np.where(side == 0, first - second, side) > 0, gap, -gap) * 0.505
    push = np.zeros_like(points)
    np.add.at(push, (first, axis), step)
    np.add.at(push, (second, axis), -step)
    return push


def _near(points: Points, reach: Points) -> tuple[Indices, Indices]:
    """Return index pairs of points, each pair once: all that lie closer than ``reach``, and others.

    A grid has a cell of this width and height for every point, so what is near is in the same
    cell or one next to it: the one to its right, and the three below (those above and to the left
    look here). In rows from left to right both are stretches of cells.
    """
    column, row = ((points - points.min(axis=0)) // reach).astype(np.intp).T
    wide = column.max() + 3  # an empty cell at each end, so that no row goes on in the next
    cells = row * wide + column
    order = cells.argsort(kind="stable")
    cells = cells[order]
    here = np.arange(len(order))
    beside = _stretches(here + 1, cells.searchsorted(cells + 1, side="right"))
    below = _stretches(cells.searchsorted(cells + wide - 1), cells.searchsorted(cells + wide + 2))
    first, second = np.concatenate([beside, below], axis=1)
    return order[first], order[second]


def _stretches(starts: Indices, ends: Indices) -> Indices:
    """Return two rows: every index from the n-th start to before the n-th end, below n itself."""
    counts = ends - starts
    owners = np.arange(len(counts)).repeat(counts)
    steps = np.arange(len(owners)) - (counts.cumsum() - counts).repeat(counts)
    return np.stack([owners, starts[owners] + steps])


def _off_lines(points: Points, lines: Indices) -> Points:
    """Return small steps that take points off the lines that pass near, and these off them."""
    start, end = points[lines[:, 0]], points[lines[:, 1]]
    way = end - start
    length = np.maximum(np.hypot(way[:, 0], way[:, 1]), _TINY)[:, None]
    along, across = way / length, np.column_stack([-way[:, 1], way[:, 0]]) / length
    seen = points[None] - start[:, None]  # every point from every line's start
    forth = np.einsum("lpk,lk->lp", seen, along)
    aside = np.einsum("lpk,lk->lp", seen, across)
    near = (forth > _TINY) & (forth < length - _TINY) & (np.abs(aside) < _CLEARANCE)
    near[np.arange(len(lines))[:, None], lines] = False
    line, point = near.nonzero()
    lack = np.where(aside >= 0, _CLEARANCE - aside, -_CLEARANCE - aside)[line, point]
    step = 0.3 * lack[:, None] * across[line]
    push = np.zeros_like(points)
    np.add.at(push, point, step)
    for side in (0, 1):
        np.add.at(push, lines[line, side], -step / 2)
    return push

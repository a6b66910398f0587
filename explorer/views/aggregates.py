"""How many events there are: over time by quad category, and from country to country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

import networkx as nx

from explorer.graph import all_events, iter_pairs
from explorer.views.filter import event_day

UNITS = ("day", "week", "month")
_DAYS_UP_TO, _WEEKS_UP_TO = 62, 2 * 366  # days between the first and the last


@dataclass(frozen=True, slots=True)
class Bar:
    """How many events of a quad category fall into a stretch of time.

    ``start`` is its first day: a week's Monday, a month's first; ``end`` the first day after it.
    """

    start: date
    end: date
    quad: str
    count: int


def unit_for(days: Iterable[date]) -> str:
    """Return one of ``UNITS``: what makes neither very few nor very many bars of some days."""
    known = sorted(days)
    length = (known[-1] - known[0]).days if known else 0
    return "day" if length <= _DAYS_UP_TO else "week" if length <= _WEEKS_UP_TO else "month"


def event_days(graph: nx.MultiDiGraph[str]) -> list[date]:
    """Return the days of the events that have one, an event's own or its article's."""
    days = (event_day(graph, event) for event in all_events(graph))
    return sorted(date.fromisoformat(day) for day in days if day)


def timeline(graph: nx.MultiDiGraph[str], *, unit: str) -> list[Bar]:
    """Return the bars, oldest first; events without a day are not in them.

    Args:
        graph: the events.
        unit: one of ``UNITS``.
    """
    days = ((event_day(graph, event), str(event["quad"])) for event in all_events(graph))
    counts = Counter((stretch(date.fromisoformat(day), unit), quad) for day, quad in days if day)
    return [Bar(*ends, quad, count) for (ends, quad), count in sorted(counts.items())]


def stretch(day: date, unit: str) -> tuple[date, date]:
    """Return the first day of the stretch of time that a day lies in, and the first after it."""
    start = _start(day, unit)
    return start, _after(start, unit)


def _start(day: date, unit: str) -> date:
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), (day - date.min).days))
    return day.replace(day=1) if unit == "month" else day


def _after(start: date, unit: str) -> date:
    length = {"day": 1, "week": 7, "month": 31}[unit]
    if (date.max - start).days <= length:
        return date.max
    end = start + timedelta(days=length)
    return end.replace(day=1) if unit == "month" else end


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

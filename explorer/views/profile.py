"""Who an actor is by what it does: since when, with whom and against whom, and how that went."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

import networkx as nx

from explorer.edges import Edge
from explorer.graph import iter_events
from explorer.views.aggregates import event_days, stretch, unit_for
from explorer.views.bundles import polarity
from explorer.views.filter import event_day

_MOST = 3  # partners that are named


class Profile(NamedTuple):
    """What the events that are shown tell of one actor.

    ``first`` and ``last`` are the days of its earliest and latest event, ISO strings. ``closest``
    and ``most_hostile`` are the ids of those with whom the scores of all events that are not denied
    add up to most and to least, above 0 and below. ``balance`` tells for each stretch of time its
    first day, and how many events of cooperation and of conflict fell into it.
    """

    first: str | None
    last: str | None
    closest: tuple[str, ...]
    most_hostile: tuple[str, ...]
    balance: tuple[tuple[str, int, int], ...]


@dataclass
class _Tally:
    days: set[str] = field(default_factory=set)
    scores: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[str] = field(default_factory=set)

    def add(self, key: str, event: Edge, day: str | None, start: str | None) -> None:
        """Count an event once, whatever pairs it makes."""
        if key in self.seen:
            return
        self.seen.add(key)
        if day and start:
            self.days.add(day)
            self.counts[start, polarity(event)] += 1


def profiles(graph: nx.MultiDiGraph[str]) -> dict[str, Profile]:
    """Return the profile of every actor that takes part in an event, by its id."""
    starts = _starts(graph)
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for actor, recipient, key, event in iter_events(graph):
        day = event_day(graph, event)
        for own, other in ((actor, recipient), (recipient, actor)):
            if own is not None:
                tallies[own].add(key, event, day, starts.get(day or ""))
            if own is not None and other is not None and event["status"] != "denied":
                tallies[own].scores[other] += event["score"]
    return {node: _profile(tally) for node, tally in tallies.items()}


def _starts(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return, for every day with an event, the first day of the stretch of time it lies in."""
    days = set(event_days(graph))
    unit = unit_for(days)
    return {day.isoformat(): stretch(day, unit)[0].isoformat() for day in days}


def _profile(tally: _Tally) -> Profile:
    ranked = sorted(tally.scores.items(), key=lambda item: (-item[1], item[0]))
    worst = sorted(tally.scores.items(), key=lambda item: (item[1], item[0]))
    starts = sorted({start for start, _ in tally.counts})
    return Profile(
        first=min(tally.days, default=None),
        last=max(tally.days, default=None),
        closest=tuple(other for other, score in ranked[:_MOST] if score > 0),
        most_hostile=tuple(other for other, score in worst[:_MOST] if score < 0),
        balance=tuple(
            (start, tally.counts[start, "cooperation"], tally.counts[start, "conflict"])
            for start in starts
        ),
    )

"""What there is in a graph: how much, and what it can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from explorer.graph import STATUSES
from explorer.model import Kind
from explorer.ontology import QUADS, event_types
from explorer.views.filter import event_day
from explorer.views.mentioned import only_mentioned
from explorer.views.sources import all_events, outlets, speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What there is in a graph.

    Attributes:
        actors: how many take part in something.
        mentioned: how many are only mentioned beside them.
        events: how many events there are.
        articles: how many articles.
        countries: ISO alpha-3 codes, sorted; like all below, what a Filter may be set to.
        kinds: of actors, in the order of ``Kind``.
        quads: quad categories, in the order of ``QUADS``.
        statuses: in the order of ``STATUSES``.
        event_types: in the manual's order.
        outlets: sorted.
        speakers: their names, by what a Filter takes; who says most comes first.
        days: the first and the last, or none.
        most_events: how many events two actors share at most.
    """

    actors: int
    mentioned: int
    events: int
    articles: int
    countries: tuple[str, ...]
    kinds: tuple[str, ...]
    quads: tuple[str, ...]
    statuses: tuple[str, ...]
    event_types: tuple[str, ...]
    outlets: tuple[str, ...]
    speakers: Mapping[str, str]
    days: tuple[date, ...]
    most_events: int


def offers(graph: nx.MultiDiGraph[str]) -> Offers:
    """Return what there is in a graph."""
    events = list(all_events(graph))
    nodes = [attributes for _, attributes in graph.nodes(data=True)]
    idle = len(only_mentioned(graph))
    days = sorted(filter(None, {event_day(graph, event) for event in events}))
    return Offers(
        actors=len(graph) - idle,
        mentioned=idle,
        events=len(events),
        articles=len(graph.graph["articles"]),
        countries=tuple(sorted({node["country"] for node in nodes} - {None})),
        kinds=in_order(Kind, {node["kind"] for node in nodes}),
        quads=in_order(QUADS, {event["quad"] for event in events}),
        statuses=in_order(STATUSES, {event["status"] for event in events}),
        event_types=in_order(event_types(), {event["event_type"] for event in events}),
        outlets=tuple(outlets(graph)),
        speakers=speakers(graph),
        days=tuple(date.fromisoformat(day) for day in (*days[:1], *days[-1:])),
        most_events=_most_events(graph),
    )


def in_order(order: Iterable[str], found: Collection[str]) -> tuple[str, ...]:
    """Return what was found of an order, in that order."""
    return tuple(str(one) for one in order if one in found)


def _most_events(graph: nx.MultiDiGraph[str]) -> int:
    pairs = (
        frozenset((actor, recipient))
        for actor, recipient, edge in graph.edges(data=True)
        if edge["relation"] == "event"
    )
    return max(Counter(pairs).values(), default=1)

"""What there is in a graph: how much, and what it can be filtered by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx

from explorer.filters import FIELDS, Field
from explorer.graph import iter_pairs
from explorer.views.filter import columns
from explorer.views.mentioned import only_mentioned
from explorer.views.provenance import all_events, speakers

Names = Mapping[str, tuple[str, ...]]  # of values that a Filter takes; the first is to be shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Offers:
    """What there is in a graph.

    Attributes:
        actors: how many take part in something.
        mentioned: how many are only mentioned beside them.
        events: how many events there are.
        articles: how many articles.
        values: by field of a Filter, what it may be set to, in the order to show it.
        days: the first and the last, or none.
        most_events: how many events two actors share at most.
    """

    actors: int
    mentioned: int
    events: int
    articles: int
    values: Mapping[str, Names]
    days: tuple[date, ...]
    most_events: int


def offers(graph: nx.MultiDiGraph[str]) -> Offers:
    """Return what there is in a graph."""
    events = [columns(graph, event) for event in all_events(graph)]
    idle = len(only_mentioned(graph))
    days = list(values_of(graph, FIELDS["since"], events))
    return Offers(
        actors=len(graph) - idle,
        mentioned=idle,
        events=len(events),
        articles=len(graph.graph["articles"]),
        values={row.name: values_of(graph, row, events) for row in listed()},
        days=tuple(date.fromisoformat(day) for day in (*days[:1], *days[-1:])),
        most_events=_most_events(graph),
    )


def listed() -> list[Field]:
    """Return the fields whose values in a corpus are listed, not only the first and the last."""
    return [row for row in FIELDS.values() if row.offered and row.control.widget != "dates"]


def values_of(
    graph: nx.MultiDiGraph[str], field: Field, events: Iterable[Mapping[str, Any]] | None = None
) -> Names:
    """Return what a field may be set to that leaves something of a graph.

    Args:
        graph: the graph.
        field: the field of a Filter.
        events: the columns of the events to look at; by default, of all.
    """
    if field.name == "speakers":
        return speakers(graph)
    table, column = field.offered or ("", "")
    rows: Iterable[Mapping[str, Any]]
    if table == "actors":
        rows = (actor for _, actor in graph.nodes(data=True))
    elif table == "edges":
        rows = events or (columns(graph, event) for event in all_events(graph))
    else:
        rows = graph.graph["articles"].values()
    return field.named({row[column] for row in rows} - {None})


def _most_events(graph: nx.MultiDiGraph[str]) -> int:
    pairs = (
        frozenset((actor, recipient))
        for actor, recipient, _, edge in iter_pairs(graph)
        if edge["relation"] == "event"
    )
    return max(Counter(pairs).values(), default=1)

"""What there is in a graph: how much, what it can be filtered by, and what names mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import networkx as nx

from explorer.edges import speaker_of
from explorer.filters import FIELDS, Field
from explorer.graph import all_events, iter_pairs, only_mentioned
from explorer.views.filter import columns

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


def outlets(graph: nx.MultiDiGraph[str]) -> list[str]:
    """Return the outlets of a graph's articles, sorted."""
    return sorted({data["outlet"] for data in graph.graph["articles"].values()} - {None})


def speakers(graph: nx.MultiDiGraph[str]) -> dict[str, tuple[str, ...]]:
    """Return the names of everybody who says something, by what a Filter takes.

    The first name is the one to show. Who says most comes first; ``OWN_WORDS`` is among them if an
    article tells anything itself.
    """
    said = Counter(speaker_of(event) for event in all_events(graph))
    most_first = sorted(said, key=lambda one: (-said[one], one))
    actors = {one: graph.nodes[one] for one in most_first if one in graph}
    named = {one: (actor["name"], *actor["aliases"]) for one, actor in actors.items()}
    return {one: named.get(one, (one,)) for one in most_first}


def meant(known: Mapping[str, Iterable[str]], names: Iterable[str]) -> tuple[str, ...]:
    """Return what some names mean, in any case; a name that nothing has stays as it is.

    Args:
        known: what there is, with the other names it goes by.
        names: the names given.
    """
    bearers: dict[str, list[str]] = {}
    for one, others in known.items():
        for name in {one, *others}:
            bearers.setdefault(name.casefold(), []).append(one)
    return tuple(one for name in names for one in bearers.get(name.strip().casefold(), [name]))

"""Filters: only what concerns some actors, kinds of event, sources or a stretch of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import networkx as nx

from explorer.views.part import Edge, part
from explorer.views.sources import is_reprint, outlet_of, speaker_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to keep; an empty field keeps everything.

    ``countries`` are ISO alpha-3 codes: an edge stays if one of its ends is of such a country, or,
    with ``only_among``, if both are. Of ``kinds`` both ends must be. ``outlets`` are named as
    articles name them, ``speakers`` as ``views.speakers`` does. ``since`` and ``until`` include
    their day and look at an event's own date, else at its article's; an event with neither does
    not pass. Without ``reprints`` a report counts once, however many print it: of the articles that
    print nearly the same text, what the first one says stays. ``min_events`` is how many of the
    events that pass two actors must share.
    """

    countries: tuple[str, ...] = ()
    only_among: bool = False
    kinds: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    quads: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_events: int = 1
    min_confidence: float = 0.0
    reprints: bool = True

    def set_fields(self) -> dict[str, Any]:
        """Return the fields that keep something out, JSON-ready: dates as ISO strings."""
        fields = asdict(self)
        if not self.countries:
            del fields["only_among"]
        return {
            name: value.isoformat() if isinstance(value, date) else _plain(value)
            for name, value in fields.items()
            if value != _DEFAULTS.get(name)
        }


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


_DEFAULTS = asdict(Filter())
_OF_ACTORS = {"countries", "only_among", "kinds"}  # all else looks at events


def filter_graph(graph: nx.MultiDiGraph[str], wanted: Filter) -> nx.MultiDiGraph[str]:
    """Return what passes the filter; actors left without any edge go, unless no filter is set.

    Affiliations are context: where anything is asked of events, one stays only between actors who
    still share an event with somebody. The events in ``solo`` are filtered as edges are, except by
    country and kind. ``graph["filters"]`` of the result tells which fields were set.
    """
    asked = wanted.set_fields()
    if not asked:
        return part(graph, nodes=graph)
    edges = _enough(_passing(graph, wanted), wanted.min_events)
    if asked.keys() - _OF_ACTORS:
        edges = without_idle_affiliations(edges)
    kept = {edge[:3] for edge in edges}
    connected = {node for edge in kept for node in edge[:2]}
    some = part(
        graph, nodes=(n for n in graph if n in connected), keep=lambda edge: edge[:3] in kept
    )
    for _, attributes in some.nodes(data=True):
        attributes["solo"] = [one for one in attributes["solo"] if _suits(graph, one, wanted)]
    some.graph["filters"] = asked
    return some


def _passing(graph: nx.MultiDiGraph[str], wanted: Filter) -> list[Edge]:
    return [
        edge
        for edge in graph.edges(keys=True, data=True)
        if _of_countries(graph, edge, wanted)
        and _of_kinds(graph, edge, wanted)
        and (edge[3]["relation"] == "affiliation" or _suits(graph, edge[3], wanted))
    ]


def _of_countries(graph: nx.MultiDiGraph[str], edge: Edge, wanted: Filter) -> bool:
    if not wanted.countries:
        return True
    ends = (graph.nodes[node]["country"] in wanted.countries for node in edge[:2])
    return all(ends) if wanted.only_among else any(ends)


def _of_kinds(graph: nx.MultiDiGraph[str], edge: Edge, wanted: Filter) -> bool:
    return not wanted.kinds or {graph.nodes[node]["kind"] for node in edge[:2]} <= {*wanted.kinds}


def _suits(graph: nx.MultiDiGraph[str], event: Mapping[str, Any], wanted: Filter) -> bool:
    allowed = (
        (wanted.event_types, event["event_type"]),
        (wanted.quads, event["quad"]),
        (wanted.statuses, event["status"]),
        (wanted.outlets, outlet_of(graph, event)),
        (wanted.speakers, speaker_of(event)),
    )
    return (
        all(not values or value in values for values, value in allowed)
        and event["confidence"] >= wanted.min_confidence
        and (wanted.reprints or not is_reprint(graph, event))
        and _within(event_day(graph, event), wanted)
    )


def event_day(graph: nx.MultiDiGraph[str], event: Mapping[str, Any]) -> str | None:
    """Return an edge's own date, else the day its article was published, as ISO strings."""
    day: str | None = event["date"] or graph.graph["articles"][event["article"]]["published"]
    return day


def _within(day: str | None, wanted: Filter) -> bool:
    if wanted.since is None and wanted.until is None:
        return True
    first = (wanted.since or date.min).isoformat()
    last = (wanted.until or date.max).isoformat()
    return day is not None and first <= day <= last


def _enough(edges: list[Edge], least: int) -> list[Edge]:
    """Keep the events of pairs that share enough of them, whichever way they point."""
    counts = Counter(_pair(edge) for edge in edges if edge[3]["relation"] == "event")
    return [
        edge
        for edge in edges
        if edge[3]["relation"] == "affiliation" or counts[_pair(edge)] >= least
    ]


def _pair(edge: Edge) -> frozenset[str]:
    return frozenset(edge[:2])


def without_idle_affiliations(edges: Iterable[Edge]) -> list[Edge]:
    """Return edges without the affiliations of actors who share no event of them with anybody."""
    edges = list(edges)
    busy = {node for edge in edges if edge[3]["relation"] == "event" for node in edge[:2]}
    return [edge for edge in edges if edge[3]["relation"] == "event" or busy.issuperset(edge[:2])]

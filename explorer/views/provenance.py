"""Where events come from: the outlets that print them, and who is named as saying so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import networkx as nx

from explorer.graph import OWN_WORDS


def all_events(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    """Yield every event once, as edge attributes with its ``key``, whatever pairs it connects."""
    edges = graph.edges(keys=True, data=True)
    events = [{"key": key, **edge} for *_, key, edge in edges if edge["relation"] == "event"]
    for _, actor in graph.nodes(data=True):
        events.extend(actor["solo"])
    yield from {event["key"]: event for event in events}.values()


def speaker_of(event: Mapping[str, Any]) -> str:
    """Return who says so: an actor's id, the words that name a source, or ``OWN_WORDS``."""
    return event["attribution_id"] or event["attribution"] or OWN_WORDS


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

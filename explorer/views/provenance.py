"""Where events come from: the outlets that print them, and who is named as saying so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx

from explorer.edges import OWN_WORDS, Edge, KeyedEdge
from explorer.graph import iter_events


def all_events(graph: nx.MultiDiGraph[str]) -> Iterator[KeyedEdge]:
    """Yield every event once, as edge attributes with its ``key``, whatever pairs it connects."""
    events: dict[str, KeyedEdge] = {
        key: {**event, "key": key} for _, _, key, event in iter_events(graph)
    }
    yield from events.values()


def speaker_of(event: Edge) -> str:
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

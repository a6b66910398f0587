"""What came of a command, in a line or two, and what to do if that is nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from explorer.model import Extraction

_NOTHING_FOUND = (
    "No event was found: the explorer reads news in English that say who did what to whom. "
    "Is this the text of such an article?"
)
_FLAGS = {
    "countries": "--country",
    "only_among": "--only-among",
    "kinds": "--kind",
    "event_types": "--type",
    "statuses": "--status",
    "outlets": "--outlet",
    "speakers": "--speaker",
    "since": "--since",
    "until": "--until",
    "min_events": "--min-events",
    "min_confidence": "--min-confidence",
    "reprints": "--no-reprints",
}
_MOST_NAMES = 20  # that a message lists


class Tally:
    """Counts articles and events as they go by."""

    def __init__(self) -> None:
        self._articles = self._events = 0

    def count(self, extractions: Iterable[Extraction]) -> Iterator[Extraction]:
        """Yield the extractions, counted."""
        for extraction in extractions:
            self._articles += 1
            self._events += len(extraction.events)
            yield extraction

    def advice(self) -> str | None:
        """Return what to do if articles were read, and nothing was found in them."""
        return _NOTHING_FOUND if self._articles and not self._events else None


def summary(size: tuple[int, int], picked: nx.MultiDiGraph[str]) -> str:
    """Return how much was kept of how much: "12 of 34 actors, 20 of 61 relations".

    Args:
        size: how many actors and relations there are.
        picked: what is kept of them.
    """
    kept = len(picked), picked.number_of_edges()
    of_all = "filters" in picked.graph or kept != size
    counts = zip(kept, size, ("actor", "relation"), strict=True)
    told = ", ".join(
        f"{f'{kept:,} of ' if of_all else ''}{all:,} {noun}{'' if all == 1 else 's'}"
        for kept, all, noun in counts
    )
    newest = picked.graph.get("newest_since")
    return f"{told} (the newest, since {newest}; --until brings others)" if newest else told


def advice(
    size: tuple[int, int], picked: nx.MultiDiGraph[str], whole: nx.MultiDiGraph[str] | None
) -> str | None:
    """Return what to do if the filters left no relation; None if some are left, or none were set.

    Args:
        size: how many actors and relations there are.
        picked: what is kept of them.
        whole: all of them, to tell what there is, so that the next try can ask for that.
    """
    if picked.number_of_edges() or not size[1] or "filters" not in picked.graph:
        return None
    filters = picked.graph["filters"]
    told = [name for name in filters if name in _FACTS] if whole else []
    facts = dict.fromkeys(_FACTS[name](whole) for name in told if whole)
    flags = " and ".join(_FLAGS[name] for name in filters)
    there = f" In these articles there are {', and '.join(facts)}." if facts else ""
    which = "it" if len(filters) == 1 else "one of them"
    return f"Nothing passes {flags}; widen {which}, or leave {which} out.{there}"


def _countries(graph: nx.MultiDiGraph[str]) -> str:
    from explorer.countries import country_name

    codes = {data["country"] for _, data in graph.nodes(data=True)} - {None}
    return "the countries " + _listed(map(country_name, codes))


def _types(graph: nx.MultiDiGraph[str]) -> str:
    return "the types " + _listed(event["event_type"] for event in _events(graph))


def _statuses(graph: nx.MultiDiGraph[str]) -> str:
    return "the statuses " + _listed(event["status"] for event in _events(graph))


def _outlets(graph: nx.MultiDiGraph[str]) -> str:
    from explorer.views import outlets

    return "the outlets " + _listed(outlets(graph))


def _speakers(graph: nx.MultiDiGraph[str]) -> str:
    from explorer.views import speakers

    return "the speakers " + _listed(islice(speakers(graph).values(), _MOST_NAMES))


def _days(graph: nx.MultiDiGraph[str]) -> str:
    from explorer.views.filter import event_day

    days = sorted(filter(None, (event_day(graph, event) for event in _events(graph))))
    return f"dates from {days[0]} to {days[-1]}" if days else "no dates"


_FACTS: dict[str, Callable[[nx.MultiDiGraph[str]], str]] = {
    "countries": _countries,
    "event_types": _types,
    "statuses": _statuses,
    "outlets": _outlets,
    "speakers": _speakers,
    "since": _days,
    "until": _days,
}


def _events(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    return [edge for *_, edge in graph.edges(data=True) if edge["relation"] == "event"]


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(set(names))) or "none"

"""What came of a command, in a line or two, and what to do if that is nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from explorer.filters import FIELDS, Field
from explorer.text import counted

if TYPE_CHECKING:
    import networkx as nx

    from explorer.model import Extraction

_NOTHING_FOUND = (
    "No event was found: the explorer reads news in English that say who did what to whom. "
    "Is this the text of such an article?"
)
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
        f"{f'{kept:,} of ' if of_all else ''}{counted(all, noun)}" for kept, all, noun in counts
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
    filters = [FIELDS[name] for name in picked.graph["filters"]]
    facts = dict.fromkeys(_fact(whole, field) for field in filters if field.offered and whole)
    flags = " and ".join(field.option for field in filters)
    there = f" In these articles there are {', and '.join(facts)}." if facts else ""
    which = "it" if len(filters) == 1 else "one of them"
    return f"Nothing passes {flags}; widen {which}, or leave {which} out.{there}"


def _fact(graph: nx.MultiDiGraph[str], field: Field) -> str:
    """Return what a field could be set to: "the outlets Post, Times", "dates from ... to ..."."""
    from explorer.views import iter_pairs
    from explorer.views.filter import columns
    from explorer.views.offers import values_of

    events = (columns(graph, edge) for *_, edge in iter_pairs(graph) if edge["relation"] == "event")
    names = [names[0] for names in values_of(graph, field, events).values()]
    if field.name == "speakers":  # who says most comes first
        names = names[:_MOST_NAMES]
    if field.many:
        return f"the {field.noun} {', '.join(sorted({*names})) or 'none'}"
    return f"{field.noun} from {names[0]} to {names[-1]}" if names else f"no {field.noun}"

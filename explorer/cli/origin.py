"""Where the graph command draws from: articles that are read for it, or a store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from explorer.corrections import Correction, correct
from explorer.filters import FIELDS, MOST_ACTORS, Field, Filter
from explorer.graph import build_graph
from explorer.pipeline import resolve
from explorer.store import aggregates, connect, query
from explorer.views import filter_graph, meant
from explorer.views import top as most_connected
from explorer.views.offers import Names, values_of

if TYPE_CHECKING:
    import networkx as nx

    from explorer.model import Extraction
    from explorer.store.connection import Connection


class Origin(Protocol):
    """A graph that a part can be had of.

    ``size`` is how many actors and relations it has; ``whole`` is None where nobody wants to load
    it as a whole.
    """

    size: tuple[int, int]
    whole: nx.MultiDiGraph[str] | None

    def values(self, field: Field) -> Names:
        """Return what a field may be set to, each with the names it goes by."""
        ...

    def part(self, wanted: Filter, top: int | None, *, drawn: bool = False) -> nx.MultiDiGraph[str]:
        """Return what passes a filter, of so many actors at most.

        Of what is to be ``drawn`` a store gives no more than one can look at: if nobody says how
        many, ``MOST_ACTORS``, and of their events some thousands, the newest.
        """
        ...


class OfArticles:
    """The graph of some articles."""

    def __init__(self, read: Iterable[Extraction], corrections: Sequence[Correction] = ()) -> None:
        corrected = correct(resolve(read), corrections)
        self.whole: nx.MultiDiGraph[str] | None = build_graph(corrected)
        self._graph = self.whole
        self.size = len(self._graph), self._graph.number_of_edges()

    def values(self, field: Field) -> Names:
        """Return what a field may be set to, each with the names it goes by."""
        return values_of(self._graph, field)

    def part(self, wanted: Filter, top: int | None, *, drawn: bool = False) -> nx.MultiDiGraph[str]:
        """Return what passes a filter, of so many actors at most."""
        picked = filter_graph(self._graph, wanted)
        return most_connected(picked, top) if top else picked


class OfStore:
    """The graph of a store: only what is asked for is loaded."""

    whole: nx.MultiDiGraph[str] | None = None

    def __init__(self, connection: Connection) -> None:
        self._store = connection
        self.size = aggregates.size(connection)

    def values(self, field: Field) -> Names:
        """Return what a field may be set to, each with the names it goes by."""
        return aggregates.facet_values(self._store, field)

    def part(self, wanted: Filter, top: int | None, *, drawn: bool = False) -> nx.MultiDiGraph[str]:
        """Return what passes a filter, of so many actors at most; no more than can be ``drawn``."""
        if not drawn:
            return query.graph(self._store, wanted, limit=top)
        most, most_events = top or MOST_ACTORS, query.MOST_EVENTS
        return query.graph(self._store, wanted, limit=most, max_events=most_events)


def filter_of(origin: Origin, asked: Mapping[str, Any]) -> Filter:
    """Return a filter with the names that were given spelt as what there is has them."""
    names = [name for name, value in asked.items() if FIELDS[name].is_name and value]
    known = {name: meant(origin.values(FIELDS[name]), asked[name]) for name in names}
    return Filter(**{**asked, **known})


@contextmanager
def opened(
    read: Iterable[Extraction], *, store: Path | None, corrections: Sequence[Correction]
) -> Iterator[Origin]:
    """Open what to draw from, as corrected: a store, or else what is read off articles.

    Raises:
        StoreError: the store cannot be read.
    """
    if store is None:
        yield OfArticles(read, corrections)
        return
    with connect(store, corrections) as connection:
        yield OfStore(connection)

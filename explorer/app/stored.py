"""A store that the page opens; one that was published anew is opened anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import networkx as nx
import streamlit as st

from explorer.corrections import Correction
from explorer.edges import KeyedEdge
from explorer.filters import MOST_ACTORS
from explorer.model import Extraction
from explorer.store import aggregates, connect, load_extraction, query
from explorer.store.connection import Connection
from explorer.store.query import MOST_EVENTS
from explorer.views import Bar, Cell, Filter, Offers

MOST_AROUND = 5  # actors whose nearest are loaded, too
MOST_FOUND, MOST_SENTENCES = 12, 200  # by a search


class Stored(NamedTuple):
    """A store as corrected. All that is asked of it raises a StoreError if it cannot be read."""

    path: Path
    corrections: tuple[Correction, ...] = ()

    @property
    def stamp(self) -> str:
        """Return what tells a store from others, and from itself before it was published anew."""
        state = self.path.stat() if self.path.exists() else None
        seen = (str(self.path), state and (state.st_mtime_ns, state.st_size))
        return sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest()

    def connection(self) -> Connection:
        """Return a connection to read from, kept open for all who look at the store."""
        return _opened(self.stamp, *self)

    @property
    def bounds(self) -> tuple[int, int]:
        """Return how many actors are drawn at most, and how many of their events."""
        return MOST_ACTORS, MOST_EVENTS

    def graph(self, wanted: Filter, around: Sequence[str] = ()) -> nx.MultiDiGraph[str]:
        """Return the graph of the most connected actors that pass, with their newest events.

        Those of ``around`` are there too, each with its nearest; ``graph["around"]`` names them.
        """
        near = tuple(around[:MOST_AROUND])
        most, events = self.bounds
        drawn = query.graph(self.connection(), wanted, focus=near, limit=most, max_events=events)
        drawn.graph["around"] = near
        return drawn

    def offers(self) -> Offers:
        """Return what there is in the store."""
        return aggregates.facets(self.connection())

    def times(self, wanted: Filter) -> tuple[list[Bar], str, int]:
        """Return the events over time, the unit of that, and how many events have no day."""
        span = aggregates.time_span(self.connection(), wanted)
        bars = aggregates.timeline(self.connection(), wanted, unit=span.unit)
        return bars, span.unit, span.undated

    def matrix(self, wanted: Filter) -> list[Cell]:
        """Return who acts on whom, country by country."""
        return aggregates.matrix(self.connection(), wanted)

    def actors(self, text: str) -> list[query.ActorDegree]:
        """Return the actors that a text may mean, those with most events first."""
        return query.find(self.connection(), text, limit=MOST_FOUND)

    def sentences(self, text: str, wanted: Filter) -> list[KeyedEdge]:
        """Return the events that pass whose sentence has all words of a text, newest first."""
        return query.search(self.connection(), text, wanted, limit=MOST_SENTENCES)


@st.cache_resource(max_entries=4, show_spinner=False)
def _opened(stamp: str, path: Path, corrections: tuple[Correction, ...]) -> Connection:
    return connect(path, corrections)


class Readings(Mapping[str, Extraction]):
    """What was read off some articles of a store, each loaded when it is asked for."""

    def __init__(self, store: Stored, articles: Mapping[str, object]) -> None:
        self._store, self._articles = store, articles

    def __getitem__(self, article: str) -> Extraction:
        """Return what was read off an article of the store."""
        found = load_extraction(self._store.connection(), article)
        if found is None:
            raise KeyError(article)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the articles, by id."""
        return iter(self._articles)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._articles)

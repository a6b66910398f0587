"""A store that the page opens: asked anew each time, so that it may be written meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import networkx as nx

from explorer.model import Extraction
from explorer.store import connect, facts, questions, reading_of
from explorer.views import Filter, Offers

MOST_ACTORS = 150  # are drawn at once; more nobody can look through
MOST_EVENTS = 3_000  # of theirs, the newest; more take seconds to draw


def stamp(store: Path) -> str:
    """Return what tells a store from others, and from itself before it was published anew."""
    state = store.stat() if store.exists() else None
    seen = (str(store), state and (state.st_mtime_ns, state.st_size))
    return sha256(repr(seen).encode("utf-8", "surrogateescape")).hexdigest()


def graph(store: Path, wanted: Filter) -> nx.MultiDiGraph[str]:
    """Return the graph of the most connected actors in what passes, with their newest events.

    Raises:
        StoreError: the store cannot be read.
    """
    with connect(store) as connection:
        return questions.graph(connection, wanted, most=MOST_ACTORS, most_events=MOST_EVENTS)


def offers(store: Path) -> Offers:
    """Return what there is in a store.

    Raises:
        StoreError: the store cannot be read.
    """
    with connect(store) as connection:
        return facts.offers(connection)


class Readings(Mapping[str, Extraction]):
    """What was read off some articles of a store, each loaded when it is asked for."""

    def __init__(self, store: Path, articles: Mapping[str, object]) -> None:
        self._store, self._articles = store, articles

    def __getitem__(self, article: str) -> Extraction:
        """Return what was read off an article of the store."""
        with connect(self._store) as connection:
            found = reading_of(connection, article)
        if found is None:
            raise KeyError(article)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield the articles, by id."""
        return iter(self._articles)

    def __len__(self) -> int:
        """Return how many articles there are."""
        return len(self._articles)

"""Articles that readers put in, kept for a day: a reload or a copied link finds them again.

They lie in the memory of the server, under names that nobody can guess; whoever is sent one by a
link sees them. What was not looked at for the longest goes first when there are too many.
"""

from __future__ import annotations

import secrets
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from time import monotonic
from typing import NamedTuple

from explorer.app.data import Source

KEY = "own"  # in an address
MOST_SECONDS = 24 * 3600.0  # since they were looked at
MOST_SOURCES = 500
MOST_CHARACTERS = 100_000_000  # of all of them together
_LARGEST = 10_000_000  # characters of those that are kept

Clock = Callable[[], float]


class _Kept(NamedTuple):
    source: Source
    characters: int
    seen: float


class OwnArticles:
    """What readers put in, by its name; for all threads."""

    def __init__(self, clock: Clock = monotonic) -> None:
        self._clock = clock
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = Lock()

    def keep(self, source: Source) -> str | None:
        """Keep articles, and return the name that finds them; None if they are too large."""
        characters = sum(len(one.text) for one in source.articles)
        if characters > _LARGEST:
            return None
        name = secrets.token_urlsafe(16)
        with self._lock:
            self._kept[name] = _Kept(source, characters, self._clock())
            self._forget()
        return name

    def find(self, name: str) -> Source | None:
        """Return the articles of a name, if they are still kept."""
        with self._lock:
            self._forget()
            kept = self._kept.get(name)
            if kept is None:
                return None
            self._kept[name] = kept._replace(seen=self._clock())
            self._kept.move_to_end(name)
            return kept.source

    def _forget(self) -> None:
        """Let go of what is old, and of what is too much; the oldest come first."""
        oldest = self._clock() - MOST_SECONDS
        characters = sum(one.characters for one in self._kept.values())
        for name, one in list(self._kept.items()):
            much = len(self._kept) > MOST_SOURCES or characters > MOST_CHARACTERS
            if not much and one.seen >= oldest:
                return
            characters -= one.characters
            del self._kept[name]


OWN_ARTICLES = OwnArticles()

"""Which articles are new to a store, and what each is called in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from explorer.model import Article
from explorer.store.codec import content_hash
from explorer.store.connection import open_read_only, translate_read_errors

_HASHES = "SELECT hash FROM articles WHERE hash IN (SELECT unnest(?))"
_IDS = "SELECT id FROM articles WHERE id IN (SELECT unnest(?))"


class Deduplicator:
    """Tells new articles from known ones; of articles with one content the first is kept.

    An id that another article has is made longer by a part of the content's hash: that depends
    on the articles that came before alone, so a run that was broken off gives the same ids when it
    is run again. Memory holds only what was admitted since the store was last published.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._hashes: set[str] = set()
        self._ids: set[str] = set()

    def deduplicate(self, articles: Sequence[Article]) -> list[Article | None]:
        """Return each article under the id it has in the store, or None if that knows it."""
        hashes = [content_hash(article) for article in articles]
        pairs = list(zip(articles, hashes, strict=True))
        old_hashes, old_ids = self._in_store(hashes, (id for pair in pairs for id in _ids(*pair)))
        known, taken = self._hashes | old_hashes, self._ids | old_ids
        admitted: list[Article | None] = []
        for article, hash in pairs:
            if hash in known:
                admitted.append(None)
                continue
            id = next(one for one in _ids(article, hash) if one not in taken)
            admitted.append(article if id == article.id else replace(article, id=id))
            for seen in (known, self._hashes):
                seen.add(hash)
            for seen in (taken, self._ids):
                seen.add(id)
        return admitted

    def forget_committed(self) -> None:
        """Forget what can be looked up in the store from now on."""
        hashes, ids = self._in_store(self._hashes, self._ids)
        self._hashes -= hashes
        self._ids -= ids

    def _in_store(self, hashes: Iterable[str], ids: Iterable[str]) -> tuple[set[str], set[str]]:
        if not self._store.exists():
            return set(), set()
        with open_read_only(self._store) as connection, translate_read_errors(connection):
            found = [
                {value for (value,) in connection.execute(sql, [list(asked)]).fetchall()}
                for sql, asked in ((_HASHES, hashes), (_IDS, ids))
            ]
        return found[0], found[1]


def _ids(article: Article, hash: str) -> Iterator[str]:
    """Yield what an article may be called, best first."""
    yield article.id
    yield f"{article.id}-{hash[:8]}"
    yield f"{article.id}-{hash}"

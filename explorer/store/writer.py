"""Writing into a store: extractions and refused inputs, staged durably and committed at times."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from explorer.entities.identities import Guise
from explorer.event_data import Row as CodedEvent
from explorer.event_data.records import Line, article_of, line_of
from explorer.model import Article, Extraction
from explorer.store.codec import content_hash, encode_extraction
from explorer.store.commit import commit, rewrite
from explorer.store.connection import open_read_only, translate_read_errors
from explorer.store.schema import Row
from explorer.store.staging import StagingArea, lock_staging, pack_bulk_shard, pack_shard

T = TypeVar("T")

_MAX_BUFFERED = 4096  # articles, or refusals, before they are written as a shard
_MAX_BUFFERED_EVENTS = 65_536  # coded events
_COMMIT_INTERVAL = 60.0  # seconds between two commits, at least
_COMMIT_SHARE = 20  # and so many times what the last one took: commits cost a twentieth at most
_ID_TAKEN = "another article in the store has its id, {id}; give it an id of its own"
_KNOWN_HASHES = "SELECT hash FROM articles WHERE hash IN (SELECT unnest(?))"
_KNOWN_IDS = "SELECT id FROM articles WHERE id IN (SELECT unnest(?))"


@contextmanager
def open_writer(
    store: Path, *, paths: Sequence[str], model: str | None = None
) -> Iterator[StoreWriter]:
    """Open a StoreWriter on a store, which is created if there is none, and commit at the end.

    Readers of the store see it as it was until the next commit. After an error, or a sudden end,
    what was staged is still there: the next writer of the store commits it.

    Args:
        store: the file.
        paths: the inputs, which with ``model`` identify this ingest; when it is repeated, its
            refused inputs replace those before.
        model: the language pipeline, if it is not the shipped one.

    Raises:
        StoreError: it cannot be written, is damaged, of a newer schema, or being written to.
    """
    with lock_staging(store) as staging:
        writer = StoreWriter(staging, _ingest(paths, model))
        writer.commit_leftovers()
        try:
            yield writer
        except BaseException:
            writer.flush()
            raise
        writer.flush()
        writer.commit(finished=True)
        staging.drop()


def _ingest(paths: Sequence[str], model: str | None) -> Row:
    id = sha256(repr((sorted(paths), model)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return {"id": id, "paths": sorted(paths), "model": model, "started_at": _now()}


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


class StoreWriter:
    """Adds to a store; made by ``open_writer``."""

    def __init__(self, staging: StagingArea, ingest: Row) -> None:
        self._staging, self._ingest = staging, ingest
        self._deduplicator = Deduplicator(staging.store)
        self._extractions: list[tuple[Extraction, str]] = []
        self._coded: list[tuple[CodedEvent, Article, Line]] = []
        self._refusals: list[Row] = []
        self._commit_took, self._last_commit = 0.0, time.monotonic()

    def deduplicate(self, articles: Sequence[Article]) -> list[Article | None]:
        """Return each article under its id in the store, or None if it is known there."""
        return self._deduplicator.deduplicate(articles)

    def stage(self, shard: bytes) -> None:
        """Stage a shard of deduplicated articles, made by ``pack_shard``; commit if it is due."""
        self._staging.write_shard(shard)
        self._commit_if_due()

    def _commit_if_due(self) -> None:
        due = max(_COMMIT_INTERVAL, _COMMIT_SHARE * self._commit_took)
        if time.monotonic() - self._last_commit > due:
            self.commit()

    def add(self, extraction: Extraction, *, source: str) -> None:
        """Add the extraction of one article; nothing if the store has that already."""
        self._extractions.append((extraction, source))
        if len(self._extractions) >= _MAX_BUFFERED:
            self.flush()

    def add_coded_event(self, coded: CodedEvent) -> None:
        """Add an event of an event data set; nothing if the store has that already."""
        line = line_of(coded)
        self._coded.append((coded, article_of(coded, line), line))
        if len(self._coded) >= _MAX_BUFFERED_EVENTS:
            self.flush()

    def add_refusal(self, source: str, reason: str) -> None:
        """Record an input that was refused."""
        self._refusals.append({"ingest": self._ingest["id"], "source": source, "reason": reason})
        if len(self._refusals) >= _MAX_BUFFERED:
            self.flush()

    def flush(self) -> None:
        """Write everything buffered in memory to the staging area."""
        read = self._new((one[0].article, one[1], one) for one in self._extractions)
        coded = self._new((one[1], one[0].source, one) for one in self._coded)
        self._extractions, self._coded = [], []
        if read:
            self.stage(pack_shard(encode_extraction(one, source=source) for one, source in read))
        if coded:
            self._staging.write_bulk_shard(pack_bulk_shard(coded))
            self._commit_if_due()
        self._staging.write_refusals(self._refusals)
        self._refusals.clear()

    def _new(self, buffered: Iterable[tuple[Article, str, T]]) -> list[T]:
        """Return the items whose articles are new; refuse those whose id another article has.

        Args:
            buffered: each item with its article and its source.
        """
        items = list(buffered)
        new = []
        unique = self.deduplicate([article for article, *_ in items])
        for (article, source, item), known_as in zip(items, unique, strict=True):
            if known_as is None:
                continue
            if known_as.id == article.id:
                new.append(item)
            else:
                self.add_refusal(source, _ID_TAKEN.format(id=article.id))
        return new

    def commit(self, *, finished: bool = False) -> None:
        """Make everything staged so far visible to readers."""
        began = time.monotonic()
        commit(self._staging, {**self._ingest, "finished": finished, "ended_at": _now()})
        self._deduplicator.forget_committed()
        self._last_commit = time.monotonic()
        self._commit_took = self._last_commit - began

    def commit_leftovers(self) -> None:
        """Commit what an interrupted run has left in the staging area."""
        if self._staging.shards() or self._staging.bulk_shards():
            self.commit()
        self._staging.delete(self._staging.refusal_files())


class Deduplicator:
    """Finds the articles that are new; of articles with the same content the first is kept.

    If another article has the same id, a part of the content's hash is appended to it. That depends
    on the articles before it alone, so an interrupted run gives the same ids when it is repeated.
    Memory holds only what was added since the last commit.
    """

    def __init__(self, store: Path) -> None:
        self._store = store
        self._hashes: set[str] = set()
        self._ids: set[str] = set()

    def deduplicate(self, articles: Sequence[Article]) -> list[Article | None]:
        """Return each article under its id in the store, or None if it is known there."""
        pairs = [(article, content_hash(article)) for article in articles]
        hashes, ids = self._in_store(
            [hash for _, hash in pairs], (id for pair in pairs for id in _candidate_ids(*pair))
        )
        known, taken = self._hashes | hashes, self._ids | ids
        unique: list[Article | None] = []
        for article, hash in pairs:
            if hash in known:
                unique.append(None)
                continue
            id = next(one for one in _candidate_ids(article, hash) if one not in taken)
            unique.append(article if id == article.id else replace(article, id=id))
            for seen in (known, self._hashes):
                seen.add(hash)
            for seen in (taken, self._ids):
                seen.add(id)
        return unique

    def forget_committed(self) -> None:
        """Drop from memory what can be looked up in the store from now on."""
        hashes, ids = self._in_store(self._hashes, self._ids)
        self._hashes -= hashes
        self._ids -= ids

    def _in_store(self, hashes: Iterable[str], ids: Iterable[str]) -> tuple[set[str], set[str]]:
        """Return which of these hashes and ids the store has."""
        if not self._store.exists():
            return set(), set()
        with open_read_only(self._store) as connection, translate_read_errors(connection):
            found = [
                {value for (value,) in connection.execute(sql, [list(asked)]).fetchall()}
                for sql, asked in ((_KNOWN_HASHES, hashes), (_KNOWN_IDS, ids))
            ]
        return found[0], found[1]


def _candidate_ids(article: Article, hash: str) -> Iterator[str]:
    """Yield the ids that an article may get, in order of preference."""
    yield article.id
    yield f"{article.id}-{hash[:8]}"
    yield f"{article.id}-{hash}"


def set_judgement(store: Path, guise: Guise, *, apart: bool) -> None:
    """Never merge this variant of a person with others, or leave it to the resolver; commit.

    Raises:
        StoreError: the store cannot be read or written, or is being written to.
    """
    rewrite(store, judgement=(guise, apart))

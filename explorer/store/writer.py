"""Into a store: extractions and refused inputs, as they come, safe against a sudden end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from explorer.event_data import Row as CodedEvent
from explorer.event_data.extraction import Line, article_of, line_of
from explorer.model import Article, Extraction
from explorer.store.codec import Row, encode_extraction
from explorer.store.commit import commit
from explorer.store.deduplicate import Deduplicator
from explorer.store.staging import StagingArea, lock_staging, pack_bulk_shard, pack_shard

T = TypeVar("T")

_IN_MEMORY = 4096  # articles, or refusals, that wait for their shard at most
_CODED_IN_MEMORY = 65_536  # events that others have coded
_PATIENCE = 60.0  # seconds between two publications, at least
_SHARE = 20  # and so many times what the last one took: publishing costs a twentieth at most
_ID_TAKEN = "another article in the store has its id, {id}; give it an id of its own"


class StoreWriter:
    """Adds to a store. ``open_writer`` makes one, and publishes all that was added at its end."""

    def __init__(self, staging: StagingArea, ingest: Row) -> None:
        self._staging, self._ingest = staging, ingest
        self._deduplicator = Deduplicator(staging.store)
        self._waiting: list[tuple[Extraction, str]] = []
        self._coded: list[tuple[CodedEvent, Article, Line]] = []
        self._refusals: list[Row] = []
        self._took, self._last = 0.0, time.monotonic()

    def deduplicate(self, articles: Sequence[Article]) -> list[Article | None]:
        """Return each article under the id it has in the store, or None if that knows it."""
        return self._deduplicator.deduplicate(articles)

    def stage(self, shard: bytes) -> None:
        """Keep what was read off new articles, packed by ``pack_shard``; publish if it is time."""
        self._staging.write_shard(shard)
        self._commit_if_due()

    def _commit_if_due(self) -> None:
        due = max(_PATIENCE, _SHARE * self._took)
        if time.monotonic() - self._last > due:
            self.commit()

    def add(self, extraction: Extraction, *, source: str) -> None:
        """Add what was read off one article; nothing if the store knows that already."""
        self._waiting.append((extraction, source))
        if len(self._waiting) >= _IN_MEMORY:
            self.flush()

    def add_coded_event(self, coded: CodedEvent) -> None:
        """Add an event that others have coded; nothing if the store knows that already."""
        line = line_of(coded)
        self._coded.append((coded, article_of(coded, line), line))
        if len(self._coded) >= _CODED_IN_MEMORY:
            self.flush()

    def add_refusal(self, source: str, reason: str) -> None:
        """Write down an input that was refused."""
        self._refusals.append({"ingest": self._ingest["id"], "source": source, "reason": reason})
        if len(self._refusals) >= _IN_MEMORY:
            self.flush()

    def flush(self) -> None:
        """Make safe what waits in memory."""
        read, coded = self._new(self._waiting, _told), self._new(self._coded, _told_of_coded)
        self._waiting, self._coded = [], []
        if read:
            self.stage(
                pack_shard(
                    encode_extraction(extraction, source=source) for extraction, source in read
                )
            )
        if coded:
            self._staging.write_bulk_shard(pack_bulk_shard(coded))
            self._commit_if_due()
        self._staging.write_refusals(self._refusals)
        self._refusals.clear()

    def _new(self, waiting: Sequence[T], told: Callable[[T], tuple[Article, str]]) -> list[T]:
        """Return those that wait and are new, and refuse those whose id another article has."""
        known = [told(one) for one in waiting]
        admitted = self.deduplicate([article for article, _ in known])
        new = []
        for one, (article, source), under in zip(waiting, known, admitted, strict=True):
            if under is None:
                continue
            if under.id == article.id:
                new.append(one)
            else:
                self.add_refusal(source, _ID_TAKEN.format(id=article.id))
        return new

    def commit(self, *, finished: bool = False) -> None:
        """Show to readers what was added so far."""
        began = time.monotonic()
        commit(self._staging, {**self._ingest, "finished": finished, "ended_at": _now()})
        self._deduplicator.forget_committed()
        self._last = time.monotonic()
        self._took = self._last - began

    def commit_leftovers(self) -> None:
        """Publish what a run that was broken off has left."""
        if self._staging.shards() or self._staging.bulk_shards():
            self.commit()
        self._staging.delete(self._staging.refusal_files())


def _told(waiting: tuple[Extraction, str]) -> tuple[Article, str]:
    extraction, source = waiting
    return extraction.article, source


def _told_of_coded(waiting: tuple[CodedEvent, Article, Line]) -> tuple[Article, str]:
    coded, article, _ = waiting
    return article, coded.source


@contextmanager
def open_writer(
    store: Path, *, paths: Sequence[str], model: str | None = None
) -> Iterator[StoreWriter]:
    """Give a StoreWriter on a store, which is made if it is not there, and publish at the end.

    Readers of the store see it as it was until something is published. After an error, or a sudden
    end, what was added is still there: the next to write into the store publishes it.

    Args:
        store: the file.
        paths: the inputs, which with ``model`` tell this ingest from others; done again, its
            refused inputs take the place of those before.
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

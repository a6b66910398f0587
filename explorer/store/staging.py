"""The working folder beside a store: what is read and not yet published.

A shard is a Parquet file with a row an article: its hash, its id, and a list of rows for each
table. It is written under another name, made safe on the disk, and then renamed: what has the name
of a shard is whole, whatever ended the process that wrote it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from explorer.errors import StoreError
from explorer.event_data import Row as CodedEvent
from explorer.event_data.extraction import Line
from explorer.model import Article
from explorer.store.bulk_import import to_arrow
from explorer.store.codec import Row, Rows
from explorer.store.connection import translate_errors
from explorer.store.schema import BOOKKEEPING, EXTRACTED, arrow_schema

_SHARD = pa.schema(
    [
        ("hash", pa.string()),
        ("id", pa.string()),
        *(
            (name, pa.list_(pa.struct(list(arrow_schema(table)))))
            for name, table in EXTRACTED.items()
        ),
    ]
)
_REFUSALS = arrow_schema(BOOKKEEPING["refusals"])


def pack_shard(read: Iterable[Rows]) -> bytes:
    """Return the rows of some articles as a shard."""
    rows = [{**_key(one["articles"][0]), **one} for one in read]
    return _parquet(pa.Table.from_pylist(rows, schema=_SHARD))


def pack_bulk_shard(read: Iterable[tuple[CodedEvent, Article, Line]]) -> bytes:
    """Return events that others have coded as a shard, a flat one."""
    return _parquet(to_arrow(read))


def _key(article: Row) -> Row:
    return {"hash": article["hash"], "id": article["id"]}


def _parquet(table: pa.Table) -> bytes:
    file = BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


def sync_folder(folder: Path) -> None:
    """Make sure that what was renamed in a folder stays so if the power fails."""
    if os.name == "nt":  # folders cannot be opened there
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


class StagingArea:
    """The working folder of one store, held by one process at a time."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store.with_name(f"{store.name}.work")
        self._shards, self._coded = self.folder / "shards", self.folder / "coded"
        self._refused = self.folder / "refused"
        self._count = 0

    def shards(self) -> list[Path]:
        """Return the whole shards."""
        return sorted(self._shards.glob("*.parquet"))

    def bulk_shards(self) -> list[Path]:
        """Return the whole shards of events that others have coded."""
        return sorted(self._coded.glob("*.parquet"))

    def refusal_files(self) -> list[Path]:
        """Return the files that hold refused inputs, whole ones."""
        return sorted(self._refused.glob("*.parquet"))

    def write_shard(self, shard: bytes) -> None:
        """Write a shard so that nothing can undo it."""
        self._write(self._shards, shard)

    def write_bulk_shard(self, shard: bytes) -> None:
        """Do the same with a shard of events that others have coded."""
        self._write(self._coded, shard)

    def write_refusals(self, refusals: Sequence[Row]) -> None:
        """Write down inputs that were refused, rows of the table of refusals."""
        if refusals:
            self._write(self._refused, _parquet(pa.Table.from_pylist(refusals, schema=_REFUSALS)))

    def _write(self, folder: Path, data: bytes) -> None:
        self._count += 1
        name = f"{os.getpid()}-{self._count:08}"
        unfinished = folder / f"{name}.part"
        with translate_errors(self.store):
            folder.mkdir(exist_ok=True)
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.rename(folder / f"{name}.parquet")
            sync_folder(folder)

    def delete(self, files: Iterable[Path]) -> None:
        """Delete files that were published."""
        for file in files:
            file.unlink(missing_ok=True)

    def drop(self) -> None:
        """Delete the folder, once all of it was published."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def lock_staging(store: Path) -> Iterator[StagingArea]:
    """Hold the working folder of a store; what another process left in it is kept.

    Raises:
        StoreError: another process holds it, or it cannot be made.
    """
    staging = StagingArea(store)
    with translate_errors(store):
        staging.folder.mkdir(exist_ok=True)
    try:
        lock = FileLock(staging.folder / "lock", blocking=False)
        with lock:
            yield staging
    except Timeout as error:
        reason = "another command is writing into it; wait for its end, or write into another store"
        raise StoreError(store, reason) from error

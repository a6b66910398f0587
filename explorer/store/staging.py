"""The staging area: a folder beside a store with what is read and not yet committed.

A shard is a Parquet file with one row per article: its hash, its id, and a list of rows for each
table. It is written under a temporary name, fsynced, and renamed: a file that has the name of a
shard is complete, even if the process that wrote it was killed.
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
from explorer.event_data.records import Line
from explorer.model import Article
from explorer.resources import replacing
from explorer.store.bulk_import import to_arrow
from explorer.store.connection import translate_errors
from explorer.store.schema import BOOKKEEPING, EXTRACTED, Row, Rows, arrow_schema

SHARD = pa.schema(
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
    packed = []
    for rows in read:
        [article] = rows["articles"]
        packed.append({"hash": article["hash"], "id": article["id"], **rows})
    return _parquet(pa.Table.from_pylist(packed, schema=SHARD))


def pack_bulk_shard(read: Iterable[tuple[CodedEvent, Article, Line]]) -> bytes:
    """Return events of an event data set as a shard with one flat row per event."""
    return _parquet(to_arrow(read))


def _parquet(table: pa.Table) -> bytes:
    file = BytesIO()
    pq.write_table(table, file, compression="zstd")
    return file.getvalue()


class StagingArea:
    """The staging area of one store, locked by one process at a time."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.folder = store.with_name(f"{store.name}.work")
        self._shards, self._coded = self.folder / "shards", self.folder / "coded"
        self._refused = self.folder / "refused"
        self._count = 0

    def shards(self) -> list[Path]:
        """Return the complete shards."""
        return sorted(self._shards.glob("*.parquet"))

    def bulk_shards(self) -> list[Path]:
        """Return the complete shards of coded events."""
        return sorted(self._coded.glob("*.parquet"))

    def refusal_files(self) -> list[Path]:
        """Return the complete files of refused inputs."""
        return sorted(self._refused.glob("*.parquet"))

    def write_shard(self, shard: bytes) -> None:
        """Write a shard durably: fsync, then rename."""
        self._write(self._shards, shard)

    def write_bulk_shard(self, shard: bytes) -> None:
        """Write a shard of coded events durably."""
        self._write(self._coded, shard)

    def write_refusals(self, refusals: Sequence[Row]) -> None:
        """Write refused inputs, rows of the table of refusals, durably."""
        if refusals:
            self._write(self._refused, _parquet(pa.Table.from_pylist(refusals, schema=_REFUSALS)))

    def _write(self, folder: Path, data: bytes) -> None:
        self._count += 1
        name = f"{os.getpid()}-{self._count:08}"
        with translate_errors(self.store):
            folder.mkdir(exist_ok=True)
            with replacing(folder / f"{name}.parquet") as beside:
                beside.write_bytes(data)

    def delete(self, files: Iterable[Path]) -> None:
        """Delete committed files."""
        for file in files:
            file.unlink(missing_ok=True)

    def drop(self) -> None:
        """Delete the folder, once everything in it is committed."""
        shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def lock_staging(store: Path) -> Iterator[StagingArea]:
    """Lock the staging area of a store; what another process left in it is kept.

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

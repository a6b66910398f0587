"""Publishing: what the store holds and what is new, put together into a new file in its place.

Rows are sorted, so that the result depends neither on the order in which articles were read nor
on how often that was broken off. A reader sees the old store or the new one, never half of one.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from explorer.actors.identities import Guise
from explorer.store.bulk_import import TABLE_QUERIES
from explorer.store.codec import Row
from explorer.store.connection import (
    Connection,
    connection_settings,
    quote_path,
    schema_version,
    translate_errors,
)
from explorer.store.resolve import resolve_and_link
from explorer.store.schema import (
    BOOKKEEPING,
    DERIVED,
    EXTRACTED,
    VERSION,
    Table,
    arrow_schema,
    quote_identifiers,
)
from explorer.store.staging import StagingArea, sync_folder

_MEMORY = "1GB"  # DuckDB sorts on disk what does not fit


Judgement = tuple[Guise, bool]  # how articles know a person, and whether it is kept apart


def commit(
    staging: StagingArea, ingest: Row | None = None, *, judgement: Judgement | None = None
) -> None:
    """Put all that is in the working folder into the store, as this version writes it.

    Args:
        staging: the working folder, held; published shards are deleted from it.
        ingest: the row of the ingest that this is part of. Once it is ``finished`` its refusals
            are those in the folder, and no longer those of its earlier runs. None if it is no
            part of any.
        judgement: who is kept apart from now on, or no longer.

    Raises:
        StoreError: the store is damaged or newer, or the new one cannot be written; then the store
            and the shards are as they were.
    """
    new = staging.folder / "next.duckdb"
    shards, coded = staging.shards(), staging.bulk_shards()
    with translate_errors(staging.store), _scratch(new):
        connection = duckdb.connect(new, config={**connection_settings(), "memory_limit": _MEMORY})
        try:
            _fill(connection, staging, _fresh(connection, shards, coded), ingest, judgement)
        finally:
            connection.close()
        _replace(new, staging.store)
    staging.delete([*shards, *coded])


@contextmanager
def _scratch(new: Path) -> Iterator[None]:
    """Leave nothing behind of a file that did not become the store, be it of an earlier run."""
    _clean(new)
    try:
        yield
    finally:
        _clean(new)


def _clean(new: Path) -> None:
    for leftover in new.parent.glob(f"{new.name}*"):
        if leftover.is_dir():  # what DuckDB sorts on disk
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _replace(new: Path, store: Path) -> None:
    with new.open("rb") as file:
        os.fsync(file.fileno())
    new.replace(store)
    sync_folder(store.parent)


def _fill(
    connection: Connection,
    staging: StagingArea,
    fresh: Callable[[str], list[str]],
    ingest: Row | None,
    judgement: Judgement | None,
) -> None:
    connection.execute("SET threads = 1")  # the other cores read articles
    old = _attach(connection, staging.store)
    for name, table in EXTRACTED.items():
        _create(connection, name, table, [*_from_old(name, old), *fresh(name)])
    for name, table in DERIVED.items():
        _create(connection, name, table, ())
    _create(connection, "apart", BOOKKEEPING["apart"], _from_old("apart", old))
    if judgement is not None:
        _judge(connection, *judgement)
    resolve_and_link(connection)
    _keep(connection, staging, ingest, old)
    connection.execute("CREATE TABLE meta (version INTEGER)")
    connection.execute("INSERT INTO meta VALUES (?)", [VERSION])
    connection.execute("CHECKPOINT")


def _fresh(
    connection: Connection, shards: Sequence[Path], coded: Sequence[Path]
) -> Callable[[str], list[str]]:
    """Return what tells the queries for the new rows of a table."""
    _view(connection, "fresh", shards)
    _view(connection, "coded", coded)

    def queries(name: str) -> list[str]:
        unpacked = [f"SELECT unnest({name}, max_depth := 2) FROM fresh"] if shards else []
        return unpacked + ([TABLE_QUERIES[name]] if coded and name in TABLE_QUERIES else [])

    return queries


def _judge(connection: Connection, guise: Guise, apart: bool) -> None:
    same = " AND ".join(f"{name} IS NOT DISTINCT FROM ?" for name in Guise._fields)
    connection.execute(f"DELETE FROM apart WHERE {same}", guise)
    if apart:
        connection.execute("INSERT INTO apart VALUES (?, ?, ?)", guise)


def _attach(connection: Connection, store: Path) -> set[str]:
    """Return the tables of the store as it is, now to be found under ``old``."""
    if not store.exists():
        return set()
    connection.execute(f"ATTACH {quote_path(store)} AS old (READ_ONLY)")
    schema_version(connection, store, table="old.meta")
    found = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
    return {name for (name,) in connection.execute(found).fetchall()}


def _view(connection: Connection, name: str, files: Iterable[Path]) -> None:
    """Give Parquet files a name."""
    listed = ", ".join(map(quote_path, files))
    if listed:
        connection.execute(f"CREATE TEMP VIEW {name} AS FROM read_parquet([{listed}])")


def _from_old(name: str, old: Iterable[str], where: str = "true") -> list[str]:
    return [f"SELECT * FROM old.{name} WHERE {where}"] if name in old else []


def _create(connection: Connection, name: str, table: Table, parts: Sequence[str]) -> None:
    """Make a table and fill it, sorted; a column that a part lacks is NULL."""
    empty = arrow_schema(table).empty_table()  # noqa: F841 - DuckDB finds it by its name
    connection.execute(f"CREATE TABLE {name} AS FROM empty")
    rows = " UNION ALL BY NAME ".join(parts)
    if rows:
        order = quote_identifiers(table.order)
        connection.execute(f"INSERT INTO {name} BY NAME FROM ({rows}) ORDER BY {order}")


def _keep(
    connection: Connection, staging: StagingArea, ingest: Row | None, old: Iterable[str]
) -> None:
    """Carry on the list of ingests and of refused inputs."""
    this = pa.Table.from_pylist(
        [ingest] if ingest else [], schema=arrow_schema(BOOKKEEPING["ingests"])
    )
    connection.register("this", this)
    others = "ingest NOT IN (SELECT id FROM this WHERE finished)"
    _view(connection, "refused", staging.refusal_files())
    refusals = _from_old("refusals", old, others)
    refusals += ["SELECT * FROM refused"] if staging.refusal_files() else []
    rows = " UNION BY NAME ".join(refusals)  # the same refusal once
    _create(connection, "refusals", BOOKKEEPING["refusals"], [rows] if rows else [])
    ingests = _from_old("ingests", old, "id NOT IN (SELECT id FROM this)")
    _create(connection, "ingests", BOOKKEEPING["ingests"], [*ingests, "SELECT * FROM this"])

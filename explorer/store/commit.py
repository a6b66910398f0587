"""Commits: the old store and the staged shards are merged into a new file, which replaces it.

Rows are sorted, so that the result depends neither on the order in which articles were read nor on
interruptions. The replacement is atomic: a reader sees the old store or the new one.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import duckdb
import pyarrow as pa

from explorer.edges import ends_of_ids
from explorer.entities.identities import Guise
from explorer.resources import replace_durably
from explorer.store.bulk_import import COLUMNS, TABLE_QUERIES
from explorer.store.connection import (
    Connection,
    connection_settings,
    quote_path,
    rows,
    schema_version,
    translate_errors,
)
from explorer.store.resolve import insert, resolve_and_link
from explorer.store.schema import (
    BOOKKEEPING,
    DERIVED,
    EXTRACTED,
    VERSION,
    Row,
    Table,
    arrow_schema,
    quote_identifiers,
)
from explorer.store.staging import SHARD, StagingArea, lock_staging

# The parties of events that have no row in ``pairs``.
_UNDRAWN = """
    SELECT events.article, events.id AS event, reciprocal, side, actor
    FROM events ANTI JOIN pairs ON pairs.event = events.id
    JOIN parties ON parties.event = events.id
    WHERE side <> 'speaker' ORDER BY events.article, events.id, side, parties.position
"""
_MEMORY = "1GB"  # larger sorts spill to disk

Judgement = tuple[Guise, bool]  # a variant of a person, and whether it must never be merged


def rewrite(store: Path, *, judgement: Judgement | None = None) -> None:
    """Write a store anew in this version's schema, with what is staged, and with a judgement.

    Raises:
        StoreError: the store cannot be read or written, or is being written to.
    """
    with lock_staging(store) as staging:
        commit(staging, judgement=judgement)
        staging.drop()


def commit(
    staging: StagingArea, ingest: Row | None = None, *, judgement: Judgement | None = None
) -> None:
    """Merge everything staged into the store, in this version's schema.

    Args:
        staging: the staging area, locked; committed shards are deleted from it.
        ingest: the row of the ingest that this is part of, if of any. Once it is ``finished``, the
            staged refusals replace those of its earlier runs.
        judgement: the variant of a person to keep apart from now on, or no longer.

    Raises:
        StoreError: the store is damaged or newer, or the new one cannot be written; then the store
            and the shards are as they were.
    """
    new = staging.folder / "next.duckdb"
    shards, coded = staging.shards(), staging.bulk_shards()
    with translate_errors(staging.store), _temporary(new):
        connection = duckdb.connect(new, config={**connection_settings(), "memory_limit": _MEMORY})
        try:
            old = _attach(connection, staging.store)
            connection.execute("SET threads = 1")  # the other cores read articles
            _merge_extracted(connection, old, shards, coded)
            _derive(connection, old, judgement)
            _merge_bookkeeping(connection, old, staging.refusal_files(), ingest)
            connection.execute("CREATE TABLE meta (version INTEGER)")
            connection.execute("INSERT INTO meta VALUES (?)", [VERSION])
            connection.execute("CHECKPOINT")
        finally:
            connection.close()
        replace_durably(new, staging.store)
    staging.delete([*shards, *coded])


@contextmanager
def _temporary(new: Path) -> Iterator[None]:
    """Delete leftovers of a file that did not become the store, before and after."""
    _delete(new)
    try:
        yield
    finally:
        _delete(new)


def _delete(new: Path) -> None:
    for leftover in new.parent.glob(f"{new.name}*"):
        if leftover.is_dir():  # DuckDB's temporary files
            shutil.rmtree(leftover)
        else:
            leftover.unlink()


def _attach(connection: Connection, store: Path) -> set[str]:
    """Attach the store, if there is one, as ``old``, and return its tables."""
    if not store.exists():
        return set()
    connection.execute(f"ATTACH {quote_path(store)} AS old (READ_ONLY)")
    schema_version(connection, store, table="old.meta")
    found = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'old'"
    return {name for (name,) in connection.execute(found).fetchall()}


def _merge_extracted(
    connection: Connection, old: Iterable[str], shards: Sequence[Path], coded: Sequence[Path]
) -> None:
    """Fill the tables of ``EXTRACTED`` from the old store, the shards, and the bulk shards."""
    _view(connection, "fresh", shards, SHARD)
    _view(connection, "coded", coded, COLUMNS)
    for name, table in EXTRACTED.items():
        parts = _from_old(name, old)
        if shards:
            parts.append(f"SELECT unnest({name}, max_depth := 2) FROM fresh")
        if coded and name in TABLE_QUERIES:
            parts.append(TABLE_QUERIES[name])
        _create(connection, name, table, parts)
    _draw_missing(connection)


def _draw_missing(connection: Connection) -> None:
    """Fill ``pairs`` for events that a version without that table has read."""
    found = groupby(rows(connection, _UNDRAWN), key=itemgetter("article", "event", "reciprocal"))
    drawn = (
        {"article": article, "event": event, "actor": actor, "recipient": recipient}
        for (article, event, mutual), parties in found
        for actor, recipient in _ends(parties, mutual=mutual)
    )
    insert(connection, "pairs", drawn)


def _ends(parties: Iterable[Row], *, mutual: bool) -> list[tuple[str, str | None]]:
    sides: dict[str, list[str]] = {"actor": [], "recipient": []}
    for party in parties:
        sides[party["side"]].append(party["actor"])
    return ends_of_ids(sides["actor"], sides["recipient"], mutual=mutual)


def _derive(connection: Connection, old: Iterable[str], judgement: Judgement | None) -> None:
    """Fill the tables of ``DERIVED``, after the judgement has been applied."""
    for name, table in DERIVED.items():
        _create(connection, name, table, ())
    _create(connection, "apart", BOOKKEEPING["apart"], _from_old("apart", old))
    if judgement is not None:
        guise, apart = judgement
        same = " AND ".join(f"{name} IS NOT DISTINCT FROM ?" for name in Guise._fields)
        connection.execute(f"DELETE FROM apart WHERE {same}", guise)
        if apart:
            connection.execute("INSERT INTO apart VALUES (?, ?, ?)", guise)
    resolve_and_link(connection)


def _merge_bookkeeping(
    connection: Connection, old: Iterable[str], refused: Sequence[Path], ingest: Row | None
) -> None:
    """Carry over the ingests and the refused inputs, and add those of this ingest."""
    columns = {name: arrow_schema(BOOKKEEPING[name]) for name in ("ingests", "refusals")}
    this = pa.Table.from_pylist([ingest] if ingest else [], schema=columns["ingests"])
    connection.register("this", this)
    _view(connection, "refused", refused, columns["refusals"])
    refusals = _from_old("refusals", old, "ingest NOT IN (SELECT id FROM this WHERE finished)")
    refusals += ["SELECT * FROM refused"] if refused else []
    distinct = " UNION BY NAME ".join(refusals)  # the same refusal once
    _create(connection, "refusals", BOOKKEEPING["refusals"], [distinct] if distinct else [])
    ingests = _from_old("ingests", old, "id NOT IN (SELECT id FROM this)")
    _create(connection, "ingests", BOOKKEEPING["ingests"], [*ingests, "SELECT * FROM this"])


def _view(connection: Connection, name: str, files: Sequence[Path], columns: pa.Schema) -> None:
    """Create a view on Parquet files, if there are any; columns that they lack are NULL."""
    if files:
        connection.register(f"no_{name}", columns.empty_table())
        listed = ", ".join(map(quote_path, files))
        found = f"FROM read_parquet([{listed}], union_by_name := true)"
        connection.execute(f"CREATE TEMP VIEW {name} AS {found} UNION ALL BY NAME FROM no_{name}")


def _from_old(name: str, old: Iterable[str], where: str = "true") -> list[str]:
    return [f"SELECT * FROM old.{name} WHERE {where}"] if name in old else []


def _create(connection: Connection, name: str, table: Table, parts: Sequence[str]) -> None:
    """Create a table and fill it, sorted, with the rows of queries; missing columns are NULL."""
    empty = arrow_schema(table).empty_table()  # noqa: F841 - DuckDB finds it by its name
    connection.execute(f"CREATE TABLE {name} AS FROM empty")
    if parts:
        found, order = " UNION ALL BY NAME ".join(parts), quote_identifiers(table.order)
        connection.execute(f"INSERT INTO {name} BY NAME FROM ({found}) ORDER BY {order}")

"""Read-only connections to a DuckDB file, and the translation of its errors.

A store is never changed in place: a commit replaces the file atomically. A reader may thus keep a
connection open for any time, always sees a consistent store, and never locks out another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from explorer.errors import StoreError
from explorer.store.schema import VERSION, Row

Connection = duckdb.DuckDBPyConnection

_FETCHED = 10_000  # rows at a time

_FAILURES = (duckdb.IOException, duckdb.SerializationException, duckdb.InternalException,
             duckdb.FatalException)  # fmt: skip
_DAMAGED = (
    "it is damaged, or no store at all; put back a copy of it, or move it away and ingest anew"
)
_LOCKED = "another program has it open for writing; close that program and try again"
_FULL = "it cannot be written; is the disk full? Make room, and run the same command again"
_CAUSES = (
    ("could not set lock", _LOCKED),
    ("conflicting lock", _LOCKED),
    ("no space left", _FULL),
    ("file too large", _FULL),
    ("could not write", _FULL),
    ("out of memory", "there is not enough memory for it; close other programs"),
    ("permission denied", "it may not be opened; check its permissions"),
)
_NEWER = (
    "it was written by a newer version of the explorer (its schema is {found}, this version knows "
    "{known}); install the newer version"
)


def open_read_only(path: Path) -> Connection:
    """Open a store of this schema version or an older one for reading.

    Raises:
        StoreError: there is none, it is damaged or locked, or of a newer schema.
    """
    if not path.is_file():
        kind = "this is a folder" if path.is_dir() else "there is no such store"
        raise StoreError(path, f"{kind}; make one with: explorer ingest PATH --store FILE")
    with translate_errors(path):
        connection = duckdb.connect(path, read_only=True, config=connection_settings())
    try:
        schema_version(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connection_settings() -> dict[str, Any]:
    """Return the settings of every connection: DuckDB must not download extensions."""
    return {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


def schema_version(connection: Connection, path: Path, *, table: str = "meta") -> int:
    """Return a store's schema version.

    Raises:
        StoreError: it is no store, or its schema is newer than this program.
    """
    try:
        [(found,)] = connection.execute(f"SELECT version FROM {table}").fetchall()
    except (duckdb.Error, ValueError) as error:
        raise StoreError(path, _DAMAGED) from error
    if found > VERSION:
        raise StoreError(path, _NEWER.format(found=found, known=VERSION))
    return int(found)


def quote_path(path: Path) -> str:
    """Return a path as an SQL string literal."""
    escaped = str(path).replace("'", "''")
    return f"'{escaped}'"


def rows(
    connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> Iterator[Row]:
    """Yield the rows of a query, each a dict by column, fetched in batches.

    Results may be read interleaved: each has its own cursor.

    Raises:
        StoreError: the store is damaged.
    """
    with translate_read_errors(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(_FETCHED):
            yield from (dict(zip(names, row, strict=True)) for row in batch)


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Translate DuckDB and OS errors into StoreError."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreError(path, _meaning(str(error))) from error
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise StoreError(path, _cause(said) or f"it cannot be written ({said})") from error


@contextmanager
def translate_read_errors(connection: Connection) -> Iterator[None]:
    """Translate read errors of an open connection, as of a damaged file, into StoreError."""
    try:
        yield
    except _FAILURES as error:
        found = "SELECT path FROM duckdb_databases() WHERE path IS NOT NULL"
        path = next((path for (path,) in connection.execute(found).fetchall()), "the store")
        raise StoreError(path, _meaning(str(error))) from error


def _meaning(message: str) -> str:
    return _cause(message.lower()) or f"{_DAMAGED} ({message.splitlines()[0][:200]})"


def _cause(message: str) -> str | None:
    """Return the known cause of an OS or DuckDB error message in lower case, or None."""
    return next((reason for cause, reason in _CAUSES if cause in message), None)

"""Opening DuckDB files, and what its errors mean to people. Nothing here writes into a store.

A store is never changed in place: a new file takes its place at once (``commit``). So a reader
may hold it open as long as it likes, and always sees a whole store; none locks out another.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from explorer.errors import StoreError
from explorer.store.schema import VERSION

Connection = duckdb.DuckDBPyConnection

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
    """Open a store of this version or an older one for reading.

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
    """Return the settings of every connection: nothing is ever downloaded."""
    return {"autoinstall_known_extensions": False, "autoload_known_extensions": False}


def schema_version(connection: Connection, path: Path, *, table: str = "meta") -> int:
    """Return the version of a store's schema.

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
    """Return a path for SQL."""
    escaped = str(path).replace("'", "''")
    return f"'{escaped}'"


@contextmanager
def translate_errors(path: Path) -> Iterator[None]:
    """Turn what DuckDB and the system say of a store into a StoreError."""
    try:
        yield
    except duckdb.Error as error:
        raise StoreError(path, _meaning(str(error))) from error
    except OSError as error:
        said = (error.strerror or str(error)).lower()
        raise StoreError(path, _cause(said) or f"it cannot be written ({said})") from error


@contextmanager
def translate_read_errors(connection: Connection) -> Iterator[None]:
    """Turn what DuckDB says of a damaged store, which was opened all right, into a StoreError."""
    try:
        yield
    except _FAILURES as error:
        found = "SELECT path FROM duckdb_databases() WHERE path IS NOT NULL"
        path = next((path for (path,) in connection.execute(found).fetchall()), "the store")
        raise StoreError(path, _meaning(str(error))) from error


def _meaning(message: str) -> str:
    return _cause(message.lower()) or f"{_DAMAGED} ({message.splitlines()[0][:200]})"


def _cause(message: str) -> str | None:
    """Return what is behind a message of the system or of DuckDB (in lower case), if known."""
    return next((reason for cause, reason in _CAUSES if cause in message), None)

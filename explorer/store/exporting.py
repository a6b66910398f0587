"""A store as Parquet files, one a table, for pandas, R or another database."""

from __future__ import annotations

from pathlib import Path

from explorer.store.connection import Connection, quote_path, translate_errors
from explorer.store.schema import TABLES, quote_identifiers


def export_parquet(connection: Connection, folder: Path) -> list[Path]:
    """Write each table of a store into a file of its own, and return the files.

    The same store gives the same bytes. A file takes the place of an older one when it is whole.

    Raises:
        StoreError: nothing can be written there.
    """
    with translate_errors(folder):
        folder.mkdir(exist_ok=True)
        return [_write(connection, name, folder / f"{name}.parquet") for name in TABLES]


def _write(connection: Connection, name: str, file: Path) -> Path:
    unfinished = file.with_suffix(".part")
    rows = f"FROM {name} ORDER BY {quote_identifiers(TABLES[name].order)}"
    # One thread: several would write the rows in groups of their own.
    with connection.cursor() as cursor:
        cursor.execute("SET threads = 1")
        target = quote_path(unfinished)
        cursor.execute(f"COPY ({rows}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    unfinished.replace(file)
    return file

"""Rows out of a store, as dicts, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from explorer.store.codec import Row
from explorer.store.connection import Connection, translate_read_errors

_BATCH = 10_000


def rows(
    connection: Connection, sql: str, values: Sequence[Any] | Mapping[str, Any] = ()
) -> Iterator[Row]:
    """Yield the rows that a query gives, each a dict by column; memory holds a batch of them.

    Several may be read in turns: each has a cursor of its own.

    Raises:
        StoreError: the store is damaged.
    """
    with translate_read_errors(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)
        names = [column[0] for column in cursor.description or ()]
        while batch := cursor.fetchmany(_BATCH):
            yield from (dict(zip(names, row, strict=True)) for row in batch)

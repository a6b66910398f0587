"""Opening a store to read it."""

from __future__ import annotations

from pathlib import Path

from explorer.store.database import Connection, open_read_only, version_of
from explorer.store.publishing import publish
from explorer.store.tables import VERSION
from explorer.store.work import working


def connect(path: Path) -> Connection:
    """Open a store for reading; one that an older version wrote is brought up to date first.

    Raises:
        StoreError: there is none, it is damaged or locked, or of a newer schema.
    """
    connection = open_read_only(path)
    if version_of(connection, path) == VERSION:
        return connection
    connection.close()
    with working(path) as work:
        publish(work)
        work.clear()
    return open_read_only(path)

"""Opening a store to read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from explorer.corrections import Correction
from explorer.errors import StoreError, UnknownKindError
from explorer.model import Kind
from explorer.store.correcting import connect_corrected
from explorer.store.database import Connection, open_read_only, version_of
from explorer.store.publishing import publish
from explorer.store.reading import rows
from explorer.store.tables import VERSION
from explorer.store.work import working


def connect(path: Path, corrections: Sequence[Correction] = ()) -> Connection:
    """Open a store for reading; one that an older version wrote is brought up to date first.

    Args:
        path: the store; its file is not changed by corrections.
        corrections: what readers put right, in the order in which they did.

    Raises:
        StoreError: there is none, it is damaged or locked, of a newer schema, or has actors of a
            kind that this version does not know.
    """
    connection = _of_this_version(path)
    _check_kinds(connection, path)
    if not corrections:
        return connection
    connection.close()
    return connect_corrected(path, corrections)


def _check_kinds(connection: Connection, path: Path) -> None:
    try:
        for row in rows(connection, "SELECT DISTINCT kind FROM actors"):
            Kind(row["kind"])
    except UnknownKindError as error:
        connection.close()
        raise StoreError(path, f"{error}; if a newer version wrote it, install that") from error


def _of_this_version(path: Path) -> Connection:
    connection = open_read_only(path)
    if version_of(connection, path) == VERSION:
        return connection
    connection.close()
    with working(path) as work:
        publish(work)
        work.clear()
    return open_read_only(path)

"""Opening a store to read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from explorer.corrections import Correction
from explorer.store.commit import commit
from explorer.store.connection import Connection, open_read_only, schema_version
from explorer.store.corrected_views import connect_corrected
from explorer.store.schema import VERSION
from explorer.store.staging import lock_staging


def connect(path: Path, corrections: Sequence[Correction] = ()) -> Connection:
    """Open a store for reading; one that an older version wrote is brought up to date first.

    Args:
        path: the store; its file is not changed by corrections.
        corrections: what readers put right, in the order in which they did.

    Raises:
        StoreError: there is none, it is damaged or locked, or of a newer schema.
    """
    connection = _of_this_version(path)
    if not corrections:
        return connection
    connection.close()
    return connect_corrected(path, corrections)


def _of_this_version(path: Path) -> Connection:
    connection = open_read_only(path)
    if schema_version(connection, path) == VERSION:
        return connection
    connection.close()
    with lock_staging(path) as staging:
        commit(staging)
        staging.drop()
    return open_read_only(path)

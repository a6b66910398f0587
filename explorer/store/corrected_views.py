"""A store as readers corrected it: the same questions are asked of it, and its file stays as it is.

The store is attached under the name ``kept`` to a database in memory, whose views have the names of
the store's tables. What no correction touches comes from the store; edges of those that are merged
are made anew by the very SQL that made them first (``resolve``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

import duckdb
import pyarrow as pa

from explorer.corrections import Correction, Hide, Merge, Rename, in_truth
from explorer.graph import node_attributes
from explorer.store.codec import Row
from explorer.store.connection import Connection, connection_settings, quote_path, translate_errors
from explorer.store.reading import rows
from explorer.store.records import decode_actor
from explorer.store.resolve import EDGES, RANKS
from explorer.store.schema import DERIVED, TABLES, arrow_schema

_MERGED = pa.schema([("id", pa.string()), ("left_id", pa.string())])
_WRONG = pa.schema([("article", pa.string()), ("start", pa.int32()), ("end", pa.int32()),
                    ("event_type", pa.string())])  # fmt: skip
_NAMED = "FROM kept.actors WHERE list_contains($ids, id) ORDER BY id"
_STEPS = (
    """
    CREATE TABLE hidden AS
    SELECT id AS key FROM kept.events SEMI JOIN wrong USING (article, "start", "end", event_type)
    """,
    """
    CREATE TABLE touched AS
    SELECT DISTINCT key FROM kept.edges WHERE key IN (SELECT key FROM hidden)
        OR actor IN (SELECT id FROM merged) OR recipient IN (SELECT id FROM merged)
        OR attribution_id IN (SELECT id FROM merged)
    """,
)
_VIEWS = {
    "actors": """
        FROM kept.actors WHERE id NOT IN (SELECT id FROM merged)
            AND id NOT IN (SELECT id FROM corrected)
        UNION ALL BY NAME FROM corrected
    """,
    "identities": """
        SELECT known.* REPLACE (coalesce(left_id, known.identity) AS identity)
        FROM kept.identities AS known LEFT JOIN merged ON merged.id = known.identity
    """,
    "events": "FROM kept.events WHERE id NOT IN (SELECT key FROM hidden)",
    "edges": """
        FROM kept.edges WHERE key NOT IN (SELECT key FROM touched)
        UNION ALL BY NAME FROM redrawn
    """,
    "ranks": f"""
        FROM kept.ranks WHERE id NOT IN (SELECT id FROM near)
        UNION ALL BY NAME SELECT * FROM ({RANKS}) WHERE id IN (SELECT id FROM near)
    """,
}
_REDRAWN = {  # what edges are made anew from
    "parties": "FROM kept.parties SEMI JOIN main.touched ON event = key",
    "events": "FROM main.events SEMI JOIN main.touched ON id = key",
    "affiliations": "FROM kept.affiliations SEMI JOIN main.touched ON id = key",
}
# Whose ranks may have changed; a NULL among them would hide all others from NOT IN.
_NEAR = """
    CREATE TABLE near AS
    SELECT DISTINCT id FROM (
        SELECT unnest([actor, recipient]) AS id
        FROM (FROM kept.edges SEMI JOIN touched USING (key) UNION ALL BY NAME FROM redrawn)
    ) WHERE id IS NOT NULL
"""


def connect_corrected(store: Path, corrections: Sequence[Correction]) -> Connection:
    """Open a store of this version for reading, as corrected.

    Raises:
        StoreError: it cannot be read.
    """
    connection = duckdb.connect(config=connection_settings())
    try:
        with translate_errors(store):
            connection.execute(f"ATTACH {quote_path(store)} AS kept (READ_ONLY)")
            _correct(connection, corrections)
    except BaseException:
        connection.close()
        raise
    return connection


def _correct(connection: Connection, corrections: Sequence[Correction]) -> None:
    merged, corrected = _who(connection, corrections)
    wrong = [one for one in corrections if isinstance(one, Hide)]
    places = [dict(zip(_WRONG.names, astuple(one), strict=False)) for one in wrong]
    _table(connection, "merged", _MERGED, merged)
    _table(connection, "corrected", arrow_schema(DERIVED["actors"]), corrected)
    _table(connection, "wrong", _WRONG, places)
    for step in _STEPS:
        connection.execute(step)
    for name in TABLES:
        if name not in ("edges", "ranks"):
            _view(connection, name, _VIEWS.get(name, f"FROM kept.{name}"))
    _redraw(connection)
    _view(connection, "edges", _VIEWS["edges"])
    connection.execute(_NEAR)
    _view(connection, "ranks", _VIEWS["ranks"])


def _redraw(connection: Connection) -> None:
    """Make the edges of all that is touched anew, from nothing else."""
    connection.execute("CREATE SCHEMA part")
    for name, sql in _REDRAWN.items():
        _view(connection, f"part.{name}", sql)
    connection.execute("SET search_path = 'part,main'")
    connection.execute(f"CREATE TABLE main.redrawn AS {EDGES}")
    connection.execute("RESET search_path")


def _who(connection: Connection, corrections: Sequence[Correction]) -> tuple[list[Row], list[Row]]:
    """Return who is merged into whom, and the actors that are left of those or are renamed."""
    ids = {one.actor for one in corrections if isinstance(one, Merge | Rename)}
    ids |= {one.into for one in corrections if isinstance(one, Merge)}
    found = {row["id"]: row for row in rows(connection, _NAMED, {"ids": sorted(ids)})}
    known = {id: decode_actor({**row, "actor": id}) for id, row in found.items()}
    who = in_truth(known, corrections)
    merged = [{"id": id, "left_id": one.id} for id, one in who.items() if id != one.id]
    left = {one.id: one for one in who.values()}
    counts = _mentions(found, {id: one.id for id, one in who.items()})
    corrected = [{"id": id, **node_attributes(left[id]), "mentions": counts[id]} for id in left]
    return merged, corrected


def _mentions(found: Mapping[str, Row], left: Mapping[str, str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for id, target in left.items():
        counts[target] = counts.get(target, 0) + found[id]["mentions"]
    return counts


def _table(connection: Connection, name: str, columns: pa.Schema, found: Sequence[Row]) -> None:
    given = pa.Table.from_pylist(found, schema=columns)  # noqa: F841 - DuckDB finds it by its name
    connection.execute(f"CREATE TABLE {name} AS FROM given")


def _view(connection: Connection, name: str, sql: str) -> None:
    connection.execute(f"CREATE VIEW {name} AS {sql}")

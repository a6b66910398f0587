"""A store with readers' corrections applied as views; its file is not changed.

The store is attached as ``kept`` to a database in memory, whose views have the names of the store's
tables. Rows that no correction affects come from the store; edges of corrected actors are computed
again by the SQL of ``resolve``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path

import duckdb
import pyarrow as pa

from explorer.corrections import Correction, Hide, Locate, Merge, Rename, in_truth
from explorer.graph import node_attributes
from explorer.store.codec import decode_actor
from explorer.store.connection import (
    Connection,
    connection_settings,
    quote_path,
    rows,
    translate_errors,
)
from explorer.store.resolve import EDGES, RANKS
from explorer.store.schema import DERIVED, TABLES, Row, arrow_schema

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
        OR actor IN (SELECT id FROM corrected) OR recipient IN (SELECT id FROM corrected)
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
_REDRAWN = {  # the input of the edges to compute again
    "pairs": "FROM kept.pairs SEMI JOIN main.touched ON event = key",
    "parties": "FROM kept.parties SEMI JOIN main.touched ON event = key",
    "events": "FROM main.events SEMI JOIN main.touched ON id = key",
    "affiliations": "FROM kept.affiliations SEMI JOIN main.touched ON id = key",
}
# The actors whose ranks may have changed; NOT IN finds nothing if there is a NULL.
_NEAR = """
    CREATE TABLE near AS
    SELECT DISTINCT id FROM (
        SELECT unnest([actor, recipient]) AS id
        FROM (FROM kept.edges SEMI JOIN touched USING (key) UNION ALL BY NAME FROM redrawn)
    ) WHERE id IS NOT NULL
"""


def connect_corrected(store: Path, corrections: Sequence[Correction]) -> Connection:
    """Open a store of this schema version for reading, with corrections applied.

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
    merged, corrected = _resolve_corrections(connection, corrections)
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
    """Compute the edges of the touched events and affiliations again, from these alone."""
    connection.execute("CREATE SCHEMA part")
    for name, sql in _REDRAWN.items():
        _view(connection, f"part.{name}", sql)
    connection.execute("SET search_path = 'part,main'")
    connection.execute(f"CREATE TABLE main.redrawn AS {EDGES}")
    connection.execute("RESET search_path")


def _resolve_corrections(
    connection: Connection, corrections: Sequence[Correction]
) -> tuple[list[Row], list[Row]]:
    """Return the merged ids with their targets, and the rows of the actors corrected."""
    ids = {one.actor for one in corrections if isinstance(one, Merge | Rename | Locate)}
    ids |= {one.into for one in corrections if isinstance(one, Merge)}
    found = {row["id"]: row for row in rows(connection, _NAMED, {"ids": sorted(ids)})}
    known = {id: decode_actor({**row, "actor": id}) for id, row in found.items()}
    targets = in_truth(known, corrections)
    merged = [{"id": id, "left_id": one.id} for id, one in targets.items() if id != one.id]
    mentions: Counter[str] = Counter()
    for id, one in targets.items():
        mentions[one.id] += found[id]["mentions"]
    left = {one.id: one for one in targets.values()}
    corrected = [{"id": id, **node_attributes(left[id]), "mentions": mentions[id]} for id in left]
    return merged, corrected


def _table(connection: Connection, name: str, columns: pa.Schema, found: Sequence[Row]) -> None:
    given = pa.Table.from_pylist(found, schema=columns)  # noqa: F841 - DuckDB finds it by its name
    connection.execute(f"CREATE TABLE {name} AS FROM given")


def _view(connection: Connection, name: str, sql: str) -> None:
    connection.execute(f"CREATE VIEW {name} AS {sql}")

"""Reading a store as a whole: opening it, loading extractions, exporting its tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from explorer.corrections import Correction
from explorer.errors import StoreError, UnknownKindError
from explorer.model import Extraction, Kind
from explorer.resources import replacing
from explorer.store.codec import decode_extraction
from explorer.store.commit import rewrite
from explorer.store.connection import (
    Connection,
    open_read_only,
    quote_path,
    rows,
    schema_version,
    translate_errors,
)
from explorer.store.corrected_views import connect_corrected
from explorer.store.schema import EXTRACTED, TABLES, VERSION, Row, Rows, quote_identifiers

_IDENTITIES = """
    SELECT identities.actor, identity, actors.* EXCLUDE (id)
    FROM identities JOIN actors ON actors.id = identity WHERE article = ?
"""
# The columns that hold an actor's id.
_ACTOR_IDS = (
    ("mentions", "actor"),
    ("parties", "actor"),
    ("affiliations", "actor"),
    ("affiliations", "target"),
)


def connect(path: Path, corrections: Sequence[Correction] = ()) -> Connection:
    """Open a store for reading; one of an older schema version is upgraded first.

    Args:
        path: the store; its file is not changed by corrections.
        corrections: the readers' corrections, in the order in which they were made.

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
    if schema_version(connection, path) == VERSION:
        return connection
    connection.close()
    rewrite(path)
    return open_read_only(path)


def load_extractions(connection: Connection) -> Iterator[Extraction]:
    """Yield all extractions by article id, with each article's own actor ids.

    The tables are read side by side, as a merge join: memory holds one article.
    """
    tables = {name: _by_article(connection, name) for name in EXTRACTED if name != "articles"}
    heads: dict[str, tuple[str, list[Row]] | None] = {
        name: next(groups, None) for name, groups in tables.items()
    }
    for article in rows(connection, "FROM articles ORDER BY id"):
        found: Rows = {"articles": [article]}
        for name, head in heads.items():
            matches = head is not None and head[0] == article["id"]
            found[name] = head[1] if head and matches else []
            heads[name] = next(tables[name], None) if matches else head
        yield decode_extraction(found)


def _by_article(connection: Connection, name: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the sorted rows of a table, grouped by article id."""
    found = rows(connection, f"FROM {name} ORDER BY {quote_identifiers(EXTRACTED[name].order)}")
    for article, group in groupby(found, key=itemgetter("article")):
        yield article, list(group)


def load_extraction(connection: Connection, article: str) -> Extraction | None:
    """Return the extraction of one article with canonical actor ids; None if it is unknown."""
    found: Rows = {name: _of_article(connection, name, article) for name in EXTRACTED}
    if not found["articles"]:
        return None
    identities = {row["actor"]: row for row in rows(connection, _IDENTITIES, [article])}
    for name, column in _ACTOR_IDS:
        for row in found[name]:
            row[column] = identities[row[column]]["identity"]
    actors = {row["identity"]: {**row, "actor": row["identity"]} for row in identities.values()}
    found["article_actors"] = [actors[id] for id in sorted(actors)]
    return decode_extraction(found)


def _of_article(connection: Connection, name: str, article: str) -> list[Row]:
    key = "id" if name == "articles" else "article"
    order = quote_identifiers(EXTRACTED[name].order)
    return list(rows(connection, f"FROM {name} WHERE {key} = ? ORDER BY {order}", [article]))


def load_refusals(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the distinct refused inputs: source and reason."""
    found = rows(connection, "SELECT DISTINCT source, reason FROM refusals ORDER BY ALL")
    yield from ((row["source"], row["reason"]) for row in found)


def export_parquet(connection: Connection, folder: Path) -> list[Path]:
    """Write each table of a store into a Parquet file of its own, and return the files.

    The same store gives the same bytes. Each file is written beside its target and renamed.

    Raises:
        StoreError: nothing can be written there.
    """
    with translate_errors(folder):
        folder.mkdir(exist_ok=True)
        return [_write(connection, name, folder / f"{name}.parquet") for name in TABLES]


def _write(connection: Connection, name: str, file: Path) -> Path:
    source = f"FROM {name} ORDER BY {quote_identifiers(TABLES[name].order)}"
    # One thread: several would write the rows in groups of their own.
    with replacing(file) as beside, connection.cursor() as cursor:
        cursor.execute("SET threads = 1")
        target = quote_path(beside)
        cursor.execute(f"COPY ({source}) TO {target} (FORMAT parquet, COMPRESSION zstd)")
    return file

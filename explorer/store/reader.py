"""Out of a store: extractions as they were saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from explorer.model import Extraction
from explorer.store.codec import Row, Rows
from explorer.store.connection import Connection
from explorer.store.reading import rows
from explorer.store.records import decode_extraction
from explorer.store.schema import EXTRACTED, quote_identifiers

_WHO = """
    SELECT identities.actor, identity, actors.* EXCLUDE (id)
    FROM identities JOIN actors ON actors.id = identity WHERE article = ?
"""
_NAMING = (
    ("mentions", "actor"),
    ("parties", "actor"),
    ("affiliations", "actor"),
    ("affiliations", "target"),
)


def load_extractions(connection: Connection) -> Iterator[Extraction]:
    """Yield all that was read, an article at a time by id, with each article's own actor ids."""
    tables = {name: _by_article(connection, name) for name in EXTRACTED if name != "articles"}
    heads: dict[str, tuple[str, list[Row]] | None] = {
        name: next(groups, None) for name, groups in tables.items()
    }
    for article in rows(connection, "FROM articles ORDER BY id"):
        found: Rows = {"articles": [article]}
        for name, head in heads.items():
            mine = head is not None and head[0] == article["id"]
            found[name] = head[1] if head and mine else []
            heads[name] = next(tables[name], None) if mine else head
        yield decode_extraction(found)


def load_extraction(connection: Connection, article: str) -> Extraction | None:
    """Return what was read off one article, with the ids that actors have over all articles.

    None if the store has no such article.
    """
    found: Rows = {name: _of_article(connection, name, article) for name in EXTRACTED}
    if not found["articles"]:
        return None
    who = {row["actor"]: row for row in rows(connection, _WHO, [article])}
    for name, column in _NAMING:
        for row in found[name]:
            row[column] = who[row[column]]["identity"]
    known = {row["identity"]: {**row, "actor": row["identity"]} for row in who.values()}
    found["article_actors"] = [known[id] for id in sorted(known)]
    return decode_extraction(found)


def _of_article(connection: Connection, name: str, article: str) -> list[Row]:
    place = "id" if name == "articles" else "article"
    order = quote_identifiers(EXTRACTED[name].order)
    return list(rows(connection, f"FROM {name} WHERE {place} = ? ORDER BY {order}", [article]))


def _by_article(connection: Connection, name: str) -> Iterator[tuple[str, list[Row]]]:
    """Yield the rows of a table, in order, with the article they belong to."""
    found = rows(connection, f"FROM {name} ORDER BY {quote_identifiers(EXTRACTED[name].order)}")
    for article, group in groupby(found, key=_article):
        yield article, list(group)


def _article(row: Mapping[str, str]) -> str:
    return row["article"]


def load_refusals(connection: Connection) -> Iterator[tuple[str, str]]:
    """Yield the inputs that were refused, each once: its source, and the reason."""
    found = rows(connection, "SELECT DISTINCT source, reason FROM refusals ORDER BY ALL")
    yield from ((row["source"], row["reason"]) for row in found)

"""Schema of a store: its tables and their columns, each defined once.

Stores of older versions must stay readable: columns may be added (in an older store they are NULL
until its next commit), but none may change its meaning. Increment ``VERSION`` with each change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import UnionType
from typing import Any, get_args

import pyarrow as pa

from explorer.edges import ATTRIBUTES

VERSION = 2

Row = dict[str, Any]  # by column
Rows = dict[str, list[Row]]  # of one article: the rows of each table of ``EXTRACTED``

_TEXT, _NUMBER, _REAL, _DAY = pa.string(), pa.int32(), pa.float64(), pa.date32()
_TEXTS, _COUNT, _FLAG = pa.list_(pa.string()), pa.int64(), pa.bool_()
_SPAN = {"start": _NUMBER, "end": _NUMBER}  # characters in the article's text
_MARKS = pa.list_(pa.struct([*_SPAN.items(), ("role", _TEXT)]))  # in the sentence
_SENTENCE = {"sentence": _TEXT, "sentence_start": _NUMBER, "sentence_end": _NUMBER}
_ARROW = {float: _REAL, int: _NUMBER, bool: _FLAG, list[str]: _TEXTS}  # all else is text
_NAMED = {
    "name": _TEXT,
    "kind": _TEXT,
    "country": _TEXT,
    "role": _TEXT,
    "aliases": _TEXTS,
    "country_source": _TEXT,
    "wikidata": _TEXT,
}
_PLACE = {"article": _TEXT, "position": _NUMBER}  # index in the article's list


def _column(attribute: str) -> pa.DataType:
    """Return the type of the column that holds an attribute of an edge."""
    hint = ATTRIBUTES[attribute]
    kinds = get_args(hint) if isinstance(hint, UnionType) else (hint,)
    return next((_ARROW[kind] for kind in kinds if kind in _ARROW), _TEXT)


# What an edge tells of its event, but for what is the same of all events, or in another table.
EVENT_ATTRIBUTES = {
    name: _column(name)
    for name in ATTRIBUTES
    if name not in ("relation", "role", "article", "attribution_id")
} | {"date": _DAY, "marks": _MARKS}


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types, and its sort order."""

    columns: Mapping[str, pa.DataType]
    order: tuple[str, ...]


# Extracted from each article on its own; actor ids are the article's. ``hash`` covers all fields of
# an article but its id, ``found_at`` names its input ("news.jsonl, line 3"); near-duplicates share
# some of their LSH ``bands`` (see ``duplicates``).
EXTRACTED: dict[str, Table] = {
    "articles": Table(
        {
            "id": _TEXT,
            "hash": _TEXT,
            "text": _TEXT,
            "title": _TEXT,
            "published": _DAY,
            "outlet": _TEXT,
            "url": _TEXT,
            "language": _TEXT,
            "found_at": _TEXT,
            "notices": _TEXTS,
            "bands": pa.list_(_COUNT),
        },
        ("id",),
    ),
    "article_actors": Table({**_PLACE, "actor": _TEXT, **_NAMED}, ("article", "position")),
    "mentions": Table(
        {**_PLACE, "actor": _TEXT, "text": _TEXT, "label": _TEXT, **_SPAN}, ("article", "position")
    ),
    # ``day`` is as in ``edges.day_of``.
    "events": Table(
        {
            **_PLACE,
            "id": _TEXT,
            **EVENT_ATTRIBUTES,
            "reciprocal": _FLAG,
            "day": _DAY,
            **_SPAN,
            "sentence_end": _NUMBER,
            "attribution_start": _NUMBER,
            "attribution_end": _NUMBER,
        },
        ("article", "position"),
    ),
    # The arguments of an event: ``side`` is "actor", "recipient" or "speaker" (attribution).
    "parties": Table(
        {
            "article": _TEXT,
            "event": _TEXT,
            "side": _TEXT,
            "position": _NUMBER,
            "actor": _TEXT,
            "text": _TEXT,
            "label": _TEXT,
            **_SPAN,
        },
        ("article", "event", "side", "position"),
    ),
    # The edges that an event is drawn as, as ``edges.drawn_ends`` gives them.
    "pairs": Table(
        {"article": _TEXT, "event": _TEXT, "actor": _TEXT, "recipient": _TEXT},
        ("article", "event", "actor", "recipient"),
    ),
    "affiliations": Table(
        {**_PLACE, "id": _TEXT, "actor": _TEXT, "target": _TEXT, "role": _TEXT, **_SENTENCE},
        ("article", "position"),
    ),
}

# What an edge tells that can be filtered by or counted.
_FILTERED = ("relation", "directed", "event_type", "quad", "status", "confidence", "attribution_id")
# Derived from all articles together at each commit.
DERIVED: dict[str, Table] = {
    # An article's actor, its canonical id, and the reason, in words.
    "identities": Table(
        {"article": _TEXT, "actor": _TEXT, "identity": _TEXT, "reason": _TEXT},
        ("article", "actor"),
    ),
    # Near-duplicate articles, each with the first article of its cluster.
    "reports": Table({"article": _TEXT, "report": _TEXT}, ("article",)),
    "actors": Table({"id": _TEXT, **_NAMED, "mentions": _COUNT}, ("id",)),
    # The edges of the graph between canonical ids; no recipient: an event of one actor alone.
    # ``report`` is the first article of the near-duplicate cluster, or the article itself;
    # ``speaker`` is as in ``views.speaker_of``.
    "edges": Table(
        {
            "actor": _TEXT,
            "recipient": _TEXT,
            "key": _TEXT,
            "article": _TEXT,
            "report": _TEXT,
            **{name: _column(name) for name in _FILTERED},
            "actor_kind": _TEXT,
            "actor_country": _TEXT,
            "recipient_kind": _TEXT,
            "recipient_country": _TEXT,
            "day": _DAY,
            "outlet": _TEXT,
            "speaker": _TEXT,
        },
        ("day", "key", "actor", "recipient"),
    ),
    # The degree of each actor that has an edge: neighbours by events, and events.
    "ranks": Table({"id": _TEXT, "others": _COUNT, "events": _COUNT}, ("id",)),
}

# Bookkeeping: what was done to the store.
BOOKKEEPING: dict[str, Table] = {
    "ingests": Table(
        {
            "id": _TEXT,
            "paths": _TEXTS,
            "model": _TEXT,
            "finished": _FLAG,
            "started_at": pa.timestamp("s", tz="UTC"),
            "ended_at": pa.timestamp("s", tz="UTC"),
        },
        ("id",),
    ),
    # Variants of people that a user has decided never to merge with others.
    "apart": Table({"name": _TEXT, "country": _TEXT, "role": _TEXT}, ("name", "country", "role")),
    "refusals": Table({"ingest": _TEXT, "source": _TEXT, "reason": _TEXT}, ("source", "reason")),
}

TABLES: dict[str, Table] = {**EXTRACTED, **DERIVED, **BOOKKEEPING}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the columns of a table as an Arrow schema."""
    return pa.schema(list(table.columns.items()))


def quote_identifiers(names: tuple[str, ...] | Mapping[str, object]) -> str:
    """Return a quoted, comma-separated column list: some names are SQL keywords."""
    return ", ".join(f'"{name}"' for name in names)

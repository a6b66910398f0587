"""The tables of a store, each column written once; whoever reads or writes one looks here.

A change of these must stay readable: new columns may be added (in an older store they are NULL
until it is published anew), none may change its meaning. Then count ``VERSION`` up.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyarrow as pa

VERSION = 1

_TEXT, _NUMBER, _REAL, _DAY = pa.string(), pa.int32(), pa.float64(), pa.date32()
_TEXTS, _COUNT, _FLAG = pa.list_(pa.string()), pa.int64(), pa.bool_()
_SPAN = {"start": _NUMBER, "end": _NUMBER}  # characters in the article's text
_MARKS = pa.list_(pa.struct([*_SPAN.items(), ("role", _TEXT)]))  # in the sentence
_SENTENCE = {"sentence": _TEXT, "sentence_start": _NUMBER, "sentence_end": _NUMBER}
_NAMED = {"name": _TEXT, "kind": _TEXT, "country": _TEXT, "role": _TEXT, "aliases": _TEXTS}
_PLACE = {"article": _TEXT, "position": _NUMBER}  # what stands where in the list of its article


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with their types, and those that its rows are sorted by."""

    columns: Mapping[str, pa.DataType]
    order: tuple[str, ...]


# What was read off each article, as the article knows it. ``hash`` is of all that was given of an
# article but its id, ``found_at`` names its input ("news.jsonl, line 3"); near-duplicates share
# some of their ``bands`` (see ``duplicates``).
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
    # As ``graph.event_attributes`` tells it; ``day`` is the event's own date, else its article's.
    "events": Table(
        {
            **_PLACE,
            "id": _TEXT,
            "event_type": _TEXT,
            "mode": _TEXT,
            "underlying_type": _TEXT,
            "quad": _TEXT,
            "auxiliary": _TEXTS,
            "status": _TEXT,
            "score": _REAL,
            "reciprocal": _FLAG,
            "directed": _FLAG,
            "date": _DAY,
            "day": _DAY,
            "trigger": _TEXT,
            **_SPAN,
            **_SENTENCE,
            "marks": _MARKS,
            "attribution": _TEXT,
            "attribution_start": _NUMBER,
            "attribution_end": _NUMBER,
            "confidence": _REAL,
        },
        ("article", "position"),
    ),
    # Who takes part in an event: ``side`` is "actor", "recipient" or "speaker" (who says so).
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
    "affiliations": Table(
        {**_PLACE, "id": _TEXT, "actor": _TEXT, "target": _TEXT, "role": _TEXT, **_SENTENCE},
        ("article", "position"),
    ),
}

# What is found over all articles when a store is published.
DERIVED: dict[str, Table] = {
    # An article's actor, who that is over all articles, and why, in words.
    "identities": Table(
        {"article": _TEXT, "actor": _TEXT, "identity": _TEXT, "reason": _TEXT},
        ("article", "actor"),
    ),
    # The articles that print a report which others print, too, and the article that did so first.
    "reports": Table({"article": _TEXT, "report": _TEXT}, ("article",)),
    "actors": Table({"id": _TEXT, **_NAMED, "mentions": _COUNT}, ("id",)),
    # The edges of the graph, ends by identity; without a recipient: an event of one actor alone.
    # ``report`` is the article itself, or the one whose report it prints; ``speaker`` is who says
    # so, as ``views.speaker_of`` names them.
    "edges": Table(
        {
            "actor": _TEXT,
            "recipient": _TEXT,
            "key": _TEXT,
            "article": _TEXT,
            "report": _TEXT,
            "relation": _TEXT,
            "directed": _FLAG,
            "actor_kind": _TEXT,
            "actor_country": _TEXT,
            "recipient_kind": _TEXT,
            "recipient_country": _TEXT,
            "event_type": _TEXT,
            "quad": _TEXT,
            "status": _TEXT,
            "day": _DAY,
            "confidence": _REAL,
            "outlet": _TEXT,
            "attribution_id": _TEXT,
            "speaker": _TEXT,
        },
        ("day", "key", "actor", "recipient"),
    ),
    # With how many others an actor shares events, and how many events; of all who have an edge.
    "ranks": Table({"id": _TEXT, "others": _COUNT, "events": _COUNT}, ("id",)),
}

# What happened to the store itself.
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
    # How articles know people who are kept apart from all others, by hand.
    "apart": Table({"name": _TEXT, "country": _TEXT, "role": _TEXT}, ("name", "country", "role")),
    "refusals": Table({"ingest": _TEXT, "source": _TEXT, "reason": _TEXT}, ("source", "reason")),
}

TABLES: dict[str, Table] = {**EXTRACTED, **DERIVED, **BOOKKEEPING}


def arrow_schema(table: Table) -> pa.Schema:
    """Return the columns of a table as an Arrow schema."""
    return pa.schema(list(table.columns.items()))


def quote_identifiers(names: tuple[str, ...] | Mapping[str, object]) -> str:
    """Return column names for SQL: some of them are words of its own."""
    return ", ".join(f'"{name}"' for name in names)

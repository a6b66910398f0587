"""Bulk import of event data (GDELT, ...): flat rows in, expanded into the tables by SQL.

Such files have millions of rows, each an article of one line with one event and at most two
arguments. The tables get the same rows as from ``encode_extraction(as_extraction(row))``, which
``tests/test_store_bulk_import.py`` asserts.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pyarrow as pa

from explorer.duplicates import bands
from explorer.edges import edge_status, ends_of_ids
from explorer.event_data import Party
from explorer.event_data import Row as CodedEvent
from explorer.event_data.records import CONFIDENCE, Line
from explorer.model import Article, event_id
from explorer.ontology import quad, score
from explorer.store.codec import content_hash
from explorer.store.schema import EXTRACTED

_ARTICLE, _EVENT = EXTRACTED["articles"].columns, EXTRACTED["events"].columns
_OF_ARTICLE = ("id", "hash", "text", "title", "published", "outlet", "url", "language", "found_at",
               "bands")  # fmt: skip
_OF_EVENT = ("event_type", "mode", "underlying_type", "quad", "auxiliary", "status", "score", "day",
             "trigger", "start")  # fmt: skip
_OF_PARTY = ("id", "name", "kind", "country", "text")  # each of actor and recipient, and its start
COLUMNS = pa.schema(
    [
        *((name, _ARTICLE[name]) for name in _OF_ARTICLE),
        ("event", pa.string()),
        *((name, _EVENT[name]) for name in _OF_EVENT),
        ("swapped", pa.bool_()),
        *((f"{side}_{name}", pa.string()) for side in ("actor", "recipient") for name in _OF_PARTY),
        *((f"{side}_start", pa.int32()) for side in ("actor", "recipient")),
        *((f"drawn_{side}", pa.string()) for side in ("actor", "recipient")),
    ]
)

# The arguments, with their positions among the article's mentions and actors.
_SIDES = """
    SELECT id AS article, event, 'actor' AS side, actor_id AS actor, actor_name AS name,
        actor_kind AS kind, actor_country AS country, actor_text AS text, actor_start AS "start",
        (swapped AND recipient_id IS NOT NULL)::INTEGER AS mention,
        coalesce(recipient_id < actor_id, false)::INTEGER AS place,
        actor_id IS DISTINCT FROM recipient_id AS is_new
    FROM coded WHERE actor_id IS NOT NULL
    UNION ALL
    SELECT id, event, 'recipient', recipient_id, recipient_name,
        recipient_kind, recipient_country, recipient_text, recipient_start,
        (NOT swapped AND actor_id IS NOT NULL)::INTEGER,
        coalesce(actor_id < recipient_id, false)::INTEGER,
        true
    FROM coded WHERE recipient_id IS NOT NULL
"""
_MARK = """{{'start': {start}, 'end': ({start} + length({text}))::INTEGER, 'role': '{role}'}}"""
_MARKS = ", ".join(
    f"if({text} IS NULL, NULL, {_MARK.format(start=start, text=text, role=role)})"
    for start, text, role in (
        ("actor_start", "actor_text", "actor"),
        ("recipient_start", "recipient_text", "recipient"),
        ('"start"', '"trigger"', "trigger"),
    )
)
# The rows for each table of ``EXTRACTED``, from the view ``coded``.
TABLE_QUERIES = {
    "articles": f"SELECT {', '.join(_OF_ARTICLE)}, []::VARCHAR[] AS notices FROM coded",
    "article_actors": f"""
        SELECT article, place AS position, actor, name, kind, country, []::VARCHAR[] AS aliases
        FROM ({_SIDES}) WHERE is_new
    """,
    "mentions": f"""
        SELECT article, mention AS position, actor, text, 'name' AS label,
            "start", "start" + length(text) AS "end"
        FROM ({_SIDES})
    """,
    "events": f"""
        SELECT id AS article, 0 AS position, event AS id, {", ".join(_OF_EVENT)},
            false AS reciprocal, recipient_id IS NOT NULL AS directed, day AS date,
            "start" + length("trigger") AS "end",
            text AS sentence, 0 AS sentence_start, length(text) AS sentence_end,
            list_sort([mark FOR mark IN [{_MARKS}] IF mark IS NOT NULL]) AS marks,
            {CONFIDENCE} AS confidence
        FROM coded
    """,
    "parties": f"""
        SELECT article, event, side, 0 AS position, actor, text, 'name' AS label,
            "start", "start" + length(text) AS "end"
        FROM ({_SIDES})
    """,
    "pairs": """
        SELECT id AS article, event, drawn_actor AS actor, drawn_recipient AS recipient
        FROM coded WHERE drawn_actor IS NOT NULL
    """,
}


def to_arrow(read: Iterable[tuple[CodedEvent, Article, Line]]) -> pa.Table:
    """Return events as a table with ``COLUMNS``.

    Args:
        read: at least one event, each with its article and the offsets in its text.
    """
    columns = zip(*(_row_values(*one) for one in read), strict=True)
    arrays = [pa.array(values, type) for values, type in zip(columns, COLUMNS.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=COLUMNS)


def _row_values(coded: CodedEvent, article: Article, line: Line) -> tuple[Any, ...]:
    """Return the values of a row, in the order of ``COLUMNS``."""
    return (
        *(article.id, content_hash(article), article.text, article.title, article.published),
        *(article.outlet, article.url, article.language, coded.source, bands(article.text)),
        event_id(article.id, line.deed, coded.event_type),
        *(coded.event_type, coded.mode, coded.underlying_type, quad(coded.event_type)),
        *(coded.auxiliary, edge_status(coded.auxiliary), score(coded.event_type, coded.mode)),
        *(coded.day, coded.deed, line.deed, coded.swapped),
        *_argument_values(coded.actor),
        *_argument_values(coded.recipient),
        *(line.actor, line.recipient),
        *_drawn(coded),
    )


def _drawn(coded: CodedEvent) -> tuple[str | None, str | None]:
    """Return the ends of the one edge that an event of at most two is drawn as."""
    actors, recipients = ([one.id] if one else [] for one in (coded.actor, coded.recipient))
    return next(iter(ends_of_ids(actors, recipients, mutual=False)), (None, None))


def _argument_values(party: Party | None) -> tuple[str | None, ...]:
    if party is None:
        return (None,) * len(_OF_PARTY)
    return party.id, party.name, party.kind.value, party.country, party.text

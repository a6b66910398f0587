"""What can be asked of a store, answered in SQL: only what is asked for is loaded.

Graphs have the very shape that ``graph.build_graph`` gives, so that all views and exports work on
them. Their ``graph["articles"]`` are those that some of their events or affiliations stand in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import networkx as nx

from explorer.graph import affiliation_attributes, article_attributes
from explorer.store.codec import Row
from explorer.store.connection import Connection
from explorer.store.filter_sql import FilterQuery
from explorer.store.reading import rows
from explorer.store.records import decode_affiliation, decode_article
from explorer.views import Filter

Attributes = dict[str, Any]
Edge = tuple[str, str, str, Attributes]  # actor, recipient, key

_NO_FILTER = Filter()
MOST_ACTORS = 150  # at once; more nobody can look through
MOST_EVENTS = 3_000  # of theirs, the newest; more take seconds to draw

_RANKED = """
    WITH {edges},
        ends AS (
            SELECT actor AS id, recipient AS other FROM drawn WHERE relation = 'event'
            UNION ALL SELECT recipient, actor FROM drawn WHERE relation = 'event'
        ),
        counted AS (
            SELECT id, count(DISTINCT other) AS others, count(*) AS events FROM ends GROUP BY id
        )
    SELECT id, name, coalesce(others, 0) AS others, coalesce(events, 0) AS events, mentions
    FROM actors LEFT JOIN counted USING (id) WHERE {where}
    ORDER BY others DESC, events DESC, mentions DESC, id LIMIT $limit
"""
_RANKED_ALL = """
    SELECT id, name, coalesce(others, 0) AS others, coalesce(events, 0) AS events, mentions
    FROM actors LEFT JOIN ranks USING (id)
    ORDER BY others DESC, events DESC, mentions DESC, id LIMIT $limit
"""
_CONNECTED = """
    id IN (SELECT actor FROM drawn UNION SELECT recipient FROM drawn)
"""
# How many events some actors have, by day: among each other, and alone.
_BY_DAY = """
    WITH {edges},
        among AS (
            SELECT day, key FROM drawn WHERE relation = 'event'
            AND actor IN (SELECT unnest($ids)) AND recipient IN (SELECT unnest($ids))
            UNION ALL
            SELECT day, key FROM edges
            WHERE recipient IS NULL AND actor IN (SELECT unnest($ids)) AND {alone}
        )
    SELECT day, count(*) AS events FROM among GROUP BY day ORDER BY day DESC NULLS LAST
"""
_NEAR = """
    WITH {edges},
        near AS (
            SELECT if(actor = $id, recipient, actor) AS id, relation FROM drawn
            WHERE actor = $id OR recipient = $id
        )
    SELECT id FROM near GROUP BY id
    ORDER BY count(*) FILTER (relation = 'event') DESC, id LIMIT $limit
"""
_NODES = "FROM actors WHERE list_contains($ids, id) ORDER BY id"
_EVENT_COLUMNS = """
    key, events.* EXCLUDE (id, position, "start", "end", reciprocal, day, sentence_end),
    edges.attribution_id
"""
_EVENTS = f"""
    WITH {{edges}},
        chosen AS (
            FROM drawn WHERE relation = 'event'
            AND list_contains($ids, actor) AND list_contains($ids, recipient)
        )
    SELECT edges.actor, edges.recipient, {_EVENT_COLUMNS}
    FROM chosen AS edges JOIN events ON events.id = edges.key
    ORDER BY actor, recipient, key
"""
_ALONE = f"""
    WITH chosen AS (
        FROM edges WHERE recipient IS NULL AND list_contains($ids, actor) AND {{alone}}
    )
    SELECT edges.actor, {_EVENT_COLUMNS}
    FROM chosen AS edges JOIN events ON events.id = edges.key
    ORDER BY key
"""
_TIES = """
    WITH {edges}
    SELECT tie.* EXCLUDE (actor, target), edges.actor, edges.recipient AS target
    FROM drawn AS edges JOIN affiliations AS tie ON tie.id = edges.key
    WHERE relation = 'affiliation'
        AND list_contains($ids, edges.actor) AND list_contains($ids, edges.recipient)
    ORDER BY edges.actor, edges.recipient, tie.id
"""
_ARTICLES = """
    SELECT id, '' AS text, title, published, outlet, url, language, coalesce(report, id) AS report
    FROM articles LEFT JOIN reports ON reports.article = articles.id
    WHERE list_contains($cited, id) ORDER BY id
"""
_SIZE = """
    SELECT (SELECT count(*) FROM actors) AS actors, count(recipient) AS relations FROM edges
"""
_SPEAKERS = """
    SELECT speaker, coalesce(name, speaker) AS name, coalesce(aliases, []) AS aliases
    FROM (SELECT speaker, count(DISTINCT key) AS events FROM edges GROUP BY speaker)
    LEFT JOIN actors ON actors.id = speaker
    WHERE speaker IS NOT NULL ORDER BY events DESC, speaker
"""
_FIND = """
    SELECT id, name, coalesce(others, 0) AS others, coalesce(events, 0) AS events
    FROM actors LEFT JOIN ranks USING (id)
    WHERE {words} ORDER BY events DESC, mentions DESC, id LIMIT $limit
"""
_NAMES = "lower(concat_ws(' ', name, array_to_string(aliases, ' ')))"
_SEARCH = f"""
    SELECT {_EVENT_COLUMNS} FROM (
        SELECT DISTINCT key, attribution_id FROM edges WHERE relation = 'event' AND {{events}}
    ) AS edges JOIN events ON events.id = edges.key
    WHERE {{words}}
    ORDER BY events.day DESC NULLS LAST, key LIMIT $limit
"""


@dataclass(frozen=True, slots=True)
class ActorDegree:
    """An actor with how many others it shares events with, and how many events."""

    id: str
    name: str
    others: int
    events: int


def size(connection: Connection) -> tuple[int, int]:
    """Return how many actors and how many relations there are."""
    [row] = rows(connection, _SIZE)
    return row["actors"], row["relations"]


def speakers(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return the names of everybody who says something, by what a Filter takes; most often first.

    The first is the one to show.
    """
    found = rows(connection, _SPEAKERS)
    return {row["speaker"]: (row["name"], *row["aliases"]) for row in found}


def top_actors(
    connection: Connection, filter: Filter = _NO_FILTER, *, limit: int | None = None
) -> list[ActorDegree]:
    """Return the actors that are left under a filter, the most connected first (``views.top``)."""
    filter_query = FilterQuery(filter)
    ranked = _RANKED.format(edges=filter_query.edges, where=_CONNECTED)
    sql = ranked if filter_query.is_set else _RANKED_ALL
    found = rows(connection, sql, filter_query.values(sql, limit=limit))
    return [ActorDegree(row["id"], row["name"], row["others"], row["events"]) for row in found]


def graph(
    connection: Connection,
    filter: Filter = _NO_FILTER,
    *,
    limit: int | None = None,
    max_events: int | None = None,
    focus: Sequence[str] = (),
) -> nx.MultiDiGraph[str]:
    """Return the graph of what passes a filter, or of the most connected actors in it.

    Args:
        connection: a store.
        filter: the filter.
        limit: how many actors at most; None for all of them, which may not fit in memory.
        max_events: if these actors have more events than this, only those of the newest days, as
            many as fit; ``graph["newest_since"]`` then tells the first of these days.
        focus: actors who are there too, with their nearest, as many again as ``limit`` for each.
    """
    chosen = [one.id for one in top_actors(connection, filter, limit=limit)]
    chosen += [near for id in focus for near in _neighbours(connection, id, filter, limit)]
    since = _newest(connection, chosen, filter, max_events)
    if since is None:
        return _graph(connection, chosen, filter)
    drawn = _graph(connection, chosen, replace(filter, since=since))
    drawn.graph["newest_since"] = since.isoformat()
    return drawn


def _newest(
    connection: Connection, ids: Sequence[str], filter: Filter, max_events: int | None
) -> date | None:
    """Return the first of the newest days that have no more events than that, or None if all fit.

    It is the last day that has any, at least.
    """
    filter_query = FilterQuery(filter)
    sql = _BY_DAY.format(edges=filter_query.edges, alone=filter_query.alone)
    shared = 0
    first: date | None = None
    days = list(rows(connection, sql, filter_query.values(sql, ids=list(ids))))
    if len(days) == 1:
        return None  # nothing is older
    for row in days:
        day: date | None = row["day"]
        shared += row["events"]
        if max_events is not None and shared > max_events:
            return first or day
        first = day
    return None


def ego(
    connection: Connection, id: str, filter: Filter = _NO_FILTER, *, limit: int | None = None
) -> nx.MultiDiGraph[str]:
    """Return an actor and those connected to it under a filter, and all edges among them.

    Args:
        connection: a store.
        id: the actor.
        filter: the filter.
        limit: how many neighbours at most: those with the most events in common.
    """
    return _graph(connection, _neighbours(connection, id, filter, limit), filter)


def _neighbours(connection: Connection, id: str, filter: Filter, limit: int | None) -> list[str]:
    """Return an actor and so many of those connected to it, most events first."""
    filter_query = FilterQuery(filter)
    sql = _NEAR.format(edges=filter_query.edges)
    near = rows(connection, sql, filter_query.values(sql, id=id, limit=limit))
    return [id, *(row["id"] for row in near)]


def between(
    connection: Connection, a: str, b: str, filter: Filter = _NO_FILTER
) -> nx.MultiDiGraph[str]:
    """Return two actors with all that connects them; ``views.between`` lists it."""
    return _graph(connection, [a, b], filter)


def search(
    connection: Connection, text: str, filter: Filter = _NO_FILTER, *, limit: int = 100
) -> list[Attributes]:
    """Return the events whose sentence has all words of a text, in any case, newest first.

    Words are looked for as they stand, and within words. All sentences are looked through: a
    million take about a second.
    """
    filter_query = FilterQuery(filter)
    words, named = _has_words("lower(sentence)", text)
    sql = _SEARCH.format(events=filter_query.events, words=words)
    found = rows(connection, sql, filter_query.values(sql, limit=limit, **named))
    return [_event(row) for row in found]


def find(connection: Connection, text: str, *, limit: int = 20) -> list[ActorDegree]:
    """Return the actors whose names together have all words of a text, in any case.

    Words are looked for as they stand, and within words. Who has most events comes first.
    """
    words, named = _has_words(_NAMES, text)
    found = rows(connection, _FIND.format(words=words), {"limit": limit, **named})
    return [ActorDegree(**row) for row in found]


def _has_words(where: str, text: str) -> tuple[str, dict[str, str]]:
    """Return a condition that a column has all words of a text, and what its names stand for."""
    words = text.casefold().split()
    has = [f"contains({where}, $word_{number})" for number in range(len(words))]
    return " AND ".join(has) or "false", {f"word_{n}": word for n, word in enumerate(words)}


def _graph(connection: Connection, ids: Sequence[str], filter: Filter) -> nx.MultiDiGraph[str]:
    """Return the graph of some actors, with the edges between them that pass a filter."""
    filter_query = FilterQuery(filter)

    def ask(question: str) -> Iterator[Row]:
        sql = question.format(edges=filter_query.edges, alone=filter_query.alone)
        return rows(connection, sql, filter_query.values(sql, ids=list(ids)))

    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles={})
    for row in ask(_NODES):
        drawn.add_node(row.pop("id"), **row, solo=[])
    for row in ask(_ALONE):
        drawn.nodes[row["actor"]]["solo"].append(_event(row))
    edges: list[Edge] = [(row["actor"], row["recipient"], *_keyed(row)) for row in ask(_EVENTS)]
    edges += [_tie(row) for row in ask(_TIES)]
    for actor, recipient, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        drawn.add_edge(actor, recipient, key, **attributes)
    drawn.graph["articles"] = _articles(connection, _cited(drawn))
    if filter_query.is_set:
        drawn.graph["filters"] = filter.set_fields()
    return drawn


def _event(row: Row) -> Attributes:
    """Return the attributes of an event's edge, as ``graph.event_attributes`` has them."""
    return {
        "key": row["key"],
        "relation": "event",
        "event_type": row["event_type"],
        "mode": row["mode"],
        "underlying_type": row["underlying_type"],
        "quad": row["quad"],
        "score": row["score"],
        "auxiliary": row["auxiliary"],
        "status": row["status"],
        "directed": row["directed"],
        "date": row["date"].isoformat() if row["date"] else None,
        "article": row["article"],
        "sentence": row["sentence"],
        "sentence_start": row["sentence_start"],
        "marks": [list(mark.values()) for mark in row["marks"]],
        "trigger": row["trigger"],
        "attribution": row["attribution"],
        "attribution_id": row["attribution_id"],
        "confidence": row["confidence"],
        "role": None,
    }


def _keyed(row: Row) -> tuple[str, Attributes]:
    event = _event(row)
    return event.pop("key"), event


def _tie(row: Row) -> Edge:
    tie = decode_affiliation(row)
    return tie.actor_id, tie.target_id, tie.id, affiliation_attributes(tie)


def _cited(drawn: nx.MultiDiGraph[str]) -> Iterable[str]:
    solo = (one for _, attributes in drawn.nodes(data=True) for one in attributes["solo"])
    edges = (edge for *_, edge in drawn.edges(data=True))
    return {one["article"] for events in (solo, edges) for one in events}


def _articles(connection: Connection, cited: Iterable[str]) -> dict[str, Attributes]:
    found = rows(connection, _ARTICLES, {"cited": list(cited)})
    return {
        row["id"]: article_attributes(decode_article(row), report=row["report"]) for row in found
    }

"""Queries: subgraphs, neighbourhoods and searches in SQL; only what is asked for is loaded.

Graphs have the same shape as those of ``graph.build_graph``, so all views and exports take them.
Their ``graph["articles"]`` are those cited by some event or affiliation of theirs.

``FilterQuery`` is a filter in SQL: it keeps the same edges as ``views.filter_graph``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, cast

import networkx as nx

from explorer.edges import ATTRIBUTES, Edge, KeyedEdge, affiliation_edge
from explorer.filters import Filter, conditions
from explorer.graph import Pair, article_attributes
from explorer.store.codec import decode_affiliation, decode_article
from explorer.store.connection import Connection, rows
from explorer.store.schema import Row

_NO_FILTER = Filter()
MOST_EVENTS = 3_000  # of the actors in a drawing, the newest; more take seconds to draw

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
# The number of events by day of some actors: among each other, and alone.
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
_AFFILIATIONS = """
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
Values = dict[str, Any]  # the $parameters of a query

_OF_PAIRS = """
    SELECT * EXCLUDE pair_events FROM (
        SELECT *, count(*) FILTER (relation = 'event')
            OVER (PARTITION BY least(actor, recipient), greatest(actor, recipient)) AS pair_events
        FROM passing
    ) WHERE relation = 'affiliation' OR {pairs}
"""
_OF_CONNECTED = """
    SELECT * FROM enough WHERE relation = 'event' OR (
        actor IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
        AND recipient IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
    )
"""


@dataclass(frozen=True, slots=True)
class ActorDegree:
    """An actor with its number of neighbours by events, and of events."""

    id: str
    name: str
    others: int
    events: int


def top_actors(
    connection: Connection, filter: Filter = _NO_FILTER, *, limit: int | None = None
) -> list[ActorDegree]:
    """Return the actors of the filtered graph by descending degree (``views.top``)."""
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
    """Return the filtered graph, or that of its most connected actors.

    Args:
        connection: a store.
        filter: the filter.
        limit: the maximal number of actors; None for all, which may not fit in memory.
        max_events: if these actors have more events than this, only those of the newest days, as
            many as fit; ``graph["newest_since"]`` then tells the first of these days.
        focus: actors to include, each with up to ``limit`` neighbours.
    """
    chosen = [one.id for one in top_actors(connection, filter, limit=limit)]
    chosen += [near for id in focus for near in _neighbours(connection, id, filter, limit)]
    since = _newest_days(connection, chosen, filter, max_events)
    if since is None:
        return _load_subgraph(connection, chosen, filter)
    drawn = _load_subgraph(connection, chosen, replace(filter, since=since))
    drawn.graph["newest_since"] = since.isoformat()
    return drawn


def _newest_days(
    connection: Connection, ids: Sequence[str], filter: Filter, max_events: int | None
) -> date | None:
    """Return the first of the newest days that together have no more events, or None if all fit.

    At least the last day with events is included.
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
    """Return the ego graph of an actor under a filter, with all edges among its neighbours.

    Args:
        connection: a store.
        id: the actor.
        filter: the filter.
        limit: the maximal number of neighbours: those with the most events in common.
    """
    return _load_subgraph(connection, _neighbours(connection, id, filter, limit), filter)


def _neighbours(connection: Connection, id: str, filter: Filter, limit: int | None) -> list[str]:
    """Return an actor and its neighbours, most events in common first."""
    filter_query = FilterQuery(filter)
    sql = _NEAR.format(edges=filter_query.edges)
    near = rows(connection, sql, filter_query.values(sql, id=id, limit=limit))
    return [id, *(row["id"] for row in near)]


def between(
    connection: Connection, a: str, b: str, filter: Filter = _NO_FILTER
) -> nx.MultiDiGraph[str]:
    """Return the graph of two actors and the edges between them (see ``views.between``)."""
    return _load_subgraph(connection, [a, b], filter)


def search(
    connection: Connection, text: str, filter: Filter = _NO_FILTER, *, limit: int = 100
) -> list[KeyedEdge]:
    """Return the events whose sentence contains all words of a text, in any case, newest first.

    Words match as substrings. All sentences are scanned: a million take about a second.
    """
    filter_query = FilterQuery(filter)
    words, named = _contains_words("lower(sentence)", text)
    sql = _SEARCH.format(events=filter_query.events, words=words)
    found = rows(connection, sql, filter_query.values(sql, limit=limit, **named))
    return [{"key": row["key"], **_event_edge(row)} for row in found]


def find(connection: Connection, text: str, *, limit: int = 20) -> list[ActorDegree]:
    """Return the actors whose names together contain all words of a text, in any case.

    Words match as substrings. The actors with most events come first.
    """
    words, named = _contains_words(_NAMES, text)
    found = rows(connection, _FIND.format(words=words), {"limit": limit, **named})
    return [ActorDegree(**row) for row in found]


def _contains_words(where: str, text: str) -> tuple[str, dict[str, str]]:
    """Return a condition that an expression contains all words of a text, and its parameters."""
    words = text.casefold().split()
    conditions = [f"contains({where}, $word_{number})" for number in range(len(words))]
    return " AND ".join(conditions) or "false", {f"word_{n}": word for n, word in enumerate(words)}


def _load_subgraph(
    connection: Connection, ids: Sequence[str], filter: Filter
) -> nx.MultiDiGraph[str]:
    """Return the subgraph of some actors, with the edges that pass a filter."""
    filter_query = FilterQuery(filter)

    def run(template: str) -> Iterator[Row]:
        sql = template.format(edges=filter_query.edges, alone=filter_query.alone)
        return rows(connection, sql, filter_query.values(sql, ids=list(ids)))

    subgraph: nx.MultiDiGraph[str] = nx.MultiDiGraph(articles={})
    for row in run(_NODES):
        subgraph.add_node(row.pop("id"), **row, solo=[])
    for row in run(_ALONE):
        subgraph.nodes[row["actor"]]["solo"].append({"key": row["key"], **_event_edge(row)})
    edges: list[Pair] = []
    for row in run(_EVENTS):
        edges.append((row["actor"], row["recipient"], row["key"], _event_edge(row)))
    for affiliation in map(decode_affiliation, run(_AFFILIATIONS)):
        ends = affiliation.actor_id, affiliation.target_id
        edges.append((*ends, affiliation.id, affiliation_edge(affiliation)))
    for actor, recipient, key, attributes in sorted(edges, key=lambda edge: edge[:3]):
        subgraph.add_edge(actor, recipient, key, **attributes)
    cited = {attributes["article"] for *_, attributes in edges}
    cited |= {event["article"] for node in subgraph.nodes.values() for event in node["solo"]}
    subgraph.graph["articles"] = {
        row["id"]: article_attributes(decode_article(row), report=row["report"])
        for row in rows(connection, _ARTICLES, {"cited": list(cited)})
    }
    if filter_query.is_set:
        subgraph.graph["filters"] = filter.set_fields()
    return subgraph


def _event_edge(row: Row) -> Edge:
    """Return the edge of an event."""
    given = {
        **row,
        "relation": "event",
        "date": row["date"].isoformat() if row["date"] else None,
        "marks": [list(mark.values()) for mark in row["marks"]],
        "role": None,
    }
    return cast("Edge", {name: given[name] for name in ATTRIBUTES})


class FilterQuery:
    """A filter as SQL.

    ``edges`` are common table expressions, to stand after WITH; the last, ``drawn``, has the edges
    between two actors that pass. ``alone`` and ``events`` are conditions on the table ``edges``:
    for the events of one actor alone that pass beside these, and for all events that pass.
    ``values`` gives the parameters of a query.
    """

    def __init__(self, filter: Filter) -> None:
        fields = filter.set_fields()
        ends, events, pairs = ([one.sql for one in some] for some in conditions(fields).values())
        self.alone = _all(events)
        self.events = _all([*ends, *events])
        ties = f"(relation = 'affiliation' OR {_all(events)})"
        steps = {
            "passing": f"FROM edges WHERE recipient IS NOT NULL AND {_all([*ends, ties])}",
            "enough": _OF_PAIRS.format(pairs=_all(pairs)) if pairs else "FROM passing",
            "drawn": _OF_CONNECTED if events or pairs else "FROM enough",
        }
        self.edges = ", ".join(f"{name} AS ({sql})" for name, sql in steps.items())
        self.is_set = bool(fields)
        self._values = {name: getattr(filter, name) for name in fields}

    def values(self, sql: str, **others: Any) -> Values:
        """Return the values of the parameters that a query has."""
        used = {name: one for name, one in (self._values | others).items() if f"${name}" in sql}
        return {name: list(one) if isinstance(one, tuple) else one for name, one in used.items()}


def _all(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})" if conditions else "true"

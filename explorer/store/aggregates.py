"""Aggregates in SQL: size, facets, and the timeline and country matrix of a filter's events.

Results are those of ``views.offers``, ``views.timeline`` and ``views.matrix`` on the graph.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from explorer.filters import Field
from explorer.store.connection import Connection, rows
from explorer.store.query import FilterQuery
from explorer.store.schema import Row
from explorer.views import Bar, Cell, Filter, Offers, unit_for
from explorer.views.aggregates import stretch
from explorer.views.offers import Names, listed

_NO_FILTER = Filter()
_MAX_SPEAKERS = 1000  # the most frequent

_SIZE = """
    SELECT (SELECT count(*) FROM actors) AS actors, count(recipient) AS relations FROM edges
"""
_SPEAKERS = """
    SELECT speaker, coalesce(name, speaker) AS name, coalesce(aliases, []) AS aliases
    FROM (SELECT speaker, count(DISTINCT key) AS events FROM edges GROUP BY speaker)
    LEFT JOIN actors ON actors.id = speaker
    WHERE speaker IS NOT NULL ORDER BY events DESC, speaker
"""
_COUNTS = """
    SELECT
        count(DISTINCT key) FILTER (relation = 'event') AS events,
        min(day) AS first, max(day) AS last,
        (SELECT count(*) FROM articles) AS articles,
        (SELECT count(*) FROM actors) AS known,
        (SELECT count(*) FROM ranks) AS actors
    FROM edges
"""
_MAX_PAIR_EVENTS = """
    SELECT count(*) AS events FROM edges WHERE relation = 'event' AND recipient IS NOT NULL
    GROUP BY least(actor, recipient), greatest(actor, recipient)
    ORDER BY events DESC LIMIT 1
"""
# The events that pass: between two actors, or of one alone who is still connected.
_PASSING_EVENTS = """
    WITH {edges},
        passing_events AS (
            SELECT key, day, quad FROM drawn WHERE relation = 'event'
            UNION ALL
            SELECT key, day, quad FROM edges
            WHERE recipient IS NULL AND relation = 'event' AND {alone} AND {connected}
        )
"""
_CONNECTED = "actor IN (SELECT actor FROM drawn UNION SELECT recipient FROM drawn)"
_SPAN = f"""
    {_PASSING_EVENTS}
    SELECT min(day) AS first, max(day) AS last, count(DISTINCT key) FILTER (day IS NULL) AS undated
    FROM passing_events
"""
_TIMELINE = f"""
    {_PASSING_EVENTS}
    SELECT date_trunc($unit, day)::DATE AS start, quad, count(DISTINCT key) AS events
    FROM passing_events WHERE day IS NOT NULL GROUP BY ALL ORDER BY ALL
"""
_MATRIX = """
    WITH {edges},
        ways AS (
            SELECT actor_country AS actor, recipient_country AS recipient, key
            FROM drawn WHERE relation = 'event'
            UNION
            SELECT recipient_country, actor_country, key
            FROM drawn WHERE relation = 'event' AND NOT directed
        )
    SELECT ways.actor, ways.recipient, count(*) AS count, avg(score) AS score
    FROM ways JOIN events ON events.id = ways.key
    WHERE ways.actor IS NOT NULL AND ways.recipient IS NOT NULL GROUP BY ALL ORDER BY ALL
"""


def size(connection: Connection) -> tuple[int, int]:
    """Return the number of actors and of relations."""
    [row] = rows(connection, _SIZE)
    return row["actors"], row["relations"]


def speakers(connection: Connection) -> dict[str, tuple[str, ...]]:
    """Return the names of each speaker by the filter's value, the most frequent speaker first.

    The first name is the one to display.
    """
    found = rows(connection, _SPEAKERS)
    return {row["speaker"]: (row["name"], *row["aliases"]) for row in found}


def facets(connection: Connection) -> Offers:
    """Return the sizes of a store and the values of each filter field (the commonest speakers)."""
    [counts] = rows(connection, _COUNTS)
    days = (counts["first"], counts["last"]) if counts["first"] else ()
    values = {row.name: facet_values(connection, row) for row in listed()}
    values["speakers"] = dict(islice(values["speakers"].items(), _MAX_SPEAKERS))
    return Offers(
        actors=counts["actors"],
        mentioned=counts["known"] - counts["actors"],
        events=counts["events"],
        articles=counts["articles"],
        values=values,
        days=days,
        most_events=next((row["events"] for row in rows(connection, _MAX_PAIR_EVENTS)), 1),
    )


def facet_values(connection: Connection, field: Field) -> Names:
    """Return the values of a filter field that occur in a store."""
    if field.name == "speakers":
        return speakers(connection)
    table, column = field.offered or ("", "")
    sql = f"SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL"
    return field.named({row["value"] for row in rows(connection, sql)})


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The first and last day of the events, if any has one, and the number of events without."""

    days: tuple[date, ...]
    undated: int

    @property
    def unit(self) -> str:
        """Return the unit that suits the span: one of ``views.aggregates.UNITS``."""
        return unit_for(self.days)


def time_span(connection: Connection, filter: Filter = _NO_FILTER) -> TimeSpan:
    """Return the time span of the events that pass a filter."""
    [row] = _run(connection, _SPAN, filter)
    return TimeSpan((row["first"], row["last"]) if row["first"] else (), row["undated"])


def timeline(
    connection: Connection, filter: Filter = _NO_FILTER, *, unit: str = "week"
) -> list[Bar]:
    """Return the number of events in each bin of time, by quad category, oldest first.

    Args:
        connection: a store.
        filter: the filter.
        unit: one of ``views.aggregates.UNITS``.
    """
    found = _run(connection, _TIMELINE, filter, unit=unit)
    return [Bar(*stretch(row["start"], unit), row["quad"], row["events"]) for row in found]


def matrix(connection: Connection, filter: Filter = _NO_FILTER) -> list[Cell]:
    """Return the number of events per country pair; undirected events count in both directions."""
    return [Cell(**row) for row in _run(connection, _MATRIX, filter)]


def _run(connection: Connection, template: str, filter: Filter, **values: str) -> Iterator[Row]:
    filter_query = FilterQuery(filter)
    connected = _CONNECTED if filter_query.is_set else "true"
    sql = template.format(edges=filter_query.edges, alone=filter_query.alone, connected=connected)
    return rows(connection, sql, filter_query.values(sql, **values))

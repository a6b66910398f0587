"""How many events there are, by time and by country, counted in SQL under a filter.

The same as ``views.timeline`` and ``views.matrix`` tell of the graph of what passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from explorer.store.codec import Row
from explorer.store.connection import Connection
from explorer.store.filter_sql import FilterQuery
from explorer.store.reading import rows
from explorer.views import Bar, Cell, Filter, unit_for
from explorer.views.timeline import stretch

_NO_FILTER = Filter()

# All events that pass: between two actors, and of one alone who is still connected to others.
_TOLD = """
    WITH {edges},
        told AS (
            SELECT key, day, quad FROM drawn WHERE relation = 'event'
            UNION ALL
            SELECT key, day, quad FROM edges
            WHERE recipient IS NULL AND relation = 'event' AND {alone} AND {connected}
        )
"""
_CONNECTED = "actor IN (SELECT actor FROM drawn UNION SELECT recipient FROM drawn)"
_SPAN = f"""
    {_TOLD}
    SELECT min(day) AS first, max(day) AS last, count(DISTINCT key) FILTER (day IS NULL) AS undated
    FROM told
"""
_TIMELINE = f"""
    {_TOLD}
    SELECT date_trunc($unit, day)::DATE AS start, quad, count(DISTINCT key) AS events
    FROM told WHERE day IS NOT NULL GROUP BY ALL ORDER BY ALL
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


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """The first and the last day that has events, if any has, and how many have no day."""

    days: tuple[date, ...]
    undated: int

    @property
    def unit(self) -> str:
        """Return what suits these days: one of ``views.timeline.UNITS``."""
        return unit_for(self.days)


def time_span(connection: Connection, filter: Filter = _NO_FILTER) -> TimeSpan:
    """Return between which days the events are that pass a filter."""
    [row] = _run(connection, _SPAN, filter)
    return TimeSpan((row["first"], row["last"]) if row["first"] else (), row["undated"])


def timeline(
    connection: Connection, filter: Filter = _NO_FILTER, *, unit: str = "week"
) -> list[Bar]:
    """Return how many events happened in each stretch of time, oldest first.

    Args:
        connection: a store.
        filter: the filter.
        unit: one of ``views.timeline.UNITS``.
    """
    found = _run(connection, _TIMELINE, filter, unit=unit)
    return [Bar(*stretch(row["start"], unit), row["quad"], row["events"]) for row in found]


def matrix(connection: Connection, filter: Filter = _NO_FILTER) -> list[Cell]:
    """Return how many events go from country to country; those done to each other go both ways."""
    return [Cell(**row) for row in _run(connection, _MATRIX, filter)]


def _run(connection: Connection, question: str, filter: Filter, **values: str) -> Iterator[Row]:
    filter_query = FilterQuery(filter)
    connected = _CONNECTED if filter_query.is_set else "true"
    sql = question.format(edges=filter_query.edges, alone=filter_query.alone, connected=connected)
    return rows(connection, sql, filter_query.values(sql, **values))

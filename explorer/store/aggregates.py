"""How many events there are, by time and by country, counted in SQL under a filter.

The same as ``views.timeline`` and ``views.matrix`` tell of the graph of what passes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from explorer.store.codec import Row
from explorer.store.connection import Connection
from explorer.store.filter_sql import Passing
from explorer.store.reading import rows
from explorer.views import Bar, Cell, Filter, unit_for
from explorer.views.timeline import stretch

_EVERYTHING = Filter()

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
class Span:
    """The first and the last day that has events, if any has, and how many have no day."""

    days: tuple[date, ...]
    undated: int

    @property
    def unit(self) -> str:
        """Return what suits these days: one of ``views.timeline.UNITS``."""
        return unit_for(self.days)


def span(connection: Connection, wanted: Filter = _EVERYTHING) -> Span:
    """Return between which days the events are that pass a filter."""
    [row] = _asked(connection, _SPAN, wanted)
    return Span((row["first"], row["last"]) if row["first"] else (), row["undated"])


def timeline(
    connection: Connection, wanted: Filter = _EVERYTHING, *, unit: str = "week"
) -> list[Bar]:
    """Return how many events happened in each stretch of time, oldest first.

    Args:
        connection: a store.
        wanted: the filter.
        unit: one of ``views.timeline.UNITS``.
    """
    found = _asked(connection, _TIMELINE, wanted, unit=unit)
    return [Bar(*stretch(row["start"], unit), row["quad"], row["events"]) for row in found]


def matrix(connection: Connection, wanted: Filter = _EVERYTHING) -> list[Cell]:
    """Return how many events go from country to country; those done to each other go both ways."""
    return [Cell(**row) for row in _asked(connection, _MATRIX, wanted)]


def _asked(connection: Connection, question: str, wanted: Filter, **values: str) -> Iterator[Row]:
    passing = Passing(wanted)
    connected = _CONNECTED if passing.is_set else "true"
    sql = question.format(edges=passing.edges, alone=passing.alone, connected=connected)
    return rows(connection, sql, passing.values(sql, **values))

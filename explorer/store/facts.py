"""What there is in a store, as ``views.offers`` tells it of a graph."""

from __future__ import annotations

from explorer.graph import STATUSES
from explorer.model import Kind
from explorer.ontology import QUADS, event_types
from explorer.store.database import Connection
from explorer.store.questions import outlets, speakers
from explorer.store.reading import rows
from explorer.views import Offers
from explorer.views.offers import in_order

_SPEAKERS = 1000  # nobody reads through more

_COUNTS = """
    SELECT
        count(DISTINCT key) FILTER (relation = 'event') AS events,
        min(day) AS first, max(day) AS last,
        (SELECT count(*) FROM articles) AS articles,
        (SELECT count(*) FROM actors) AS known,
        (SELECT count(*) FROM ranks) AS actors
    FROM edges
"""
_MOST = """
    SELECT count(*) AS events FROM edges WHERE relation = 'event' AND recipient IS NOT NULL
    GROUP BY least(actor, recipient), greatest(actor, recipient)
    ORDER BY events DESC LIMIT 1
"""


def offers(connection: Connection) -> Offers:
    """Return what there is in a store; of who says something, those who say most."""
    [counts] = rows(connection, _COUNTS)
    days = (counts["first"], counts["last"]) if counts["first"] else ()
    said = list(speakers(connection).items())[:_SPEAKERS]
    return Offers(
        actors=counts["actors"],
        mentioned=counts["known"] - counts["actors"],
        events=counts["events"],
        articles=counts["articles"],
        countries=tuple(sorted(_distinct(connection, "actors", "country"))),
        kinds=in_order(Kind, _distinct(connection, "actors", "kind")),
        quads=in_order(QUADS, _distinct(connection, "edges", "quad")),
        statuses=in_order(STATUSES, _distinct(connection, "edges", "status")),
        event_types=in_order(event_types(), _distinct(connection, "edges", "event_type")),
        outlets=tuple(outlets(connection)),
        speakers={speaker: names[0] for speaker, names in said},
        days=days,
        most_events=next((row["events"] for row in rows(connection, _MOST)), 1),
    )


def _distinct(connection: Connection, table: str, column: str) -> set[str]:
    """Return the values of a column; tables and columns are our own words."""
    sql = f"SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL"
    return {row["value"] for row in rows(connection, sql)}

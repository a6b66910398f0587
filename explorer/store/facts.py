"""What there is in a store, as ``views.offers`` tells it of a graph."""

from __future__ import annotations

from itertools import islice

from explorer.filters import Field
from explorer.store.connection import Connection
from explorer.store.query import speakers
from explorer.store.reading import rows
from explorer.views import Offers
from explorer.views.offers import Names, listed

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


def facets(connection: Connection) -> Offers:
    """Return what there is in a store; of who says something, those who say most."""
    [counts] = rows(connection, _COUNTS)
    days = (counts["first"], counts["last"]) if counts["first"] else ()
    values = {row.name: facet_values(connection, row) for row in listed()}
    values["speakers"] = dict(islice(values["speakers"].items(), _SPEAKERS))
    return Offers(
        actors=counts["actors"],
        mentioned=counts["known"] - counts["actors"],
        events=counts["events"],
        articles=counts["articles"],
        values=values,
        days=days,
        most_events=next((row["events"] for row in rows(connection, _MOST)), 1),
    )


def facet_values(connection: Connection, field: Field) -> Names:
    """Return what a field of a Filter may be set to that leaves something of a store."""
    if field.name == "speakers":
        return speakers(connection)
    table, column = field.offered or ("", "")
    sql = f"SELECT DISTINCT {column} AS value FROM {table} WHERE {column} IS NOT NULL"
    return field.named({row["value"] for row in rows(connection, sql)})

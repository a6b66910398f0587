"""Cross-article stage: entity resolution, near-duplicates, edges.

``resolve_and_link`` runs at each commit, once the tables of ``schema.EXTRACTED`` are complete, and
fills those of ``schema.DERIVED``. The result does not depend on the order of the articles.
``find_variants`` shows how actors were resolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby, islice
from operator import itemgetter

import pyarrow as pa

from explorer.duplicates import MOST_CHARACTERS, gathered
from explorer.edges import OWN_WORDS
from explorer.entities.identities import Guise, guise_of, identify
from explorer.entities.merging import merge_all
from explorer.graph import node_attributes
from explorer.model import Actor, Kind
from explorer.store.codec import decode_actor
from explorer.store.connection import Connection, rows
from explorer.store.schema import TABLES, Row, arrow_schema

_SAME_ID = "countries, organisations and groups have one id everywhere"
_BATCH = 50_000
RESOLVED = [kind.value for kind in Kind if kind.resolved]  # $resolved in SQL

# The distinct variants of actors, with the number of articles that have each.
_KNOWN_AS = """
    SELECT * EXCLUDE (article, position), count(*) AS times
    FROM article_actors WHERE list_contains($resolved, kind) = $wanted GROUP BY ALL
"""
_APART = "SELECT name, country, role FROM apart"
_DECIDED = pa.schema(
    [(name, pa.string()) for name in ("name", "country", "role", "identity", "reason")]
)
_GATHERED = pa.schema([("article", pa.string()), ("number", pa.int64())])
_IDENTITIES = f"""
    INSERT INTO identities
    SELECT article, actor, actor, '{_SAME_ID}' FROM article_actors
    WHERE NOT list_contains($resolved, kind)
    UNION ALL
    SELECT article, actor, identity, reason
    FROM article_actors AS known JOIN decided
        ON known.name = decided.name
        AND coalesce(known.country, '') = coalesce(decided.country, '')
        AND coalesce(known.role, '') = coalesce(decided.role, '')
    WHERE list_contains($resolved, kind)
    ORDER BY article, actor
"""
# The articles of each LSH band that several share, each group once, in a fixed order.
_CANDIDATES = f"""
    WITH
        sharing AS (SELECT id, unnest(bands) AS band FROM articles),
        several AS (SELECT band FROM sharing GROUP BY band HAVING count(*) > 1),
        groups AS (
            SELECT DISTINCT ids
            FROM (
                SELECT list(id ORDER BY id) AS ids
                FROM sharing SEMI JOIN several USING (band) GROUP BY band
            )
        ),
        numbered AS (SELECT ids, row_number() OVER (ORDER BY ids) AS band FROM groups)
    SELECT band, id, left(text, {MOST_CHARACTERS}) AS text
    FROM (SELECT band, unnest(ids) AS id FROM numbered) JOIN articles USING (id)
    ORDER BY band, id
"""
_REPORTS = """
    INSERT INTO reports
    SELECT article, first(article) OVER (PARTITION BY number ORDER BY published NULLS LAST, article)
    FROM gathered JOIN articles ON articles.id = gathered.article
    ORDER BY article
"""
_MENTIONS = """
    UPDATE actors SET mentions = counted.mentions
    FROM (
        SELECT identity, count(DISTINCT (article, "start", "end", text, label)) AS mentions
        FROM mentions JOIN identities USING (article, actor)
        GROUP BY identity
    ) AS counted
    WHERE actors.id = counted.identity
"""
# Edges: what each event draws (table ``pairs``), with canonical ids. Where these make one actor of
# both ends of all its pairs, an event is that actor's alone; undirected edges are sorted by them.
EDGES = f"""
    WITH
        says AS (
            SELECT event, identity
            FROM parties JOIN identities USING (article, actor) WHERE side = 'speaker'
        ),
        ends AS (
            SELECT event, directed, a.identity AS one, b.identity AS other
            FROM pairs
            JOIN events ON events.id = pairs.event
            JOIN identities AS a ON a.article = pairs.article AND a.actor = pairs.actor
            LEFT JOIN identities AS b ON b.article = pairs.article AND b.actor = pairs.recipient
        ),
        linked AS (
            SELECT DISTINCT event, if(directed, one, least(one, other)) AS actor,
                if(directed, other, greatest(one, other)) AS recipient
            FROM ends WHERE one <> other
        ),
        alone AS (
            SELECT DISTINCT event, one AS actor, NULL AS recipient
            FROM ends ANTI JOIN linked USING (event)
        ),
        drawn AS (
            SELECT
                found.actor, found.recipient, events.id AS key, events.article,
                'event' AS relation, directed, event_type, quad, status, day, confidence, outlet,
                says.identity AS attribution_id,
                coalesce(says.identity, attribution, '{OWN_WORDS}') AS speaker
            FROM (FROM linked UNION ALL FROM alone) AS found
            JOIN events ON events.id = found.event
            JOIN articles ON articles.id = events.article
            LEFT JOIN says USING (event)
            UNION ALL BY NAME
            SELECT
                a.identity AS actor, b.identity AS recipient, tie.id AS key, tie.article,
                'affiliation' AS relation, true AS directed, 'done' AS status
            FROM affiliations AS tie
            JOIN identities AS a ON a.article = tie.article AND a.actor = tie.actor
            JOIN identities AS b ON b.article = tie.article AND b.actor = tie.target
            WHERE a.identity <> b.identity
        )
    SELECT
        drawn.*, coalesce(report, drawn.article) AS report,
        a.kind AS actor_kind, a.country AS actor_country,
        b.kind AS recipient_kind, b.country AS recipient_country
    FROM drawn
    LEFT JOIN reports ON reports.article = drawn.article
    JOIN actors AS a ON a.id = drawn.actor
    LEFT JOIN actors AS b ON b.id = drawn.recipient
    ORDER BY day, key, actor, recipient
"""
RANKS = """
    WITH ends AS (
        SELECT actor AS id, recipient AS other, relation FROM edges
        UNION ALL SELECT recipient, actor, relation FROM edges WHERE recipient IS NOT NULL
    )
    SELECT id, count(DISTINCT other) FILTER (relation = 'event') AS others,
        count(other) FILTER (relation = 'event') AS events
    FROM ends GROUP BY id ORDER BY id
"""
_VARIANTS = """
    WITH wanted AS (
        SELECT DISTINCT identity FROM article_actors JOIN identities USING (article, actor)
        WHERE list_contains($resolved, kind) AND contains(lower(name), lower($name))
    )
    SELECT identity, actors.name AS called, known.name, known.country, known.role,
        any_value(reason) AS reason, count(*) AS articles
    FROM article_actors AS known
    JOIN identities USING (article, actor)
    JOIN wanted USING (identity)
    JOIN actors ON actors.id = identity
    GROUP BY identity, called, known.name, known.country, known.role
    ORDER BY identity, articles DESC, known.name, known.country, known.role
"""


def resolve_and_link(connection: Connection) -> None:
    """Fill the tables of ``DERIVED``, which are empty."""
    people = list(_known_as(connection, resolved=True))
    apart = {Guise(*row) for row in connection.execute(_APART).fetchall()}
    decisions = identify(people, apart=apart)
    reasons = (
        {**guise._asdict(), "identity": decision.actor.id, "reason": decision.reason}
        for guise, decision in decisions.items()
    )
    connection.register("decided", _table(_DECIDED, reasons))
    connection.execute(_IDENTITIES, {"resolved": RESOLVED})
    connection.unregister("decided")
    known = [(decisions[guise_of(actor)].actor, times) for actor, times in people]
    actors = merge_all(chain(known, _known_as(connection, resolved=False))).items()
    named = ({"id": id, **node_attributes(actor), "mentions": 0} for id, actor in actors)
    insert(connection, "actors", named)
    connection.execute(_MENTIONS)
    _cluster_near_duplicates(connection)
    connection.execute(f"INSERT INTO edges BY NAME {EDGES}")
    connection.execute(f"INSERT INTO ranks {RANKS}")


def _cluster_near_duplicates(connection: Connection) -> None:
    sharing = groupby(rows(connection, _CANDIDATES), key=itemgetter("band"))
    found = gathered(((row["id"], row["text"]) for row in band) for _, band in sharing)
    numbered = ({"article": id, "number": n} for n, ids in enumerate(found) for id in ids)
    connection.register("gathered", _table(_GATHERED, numbered))
    connection.execute(_REPORTS)
    connection.unregister("gathered")


def _known_as(connection: Connection, *, resolved: bool) -> Iterator[tuple[Actor, int]]:
    for row in rows(connection, _KNOWN_AS, {"resolved": RESOLVED, "wanted": resolved}):
        yield decode_actor(row), row["times"]


def insert(connection: Connection, name: str, found: Iterable[Row]) -> None:
    """Add rows to a table."""
    columns = arrow_schema(TABLES[name])
    for batch in _batches(found):
        new = pa.Table.from_pylist(batch, schema=columns)  # noqa: F841 - DuckDB finds it by name
        connection.execute(f"INSERT INTO {name} BY NAME FROM new")


def _table(columns: pa.Schema, found: Iterable[Row]) -> pa.Table:
    batches = (pa.Table.from_pylist(batch, schema=columns) for batch in _batches(found))
    return pa.concat_tables([columns.empty_table(), *batches])


def _batches(found: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(found)
    while batch := list(islice(rest, _BATCH)):
        yield batch


@dataclass(frozen=True, slots=True)
class VariantResolution:
    """A variant of a person, the number of its articles, and what it was resolved to, and why."""

    guise: Guise
    articles: int
    identity: str
    called: str
    reason: str


def find_variants(connection: Connection, name: str) -> list[VariantResolution]:
    """Return all variants of the people who have a variant whose name contains this text.

    They are grouped by canonical id.
    """
    return [
        VariantResolution(
            guise=Guise(row["name"], row["country"], row["role"]),
            articles=row["articles"],
            identity=row["identity"],
            called=row["called"],
            reason=row["reason"],
        )
        for row in rows(connection, _VARIANTS, {"name": name, "resolved": RESOLVED})
    ]

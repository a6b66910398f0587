"""What a question to a store of a million events costs.

Run from the project's folder: ``python benchmarks/questions.py``. The events are made in SQL, in
the tables of what is read off articles; then the store is published as after any ingest. Each
question is asked again and again on one connection, and the median is told.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import duckdb
import pyarrow as pa
import typer
from rich.console import Console
from rich.table import Table

from benchmarks.generated import COUNTRIES, DAYS, FIRST_DAY, people
from explorer.countries import country_name
from explorer.entities.names import slug
from explorer.export.vis import network_data
from explorer.filters import MOST_ACTORS
from explorer.ontology import event_types
from explorer.store import aggregates, connect, open_writer, query, schema
from explorer.store.connection import Connection
from explorer.store.query import MOST_EVENTS
from explorer.views import Filter, layout

_PEOPLE = 20_000
_BOUND, _BOUND_OF_PAGE = 0.5, 3.0  # seconds
_PAGE = "all that the page opens with"
_FILTER = Filter(countries=("IRN",), since=date(2021, 1, 1), until=date(2021, 6, 30))

# Numbers between 0 and 1 that depend on the event and on what they are for.
_CHANCE = "CREATE MACRO chance(i, salt) AS (hash(i * 31 + salt) >> 11) / 9007199254740992.0"
_DRAWN = """
    CREATE TEMP TABLE drawn AS
    WITH
        picked AS (
            SELECT i // 4 AS n, (i % 4)::INTEGER AS position, i % 997 AS town,
                floor($cast * pow(chance(i, 1), 3))::BIGINT AS one,
                floor($cast * pow(chance(i, 2), 3))::BIGINT AS other,
                floor($types * chance(i, 3))::BIGINT AS type,
                $first::DATE + floor($days * chance(i // 4, 4))::INTEGER AS day,
                if(chance(i, 5) < 0.2, ['future'], []::VARCHAR[]) AS auxiliary
            FROM range($events) AS numbers(i)
        ),
        told AS (
            SELECT picked.*, types.* EXCLUDE (no), printf('made-%08d', n) AS article,
                concat_ws(' ', a.name, label, b.name, 'in town', town) || '.' AS sentence,
                a AS actor, b AS recipient
            FROM picked
            JOIN everybody AS a ON a.no = one
            JOIN everybody AS b ON b.no = if(other = one, (other + 1) % $cast, other)
            JOIN types ON types.no = type
        )
    SELECT *, concat(article, '/', position) AS event,
        coalesce(sum(length(sentence) + 1) OVER (
            PARTITION BY article ORDER BY position
            ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), 0)::INTEGER AS begins
    FROM told
"""
_READ = {
    "articles": """
        SELECT article AS id, md5(article) AS hash, 'en' AS language, 'made' AS found_at,
            string_agg(sentence, ' ' ORDER BY position) AS text,
            'Made ' || any_value(n) AS title, any_value(day) AS published,
            'Outlet ' || any_value(n) % 40 AS outlet, [] AS notices, [] AS bands
        FROM drawn GROUP BY article
    """,
    "parties": """
        SELECT article, event, 'actor' AS side, 0 AS position, actor.id AS actor,
            actor.name AS text, 'name' AS label,
            begins AS "start", begins + length(actor.name) AS "end"
        FROM drawn
        UNION ALL BY NAME
        SELECT article, event, 'recipient' AS side, 0 AS position, recipient.id AS actor,
            recipient.name AS text, 'name' AS label,
            begins + length(concat(actor.name, label)) + 2 AS "start",
            begins + length(concat(actor.name, label, recipient.name)) + 2 AS "end"
        FROM drawn
    """,
    "mentions": """
        SELECT * EXCLUDE (event, side), row_number() OVER (PARTITION BY article) - 1 AS position
        FROM (SELECT * EXCLUDE (position) FROM parties)
    """,
    "article_actors": """
        SELECT *, row_number() OVER (PARTITION BY article ORDER BY actor) - 1 AS position
        FROM (SELECT DISTINCT article, actor FROM parties)
        JOIN (SELECT * EXCLUDE (id, no), id AS actor FROM everybody) USING (actor)
    """,
    "events": """
        SELECT article, position, event AS id, event_type, quad, score, auxiliary,
            if(len(auxiliary) = 0, 'done', 'planned') AS status, false AS reciprocal,
            true AS directed, day AS date, day, label AS "trigger", 0.8 AS confidence,
            sentence, begins AS sentence_start, begins + length(sentence) AS sentence_end,
            begins + length(actor.name) + 1 AS "start",
            begins + length(concat(actor.name, label)) + 1 AS "end",
            [{'start': 0, 'end': length(actor.name), 'role': 'actor'}] AS marks
        FROM drawn
    """,
    "pairs": """
        SELECT article, event, actor.id AS actor, recipient.id AS recipient FROM drawn
    """,
    "affiliations": "SELECT NULL AS article WHERE false",
}


def measure(
    events: Annotated[int, typer.Option(min=1_000, help="How many events")] = 1_000_000,
    repeat: Annotated[int, typer.Option(min=1, help="How often each question is asked")] = 20,
    store: Annotated[
        Path | None,
        typer.Option(help="Keep the store as FILE; one that is there is asked as it is"),
    ] = None,
) -> None:
    """Print how long each question takes, in seconds, and end with status 1 if one is too slow."""
    with TemporaryDirectory() as folder:
        path = store or Path(folder) / "made.duckdb"
        if not path.exists():
            typer.echo(f"making and publishing {events:,} events: {_made(path, events):.0f} s")
        typer.echo(f"{path.stat().st_size / 1e6:,.0f} MB")
        with connect(path) as connection:
            slow = _asked(connection, repeat)
    raise typer.Exit(int(slow))


def _made(path: Path, events: int) -> float:
    """Make a store, and return the seconds that took."""
    began = time.perf_counter()
    with duckdb.connect(path) as connection:
        _fill(connection, events)
    with open_writer(path, paths=["made"]):
        pass  # published at the end
    return time.perf_counter() - began


def _fill(connection: Connection, events: int) -> None:
    """Make the tables of what is read off articles, as an ingest leaves them."""
    connection.register("everybody", pa.Table.from_pylist(_everybody()))
    connection.register("types", pa.Table.from_pylist(_types()))
    connection.execute(_CHANCE)
    connection.execute(_DRAWN, {
        "events": events, "cast": len(_everybody()), "types": len(_types()),
        "first": FIRST_DAY, "days": DAYS,
    })  # fmt: skip
    for name, sql in _READ.items():
        columns = schema.arrow_schema(schema.EXTRACTED[name]).empty_table()  # noqa: F841 - found by name
        connection.execute(f"CREATE TABLE {name} AS FROM columns")
        connection.execute(f"INSERT INTO {name} BY NAME {sql}")
    connection.execute(f"CREATE TABLE meta AS SELECT {schema.VERSION} AS version")


def _everybody() -> list[dict[str, Any]]:
    """Return the actors, the most prominent first: every tenth one of them is a country."""
    countries = [(code, country_name(code), "country", code, "") for code in COUNTRIES]
    persons = [(slug(p.name), p.name, "person", p.country, p.role) for p in people(_PEOPLE)]
    mixed = [
        one for at, one in enumerate(countries) for one in (one, *persons[9 * at : 9 * at + 9])
    ]
    columns = ("id", "name", "kind", "country", "role")
    ranked = [*mixed, *persons[9 * len(countries) :]]
    rows = [dict(zip(columns, one, strict=True)) for one in ranked]
    return [
        {"no": no, **row, "role": row["role"] or None, "aliases": []} for no, row in enumerate(rows)
    ]


def _types() -> list[dict[str, Any]]:
    return [
        {"no": no, "event_type": one.name, "quad": one.quad, "score": one.score, "label": one.label}
        for no, one in enumerate(event_types().values())
    ]


def _asked(connection: Connection, repeat: int) -> bool:
    """Print what each question costs, and tell whether one is too slow."""
    first = query.top_actors(connection, limit=1)[0].id
    asked: dict[str, Callable[[], object]] = {
        "graph of the top 150, country and dates": lambda: query.graph(
            connection, _FILTER, limit=150
        ),
        "neighbours of the best connected actor": lambda: query.ego(
            connection, first, _FILTER, limit=150
        ),
        "timeline": lambda: aggregates.timeline(connection, _FILTER),
        "matrix of countries": lambda: aggregates.matrix(connection),
        "search": lambda: query.search(connection, "town 99", _FILTER),
        _PAGE: lambda: _opened(connection),
    }
    shown = Table("question", "median, s", "processor, s", "result")
    slow = False
    for name, ask in asked.items():
        seconds, processor = map(median, zip(*(_seconds(ask) for _ in range(repeat)), strict=True))
        shown.add_row(name, f"{seconds:.3f}", f"{processor:.3f}", str(_size(ask())))
        slow |= seconds > (_BOUND_OF_PAGE if name == _PAGE else _BOUND)
    Console().print(shown)
    return slow


def _opened(connection: Connection) -> object:
    graph = query.graph(connection, limit=MOST_ACTORS, max_events=MOST_EVENTS)
    network_data(graph, positions=layout(graph))
    aggregates.facets(connection)
    return graph


def _seconds(ask: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds that went by, and those of processor time."""
    began, processor = time.perf_counter(), time.process_time()
    ask()
    return time.perf_counter() - began, time.process_time() - processor


def _size(answer: Any) -> str:
    if isinstance(answer, list):
        return f"{len(answer):,} rows"
    return f"{len(answer):,} actors, {answer.number_of_edges():,} edges"


if __name__ == "__main__":
    typer.run(measure)

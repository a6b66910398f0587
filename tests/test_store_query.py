"""Questions to a store: the same answers that the graph gives that is held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from samples import AHMADINEJAD, IRAN, IRAQ, KHAMENEI, TALABANI, extractions, reprints

from explorer.graph import build_graph
from explorer.pipeline import resolve
from explorer.store import aggregates, connect, open_writer, query
from explorer.store.connection import Connection
from explorer.views import (
    Filter,
    all_events,
    ego,
    event_days,
    filter_graph,
    matrix,
    offers,
    timeline,
    top,
    unit_for,
)
from explorer.views.aggregates import UNITS

READ = extractions() + reprints()
FILTERS = {
    "nothing": Filter(),
    "country": Filter(countries=("SYR",)),
    "among": Filter(countries=("IRN", "IRQ"), only_among=True),
    "state": Filter(countries=("IRN", "IRQ"), states_only=True),
    "kind": Filter(kinds=("person",)),
    "country-and-kind": Filter(countries=("IRN",), kinds=("person", "country")),
    "type": Filter(event_types=("ACCUSE", "REJECT")),
    "quad": Filter(quads=("verbal conflict",)),
    "status": Filter(statuses=("planned", "denied")),
    "outlet": Filter(outlets=("The Tigris Courier",)),
    "speaker": Filter(speakers=(KHAMENEI, "(the article)")),
    "source": Filter(speakers=("state radio",)),
    "days": Filter(since=date(2006, 11, 27), until=date(2006, 11, 28)),
    "since": Filter(since=date(2006, 11, 29)),
    "two-events": Filter(min_events=2),
    "confidence": Filter(min_confidence=0.9),
    "reports": Filter(reprints=False),
    "all-at-once": Filter(
        countries=("IRN",), statuses=("done",), since=date(2006, 11, 1), min_confidence=0.5
    ),
    "none-passes": Filter(event_types=("PROTEST",), countries=("FRA",)),
}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Connection]:
    path = tmp_path_factory.mktemp("store") / "corpus.duckdb"
    with open_writer(path, paths=("news",)) as writer:
        for one in READ:
            writer.add(one, source=one.article.id)
    with connect(path) as connection:
        yield connection


@pytest.fixture(scope="module")
def whole() -> nx.MultiDiGraph[str]:
    return build_graph(resolve(READ))


def content(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return all that is in a graph, nodes in the order of ids."""
    cited = {event["article"] for *_, event in graph.edges(data=True)}
    cited |= {one["article"] for _, solo in graph.nodes(data="solo") for one in solo}
    return {
        "nodes": sorted(graph.nodes(data=True)),
        "edges": sorted(graph.edges(keys=True, data=True), key=lambda edge: edge[:3]),
        "articles": {id: graph.graph["articles"][id] for id in cited},
        "filters": graph.graph.get("filters"),
    }


@pytest.mark.parametrize("name", FILTERS)
def test_a_filtered_graph_is_the_one_of_the_graph_in_memory(
    store: Connection, whole: nx.MultiDiGraph[str], name: str
) -> None:
    wanted = FILTERS[name]
    assert content(query.graph(store, wanted)) == content(filter_graph(whole, wanted))


def test_the_samples_tell_the_filters_apart(whole: nx.MultiDiGraph[str]) -> None:
    sizes = {name: filter_graph(whole, one).size() for name, one in FILTERS.items()}
    assert {name for name, size in sizes.items() if not size} == {"none-passes"}
    assert {name for name, size in sizes.items() if size == whole.size()} == {"nothing"}


@pytest.mark.parametrize("name", FILTERS)
def test_the_top_actors_are_those_of_the_graph_in_memory(
    store: Connection, whole: nx.MultiDiGraph[str], name: str
) -> None:
    wanted = FILTERS[name]
    best = top(filter_graph(whole, wanted), 4)
    assert [one.id for one in query.top_actors(store, wanted, limit=4)] == list(best)
    assert content(query.graph(store, wanted, limit=4)) == content(best)


def test_the_graph_has_nodes_and_attributes_in_the_same_order(
    store: Connection, whole: nx.MultiDiGraph[str]
) -> None:
    mine = query.graph(store)
    assert list(mine) == list(whole)
    assert list(mine.edges(keys=True)) == list(whole.edges(keys=True))
    for (_, a), (_, b) in zip(mine.nodes(data=True), whole.nodes(data=True), strict=True):
        assert list(a) == list(b)
        assert [list(one) for one in a["solo"]] == [list(one) for one in b["solo"]]
    pairs = zip(mine.edges(data=True), whole.edges(data=True), strict=True)
    assert all(list(a[2]) == list(b[2]) for a, b in pairs)


@pytest.mark.parametrize("name", ["nothing", "country", "status"])
def test_an_ego_network_is_that_of_the_graph_in_memory(
    store: Connection, whole: nx.MultiDiGraph[str], name: str
) -> None:
    wanted = FILTERS[name]
    expected = ego(filter_graph(whole, wanted), IRAN)
    assert content(query.ego(store, IRAN, wanted)) == content(expected)


def test_of_an_ego_network_those_with_most_events_are_kept(store: Connection) -> None:
    near = query.ego(store, IRAN, limit=1)
    assert set(near) == {IRAN, IRAQ}


def test_a_pair_has_all_that_connects_it(store: Connection, whole: nx.MultiDiGraph[str]) -> None:
    pair = query.between(store, TALABANI, AHMADINEJAD)
    both = {TALABANI, AHMADINEJAD}
    expected = [edge for edge in whole.edges(keys=True) if {*edge[:2]} <= both]
    assert expected
    assert sorted(pair.edges(keys=True)) == sorted(expected)


@pytest.mark.parametrize("name", FILTERS)
def test_timeline_and_matrix_are_those_of_the_graph_in_memory(
    store: Connection, whole: nx.MultiDiGraph[str], name: str
) -> None:
    wanted = FILTERS[name]
    part = filter_graph(whole, wanted)
    assert aggregates.matrix(store, wanted) == matrix(part)
    for unit in UNITS:
        assert aggregates.timeline(store, wanted, unit=unit) == timeline(part, unit=unit)
    span, days = aggregates.time_span(store, wanted), event_days(part)
    assert span.days == ((days[0], days[-1]) if days else ())
    assert span.unit == unit_for(days)
    assert span.undated == len(list(all_events(part))) - len(days)


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        pytest.param("khamenei", [KHAMENEI], id="in-any-case"),
        pytest.param("mahmoud ahmadi", [AHMADINEJAD], id="all-words"),
        pytest.param("tehran", [IRAN], id="alias"),
        pytest.param("ira", [IRAN, IRAQ], id="most-events-first"),
        pytest.param("%", [], id="no-pattern"),
        pytest.param(" ", [], id="no-words"),
    ],
)
def test_actors_are_found_by_any_of_their_names(
    store: Connection, text: str, ids: list[str]
) -> None:
    assert [one.id for one in query.find(store, text)] == ids


def test_who_is_looked_around_is_there_beside_the_most_connected(
    store: Connection, whole: nx.MultiDiGraph[str]
) -> None:
    far = min(whole, key=lambda id: whole.degree(id))
    found = query.graph(store, limit=2, focus=[far])
    assert set(found) == {*top(whole, 2), *ego(whole, far)}


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        pytest.param("accused bombs", Filter(), True, id="all-words-in-any-order"),
        pytest.param("BOMBS", Filter(), True, id="in-any-case"),
        pytest.param("bombs zebra", Filter(), False, id="not-all-words"),
        pytest.param("bombs", Filter(countries=("SYR",)), False, id="filtered"),
        pytest.param("%", Filter(), False, id="no-pattern"),
        pytest.param(" ", Filter(), False, id="no-words"),
    ],
)
def test_search_finds_the_events_of_a_sentence(
    store: Connection, whole: nx.MultiDiGraph[str], text: str, wanted: Filter, found: bool
) -> None:
    events = query.search(store, text, wanted)
    expected = [one for one in all_events(whole) if "the bombs" in one["sentence"]] if found else []
    assert sorted(events, key=lambda one: one["key"]) == expected
    assert len(expected) == found


def test_search_gives_no_more_than_asked_for(store: Connection) -> None:
    assert len(query.search(store, "a", limit=2)) == 2


def test_what_there_is_is_what_the_graph_in_memory_has(
    store: Connection, whole: nx.MultiDiGraph[str]
) -> None:
    assert aggregates.facets(store) == offers(whole)
    mine, other = aggregates.facets(store).values, offers(whole).values
    assert {name: [*one] for name, one in mine.items()} == {
        name: [*one] for name, one in other.items()
    }


def test_an_empty_store_has_nothing(tmp_path: Path) -> None:
    path = tmp_path / "empty.duckdb"
    with open_writer(path, paths=("none",)):
        pass
    with connect(path) as connection:
        assert aggregates.facets(connection) == offers(build_graph([]))
        assert not len(query.graph(connection, limit=150))


@pytest.mark.parametrize(
    ("most", "since"),
    [
        pytest.param(None, None, id="no-bound"),
        pytest.param(100, None, id="all-fit"),
        pytest.param(8, date(2006, 11, 29), id="the-newest-days"),
        pytest.param(0, date(2006, 12, 28), id="the-last-day-at-least"),
    ],
)
def test_of_too_many_events_the_newest_days_are_kept(
    store: Connection, most: int | None, since: date | None
) -> None:
    found = query.graph(store, limit=6, max_events=most)
    assert found.graph.get("newest_since") == (since.isoformat() if since else None)
    chosen = set(query.graph(store, limit=6))
    assert set(found) == chosen
    days = Filter(since=since) if since else Filter()
    assert set(found.edges) == {
        edge for edge in query.graph(store, days).edges if chosen.issuperset(edge[:2])
    }

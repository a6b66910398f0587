"""Corrections on a store: every question is answered as the corrected graph in memory would."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from samples import (
    AHMADINEJAD,
    BUSH,
    IRAN,
    IRAQ,
    KHAMENEI,
    MALIKI,
    SYRIA,
    TALABANI,
    USA,
    extractions,
    reprints,
)
from test_store_query import content

from explorer.corrections import Hide, Locate, Merge, Rename, correct
from explorer.errors import StoreError
from explorer.graph import build_graph
from explorer.pipeline import resolve
from explorer.store import aggregates, connect, load_extraction, open_writer, query
from explorer.views import Filter, ego, filter_graph, offers, top

READ = extractions() + reprints()
EVENTS = [event for one in READ for event in one.events]


def hide(event):
    return Hide(event.article_id, event.start, event.end, event.event_type)


CORRECTIONS = {
    "merge": (Merge(AHMADINEJAD, KHAMENEI),),
    "merge-of-two-who-meet": (Merge(TALABANI, AHMADINEJAD),),
    "merge-of-a-speaker": (Merge(KHAMENEI, USA),),
    "countries": (Merge(SYRIA, IRAN),),
    "merges-add-up": (Merge(BUSH, USA), Merge(USA, IRAN), Merge(MALIKI, IRAQ)),
    "rename": (Rename(KHAMENEI, "The Leader"),),
    "rename-what-was-merged": (Merge(KHAMENEI, AHMADINEJAD), Rename(KHAMENEI, "The Two")),
    "country": (Locate(KHAMENEI, "OMN"), Locate(AHMADINEJAD, "")),
    "hide": (hide(EVENTS[0]), hide(EVENTS[2])),
    "hide-all": tuple(map(hide, EVENTS)),
    "all": (Merge(SYRIA, IRAN), hide(EVENTS[1]), Rename(TALABANI, "Mam Jalal")),
    "fits-nothing": (Merge("nobody", IRAN), Rename("nobody", "X"), Hide("none", 0, 1, "ACCUSE")),
}
FILTERS = {
    "nothing": Filter(),
    "country": Filter(countries=("IRN",)),
    "speaker": Filter(speakers=(KHAMENEI, USA)),
    "two-events": Filter(min_events=2, since=date(2006, 11, 1)),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("store") / "corpus.duckdb"
    with open_writer(path, paths=("news",)) as writer:
        for one in READ:
            writer.add(one, source=one.article.id)
    return path


@pytest.fixture(params=CORRECTIONS.values(), ids=CORRECTIONS)
def both(request, path):
    """Return a store as corrected, and the graph in memory as corrected."""
    with connect(path, request.param) as connection:
        yield connection, build_graph(correct(resolve(READ), request.param))


@pytest.mark.parametrize("wanted", FILTERS.values(), ids=FILTERS)
def test_the_graph_is_the_corrected_one(both, wanted):
    store, whole = both
    assert content(query.graph(store, wanted)) == content(filter_graph(whole, wanted))
    ranked = query.top_actors(store, wanted, limit=4)
    assert [one.id for one in ranked] == list(top(filter_graph(whole, wanted), 4))


def test_what_there_is_and_who_is_near_are_those_of_the_corrected_one(both):
    store, whole = both
    mine, other = aggregates.facets(store), offers(whole)
    assert (mine.actors, mine.events, mine.most_events) == (
        other.actors, other.events, other.most_events)  # fmt: skip
    assert mine.values["speakers"] == other.values["speakers"]
    assert content(query.ego(store, IRAN)) == content(ego(whole, IRAN))


def test_an_article_is_read_as_corrected(path):
    made = (Merge(AHMADINEJAD, KHAMENEI), hide(EVENTS[2]))
    article = EVENTS[0].article_id
    with connect(path, made) as store:
        reading = load_extraction(store, article)
    [expected] = [one for one in correct(resolve(READ), made) if one.article.id == article]
    assert reading.events == expected.events
    assert {one.id for one in reading.actors} == {one.id for one in expected.actors}


def test_the_file_of_the_store_stays_as_it_is(path):
    before = path.read_bytes()
    with connect(path, CORRECTIONS["all"]) as store:
        assert query.graph(store).number_of_nodes()
    assert path.read_bytes() == before


def test_a_store_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreError, match="no such store"):
        connect(tmp_path / "none.duckdb", CORRECTIONS["hide"])

"""Who prints it and who says so: what there is to choose from, and what names mean."""

import pytest
from samples import AHMADINEJAD, KHAMENEI, extractions, reprints

from explorer.filters import FIELDS
from explorer.graph import build_graph
from explorer.views import (
    OWN_WORDS,
    Filter,
    all_events,
    filter_graph,
    meant,
    outlets,
    speakers,
)
from explorer.views.offers import values_of


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


def test_every_event_comes_once_those_of_one_alone_too(graph):
    keys = [event["key"] for event in all_events(graph)]
    assert len(keys) == len(set(keys)) == sum(len(one.events) for one in extractions())


def test_outlets(graph):
    assert outlets(graph) == ["Lakeside Gazette", "The Tigris Courier"]


def test_speakers_with_names_who_says_most_first(graph):
    assert speakers(graph) == {
        OWN_WORDS: (OWN_WORDS,),
        KHAMENEI: ("Ali Khamenei", "Khamenei"),
        AHMADINEJAD: ("Mahmoud Ahmadinejad", "Ahmadinejad"),
        "state radio": ("state radio",),
    }


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["Ali Khamenei"], (KHAMENEI,), id="name"),
        pytest.param([" khamenei "], (KHAMENEI,), id="alias-in-any-case"),
        pytest.param([KHAMENEI, "State Radio"], (KHAMENEI, "state radio"), id="id-and-source"),
        pytest.param([OWN_WORDS], (OWN_WORDS,), id="the-article"),
        pytest.param(["Nobody"], ("Nobody",), id="unknown"),
        pytest.param(["George W. Bush"], ("George W. Bush",), id="an-actor-who-says-nothing"),
        pytest.param([], (), id="none"),
    ],
)
def test_named_speakers(graph, names, expected):
    assert meant(speakers(graph), names) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        pytest.param(["lakeside gazette"], ("Lakeside Gazette",), id="any-case"),
        pytest.param(["Nobody's Post"], ("Nobody's Post",), id="unknown"),
    ],
)
def test_named_outlets(graph, names, expected):
    known = values_of(graph, FIELDS["outlets"])
    assert meant(known, names) == expected


def test_a_reprint_knows_who_was_first_and_can_be_left_out() -> None:
    graph = build_graph(reprints())
    reports = {id: article["report"] for id, article in graph.graph["articles"].items()}
    assert reports == {"print-1": None, "print-2": "print-1", "print-3": "print-1"}
    once = filter_graph(graph, Filter(reprints=False))
    assert [key for *_, key in once.edges(keys=True)] == ["print-1-1"]
    assert once.graph["filters"] == {"reprints": False}
    assert filter_graph(graph, Filter()).number_of_edges() == 3

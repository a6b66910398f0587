"""What an actor's events tell of it as a whole."""

from __future__ import annotations

import pytest
from samples import AHMADINEJAD, BUSH, IRAN, IRAQ, LEAGUE, MALIKI, SYRIA, TALABANI, USA, extractions

from explorer.graph import build_graph
from explorer.views import Filter, Profile, filter_graph, profiles


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        pytest.param(
            BUSH,
            Profile("2006-11-29", "2006-11-30", (MALIKI,), (IRAN,),
                    (("2006-11-29", 0, 1), ("2006-11-30", 1, 0))),
            id="friend-and-foe",
        ),
        pytest.param(
            TALABANI,
            Profile("2006-11-27", "2006-11-28", (AHMADINEJAD,), (IRAN, SYRIA),
                    (("2006-11-27", 2, 0), ("2006-11-28", 0, 1))),
            id="an-event-with-two-counts-once",
        ),
        pytest.param(
            LEAGUE,
            Profile("2006-11-29", "2006-11-29", (MALIKI,), (), (("2006-11-29", 1, 1),)),
            id="alone-counts-too",
        ),
    ],
)  # fmt: skip
def test_profile(graph, node, expected):
    assert profiles(graph)[node] == expected


def test_what_is_denied_brings_nobody_closer(graph):
    assert USA not in profiles(graph)[SYRIA].closest
    assert profiles(graph)[IRAN].closest[0] == IRAQ


def test_who_takes_part_in_nothing_has_no_profile(graph):
    kept = filter_graph(graph, Filter(outlets=("Lakeside Gazette",), countries=("USA",)))
    assert "iraq" not in profiles(kept)


def test_without_any_day_there_is_no_time(graph):
    one = filter_graph(graph, Filter(event_types=("AID",)))
    one.graph["articles"] = {
        id: {**data, "published": None} for id, data in one.graph["articles"].items()
    }
    assert profiles(one)[IRAN] == Profile(None, None, (), (), ())

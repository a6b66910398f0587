"""An article cut into pieces, and events as rows with all who take part."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import (
    AHMADINEJAD,
    HOSTILE,
    IRAN,
    IRAQ,
    KHAMENEI,
    LEAGUE,
    SYRIA,
    TALABANI,
    extractions,
    hostile_extractions,
)

from explorer.graph import build_graph
from explorer.model import Mention
from explorer.views import Filter, filter_graph, line_id, marked, reports, words

COURIER, GAZETTE = extractions()


@pytest.mark.parametrize("one", [COURIER, GAZETTE, *hostile_extractions()],
                         ids=["courier", "gazette", *HOSTILE])  # fmt: skip
def test_the_pieces_are_the_text(one):
    pieces = marked(one)
    assert "".join(piece.text for piece in pieces) == one.article.text
    assert all(one.article.text.startswith(piece.text, piece.start) for piece in pieces)


@pytest.mark.parametrize(
    ("text", "actor", "events"),
    [
        pytest.param("Jalal Talabani", TALABANI, (), id="actor"),
        pytest.param("accused", None, ("courier-tehran-3",), id="trigger"),
        pytest.param("Supreme Leader Ali Khamenei", KHAMENEI, (), id="speaker"),
    ],
)
def test_a_piece_tells_whom_it_names_and_what_it_carries(text, actor, events):
    (piece,) = [one for one in marked(COURIER) if one.text == text]
    assert (piece.actor, piece.events) == (actor, events)


def test_a_mention_within_another_counts():
    inner = Mention("courier-tehran", 6, 15, "President", "nominal", "inner")
    outer = Mention("courier-tehran", 0, 30, COURIER.article.text[:30], "nominal", "outer")
    pieces = marked(replace(COURIER, mentions=(outer, inner), events=()))
    assert [(one.text, one.actor) for one in pieces[:3]] == [
        ("Iraqi ", "outer"), ("President", "inner"), (" Jalal Talabani", "outer")
    ]  # fmt: skip


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


def test_every_event_is_one_row_in_the_order_of_the_text(graph):
    expected = [f"courier-tehran-{n}" for n in range(1, 7)]
    assert [row.key for row in reports(graph)][:6] == expected


@pytest.mark.parametrize(
    ("key", "actors", "recipients", "told"),
    [
        pytest.param("courier-tehran-4", (TALABANI,), (IRAN, SYRIA),
                     ("Jalal Talabani", "demands change from", "Iran and Syria"), id="to-two"),
        pytest.param("courier-tehran-5", (IRAN, IRAQ, SYRIA), (),
                     ("Iran, Iraq and Syria", "may meet", ""), id="they-meet"),
        pytest.param("gazette-amman-8", (LEAGUE,), (),
                     ("Arab League", "demonstrates", ""), id="alone"),
        pytest.param("gazette-amman-4", (TALABANI, AHMADINEJAD), (),
                     ("Jalal Talabani and Mahmoud Ahmadinejad", "meets", ""), id="pair"),
    ],
)  # fmt: skip
def test_report(graph, key, actors, recipients, told):
    (row,) = [one for one in reports(graph) if one.key == key]
    assert (set(row.actors), set(row.recipients)) == (set(actors), set(recipients))
    assert words(graph, row)[2] == told[2]
    assert words(graph, row)[0] == told[0]


def test_the_lines_of_a_row_are_those_of_the_drawing(graph):
    (row,) = [one for one in reports(graph) if one.key == "courier-tehran-4"]
    assert row.lines == (line_id(TALABANI, IRAN, row.event), line_id(TALABANI, SYRIA, row.event))
    assert row.lines[0] == f"{IRAN}|{TALABANI}|conflict|done"


def test_rows_of_a_filtered_graph_name_those_who_are_left(graph):
    kept = filter_graph(graph, Filter(countries=("SYR",), only_among=True))
    assert reports(kept) == []
    kept = filter_graph(graph, Filter(countries=("SYR",), event_types=("REQUEST",)))
    assert [(row.actors, row.recipients) for row in reports(kept)] == [((TALABANI,), (SYRIA,))]

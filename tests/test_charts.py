"""What the charts are made of: bars of time by quad category, cells of country by country."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

import pytest
from samples import extractions

from explorer.app.data import count_events
from explorer.export import render
from explorer.graph import build_graph
from explorer.views import (
    Bar,
    Cell,
    Filter,
    busiest,
    event_days,
    filter_graph,
    matrix,
    reports,
    timeline,
)
from explorer.views.aggregates import unit_for
from explorer.views.filter import event_day


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [
        pytest.param("2006-11-28", "2006-11-28", "day", id="one-day"),
        pytest.param("2006-11-01", "2007-01-02", "day", id="two-months"),
        pytest.param("2006-11-01", "2007-01-03", "week", id="more"),
        pytest.param("2006-01-01", "2008-01-04", "month", id="years"),
        pytest.param("0001-01-01", "9999-12-31", "month", id="all-there-are"),
    ],
)
def test_unit_follows_the_range(first, last, unit):
    assert unit_for([date.fromisoformat(last), date.fromisoformat(first)]) == unit


def test_no_days_are_shown_by_the_day():
    assert unit_for([]) == "day"


@pytest.mark.parametrize(
    ("unit", "bars"),
    [
        pytest.param(
            "day",
            [Bar(date(2006, 11, 29), date(2006, 11, 30), "verbal conflict", 2),
             Bar(date(2006, 11, 29), date(2006, 11, 30), "verbal cooperation", 1)],
            id="day",
        ),
        pytest.param(
            "week",
            [Bar(date(2006, 11, 27), date(2006, 12, 4), "verbal conflict", 2),
             Bar(date(2006, 11, 27), date(2006, 12, 4), "verbal cooperation", 1)],
            id="week-from-monday",
        ),
        pytest.param(
            "month",
            [Bar(date(2006, 11, 1), date(2006, 12, 1), "verbal conflict", 2),
             Bar(date(2006, 11, 1), date(2006, 12, 1), "verbal cooperation", 1)],
            id="month",
        ),
    ],
)  # fmt: skip
def test_timeline(graph, unit, bars):
    day = date(2006, 11, 29)
    wanted = Filter(since=day, until=day, statuses=("done",), min_confidence=0.5)
    assert timeline(filter_graph(graph, wanted), unit=unit) == bars


def test_an_event_of_many_pairs_counts_once_in_the_month_it_is_planned_for(graph):
    bars = timeline(graph, unit="month")
    assert [bar.count for bar in bars if bar.start == date(2006, 12, 1)] == [1]


@pytest.mark.parametrize("unit", ["day", "week", "month"])
@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_there_are_make_bars(graph, unit, day):
    one = filter_graph(graph, Filter(event_types=("AID",)))
    for *_, edge in one.edges(data=True):
        edge["date"] = day.isoformat()
    (bar,) = timeline(one, unit=unit)
    assert bar.start <= day <= bar.end


def test_days_are_those_of_all_events(graph):
    assert len(event_days(graph)) == sum(len(one.events) for one in extractions())


@pytest.mark.parametrize(
    "wanted",
    [
        pytest.param(Filter(), id="all"),
        pytest.param(Filter(countries=("IRN",)), id="country"),
        pytest.param(Filter(statuses=("done",)), id="done"),
        pytest.param(Filter(min_events=2), id="pairs"),
    ],
)
def test_header_timeline_and_files_count_alike_with_events_of_one_side(graph, wanted):
    part = filter_graph(graph, wanted)
    counted = count_events(part)
    assert counted
    days = event_days(part)
    assert sum(bar.count for bar in timeline(part, unit="day")) == len(days)
    undated = [one for one in reports(part) if event_day(part, one.event) is None]
    assert len(days) + len(undated) == counted == len(reports(part))
    evidence = csv.DictReader(StringIO(render(part, "evidence.csv").decode("utf-8-sig")))
    pairs = csv.DictReader(StringIO(render(part, "csv").decode("utf-8-sig")))
    assert len(list(evidence)) == counted
    assert len({row["event"] for row in pairs if row["relation"] == "event"}) == counted


def test_matrix(graph):
    cells = {(one.actor, one.recipient): (one.count, one.score) for one in matrix(graph)}
    assert cells["IRQ", "IRN"] == (4, 1.625)
    assert cells["SYR", "USA"] == cells["USA", "SYR"]
    assert cells["USA", "IRN"][0] == 2
    assert ("IRN", "USA") in cells


def test_what_they_do_to_each_other_goes_both_ways_what_one_does_only_one(graph):
    kept = filter_graph(graph, Filter(countries=("USA",), event_types=("THREATEN", "CONSULT")))
    assert [(one.actor, one.recipient, one.count) for one in matrix(kept)] == [
        ("SYR", "USA", 1),
        ("USA", "IRN", 1),
        ("USA", "SYR", 1),
    ]


def test_the_busiest_countries_come_first():
    cells = [Cell("A", "B", 2, 0.0), Cell("B", "B", 5, 0.0), Cell("C", "A", 9, 0.0)]
    assert busiest(cells, 2) == ["A", "C"]

"""Tables that can be cited row by row, Cytoscape's JSON, and the ending that tells a format."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from samples import extractions, hostile_extractions

from explorer.export import format_of, render
from explorer.graph import build_graph
from explorer.views import Filter, filter_graph


def filtered():
    return filter_graph(build_graph(extractions()), Filter(countries=("SYR",)))


def rows(graph, format):
    data = render(graph, format).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(data, newline="")))


def test_evidence_is_a_row_a_sentence_whatever_the_pairs():
    found = rows(build_graph(extractions()), "evidence.csv")
    told = [(row["who"], row["did_what"], row["to_whom"], row["who_says_so"]) for row in found]
    assert len(told) == sum(len(one.events) for one in extractions())
    assert told[3:5] == [
        ("Jalal Talabani", "demands change from", "Iran and Syria", ""),
        ("Iran, Iraq and Syria", "may meet", "", "state radio"),
    ]
    assert found[3]["recipient_ids"] == "iran syria"
    assert found[3]["outlet"] == "The Tigris Courier"


@pytest.mark.parametrize("format", ["csv", "evidence.csv"])
def test_every_row_tells_its_filters_and_what_wrote_it(format):
    for row in rows(filtered(), format):
        assert row["filters"] == '{"countries": ["SYR"]}'
        assert row["generator"].startswith("Actor Graph Explorer")


@pytest.mark.parametrize("format", ["csv", "evidence.csv"])
def test_no_cell_of_a_hostile_graph_is_a_formula(format):
    for row in rows(build_graph(hostile_extractions()), format):
        assert not any(value.startswith(("=", "@", "+", "\t")) for value in row.values())


def test_cytoscape_has_all_actors_and_edges_and_where_they_come_from():
    graph = filtered()
    data = json.loads(render(graph, "cyjs"))
    nodes, edges = ([one["data"] for one in data["elements"][kind]] for kind in ("nodes", "edges"))
    assert [one["id"] for one in nodes] == list(graph)
    assert {(one["source"], one["target"]) for one in edges} == set(graph.edges())
    assert len({one["id"] for one in edges}) == graph.number_of_edges()
    assert all(one["label"] and one["sentence"] for one in edges)
    assert data["generated_by"].startswith("Actor Graph Explorer")
    assert json.loads(data["data"]["filters"]) == {"countries": ["SYR"]}
    assert "gazette-amman" in data["data"]["articles"]


@pytest.mark.parametrize(
    ("name", "format"),
    [("a.csv", "csv"), ("a.Evidence.CSV", "evidence.csv"), ("evidence.csv", "csv"),
     ("a.cyjs", "cyjs"), ("csv", None), ("a.doc", None)],
)  # fmt: skip
def test_the_longest_ending_tells_the_format(name, format):
    assert format_of(Path(name)) == format

"""The table of filters: it fits ``Filter``, and everything else asks it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from samples import extractions
from test_store_query import FILTERS

from explorer.filters import FIELDS, Control, Field, Filter
from explorer.graph import build_graph
from explorer.store import open_writer
from explorer.store.schema import TABLES
from explorer.views.filter import columns, ends_of

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
ROWS = list(FIELDS.values())


def test_the_table_has_the_fields_of_a_filter() -> None:
    assert {*FIELDS} == {one.name for one in fields(Filter)}
    assert [name for name, row in FIELDS.items() if name != row.name] == []


@pytest.mark.parametrize("name", ["key", "option"])
def test_no_two_filters_are_asked_for_alike(name: str) -> None:
    values = [getattr(row, name) for row in ROWS]
    assert len(values) == len(set(values))


@pytest.mark.parametrize("row", ROWS, ids=FIELDS)
def test_a_condition_in_sql_knows_columns_of_edges_and_fields_alone(row: Field) -> None:
    known = {*TABLES["edges"].columns, "pair_events", "list_contains"}
    sql = re.sub(r"'\w+'", "", row.condition.sql)  # without literals
    assert {*re.findall(r"\$(\w+)", sql)} <= {*FIELDS}
    assert {*re.findall(r"(?<!\$)\b[a-z_]+\b", sql)} <= known


def test_there_is_no_filter_without_sql() -> None:
    with pytest.raises(TypeError, match="condition"):
        Field(name="papers", key="paper", control=Control("pills", "Papers"))  # type: ignore


def test_both_kinds_of_condition_are_compared_for_every_field() -> None:
    assert {name for one in FILTERS.values() for name in one.set_fields()} == {*FIELDS}


def test_a_graph_in_memory_has_all_columns_of_the_store() -> None:
    graph = build_graph(extractions())
    for edge in graph.edges(keys=True, data=True):
        known = {"key": edge[2], **ends_of(graph, edge), **columns(graph, edge[3])}
        assert {*TABLES["edges"].columns} <= {*known}


def test_the_readme_has_the_table_of_options() -> None:
    rows = [f"| `{row.option}` | {row.help} |" for row in ROWS if row.help]
    assert "\n".join(["| option | does |", "| --- | --- |", *rows, ""]) in README


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return where a filter is found that one row adds."""
    store = tmp_path_factory.mktemp("wider") / "corpus.duckdb"
    with open_writer(store, paths=("news",)) as writer:
        for one in extractions():
            writer.add(one, source=one.article.id)
    paths = os.pathsep.join([str(ROOT), str(ROOT / "tests")])
    run = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "one_more_filter.py"), str(store)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert run.returncode == 0, run.stderr
    return json.loads(run.stdout)


def test_one_row_adds_an_option_to_the_command(found: Any) -> None:
    assert "--paper PAPER " in found["help"]
    assert "Keep what this paper tells; may be" in found["help"]
    assert found["command"] == ["courier-tehran"]
    assert found["file"] == {"papers": ["courier-tehran"]}


def test_one_row_filters_graphs_and_stores_alike(found: Any) -> None:
    assert found["store"] == found["memory"]
    assert 0 < len(found["memory"]) < found["whole"]


def test_one_row_adds_a_key_to_addresses(found: Any) -> None:
    assert found["address"] == {"paper": ["courier-tehran"]}
    assert found["comes back"]


def test_one_row_adds_a_control_to_the_page(found: Any) -> None:
    assert found["control"] == ["Papers", ["courier-tehran", "gazette-amman"]]
    assert " of " in found["shown"] and " of " not in found["before"]
    assert found["query"] == found["control"][1][:1]


def test_one_row_is_told_in_words(found: Any) -> None:
    assert "filtered by papers: courier-tehran" in found["drawing"]
    assert found["advice"] == (
        "Nothing passes --paper; widen it, or leave it out. In these articles there are the papers "
        "courier-tehran, gazette-amman."
    )

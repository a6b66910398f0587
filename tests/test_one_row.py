"""A kind of actor, a format or a tab more is one row of a table; it is then found everywhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from samples import IRAN, extractions

from explorer.actors.gazetteer import _organization_of
from explorer.errors import UnknownKindError
from explorer.export import render
from explorer.export.svg import render_svg
from explorer.export.vis import KINDS, static
from explorer.graph import build_graph
from explorer.model import Kind

ROOT = Path(__file__).resolve().parents[1]


# --- kinds of actor -----------------------------------------------------------------------------

KIND_ROWS = {
    "explorer/model.py": ('    GROUP = "group", "they"\n', '    VESSEL = "vessel", "it", "SHIP"\n'),
    "explorer/export/vis.py": (
        '    Kind.GROUP: KindStyle("Group", "triangle", "#C2608C"),\n',
        '    Kind.VESSEL: KindStyle("Ship", "diamond", "#123456"),\n',
    ),
}
IN_USE = """
import json, sys
from pathlib import Path

from builders import Deed, extraction
from typer.testing import CliRunner

from explorer import cli
from explorer.events.parties import _KINDS
from explorer.export import FORMATS, write
from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.page import link
from explorer.store import connect, extractions, facts, questions, writing
from explorer.views import Filter, filter_graph, offers

folder = Path(sys.argv[1])
ship, other = Actor("calypso", "Calypso", Kind.VESSEL, "FRA"), Actor("lion", "Lion", Kind("vessel"))
iran = Actor("IRN", "Iran", Kind.COUNTRY, "IRN")
sides = {"actors": [("calypso", "Calypso")], "recipients": [("lion", "Lion")]}
deed = Deed(sentence=0, type="CONSULT", trigger="met", **sides)
told = ("Calypso met Lion.",)
read = extraction(id="a", sentences=told, actors=(iran, ship, other), deeds=(deed,))
graph = build_graph([read])
assert offers(graph).kinds == ("country", "vessel")
for format in FORMATS:
    write(graph, folder / f"graph.{format}")
for format in set(FORMATS) - {"evidence.csv"}:  # it has no kinds
    text = (folder / f"graph.{format}").read_text("utf-8")
    assert "Ship" in text if format == "svg" else "vessel" in text, format
html = (folder / "graph.html").read_text("utf-8")
legend = {"kind": "vessel", "label": "Ship", "shape": "diamond", "color": "#123456"}
assert json.dumps(legend, separators=(",", ":")) in html
with writing(folder / "s.duckdb", paths=("a",)) as writer:
    writer.add(read, source="a.txt")
with connect(folder / "s.duckdb") as store:
    assert list(extractions(store)) == [read]
    assert "vessel" in facts.offers(store).kinds
    only = Filter(kinds=("vessel",))
    assert {"calypso", "lion"} == set(questions.graph(store, only)) == {*filter_graph(graph, only)}
options = ["--store", str(folder / "s.duckdb"), "--kind", "Vessel", "-o", str(folder / "some.json")]
done = CliRunner().invoke(cli.app, ["graph", *options])
assert done.exit_code == 0 and "2 of " in done.output, done.output
assert link.read({"kind": ["vessel"], "without-kind": ["vessel"]}).look.kinds_off == ("vessel",)
assert _KINDS["SHIP"] is Kind.VESSEL
"""


def test_a_kind_of_actor_is_one_row_and_its_looks(tmp_path: Path) -> None:
    """Run a copy of the package that has one kind more."""
    shutil.copytree(ROOT / "explorer", tmp_path / "explorer")
    (tmp_path / "data").symlink_to(ROOT / "data")
    for name, (last, row) in KIND_ROWS.items():
        text = (tmp_path / name).read_text("utf-8")
        assert text.count(last) == 1
        (tmp_path / name).write_text(text.replace(last, last + row), "utf-8")
    path = os.pathsep.join(map(str, (tmp_path, ROOT / "tests")))
    run = [sys.executable, "-c", IN_USE, str(tmp_path)]
    env = {**os.environ, "PYTHONPATH": path}
    done = subprocess.run(run, capture_output=True, text=True, env=env, cwd=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_drawn(kind: Kind) -> None:
    assert f"  {KINDS[kind].shape}: " in static("panel.js")
    assert f">{KINDS[kind].label}</text>" in render_svg(build_graph([])).decode()


def test_an_unknown_kind_in_a_table_is_named() -> None:
    row = {"name": "Calypso", "aliases": "", "kind": "vessel", "country": ""}
    with pytest.raises(UnknownKindError, match='"vessel" is no kind of actor; known are person'):
        _organization_of(row)


def test_an_unknown_kind_in_a_graph_is_named() -> None:
    graph = build_graph(extractions())
    graph.nodes[IRAN]["kind"] = "vessel"
    with pytest.raises(UnknownKindError, match='"vessel"'):
        render(graph, "svg")

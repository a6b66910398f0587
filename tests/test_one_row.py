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
from explorer.export import FORMATS, render
from explorer.export.svg import render_svg
from explorer.export.vis import KINDS, static
from explorer.graph import build_graph
from explorer.model import Kind

ROOT = Path(__file__).resolve().parents[1]


def run_with_rows(folder: Path, rows: dict[str, tuple[str, str]], script: str) -> None:
    """Run a script on a copy of the program in which each table has one row more.

    Args:
        folder: an empty one, for the copy.
        rows: what is added, by file: a line that is there, and the lines to put below it. A file
            that is not there gets the lines alone.
        script: Python; its only argument is the folder.
    """
    shutil.copytree(ROOT / "explorer", folder / "explorer")
    shutil.copy(ROOT / "streamlit_app.py", folder)
    (folder / "data").symlink_to(ROOT / "data")
    for name, (above, row) in rows.items():
        path = folder / name
        text = path.read_text("utf-8") if path.exists() else above
        assert text.count(above) == 1
        path.write_text(text.replace(above, above + row), "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT / "tests")))}
    run = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, env=env, cwd=folder)
    assert done.returncode == 0, done.stderr


# --- kinds of actor -----------------------------------------------------------------------------

KIND_ROWS = {
    "explorer/model.py": ('    GROUP = "group", "they"\n', '    VESSEL = "vessel", "it", "SHIP"\n'),
    "explorer/export/vis.py": (
        '    Kind.GROUP: KindStyle("Group", "triangle", "#C2608C"),\n',
        '    Kind.VESSEL: KindStyle("Ship", "diamond", "#123456"),\n',
    ),
}
KIND_IN_USE = """
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
    run_with_rows(tmp_path, KIND_ROWS, KIND_IN_USE)


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


# --- formats ------------------------------------------------------------------------------------

FORMAT_ROWS = {
    "explorer/export/names.py": (
        '"""Names."""\n\n',
        'def render_names(graph):\n    return "é".join(sorted(graph))\n',
    ),
    "explorer/export/__init__.py": (
        "    for format in (\n",
        '        Format("names", "Names", "text/x-names", "reading",\n'
        '               "explorer.export.names:render_names"),\n',
    ),
}
FORMAT_IN_USE = """
import os, sys
from pathlib import Path

from samples import extractions
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from explorer import cli
from explorer.export import format_of, render, write
from explorer.graph import build_graph
from explorer.store import writing

folder = Path(sys.argv[1])
graph = build_graph(extractions())
told = "é".join(sorted(graph)).encode()
assert render(graph, "names", positions={}) == told
write(graph, folder / "a.names")
assert (folder / "a.names").read_bytes() == told
assert format_of(Path("a.NAMES")) == "names"

with writing(folder / "s.duckdb", paths=("a",)) as writer:
    for one in extractions():
        writer.add(one, source="a.txt")
run = CliRunner().invoke
assert ".names" in run(cli.app, ["graph", "--help"]).output
out = str(folder / "b.names")
assert run(cli.app, ["graph", "--store", str(folder / "s.duckdb"), "-o", out]).exit_code == 0
assert Path(out).read_bytes() == told

os.environ[cli.STORE_VARIABLE] = str(folder / "s.duckdb")
page = AppTest.from_file(str(folder / "streamlit_app.py"), default_timeout=120).run()
assert not page.exception, page.exception
assert "Names (.names)" in [one.proto.label for one in page.get("download_button")]
"""


def test_a_format_is_one_module_and_one_row(tmp_path: Path) -> None:
    run_with_rows(tmp_path, FORMAT_ROWS, FORMAT_IN_USE)


def test_the_readme_has_the_table_of_formats() -> None:
    rows = (f"| `.{one.suffix}` | {one.use} |\n" for one in FORMATS.values())
    assert "".join(rows) in (ROOT / "README.md").read_text("utf-8")

"""A kind of actor, a format or a tab more is one row of a table; it is then found everywhere."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from samples import IRAN, extractions

from explorer.entities.gazetteer import _organization_of
from explorer.errors import UnknownKindError
from explorer.export import FORMATS, render
from explorer.export.svg import render_svg
from explorer.export.vis import KINDS, static
from explorer.graph import build_graph
from explorer.model import Kind

ROOT = Path(__file__).resolve().parents[1]


def run_with(folder: Path, edits: Iterable[tuple[str, str, str]], script: str) -> None:
    """Run a script on a copy of the program.

    Args:
        folder: an empty one, for the copy.
        edits: (file, text, what takes its place); a file that is not there is made.
        script: Python; its only argument is the folder.
    """
    shutil.copytree(ROOT / "explorer", folder / "explorer")
    shutil.copy(ROOT / "streamlit_app.py", folder)
    (folder / "data").symlink_to(ROOT / "data")
    for name, old, new in edits:
        path = folder / name
        text = path.read_text("utf-8") if path.exists() else old
        assert text.count(old) == 1
        path.write_text(text.replace(old, new), "utf-8")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, (folder, ROOT / "tests")))}
    run = [sys.executable, "-c", script, str(folder)]
    done = subprocess.run(run, capture_output=True, text=True, env=env, cwd=folder)
    assert done.returncode == 0, done.stderr


# --- kinds of actor -----------------------------------------------------------------------------

GROUP = '    GROUP = "group", "they"\n'
GROUP_LOOKS = '    Kind.GROUP: KindStyle("Group", "triangle", "#C2608C"),\n'
KIND_ADDED = (
    ("explorer/model.py", GROUP, f'{GROUP}    VESSEL = "vessel", "it", "SHIP"\n'),
    (
        "explorer/export/vis.py",
        GROUP_LOOKS,
        f'{GROUP_LOOKS}    Kind.VESSEL: KindStyle("Ship", "diamond", "#123456"),\n',
    ),
)
KIND_IN_USE = """
import json, sys
from pathlib import Path

from builders import Deed, extraction
from typer.testing import CliRunner

from explorer import cli, environment
from explorer.events.parties import _KINDS
from explorer.export import FORMATS, write
from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.app import link
from explorer.store import aggregates, connect, load_extractions, open_writer, query
from explorer.views import Filter, filter_graph, offers

folder = Path(sys.argv[1])
ship, other = Actor("calypso", "Calypso", Kind.VESSEL, "FRA"), Actor("lion", "Lion", Kind("vessel"))
iran = Actor("IRN", "Iran", Kind.COUNTRY, "IRN")
sides = {"actors": [("calypso", "Calypso")], "recipients": [("lion", "Lion")]}
deed = Deed(sentence=0, type="CONSULT", trigger="met", **sides)
told = ("Calypso met Lion.",)
read = extraction(id="a", sentences=told, actors=(iran, ship, other), deeds=(deed,))
graph = build_graph([read])
assert [*offers(graph).values["kinds"]] == ["country", "vessel"]
for format in FORMATS:
    write(graph, folder / f"graph.{format}")
for format in set(FORMATS) - {"evidence.csv"}:  # it has no kinds
    text = (folder / f"graph.{format}").read_text("utf-8")
    assert "Ship" in text if format == "svg" else "vessel" in text, format
html = (folder / "graph.html").read_text("utf-8")
legend = {"kind": "vessel", "label": "Ship", "shape": "diamond", "color": "#123456"}
assert json.dumps(legend, separators=(",", ":")) in html
with open_writer(folder / "s.duckdb", paths=("a",)) as writer:
    writer.add(read, source="a.txt")
with connect(folder / "s.duckdb") as store:
    assert list(load_extractions(store)) == [read]
    assert "vessel" in aggregates.facets(store).values["kinds"]
    only = Filter(kinds=("vessel",))
    assert {"calypso", "lion"} == set(query.graph(store, only)) == {*filter_graph(graph, only)}
options = ["--store", str(folder / "s.duckdb"), "--kind", "Vessel", "-o", str(folder / "some.json")]
done = CliRunner().invoke(cli.app, ["graph", *options])
assert done.exit_code == 0 and "2 of " in done.output, done.output
view = link.read({"kind": ["vessel"], "without-kind": ["vessel"]}, ())
assert view.wanted.kinds == view.look.kinds_off == ("vessel",)
assert _KINDS["SHIP"] is Kind.VESSEL
"""


def test_a_kind_of_actor_is_one_row_and_its_looks(tmp_path: Path) -> None:
    run_with(tmp_path, KIND_ADDED, KIND_IN_USE)


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


# --- attributes of an edge ------------------------------------------------------------------------

ATTRIBUTE_ADDED = (
    (
        "explorer/edges.py",
        "    role: str | None\n",
        "    role: str | None\n    letters: int | None\n",
    ),
    (
        "explorer/edges.py",
        '        "role": None,\n',
        '        "role": None,\n        "letters": len(event.trigger),\n',
    ),
    (
        "explorer/edges.py",
        '        "role": tie.role,\n',
        '        "role": tie.role,\n        "letters": None,\n',
    ),
)
ATTRIBUTE_IN_USE = """
import sys
from pathlib import Path

from samples import extractions

from explorer.export import FORMATS, write
from explorer.export.html import page_data
from explorer.graph import build_graph, iter_edges
from explorer.store import connect, open_writer, query

folder = Path(sys.argv[1])
graph = build_graph(extractions())
for format in set(FORMATS) - {"svg", "evidence.csv"}:  # these tell what people read
    write(graph, folder / f"graph.{format}")
    assert "letters" in (folder / f"graph.{format}").read_text("utf-8"), format
shown = page_data(graph)["events"]
assert shown["gazette-amman-3"]["letters"] == len("sent weapons")
with open_writer(folder / "s.duckdb", paths=("a",)) as writer:
    for one in extractions():
        writer.add(one, source="a.txt")
with connect(folder / "s.duckdb") as store:
    stored = query.graph(store)
assert sorted(iter_edges(stored), key=str) == sorted(iter_edges(graph), key=str)
"""


def test_an_attribute_of_an_edge_is_one_row_and_its_values(tmp_path: Path) -> None:
    run_with(tmp_path, ATTRIBUTE_ADDED, ATTRIBUTE_IN_USE)


# --- formats ------------------------------------------------------------------------------------

FORMATS_BEGIN = "    for format in (\n"
FORMAT_ADDED = (
    (
        "explorer/export/names.py",
        "",
        'def render_names(graph):\n    return "é".join(sorted(graph))\n',
    ),
    (
        "explorer/export/__init__.py",
        FORMATS_BEGIN,
        f'{FORMATS_BEGIN}        Format("names", "Names", "text/x-names", "reading",\n'
        '               "explorer.export.names:render_names"),\n',
    ),
)
FORMAT_IN_USE = """
import os, sys
from pathlib import Path

from samples import extractions
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from explorer import cli, environment
from explorer.export import format_of, render, write
from explorer.graph import build_graph
from explorer.store import open_writer

folder = Path(sys.argv[1])
graph = build_graph(extractions())
told = "é".join(sorted(graph)).encode()
assert render(graph, "names", positions={}) == told
write(graph, folder / "a.names")
assert (folder / "a.names").read_bytes() == told
assert format_of(Path("a.NAMES")) == "names"

with open_writer(folder / "s.duckdb", paths=("a",)) as writer:
    for one in extractions():
        writer.add(one, source="a.txt")
run = CliRunner().invoke
assert ".names" in run(cli.app, ["graph", "--help"]).output
out = str(folder / "b.names")
assert run(cli.app, ["graph", "--store", str(folder / "s.duckdb"), "-o", out]).exit_code == 0
assert Path(out).read_bytes() == told

os.environ[environment.STORE] = str(folder / "s.duckdb")
page = AppTest.from_file(str(folder / "streamlit_app.py"), default_timeout=120).run()
assert not page.exception, page.exception
assert "Names (.names)" in [one.proto.label for one in page.get("download_button")]
"""


def test_a_format_is_one_module_and_one_row(tmp_path: Path) -> None:
    run_with(tmp_path, FORMAT_ADDED, FORMAT_IN_USE)


def test_the_readme_has_the_table_of_formats() -> None:
    rows = (f"| `.{one.suffix}` | {one.use} |\n" for one in FORMATS.values())
    assert "".join(rows) in (ROOT / "README.md").read_text("utf-8")


# --- tabs ---------------------------------------------------------------------------------------

SPARE = """
import streamlit as st
from explorer.app import state
from explorer.app.tab import Param

def panel(corpus, shown):
    st.text_input("A word", key="word")

def apply(word):
    st.session_state["word"] = word

SESSION = {"word": None}
ADDRESS = {"word": Param(lambda: state.value("word"), apply)}
"""
LAST_TAB = '    Tab("Correct", corrections.panel),\n'
SPARE_TAB = '    Tab("Spare", spare.panel, spare.SESSION, spare.ADDRESS),\n'
TAB_ADDED = (
    ("explorer/app/spare.py", "", SPARE),
    ("explorer/app/tabs.py", "    state,\n", "    spare,\n    state,\n"),
    ("explorer/app/tabs.py", LAST_TAB, LAST_TAB + SPARE_TAB),
)
OPENED = """
import os, sys
from pathlib import Path

from samples import extractions
from streamlit.testing.v1 import AppTest

from explorer import cli, environment
from explorer.store import open_writer

folder = Path(sys.argv[1])
with open_writer(folder / "s.duckdb", paths=("a",)) as writer:
    for one in extractions():
        writer.add(one, source="a.txt")
os.environ[environment.STORE] = str(folder / "s.duckdb")
page = AppTest.from_file(str(folder / "streamlit_app.py"), default_timeout=120)
"""
TAB_IN_USE = f"""{OPENED}
page.query_params["show"], page.query_params["word"] = "spare", "peace"
page.run()
assert not page.exception, page.exception
assert page.tabs[-1].label == "Spare"
assert page.text_input(key="word").value == "peace"
page.text_input(key="word").set_value("war").run()
assert page.query_params["word"] == "war" and page.query_params["show"] == "spare"
[paste] = [one for one in page.text_area if one.label == "Paste an article"]
paste.set_value("Iran accused Iraq of lies.")
[draw] = [one for one in page.button if one.label == "Draw the graph"]
draw.click().run()
assert not page.exception, page.exception
assert page.session_state["word"] is None and "word" not in page.query_params
"""


def test_a_tab_is_one_module_and_one_row(tmp_path: Path) -> None:
    run_with(tmp_path, TAB_ADDED, TAB_IN_USE)


@pytest.mark.parametrize("tab", ["countries", "tables", "compare", "contradictions"])
def test_a_tab_goes_with_its_module_and_its_row(tmp_path: Path, tab: str) -> None:
    gone = f"(folder / 'explorer/app/{tab}.py').unlink()\n"
    table = ROOT / "explorer/app/tabs.py"
    [row] = re.findall(rf"^    Tab\(.*{tab}\.panel.*\n", table.read_text("utf-8"), re.MULTILINE)
    edits = [("explorer/app/tabs.py", line, "") for line in (f"    {tab},\n", row)]
    begin = "from pathlib import Path\n"
    script = OPENED.replace(begin, f"{begin}folder = Path(sys.argv[1])\n{gone}", 1)
    check = "assert not page.run().exception, page.exception\nassert len(page.tabs) == 6\n"
    run_with(tmp_path, edits, script + check)

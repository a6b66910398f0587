"""A program that adds one filter to the table and prints, as JSON, where it is found then.

``python one_more_filter.py STORE``; the store is one of ``samples.extractions``. It runs by itself,
for what is asked of the table is asked when modules are loaded.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from explorer import filters


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider(filters.Filter):
    papers: tuple[str, ...] = ()


filters.Filter = Wider  # type: ignore[misc]
filters.FIELDS["papers"] = filters.Field(
    name="papers",
    key="paper",
    help="Keep what this paper tells; may be given again",
    condition=filters.is_in("papers", "article"),
    offered=("edges", "article"),
    control=filters.Control("multiselect", "Papers", more=True),
)

from samples import extractions  # noqa: E402
from streamlit.testing.v1 import AppTest  # noqa: E402
from typer.testing import CliRunner  # noqa: E402

from explorer import cli, environment  # noqa: E402
from explorer.app.link import View, read, write  # noqa: E402
from explorer.app.tabs import TABS  # noqa: E402
from explorer.cli.outcome import advice  # noqa: E402
from explorer.export.svg import render_svg  # noqa: E402
from explorer.graph import build_graph  # noqa: E402
from explorer.store import connect, query  # noqa: E402
from explorer.views import filter_graph  # noqa: E402

STORE = Path(sys.argv[1])
ONE = Wider(papers=("courier-tehran",))
PAGE = Path(__file__).parent.parent / "streamlit_app.py"


def of_the_command() -> dict[str, object]:
    out = STORE.with_name("one.json")
    args = ["graph", "--store", str(STORE), "--out", str(out), "--paper", "Courier-Tehran"]
    run = CliRunner().invoke(cli.app, args)
    assert run.exit_code == 0, run.output
    graph = json.loads(out.read_text(encoding="utf-8"))
    return {
        "help": CliRunner().invoke(cli.app, ["graph", "--help"]).output,
        "command": sorted({edge["article"] for edge in graph["edges"]}),
        "file": graph["graph"]["filters"],
    }


def of_graphs() -> dict[str, object]:
    whole = build_graph(extractions())
    some, none = filter_graph(whole, ONE), filter_graph(whole, Wider(papers=("none",)))
    stored = query.graph(connect(STORE), ONE)
    return {
        "memory": sorted(some.edges(keys=True)),
        "store": sorted(stored.edges(keys=True)),
        "whole": whole.number_of_edges(),
        "drawing": render_svg(some).decode(),
        "advice": advice((len(whole), whole.number_of_edges()), none, whole),
    }


def of_the_address() -> dict[str, object]:
    query = write(View(wanted=ONE), TABS)
    return {"address": query, "comes back": read(query, TABS).wanted == ONE}


def of_the_page() -> dict[str, object]:
    os.environ[environment.STORE] = str(STORE)
    page = AppTest.from_file(str(PAGE), default_timeout=60).run()
    before = page.caption[0].value
    [control] = [one for one in page.multiselect if one.label == "Papers"]
    control.select("courier-tehran")
    page.run()
    assert not page.exception, page.exception
    return {
        "control": [control.label, control.options],
        "before": before,
        "shown": page.caption[0].value,
        "query": [page.query_params["paper"]],
    }


if __name__ == "__main__":
    print(json.dumps({**of_the_command(), **of_graphs(), **of_the_address(), **of_the_page()}))

"""How quick the page is with many actors: paint, click and filter, in headless Chromium.

Run from the project's folder: ``python benchmarks/page.py``. The corpus is generated, the server
and the browser are real ones.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from playwright.sync_api import Browser, Page, WebSocket

from benchmarks.browser import (
    ROOT,
    Figure,
    change,
    chromium,
    click,
    filter_by,
    print_table,
    serving,
    timed,
    until,
)
from benchmarks.crowd import crowd
from explorer.export.html import page_data
from explorer.graph import build_graph
from explorer.views import layout

_CLICKS, _SWITCHES = 20, 6
_FILTERS = ("happened", "planned", "possible", "denied", "happened", "planned", "possible")
_AT_FIRST = 150  # actors that are shown
_BIG_FRAME = 300_000  # bytes; what carries the graph is larger, all else is smaller
_SCRIPT = """
import runpy
import streamlit as st
from benchmarks.crowd import crowd
from explorer.graph import build_graph
from explorer.app import reading
from explorer.app.data import Corpus
from explorer.views import layout, offers

@st.cache_resource
def corpus():
    graph = build_graph(crowd({actors}, {events}))
    return Corpus("crowd", graph, layout(graph), offers(graph), layout="crowd")

reading.build = lambda source, **options: corpus()
runpy.run_path({page!r})
"""


def measure(
    actors: Annotated[int, typer.Option(min=50, help="All of them are shown")] = 1000,
    many: Annotated[int, typer.Option(min=200, help="The most connected are shown")] = 5000,
    check: Annotated[
        bool, typer.Option("--check", help="Exit with status 1 if a bound is not kept")
    ] = False,
    store: Annotated[
        Path | None, typer.Option(help="Open the page on this store instead, by a new server")
    ] = None,
) -> None:
    """Print how long it takes to lay out, to paint, to fill the panel and to filter."""
    if store:
        kept = [print_table(str(store), list(_on_store(store)))]
    else:
        kept = [_measured(actors, all_shown=True), _measured(many, all_shown=False)]
    if check and not all(kept):
        raise typer.Exit(1)


def _measured(actors: int, *, all_shown: bool) -> bool:
    """Measure a corpus with five times as many events, print it, and tell if it is quick enough."""
    events = 5 * actors
    figures = [*_in_python(actors, events), *_in_browser(actors, events, all_shown=all_shown)]
    return print_table(f"{actors:,} actors, {events:,} events", figures)


def _on_store(store: Path) -> Iterator[Figure]:
    """Yield how long it takes from the address to the painted graph, for the first who opens it."""
    command = ["-m", "explorer", "app", "--store", str(store.absolute()), "--port"]
    with serving(lambda port: [*command, port]) as address, chromium() as browser:
        for name in ("address to painted graph, for the first", "for the next"):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(60_000)
            start = time.perf_counter()
            page.goto(address)
            until(page, "data.nodes.length > 0")
            yield Figure(name, time.perf_counter() - start, 3.0)
            page.close()


def _in_python(actors: int, events: int) -> Iterator[Figure]:
    graph = build_graph(crowd(actors, events))
    places, seconds = timed(lambda: layout(graph))
    yield Figure("places for all actors", seconds)
    _, seconds = timed(lambda: page_data(graph, positions=places))
    yield Figure("the page's data, of all actors", seconds)


def _in_browser(actors: int, events: int, *, all_shown: bool) -> Iterator[Figure]:
    with _served(actors, events) as address, chromium() as browser:
        _opened(browser, address)[0].close()  # the server has made its data now
        page, seconds = _opened(browser, address)
        yield Figure("data at hand to first paint", seconds, 3.0)
        told = page.locator("#shown").inner_text()
        print("shown at first:", told or "everything")
        if actors > _AT_FIRST and not told.startswith(f"{_AT_FIRST} of {actors} actors"):
            raise SystemExit("the page does not say what it leaves out")
        if all_shown and actors > _AT_FIRST:
            yield Figure(f"all {actors} actors instead of {_AT_FIRST}", _show_more(page, actors))
        clicks = [click(page, turn) for turn in range(_CLICKS)]
        yield Figure("click to filled panel, median", median(clicks), 0.5)
        page.keyboard.press("Escape")
        switches = [_key(page) for _ in range(_SWITCHES)]
        yield Figure("a switch in the key, median", median(switches), 1.0)
        # Each leaves another choice than before.
        first = [filter_by(page, name) for name in _FILTERS]
        yield Figure("a filter for the first time, median", median(first), 1.0)
        again = [filter_by(page, name) for name in reversed(_FILTERS)]
        yield Figure("a filter seen before, median", median(again), 1.0)


@contextmanager
def _served(actors: int, events: int) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "page.py"
        page = str(ROOT / "streamlit_app.py")
        script.write_text(_SCRIPT.format(actors=actors, events=events, page=page), "utf-8")
        options = ["-m", "streamlit", "run", str(script), "--server.port"]
        with serving(lambda port: [*options, port]) as address:
            yield address


def _opened(browser: Browser, address: str) -> tuple[Page, float]:
    """Open the page; return it and the seconds from the graph's data to the painted graph."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(60_000)
    arrived: list[float] = []

    def note(frame: str | bytes) -> None:
        if len(frame) > _BIG_FRAME:
            arrived.append(time.perf_counter())

    sockets: list[WebSocket] = []

    def listen(socket: WebSocket) -> None:
        sockets.append(socket)
        socket.on("framereceived", note)

    page.on("websocket", listen)
    page.goto(address)
    until(page, "data.nodes.length > 0")
    painted = time.perf_counter()
    for one in sockets:  # to be told of a megabyte takes time that the page does not
        one.remove_listener("framereceived", note)
    page.get_by_role("button", name="Got it").click()
    page.wait_for_timeout(1500)
    return page, painted - (arrived[0] if arrived else painted)


def _show_more(page: Page, most: int) -> float:
    def act() -> None:
        page.locator("#most select").select_option(str(most))
        until(page, f"data.nodes.length >= {most}")

    seconds = timed(act)[1]
    page.get_by_role("button", name="Fit").click()
    return seconds


def _key(page: Page) -> float:
    return change(page, page.locator("#statuses label", has_text="denied"))


if __name__ == "__main__":
    typer.run(measure)

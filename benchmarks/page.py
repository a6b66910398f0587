"""How quick the page is with many actors: paint, click and filter, in headless Chromium.

Run from the project's folder: ``python benchmarks/page.py``. The corpus is generated, the server
and the browser are real ones.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from playwright.sync_api import Browser, Locator, Page, WebSocket, sync_playwright
from rich.console import Console
from rich.table import Table

from benchmarks.crowd import crowd
from explorer.export.html import page_data
from explorer.graph import build_graph
from explorer.views import layout

_ROOT = Path(__file__).resolve().parents[1]
_CLICKS, _SWITCHES = 20, 6
_FILTERS = ("happened", "planned", "possible", "denied", "happened", "planned", "possible")
_AT_FIRST = 150  # actors that are shown
_BIG_FRAME = 300_000  # bytes; what carries the graph is larger, all else is smaller
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu"]
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
# Waits until a condition on the graph holds, and for the frame in which it is painted.
_UNTIL = """(element) => new Promise((done) => {
    const look = () => {
        const graph = element.graphHandle;
        const data = graph?.network.body.data;
        if (!data || !(CONDITION)) return setTimeout(look, 5);
        requestAnimationFrame(() => requestAnimationFrame(() => done()));
    };
    look();
})"""
_LISTEN = """(element) => {
    element.linesChanged = false;
    const changed = () => (element.linesChanged = true);
    const { edges } = element.graphHandle.network.body.data;
    for (const event of ["add", "remove"]) edges.on(event, changed);
}"""


@dataclass(frozen=True, slots=True)
class _Figure:
    """A measured figure in seconds, with the bound that it has to keep, if any."""

    name: str
    seconds: float
    bound: float | None = None

    def kept(self) -> bool:
        return self.bound is None or self.seconds <= self.bound


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
        kept = [_print(str(store), list(_on_store(store)))]
    else:
        kept = [_measured(actors, all_shown=True), _measured(many, all_shown=False)]
    if check and not all(kept):
        raise typer.Exit(1)


def _measured(actors: int, *, all_shown: bool) -> bool:
    """Measure a corpus with five times as many events, print it, and tell if it is quick enough."""
    events = 5 * actors
    figures = [*_in_python(actors, events), *_in_browser(actors, events, all_shown=all_shown)]
    return _print(f"{actors:,} actors, {events:,} events", figures)


def _print(title: str, figures: list[_Figure]) -> bool:
    table = Table(title=title)
    for column in ("", "seconds", "bound"):
        table.add_column(column, justify="left" if column == "" else "right")
    for one in figures:
        table.add_row(one.name, f"{one.seconds:.2f}", "" if one.bound is None else f"{one.bound}")
    Console().print(table)
    return all(one.kept() for one in figures)


def _on_store(store: Path) -> Iterator[_Figure]:
    """Yield how long it takes from the address to the painted graph, for the first who opens it."""
    command = ["-m", "explorer", "app", "--store", str(store.absolute()), "--port"]
    with _server(lambda port: [*command, port]) as address, _chromium() as browser:
        for name in ("address to painted graph, for the first", "for the next"):
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.set_default_timeout(60_000)
            start = time.perf_counter()
            page.goto(address)
            _until(page, "data.nodes.length > 0")
            yield _Figure(name, time.perf_counter() - start, 3.0)
            page.close()


def _in_python(actors: int, events: int) -> Iterator[_Figure]:
    graph = build_graph(crowd(actors, events))
    places, seconds = _timed(lambda: layout(graph))
    yield _Figure("places for all actors", seconds)
    _, seconds = _timed(lambda: page_data(graph, positions=places))
    yield _Figure("the page's data, of all actors", seconds)


def _timed(act: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    return act(), time.perf_counter() - start


def _in_browser(actors: int, events: int, *, all_shown: bool) -> Iterator[_Figure]:
    with _served(actors, events) as address, _chromium() as browser:
        _opened(browser, address)[0].close()  # the server has made its data now
        page, seconds = _opened(browser, address)
        yield _Figure("data at hand to first paint", seconds, 3.0)
        told = page.locator("#shown").inner_text()
        print("shown at first:", told or "everything")
        if actors > _AT_FIRST and not told.startswith(f"{_AT_FIRST} of {actors} actors"):
            raise SystemExit("the page does not say what it leaves out")
        if all_shown and actors > _AT_FIRST:
            yield _Figure(f"all {actors} actors instead of {_AT_FIRST}", _show_more(page, actors))
        clicks = [_click(page, turn) for turn in range(_CLICKS)]
        yield _Figure("click to filled panel, median", median(clicks), 0.5)
        page.keyboard.press("Escape")
        switches = [_key(page) for _ in range(_SWITCHES)]
        yield _Figure("a switch in the key, median", median(switches), 1.0)
        first = [_filter(page, name) for name in _FILTERS]  # each leaves another choice than before
        yield _Figure("a filter for the first time, median", median(first), 1.0)
        again = [_filter(page, name) for name in reversed(_FILTERS)]
        yield _Figure("a filter seen before, median", median(again), 1.0)


@contextmanager
def _served(actors: int, events: int) -> Iterator[str]:
    with TemporaryDirectory() as folder:
        script = Path(folder) / "page.py"
        page = str(_ROOT / "streamlit_app.py")
        script.write_text(_SCRIPT.format(actors=actors, events=events, page=page), "utf-8")
        options = ["-m", "streamlit", "run", str(script), "--server.port"]
        with _server(lambda port: [*options, port]) as address:
            yield address


@contextmanager
def _server(arguments: Callable[[str], list[str]]) -> Iterator[str]:
    """Run a command of Python that serves the page at a port, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, *arguments(str(port))],
        cwd=_ROOT,
        env={
            "PYTHONPATH": str(_ROOT),
            "PATH": "/usr/bin:/bin",
            "STREAMLIT_SERVER_HEADLESS": "true",
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}/"
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # with what runs below the command
        server.wait(20)


def _wait(address: str) -> None:
    for _ in range(150):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server does not answer")


@contextmanager
def _chromium() -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


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
    _until(page, "data.nodes.length > 0")
    painted = time.perf_counter()
    for one in sockets:  # to be told of a megabyte takes time that the page does not
        one.remove_listener("framereceived", note)
    page.get_by_role("button", name="Got it").click()
    page.wait_for_timeout(1500)
    return page, painted - (arrived[0] if arrived else painted)


def _until(page: Page, condition: str) -> None:
    page.locator("#graph").evaluate(_UNTIL.replace("CONDITION", condition))


def _settle(page: Page) -> None:
    """Wait until the server has answered to all so far, and what it answered is drawn."""
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(700)


def _show_more(page: Page, most: int) -> float:
    def act() -> None:
        page.locator("#most select").select_option(str(most))
        _until(page, f"data.nodes.length >= {most}")

    seconds = _timed(act)[1]
    page.get_by_role("button", name="Fit").click()
    return seconds


def _click(page: Page, turn: int) -> float:
    """Return the seconds from a click on an actor until the panel tells of it."""
    x, y, name = page.locator("#graph").evaluate(
        """(element, turn) => {
            const { network } = element.graphHandle;
            const { left, top, width, height } = element.getBoundingClientRect();
            const seen = network.body.data.nodes.get().filter(({ id }) => {
                const { x, y } = network.canvasToDOM(network.getPosition(id));
                return x > 20 && y > 20 && x < width - 20 && y < height - 20
                    && network.getNodeAt({ x, y }) === id;
            });
            const { id, tip } = seen[(turn * 7) % seen.length];
            const { x, y } = network.canvasToDOM(network.getPosition(id));
            return [x + left, y + top, tip.split("\\n")[0]];
        }""",
        turn,
    )
    page.mouse.move(x, y)
    _settle(page)

    def act() -> None:
        page.mouse.click(x, y)
        page.locator("#panel h2", has_text=name).wait_for()

    return _timed(act)[1]


def _changed(page: Page, control: Locator) -> float:
    """Return the seconds from a click on a control until other lines are painted."""
    _settle(page)
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    if not box:
        raise SystemExit("a control is not there")
    page.locator("#graph").evaluate(_LISTEN)

    def act() -> None:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        _until(page, "element.linesChanged")

    return _timed(act)[1]


def _key(page: Page) -> float:
    return _changed(page, page.locator("#statuses label", has_text="denied"))


def _filter(page: Page, name: str) -> float:
    return _changed(page, page.get_by_role("button", name=name, exact=True))


if __name__ == "__main__":
    typer.run(measure)

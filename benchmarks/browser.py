"""What the benchmarks of the page share: a server, Chromium, what a reader does, and figures."""

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
from typing import Any

from playwright.sync_api import Browser, Locator, Page, sync_playwright
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_FLAGS = ["--no-sandbox", "--disable-gpu"]
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
class Figure:
    """A measured figure in seconds, with the bound that it has to keep, if any."""

    name: str
    seconds: float
    bound: float | None = None

    def kept(self) -> bool:
        """Tell if it is within its bound."""
        return self.bound is None or self.seconds <= self.bound


def print_table(title: str, figures: list[Figure]) -> bool:
    """Print figures as a table, and tell if all are within their bounds."""
    table = Table(title=title)
    for column in ("", "seconds", "bound"):
        table.add_column(column, justify="left" if column == "" else "right")
    for one in figures:
        table.add_row(one.name, f"{one.seconds:.2f}", "" if one.bound is None else f"{one.bound}")
    Console().print(table)
    return all(one.kept() for one in figures)


def timed(act: Callable[[], Any]) -> tuple[Any, float]:
    """Do something; return what comes of it and the seconds that it takes."""
    start = time.perf_counter()
    return act(), time.perf_counter() - start


@contextmanager
def serving(arguments: Callable[[str], list[str]]) -> Iterator[str]:
    """Run a command of Python that serves the page at a port, and give its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, *arguments(str(port))],
        cwd=ROOT,
        env={
            "PYTHONPATH": str(ROOT),
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
    for _ in range(1500):
        try:
            urllib.request.urlopen(address, timeout=2).close()
            return
        except OSError:
            time.sleep(0.02)
    raise SystemExit("the server does not answer")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


def until(page: Page, condition: str) -> None:
    """Wait until a condition on the graph holds, and for the frame in which it is painted."""
    page.locator("#graph").evaluate(_UNTIL.replace("CONDITION", condition))


def settle(page: Page) -> None:
    """Wait until the server has answered to all so far, and what it answered is drawn."""
    page.wait_for_timeout(300)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(700)


def click(page: Page, turn: int) -> float:
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
    settle(page)

    def act() -> None:
        page.mouse.click(x, y)
        page.locator("#panel h2", has_text=name).wait_for()

    return timed(act)[1]


def change(page: Page, control: Locator) -> float:
    """Return the seconds from a click on a control until other lines are painted."""
    settle(page)
    control.scroll_into_view_if_needed()
    box = control.bounding_box()
    if not box:
        raise SystemExit("a control is not there")
    page.locator("#graph").evaluate(_LISTEN)

    def act() -> None:
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        until(page, "element.linesChanged")

    return timed(act)[1]


def filter_by(page: Page, name: str) -> float:
    """Return the seconds from a click on a status among the filters until other lines are drawn."""
    page.locator(".st-key-bar").get_by_role("button", name="Filter").click()
    popover = page.get_by_test_id("stPopoverBody")
    seconds = change(page, popover.get_by_role("button", name=name, exact=True))
    page.locator(".st-key-heading").click()  # closes it, so that it covers nothing
    popover.wait_for(state="detached")
    return seconds

"""The first minute: how soon the page is there, cold, and answers, in headless Chromium.

Run from the project's folder: ``python benchmarks/first_minute.py``. Each round starts a server of
its own, as README says, and readers who have never been there. Status 1 if a bound is not kept.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from playwright.sync_api import Browser, Page

from benchmarks.browser import (
    Figure,
    chromium,
    click,
    filter_by,
    print_table,
    serving,
    settle,
    timed,
    until,
)

_COMMAND = ("-m", "streamlit", "run", "streamlit_app.py", "--server.port")
_PAINTED = "performance.getEntriesByType('paint')[0]?.startTime"
_TEXT = "Iran accused Syria of lies. Lebanon will meet Turkey in Ankara on Monday."
_STATUSES = ("planned", "denied", "planned", "denied")
_CLICKS = 6


def measure(
    rounds: Annotated[int, typer.Option(min=1, help="How many servers are started")] = 3,
) -> None:
    """Print the medians of the rounds, and end with status 1 if one is beyond its bound."""
    with chromium() as browser:
        taken = [list(_round(browser)) for _ in range(rounds)]
    medians = [
        Figure(same[0].name, median(one.seconds for one in same), same[0].bound)
        for same in zip(*taken, strict=True)
    ]
    raise typer.Exit(int(not print_table(f"medians of {rounds}", medians)))


def _round(browser: Browser) -> Iterator[Figure]:
    began = time.perf_counter()
    with serving(lambda port: [*_COMMAND, port]) as address:
        yield Figure("start of the server until it answers", time.perf_counter() - began)
        page, seconds = _opened(browser, address)
        yield Figure("first graph, from the start of the server", time.perf_counter() - began, 3.0)
        yield Figure("first paint, from the address", page.evaluate(_PAINTED) / 1000, 1.0)
        yield Figure("first graph, from the address", seconds)
        yield Figure("a text that is put in at once, until its graph", _pasted(page))
        page.context.close()
        page, seconds = _opened(browser, address)
        yield Figure("graph for the second, from the address", seconds, 1.5)
        page.get_by_role("button", name="Got it").click()
        settle(page)
        clicks = [click(page, turn) for turn in range(_CLICKS)]
        yield Figure("a click on an actor until its panel", median(clicks), 0.5)
        page.keyboard.press("Escape")
        yield Figure("a filter", median(filter_by(page, name) for name in _STATUSES), 1.0)
        yield Figure("a sentence to its article", _read_on(page), 1.0)
        page.context.close()


def _opened(browser: Browser, address: str) -> tuple[Page, float]:
    """Return the page of a new reader, and the seconds from its address to the painted graph."""
    page = browser.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.set_default_timeout(60_000)

    def act() -> None:
        page.goto(address, wait_until="commit")
        until(page, "data.nodes.length > 0")

    return page, timed(act)[1]


def _pasted(page: Page) -> float:
    """Put in a text; return the seconds until its graph, as long as the pipeline takes to load."""
    page.get_by_role("button", name="Add articles").click()
    page.get_by_label("Paste an article").fill(_TEXT)

    def act() -> None:
        page.get_by_role("button", name="Draw the graph").click()
        until(page, "data.nodes.get('TUR') && data.nodes.length < 10")

    return timed(act)[1]


def _read_on(page: Page) -> float:
    """Return the seconds from a click on a sentence until it is shown in its article."""
    click(page, 1)

    def act() -> None:
        page.locator("#panel").get_by_role("button", name="In the article").first.click()
        page.locator("#reader mark.found").first.wait_for()

    return timed(act)[1]


if __name__ == "__main__":
    typer.run(measure)

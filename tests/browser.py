"""Headless Chromium for tests, and where a drawn graph's nodes and lines are on the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox: it does not start for root, as in most containers. The pages are our own.
_FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-component-update")


@dataclass
class Tab:
    """A page, with all that it asked for and complained about since it was opened."""

    page: Page
    requests: list[str] = field(default_factory=list)  # addresses
    complaints: list[str] = field(default_factory=list)  # console warnings and errors, uncaught
    dialogs: list[str] = field(default_factory=list)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the installed Chromium; without one skip, or fail under EXPLORER_REQUIRE_BROWSER=1."""
    path = next(filter(None, map(shutil.which, _NAMES)), None)
    if path is None:
        refuse = pytest.fail if os.environ.get("EXPLORER_REQUIRE_BROWSER") == "1" else pytest.skip
        refuse("no Chromium here: install Debian's package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched_tab(browser: Browser, **options: Any) -> Iterator[Tab]:
    """Open a tab in a context of its own; options are Playwright's (viewport, color_scheme)."""
    with browser.new_context(**options) as context:
        tab = Tab(context.new_page())
        tab.page.on("request", lambda request: tab.requests.append(request.url))
        tab.page.on("pageerror", lambda error: tab.complaints.append(str(error)))
        tab.page.on("console", lambda message: _note(tab, message))
        tab.page.on("dialog", lambda dialog: (tab.dialogs.append(dialog.message), dialog.dismiss()))
        yield tab


def _note(tab: Tab, message: Any) -> None:
    if message.type in ("error", "warning"):
        tab.complaints.append(message.text)


def ready(graph: Locator) -> None:
    """Wait until the graph in this element has been drawn."""
    graph.locator("canvas").wait_for()
    graph.evaluate("""element => new Promise((done, fail) => {
        const late = setTimeout(() => fail(new Error("nothing was drawn")), 60000);
        const look = () => {
            if (!element.graphHandle?.network.body.nodeIndices.length) return setTimeout(look, 20);
            clearTimeout(late);
            requestAnimationFrame(() => requestAnimationFrame(done));
        };
        look();
    })""")


def open_popover(page: Page, name: str) -> Locator:
    """Open what is behind one of the buttons in the bar: Filter, Export, Add articles."""
    page.locator(".st-key-bar").get_by_role("button", name=name).click()
    body = page.get_by_test_id("stPopoverBody")
    body.wait_for()
    return body


def close_popover(page: Page) -> None:
    """Close it again; what is asked of it has been seen by then."""
    page.locator(".st-key-heading").click()
    page.get_by_test_id("stPopoverBody").wait_for(state="detached")


def show_everything(page: Page) -> None:
    """Take all filters off."""
    open_popover(page, "Filter").get_by_role("button", name="Show everything").click()
    close_popover(page)


def node_point(graph: Locator, node: str) -> tuple[float, float]:
    """Return where a node's middle is, in CSS pixels of the viewport, ready to be clicked."""
    x, y = graph.evaluate(
        """(element, id) => {
            const { network } = element.graphHandle;
            const { x, y } = network.canvasToDOM(network.getPosition(id));
            const { left, top } = element.getBoundingClientRect();
            return [x + left, y + top];
        }""",
        node,
    )
    return x, y


def edge_point(graph: Locator, edge: str) -> tuple[float, float]:
    """Return a point where a click hits this line and no other.

    It is in CSS pixels of the viewport, whole ones: a mouse knows no others.
    """
    if not graph.evaluate("(element, id) => id in element.graphHandle.network.body.edges", edge):
        pair = "|".join(edge.split("|")[:2])  # its kinds are shown once it is opened
        graph.page.mouse.click(*edge_point(graph, pair))
    x, y = graph.evaluate(
        """(element, id) => {
            const { network } = element.graphHandle;
            const { left, top } = element.getBoundingClientRect();
            const along = network.body.edges[id].edgeType;
            for (let share = 0.2; share < 0.8; share += 0.02) {
                const at = network.canvasToDOM(along.getPoint(share));
                const [x, y] = [Math.round(at.x + left), Math.round(at.y + top)];
                const hit = { x: x - left, y: y - top };
                if (network.getEdgeAt(hit) === id && network.getNodeAt(hit) === undefined)
                    return [x, y];
            }
            throw new Error(`no free point on the line ${id}`);
        }""",
        edge,
    )
    return x, y


def drawn(graph: Locator) -> dict[str, Any]:
    """Return what is drawn: ids of nodes and edges, places by node, the zoom."""
    drawn: dict[str, Any] = graph.evaluate(
        """element => {
            const { network } = element.graphHandle;
            return {
                nodes: network.body.data.nodes.getIds().sort(),
                edges: network.body.data.edges.getIds().sort(),
                places: network.getPositions(),
                view: Object.fromEntries(
                    Object.entries({ scale: network.getScale(), ...network.getViewPosition() })
                        .map(([name, value]) => [name, Math.round(value * 1e6) / 1e6])),
            };
        }"""
    )
    return drawn


def colors_drawn(graph: Locator) -> int:
    """Return how many different colours the canvas shows; a blank one shows one."""
    count: int = graph.evaluate(
        """element => {
            const canvas = element.querySelector("canvas");
            const { width, height } = canvas;
            const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
            return new Set(new Uint32Array(data.buffer)).size;
        }"""
    )
    return count


def strength(graph: Locator, node: str) -> float:
    """Return how strongly a node is painted: 1 in its own colour, 0 in that of the ground.

    Looks at the pixel in its middle, once a frame has been drawn.
    """
    share: float = graph.evaluate(
        """(element, id) => new Promise(done => {
            const read = () => {
                const { network } = element.graphHandle;
                const canvas = element.querySelector("canvas");
                const { x, y } = network.canvasToDOM(network.getPosition(id));
                const times = canvas.width / element.clientWidth;
                const often = { willReadFrequently: true };
                const sample = new OffscreenCanvas(1, 1).getContext("2d", often);
                const pixel = () => [...sample.getImageData(0, 0, 1, 1).data];
                sample.fillStyle = getComputedStyle(element).getPropertyValue("--canvas");
                sample.fillRect(0, 0, 1, 1);
                const ground = pixel();
                sample.drawImage(canvas, x * times, y * times, 1, 1, 0, 0, 1, 1);
                const seen = pixel();
                const color = network.body.data.nodes.get(id).color.background;
                const full = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
                const off = (value, at) => Math.abs(value - ground[at]);
                const reach = (color) => Math.max(...color.map(off));
                done(reach(seen.slice(0, 3)) / reach(full));
            };
            requestAnimationFrame(() => requestAnimationFrame(read));
        })""",
        node,
    )
    return share

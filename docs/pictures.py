"""Takes the pictures in docs/views of the real page, over the samples, light and dark.

Run it after a change that can be seen: ``python docs/pictures.py``; then look at each.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from tests.browser import chromium, ready  # noqa: E402
from tests.serving import answers  # noqa: E402

FOLDER = ROOT / "docs" / "views"
PORT = 8599
ADDRESS = f"http://127.0.0.1:{PORT}/"
SIZE = {"width": 1440, "height": 900}
GRAPH = "?at=IRN"
VIEWS = {
    "graph": GRAPH,
    "countries": "?show=countries",
    "events": "?show=list",
    "compare": "?show=compare",
    "contradictions": "?show=check",
    "article": "?show=read&article=quillhaven-khamenei",
}
_SETTLED = 3_000  # milliseconds until charts stand still
_COLOURS = 256


@contextmanager
def served(home: Path) -> Iterator[None]:
    """Serve the page on the samples; corrections are kept under ``home``."""
    command = [sys.executable, "-m", "explorer", "app", "--port", str(PORT)]
    kept = {key: value for key, value in os.environ.items() if key != "XDG_STATE_HOME"}
    env = {**kept, "HOME": str(home)}
    server = subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
    try:
        answers(server, f"{ADDRESS}_stcore/health")  # type: ignore[arg-type]
        yield
    finally:
        os.killpg(server.pid, signal.SIGTERM)  # Streamlit runs below the command
        server.wait(20)


def take(browser: Browser, views: dict[str, str]) -> None:
    """Write a picture of each view, light and dark."""
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport=SIZE, color_scheme=scheme)  # type: ignore[arg-type]
        for name, query in views.items():
            open_at(page, query)
            page.wait_for_timeout(_SETTLED)
            hint = page.get_by_role("button", name="Got it")
            if hint.is_visible():
                hint.click()
            taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
            taken.quantize(_COLOURS, Image.Quantize.MAXCOVERAGE).save(
                FOLDER / f"{name}-{scheme}.png", optimize=True
            )
            print(f"{name}-{scheme}.png")
        page.close()


def open_at(page: Page, query: str) -> None:
    """Open a view and wait until it is there."""
    page.goto(f"{ADDRESS}{query}")
    page.get_by_role("tab", name="Explore").wait_for(timeout=120_000)
    if query == GRAPH:
        ready(page.locator("#graph"))


def hide_an_event(browser: Browser) -> None:
    """Hide the first event of the graph's view as wrong."""
    page = browser.new_page(viewport=SIZE)
    open_at(page, GRAPH)
    page.get_by_role("button", name="Hide as wrong").first.click()
    page.wait_for_timeout(_SETTLED)
    page.close()


def main() -> None:
    """Take all pictures."""
    with TemporaryDirectory() as home, served(Path(home)), chromium() as browser:
        take(browser, VIEWS)
        hide_an_event(browser)
        take(browser, {"corrections": "?show=correct"})


if __name__ == "__main__":
    main()

"""The files beside the code that go to the browser: markup, styles and scripts."""

from __future__ import annotations

from importlib.resources import files


def asset(*parts: str) -> str:
    """Return the text of a file under ``explorer/app``."""
    return files("explorer.app").joinpath(*parts).read_text("utf-8")

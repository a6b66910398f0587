"""Where the files under data/ lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
DATA = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "data"


def data_path(*parts: str) -> Path:
    """Return the path of a file or folder under data/."""
    return DATA.joinpath(*parts)


def read_table(*parts: str) -> list[dict[str, str]]:
    """Read a tab-separated table under data/ into one dict a row, keyed by its header.

    Lines that start with ``#`` are comments; cells are stripped; a missing cell is ``""``.
    """
    with data_path(*parts).open(encoding="utf-8") as file:
        lines = (line for line in file if line.strip() and not line.startswith("#"))
        header, *rows = ([cell.strip() for cell in line.split("\t")] for line in lines)
    return [dict(zip_longest(header, row, fillvalue="")) for row in rows]

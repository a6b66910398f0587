"""Where the files under data/ lie: beside the package in a checkout, inside it once installed."""

from __future__ import annotations

from itertools import zip_longest
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_data"
PROJECT = _PACKAGE.parent / "pyproject.toml"  # there in a checkout alone
DATA = _INSTALLED if _INSTALLED.is_dir() else _PACKAGE.parent / "data"


def data_path(*parts: str) -> Path:
    """Return the path of a file or folder under data/."""
    return DATA.joinpath(*parts)


def read_table(*parts: str) -> list[dict[str, str]]:
    """Read a tab-separated table under data/ into one dict a row, keyed by its header.

    Lines that start with ``#`` are comments; cells are stripped; a missing cell is ``""``.
    """
    header, *rows = ([cell.strip() for cell in line.split("\t")] for line in table_lines(*parts))
    return [dict(zip_longest(header, row, fillvalue="")) for row in rows]


def table_lines(*parts: str) -> list[str]:
    """Return the lines of a table under data/ as they stand, header first, without comments."""
    text = data_path(*parts).read_text(encoding="utf-8")
    return [line for line in text.split("\n") if line.strip() and not line.startswith("#")]

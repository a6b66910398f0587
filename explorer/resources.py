"""Files: where those under data/ lie, how its tables are read, and how any file is replaced.

They lie beside the package in a checkout, inside it once installed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
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


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a path beside a file to write to; what is written there then takes the file's place.

    The file is whole or as it was, whatever breaks off in between.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield beside
        replace_durably(beside, path)
    finally:
        with suppress(OSError):  # renamed already, or never begun
            beside.unlink()


def replace_durably(new: Path, path: Path) -> None:
    """Put a file in the place of another, so that it is there even after a power failure."""
    with new.open("rb+") as file:
        os.fsync(file.fileno())
    new.replace(path)
    if os.name != "nt":  # folders cannot be opened there
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

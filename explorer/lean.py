"""What makes a command lean: no pandas, and a lazy collector."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from types import ModuleType

_OBJECTS = 200_000  # new ones before the collector looks through them; by default 700


class _Hiding(MetaPathFinder):
    """Finds none of some packages, though they may be installed."""

    def __init__(self, *packages: str) -> None:
        self._packages = packages

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> None:
        if fullname in self._packages:
            raise ModuleNotFoundError(fullname)


def load_pyarrow_alone() -> None:
    """Load pyarrow without numpy and pandas, for a command that needs neither.

    pyarrow takes both along where they are installed, pandas at its first conversion, whatever
    that is of: most of a second, and 80 MB. Where they are loaded already they stay.
    """
    hiding = _Hiding("numpy", "pandas")
    sys.meta_path.insert(0, hiding)
    try:
        import pyarrow

        pyarrow.array([0])
    finally:
        sys.meta_path.remove(hiding)


@contextmanager
def seldom_collecting() -> Iterator[None]:
    """Have the garbage collector look for cycles seldom: in records there are none.

    With thousands of records in memory it looks at each of them again and again.
    """
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)

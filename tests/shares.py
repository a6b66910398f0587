"""What is learned is held to a share of a table: a better network turns no test red."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def assert_share(rows: Sequence[Row], is_right: Callable[[Row], bool], least: float) -> None:
    """Assert that at least a share of the rows is right; those that are wrong are told."""
    wrong = [row for row in rows if not is_right(row)]
    share = 1 - len(wrong) / len(rows)
    told = "\n".join(str(row) for row in wrong)
    assert share >= least, f"{share:.3f} of {len(rows)} are right:\n{told}"

"""Sentences through the shipped pipeline: did it happen, will it, might it, did it not, long ago?

The sentences stand in auxiliary_rows. What is expected follows PLOVER's meaning of the four
auxiliary modes:

- future: announced or expected to happen;
- hypothetical: possible, conditional, demanded of someone or merely wished;
- negation: said not to happen or not to have happened;
- historical: background of an earlier year, or of more than about a year ago.

Two hold at once where both are said ("if it does, we will"). A refusal, a denial, a cancelled
meeting, a demand and a threat are deeds of their own, REJECT, REQUEST and THREATEN, and really
made; so is a promise, which carries ``future`` for what is promised. "Will not meet" is a refusal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

import auxiliary_rows
import pytest
from shares import assert_share

from explorer.model import Article, Extraction
from explorer.ontology import AUXILIARY
from explorer.pipeline import extract

PUBLISHED = date(2024, 9, 18)
# What holds today, less a little.
LEAST_RIGHT = {
    "negation": 0.66, "hypothetical": 0.6, "future": 0.75, "historical": 0.75, "none": 0.62,
}  # fmt: skip


def _rows() -> Iterator[tuple[str, str, str, frozenset[str]]]:
    for table in (*AUXILIARY, "none"):
        block: str = getattr(auxiliary_rows, table.upper())
        lines = block.strip().splitlines()
        for head, text in zip(lines[::2], lines[1::2], strict=True):
            name, trigger, modes = head.split(" | ")
            yield f"{table}: {name}", text, trigger, frozenset(modes.split()) - {"-"}


ROWS = list(_rows())


@cache
def read(text: str) -> Extraction:
    (extraction,) = extract([Article("a", text, published=PUBLISHED)])
    return extraction


def is_told(row: tuple[str, str, str, frozenset[str]]) -> bool:
    """Tell whether the strongest of the modes is read: one event has one."""
    _, text, trigger, expected = row
    strongest = next(((mode,) for mode in AUXILIARY if mode in expected), ())
    found = {event.auxiliary for event in read(text).events if event.trigger == trigger}
    return found == {strongest}


@pytest.mark.parametrize("mode", [*AUXILIARY, "none"])
def test_most_of_each_mode_are_read(mode: str) -> None:
    rows = [row for row in ROWS if row[0].startswith(f"{mode}: ")]
    assert len(rows) >= 20
    assert_share(rows, is_told, LEAST_RIGHT[mode])


def test_rows_are_told_apart() -> None:
    assert len({name for name, *_ in ROWS}) == len(ROWS) >= 150
    assert sum(not expected for *_, expected in ROWS) >= 20

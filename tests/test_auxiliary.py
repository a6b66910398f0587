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

from explorer.model import Article, Extraction
from explorer.ontology import AUXILIARIES
from explorer.pipeline import extract

PUBLISHED = date(2024, 9, 18)
LEAST_RIGHT = 0.9

# What we get wrong, and why.
WRONG: dict[str, str] = {
    "historical: decade": "armed is parsed as an adjective",
    "historical: full date": "without a comma the date is parsed as a sentence",
}


def _rows() -> Iterator[tuple[str, str, str, frozenset[str]]]:
    for table in (*AUXILIARIES, "none"):
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


def marked(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(strict=True, reason=WRONG[name])] if name in WRONG else []


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [pytest.param(*row, id=name, marks=marked(name)) for name, *row in ROWS],
)
def test_auxiliary(text: str, trigger: str, expected: frozenset[str]) -> None:
    events = read(text).events
    found = {frozenset(event.auxiliary) for event in events if event.trigger == trigger}
    assert found == {expected}, [(event.trigger, event.auxiliary) for event in events]


@pytest.mark.parametrize("mode", AUXILIARIES)
def test_most_of_each_mode_is_right(mode: str) -> None:
    names = [name for name, _, _, expected in ROWS if mode in expected]
    assert len(names) >= 32
    assert sum(name not in WRONG for name in names) >= LEAST_RIGHT * len(names)


def test_rows_are_told_apart() -> None:
    assert len({name for name, *_ in ROWS}) == len(ROWS) >= 150
    assert WRONG.keys() <= {name for name, *_ in ROWS}
    assert sum(not expected for *_, expected in ROWS) >= 20

"""Three hundred people in the news, each in three shapes of a text: their names and countries.

The table is ``people.tsv``. ``python tests/test_people.py`` prints the shares, and what is wrong.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from explorer.model import Article, Kind
from explorer.pipeline import extract

SHAPES = {
    "full": "{name} criticised the United Nations on Tuesday.",
    "bare-later": "{name} criticised the United Nations on Tuesday. Hours later, {short} thanked "
    "the Red Cross.",
    "bare-first": "{short} criticised the United Nations on Tuesday. Reporters had waited for "
    "{name} since the morning.",
}
# Shares with the right name and the right country, at most a hundredth below what is measured.
FLOORS = {"full": (0.985, 0.965), "bare-later": (0.985, 0.965), "bare-first": (0.985, 0.965)}


class Person(NamedTuple):
    kind: str
    name: str
    short: str
    country: str
    year: str


class Reading(NamedTuple):
    """What was read of one text: the names of the people, and the country of the one meant."""

    person: Person
    shape: str
    names: tuple[str, ...]
    country: str

    @property
    def is_named(self) -> bool:
        return self.names == (self.person.name,)

    @property
    def is_located(self) -> bool:
        return self.country == self.person.country


def people() -> list[Person]:
    with Path(__file__).with_name("people.tsv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader((line for line in file if line[0] != "#"), delimiter="\t")
        return [Person(**row) for row in rows]


@cache
def readings() -> list[Reading]:
    return list(_readings())


def _readings() -> Iterator[Reading]:
    asked = [(person, shape) for person in people() for shape in SHAPES]
    articles = (
        Article(str(n), _text(*one), published=date(int(one[0].year), 6, 1))
        for n, one in enumerate(asked)
    )
    for (person, shape), one in zip(asked, extract(articles), strict=True):
        found = [actor for actor in one.actors if actor.kind is Kind.PERSON]
        meant = next((actor for actor in found if person.name == actor.name), None)
        country = (meant.country or "-") if meant else "missed"
        yield Reading(person, shape, tuple(actor.name for actor in found), country)


def _text(person: Person, shape: str) -> str:
    return SHAPES[shape].format(name=person.name, short=person.short)


def test_the_table_has_the_kinds_that_are_hard() -> None:
    kinds = Counter(person.kind for person in people())
    assert kinds == {"word": 60, "particle": 40, "suffix": 30, "place": 30, "plain": 140}
    assert len({person.name for person in people()}) == 300


@pytest.mark.parametrize("shape", SHAPES)
def test_people_are_found_with_name_and_country(shape: str) -> None:
    read = [one for one in readings() if one.shape == shape]
    named, located = (sum(map(right, read)) / len(read) for right in (_is_named, _is_located))
    wrong = "\n".join(str(one) for one in read if not (one.is_named and one.is_located))
    assert named >= FLOORS[shape][0], wrong
    assert located >= FLOORS[shape][1], wrong


def _is_named(one: Reading) -> bool:
    return one.is_named


def _is_located(one: Reading) -> bool:
    return one.is_located


if __name__ == "__main__":
    for what in (*SHAPES, *dict.fromkeys(person.kind for person in people()), "all"):
        of = [one for one in readings() if what in (one.shape, one.person.kind, "all")]
        shares = (sum(map(right, of)) / len(of) for right in (_is_named, _is_located))
        print("{:12} {:4d} names {:.3f} countries {:.3f}".format(what, len(of), *shares))
    for one in readings():
        if not (one.is_named and one.is_located):
            print(*one.person, one.shape, one.names, one.country, sep=" | ")

"""What the gazetteer tables under data/gazetteer know, ready to be looked up token by token."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from explorer.countries import Spelling, short_name, spellings
from explorer.entities.names import slug
from explorer.model import Kind
from explorer.resources import read_table, table_lines

T = TypeVar("T")

LESSER_KINDS = frozenset(("religious", "profession"))  # of offices


class Phrases(Generic[T]):
    """Finds the longest known phrase that begins at a token, whatever the tokens are.

    Phrases are kept as text, so that "Guinea-Bissau" is found as one token, three, or two.
    """

    def __init__(self, phrases: Mapping[str, T]) -> None:
        self._values = dict(phrases)
        self._beginnings = frozenset(
            phrase[:n] for phrase in phrases for n in range(1, len(phrase) + 1)
        )

    def find(self, words: list[str], spaces: list[str], start: int) -> tuple[int, T] | None:
        """Return the token end and the value of the longest phrase from token ``start``, or None.

        Args:
            words: the text of each token.
            spaces: for each token " " if white space follows it, else "".
            start: a token index.
        """
        text, found = "", None
        for i in range(start, len(words)):
            text += words[i]
            if text not in self._beginnings:
                break
            if text in self._values:
                found = (i + 1, self._values[text])
            text += spaces[i]
        return found

    def starts(self, words: list[str]) -> list[int]:
        """Return the tokens with which some phrase may begin."""
        beginnings = self._beginnings
        return [i for i, word in enumerate(words) if word in beginnings]


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at tokens ``start`` to ``end``, and what it stands for."""

    start: int
    end: int
    value: T


@dataclass(frozen=True, slots=True)
class Known:
    """A name that the gazetteer knows.

    ``sort`` is "country", "demonym", "metonym", "organization", "group", "office" (held by somebody
    whom nobody names), "town" (a place in a country, which never acts itself) or "other" (no actor
    at all); ``id`` the actor's id; ``place`` tells that the name is a town's, too ("Tehran").
    """

    sort: str
    id: str
    name: str
    kind: Kind
    country: str | None = None
    place: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office or profession that stands before or after a name ("foreign minister")."""

    role: str
    kind: str
    country: str | None = None  # the only country that has such an office
    gender: str | None = None


class Town(NamedTuple):
    """A name of towns or provinces: the countries they lie in, and whether the first is likely."""

    countries: tuple[str, ...]
    likely: bool

    def country(self, mentioned: Container[str | None]) -> str | None:
        """Return the country meant in a text that mentions some, or None if that is unclear."""
        near = [code for code in self.countries if code in mentioned]
        return next(iter(near), self.countries[0] if self.likely else None)


class Towns:
    """The table of towns. It has fifty thousand rows: each is looked into when it is asked for."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._rows = dict(line.split("\t", 1) for line in lines)

    def get(self, name: str) -> Town | None:
        """Return the towns of a name, None if there are none."""
        row = self._rows.get(name)
        if row is None:
            return None
        countries, likely = row.split("\t")
        return Town(tuple(countries.split()), likely == "yes")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All tables. ``names`` and ``demonyms`` heed case, ``offices`` and ``organs`` do not."""

    names: Phrases[Known]
    offices: Phrases[Office]
    organs: Phrases[str]
    collectives: Mapping[str, str]
    countries: Mapping[str, str]  # alpha-3 to name
    lesser_roles: frozenset[str]  # those that are shown only where no other office is known
    wikidata: Mapping[str, str]  # the ids of countries and organisations there, by actor id
    towns: Towns

    def country(self, code: str) -> Known:
        """Return the country with this alpha-3 code."""
        return Known("country", code, self.countries.get(code, code), Kind.COUNTRY, code)

    def actor(self, known: Known) -> Known:
        """Return whom an entry stands for: the country behind a demonym or a capital."""
        if known.kind is Kind.COUNTRY and known.country is not None:
            return self.country(known.country)
        return known


@cache
def gazetteer() -> Gazetteer:
    """Read the tables, once."""
    countries = {one.country: short_name(one.country) for one in spellings()}
    offices = dict(_offices())
    return Gazetteer(
        names=Phrases(dict(_names(countries))),
        offices=Phrases(offices),
        organs=Phrases(dict(_organs())),
        collectives={r["noun"].lower(): r["collects"] for r in _rows("collective")},
        countries=countries,
        lesser_roles=frozenset(one.role for one in offices.values() if one.kind in LESSER_KINDS),
        wikidata=dict(_wikidata()),
        towns=Towns(table_lines("gazetteer", "towns.tsv")[1:]),  # without the header
    )


def _rows(table: str) -> list[dict[str, str]]:
    return read_table("gazetteer", f"{table}.tsv")


def _names(countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    """Yield every name with what it stands for; later ones outweigh earlier ones."""
    for one in spellings():
        if one.sort != "code":
            yield from _country(one, countries)
    for row in _rows("organizations"):
        yield from _organization(row)
    for row in _rows("not_actors"):
        yield row["name"], Known("other", slug(row["name"]), row["name"], Kind.ORGANIZATION)


def _country(one: Spelling, countries: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    code = one.country
    known = Known(one.sort, code, countries.get(code, code), Kind.COUNTRY, code, one.place)
    yield one.text, known
    if len(one.text) > 3 and not one.text.isupper():  # headlines and datelines shout
        yield one.text.upper(), known


def _organization(row: Mapping[str, str]) -> Iterator[tuple[str, Known]]:
    known = _organization_of(row)
    for spelling in (known.name, *_listed(row["aliases"])):
        yield spelling, known


def _organization_of(row: Mapping[str, str]) -> Known:
    name = row["name"].removeprefix("the ").removeprefix("The ")
    return Known("organization", slug(name), name, Kind(row["kind"]), row["country"] or None)


def _wikidata() -> Iterator[tuple[str, str]]:
    """Yield actor ids with their ids in Wikidata."""
    for row in _rows("country_ids"):
        yield row["country"], row["wikidata"]
    for row in _rows("organizations"):
        if row["wikidata"]:
            yield _organization_of(row).id, row["wikidata"]


def _listed(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace(";", "|").split("|") if part.strip()]


def _offices() -> Iterator[tuple[str, Office]]:
    for row in _rows("titles"):
        office = Office(row["role"].lower(), row["kind"], row.get("country") or None)
        for form in _numbers(row["title"].lower()):
            yield form, office


def _organs() -> Iterator[tuple[str, str]]:
    for row in _rows("organs"):
        for form in _numbers(row["noun"].lower()):
            yield form, row["kind"]


def _numbers(noun: str) -> Iterable[str]:
    """Return a noun with the plural it makes by rule; the last word counts."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies", noun
    return noun + "s", noun

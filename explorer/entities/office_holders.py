"""What the table of office-holders says of people: country, office and Wikidata id, by the date.

It is asked what the article leaves open, and answers where one person or country alone fits.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from explorer.entities.names import name_parts, same_full_name, short_name_fits, without_suffix
from explorer.model import OFFICE_HOLDERS
from explorer.resources import data_path

if TYPE_CHECKING:
    from explorer.entities.person_names import Person

HEADS = frozenset(
    "president,vice president,prime minister,premier,supreme leader,leader,king,queen,chancellor,"
    "emir,sultan,pope,head of state,head of government,emperor".split(",")
)
_UNTOLD = frozenset(("government", "official", "leader"))  # no office to show
_VAGUE = frozenset(("head of state", "head of government"))  # shown where there is no other
# In these one is not so well known that a surname alone would do.
_LESSER = _UNTOLD - {"leader"} | frozenset(
    ("ambassador", "diplomat", "lawmaker", "representative", "party leader", "senator")
)
_BEFORE, _AFTER = 6, 12  # years before and after an office in which a full name is its holder's
_AFTER_HEAD = 35  # who led a country stays in the news
_AROUND = 3  # years around the article in which nobody else may bear a surname that stands alone
_OPEN = 9999
_KEPT = 1024  # of what was looked up last


class Term(NamedTuple):
    """An office and the years, both included, in which somebody held it."""

    role: str
    start: int
    end: int

    def distance(self, year: int) -> int:
        """Return the years from the term to a year: below 0 before it, above 0 after it."""
        return min(year - self.start, 0) or max(year - self.end, 0)

    def is_near(self, year: int) -> bool:
        """Tell whether somebody of this name in the news of a year is likely its holder."""
        return -_BEFORE <= self.distance(year) <= (_AFTER_HEAD if self.role in HEADS else _AFTER)


class Holder(NamedTuple):
    """A row of the table: the usual name, the parts of each spelling of it, and what is known."""

    name: str
    names: tuple[tuple[str, ...], ...]
    country: str | None
    offices: str  # as the table writes them: most rows are looked at for their names alone
    wikidata: str | None

    @property
    def terms(self) -> tuple[Term, ...]:
        """The offices, each with its years."""
        return _terms(self.offices)

    def is_near(self, year: int) -> bool:
        """Tell whether this person is likely in the news of a year."""
        return any(term.is_near(year) for term in self.terms)

    def held(self, year: int, around: int = 1) -> Iterator[str]:
        """Yield the offices held in a year or so."""
        return (term.role for term in self.terms if abs(term.distance(year)) <= around)


class Table:
    """Rows sorted by their key, searched in the file's bytes: nothing is built to look one up."""

    def __init__(self, rows: bytes) -> None:
        self._rows = rows

    def find(self, key: str) -> list[Holder]:
        """Return the people under a surname's key."""
        wanted, found = key.encode(), []
        at = bisect_left(range(len(self._rows)), wanted, key=self._key)
        while at < len(self._rows) and self._key(at) == wanted:
            end = self._end(at)
            found.append(_holder(self._rows[at:end].decode()))
            at = end + 1
        return found

    def _key(self, at: int) -> bytes:
        start = self._rows.rfind(b"\n", 0, at) + 1
        return self._rows[start : self._rows.find(b"\t", start)]

    def _end(self, at: int) -> int:
        end = self._rows.find(b"\n", at)
        return end if end >= 0 else len(self._rows)


@lru_cache(maxsize=_KEPT)
def _find(key: str) -> list[Holder]:
    return table().find(key)


def _holder(row: str) -> Holder:
    _, names, country, offices, wikidata, _ = row.split("\t")
    usual, *others = names.split("|")
    return Holder(
        name=usual,
        names=tuple(map(name_parts, (usual, *others))),
        country=country or None,
        offices=offices,
        wikidata=wikidata or None,
    )


@lru_cache(maxsize=_KEPT)
def _terms(offices: str) -> tuple[Term, ...]:
    read = (_split(office) for office in offices.split("; "))
    return tuple(_term(role, span) for role, *spans in read for span in spans)


def _term(role: str, span: str) -> Term:
    start, dash, end = span.partition("-")
    return Term(role, int(start), int(end or (_OPEN if dash else start)))


def _split(office: str) -> list[str]:
    """Return a role and its years: "president", "1998-2002", "2010-"."""
    at = next((i for i, c in enumerate(office) if c.isdigit() and office[i - 1] == " "), 0)
    return [office[: at - 1], *office[at:].split(", ")]


@cache
def table() -> Table:
    """Open the table, once."""
    text = data_path("gazetteer", "office_holders.tsv").read_bytes().rstrip(b"\n")
    header = text.index(b"\nkey\t") + 1  # after the comments
    return Table(text[text.index(b"\n", header) + 1 :])


def supplement(people: Iterable[Person], published: date | None) -> None:
    """Write into people what the article leaves open: country, office, Wikidata id.

    Args:
        people: of one article, with what it says of them.
        published: when it was published; without that only full names are looked for.
    """
    year = published.year if published else None
    for person in people:
        found = _one_country(_fitting(person, year), year)
        if found and not person.country and found[0].country:
            person.country, person.country_source = found[0].country, OFFICE_HOLDERS
        if len(found) == 1:
            _complete(person, found[0], year)


def _one_country(found: list[Holder], year: int | None) -> list[Holder]:
    """Return those of one country, or nobody; who serves an international body is of none then.

    Of several countries that is meant of which somebody holds a leading office just then.
    """
    leading = [one for one in found if year and not _LESSER.issuperset(one.held(year, 0))]
    serving = [one for one in leading if not one.country]
    for some in (serving, leading, [one for one in found if one.country], found):
        if len(_countries(some)) == 1:
            return some
    return []


def is_listed(name: str, published: date | None) -> bool:
    """Tell whether the table has just this full name, of somebody in the news of those days."""
    parts = name_parts(name)
    keys = dict.fromkeys((without_suffix(parts)[-1], parts[0])) if len(parts) > 1 else ()
    return any(
        parts in one.names and (published is None or one.is_near(published.year))
        for key in keys
        for one in _find(key)
    )


def _complete(person: Person, holder: Holder, year: int | None) -> None:
    person.wikidata = holder.wikidata
    if len(person.parts) == 1 and not short_name_fits(person.parts, holder.names[0]):
        person.name = holder.name  # "Hemedti" alone is Mohamed Hamdan Dagalo
    if person.role is None and year is not None:
        person.role = _role(holder, year)
        if person.role:
            person.roles.add(person.role)


def _role(holder: Holder, year: int) -> str | None:
    """Return the office held in a year, a head's first, or the last one before: "former ...".."""
    terms = [t for t in holder.terms if t.role not in _UNTOLD and t.distance(year) >= 0]
    best = min(terms, key=lambda term: _weight(term, year), default=None)
    if best is None:
        return None
    return f"former {best.role}" if best.distance(year) else best.role


def _weight(term: Term, year: int) -> tuple[int, bool, bool, int]:
    """Rank the offices of one person, the one to show first."""
    return term.distance(year), term.role not in HEADS, term.role in _VAGUE, -term.start


def _fitting(person: Person, year: int | None) -> list[Holder]:
    """Return those whom a person of an article may be: by the full name, or by a surname."""
    parts = person.parts
    keys = dict.fromkeys((without_suffix(parts)[-1], parts[0]))
    found = dict.fromkeys(one for key in keys for one in _find(key))
    known = [one for one in found if person.country in (None, one.country)]
    same = [one for one in known if parts in one.names]
    if len(parts) > 1:
        same = same or [
            one for one in known if any(same_full_name(parts, name) for name in one.names)
        ]
    elif _countries(known) != _countries(same):
        same = []  # one who is called "Hemedti" alone, but it is somebody's surname, too
    if same:
        return [one for one in same if year is None or one.is_near(year)]
    if year is None:
        return []
    short = [one for one in known if any(short_name_fits(parts, name) for name in one.names)]
    return _in_office(person, short, year)


def _in_office(person: Person, known: list[Holder], year: int) -> list[Holder]:
    """Return whom a surname means: who holds the office before it, or a head of all who bear it."""
    roles = {role.removeprefix("former ") for role in person.roles}
    if roles:
        return [one for one in known if any(_agree(role, roles) for role in one.held(year))]
    bearers = [one for one in known if any(one.held(year, _AROUND))]
    leading = [one for one in bearers if not _LESSER.issuperset(one.held(year))]
    alone = len(_countries(bearers)) == 1
    return leading if alone or any(not HEADS.isdisjoint(one.held(year)) for one in leading) else []


def _countries(holders: Iterable[Holder]) -> set[str | None]:
    return {one.country for one in holders}


def _agree(held: str, said: set[str]) -> bool:
    """Tell whether an office of the table may be what the article calls it."""
    if held == "government":
        return any(role.endswith(("minister", "secretary")) for role in said)
    return (
        held in said
        or (held in HEADS and "leader" in said)
        or (held == "leader" and not HEADS.isdisjoint(said))
    )

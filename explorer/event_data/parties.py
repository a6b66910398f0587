"""Who a name, a country and codes of roles in a row of an event data set stand for.

The rules are those for articles: what acts in a state's name is the state, inhabitants are their
country, rebels and the like are a group of it, and who is only "a company", of no country, is
nobody that could be told from others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from explorer.countries import known_country
from explorer.entities.gazetteer import Known, gazetteer
from explorer.entities.names import JOINTS, slug
from explorer.event_data.records import Party
from explorer.model import Kind
from explorer.resources import read_table

_KINDS = {"organization": Kind.ORGANIZATION, "group": Kind.GROUP, "region": Kind.GROUP}
_PEOPLE_OF_THEIR_OWN = frozenset(("group", "crowd"))  # sorts of organs, as below
_NOBODY = frozenset(("media", "place"))  # organs that are named with a country but are not it
_WORD_OF_A_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*(-[^\W\d_'’.]+)*\.?")
_LONGEST_PERSONAL = 4
_SMALL = frozenset("al an and at bin de for in la of on the to".split())


@dataclass(frozen=True, slots=True)
class Code:
    """One of CAMEO's codes for actors (data/ontology/cameo_actors.tsv)."""

    kind: str
    name: str


@lru_cache(maxsize=65536)
def codes_of(text: str) -> tuple[str, ...]:
    """Return the codes of three letters that CAMEO strings together: USA, GOV of "USAGOV"."""
    return tuple(text[at : at + 3] for at in range(0, len(text), 3))


@lru_cache(maxsize=65536)
def find_party(name: str, country: str = "", codes: tuple[str, ...] = ()) -> Party | None:
    """Return who is meant, or None if that is nobody in particular.

    Args:
        name: as the row has it, in any case; may be empty.
        country: a name or a code, ISO's or CAMEO's; empty if the row tells none.
        codes: CAMEO's codes of the actor ("USA", "GOV").
    """
    text = name or country or "".join(codes)
    nation = next(filter(None, map(_nation, (country, *codes))), None)
    role, _, of = name.removesuffix(")").rpartition(" (")
    if role and known_country(of):
        return _role(role, known_country(of), codes, text)
    known = _known(name) or _coded(codes)
    if known is not None:
        return _party(known, text)
    if _is_role(name) or _is_place(name, nation, codes):
        return _role(name, nation, codes, text)
    return _called(name, nation, codes)


def _known(name: str) -> Known | None:
    """Return what the gazetteer knows by this name, or by its usual spelling."""
    names = gazetteer().names
    for spelling in (name, _spelt(name)):
        words = spelling.split(" ")
        end, known = names.find(words, [" "] * len(words), 0) or (0, None)
        if known and end == len(words) and known.sort != "other":
            return gazetteer().actor(known)
    return None


def _coded(codes: Iterable[str]) -> Known | None:
    """Return the organisation, group or region that has one of the codes."""
    rows = (_codes()[code] for code in codes if code in _codes())
    row = next((row for row in rows if row.kind in _KINDS and row.name), None)
    if row is None:
        return None
    return Known("other", slug(row.name.removeprefix("the ")), row.name, _KINDS[row.kind])


def _is_place(name: str, nation: str | None, codes: tuple[str, ...]) -> bool:
    """Tell whether a name is a place's; GDELT gives people and bodies, but not those, a role."""
    town = gazetteer().towns.get(_spelt(name))
    without_role = bool(codes) and name.isupper() and not _kinds(codes) - {"country"}
    return without_role or (town is not None and nation in town.countries)


def _role(name: str, nation: str | None, codes: Iterable[str], text: str) -> Party | None:
    """Return the country that a role acts for, or a group of its own: "rebels (Sudan)"."""
    organ = _organ(name) or _organ(name.rpartition(" ")[2])
    if nation is None or organ in _NOBODY:
        return None
    country = gazetteer().country(nation)
    if name and (organ in _PEOPLE_OF_THEIR_OWN or "faction" in _kinds(codes)):
        called = f"{name.lower()} ({country.name})"
        return Party(text, slug(called), called, Kind.GROUP, nation)
    return _party(country, text)


def _called(name: str, nation: str | None, codes: Iterable[str]) -> Party | None:
    """Return who has a name of their own; a word in capitals alone is none, but a role."""
    kinds = _kinds(codes)
    if name.isupper() and " " not in name and "organization" not in kinds:
        return _role(name, nation, codes, name)
    shown = _spelt(name)
    if _is_personal(shown) and "organization" not in kinds:
        kind = Kind.PERSON
    else:
        kind = Kind.GROUP if "faction" in kinds else Kind.ORGANIZATION
    return Party(name, slug(shown), shown, kind, nation)


def _party(known: Known, text: str) -> Party:
    return Party(text, known.id, known.name, known.kind, known.country)


def _is_personal(name: str) -> bool:
    """Tell whether a name may be a person's: two to four words, none of them a common noun."""
    words = name.split()
    return 2 <= len(words) <= _LONGEST_PERSONAL and all(map(_may_be_of_a_person, words))


def _may_be_of_a_person(word: str) -> bool:
    plain = word.lower()
    common = plain in _SMALL - JOINTS or _organ(plain)
    return bool(_WORD_OF_A_NAME.fullmatch(word)) and not common


def _is_role(name: str) -> bool:
    """Tell whether a name is none, but common nouns: "POLICE", "Foreign Minister"."""
    words = name.lower().split()
    return all(phrase in _SMALL or _organ(phrase) for phrase in _phrases(words))


def _phrases(words: list[str]) -> Iterator[str]:
    """Yield the words, those of a known phrase as one: "prime minister"."""
    at = 0
    while at < len(words):
        ends = range(len(words), at, -1)
        end = next((end for end in ends if _organ(" ".join(words[at:end]))), at + 1)
        yield " ".join(words[at:end])
        at = end


@lru_cache(maxsize=65536)
def _organ(phrase: str) -> str:
    """Return what kind of organ or office a phrase names, "" if none."""
    words = phrase.lower().split()
    spaces = [" "] * len(words)
    organ = gazetteer().organs.find(words, spaces, 0)
    if organ and organ[0] == len(words):
        return organ[1]
    office = gazetteer().offices.find(words, spaces, 0)
    return office[1].kind if office and office[0] == len(words) else ""


def _kinds(codes: Iterable[str]) -> set[str]:
    return {_codes()[code].kind for code in codes if code in _codes()}


@lru_cache(maxsize=65536)
def _nation(code: str) -> str | None:
    """Return the alpha-3 code of a country's name or code, None if there is none."""
    row = _codes().get(code)
    if row is not None:
        return row.name if row.kind == "country" else None
    return known_country(code) if len(code) > 2 else None


@lru_cache(maxsize=65536)
def _spelt(name: str) -> str:
    """Return a name in capitals as names are written: "BASHAR AL-ASSAD" is Bashar Al-Assad."""
    if not name.isupper() or len(name) < 4:
        return name
    words = (word.lower() if word.lower() in _SMALL else word.title() for word in name.split())
    return " ".join(words)


@cache
def _codes() -> dict[str, Code]:
    rows = read_table("ontology", "cameo_actors.tsv")
    return {row["code"]: Code(row["kind"], row["name"]) for row in rows}

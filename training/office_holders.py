"""Makes ``data/gazetteer/office_holders.tsv``: who held which office, of which country, and when.

Reads collected facts (name, country, office, start, end, wikidata, source) of the sources that
``data/README.md`` names, and those of ours in ``training/office_holders.tsv``, makes one row of
each person, and sorts the rows by the surname's key, by which the table is searched.

    python -m training.office_holders PEOPLE.tsv > data/gazetteer/office_holders.tsv
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from explorer.entities.names import (
    name_parts,
    plain,
    same_full_name,
    without_suffix,
    words,
)

_OURS = Path(__file__).with_suffix(".tsv")
_SOURCES = {  # as the facts name them, to the letter in the table
    "archigos-via-manystates": "A",
    "cia-factbook-archive": "C",
    "congress-legislators": "L",
    "phoenix-actors": "P",
    "us-historian-pocom": "D",
    "us-historian-travels": "V",
    "us-historian-visits": "V",
    "own": "O",
}
_HEADER = """\
# People who held an office, one a row, sorted by key: the surname's parts as ``name_parts`` of
# ``explorer/entities/names.py`` spells them, by which a row is found.
# names: the usual one first, "|" between them. country: ISO 3166-1 alpha-3, empty for those of
# international bodies. offices: a role, then the years, "-" without an end for who is still seen
# in it; "government": a member of it, in an office that the source does not name.
# sources: A Archigos (CC BY 4.0), C World Factbook, D and V Office of the Historian, L
# congress-legislators, P Phoenix (MIT), O our own; data/README.md tells more.
# Made by training/office_holders.py.
key\tnames\tcountry\toffices\twikidata\tsources"""
_SUN = {"SUN": "RUS", "SCG": "SRB", "YUG": "SRB", "CSK": "CZE", "DDR": "DEU", "YMD": "YEM"}
# Possessions; whoever reigns there from elsewhere stands under the country of their own.
_POSSESSIONS = words(
    "ABW AIA ASM BLM BMU COK CUW CYM FLK FRO GGY GIB GLP GRL GUF GUM HKG IMN IOT JEY MAC MAF MNP "
    "MSR MTQ MYT NCL NFK NIU PCN PRI PYF REU SHN SJM SPM SXM TCA TKL VGB VIR WLF CXR CCK"
)
_REIGNING = ("Elizabeth II", "Charles III")  # of many countries, at home in GBR
_OCCUPIED = {
    ("Saddam Hussein", "KWT"),
    ("Paul Bremer", "IRQ"),
}  # leaders of a country that they only held by force
_CROWNED = ("King ", "Queen ", "Pope ", "Emir ", "Amir ", "Sultan ")  # one name is enough for them
_TITLE = re.compile(
    r".*\b(?:ayatollah|hojatolislam|president-elect|president-designate|president|office|general|gen|sheikh|shaykh|sayyed|sayyid|king|queen|"
    r"prince|princess|sultan|emir|amir|dr|sir|lord|lady|dame|dato|datuk|tun|haji|hajji|colonel|col|"
    r"major|maj|captain|capt|brigadier|field marshal|admiral|adm|lt|mr|mrs|ms|pope|hon|us|imam|"
    r"ret|crown prince|his majesty|cardinal|archbishop|father|rear)[.)]* ",
    re.IGNORECASE,
)
# An office as the sources word it, to the role that the explorer shows; the first that fits.
_ROLES = tuple(
    (re.compile(pattern, re.IGNORECASE), role)
    for pattern, role in (
        (r"^leader of", "party leader"),
        (r"^ambassador|^high commissioner to", "ambassador"),
        (r"^(charg|consul|principal officer|representative (to|un)|counselor)", "diplomat"),
        (r"^representative for", "representative"),
        (r"^senator for", "senator"),
        (r"^government \(defence", "defence minister"),
        (r"^government \(justice", "justice minister"),
        (r"^government \(health", "health minister"),
        (r"^government \(education", "education minister"),
        (r"^government \(police", "interior minister"),
        (r"^(government|intelligence|military)", "government"),
        (r"^legislature", "lawmaker"),
        (r"^(opposition|rebel)", "opposition figure"),
        (r"^national leader", "leader"),
        (r"deputy (prime minister|premier)|vice (prime minister|premier)", "deputy prime minister"),
        (r"vice president", "vice president"),
        (r"prime minister|^prime$|council of ministers|president of the government|^taoiseach",
         "prime minister"),
        (r"foreign minister|minister of foreign affairs|minister for foreign affairs",
         "foreign minister"),
        (r"foreign secretary|secretary of state for foreign", "foreign secretary"),
        (r"defen[sc]e minister|minister of defen[sc]e", "defence minister"),
        (r"^(executive |acting |interim |transitional )*president( of the republic)?$",
         "president"),
        (r"^president of (?!the swiss)", "official"),
        (r"^president of", "president"),
        (r"^(amir|emir)", "emir"),
        (r"^deputy secretary of state", "deputy secretary of state"),
        (r"^(assistant|under) ?secretary", "diplomat"),
        (r"^(director|chief of|legal|executive sec|inspector)", "official"),
    )
)  # fmt: skip
_KNOWN_ROLES = words("king queen premier chancellor pope sultan emperor senator")
_GENERIC = (
    "government",
    "official",
    "leader",
    "head of state",
    "head of government",
)  # say nothing where another office is known
# Namesakes whom a source calls alike: the name until a year, and the name after it.
_NAMESAKES = {"George Bush": (1993, "George H. W. Bush", "George W. Bush")}
_RENAMED = {"G.H.W. Bush": "George H. W. Bush"}
_NICKNAMES = {
    "anthony": "Tony", "william": "Bill", "joseph": "Joe", "robert": "Bob", "richard": "Dick",
    "michael": "Mike", "james": "Jim", "edward": "Ted", "charles": "Chuck", "thomas": "Tom",
    "christopher": "Chris", "benjamin": "Ben", "daniel": "Dan", "timothy": "Tim", "david": "Dave",
    "ronald": "Ron", "donald": "Don", "kenneth": "Ken", "stephen": "Steve", "steven": "Steve",
    "jeffrey": "Jeff", "matthew": "Matt", "antony": "Tony", "samuel": "Sam", "gregory": "Greg",
    "patrick": "Pat", "andrew": "Andy", "nicholas": "Nick", "frederick": "Fred", "albert": "Al",
    "geoffrey": "Geoff", "lawrence": "Larry", "leonard": "Len", "nathaniel": "Nat",
}  # fmt: skip
_NICKNAMED = words("USA GBR CAN AUS NZL IRL")
_FAMILY_FIRST = words("CHN TWN PRK KOR VNM KHM HKG MAC SGP")
_TWO_SURNAMES = words(
    "ESP MEX ARG CHL PER COL VEN BOL ECU URY PRY CUB DOM GTM HND SLV NIC CRI PAN GNQ"
)
_GAP = 2  # years between two mentions of one office that are one term
_ERA = 12  # years between two records of a name that are one person's


@dataclass
class _Person:
    country: str
    names: list[str] = field(default_factory=list)
    terms: list[tuple[str, int, int]] = field(default_factory=list)
    wikidata: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)

    def is_called(self, other: _Person) -> bool:
        """Tell whether both have a name in common, nicknames included."""
        return not {*map(name_parts, self.names)}.isdisjoint(map(name_parts, other.names))

    def may_be(self, other: _Person) -> bool:
        """Tell whether their names may be one person's, and their years, too."""
        first, last = _years(self)
        start, end = _years(other)
        near = start <= last + _ERA and first <= end + _ERA
        pairs = product(map(name_parts, self.names), map(name_parts, other.names))
        return near and any(same_full_name(one, two) for one, two in pairs)

    def take(self, other: _Person) -> None:
        self.names += [name for name in other.names if name not in self.names]
        self.terms += other.terms
        self.wikidata |= other.wikidata
        self.sources |= other.sources


def _years(person: _Person) -> tuple[int, int]:
    return min(t[1] for t in person.terms), max(t[2] for t in person.terms)


def table(facts: Iterable[dict[str, str]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield _HEADER
    people = _merged(person for row in facts if (person := _person(row)) is not None)
    lines = (f"{key}\t{_cells(one)}" for one in people for key in _keys(one))
    yield from sorted(set(lines), key=lambda line: line.encode())


def _person(row: dict[str, str]) -> _Person | None:
    country = _SUN.get(row["country"], row["country"])
    role, name = _role(row["office"]), _name(_RENAMED.get(row["name"], row["name"]))
    if name.endswith(_REIGNING):
        country = "GBR"
    if (name, country) in _OCCUPIED:
        return None
    foreign = row["country"] in _POSSESSIONS and (role in _KNOWN_ROLES or role == "president")
    foreign = foreign or "co-prince" in role
    if foreign or not name_parts(name) or (not country and row["source"] != "own"):
        return None
    start = int(row["start"][:4] or 1960)
    end = int(row["end"][:4]) if row["end"] else _OPEN
    if name in _NAMESAKES:
        until, first, second = _NAMESAKES[name]
        name = first if end <= until else second
    sources = {_SOURCES[one] for one in row["source"].split("+")}
    wikidata = {row["wikidata"]} - {""}
    if country in _FAMILY_FIRST:
        name = " ".join(word.title() if word.isupper() else word for word in name.split())
    names = [*name.split("|"), *(_nicknamed(name) if country in _NICKNAMED else ())]
    return _Person(country, names, [(role, start, max(start, end))], wikidata, sources)


_OPEN = 9999


def _role(office: str) -> str:
    office = re.sub(r"\s*\(.*?\)$", "", office) if not office.startswith("government") else office
    return next((role for known, role in _ROLES if known.search(office)), office.lower())


def _name(text: str) -> str:
    """Return a name without titles that stick to it, and without what a bracket left."""
    text = " ".join(text.replace(")", ") ").split())
    bare = _TITLE.sub("", text)
    return bare if len(bare.split()) > 1 or text.startswith(_CROWNED) else text


def _merged(found: Iterable[_Person]) -> list[_Person]:
    """Return each person once: the fullest spelling and the shorter ones that are sure the same."""
    near: dict[tuple[str, str], list[_Person]] = defaultdict(list)
    for one in found:
        last = without_suffix(name_parts(one.names[0]))[-1]
        near[one.country, last].append(one)
    return [person for group in near.values() for person in _grouped(group)]


def _grouped(group: list[_Person]) -> list[_Person]:
    kept: list[_Person] = []
    for one in sorted(group, key=lambda p: ("O" not in p.sources, len(p.names[0]), p.names[0])):
        same = [known for known in kept if known.is_called(one)]
        same = same or [known for known in kept if known.may_be(one)]
        if len(same) == 1:
            same[0].take(one)
        else:
            kept.append(one)
    return kept


def _keys(one: _Person) -> set[str]:
    """Return the parts under which a person is looked for: of each name the surname."""
    found = set()
    for name in one.names:
        parts = without_suffix(name_parts(name))
        found.add(parts[0] if one.country in _FAMILY_FIRST else parts[-1])
        if one.country in _TWO_SURNAMES and len(parts) > 2:
            found.add(parts[-2])
    return found


def _cells(one: _Person) -> str:
    names = list(dict.fromkeys(_distinct(one.names)))
    offices = "; ".join(_offices(one.terms))
    wikidata = next(iter(one.wikidata)) if len(one.wikidata) == 1 else ""
    return "\t".join(
        ("|".join(names), one.country, offices, wikidata, "".join(sorted(one.sources)))
    )


def _distinct(names: Iterable[str]) -> Iterator[str]:
    """Yield the names whose parts are not yet there."""
    seen = set()
    for name in names:
        parts = name_parts(name)
        if parts not in seen:
            seen.add(parts)
            yield name


def _nicknamed(name: str) -> Iterator[str]:
    first, *rest = name.split()
    suffixed = without_suffix(name_parts(name)) != name_parts(name)
    if rest and not suffixed and plain(first) in _NICKNAMES:
        yield f"{_NICKNAMES[plain(first)]} {rest[-1]}"


def _offices(terms: Iterable[tuple[str, int, int]]) -> Iterator[str]:
    """Yield each role with its years; a generic one only where there is no other."""
    spans: dict[str, list[list[int]]] = defaultdict(list)
    for role, start, end in sorted(terms):
        last = spans[role][-1] if spans[role] else None
        if last is not None and start <= last[1] + _GAP:
            last[1] = max(last[1], end)
        else:
            spans[role].append([start, end])
    told = [span for role, some in spans.items() if role not in _GENERIC for span in some]
    for role, some in spans.items():
        left = [s for s in some if role not in _GENERIC or not any(_covers(t, s) for t in told)]
        if left:
            yield f"{role} {', '.join(map(_shown, left))}"


def _covers(span: list[int], other: list[int]) -> bool:
    return span[0] - 1 <= other[0] and other[1] <= span[1] + 1


def _shown(span: list[int]) -> str:
    start, end = span
    return f"{start}" if start == end else f"{start}-{'' if end == _OPEN else end}"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


def _ours() -> Iterator[dict[str, str]]:
    return ({**row, "source": "own"} for row in _rows(_OURS))


if __name__ == "__main__":
    print("\n".join(table([*_rows(Path(sys.argv[1])), *_ours()])))

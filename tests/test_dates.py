"""Days that a sentence names, counted from the day of publication."""

from datetime import date

import pytest

from explorer.events.dates import find_date, past_year

TUESDAY = date(2006, 11, 28)

DAYS = [
    pytest.param("they met yesterday", TUESDAY, False, date(2006, 11, 27), id="yesterday"),
    pytest.param("they met on monday", TUESDAY, False, date(2006, 11, 27), id="past weekday"),
    pytest.param("they meet on tuesday", TUESDAY, False, TUESDAY, id="same weekday"),
    pytest.param("they will meet on friday", TUESDAY, True, date(2006, 12, 1), id="next weekday"),
    pytest.param("they met on 21 november", TUESDAY, False, date(2006, 11, 21), id="day month"),
    pytest.param("they met on november 21st", TUESDAY, False, date(2006, 11, 21), id="ordinal"),
    pytest.param("on march 3 , 1999 they met", None, False, date(1999, 3, 3), id="full date"),
    pytest.param("on february 30 , 1999 they met", None, False, None, id="no such day"),
    pytest.param("on december 31 , 1999", None, False, date(1999, 12, 31), id="end of the year"),
    pytest.param("they met on monday", None, False, None, id="weekday without a publication day"),
    pytest.param("they may meet", TUESDAY, False, None, id="may is no month without a day"),
]


@pytest.mark.parametrize(("text", "published", "future", "expected"), DAYS)
def test_find_date(text: str, published: date | None, future: bool, expected: date | None) -> None:
    assert find_date(text.split(), published, future=future) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the invasion in 2003", 2003, id="earlier year"),
        pytest.param("the talks in 2006", None, id="this year"),
        pytest.param("1987 people were killed", None, id="a number"),
    ],
)
def test_past_year(text: str, expected: int | None) -> None:
    assert past_year(text.split(), TUESDAY) == expected

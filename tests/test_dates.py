"""What time expressions name, counted from the day of publication: a day, or a longer time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from explorer.events.dates import When, names_time, read_when
from explorer.model import Article
from explorer.pipeline import extract

TUESDAY = date(2006, 11, 28)
NEW_YEAR = date(2007, 1, 5)

DAYS = [
    pytest.param("yesterday", False, date(2006, 11, 27), id="yesterday"),
    pytest.param("tomorrow", True, date(2006, 11, 29), id="tomorrow"),
    pytest.param("the day before yesterday", False, date(2006, 11, 26), id="before yesterday"),
    pytest.param("late last night", False, date(2006, 11, 27), id="last night"),
    pytest.param("this morning", False, TUESDAY, id="this morning"),
    pytest.param("on monday", False, date(2006, 11, 27), id="past weekday"),
    pytest.param("on tuesday", False, TUESDAY, id="same weekday"),
    pytest.param("on friday", True, date(2006, 12, 1), id="coming weekday"),
    pytest.param("last friday", False, date(2006, 11, 24), id="last weekday"),
    pytest.param("next thursday", False, date(2006, 11, 30), id="next weekday"),
    pytest.param("on wednesday last week", False, date(2006, 11, 22), id="weekday last week"),
    pytest.param("next week on monday", True, date(2006, 12, 4), id="weekday next week"),
    pytest.param("on 21 november", False, date(2006, 11, 21), id="day month"),
    pytest.param("on november 21st", False, date(2006, 11, 21), id="ordinal"),
    pytest.param("on the 21st of november", False, date(2006, 11, 21), id="ordinal of month"),
    pytest.param("on nov. 21", False, date(2006, 11, 21), id="abbreviated month"),
    pytest.param("on 2 december", True, date(2006, 12, 2), id="coming day"),
    pytest.param("on 2 december", False, date(2005, 12, 2), id="past day of last year"),
    pytest.param("on january 3", True, date(2007, 1, 3), id="coming day of next year"),
    pytest.param("on march 3 , 1999", False, date(1999, 3, 3), id="full date"),
    pytest.param("2006-11-21", False, date(2006, 11, 21), id="iso"),
    pytest.param("two days ago", False, date(2006, 11, 26), id="days ago"),
    pytest.param("in three days", True, date(2006, 12, 1), id="in three days"),
]

LONGER = [
    pytest.param("in 2003", When(past=True), id="earlier year"),
    pytest.param("in 2006", When(), id="this year"),
    pytest.param("by 2010", When(ahead=True), id="later year"),
    pytest.param("in august 2004", When(past=True), id="month and year"),
    pytest.param("in december 2005", When(past=True), id="a year ago or nearly"),
    pytest.param("in march", When(), id="month"),
    pytest.param("last week", When(), id="last week"),
    pytest.param("next month", When(ahead=True), id="next month"),
    pytest.param("last year", When(past=True), id="last year"),
    pytest.param("over the last year", When(), id="a year up to now"),
    pytest.param("the next day", When(), id="the day after another"),
    pytest.param("three weeks ago", When(), id="weeks ago"),
    pytest.param("18 months ago", When(past=True), id="many months ago"),
    pytest.param("decades ago", When(past=True), id="decades ago"),
    pytest.param("a year earlier", When(past=True), id="a year earlier"),
    pytest.param("in the 1980s", When(past=True), id="decade"),
    pytest.param("in the nineties", When(past=True), id="decade in words"),
    pytest.param("in the 19th century", When(past=True), id="century"),
    pytest.param("on february 30 , 1999", When(past=True), id="no such day"),
]

NOTHING = ["may", "to march on the capital", "for two years", "with 20 men"]


@pytest.mark.parametrize(("text", "future", "expected"), DAYS)
def test_day(text: str, future: bool, expected: date) -> None:
    found = read_when(text.split(), TUESDAY, future=future)
    assert found is not None
    assert found.day == expected
    assert found.ahead == (expected > TUESDAY)


@pytest.mark.parametrize(("text", "expected"), LONGER)
def test_longer_time_has_no_day(text: str, expected: When) -> None:
    assert read_when(text.split(), TUESDAY) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_named(text: str) -> None:
    found = read_when(text.split(), TUESDAY)
    assert found is None or found == When()


@pytest.mark.parametrize(
    ("text", "past"),
    [
        pytest.param("on 28 december", False, id="last week was last year"),
        pytest.param("in december 2006", False, id="last month was last year"),
        pytest.param("in 2006", False, id="the year of last month"),
        pytest.param("last year", False, id="last year is the year of last month"),
        pytest.param("in 2005", True, id="the year before last"),
        pytest.param("in july 2006", False, id="a month that ended within half a year"),
        pytest.param("in march 2006", True, id="most of a year ago"),
        pytest.param("on 3 november 2005", True, id="more than a year ago"),
    ],
)
def test_new_year_makes_no_history(text: str, past: bool) -> None:
    found = read_when(text.split(), NEW_YEAR)
    assert found is not None
    assert found.past == past


@pytest.mark.parametrize("text", ["in {}", "in december {}", "on december 31 , {}"])
def test_one_rule_for_a_year_and_its_last_month_and_day(text: str) -> None:
    words = text.format(2006).split()
    days = [NEW_YEAR + timedelta(days=n) for n in range(365)]
    found = [when.past for when in (read_when(words, day) for day in days) if when]
    assert found == [day - date(2006, 12, 31) > timedelta(days=183) for day in days]


def test_a_decade_is_long_past_half_a_year_after_its_end() -> None:
    words = "in the 1990s".split()
    assert read_when(words, date(2000, 1, 5)) == When()
    assert read_when(words, date(2000, 8, 5)) == When(past=True)
    assert read_when(words, None) == When(past=True)


def test_nearest_day_around_new_year() -> None:
    found = read_when("on 28 december".split(), NEW_YEAR)
    assert found is not None
    assert found.day == date(2006, 12, 28)


def test_without_a_day_of_publication() -> None:
    assert read_when("on march 3 , 1999".split(), None) == When(date(1999, 3, 3))
    assert read_when("on december 31 , 1999".split(), None) == When(date(1999, 12, 31))
    assert read_when("in 1999".split(), None) == When(past=True)
    assert read_when("on monday".split(), None) is None


@pytest.mark.parametrize("word", ["friday", "1998", "decades", "ago", "1980s", "yesterday"])
def test_heads(word: str) -> None:
    assert names_time(word)
    assert not names_time(f"{word}x")


IN_SENTENCES = [
    pytest.param("France attacked Mali.", "attacked", TUESDAY, id="no date is the day of the news"),
    pytest.param("France attacked Mali on Friday.", "attacked", date(2006, 11, 24), id="weekday"),
    pytest.param("France will attack Mali on Friday.", "attack", date(2006, 12, 1), id="ahead"),
    pytest.param("France will attack Mali.", "attack", None, id="ahead, no day"),
    pytest.param("France attacked Mali last week.", "attacked", None, id="a week has no day"),
    pytest.param("France attacked Mali in 1994.", "attacked", None, id="a year has no day"),
    pytest.param("France attacked Mali two days ago.", "attacked", date(2006, 11, 26), id="ago"),
    pytest.param("On 21 November, France attacked Mali.", "attacked", date(2006, 11, 21),
                 id="day and month"),
    pytest.param("Spain said on Monday that France had attacked Mali on Friday.", "attacked",
                 date(2006, 11, 24), id="said one day, done another"),
    pytest.param("Spain, which arrested a spy on Friday, attacked Mali on Monday.", "attacked",
                 date(2006, 11, 27), id="the relative clause has its own day"),
    pytest.param("On Monday Spain praised France and thanked Mali.", "thanked",
                 date(2006, 11, 27), id="one day for two deeds"),
    pytest.param("Spain condemned Friday's attack by France on Mali.", "attack",
                 date(2006, 11, 24), id="day before an event noun"),
    pytest.param("Spain and Mali held talks in Prague on Monday.", "talks", date(2006, 11, 27),
                 id="day at the light verb"),
    pytest.param("Spain apologised on Monday for the attack of 1994.", "apologised",
                 date(2006, 11, 27), id="the other deed's year"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "trigger", "expected"), IN_SENTENCES)
def test_date_of_event(text: str, trigger: str, expected: date | None) -> None:
    (extraction,) = extract([Article("a", text, published=TUESDAY)])
    days = {event.date for event in extraction.events if event.trigger == trigger}
    assert days == {expected}

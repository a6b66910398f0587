"""When it happened: the day an event's own sentence names, counted from the day of publication."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_RELATIVE = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
_YEAR = re.compile(r"(?:19|20)\d\d")
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")


def find_date(words: list[str], published: date | None, *, future: bool) -> date | None:
    """Return the day that ``words`` name, or None.

    Args:
        words: the lower-cased tokens of the clause or sentence, in order.
        published: the article's date; a weekday without it cannot be placed.
        future: whether the event lies ahead ("will meet on Friday" is the next Friday).
    """
    exact = _calendar_day(words, published)
    if exact is not None or published is None:
        return exact
    for word in words:
        if word in _RELATIVE:
            return published + timedelta(days=_RELATIVE[word])
        if word in _WEEKDAYS:
            return _weekday(published, _WEEKDAYS.index(word), future=future)
    return None


def past_year(words: list[str], published: date | None) -> int | None:
    """Return the year before the year of publication that ``words`` name, or None."""
    for before, word in zip(["", *words], words, strict=False):
        if _YEAR.fullmatch(word) and before in ("in", "since", "of", "during", "from", "until"):
            year = int(word)
            if published is None or year < published.year:
                return year
    return None


def _weekday(published: date, weekday: int, *, future: bool) -> date:
    ahead = (weekday - published.weekday()) % 7
    return published + timedelta(days=ahead if future else ahead - 7 if ahead else 0)


def _calendar_day(words: list[str], published: date | None) -> date | None:
    for i, word in enumerate(words):
        if word not in _MONTHS:
            continue
        day = next((d for near in (i + 1, i - 1) if (d := _day(words, near))), None)
        year = next((int(w) for w in words[i : i + 5] if _YEAR.fullmatch(w)), None)
        year = year or (published.year if published else None)
        if day and year:
            return _valid(year, _MONTHS.index(word) + 1, day)
    return None


def _day(words: list[str], i: int) -> int | None:
    match = _DAY.fullmatch(words[i]) if 0 <= i < len(words) else None
    return int(match[1]) if match else None


def _valid(year: int, month: int, day: int) -> date | None:
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, day) if 1 <= day <= last else None

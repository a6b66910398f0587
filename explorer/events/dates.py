"""What a time expression says: which day, whether that is long past, whether it lies ahead.

A day is given only where the words name one ("on Monday", "two days ago", "21 November"). A week,
a month, a year or "last summer" is known to be named, and has no day: better none than a wrong one.

Long past means before the year of publication and more than half a year back: background, not news.
Of a longer time its last day decides: in January "in 2006" may be last month, and is not long past.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = {
    **{name[:3] + dot: i for i, name in enumerate(_MONTHS) for dot in ("", ".")},
    **{"sept": 8, "sept.": 8},
    **{name: i for i, name in enumerate(_MONTHS)},
}
_RELATIVE = {
    "today": 0, "tonight": 0, "overnight": 0, "yesterday": -1, "tomorrow": 1,
    "this morning": 0, "this afternoon": 0, "this evening": 0, "last night": -1,
    "before yesterday": -2, "after tomorrow": 2,
}  # fmt: skip
# Units of time in months; a day has none.
_UNITS = {
    "day": 0.0, "week": 0.25, "fortnight": 0.5, "month": 1.0, "season": 3.0, "year": 12.0,
    "decade": 120.0, "generation": 240.0, "century": 1200.0, "centurie": 1200.0,
}  # fmt: skip
_STRETCHES = frozenset(
    "spring summer autumn fall winter weekend morning afternoon evening night term".split()
)
_NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "eighteen": 18,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "hundred": 100,
}  # fmt: skip
_MANY = 2  # "years ago", "decades earlier"
_BACK = frozenset(("ago", "earlier", "before", "previously", "after"))
_ELSEWHERE = frozenset(("later", "afterwards", "following", "previous", "same"))
_LAST, _NEXT = frozenset(("last", "past", "previous")), frozenset(("next", "coming"))
_BEFORE_MONTH = frozenset("in of since until till by last next this early late mid during".split())
_DECADES = frozenset(
    "twenties thirties forties fifties sixties seventies eighties nineties".split()
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_DECADE = re.compile(r"(?:(1[5-9]|20)|['’]?)(\d)0['’]?s")
_DAY = re.compile(r"([0-3]?\d)(?:st|nd|rd|th)?")
_ISO = re.compile(r"((?:19|20)\d\d)-(\d\d)-(\d\d)")
_CENTURY = re.compile(r"(?:1?\d)th|.*(?:th|first|second|third)")
_HALF_A_YEAR = timedelta(days=183)


@dataclass(frozen=True, slots=True)
class When:
    """What was named: a day or None for a longer time, long past or not, ahead or not."""

    day: date | None = None
    past: bool = False
    ahead: bool = False


def read_when(words: list[str], published: date | None, *, future: bool = False) -> When | None:
    """Return what the words of a time expression name, or None if they name no time.

    Args:
        words: the lower-cased tokens, in order.
        published: the article's date; a weekday without it cannot be placed.
        future: whether the event lies ahead ("will meet on Friday" is the next Friday).
    """
    for reader in _READERS:
        found = reader(words, published, future)
        if found is not None:
            return found
    return None


def names_time(word: str) -> bool:
    """Tell whether a lower-cased word can head a time expression: "Friday", "1998", "decades"."""
    known = (_WEEKDAYS, _MONTH, _RELATIVE, _STRETCHES, _DECADES, _BACK)
    if any(word in names for names in known) or word.removesuffix("s") in _UNITS:
        return True
    return bool(_YEAR.fullmatch(word) or _DECADE.fullmatch(word) or _ISO.fullmatch(word))


def _of_day(day: date, published: date | None) -> When:
    if published is None:
        return When(day)
    return When(day, _is_long_past(day, published), day > published)


def _of_years(first: int, last: int, published: date | None) -> When:
    """Return what a year or several name; without a day of publication they are long past."""
    if published is None:
        return When(past=True)
    return _of_span(date(first, 1, 1), date(last, 12, 31), published)


def _of_span(first: date, last: date, published: date) -> When:
    return When(None, _is_long_past(last, published), first > published)


def _is_long_past(last_day: date, published: date) -> bool:
    return last_day.year < published.year and published - last_day > _HALF_A_YEAR


def _calendar_day(words: list[str], published: date | None, future: bool) -> When | None:
    for i, word in enumerate(words):
        if iso := _ISO.fullmatch(word):
            day = _valid(int(iso[1]), int(iso[2]), int(iso[3]))
            return _of_day(day, published) if day else None
        number = _day_beside(words, i) if word in _MONTH else None
        if number:
            day = _place(_MONTH[word] + 1, number, _year_of(words[i : i + 5]), published, future)
            return _of_day(day, published) if day else None
    return None


def _day_beside(words: list[str], i: int) -> int | None:
    beside = (words[j] for j in (i + 1, i - 1, i - 2) if 0 <= j < len(words))
    near = [w for w in beside if w not in ("the", "of")][:2]
    return next((int(m[1]) for w in near if (m := _DAY.fullmatch(w))), None)


def _place(
    month: int, day: int, year: int | None, published: date | None, future: bool
) -> date | None:
    """Return the day; without a year the nearest before publication, or after if it is ahead."""
    if year is not None or published is None:
        return _valid(year, month, day) if year else None
    near = (_valid(published.year + n, month, day) for n in ((0, 1) if future else (0, -1)))
    fits = (d for d in near if d and (d >= published if future else d <= published))
    return next(fits, _valid(published.year, month, day))


def _month(words: list[str], published: date | None, future: bool) -> When | None:
    for before, word, after in zip(["", *words], words, [*words[1:], ""], strict=False):
        year = _year_of([after])
        if word not in _MONTH or not (year or before in _BEFORE_MONTH or len(words) == 1):
            continue
        if published is None or year is None:
            to_come = future and published is not None and _MONTH[word] + 1 >= published.month
            return When(ahead=before == "next" or to_come)
        month = _MONTH[word] + 1
        return _of_span(date(year, month, 1), _last_of_month(year, month), published)
    return None


def _year(words: list[str], published: date | None, _: bool) -> When | None:
    year = _year_of(words)
    return None if year is None else _of_years(year, year, published)


def _year_of(words: list[str]) -> int | None:
    return next((int(word) for word in words if _YEAR.fullmatch(word)), None)


def _decade(words: list[str], published: date | None, _: bool) -> When | None:
    for before, word in zip(["", *words], words, strict=False):
        if word in _DECADES:
            return When(past=True)
        if match := _DECADE.fullmatch(word):
            start = int(f"{match[1] or 19}{match[2]}0")
            return _of_years(start, start + 9, published)
        if word == "century" and _CENTURY.fullmatch(before):
            return When(past=before not in ("21st", "twenty-first"))
    return None


def _counted(words: list[str], published: date | None, future: bool) -> When | None:
    """Read "two days ago", "decades earlier", "in three weeks"."""
    for i, word in enumerate(words):
        unit = word.removesuffix("s")
        if unit not in _UNITS:
            continue
        count = _count(words[:i])
        after = next(iter(words[i + 1 : i + 2]), "")
        if after in _BACK:
            return _back(unit, count, published if after == "ago" else None)
        if future and count and "in" in words[:i]:
            day = published + timedelta(days=count) if published and unit == "day" else None
            return When(day, ahead=True)
    return None


def _back(unit: str, count: int | None, published: date | None) -> When:
    day = None
    if published and count and unit == "day":
        day = published - timedelta(days=count)
    return When(day, past=_UNITS[unit] * (count or _MANY) >= _UNITS["year"])


def _count(words: list[str]) -> int | None:
    number = next((w for w in reversed(words) if w.isdigit() or w in _NUMBERS), None)
    if number is None:
        return None
    return int(number) if number.isdigit() else _NUMBERS[number]


def _pointed(words: list[str], published: date | None, future: bool) -> When | None:
    """Read "yesterday", "last night", "next Friday", "last year", "on Monday"."""
    pairs = list(zip(["", *words], words, strict=False))
    for before, word in pairs:
        shift = _RELATIVE.get(f"{before} {word}", _RELATIVE.get(word))
        if shift is not None and published is not None:
            return _of_day(published + timedelta(days=shift), published)
    weekday = next(((b, w) for b, w in pairs if w in _WEEKDAYS), None)
    if weekday and published is not None:
        ahead = weekday[0] in _NEXT or (future and weekday[0] not in _LAST)
        return _of_day(_weekday(published, weekday[1], words, ahead), published)
    return None


def _stretch(words: list[str], published: date | None, _: bool) -> When | None:
    """Read "last week", "next month", "this year", "last summer", "the following day"."""
    for i, word in enumerate(words):
        unit = word.removesuffix("s")
        before = words[i - 1] if i else ""
        if unit not in _UNITS and word not in (*_STRETCHES, *_WEEKDAYS, *_MONTH):
            continue
        if before in _NEXT:
            return When(ahead="the" not in words)  # "the next day" is the day after another
        if before == "last" and word == "year" and "the" not in words and published:
            return _of_years(published.year - 1, published.year - 1, published)
        if before in _LAST:
            return When(past=_UNITS.get(word, 0) >= _UNITS["year"] and "the" not in words)
        if before in ("this", *_ELSEWHERE) or words[i + 1 : i + 2] == ["later"]:
            return When()
    return None


def _weekday(published: date, name: str, words: list[str], future: bool) -> date:
    number = _WEEKDAYS.index(name)
    for pointer, weeks in (("last", -1), ("next", 1), ("this", 0)):
        if f"{pointer} week" in " ".join(words):
            monday = published - timedelta(days=published.weekday())
            return monday + timedelta(weeks=weeks, days=number)
    ahead = (number - published.weekday()) % 7
    return published + timedelta(days=ahead if future else ahead - 7 if ahead else 0)


def _valid(year: int, month: int, day: int) -> date | None:
    if not (1 <= month <= 12 and 1 <= year < date.max.year):
        return None
    return date(year, month, day) if 1 <= day <= _last_of_month(year, month).day else None


def _last_of_month(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


_READERS: tuple[Callable[[list[str], date | None, bool], When | None], ...] = (
    _calendar_day, _month, _pointed, _counted, _stretch, _decade, _year,
)  # fmt: skip

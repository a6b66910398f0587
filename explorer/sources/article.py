"""From the fields of one record to an Article: what must be there, what is cleaned, dates."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from explorer.errors import ArticleError
from explorer.model import Article

MAX_CHARACTERS = 2_000_000

_log = logging.getLogger(__name__)

# No XML may hold these, and no UTF-8 file the lone surrogates.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_BREAKS = "\x0b\x0c\x1c\x1d\x1e"
_ORDERS = ("DMY", "MDY")


@dataclass(frozen=True, slots=True)
class Draft:
    """One article before it is checked.

    Attributes:
        source: what to call it in a refusal ("news.jsonl, line 3").
        fallback_id: its id if the fields have none.
        fields: reads it; the keys are text, id, title, published or date, outlet or source, url;
            may raise ArticleError.
    """

    source: str
    fallback_id: str
    fields: Callable[[], Mapping[str, Any]]


def to_article(draft: Draft) -> Article:
    """Return the article that a draft describes; unknown fields are left out.

    A date that cannot be understood is told to the log, and the article is read without it.

    Raises:
        ArticleError: the text is missing, empty or longer than ``MAX_CHARACTERS``.
    """
    fields = {str(key).strip().lower(): value for key, value in draft.fields().items()}
    given = _line(fields.get("published")) or _line(fields.get("date"))
    return Article(
        id=_identifier(fields.get("id")) or draft.fallback_id,
        text=_text(fields.get("text"), source=draft.source),
        title=_line(fields.get("title")),
        published=_published(given, source=draft.source) if given else None,
        outlet=_line(fields.get("outlet")) or _line(fields.get("source")),
        url=_line(fields.get("url")),
    )


def parse_day(text: str) -> date | None:
    """Return the day that a date names, or None if it names none or could be two.

    ISO dates and times, "28 November 2006", "Nov 28, 2006" and the dates of mail and feeds are
    read; "03/04/2006" is not, for it is a day in March to some and in April to others.
    """
    exact = _iso_day(text)
    return exact if exact or text[:8].isdigit() else _written_day(text)


def _text(value: object, *, source: str) -> str:
    if not isinstance(value, str):
        raise ArticleError(source, 'it has no text; put the article in a field named "text"')
    if not value.strip():
        raise ArticleError(source, "its text is empty, so there is nothing to read")
    if len(value) > MAX_CHARACTERS:
        raise ArticleError(
            source,
            f"it has {len(value):,} characters, and one article may have {MAX_CHARACTERS:,}; "
            "split it into its articles",
        )
    return _cleaned(value)


def _cleaned(text: str) -> str:
    return _UNWRITABLE.sub(lambda bad: "\n" if bad[0] in _LINE_BREAKS else "\ufffd", text)


def _line(value: object) -> str | None:
    """Return a string on one line, a day as a string, or None if it is neither or blank."""
    if isinstance(value, date):
        return value.isoformat()
    return " ".join(_cleaned(value).split()) or None if isinstance(value, str) else None


def _identifier(value: object) -> str | None:
    return str(value) if type(value) is int else _line(value)


def _published(text: str, *, source: str) -> date | None:
    day = parse_day(text)
    if day is None:
        _log.warning(
            "%s: the date %r is not understood, so it is read without one; write 2006-11-28",
            source,
            text[:40],
        )
    return day


def _iso_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _written_day(text: str) -> date | None:
    from dateparser import parse

    days = {
        parsed.date() if parsed else None
        for parsed in (
            parse(
                text[:80],
                languages=["en"],
                settings={
                    "DATE_ORDER": order,
                    "PREFER_LOCALE_DATE_ORDER": False,
                    "STRICT_PARSING": True,
                    "PARSERS": ["absolute-time"],
                },
            )
            for order in _ORDERS
        )
    }
    return days.pop() if len(days) == 1 else None

"""A view of the page as the query of its address, and back: a copied link opens the same view.

The keys are for people: ``?country=IRN&country=USA&status=planned&show=timeline``. What comes with
an address may be anything; only what ``read`` understands gets further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from explorer.countries import find_country
from explorer.errors import ExplorerError
from explorer.model import Kind
from explorer.ontology import QUADS, event_types
from explorer.views import POLARITIES, STATUSES, Filter, Look

Query = Mapping[str, Sequence[str]]

TABS = (
    "Graph",
    "Timeline",
    "Countries",
    "Events",
    "Compare",
    "Contradictions",
    "Articles",
    "Corrections",
)
WAYS = ("Two outlets", "Two periods")  # of comparing
_MOST, _LONGEST = 200, 1_000  # values of a key, characters of a value
_YES, _NO = "yes", "no"
_FARTHEST = 1_000_000  # drawing units from the middle


class LinkError(ExplorerError):
    """An address asks for what the page does not know.

    Args:
        key: the key of the query ("since").
        reason: what is wrong with its value.
    """

    def __init__(self, key: str, reason: str) -> None:
        super().__init__(f"{key}: {reason}")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What somebody looks at.

    ``selected`` is the id of an actor or a line, ``other`` that of an actor whose ways from the
    selected one are looked at, ``article`` that of the article that is open, ``sides`` the two
    outlets that are compared, or ``split`` the day on which the second of two periods begins,
    ``articles`` tells which articles the view is of.
    """

    wanted: Filter = field(default_factory=Filter)
    look: Look = field(default_factory=Look)
    tab: str = TABS[0]
    selected: str | None = None
    other: str | None = None
    article: str | None = None
    sides: tuple[str, ...] = ()
    split: date | None = None
    articles: str | None = None


class _Key(NamedTuple):
    """How a field stands in an address: under which key, and how its text is read and written."""

    field: str
    read: Callable[[str], Any]
    write: Callable[[Any], str] = str
    many: bool = False


def _one_of(known: Iterable[str]) -> Callable[[str], str]:
    names = {name.casefold(): name for name in known}

    def read(text: str) -> str:
        if text.casefold() not in names:
            raise ValueError(f'"{text}" is none of {", ".join(names.values())}')
        return names[text.casefold()]

    return read


def _country(text: str) -> str:
    try:
        return find_country(text)
    except ExplorerError as error:
        raise ValueError(str(error)) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError(f'"{text}" is no date; one is written as 2006-11-28') from None


def _number(kind: Callable[[str], float], least: float, most: float) -> Callable[[str], float]:
    def read(text: str) -> float:
        try:
            number = kind(text)
        except ValueError:
            raise ValueError(f'"{text}" is no number') from None
        if not least <= number <= most:
            raise ValueError(f'"{text}" is not between {least:g} and {most:g}')
        return number

    return read


def _yes(text: str) -> bool:
    return _one_of([_YES])(text) == _YES


def _no(text: str) -> bool:
    return _one_of([_NO])(text) == _NO


def _pin(text: str) -> tuple[str, int, int]:
    """Return the place that an actor was given: "12,-40,IRN"."""
    x, y, id = [*text.split(",", 2), "", ""][:3]
    place = _number(int, -_FARTHEST, _FARTHEST)
    if not id:
        raise ValueError(f'"{text}" is no place; one is written as 12,-40,IRN')
    return id, int(place(x)), int(place(y))


def _pair(text: str) -> str:
    if text.count("|") != 1:
        raise ValueError(f'"{text}" is no pair of actors; one is written as IRN|IRQ')
    return text


_FILTER = {
    "country": _Key("countries", _country, many=True),
    "only-among": _Key("only_among", _yes, lambda _: _YES),
    "kind": _Key("kinds", _one_of(Kind), many=True),
    "quad": _Key("quads", _one_of(QUADS), many=True),
    "type": _Key("event_types", _one_of(event_types()), many=True),
    "status": _Key("statuses", _one_of(STATUSES), many=True),
    "outlet": _Key("outlets", str, many=True),
    "speaker": _Key("speakers", str, many=True),
    "since": _Key("since", _day, date.isoformat),
    "until": _Key("until", _day, date.isoformat),
    "min-events": _Key("min_events", _number(int, 1, 1_000_000)),
    "min-confidence": _Key("min_confidence", _number(float, 0, 1)),
    "reprints": _Key("reprints", lambda text: not _no(text), lambda _: _NO),
}
_LOOK = {
    "without-kind": _Key("kinds_off", _one_of(Kind), many=True),
    "without-line": _Key("polarities_off", _one_of(POLARITIES), many=True),
    "without-quad": _Key("quads_off", _one_of((*QUADS, POLARITIES[-1])), many=True),
    "without-status": _Key("statuses_off", _one_of(STATUSES), many=True),
    "hidden": _Key("hidden", str, many=True),
    "way": _Key("ways", _pair, many=True),
    "around": _Key("around", str, many=True),
    "depth": _Key("depth", _number(int, 1, 3)),
    "most": _Key("most", _number(int, 1, 1_000_000)),
    "pin": _Key("pins", _pin, lambda pin: "{1},{2},{0}".format(*pin), many=True),
}
_VIEW = {
    "show": _Key("tab", _one_of(TABS), str.lower),
    "at": _Key("selected", str),
    "with": _Key("other", str),
    "article": _Key("article", str),
    "side": _Key("sides", str, many=True),
    "split": _Key("split", _day, date.isoformat),
    "articles": _Key("articles", str),
}


def write(view: View) -> dict[str, list[str]]:
    """Return the query of an address; what is as it is at first is left out."""
    parts = ((view.wanted, _FILTER), (view.look, _LOOK), (view, _VIEW))
    query = {key: texts for part, keys in parts for key, texts in _written(part, keys).items()}
    return query if query.keys() - {"articles"} else {}


def _written(record: Any, keys: Mapping[str, _Key]) -> dict[str, list[str]]:
    unset = type(record)()
    query = {}
    for key, how in keys.items():
        value = getattr(record, how.field)
        if value != getattr(unset, how.field):
            query[key] = _texts(how, value if how.many else [value])
    return {key: texts for key, texts in query.items() if texts}


def _texts(how: _Key, values: Iterable[Any]) -> list[str]:
    """Return what can be read back: an address holds no half surrogate pair, and nothing long."""
    texts = [how.write(value).encode(errors="replace").decode() for value in values]
    return [text for text in texts if 0 < len(text) <= _LONGEST][:_MOST]


def read(query: Query) -> View:
    """Return the view that a query asks for; keys that mean nothing here are passed over.

    Raises:
        LinkError: a value makes no sense.
    """
    wanted, look = Filter(**_values(query, _FILTER)), Look(**_values(query, _LOOK))
    return View(wanted=wanted, look=look, **_values(query, _VIEW))


def _values(query: Query, keys: Mapping[str, _Key]) -> dict[str, Any]:
    given = {key: [text for text in query.get(key, ()) if text] for key in keys}
    return {how.field: _value(key, given[key], how) for key, how in keys.items() if given[key]}


def _value(key: str, texts: Sequence[str], how: _Key) -> Any:
    if len(texts) > (_MOST if how.many else 1):
        raise LinkError(key, f"it stands there {len(texts):,} times")
    if any(len(text) > _LONGEST for text in texts):
        raise LinkError(key, "it is too long")
    try:
        values = tuple(dict.fromkeys(how.read(text) for text in texts))
    except ValueError as error:
        raise LinkError(key, str(error)) from error
    return values if how.many else values[0]

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
from explorer.page.tab import Param, Tab
from explorer.views import POLARITIES, STATUSES, Filter, Look

Query = Mapping[str, Sequence[str]]

FIRST_TAB = "Graph"
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
    selected one are looked at, ``of_tabs`` what tabs keep in the address, by key; ``articles``
    tells which articles the view is of.
    """

    wanted: Filter = field(default_factory=Filter)
    look: Look = field(default_factory=Look)
    tab: str = FIRST_TAB
    selected: str | None = None
    other: str | None = None
    of_tabs: Mapping[str, Any] = field(default_factory=dict)
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


def day(text: str) -> date:
    """Return the day that a text names."""
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
    "since": _Key("since", day, date.isoformat),
    "until": _Key("until", day, date.isoformat),
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
_SELECTED = {"at": _Key("selected", str), "with": _Key("other", str)}
_MADE_OVER = {"articles": _Key("articles", str)}


def _view(tabs: Iterable[Tab]) -> dict[str, _Key]:
    return {"show": _Key("tab", _one_of(tab.label for tab in tabs), str.lower), **_SELECTED}


def _of_tabs(tabs: Iterable[Tab]) -> dict[str, Param]:
    return dict(sorted(item for tab in tabs for item in tab.address.items()))


def write(view: View, tabs: Sequence[Tab]) -> dict[str, list[str]]:
    """Return the query of an address; what is as it is at first is left out."""
    parts = ((view.wanted, _FILTER), (view.look, _LOOK), (view, _view(tabs)))
    query = {key: texts for part, keys in parts for key, texts in _written(part, keys).items()}
    for key, how in _of_tabs(tabs).items():
        value = view.of_tabs.get(key)
        if texts := _texts(how, value if how.many else [value]) if value else []:
            query[key] = texts
    return {**query, **_written(view, _MADE_OVER)} if query else {}


def _written(record: Any, keys: Mapping[str, _Key]) -> dict[str, list[str]]:
    unset = type(record)()
    query = {}
    for key, how in keys.items():
        value = getattr(record, how.field)
        if value != getattr(unset, how.field):
            query[key] = _texts(how, value if how.many else [value])
    return {key: texts for key, texts in query.items() if texts}


def _texts(how: _Key | Param, values: Iterable[Any]) -> list[str]:
    """Return what can be read back: an address holds no half surrogate pair, and nothing long."""
    texts = [how.write(value).encode(errors="replace").decode() for value in values]
    return [text for text in texts if 0 < len(text) <= _LONGEST][:_MOST]


def read(query: Query, tabs: Sequence[Tab]) -> View:
    """Return the view that a query asks for; keys that mean nothing here are passed over.

    Raises:
        LinkError: a value makes no sense.
    """
    wanted, look = Filter(**_values(query, _FILTER)), Look(**_values(query, _LOOK))
    others = _values(query, {**_view(tabs), **_MADE_OVER})
    return View(wanted=wanted, look=look, of_tabs=_by_key(query, _of_tabs(tabs)), **others)


def _values(query: Query, keys: Mapping[str, _Key]) -> dict[str, Any]:
    return {keys[key].field: value for key, value in _by_key(query, keys).items()}


def _by_key(query: Query, keys: Mapping[str, _Key | Param]) -> dict[str, Any]:
    given = {key: [text for text in query.get(key, ()) if text] for key in keys}
    return {key: _value(key, texts, keys[key]) for key, texts in given.items() if texts}


def _value(key: str, texts: Sequence[str], how: _Key | Param) -> Any:
    if len(texts) > (_MOST if how.many else 1):
        raise LinkError(key, f"it stands there {len(texts):,} times")
    if any(len(text) > _LONGEST for text in texts):
        raise LinkError(key, "it is too long")
    try:
        values = tuple(dict.fromkeys(how.read(text) for text in texts))
    except ValueError as error:
        raise LinkError(key, str(error)) from error
    return values if how.many else values[0]

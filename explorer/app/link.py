"""A view of the page as the query of its address, and back: a copied link opens the same view.

The keys are for people: ``?country=IRN&country=USA&status=planned&show=timeline``. What comes with
an address may be anything; only what ``read`` understands gets further.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from explorer.app.tab import Param, Tab
from explorer.errors import ExplorerError
from explorer.filters import FIELDS, MOST, Filter, number, one_of
from explorer.model import Kind
from explorer.ontology import QUADS, STATUSES
from explorer.views import POLARITIES, Look

Query = Mapping[str, Sequence[str]]

FIRST_TAB = "Explore"
# What tabs were called before; links that are about still say so.
_FORMER = {
    "graph": FIRST_TAB,
    "timeline": FIRST_TAB,
    "events": "List",
    "contradictions": "Check",
    "articles": "Read",
    "corrections": "Correct",
}
_MOST, _LONGEST = 200, 1_000  # values of a key, characters of a value
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


def _pin(text: str) -> tuple[str, int, int]:
    """Return the place that an actor was given: "12,-40,IRN"."""
    x, y, id = [*text.split(",", 2), "", ""][:3]
    place = number(int, -_FARTHEST, _FARTHEST)
    if not id:
        raise ValueError(f'"{text}" is no place; one is written as 12,-40,IRN')
    return id, int(place(x)), int(place(y))


def _pair(text: str) -> str:
    if text.count("|") != 1:
        raise ValueError(f'"{text}" is no pair of actors; one is written as IRN|IRQ')
    return text


def _as_text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


_FILTER = {row.key: _Key(name, row.parse, _as_text, row.many) for name, row in FIELDS.items()}
_LOOK = {
    "without-kind": _Key("kinds_off", one_of(Kind), many=True),
    "without-line": _Key("polarities_off", one_of(POLARITIES), many=True),
    "without-quad": _Key("quads_off", one_of((*QUADS, POLARITIES[-1])), many=True),
    "without-status": _Key("statuses_off", one_of(STATUSES), many=True),
    "hidden": _Key("hidden", str, many=True),
    "way": _Key("ways", _pair, many=True),
    "around": _Key("around", str, many=True),
    "depth": _Key("depth", number(int, 1, 3)),
    "most": _Key("most", number(int, 1, MOST)),
    "pin": _Key("pins", _pin, lambda pin: "{1},{2},{0}".format(*pin), many=True),
}
_SELECTED = {"at": _Key("selected", str), "with": _Key("other", str)}
_MADE_OVER = {"articles": _Key("articles", str)}


def _view(tabs: Iterable[Tab]) -> dict[str, _Key]:
    known = one_of(tab.label for tab in tabs)

    def read(text: str) -> str:
        return known(_FORMER.get(text.strip().casefold(), text))

    return {"show": _Key("tab", read, str.lower), **_SELECTED}


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
    given = {key: query.get(key, ()) for key in keys}
    return {key: _value(key, texts, keys[key]) for key, texts in given.items() if texts}


def _value(key: str, texts: Sequence[str], how: _Key | Param) -> Any:
    if len(texts) > (_MOST if how.many else 1):
        raise LinkError(key, f"it stands there {len(texts):,} times")
    if not all(texts):
        raise LinkError(key, "it has no value")
    if any(len(text) > _LONGEST for text in texts):
        raise LinkError(key, "it is too long")
    try:
        values = tuple(dict.fromkeys(how.read(text) for text in texts))
    except (ValueError, ExplorerError) as error:
        raise LinkError(key, str(error)) from error
    return values if how.many else values[0]

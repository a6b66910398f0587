"""What the page remembers of one reader, in one place: articles, filters, selection.

Everything lies in ``st.session_state`` under the keys below; other files of the page go through
this one. The selection is the widget's own: Python reads it, and asks for another by ``look_at``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import networkx as nx
import streamlit as st

from explorer.app.data import Corpus, Source, given_source
from explorer.app.link import FIRST_TAB, View
from explorer.app.tab import Tab
from explorer.filters import FIELDS, Filter
from explorer.views import Look

GRAPH = "graph"  # the widget

DATES = "dates"  # the control of two fields
FIND, TAB = "find", "tab"
FILTERS = "filters"  # the controls, which are made anew whenever something else sets the filter

_SOURCE, _CORPUS, _FOCUS = "source", "corpus", "focus"
_OFF = ("kinds", "polarities", "quads", "statuses")  # what the key of the graph switches off
_ASKED = "view asked for"  # by an address, until the graph has told that it shows it
_NO_FOCUS = {"id": None, "other": None, "turn": 0, "look": None}
_SOUGHT = "sought in a store"
_READ = "articles read"


def prepare(tabs: Sequence[Tab]) -> None:
    """Set what has no value yet; call it before anything else is shown."""
    unset_keys = {**_controls(Filter()), **_session(tabs), FIND: None, TAB: FIRST_TAB}
    for key, unset in unset_keys.items():
        # Set anew, for Streamlit forgets what no control shows, as in a tab that is not open.
        st.session_state[key] = st.session_state.get(key, unset)
    st.session_state.setdefault(_FOCUS, _NO_FOCUS)
    if _SOURCE not in st.session_state:
        show(given_source(), tabs)


def _session(tabs: Iterable[Tab]) -> dict[str, Any]:
    """Return what the tabs keep in the session, as it is at first."""
    return {key: unset for tab in tabs for key, unset in tab.session.items()}


def value(key: str) -> Any:
    """Return what a control is set to."""
    return st.session_state[key]


def limit(key: str, options: Sequence[Any]) -> None:
    """Take out of a control with several choices those that are no longer on offer."""
    st.session_state[key] = [one for one in st.session_state[key] or () if one in options]


def turn(name: str) -> int:
    """Return a number for the key of something that is made anew when it is renewed."""
    count: int = st.session_state.get(f"{name} turn", 0)
    return count


def renew(name: str) -> None:
    """Make something anew, with nothing picked in it."""
    st.session_state[f"{name} turn"] = turn(name) + 1


def keep_within(key: str, ends: Sequence[date]) -> None:
    """Bring chosen days between two ends; without ends none can be chosen."""
    days = st.session_state[key]
    st.session_state[key] = tuple(min(max(one, ends[0]), ends[-1]) for one in days if ends)


def keep_below(key: str, most: float) -> None:
    """Bring a chosen number down to the highest that can be chosen."""
    st.session_state[key] = min(st.session_state[key], most)


def show_everything() -> None:
    """Take all filters off."""
    want(Filter())


def wanted() -> Filter:
    """Return the filter that the controls say."""
    chosen: dict[str, Any] = {name: value(row.session_key) for name, row in FIELDS.items()}
    for name in (name for name, row in FIELDS.items() if row.many):
        chosen[name] = tuple(sorted(chosen[name]))  # in whichever order they were chosen
    days: Sequence[date] = value(DATES)  # none, the first, or the first and the last
    chosen |= {"since": next(iter(days), None), "until": next(iter(days[1:]), None)}
    return Filter(**chosen)


def want(wanted: Filter) -> None:
    """Set the controls to a filter; only before they are shown, or from a callback."""
    st.session_state.update(_controls(wanted))
    renew(FILTERS)


def change(**values: Any) -> None:
    """Set some fields of the filter, and leave the controls of the others as they are."""
    controls = _controls(replace(wanted(), **values))
    for key in {FIELDS[name].session_key for name in values}:
        st.session_state[key] = controls[key]
    renew(FILTERS)


def _controls(wanted: Filter) -> dict[str, Any]:
    """Return what the controls are set to under a filter, by their keys in the session."""
    values = {row: getattr(wanted, name) for name, row in FIELDS.items()}
    ends = (wanted.since or date.min, wanted.until or date.max)
    return {
        **{row.session_key: list(value) if row.many else value for row, value in values.items()},
        DATES: ends if wanted.since or wanted.until else (),
    }


def view(tabs: Iterable[Tab]) -> View:
    """Return what the reader looks at."""
    asked: View | None = st.session_state.get(_ASKED)
    return View(
        wanted=wanted(),
        tab=value(TAB),
        selected=asked.selected if asked else selection(),
        other=asked.other if asked else _other(),
        look=look_seen(),
        of_tabs={key: one.value() for tab in tabs for key, one in tab.address.items()},
    )


def look(view: View, tabs: Iterable[Tab]) -> None:
    """Show a view; only before anything is shown, or from a callback."""
    want(view.wanted)
    st.session_state[TAB] = view.tab
    for key, param in (item for tab in tabs for item in tab.address.items()):
        param.apply(view.of_tabs.get(key, () if param.many else None))
    look_at(view.selected, other=view.other, look=view.look)
    st.session_state[_ASKED] = view


def heard() -> None:
    """Note that the graph told how it is looked at; from a callback."""
    st.session_state[_ASKED] = None


def look_seen() -> Look:
    """Return how the graph is looked at: what a link asks for, or else what the graph told."""
    asked: View | None = st.session_state.get(_ASKED)
    return asked.look if asked else _told_look()


def _told_look() -> Look:
    told = graph_look()
    if not told:
        return Look()
    off, around = told["off"], told["around"] or {"ids": (), "depth": 1}
    return Look(
        **{f"{name}_off": tuple(off[name]) for name in _OFF},
        hidden=tuple(told["hidden"]),
        ways=tuple(told["ways"]),
        around=tuple(around["ids"]),
        depth=around["depth"],
        most=told["most"],
        pins=tuple((id, round(at["x"]), round(at["y"])) for id, at in told["pins"].items()),
    )


def show(source: Source, tabs: Iterable[Tab]) -> None:
    """Show other articles, unfiltered and with nothing selected."""
    st.session_state[_SOURCE] = source
    st.session_state.pop(_CORPUS, None)
    st.session_state[_FOCUS] = _NO_FOCUS
    st.session_state[_ASKED] = View()
    st.session_state.update(_session(tabs))
    show_everything()


def note_read(count: int) -> None:
    """Remember how many of the articles that are to be shown are read."""
    st.session_state[_READ] = count


def stop_reading() -> None:
    """Show those articles alone that are read by now, and say so; from a callback."""
    shown = source()
    done, total = max(1, st.session_state.get(_READ, 0)), len(shown.articles)
    note = f"you stopped after {done:,} of {total:,} articles; the others are left out"
    notes = (*shown.notes, note)
    st.session_state[_SOURCE] = replace(shown, articles=shown.articles[:done], notes=notes)


def refuse(messages: Sequence[str]) -> None:
    """Tell the reader what was refused, and leave what is shown as it is."""
    st.session_state[_SOURCE] = replace(source(), refusals=tuple(messages), notes=())


def source() -> Source:
    """Return the articles that are shown."""
    shown: Source = st.session_state[_SOURCE]
    return shown


def corpus() -> Corpus | None:
    """Return the graph of these articles, once it was built."""
    built: Corpus | None = st.session_state.get(_CORPUS)
    return built


def keep(corpus: Corpus) -> None:
    """Remember the graph of the articles that are shown."""
    st.session_state[_CORPUS] = corpus


def look_at(node: str | None, *, other: str | None = None, look: Look | None = None) -> None:
    """Ask the widget to select an actor or a line and to bring it to the middle; None: nothing.

    With an ``other`` actor the ways between the two are looked at. With a ``look`` the key and the
    surroundings are set to it; else they stay as they are.
    """
    turn = st.session_state[_FOCUS]["turn"] + 1
    asked = {"id": node, "other": other, "turn": turn, "look": look and as_told(look)}
    st.session_state[_FOCUS] = asked


def as_told(look: Look) -> dict[str, Any]:
    """Return a look as the widget tells it."""
    around = {"ids": list(look.around), "depth": look.depth} if look.around else None
    off = {name: list(getattr(look, f"{name}_off")) for name in _OFF}
    pins = {id: {"x": x, "y": y} for id, x, y in look.pins}
    by_hand = {"hidden": list(look.hidden), "ways": list(look.ways), "pins": pins}
    return {"off": off, "around": around, "most": look.most, **by_hand}


def focus() -> dict[str, Any]:
    """Return what ``look_at`` asked for last, with a ``turn`` that counts up."""
    asked: dict[str, Any] = st.session_state[_FOCUS]
    return asked


def look_in_graph(id: str | None) -> None:
    """Show an actor or a line in the graph; from a callback."""
    if id is not None:
        st.session_state[TAB] = FIRST_TAB
        look_at(id)


def open_actor(id: str) -> None:
    """Show an actor with its surroundings in the graph, be it drawn or not; from a callback."""
    look = replace(look_seen(), around=(id,), depth=1, ways=())
    st.session_state[_ASKED] = View(selected=id, look=look)
    st.session_state[TAB] = FIRST_TAB
    look_at(id, look=look)


def seek(text: str | None) -> None:
    """Ask for all that a store has for a text; None: no longer."""
    st.session_state[_SOUGHT] = text


def sought() -> str | None:
    """Return the text that was asked for, once."""
    text: str | None = st.session_state.pop(_SOUGHT, None)
    return text


def want_in_graph(wanted: Filter) -> None:
    """Show the graph under a filter; from a callback."""
    want(wanted)
    st.session_state[TAB] = FIRST_TAB


def chosen() -> set[str]:
    """Return the ids of the selected actor or actors, or of both ends of the selected line."""
    id, other = selection(), _other()
    return {*(id.split("|")[:2] if id else ()), *([other] if other else ())}


def only_chosen(graph: nx.MultiDiGraph[str], *, key: str) -> set[str]:
    """Offer to look at the selected actors only; return their ids if that is wanted, else none."""
    there = sorted(chosen() & set(graph))
    only = st.checkbox("Only the actor or line selected in the graph", key=key, disabled=not there)
    return set(there) if only else set()


def selection() -> str | None:
    """Return the id of the actor or line selected in the graph, if any."""
    id: str | None = _told_selection().get("id")
    return id


def _other() -> str | None:
    """Return the second of two actors whose ways are looked at, if they are."""
    id: str | None = _told_selection().get("other")
    return id


def _told_selection() -> dict[str, Any]:
    told: dict[str, Any] = (st.session_state.get(GRAPH) or {}).get("selection") or {}
    return told


def graph_look() -> dict[str, Any]:
    """Return what the reader switched off and moved in the graph, as the widget tells it."""
    told: dict[str, Any] = (st.session_state.get(GRAPH) or {}).get("look") or {}
    return told


def forget(key: str) -> None:
    """Empty a control; only from a callback, before the control is shown again."""
    st.session_state[key] = None

"""Two outlets or two periods side by side: what only one of them reports, and what both do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import networkx as nx
import streamlit as st

from explorer.app import sheet, state
from explorer.app.data import Corpus, picked, together
from explorer.app.tab import Param
from explorer.filters import day
from explorer.text import counted
from explorer.views import Difference, Filter, compare, event_days, event_label, outlets

_WAYS = ("Two outlets", "Two periods")
_WAY, _SIDES, _SPLIT = "way", ("first side", "second side"), "split"
_ONE = "There is nothing to compare: these articles name fewer than two outlets, or days."


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show a choice of two sides, and below it three lists."""
    sides = _sides(corpus)
    if sides is None:
        st.info(_ONE, icon=":material/compare_arrows:")
        return
    first, second = sides
    parts = [picked(corpus, side) for side in sides.values()]
    found = compare(*parts)
    graph = together(*parts) if corpus.store else corpus.graph
    _buttons(sides)
    lists = [
        (f"Only {first}", [this for this in found if not this.second]),
        ("Both", [this for this in found if this.first and this.second]),
        (f"Only {second}", [this for this in found if not this.first]),
    ]
    columns = [
        sheet.column(
            title, [_entry(graph, one) for one in some], note=counted(len(some), "relation")
        )
        for title, some in lists
    ]
    sheet.show(graph, [("", columns)])


def _sides(corpus: Corpus) -> dict[str, Filter] | None:
    """Return the two filters to compare, by what to call them; None if there are no two."""
    names, days = outlets(corpus.graph), sorted(set(event_days(corpus.graph)))
    enough = (len(names) > 1, len(days) > 1)
    ways = [way for way, there in zip(_WAYS, enough, strict=True) if there]
    if not ways:
        return None
    how, what = st.columns([1, 3], vertical_alignment="bottom")
    with how:
        if state.value(_WAY) not in ways:
            st.session_state[_WAY] = ways[0]
        way = st.segmented_control(
            "Compare", ways, key=_WAY, required=True, label_visibility="collapsed"
        )
    with what:
        return _outlets(names) if way == _WAYS[0] else _periods(days)


def _outlets(names: Sequence[str]) -> dict[str, Filter]:
    _choose_sides(names)
    wanted = state.wanted()
    for place, key in zip(st.columns(2), _SIDES, strict=True):
        other = state.value(_SIDES[1 - _SIDES.index(key)])
        with place:
            st.selectbox(
                "Outlet",
                [name for name in names if name != other],
                key=key,
                label_visibility="collapsed",
            )
    return {name: replace(wanted, outlets=(name,)) for name in _compared()}


def _choose_sides(names: Sequence[str]) -> None:
    """Compare two different outlets that there are; only before their controls are shown."""
    first, second = (state.value(key) if state.value(key) in names else None for key in _SIDES)
    first = first or next(name for name in names if name != second)
    if second in (None, first):
        second = next(name for name in names if name != first)
    st.session_state[_SIDES[0]], st.session_state[_SIDES[1]] = first, second


def _compared() -> tuple[str, ...]:
    """Return the two outlets that are compared, if two are chosen."""
    chosen = tuple(map(state.value, _SIDES))
    return chosen if all(chosen) and state.value(_WAY) == _WAYS[0] else ()


def _apply_sides(sides: Sequence[str]) -> None:
    for key, side in zip(_SIDES, (*sides, None, None), strict=False):
        st.session_state[key] = side


def _split() -> date | None:
    """Return the day on which the second of two periods begins, if periods are compared."""
    split: date | None = state.value(_SPLIT)
    return split if state.value(_WAY) == _WAYS[1] else None


def _apply_split(split: date | None) -> None:
    st.session_state[_SPLIT] = split
    st.session_state[_WAY] = _WAYS[1] if split else _WAYS[0]


def _periods(days: Sequence[date]) -> dict[str, Filter]:
    if state.value(_SPLIT) not in days[1:]:
        st.session_state[_SPLIT] = days[len(days) // 2]
    split: date = st.select_slider(
        "The second period begins on", days[1:], key=_SPLIT, format_func=_written
    )
    wanted = state.wanted()
    until = split - timedelta(days=1)
    return {
        f"before {_written(split)}": replace(wanted, since=None, until=until),
        f"from {_written(split)} on": replace(wanted, since=split, until=None),
    }


def _buttons(sides: dict[str, Filter]) -> None:
    """Offer to show each side in the graph, or what is told by either."""
    (first, one), (second, other) = sides.items()
    outlets = (*one.outlets, *other.outlets)
    either = replace(one, outlets=outlets, since=None, until=None)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption("Show in the graph", width="content")
        for label, wanted in ((first, one), ("either of them", either), (second, other)):
            st.button(
                label.replace("[", r"\["),
                key=f"show {label}",
                on_click=state.want_in_graph,
                args=(wanted,),
            )


def _entry(graph: nx.MultiDiGraph[str], one: Difference) -> object:
    names = " – ".join(graph.nodes[id]["name"] for id in (one.a, one.b))
    items = [*one.first, *one.second]
    labels = (event_label(graph.edges[actor, other, key]) for key, actor, other in items)
    return sheet.entry(
        items, title=names, note=", ".join(dict.fromkeys(labels)), polarity=one.polarity
    )


def _written(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


SESSION = {_WAY: None, **dict.fromkeys(_SIDES), _SPLIT: None}
ADDRESS = {
    "side": Param(_compared, _apply_sides, many=True),
    "split": Param(_split, _apply_split, day, date.isoformat),
}

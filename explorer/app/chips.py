"""The filters that are set, each as a chip with a cross that takes it off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.app import plain, state
from explorer.app.data import Corpus, count_events, picked
from explorer.app.filters import value_name
from explorer.filters import FIELDS, Filter
from explorer.text import counted
from explorer.views import Offers

Chip = tuple[str, Any]  # a field of the filter, and the value of it that is taken off

_CHIPS = "filters that are set"
_LONGEST = 40  # characters of a chip
_OFFERED = 3  # filters to take off where nothing passes
_NONE_HELPS = "Nothing passes these filters, nor if any one of them is taken off."


def panel(corpus: Corpus) -> None:
    """Show what is filtered by, on one line; nothing if that is nothing."""
    names = {_key(chip): _label(chip, corpus.offers) for chip in _set(state.wanted())}
    with st.container(key="chips"):
        if not names:
            return
        # A cross takes a chip out of the control itself: so that becomes another one.
        key = f"{_CHIPS} {state.turn(_CHIPS)} {' '.join(names)}"
        st.multiselect(
            "Filters that are set",
            [*names],
            [*names],
            format_func=lambda one: names[one],
            key=key,
            on_change=_take_off,
            args=(key,),
            label_visibility="collapsed",
        )


def loosen(corpus: Corpus) -> str:
    """Return what to take off so that something passes, where nothing does; "" without filters.

    What brings back least comes first: it leaves most of what was asked for as it is.
    """
    wanted = state.wanted()
    found = {
        _label(chip, corpus.offers): count_events(picked(corpus, _without(wanted, chip)))
        for chip in _set(wanted)
    }
    helps = sorted((count, label) for label, count in found.items() if count)[:_OFFERED]
    if not helps:
        return _NONE_HELPS if found else ""
    (least, label), *others = helps
    rest = "".join(f", or “{label}” for {count:,}" for count, label in others)
    events = counted(least, "event")
    return f"Nothing passes all of these filters. Take off “{label}” for {events}{rest}."


def _take_off(key: str) -> None:
    kept = set(st.session_state[key])
    state.renew(_CHIPS)
    wanted = state.wanted()
    for chip in _set(wanted):
        if _key(chip) not in kept:
            wanted = _without(wanted, chip)
    state.want(wanted)


def _set(wanted: Filter) -> Iterator[Chip]:
    """Yield what is filtered by: the values of a field that has several, each other field once."""
    dated = False
    for name in wanted.set_fields():
        row = FIELDS[name]
        if row.many:
            yield from ((name, value) for value in getattr(wanted, name))
        elif row.control.widget != "dates":
            yield name, getattr(wanted, name)
        elif not dated:
            dated = True
            yield name, (wanted.since, wanted.until)


def _without(wanted: Filter, chip: Chip) -> Filter:
    name, value = chip
    row = FIELDS[name]
    shared = [one for one in FIELDS.values() if one.session_key == row.session_key]
    left: dict[str, Any] = {one.name: one.default for one in shared}
    if row.many:
        left = {name: tuple(one for one in getattr(wanted, name) if one != value)}
    return replace(wanted, **left)


def _key(chip: Chip) -> str:
    name, value = chip
    return f"{name} {value}"


def _label(chip: Chip, there: Offers) -> str:
    name, value = chip
    row = FIELDS[name]
    if row.control.widget == "dates":
        first, last = (f"{day:%d.%m.%Y}" if day else "" for day in value)
        return first if first == last else f"{first} – {last}"
    if row.many:
        return plain.cut(value_name(row, value, there), _LONGEST)
    if row.control.widget == "radio":
        return row.control.choices[value]
    return (row.control.chip or row.control.label).format(value)

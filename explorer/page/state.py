"""What the page remembers of one reader, in one place: articles, filters, selection.

Everything lies in ``st.session_state`` under the keys below; other files of the page go through
this one. The selection is the widget's own: Python reads it, and asks for another by ``look_at``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from explorer.page.corpus import Corpus, Source, given_source

GRAPH = "graph"  # the widget

COUNTRIES, ONLY_AMONG, KINDS = "countries", "only among", "kinds"
QUADS, TYPES, STATUSES = "quads", "event types", "statuses"
OUTLETS, SPEAKERS = "outlets", "speakers"
DATES = "dates"
MIN_EVENTS, MIN_CONFIDENCE = "min events", "min confidence"
FIND = "find"

_UNFILTERED: dict[str, Any] = {
    COUNTRIES: [],
    ONLY_AMONG: False,
    KINDS: [],
    QUADS: [],
    TYPES: [],
    STATUSES: [],
    OUTLETS: [],
    SPEAKERS: [],
    DATES: (),
    MIN_EVENTS: 1,
    MIN_CONFIDENCE: 0.0,
}
_SOURCE, _CORPUS, _FOCUS = "source", "corpus", "focus"


def prepare() -> None:
    """Set what has no value yet; call it before anything else is shown."""
    for key, value in {**_UNFILTERED, FIND: None}.items():
        st.session_state.setdefault(key, value)
    st.session_state.setdefault(_FOCUS, {"id": None, "turn": 0})
    if _SOURCE not in st.session_state:
        show(given_source())


def value(key: str) -> Any:
    """Return what a control is set to."""
    return st.session_state[key]


def limit(key: str, options: Sequence[Any]) -> None:
    """Take out of a control with several choices those that are no longer on offer."""
    st.session_state[key] = [one for one in st.session_state[key] or () if one in options]


def show_everything() -> None:
    """Take all filters off."""
    for key, unset in _UNFILTERED.items():
        st.session_state[key] = unset


def show(source: Source) -> None:
    """Show other articles, unfiltered and with nothing selected."""
    st.session_state[_SOURCE] = source
    st.session_state.pop(_CORPUS, None)
    st.session_state[_FOCUS] = {"id": None, "turn": 0}
    show_everything()


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


def look_at(node: str) -> None:
    """Ask the widget to select an actor and to bring it to the middle."""
    turn = st.session_state[_FOCUS]["turn"] + 1
    st.session_state[_FOCUS] = {"id": node, "turn": turn}


def focus() -> dict[str, Any]:
    """Return what ``look_at`` asked for last: an actor's ``id``, and a ``turn`` that counts up."""
    asked: dict[str, Any] = st.session_state[_FOCUS]
    return asked


def selection() -> str | None:
    """Return the id of the actor or line selected in the graph, if any."""
    told = (st.session_state.get(GRAPH) or {}).get("selection") or {}
    id: str | None = told.get("id")
    return id


def forget(key: str) -> None:
    """Empty a control; only from a callback, before the control is shown again."""
    st.session_state[key] = None

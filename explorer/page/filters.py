"""The filters in the sidebar; nothing chosen means that nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from explorer.countries import country_name
from explorer.export.html import QUAD_LABELS
from explorer.export.vis import KINDS
from explorer.ontology import event_types
from explorer.page import plain, state
from explorer.page.corpus import Corpus
from explorer.views import Filter, Offers

Events = Sequence[Mapping[str, Any]]

_KIND_LABELS = {kind: style.label for kind, style in KINDS.items()}
STATUS_LABELS = {"done": "happened"}


def panel(corpus: Corpus) -> Filter:
    """Show the controls that make sense for a corpus, and return what they say."""
    there = corpus.offers
    st.subheader("Show only", anchor=False)
    _countries(there)
    _pills("Kind of actor", there.kinds, labels=_KIND_LABELS, key=state.KINDS)
    _pills("Kind of event", there.quads, labels=QUAD_LABELS, key=state.QUADS)
    _pills("Did it happen?", there.statuses, labels=STATUS_LABELS, key=state.STATUSES)
    _dates(there)
    with st.expander("More filters"):
        _choice("Event types", there.event_types, _type_label, key=state.TYPES)
        _choice("Outlets", there.outlets, plain.cut, key=state.OUTLETS)
        _choice("Who says so", [*there.speakers], _speaker_label(there), key=state.SPEAKERS)
        _amounts(there)
    st.button("Show everything", on_click=state.show_everything, width="stretch")
    return state.wanted()


def _countries(there: Offers) -> None:
    codes = sorted(there.countries, key=country_name)
    _choice("Countries", codes, country_name, key=state.COUNTRIES)
    st.radio(
        "Relations to keep",
        (False, True),
        format_func=lambda only: "only among" if only else "involving",
        horizontal=True,
        key=state.ONLY_AMONG,
        label_visibility="collapsed",
    )


def _type_label(name: str) -> str:
    return event_types()[name].label


def _speaker_label(there: Offers) -> Callable[[str], str]:
    return lambda one: plain.cut(there.speakers[one])


def _choice(label: str, options: Sequence[str], named: Callable[[str], str], *, key: str) -> None:
    state.limit(key, options)
    st.multiselect(label, options, format_func=named, key=key, placeholder="all")


def _pills(label: str, options: Sequence[str], *, labels: dict[str, str], key: str) -> None:
    state.limit(key, options)
    st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=lambda one: labels.get(one, one),
        key=key,
    )


def _dates(there: Offers) -> None:
    """Offer a stretch of time, if there are at least two days to choose between."""
    state.keep_within(state.DATES, there.days)
    if len(set(there.days)) < 2:
        return
    first, last = there.days
    st.date_input("Dates", min_value=first, max_value=last, format="DD.MM.YYYY", key=state.DATES)


def _amounts(there: Offers) -> None:
    if there.most_events > 1:
        st.slider("Fewest events between two actors", 1, there.most_events, key=state.MIN_EVENTS)
    st.slider("Lowest confidence of the reading", 0.0, 1.0, step=0.05, key=state.MIN_CONFIDENCE)

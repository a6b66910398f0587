"""The filters in the sidebar; nothing chosen means that nothing is left out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import networkx as nx
import streamlit as st

from explorer.countries import country_name
from explorer.ontology import QUADS, event_types
from explorer.page import state
from explorer.page.corpus import Corpus, events
from explorer.views import STATUSES, Filter
from explorer.views.filter import event_day

_QUAD_LABELS = {
    "verbal cooperation": "Cooperation: words",
    "material cooperation": "Cooperation: deeds",
    "verbal conflict": "Conflict: words",
    "material conflict": "Conflict: deeds",
}
_STATUS_LABELS = {"done": "happened"}


def panel(corpus: Corpus) -> Filter:
    """Show the controls that make sense for a corpus, and return what they say."""
    graph = corpus.graph
    st.subheader("Show only", anchor=False)
    _countries(graph)
    _kinds(graph)
    _statuses(graph)
    _dates(graph)
    _amounts(graph)
    st.button("Show everything", on_click=state.show_everything, width="stretch")
    return _wanted()


def _wanted() -> Filter:
    days: Sequence[date] = state.value(state.DATES)  # none, the first, or the first and the last
    return Filter(
        countries=tuple(state.value(state.COUNTRIES)),
        only_among=state.value(state.ONLY_AMONG),
        quads=tuple(state.value(state.QUADS)),
        event_types=tuple(state.value(state.TYPES)),
        statuses=tuple(state.value(state.STATUSES)),
        since=next(iter(days), None),
        until=next(iter(days[1:]), None),
        min_events=state.value(state.MIN_EVENTS),
        min_confidence=state.value(state.MIN_CONFIDENCE),
    )


def _countries(graph: nx.MultiDiGraph[str]) -> None:
    codes: set[str] = {data["country"] for _, data in graph.nodes(data=True)} - {None}
    options = sorted(codes, key=country_name)
    state.limit(state.COUNTRIES, options)
    st.multiselect(
        "Countries", options, format_func=country_name, key=state.COUNTRIES, placeholder="all"
    )
    st.radio(
        "Relations to keep",
        (False, True),
        format_func=lambda only: "only among" if only else "involving",
        horizontal=True,
        key=state.ONLY_AMONG,
        label_visibility="collapsed",
    )


def _kinds(graph: nx.MultiDiGraph[str]) -> None:
    found = [event for _, _, event in events(graph)]
    quads = [quad for quad in QUADS if quad in {event["quad"] for event in found}]
    _pills("Kind of event", quads, labels=_QUAD_LABELS, key=state.QUADS)
    kinds = event_types()
    types = [name for name in kinds if name in {event["event_type"] for event in found}]
    state.limit(state.TYPES, types)
    st.multiselect(
        "Event types",
        types,
        format_func=lambda name: kinds[name].label,
        key=state.TYPES,
        placeholder="all",
    )


def _statuses(graph: nx.MultiDiGraph[str]) -> None:
    found = {event["status"] for _, _, event in events(graph)}
    options = [status for status in STATUSES if status in found]
    _pills("Did it happen?", options, labels=_STATUS_LABELS, key=state.STATUSES)


def _pills(label: str, options: Sequence[str], *, labels: dict[str, str], key: str) -> None:
    state.limit(key, options)
    st.pills(
        label,
        options,
        selection_mode="multi",
        format_func=lambda one: labels.get(one, one),
        key=key,
    )


def _dates(graph: nx.MultiDiGraph[str]) -> None:
    """Offer a stretch of time, if there are at least two days to choose between."""
    days = sorted(filter(None, {event_day(graph, event) for _, _, event in events(graph)}))
    if len(days) < 2:
        return
    st.date_input(
        "Dates", min_value=days[0], max_value=days[-1], format="DD.MM.YYYY", key=state.DATES
    )


def _amounts(graph: nx.MultiDiGraph[str]) -> None:
    most = _most_events(graph)
    if most > 1:
        st.slider("Fewest events between two actors", 1, most, key=state.MIN_EVENTS)
    st.slider("Lowest confidence of the reading", 0.0, 1.0, step=0.05, key=state.MIN_CONFIDENCE)


def _most_events(graph: nx.MultiDiGraph[str]) -> int:
    counts: dict[frozenset[str], int] = {}
    for actor, recipient, _ in events(graph):
        if recipient is not None:
            pair = frozenset((actor, recipient))
            counts[pair] = counts.get(pair, 0) + 1
    return max(counts.values(), default=1)

"""The filters in the sidebar; nothing chosen means that nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import networkx as nx
import streamlit as st

from explorer.countries import country_name
from explorer.export.html import QUAD_LABELS
from explorer.export.vis import KINDS
from explorer.ontology import QUADS, event_types
from explorer.page import plain, state
from explorer.page.corpus import Corpus, events
from explorer.views import STATUSES, Filter, all_events, outlets, speakers
from explorer.views.filter import event_day

Events = Sequence[Mapping[str, Any]]

STATUS_LABELS = {"done": "happened"}


def panel(corpus: Corpus) -> Filter:
    """Show the controls that make sense for a corpus, and return what they say."""
    graph = corpus.graph
    found = list(all_events(graph))
    st.subheader("Show only", anchor=False)
    _countries(graph)
    _kinds(graph)
    _quads(found)
    _statuses(found)
    _dates(graph, found)
    with st.expander("More filters"):
        _types(found)
        _sources(graph)
        _amounts(graph)
    st.button("Show everything", on_click=state.show_everything, width="stretch")
    return state.wanted()


def _countries(graph: nx.MultiDiGraph[str]) -> None:
    codes: set[str] = {data["country"] for _, data in graph.nodes(data=True)} - {None}
    _choice("Countries", sorted(codes, key=country_name), country_name, key=state.COUNTRIES)
    st.radio(
        "Relations to keep",
        (False, True),
        format_func=lambda only: "only among" if only else "involving",
        horizontal=True,
        key=state.ONLY_AMONG,
        label_visibility="collapsed",
    )


def _kinds(graph: nx.MultiDiGraph[str]) -> None:
    found = {data["kind"] for _, data in graph.nodes(data=True)}
    labels = {kind: style.label for kind, style in KINDS.items()}
    _pills("Kind of actor", [one for one in KINDS if one in found], labels=labels, key=state.KINDS)


def _quads(found: Events) -> None:
    quads = [quad for quad in QUADS if quad in {event["quad"] for event in found}]
    _pills("Kind of event", quads, labels=QUAD_LABELS, key=state.QUADS)


def _statuses(found: Events) -> None:
    statuses = [one for one in STATUSES if one in {event["status"] for event in found}]
    _pills("Did it happen?", statuses, labels=STATUS_LABELS, key=state.STATUSES)


def _types(found: Events) -> None:
    kinds = event_types()
    types = [name for name in kinds if name in {event["event_type"] for event in found}]
    _choice("Event types", types, lambda name: kinds[name].label, key=state.TYPES)


def _sources(graph: nx.MultiDiGraph[str]) -> None:
    _choice("Outlets", outlets(graph), plain.cut, key=state.OUTLETS)
    if any(article["report"] for article in graph.graph["articles"].values()):
        st.toggle("Reprints of a report, too", key=state.REPRINTS)
    names = speakers(graph)
    _choice("Who says so", list(names), lambda one: plain.cut(names[one]), key=state.SPEAKERS)


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


def _dates(graph: nx.MultiDiGraph[str], found: Events) -> None:
    """Offer a stretch of time, if there are at least two days to choose between."""
    days = sorted(filter(None, {event_day(graph, event) for event in found}))
    ends = [date.fromisoformat(day) for day in (days[:1] + days[-1:])]
    state.keep_within(state.DATES, ends)
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

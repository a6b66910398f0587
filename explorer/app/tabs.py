"""The ways to look at the same events: the graph, and beside it all the others, each in a tab."""

from __future__ import annotations

import networkx as nx
import streamlit as st

from explorer.app import (
    articles,
    compare,
    contradictions,
    corrections,
    countries,
    state,
    tables,
    widget,
)
from explorer.app.data import Corpus
from explorer.app.link import FIRST_TAB
from explorer.app.tab import Tab

TABS = (
    Tab(FIRST_TAB, widget.show),
    Tab("Countries", countries.panel),
    Tab("List", tables.panel, of_drawn=True),
    Tab("Compare", compare.panel, compare.SESSION, compare.ADDRESS, of_drawn=True),
    Tab("Check", contradictions.panel, of_drawn=True),
    Tab(articles.LABEL, articles.panel, articles.SESSION, articles.ADDRESS),
    Tab("Correct", corrections.panel),
)
_PART = (
    "There is more in this store: here are the {} best connected actors and their newest {:,} "
    "events, as in the graph. Countries and dates, under Filter, bring others."
)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the tabs; only what is open is made, but for the graph, which keeps its places."""
    labels = [tab.label for tab in TABS]
    places = st.tabs(labels, key=state.TAB, on_change="rerun")
    for tab, place in zip(TABS, places, strict=True):
        if place.open or tab is TABS[0]:
            with place:
                if tab.of_drawn:
                    _say_if_cut(corpus, shown)
                tab.panel(corpus, shown)


def _say_if_cut(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Say so if a store has more that passes the filters than is drawn of it."""
    if corpus.store is None:
        return
    most, events = corpus.store.bounds
    if len(shown) >= most or "newest_since" in shown.graph:
        st.info(_PART.format(most, events), icon=":material/content_cut:")

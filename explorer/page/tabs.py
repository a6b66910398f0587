"""The ways to look at the same events: the graph, and beside it all the others, each in a tab."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import streamlit as st

from explorer.page import (
    articles,
    compare,
    contradictions,
    corrections,
    countries,
    state,
    tables,
    timeline,
    widget,
)
from explorer.page.corpus import Corpus
from explorer.page.link import TABS

_PANELS: dict[str, Callable[[Corpus, nx.MultiDiGraph[str]], None]] = {
    "Graph": widget.show,
    "Timeline": timeline.panel,
    "Countries": countries.panel,
    "Events": tables.panel,
    "Compare": compare.panel,
    "Contradictions": contradictions.panel,
    "Articles": articles.panel,
    "Corrections": corrections.panel,
}
# Those that look at what is drawn alone, and not at a whole store.
_OF_WHAT_IS_DRAWN = ("Events", "Compare", "Contradictions")
_PART = (
    "There is more in this store: here are the {} best connected actors and their newest {:,} "
    "events, as in the graph. Countries and dates, on the left, bring others."
)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the tabs; only what is open is made, but for the graph, which keeps its places."""
    for name, tab in zip(TABS, st.tabs(TABS, key=state.TAB, on_change="rerun"), strict=True):
        if tab.open or name == TABS[0]:
            with tab:
                if name in _OF_WHAT_IS_DRAWN:
                    _say_if_cut(corpus, shown)
                _PANELS[name](corpus, shown)


def _say_if_cut(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Say so if a store has more that passes the filters than is drawn of it."""
    if corpus.store is None:
        return
    most, events = corpus.store.bounds
    if len(shown) >= most or "newest_since" in shown.graph:
        st.info(_PART.format(most, events), icon=":material/content_cut:")

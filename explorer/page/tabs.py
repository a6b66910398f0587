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


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the tabs; only what is open is made, but for the graph, which keeps its places."""
    for name, tab in zip(TABS, st.tabs(TABS, key=state.TAB, on_change="rerun"), strict=True):
        if tab.open or name == TABS[0]:
            with tab:
                _PANELS[name](corpus, shown)

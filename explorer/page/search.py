"""Find an actor by any of its names, select it and bring it to the middle."""

from __future__ import annotations

import networkx as nx
import streamlit as st

from explorer.page import plain, state
from explorer.page.corpus import Corpus

_ALIASES, _LONGEST = 3, 90  # more would not fit into a line


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show a box that completes names; an actor that the filters hide brings everything back."""
    st.selectbox(
        "Find an actor",
        sorted(corpus.graph, key=lambda node: str(corpus.graph.nodes[node]["name"]).casefold()),
        format_func=lambda node: _name(corpus.graph, node),
        key=state.FIND,
        on_change=_found,
        args=(frozenset(shown),),
        placeholder="Find an actor",
        label_visibility="collapsed",
    )


def _name(graph: nx.MultiDiGraph[str], node: str) -> str:
    """Return a name with its aliases, so that these are found too."""
    attributes = graph.nodes[node]
    aliases = ", ".join(attributes["aliases"][:_ALIASES])
    name = f"{attributes['name']} ({aliases})" if aliases else str(attributes["name"])
    return plain.cut(name, _LONGEST)


def _found(shown: frozenset[str]) -> None:
    node = state.value(state.FIND)
    if node is None:
        return
    if node not in shown:
        state.show_everything()
    state.look_at(node)
    state.forget(state.FIND)  # so that the same actor can be found again

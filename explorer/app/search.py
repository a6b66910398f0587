"""Find an actor by any of its names; in a store, find also who is not drawn, and sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import streamlit as st

from explorer.app import articles, cells, plain, state
from explorer.app.data import Corpus, part_of
from explorer.edges import KeyedEdge
from explorer.views import event_label

if TYPE_CHECKING:
    from explorer.app.stored import Stored

_ALIASES, _LONGEST = 3, 90  # more would not fit into a line
_LEAVE = "leave the results"
_BOXES = {  # what the box says, and its hint
    False: ("Find an actor", None),
    True: (
        "Find actors or words",
        "Pick an actor that is drawn, or type any name or words and press Enter to look through "
        "the whole store.",
    ),
}


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show a box that completes names; an actor that the filters hide brings everything back."""
    label, hint = _BOXES[corpus.store is not None]
    names = _names(corpus.id, part_of(shown) if corpus.store else "", corpus.graph)
    st.selectbox(
        label,
        [*names],
        format_func=lambda node: names.get(node, node),  # words that were typed stay as they are
        key=state.FIND,
        on_change=_found,
        args=(corpus, frozenset(shown)),
        placeholder=label,
        label_visibility="collapsed",
        accept_new_options=corpus.store is not None,
        help=hint,
    )


@st.cache_resource(max_entries=4, show_spinner=False)
def _names(id: str, part: str, _graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Return what to call each actor, in the order of the names."""
    in_order = sorted(_graph, key=lambda node: str(_graph.nodes[node]["name"]).casefold())
    return {node: _name(_graph, node) for node in in_order}


def _name(graph: nx.MultiDiGraph[str], node: str) -> str:
    """Return a name with its aliases, so that these are found too."""
    attributes = graph.nodes[node]
    aliases = ", ".join(attributes["aliases"][:_ALIASES])
    name = f"{attributes['name']} ({aliases})" if aliases else str(attributes["name"])
    return plain.cut(name, _LONGEST)


def _found(corpus: Corpus, shown: frozenset[str]) -> None:
    node = state.value(state.FIND)
    if node is None:
        return
    state.forget(state.FIND)  # so that the same actor can be found again
    if node not in corpus.graph:
        state.seek(node)
        return
    if node not in shown:
        state.show_everything()
    state.look_at(node)


def results(corpus: Corpus) -> None:
    """Show, above all else, what a store has for the words that were typed, if any were."""
    text = state.sought()
    if text and corpus.store:
        _results(corpus.store, text)


@st.dialog("In the whole store", width="large", icon=":material/search:")
def _results(store: Stored, text: str) -> None:
    from explorer.app.stored import MOST_SENTENCES

    if st.session_state.pop(_LEAVE, False):
        st.rerun()
    st.text(plain.cut(text, _LONGEST))
    st.markdown("**Actors**: a click shows one with its surroundings")
    found = store.actors(text)
    cells.table(
        [{"Name": one.name, "Events": one.events, "With others": one.others} for one in found],
        key="actors found",
        on_pick=lambda at: _open_actor(found[at].id),
    )
    st.markdown("**Sentences**: a click opens the article")
    events = store.sentences(text, state.wanted())
    if len(events) == MOST_SENTENCES:
        st.caption(f"The newest {MOST_SENTENCES} that pass the filters.")
    cells.table(
        [_cells(event) for event in events],
        key="sentences found",
        on_pick=lambda at: _open_article(events[at]),
    )


def _cells(event: KeyedEdge) -> dict[str, Any]:
    row = {"Date": event["date"], "Did what": event_label(event), "Sentence": event["sentence"]}
    return {**row, "Article": event["article"]}


def _open_actor(id: str) -> None:
    state.open_actor(id)
    st.session_state[_LEAVE] = True


def _open_article(event: KeyedEdge) -> None:
    articles.open_article(event["article"], start=event["sentence_start"])
    st.session_state[_LEAVE] = True

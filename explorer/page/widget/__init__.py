"""The graph and the panel beside it, as one Streamlit component.

One component holds both, so that a click fills the panel at once, in the browser, without waiting
for Python; and both are the parts that the HTML export has too (``graph.js``, ``panel.js``,
``export.css``), so that page and export look and work alike. The panel puts all text in as text,
never as markup, and Streamlit's markdown never sees it.

To the browser (``data``) go:

- of ``explorer.export.html.page_data``: ``articles``, ``actors``, ``countries``, ``events``,
  ``lines``, ``graph`` and ``legend``, of what passes the filters, every actor where the whole
  graph has it;
- ``flags``: flags of countries by code, each two letters that fonts draw as one;
- ``layout``: which graph this is. Another one means new places and a first view; the same one
  means that nothing that stays may move;
- ``focus``: ``{"id", "turn"}``; a new turn asks to select an actor or a line and to bring it to the
  middle.

Back comes the state ``selection``: ``{"kind": "node" or "edge", "id"}``, or None when nothing is
selected. The browser owns it. It is not sent back, so a click changes no data and redraws nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import networkx as nx
import streamlit as st

from explorer.countries import flag
from explorer.export.html import page_data
from explorer.export.vis import drawing_module, static
from explorer.page import state
from explorer.page.corpus import Corpus

_SHARED = ("articles", "actors", "countries", "events", "lines", "graph", "legend")


def _file(name: str) -> str:
    return (files(__name__) / name).read_text("utf-8")


_component = st.components.v2.component(
    "actor_graph",
    html=_file("widget.html"),
    css="\n".join([static("export.css"), _file("widget.css")]),
    js="\n".join([drawing_module(), static("panel.js"), _file("widget.js")]),
)


def show(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show a part of a corpus; the key never changes, so neither does what is on the screen."""
    data = {**_payload(corpus.id, _filters(graph), corpus, graph), "focus": state.focus()}
    _component(key=state.GRAPH, data=data, on_selection_change=_noted)


def _noted() -> None:
    """Do nothing: the selection is in the state by now."""


def _filters(graph: nx.MultiDiGraph[str]) -> str:
    return repr(graph.graph.get("filters", {}))


@st.cache_resource(max_entries=32, show_spinner=False)
def _payload(
    id: str, filters: str, _corpus: Corpus, _graph: nx.MultiDiGraph[str]
) -> Mapping[str, Any]:
    data = page_data(_graph, positions=_corpus.places)
    flags = {code: flag(code) for code in data["countries"]}
    return {**{name: data[name] for name in _SHARED}, "flags": flags, "layout": id}

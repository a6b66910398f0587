"""The graph as it is seen, to take away; a file is made only when it is asked for."""

from __future__ import annotations

from functools import partial

import networkx as nx
import streamlit as st

from explorer.export import render
from explorer.export.html import render_html
from explorer.export.svg import render_svg
from explorer.page import state
from explorer.page.corpus import Corpus
from explorer.views import Look, seen, top

# Format: what the button says, and the type that a browser is told.
_FORMATS = {
    "html": ("Web page, works offline (.html)", "text/html"),
    "svg": ("Drawing (.svg)", "image/svg+xml"),
    "json": ("Node-link data (.json)", "application/json"),
    "graphml": ("GraphML (.graphml)", "application/graphml+xml"),
    "gexf": ("Gephi (.gexf)", "application/gexf+xml"),
    "cyjs": ("Cytoscape (.cyjs)", "application/json"),
    "csv": ("Table of pairs and events (.csv)", "text/csv"),
    "evidence.csv": ("Table of evidence sentences (.evidence.csv)", "text/csv"),
}

_ALL = "What passes the filters, as it stands in the graph."
_LESS = (
    "What you see: it leaves out what is switched off, hidden or not around in the graph, and says "
    "so."
)


def panel(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show a button for every format; what is switched off or hidden in the graph stays out."""
    look = state.look_seen()
    with st.popover("Download", icon=":material/download:", width="stretch"):
        st.caption(_LESS if look.set_fields() else _ALL)
        for format, (label, mime) in _FORMATS.items():
            st.download_button(
                label,
                partial(_rendered, corpus, graph, format, look),
                file_name=f"actor-graph.{format}",
                mime=mime,
                key=f"download {format}",
                on_click="ignore",
                width="stretch",
            )


def _rendered(corpus: Corpus, graph: nx.MultiDiGraph[str], format: str, look: Look) -> bytes:
    """Return a file's bytes; where it is drawn every actor stays where it is on the screen."""
    taken = seen(graph, look)
    places = {**corpus.places, **{id: (x, y) for id, x, y in look.pins}}
    if format == "html":
        return render_html(taken, positions=places).encode("utf-8")
    if format == "svg":
        return render_svg(top(taken, look.most, also=look.around), positions=places)
    return render(taken, format)

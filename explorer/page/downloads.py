"""The graph as it is seen, to take away; a file is made only when it is asked for."""

from __future__ import annotations

from functools import partial

import networkx as nx
import streamlit as st

from explorer.export import render
from explorer.export.html import render_html
from explorer.page.corpus import Corpus

# Format: what the button says, and the type that a browser is told.
_FORMATS = {
    "html": ("Web page, works offline (.html)", "text/html"),
    "json": ("Node-link data (.json)", "application/json"),
    "graphml": ("GraphML (.graphml)", "application/graphml+xml"),
    "gexf": ("Gephi (.gexf)", "application/gexf+xml"),
    "csv": ("Table of events (.csv)", "text/csv"),
}


def panel(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show a button for every format."""
    with st.popover("Download", icon=":material/download:", width="stretch"):
        for format, (label, mime) in _FORMATS.items():
            st.download_button(
                label,
                partial(_rendered, corpus, graph, format),
                file_name=f"actor-graph.{format}",
                mime=mime,
                key=f"download {format}",
                on_click="ignore",
                width="stretch",
            )


def _rendered(corpus: Corpus, graph: nx.MultiDiGraph[str], format: str) -> bytes:
    """Return a file's bytes; in the web page every actor stays where it is on the screen."""
    if format == "html":
        return render_html(graph, positions=corpus.places).encode("utf-8")
    return render(graph, format)

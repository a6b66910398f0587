"""The graph as it is seen, to take away; a file is made only when it is asked for."""

from __future__ import annotations

from functools import partial

import networkx as nx
import streamlit as st

from explorer.export import render
from explorer.export.html import render_html
from explorer.export.svg import render_svg
from explorer.page.corpus import Corpus

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
    """Return a file's bytes; where it is drawn every actor stays where it is on the screen."""
    if format == "html":
        return render_html(graph, positions=corpus.places).encode("utf-8")
    if format == "svg":
        return render_svg(graph, positions=corpus.places)
    return render(graph, format)

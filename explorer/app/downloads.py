"""The graph as it is seen, to take away; a file is made only when it is asked for."""

from __future__ import annotations

from functools import partial

import networkx as nx
import streamlit as st

from explorer.app import state
from explorer.app.data import Corpus
from explorer.export import FORMATS, Format, render
from explorer.views import Look, seen, top

_ALL = "What passes the filters, as it stands in the graph."
_LESS = (
    "What you see: it leaves out what is switched off, hidden or not around in the graph, and says "
    "so."
)


def panel(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show a button for every format; what is switched off or hidden in the graph stays out."""
    look = state.look_seen()
    with st.popover("Export", icon=":material/download:"):
        st.caption(_LESS if look.set_fields() else _ALL)
        for format in FORMATS.values():
            st.download_button(
                f"{format.label} (.{format.suffix})",
                partial(_rendered, corpus, graph, format, look),
                file_name=f"actor-graph.{format.suffix}",
                mime=format.mime,
                key=f"download {format.suffix}",
                on_click="ignore",
                width="stretch",
            )


def _rendered(corpus: Corpus, graph: nx.MultiDiGraph[str], format: Format, look: Look) -> bytes:
    """Return a file's bytes; where it is drawn every actor stays where it is on the screen."""
    taken = seen(graph, look)
    if format.drawn == "picture":
        taken = top(taken, look.most, also=look.around)
    places = {**corpus.places, **{id: (x, y) for id, x, y in look.pins}}
    return render(taken, format.suffix, positions=places)

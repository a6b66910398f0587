"""What goes to the browser of a graph that is drawn: packed once, and kept for all who see it."""

from __future__ import annotations

import json
import zlib
from base64 import b64encode
from collections.abc import Mapping
from itertools import chain
from typing import Any, NamedTuple

import networkx as nx
import streamlit as st

from explorer.app.data import Corpus, amounts, part_of
from explorer.export.html import page_data
from explorer.views import ego, top

_SHARED = (
    "generator",
    "filters",
    "articles",
    "actors",
    "brief",
    "countries",
    "flags",
    "events",
    "lines",
    "graph",
    "legend",
    "glossary",
    "quads",
)


class Cut(NamedTuple):
    """Which actors of many to show: the ``most`` connected, ``wanted`` ones, and some around."""

    most: int
    wanted: tuple[str, ...]
    around: tuple[str, ...]
    depth: int


def payload(corpus: Corpus, graph: nx.MultiDiGraph[str], cut: Cut | None) -> Mapping[str, str]:
    """Return ``version`` and ``packed``, as the widget has them, of a part of a corpus."""
    return _payload(corpus.id, part_of(graph), cut, corpus, graph)


@st.cache_resource(max_entries=32, show_spinner=False)
def _payload(
    id: str, part: str, cut: Cut | None, _corpus: Corpus, _graph: nx.MultiDiGraph[str]
) -> Mapping[str, str]:
    version = repr((id, part, cut))
    data = page_data(_shown(_graph, cut), positions=_corpus.places)
    more: dict[str, Any] = {"total": amounts(_corpus, _graph)[0], "version": version}
    more |= {"source": _corpus.source, "layout": _corpus.layout}
    return {"version": version, "packed": _packed({name: data[name] for name in _SHARED} | more)}


def _packed(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, separators=(",", ":"))
    return b64encode(zlib.compress(text.encode("ascii"), level=1)).decode("ascii")


def _shown(graph: nx.MultiDiGraph[str], cut: Cut | None) -> nx.MultiDiGraph[str]:
    if cut is None:
        return graph
    near = (ego(graph, node, cut.depth) for node in cut.around if node in graph)
    return top(graph, cut.most, also=(*cut.wanted, *chain.from_iterable(near)))

"""All that the graph shows, as tables: its events, and the articles they were read from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import networkx as nx
import streamlit as st

from explorer.page import state
from explorer.page.corpus import Corpus, events
from explorer.views import event_label
from explorer.views.filter import event_day

_STATUSES = {"done": "happened"}
_WIDE = ("Sentence", "Title")


def panel(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show the two tables, each in a tab."""
    told, read = st.tabs(["Events as a table", "Articles"])
    with told:
        _events(graph)
    with read:
        _show([_article(key, data) for key, data in corpus.graph.graph["articles"].items()])


def _events(graph: nx.MultiDiGraph[str]) -> None:
    only = st.checkbox("Only those of what is selected in the graph", key="only selected")
    chosen = _chosen(state.selection()) if only else None
    rows = [
        _row(graph, actor, recipient, event)
        for actor, recipient, event in events(graph)
        if chosen is None or chosen <= {actor, recipient}
    ]
    _show(sorted(rows, key=lambda row: (row["Date"] or "", row["Article"])))


def _chosen(selection: str | None) -> set[str] | None:
    """Return the ids of a selected actor, or of both ends of a selected line."""
    return set(selection.split("|")[:2]) if selection else None


def _row(
    graph: nx.MultiDiGraph[str], actor: str, recipient: str | None, event: Mapping[str, Any]
) -> dict[str, Any]:
    article = graph.graph["articles"][event["article"]]
    return {
        "Date": event_day(graph, event),
        "Actor": graph.nodes[actor]["name"],
        "What": event_label(event),
        "Recipient": graph.nodes[recipient]["name"] if recipient else None,
        "Status": _STATUSES.get(event["status"], event["status"]),
        "Who says so": event["attribution"],
        "Sentence": event["sentence"],
        "Article": article["title"] or event["article"],
        "Outlet": article["outlet"],
    }


def _article(key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "Title": data["title"] or key,
        "Outlet": data["outlet"],
        "Date": data["published"],
        "Address": data["url"],
    }


def _show(rows: list[dict[str, Any]]) -> None:
    if not rows:
        st.caption("Nothing to list.")
        return
    # Text columns: Streamlit would make links of addresses, whatever they begin with.
    columns = {
        name: st.column_config.TextColumn(width="large" if name in _WIDE else None)
        for name in rows[0]
    }
    shown = [{name: value or "" for name, value in row.items()} for row in rows]
    st.dataframe(shown, column_config=columns, hide_index=True)

"""All the events that are shown, as a table: one row for each sentence that tells of one."""

from __future__ import annotations

from typing import Any

import networkx as nx
import streamlit as st

from explorer.app import articles, cells, state
from explorer.app.data import Corpus
from explorer.app.filters import STATUS_LABELS
from explorer.views import Report, reports, said_by, words
from explorer.views.filter import event_day


def panel(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show the events; a click on one opens its article at the sentence."""
    chosen = state.only_chosen(graph, key="only selected")
    rows = [row for row in reports(graph) if chosen <= {*row.actors, *row.recipients}]
    rows.sort(key=lambda row: event_day(graph, row.event) or "")
    st.caption("A click on a row opens its article at the sentence; one on a heading sorts.")
    cells.table(
        [_cells(graph, row) for row in rows],
        key="events",
        on_pick=lambda at: _open(rows[at]),
    )


def _open(row: Report) -> None:
    articles.open_article(row.event["article"], start=row.event["sentence_start"])


def _cells(graph: nx.MultiDiGraph[str], row: Report) -> dict[str, Any]:
    who, what, whom = words(graph, row)
    event = row.event
    article = graph.graph["articles"][event["article"]]
    return {
        "Date": event_day(graph, event),
        "Who": who,
        "Did what": what,
        "To whom": whom,
        "Sentence": event["sentence"],
        "Confidence": event["confidence"],
        "Status": STATUS_LABELS.get(event["status"], event["status"]),
        "Source": said_by(graph, event),
        "Article": article["title"] or event["article"],
        "Outlet": article["outlet"],
    }

"""CSV for citing: one row for every sentence that tells of an event, with its source."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

import networkx as nx

from explorer.export.table import cell, origin
from explorer.views import Report, reports, words

COLUMNS = (
    "date",
    "who",
    "did_what",
    "to_whom",
    "status",
    "sentence",
    "who_says_so",
    "outlet",
    "title",
    "published",
    "url",
    "event_type",
    "mode",
    "quad",
    "score",
    "confidence",
    "trigger",
    "actor_ids",
    "recipient_ids",
    "article",
    "sentence_start",
    "event",
    "filters",
    "generator",
)


def render_evidence(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the events as CSV in UTF-8 with a signature, by article in the order of the text.

    Unlike in the table of edges, a meeting of three is one row. ``sentence_start`` counts
    characters in the article's text. Every row says how the graph was filtered and which program
    wrote it, so that it can be cited by itself. Text that a spreadsheet would take for a formula
    has an apostrophe in front.
    """
    file = StringIO(newline="")
    writer = csv.DictWriter(file, COLUMNS)
    writer.writeheader()
    source = origin(graph)
    for report in reports(graph):
        row = {**_row(graph, report), **source}
        writer.writerow({name: cell(row[name]) for name in COLUMNS})
    return file.getvalue().encode("utf-8-sig")


def _row(graph: nx.MultiDiGraph[str], report: Report) -> dict[str, Any]:
    who, what, whom = words(graph, report)
    event = report.event
    return {
        **event,
        **graph.graph["articles"][event["article"]],
        "who": who,
        "did_what": what,
        "to_whom": whom,
        "who_says_so": event["attribution"],
        "actor_ids": " ".join(report.actors),
        "recipient_ids": " ".join(report.recipients),
        "event": report.key,
    }

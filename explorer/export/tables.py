"""CSV: a row for every event and pair of actors, or for citing a row for every event."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import StringIO
from typing import Any

import networkx as nx

from explorer.edges import ATTRIBUTES
from explorer.export.graph_files import clean
from explorer.export.provenance import about, generator
from explorer.views import Report, event_label, iter_edges, reports, words

_FIRST = (
    "date",
    "actor",
    "label",
    "recipient",
    "status",
    "sentence",
    "attribution",
    "outlet",
    "title",
    "published",
    "url",
    "relation",
    "event_type",
    "mode",
    "underlying_type",
    "auxiliary",
    "quad",
    "score",
    "confidence",
    "directed",
    "trigger",
    "role",
)
_LAST = (
    "actor_kind",
    "actor_country",
    "recipient_kind",
    "recipient_country",
    "article",
    "event",
    "actor_id",
    "recipient_id",
    "actor_country_source",
    "recipient_country_source",
    "actor_wikidata",
    "recipient_wikidata",
    "filters",
    "generator",
)
_LEFT_OUT = ("sentence_start", "marks", "attribution_id")  # no use in a spreadsheet
_MORE = (one for one in ATTRIBUTES if one not in (*_FIRST, *_LAST, *_LEFT_OUT))
COLUMNS = (*_FIRST, *_MORE, *_LAST)

# A spreadsheet runs a cell that begins so; the wide forms count in East Asian ones.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\n", "\r", "＝", "＋", "－", "＠")
EVIDENCE_COLUMNS = (
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


def render_table(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the edges as CSV, in reading order: UTF-8 with a signature, so that Excel reads it.

    Events of one actor alone have no recipient. Text that a spreadsheet would take for a formula
    has an apostrophe in front; numbers are left as they are. Every row says how the graph was
    filtered and which program wrote it, so that it can be cited by itself.
    """
    return _csv(graph, COLUMNS, sorted(_rows(graph), key=_reading_order))


def _csv(
    graph: nx.MultiDiGraph[str], columns: Sequence[str], rows: Iterable[Mapping[str, Any]]
) -> bytes:
    """Return rows as a file; each says how the graph was filtered, and what wrote it."""
    filters = json.dumps(about(graph)["filters"], ensure_ascii=False)
    source = {"filters": filters, "generator": generator()}
    file = StringIO(newline="")
    writer = csv.DictWriter(file, columns)
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell({**row, **source}.get(name)) for name in columns})
    return file.getvalue().encode("utf-8-sig")


def _rows(graph: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    for actor, recipient, key, edge in iter_edges(graph):
        yield {
            **edge,
            **graph.graph["articles"][edge["article"]],
            **_end(graph, "actor", actor),
            **(_end(graph, "recipient", recipient) if recipient is not None else {}),
            "label": event_label(edge),
            "auxiliary": " ".join(edge["auxiliary"]),
            "directed": "yes" if edge["directed"] else "no",
            "event": key,
        }


def _end(graph: nx.MultiDiGraph[str], side: str, node: str) -> dict[str, Any]:
    attributes = graph.nodes[node]
    return {
        side: attributes["name"],
        f"{side}_kind": attributes["kind"],
        f"{side}_country": attributes["country"],
        f"{side}_country_source": attributes["country_source"],
        f"{side}_wikidata": attributes["wikidata"],
        f"{side}_id": node,
    }


def _reading_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    ends = (row["actor_id"], row.get("recipient_id", ""))
    return (row["article"], row["sentence_start"], row["event"], *ends)


def _cell(value: Any) -> Any:
    """Return a value as a spreadsheet may have it; text never begins like a formula."""
    if not isinstance(value, str):
        return value
    text = clean(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def render_evidence(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the events as CSV in UTF-8 with a signature, by article in the order of the text.

    Unlike in the table of edges, a meeting of three is one row. ``sentence_start`` counts
    characters in the article's text. Every row says how the graph was filtered and which program
    wrote it, so that it can be cited by itself. Text that a spreadsheet would take for a formula
    has an apostrophe in front.
    """
    return _csv(graph, EVIDENCE_COLUMNS, (_row(graph, report) for report in reports(graph)))


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

"""Pieces of evidence side by side, as one Streamlit component.

To the browser (``data``) go ``articles``, ``actors`` and ``events`` as ``explorer.export.html``
makes them, ``theme``, and ``sections``: each a ``title`` and ``columns``, each of them a ``title``,
``note`` and ``entries``. An entry has ``items`` (``[event key, actor, recipient or null]``); one
with a ``title`` opens on a click, one without shows them at once.

Back come two triggers: ``open_article``, ``{"article", "start"}``, and ``go``, the id of an actor
to show in the graph. All text is set as text, never as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import networkx as nx
import streamlit as st

from explorer.app import articles, state
from explorer.app.assets import asset
from explorer.export.html import actor_name, article_data, event_data, events_of_many
from explorer.export.vis import static
from explorer.views import iter_edges

Item = Sequence[str | None]
_KEY = "sheet"


_component = st.components.v2.component(
    "evidence_sheet",
    html='<div id="sheet"></div>',
    css="\n".join([static("shared.css"), asset("theme.css"), asset("sheet", "sheet.css")]),
    js="\n".join([static("panel.js"), asset("sheet", "sheet.js")]),
)


def entry(items: Iterable[Item], *, title: str = "", note: str = "", polarity: str = "") -> Any:
    """Return an entry of a column."""
    return {"title": title, "note": note, "polarity": polarity, "items": [*items]}


def column(title: str, entries: Sequence[Any], *, note: str = "") -> Any:
    """Return a column of a section."""
    return {"title": title, "note": note, "entries": list(entries)}


def show(graph: nx.MultiDiGraph[str], sections: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """Show sections, each a title and its columns; ``graph`` has all that they name."""
    shown = [{"title": title, "columns": list(columns)} for title, columns in sections]
    data = {**_named(graph, shown), "sections": shown, "theme": st.context.theme.type}
    _component(key=_KEY, data=data, on_open_article_change=_open, on_go_change=_go)


def _open() -> None:
    asked = st.session_state[_KEY]["open_article"]
    articles.open_article(asked["article"], start=asked["start"])


def _go() -> None:
    state.look_in_graph(st.session_state[_KEY]["go"])


def _named(graph: nx.MultiDiGraph[str], sections: Sequence[Any]) -> dict[str, Any]:
    """Return the events, articles and actors that sections name, and no others."""
    entries = [
        one for section in sections for column in section["columns"] for one in column["entries"]
    ]
    keys = {item[0] for one in entries for item in one["items"]}
    events = {key: event for _, _, key, event in iter_edges(graph) if key in keys}
    articles = {event["article"] for event in events.values()}
    actors = {end for one in entries for item in one["items"] for end in item[1:] if end}
    actors |= {event["attribution_id"] for event in events.values()} & set(graph)
    of_many = events_of_many(graph)
    return {
        "events": {key: event_data(event, many=key in of_many) for key, event in events.items()},
        "articles": {id: article_data(id, graph.graph["articles"][id]) for id in articles},
        "actors": {id: actor_name(graph.nodes[id]) for id in actors},
    }

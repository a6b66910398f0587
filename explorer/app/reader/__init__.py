"""An article with its mentions and events marked, as one Streamlit component.

To the browser (``data``) go

- of the article ``id``, ``title``, ``outlet``, ``published``, and ``url`` if it may be opened;
- ``pieces``: ``[start, text, actor id or null, event keys]``, in order;
- ``actors``: ``name`` and ``kind`` by id;
- ``events``: by key ``words`` (who, what, to whom), ``status``, ``polarity``, ``said``, ``start``
  of its sentence, and ``go``, what shows it in the graph;
- ``kinds``: how they are drawn; ``at``: the offset to bring into view; ``theme``: light or dark.

Back comes one trigger: ``go``, the id of an actor or a line to show in the graph. All text is set
as text, never as markup.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from explorer.app import state
from explorer.app.assets import asset
from explorer.app.data import Corpus
from explorer.export.html import safe_url
from explorer.export.vis import legend, static
from explorer.model import Extraction
from explorer.views import Piece, Report, marked, polarity, reports, said_by, words

_KEY = "reader"


_component = st.components.v2.component(
    "article_reader",
    html='<div id="reader"></div>',
    css="\n".join([asset("theme.css"), asset("reader", "reader.css")]),
    js="\n".join([static("panel.js"), asset("reader", "reader.js")]),
)


def show(corpus: Corpus, extraction: Extraction, *, at: int | None) -> None:
    """Show an article; ``at`` is the offset of the sentence to bring into view."""
    data = {**_data(corpus, extraction), "at": at, "theme": st.context.theme.type}
    _component(key=_KEY, data=data, on_go_change=_go)


def _go() -> None:
    state.look_in_graph(st.session_state[_KEY]["go"])


def _data(corpus: Corpus, extraction: Extraction) -> dict[str, Any]:
    article, nodes = extraction.article, corpus.graph.nodes
    mentioned = {one.actor_id for one in extraction.mentions} & set(nodes)
    return {
        "id": article.id,
        "title": article.title or article.id,
        "outlet": article.outlet,
        "published": article.published.isoformat() if article.published else None,
        "url": safe_url(article.url),
        "pieces": [_piece(piece) for piece in marked(extraction)],
        "actors": {id: {key: nodes[id][key] for key in ("name", "kind")} for id in mentioned},
        "events": _events(corpus, article.id),
        "kinds": legend()["kinds"],
    }


def _piece(piece: Piece) -> list[Any]:
    return [piece.start, piece.text, piece.actor, list(piece.events)]


def _events(corpus: Corpus, article: str) -> dict[str, dict[str, Any]]:
    """Return what there is to tell of an article's events, by key."""
    told = [row for row in reports(corpus.graph) if row.event["article"] == article]
    return {row.key: _told(corpus, row) for row in told}


def _told(corpus: Corpus, row: Report) -> dict[str, Any]:
    return {
        "words": [*words(corpus.graph, row)],
        "status": row.event["status"],
        "polarity": polarity(row.event),
        "said": said_by(corpus.graph, row.event),
        "start": row.event["sentence_start"],
        "go": (*row.lines, *row.actors)[0],
    }

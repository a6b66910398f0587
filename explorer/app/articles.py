"""The articles: a list of them, and the one that is open with all that was read in it marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx
import streamlit as st

from explorer.app import cells, plain, reader, state
from explorer.app.data import Corpus, of_article
from explorer.app.tab import Param
from explorer.views import all_events

LABEL, _LIST = "Read", "list of articles"
_ARTICLE, _PLACE = "article", "place"  # which is open, and the offset to show of it
NOTED = ":material/info: **Read in part or not at all**"
_HINT = "Click an article to read it, with those it names and what they do marked in the text."


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the article that is open, or else all of them."""
    reading = corpus.readings.get(state.value(_ARTICLE) or "")
    if reading is None:
        _all(corpus, shown)
        return
    st.button("All articles", icon=":material/arrow_back:", on_click=open_article, args=(None,))
    if reading.notices:
        plain.say(NOTED, reading.notices)
    reader.show(of_article(corpus, reading), reading, at=state.value(_PLACE))


def open_article(id: str | None, *, start: int | None = None) -> None:
    """Open an article in its tab at an offset, or close it; from a callback."""
    st.session_state[_ARTICLE], st.session_state[_PLACE] = id, start
    st.session_state[state.TAB] = LABEL


def _all(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    articles: Mapping[str, Mapping[str, Any]] = corpus.graph.graph["articles"]
    counts = Counter(event["article"] for event in all_events(shown))
    st.caption(_HINT)
    notes = _notes(corpus)
    cells.table(
        [_row(id, article, counts[id]) | notes.get(id, {}) for id, article in articles.items()],
        key=_LIST,
        on_pick=lambda row: open_article(list(articles)[row]),
    )


def _notes(corpus: Corpus) -> dict[str, dict[str, str]]:
    """Return a cell for what is to be known of each article; none if that is nothing.

    Nor of a store, of which every reading would have to be loaded for it.
    """
    read = {} if corpus.store else corpus.readings
    notes = {id: {"Note": "; ".join(one.notices)} for id, one in read.items()}
    return notes if any(one.notices for one in read.values()) else {}


def _row(id: str, article: Mapping[str, Any], events: int) -> dict[str, Any]:
    return {
        "Title": article["title"] or id,
        "Outlet": article["outlet"],
        "Date": article["published"],
        "Events shown": events,
        "Address": article["url"],
    }


def _apply(id: str | None) -> None:
    st.session_state[_ARTICLE] = id


SESSION = {_ARTICLE: None, _PLACE: None}
ADDRESS = {"article": Param(lambda: state.value(_ARTICLE), _apply)}

"""Above the graph: the question it answers, and how much of it is shown."""

from __future__ import annotations

import networkx as nx
import streamlit as st

from explorer.app.data import Corpus, amounts
from explorer.text import counted

# The graph gets the room that Streamlit leaves empty at the sides of a wide page.
_STYLE = """<style>
.stMainBlockContainer { padding-inline: 2rem; padding-bottom: 2rem; }
.st-key-heading [data-testid="stCaptionContainer"] { margin-top: -0.75rem; opacity: 0.8; }
</style>"""


def title() -> None:
    """Show the heading alone."""
    st.html(_STYLE)
    st.subheader("Who did what to whom", anchor=False)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the heading with one line below it, which is there whatever is filtered."""
    title()
    there = corpus.offers
    drawn, told = amounts(corpus, shown)
    actors = _share(drawn, there.actors, "actor")
    events = _share(told, there.events, "event")
    articles = counted(there.articles, "article")
    newest = _newest(shown.graph.get("newest_since"))
    st.caption(f"{actors}, {events}{newest} · {articles}{_mentioned(there.mentioned)}")


def _newest(since: str | None) -> str:
    """Return what to say if older events are left out, as there are too many to draw."""
    return f" (the newest, since {since}; choose dates to see others)" if since else ""


def _mentioned(count: int) -> str:
    """Return what to say about the actors that are found by name but not drawn."""
    if not count:
        return ""
    return f" · {counted(count, 'more actor')} {'is' if count == 1 else 'are'} only mentioned"


def _share(part: int, whole: int, word: str) -> str:
    return counted(whole, word) if part == whole else f"{part:,} of {counted(whole, word)}"

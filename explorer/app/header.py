"""The bar above all else: how much is shown, and places for what one does with it."""

from __future__ import annotations

import networkx as nx
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.app.assets import asset
from explorer.app.data import Corpus, amounts
from explorer.text import counted


def bar() -> list[DeltaGenerator]:
    """Return the places in the bar: heading, search, filters, link, export, one's own articles."""
    st.html(f"<style>{asset('page.css')}</style>")
    with st.container(key="bar", horizontal=True, vertical_alignment="center", gap="small"):
        heading = st.container(key="heading", width="stretch")
        return [heading, *(st.container(key=name, width="content") for name in _PLACES)]


_PLACES = ("finder", "filtering", "sharing", "taking", "adding")


def title() -> None:
    """Show the heading alone."""
    st.subheader("Who did what to whom", anchor=False)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show the heading with one line beside it, which is there whatever is filtered."""
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
    return f" · {counted(count, 'more actor')} named, without events" if count else ""


def _share(part: int, whole: int, word: str) -> str:
    return counted(whole, word) if part == whole else f"{part:,} of {counted(whole, word)}"

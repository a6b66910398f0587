"""From the articles that are shown to their graph, with progress while they are read."""

from __future__ import annotations

import streamlit as st

from explorer.corrections import Correction
from explorer.errors import ExplorerError
from explorer.page import corrections, header, intake, plain, state
from explorer.page.corpus import Corpus, build

_EMPTY = "Under **Your articles**, on the left, paste a text or upload files."


def corpus() -> Corpus | None:
    """Return the graph of the articles that are shown; None, and a word of help, if it is empty."""
    place = st.empty()  # always there, so that what follows keeps its place
    if not state.source().articles and not state.source().store:
        _help(f"There are no articles here yet. {_EMPTY}")
        return None
    known = () if state.source().store else corrections.known()
    built = state.corpus()
    if built is None or built.corrections != known:
        built = _built(place, known)
    if built is not None:
        with st.sidebar:
            intake.remarks(built.notices)
    if built is not None and not len(built.graph):
        _help(f"No actors could be read in these articles. {_EMPTY}")
        return None
    return built


def _help(message: str) -> None:
    header.title()
    st.info(message, icon=":material/article:")


def _built(
    place: st.delta_generator.DeltaGenerator, known: tuple[Correction, ...]
) -> Corpus | None:
    def advance(done: int, total: int) -> None:
        place.progress(done / total, f"Reading article {done + 1:,} of {total:,} …")

    try:
        built = build(state.source(), corrections=known, advance=advance)
    except ExplorerError as error:
        place.empty()
        plain.say(":material/error: **This cannot be read**", [str(error)])
        return None
    place.empty()
    state.keep(built)
    return built

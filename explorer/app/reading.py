"""From the articles that are shown to their graph, with progress while they are read."""

from __future__ import annotations

from math import ceil
from time import monotonic

import streamlit as st

from explorer.app import corrections, header, intake, plain, state
from explorer.app.data import Corpus, build
from explorer.app.extractions import Step
from explorer.corrections import Correction
from explorer.errors import ExplorerError

_PATIENCE = 0.5  # seconds of work before progress is shown
_LOADING = "Loading the language pipeline, once for all that is read here …"
_EMPTY = "Press **Add articles**, at the top, and paste a text or choose files."


def corpus() -> Corpus | None:
    """Return the graph of the articles that are shown; None, and a word of help, if it is empty."""
    place = st.empty()  # always there, so that what follows keeps its place
    if not state.source().articles and not state.source().store:
        _help(f"There are no articles here yet. {_EMPTY}")
        return None
    known = corrections.known()
    built = state.corpus()
    if built is None or built.corrections != known:
        built = _built(place, known)
    if built is not None and not len(built.graph):
        _help(f"No actors could be read in these articles. {_EMPTY}")
        intake.remarks(built.notices)
        return None
    if built is not None:
        with st.container(key="remarks"):
            intake.remarks(built.notices)
    return built


def _help(message: str) -> None:
    header.title()
    st.info(message, icon=":material/article:")


def _built(
    place: st.delta_generator.DeltaGenerator, known: tuple[Correction, ...]
) -> Corpus | None:
    try:
        built = build(state.source(), corrections=known, advance=_Progress(place))
    except ExplorerError as error:
        place.empty()
        plain.say(":material/error: **This cannot be read**", [str(error)])
        return None
    place.empty()
    state.keep(built)
    return built


class _Progress:
    """Tells how many articles are read, once that takes a moment, and lets readers stop there."""

    def __init__(self, place: st.delta_generator.DeltaGenerator) -> None:
        self._place = place
        self._began = monotonic()
        self._bar: st.delta_generator.DeltaGenerator | None = None

    def __call__(self, step: Step) -> None:
        """Show that so many are read; a click on the button ends the run here."""
        state.note_read(step.done)
        if step.loading:
            self._place.progress(0.0, _LOADING)
            return
        if monotonic() - self._began < _PATIENCE:
            return
        if self._bar is None:
            with self._place.container():
                self._bar = st.progress(0.0)
                st.button("Stop, and show those read so far", on_click=state.stop_reading)
        left = "" if step.left is None else f", about {ceil(step.left):,} s left"
        told = f"Reading article {step.done + 1:,} of {step.total:,} …{left}"
        self._bar.progress(step.share, told)

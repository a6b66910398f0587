"""Events over time, as they stand under the graph; what is brushed there sets the dates."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import streamlit as st

from explorer.app import state
from explorer.app.data import Corpus, count_events, picked
from explorer.views import Bar, Filter, event_days, timeline, unit_for


def payload(corpus: Corpus) -> str:
    """Return, as JSON, all that passes the other filters over time; ``times.js`` says how."""
    wanted = state.wanted()
    return json.dumps(
        {
            **_bars(corpus.id, replace(wanted, since=None, until=None), corpus),
            "since": wanted.since and wanted.since.isoformat(),
            "until": wanted.until and wanted.until.isoformat(),
        }
    )


@st.cache_resource(max_entries=32, show_spinner=False)
def _bars(id: str, wanted: Filter, _corpus: Corpus) -> dict[str, object]:
    bars, unit, undated = _times(_corpus, wanted)
    rows = [(bar.start.isoformat(), bar.end.isoformat(), bar.quad, bar.count) for bar in bars]
    return {"unit": unit, "undated": undated, "bars": rows}


def _times(corpus: Corpus, wanted: Filter) -> tuple[list[Bar], str, int]:
    """Return all that passes over time, the unit of that, and how many events have no day."""
    if corpus.store:
        return corpus.store.times(wanted)
    whole = picked(corpus, wanted)
    days = event_days(whole)
    unit = unit_for(days)
    return timeline(whole, unit=unit), unit, count_events(whole) - len(days)


def brushed(since: str | None, until: str | None) -> None:
    """Set the dates to days in ISO form, or to all; from a callback."""
    first, last = (date.fromisoformat(day) if day else None for day in (since, until))
    state.change(since=first, until=last)

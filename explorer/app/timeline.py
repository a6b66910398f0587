"""Events over time; what is brushed is what all the other tabs show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

import networkx as nx
import streamlit as st

from explorer.app import state
from explorer.app.data import Corpus, count_events, picked
from explorer.export.vis import QUAD_COLORS, QUAD_LABELS
from explorer.views import Bar, Filter, event_days, timeline, unit_for

_CHART, _BRUSH = "timeline", "brush"
_NO_DAYS = (
    "None of these events has a date, nor has its article. Give the date when you paste an "
    "article, or as `published` in a file."
)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show bars of all that passes the other filters; a brush sets the filter of dates."""
    bars, unit, missing = _times(corpus, replace(state.wanted(), since=None, until=None))
    if not bars:
        st.info(_NO_DAYS, icon=":material/calendar_month:")
        return
    told, back = st.columns([5, 1], vertical_alignment="center")
    told.caption(_told(unit, missing))
    back.button("All dates", on_click=_all_dates, disabled=not state.wanted().since)
    # Another unit or another turn is another chart, without what was brushed in the one before.
    key = f"{_CHART} {unit} {state.turn(_CHART)}"
    st.altair_chart(
        _chart(bars, unit),
        key=key,
        on_select=lambda: _brushed(key),
        selection_mode=_BRUSH,
        alt="Events over time, by quad category. The tab Events lists them with their dates.",
    )


def _times(corpus: Corpus, wanted: Filter) -> tuple[list[Bar], str, int]:
    """Return all that passes over time, the unit of that, and how many events have no day."""
    if corpus.store:
        return corpus.store.times(wanted)
    whole = picked(corpus, wanted)
    days = event_days(whole)
    unit = unit_for(days)
    return timeline(whole, unit=unit), unit, count_events(whole) - len(days)


def _told(unit: str, missing: int) -> str:
    undated = f" {missing:,} without a date are not in it." if missing else ""
    return f"Events a {unit}. Drag over the bars to see only what happened then.{undated}"


def _all_dates() -> None:
    state.change(since=None, until=None)
    state.renew(_CHART)


def _brushed(key: str) -> None:
    moments = st.session_state[key]["selection"].get(_BRUSH, {}).get("start", ())
    days = sorted(datetime.fromtimestamp(moment / 1000, UTC).date() for moment in moments)
    state.change(since=days[0] if days else None, until=days[-1] if days else None)


def _chart(bars: list[Bar], unit: str) -> Any:
    import altair as alt  # a tenth of a second: not before the tab is open

    brush = alt.selection_interval(name=_BRUSH, encodings=["x"])
    time = alt.Scale(type="utc", nice=False)
    colors = alt.Scale(
        domain=[QUAD_LABELS[quad] for quad in QUAD_COLORS], range=[*QUAD_COLORS.values()]
    )
    return (
        alt.Chart({"values": list(_stacked(bars))}, height=420)
        .mark_rect()
        .encode(
            x=alt.X("start:T", scale=time, title=None, axis=alt.Axis(grid=False, labelAngle=0)),
            x2="end:T",
            y=alt.Y("bottom:Q", title="events", axis=alt.Axis(tickMinStep=1, format="d")),
            y2="top:Q",
            color=alt.Color("quad:N", scale=colors, legend=alt.Legend(title=None, orient="top")),
            opacity=alt.condition(brush, alt.value(1), alt.value(0.3)),
            tooltip=[
                alt.Tooltip("when:N", title=f"{unit} of"),
                alt.Tooltip("quad:N", title="kind"),
                alt.Tooltip("count:Q", title="events"),
            ],
        )
        .add_params(brush)
    )


def _stacked(bars: list[Bar]) -> Iterator[dict[str, str | int]]:
    """Yield a rectangle a bar, those of one stretch of time on top of each other."""
    for start, group in groupby(bars, key=lambda bar: bar.start):
        bottom = 0
        for bar in sorted(group, key=lambda bar: list(QUAD_COLORS).index(bar.quad)):
            yield {
                "start": _moment(start),
                "end": _moment(bar.end),
                "when": start.isoformat(),
                "quad": QUAD_LABELS[bar.quad],
                "count": bar.count,
                "bottom": bottom,
                "top": bottom + bar.count,
            }
            bottom += bar.count


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

"""Who acts on whom, country by country; a click leaves what is between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import networkx as nx
import streamlit as st

from explorer.app import state
from explorer.app.data import Corpus, amounts, picked
from explorer.countries import country_name
from explorer.export.vis import KINDS, POLARITIES
from explorer.model import Kind
from explorer.text import counted
from explorer.views import Cell, busiest, iter_events, matrix

_CHART, _PICK = "countries chart", "pair"
_MOST = 24  # countries; more would not be legible
_WIDTH, _SMALLEST, _LARGEST = 720, 32, 60  # pixels: of the matrix, and of one cell of it
_FARTHEST = 6  # the score that has the full colour
_PICKED = KINDS[Kind.PERSON].color
_NOTHING = "No event connects two countries here. Fewer filters leave more to see."


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show a matrix of all that passes the other filters."""
    wanted = replace(state.wanted(), countries=(), only_among=False)
    cells = corpus.store.matrix(wanted) if corpus.store else matrix(picked(corpus, wanted))
    if not cells:
        st.info(_NOTHING, icon=":material/grid_on:")
        return
    codes = busiest(cells, _MOST)
    told, back = st.columns([5, 1], vertical_alignment="center")
    told.caption(_told(len({cell.actor for cell in cells} | {cell.recipient for cell in cells})))
    if opened := _opened(corpus, shown, cells):
        told.caption(opened)
    back.button("All countries", on_click=_all, disabled=not state.wanted().countries)
    key = f"{_CHART} {state.turn(_CHART)}"
    st.altair_chart(
        _chart([cell for cell in cells if {cell.actor, cell.recipient} <= {*codes}], codes),
        width="content",
        key=key,
        on_select=lambda: _picked(key),
        selection_mode=_PICK,
        alt="Events from country to country. The tab List tells them one by one.",
    )


def _told(count: int) -> str:
    cut = f" The {_MOST} busiest of {count} countries are shown." if count > _MOST else ""
    return (
        "Rows act, columns are acted on; people and organisations count for their country. The "
        "colour is the sentiment: the mean score of the events, from conflict (-10) to cooperation "
        "(+10); the number is how many they are. A click leaves all that is among the two "
        f"countries: both ways, and within each.{cut}"
    )


def _opened(corpus: Corpus, shown: nx.MultiDiGraph[str], cells: Sequence[Cell]) -> str:
    """Return what a click has left, in the numbers of the cells and that of the heading; or ""."""
    wanted = state.wanted()
    if not wanted.countries or not wanted.only_among:
        return ""
    among = [cell for cell in cells if {cell.actor, cell.recipient} <= {*wanted.countries}]
    ways = "; ".join(f"{_way(cell)}: {cell.count:,}" for cell in among)
    if corpus.store:  # of which not all may be drawn
        return f"Left is what is among them. {ways}."
    count = amounts(corpus, shown)[1]
    alone = len({key for _, other, key, _ in iter_events(shown) if other is None})
    one_sided = f"; one side alone: {alone:,}" if alone else ""
    several = sum(cell.count for cell in among) + alone > count
    more = " One between several, or that two do to each other, counts for each." if several else ""
    return f"Left: {counted(count, 'event')}. {ways}{one_sided}.{more}"


def _way(cell: Cell) -> str:
    names = [country_name(code).replace("[", r"\[") for code in (cell.actor, cell.recipient)]
    return f"within {names[0]}" if cell.actor == cell.recipient else " to ".join(names)


def _all() -> None:
    state.change(countries=(), only_among=False, states_only=False)
    state.renew(_CHART)


def _picked(key: str) -> None:
    points = st.session_state[key]["selection"].get(_PICK, [])
    codes = dict.fromkeys(code for one in points for code in (one["from"], one["to"]))
    state.change(countries=tuple(codes), only_among=bool(codes), states_only=False)


def _chart(cells: Sequence[Cell], codes: Sequence[str]) -> Any:
    import altair as alt  # a tenth of a second: not before the tab is open

    names = [country_name(code) for code in codes]
    pick = alt.selection_point(name=_PICK, fields=["from", "to"])
    colors = [POLARITIES[name][1] for name in ("conflict", "neutral", "cooperation")]
    base = alt.Chart({"values": [_row(cell) for cell in cells]}).encode(
        x=alt.X(
            "recipient:N",
            scale=alt.Scale(domain=names),  # the same order in rows and columns
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-45, labelOverlap=False),
        ),
        y=alt.Y(
            "actor:N",
            scale=alt.Scale(domain=names),
            title=None,
            axis=alt.Axis(labelOverlap=False),
        ),
        tooltip=[
            alt.Tooltip("actor:N", title="from"),
            alt.Tooltip("recipient:N", title="to"),
            alt.Tooltip("count:Q", title="events"),
            alt.Tooltip("score:Q", title="sentiment", format="+.1f"),
        ],
    )
    scale = alt.Scale(
        domain=[-_FARTHEST, 0, _FARTHEST], range=colors, clamp=True, interpolate="rgb"
    )
    title = ["Sentiment", "− conflict", "+ cooperation"]
    legend = alt.Legend(title=title, orient="right", format="+d")
    tiles = (
        base.mark_rect(cornerRadius=4, strokeWidth=3)
        .encode(
            color=alt.Color("score:Q", scale=scale, legend=legend),
            stroke=alt.condition(
                {"param": _PICK, "empty": False}, alt.value(_PICKED), alt.value("transparent")
            ),
        )
        .add_params(pick)
    )
    counts = base.mark_text(color="white", fontWeight="bold").encode(text="count:Q")
    step = max(_SMALLEST, min(_LARGEST, _WIDTH // len(codes)))
    side = len(codes) * step
    return alt.layer(tiles, counts).properties(width=side, height=side)


def _row(cell: Cell) -> dict[str, Any]:
    return {
        "from": cell.actor,
        "to": cell.recipient,
        "actor": country_name(cell.actor),
        "recipient": country_name(cell.recipient),
        "count": cell.count,
        "score": round(cell.score, 2),
    }

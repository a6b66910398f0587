"""Who acts on whom, country by country; a click leaves what is between two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import altair as alt
import networkx as nx
import streamlit as st

from explorer.countries import country_name
from explorer.export.vis import POLARITIES
from explorer.page import state
from explorer.page.corpus import Corpus, picked
from explorer.views import Cell, busiest, matrix

_CHART, _PICK = "countries chart", "pair"
_MOST = 24  # countries; more would not be legible
_WIDTH, _SMALLEST, _LARGEST = 720, 32, 60  # pixels: of the matrix, and of one cell of it
_FARTHEST = 6  # the score that has the full colour
_PICKED = alt.value("#E3A01B")
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
    back.button("All countries", on_click=_all, disabled=not state.value(state.COUNTRIES))
    key = f"{_CHART} {state.turn(_CHART)}"
    st.altair_chart(
        _chart([cell for cell in cells if {cell.actor, cell.recipient} <= {*codes}], codes),
        width="content",
        key=key,
        on_select=lambda: _picked(key),
        selection_mode=_PICK,
        alt="Events from country to country. The tab Events lists them.",
    )


def _told(count: int) -> str:
    cut = f" The {_MOST} busiest of {count} countries are shown." if count > _MOST else ""
    return (
        "Rows act, columns are acted on; people and organisations count for their country. The "
        "colour is the mean score, the number how many events. A click leaves what is between the "
        f"two.{cut}"
    )


def _all() -> None:
    state.set_countries(())
    state.renew(_CHART)


def _picked(key: str) -> None:
    points = st.session_state[key]["selection"].get(_PICK, [])
    codes = dict.fromkeys(code for one in points for code in (one["from"], one["to"]))
    state.set_countries(tuple(codes))


def _chart(cells: Sequence[Cell], codes: Sequence[str]) -> Any:
    names = [country_name(code) for code in codes]
    pick = alt.selection_point(name=_PICK, fields=["from", "to"])
    colors = [POLARITIES[name][1] for name in ("conflict", "neutral", "cooperation")]
    base = alt.Chart({"values": [_row(cell) for cell in cells]}).encode(
        x=alt.X(
            "recipient:N",
            sort=names,
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-45, labelOverlap=False),
        ),
        y=alt.Y("actor:N", sort=names, title=None, axis=alt.Axis(labelOverlap=False)),
        tooltip=[
            alt.Tooltip("actor:N", title="from"),
            alt.Tooltip("recipient:N", title="to"),
            alt.Tooltip("count:Q", title="events"),
            alt.Tooltip("score:Q", title="mean score", format="+.1f"),
        ],
    )
    scale = alt.Scale(
        domain=[-_FARTHEST, 0, _FARTHEST], range=colors, clamp=True, interpolate="rgb"
    )
    legend = alt.Legend(title="mean score", orient="right")
    tiles = (
        base.mark_rect(cornerRadius=4, strokeWidth=3)
        .encode(
            color=alt.Color("score:Q", scale=scale, legend=legend),
            stroke=alt.condition(
                {"param": _PICK, "empty": False}, _PICKED, alt.value("transparent")
            ),
        )
        .add_params(pick)
    )
    counts = base.mark_text(color="white", fontWeight="bold").encode(text="count:Q")
    step = max(_SMALLEST, min(_LARGEST, _WIDTH // len(codes)))
    across = len({cell.recipient for cell in cells}) * step
    return alt.layer(tiles, counts).properties(
        width=across, height=len({cell.actor for cell in cells}) * step
    )


def _row(cell: Cell) -> dict[str, Any]:
    return {
        "from": cell.actor,
        "to": cell.recipient,
        "actor": country_name(cell.actor),
        "recipient": country_name(cell.recipient),
        "count": cell.count,
        "score": round(cell.score, 2),
    }

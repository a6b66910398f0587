"""Tables whose cells are text and nothing else, and in which a click can pick a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explorer.app import state

_WIDE = ("Sentence", "Title")
_WHOLE = "Sentence"  # shown whole, on as many lines as it takes
_ROW, _HIGHEST = 35, 640  # pixels
_LINE, _LETTERS, _MOST_LINES = 19, 50, 14  # of a wide column: pixels, letters that surely fit


def table(
    rows: Sequence[dict[str, Any]], *, key: str, on_pick: Callable[[int], None] | None = None
) -> None:
    """Show rows, all with the same columns; ``on_pick`` gets the place of a row that is clicked."""
    if not rows:
        st.caption("Nothing to list.")
        return
    # A picked cell stays picked as long as the table is the same one: so it becomes another.
    name = f"{key} {state.turn(key)}"

    def picked() -> None:
        cells = st.session_state[name]["selection"]["cells"]
        if cells and on_pick:
            state.renew(key)
            on_pick(cells[0][0])

    shown = [{column: _shown(column, value) for column, value in row.items()} for row in rows]
    height = _row_height(shown)
    st.dataframe(
        shown,
        column_config={column: _column(column, value) for column, value in rows[0].items()},
        hide_index=True,
        height=min(_ROW + height * len(rows) + 2, _HIGHEST),
        row_height=height,
        key=name,
        on_select=picked if on_pick else "ignore",
        selection_mode="single-cell",
    )


def _column(name: str, value: Any) -> Any:
    if isinstance(value, int | float):
        return st.column_config.NumberColumn(width="small")
    # Text columns: Streamlit would make links of addresses, whatever they begin with.
    return st.column_config.TextColumn(width="large" if name in _WIDE else None)


def _row_height(rows: Sequence[dict[str, Any]]) -> int:
    """Return a height, the same for all rows, at which the longest text is seen whole.

    Streamlit wraps text in rows that are higher than its own. What is longer than any sentence
    should be is cut, so that it cannot push all others out of sight.
    """
    longest = max(len(row.get(_WHOLE, "")) for row in rows)
    return _ROW + _LINE * (min(max(1, -(-longest // _LETTERS)), _MOST_LINES) - 1)


def _shown(column: str, value: Any) -> Any:
    if column == _WHOLE:
        return " ".join((value or "").split())  # as lines of the article it would take more room
    return "" if value is None else value

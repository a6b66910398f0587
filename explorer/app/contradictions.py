"""What one sentence says and another denies, side by side."""

from __future__ import annotations

import networkx as nx
import streamlit as st

from explorer.app import sheet, state
from explorer.app.data import Corpus
from explorer.views import Contradiction, contradictions, is_many

_TITLES = {"deed": ("It is told", "It is denied"), "charge": ("The charge", "The answer")}
_NONE = (
    "Nothing that is shown is denied elsewhere in what is shown. Fewer filters, or articles of "
    "more outlets, leave more to find."
)


def panel(corpus: Corpus, shown: nx.MultiDiGraph[str]) -> None:
    """Show all contradictions in what passes the filters, or those of what is selected."""
    found = contradictions(shown)
    if not found:
        st.info(_NONE, icon=":material/balance:")
        return
    chosen = state.only_chosen(shown, key="only selected too")
    kept = [one for one in found if chosen <= {one.a, one.b}]
    if not kept:
        st.caption("Nothing to list.")
        return
    sheet.show(shown, [_section(shown, one) for one in kept])


def _section(graph: nx.MultiDiGraph[str], one: Contradiction) -> tuple[str, list[object]]:
    a, b = (graph.nodes[id]["name"] for id in (one.a, one.b))
    accuse, deny = (
        verbs[is_many(graph.nodes[id])]
        for id, verbs in ((one.a, ("accuses", "accuse")), (one.b, ("denies", "deny")))
    )
    title = f"{a} {accuse} {b}, and {b} {deny}" if one.kind == "charge" else f"{a} and {b}"
    told, denied = _TITLES[one.kind]
    return title, [
        sheet.column(told, [sheet.entry(one.claims)]),
        sheet.column(denied, [sheet.entry(one.denials)]),
    ]

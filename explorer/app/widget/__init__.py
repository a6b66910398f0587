"""The graph and the panel beside it, as one Streamlit component.

One component holds both, so that a click fills the panel at once, in the browser, without waiting
for Python; and both are the parts that the HTML export has too (``explore.js`` and what it uses,
``stage.html``, ``shared.css``), so that page and export look and work alike. All text is put in as
text, never as markup, and Streamlit's markdown never sees it.

To the browser (``data``) goes ``packed``: JSON, deflated, as base64. So it is a sixth as large, and
made once (``explorer.app.graph_payload``); plain data Streamlit would write out anew, and twice, in
each run. It holds:

- of ``explorer.export.html.page_data`` what ``payload`` names, of what passes the filters, every
  actor where the whole graph has it;
- ``total``: how many actors pass the filters, where only the most connected ones are sent (the
  reader chooses how many), and with them who is looked for or looked around;
- ``source``: what this was read from. Another one means that nothing of the look is kept;
- ``layout``: which places these are. Others mean a first view, and that places given by hand go;
  the same ones mean that nothing that stays may move.

Beside it stand:

- ``version``: the same one means that all that is packed is the same;
- ``focus``: ``{"id", "other", "turn", "look"}``, as JSON; a new turn asks to select an actor or a
  line, or the ways to an ``other`` actor, and to bring it to the middle, and to look at the graph
  as ``look`` says, if it says anything (a copied link);
- ``filter``: the filter, as in an address;
- ``times``: the events over time, as JSON (``times.js``);
- ``empty``: what to say if nothing passes.

All of it is text: of anything else Streamlit asks whether it is a table, and loads pandas and
pyarrow to find out, half a second long.

Back come two states, which the browser owns. They are not sent back, so a click changes no data
and redraws nothing:

- ``selection``: ``{"kind": "node" or "edge", "id"}``; ``{"kind": "pair", "id", "other"}`` when the
  ways between two actors are looked at; None when nothing is selected;
- ``look``: what the reader switched off and moved, as ``visible.js`` has it: ``{"off": {"kinds",
  "polarities", "quads", "statuses"}, "hidden", "ways", "around": None or {"ids", "depth"}, "most",
  "pins", ...}``;

and triggers, set for a single run:

- ``open_article``: ``{"article", "start"}``, the article's id and the offset in characters of the
  sentence to show in it;
- ``hide_event``: the key of an event that the reader calls wrong;
- ``dates``: ``[since, until]``, days or nulls, that were brushed;
- ``filter``: one that there was before, as it was sent: the reader undid the change of it.
"""

from __future__ import annotations

import json
from contextlib import suppress
from string import Template
from urllib.parse import parse_qs, urlencode

import networkx as nx
import streamlit as st

from explorer.app import articles, chips, corrections, link, state, timeline
from explorer.app.assets import asset
from explorer.app.data import Corpus, amounts
from explorer.app.graph_payload import Cut, payload
from explorer.export.vis import explorer_module, static
from explorer.filters import MOST_ACTORS, Filter

_component = st.components.v2.component(
    "actor_graph",
    html=Template(asset("widget", "widget.html")).substitute(stage=static("stage.html")),
    css="\n".join([static("shared.css"), asset("theme.css"), asset("widget", "widget.css")]),
    js="\n".join([explorer_module(), asset("widget", "times.js"), asset("widget", "widget.js")]),
)


def show(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> None:
    """Show a part of a corpus; the key never changes, so neither does what is on the screen."""
    sent = payload(corpus, graph, _cut(corpus, graph))
    empty = chips.loosen(corpus) if not amounts(corpus, graph)[1] else ""
    _component(
        key=state.GRAPH,
        data={
            **sent,
            "focus": json.dumps(state.focus()),
            "filter": _written(state.wanted()),
            "times": timeline.payload(corpus),
            "empty": empty,
        },
        on_selection_change=state.heard,
        on_look_change=state.heard,
        on_open_article_change=_open_article,
        on_hide_event_change=lambda: _hide(corpus),
        on_dates_change=lambda: timeline.brushed(*st.session_state[state.GRAPH]["dates"]),
        on_filter_change=_filter_again,
    )


def _written(wanted: Filter) -> str:
    return urlencode(link.write(link.View(wanted=wanted), ()), doseq=True)


def _filter_again() -> None:
    asked = parse_qs(st.session_state[state.GRAPH]["filter"], keep_blank_values=True)
    with suppress(link.LinkError):  # it came from here, but by way of the browser
        state.want(link.read(asked, ()).wanted)


def _open_article() -> None:
    asked = st.session_state[state.GRAPH]["open_article"]
    articles.open_article(asked["article"], start=asked["start"])


def _hide(corpus: Corpus) -> None:
    corrections.hide(corpus, st.session_state[state.GRAPH]["hide_event"])


def _cut(corpus: Corpus, graph: nx.MultiDiGraph[str]) -> Cut | None:
    """Return what the reader chose to see of a graph with more actors than that; else None."""
    look = state.graph_look()
    most = look.get("most", MOST_ACTORS)
    if amounts(corpus, graph)[0] <= most:
        return None
    around = look.get("around") or {"ids": (), "depth": 0}
    asked = (state.focus()["id"], state.focus()["other"])
    return Cut(most, tuple(filter(None, asked)), tuple(around["ids"]), around["depth"])

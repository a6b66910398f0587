"""The link to what is looked at, to send to others."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from explorer.app import state
from explorer.app.data import Source

_SAME = "Whoever opens this link sees the same view: filters, selection and places."
_OWN_KEPT = (
    "Your articles are kept on the server for a day, where the link finds them. **Export** a web "
    "page to keep them for longer."
)
_OWN = (
    "It does not hold your articles: send them along, or **Export** a web page, which holds them."
)


def panel() -> None:
    """Show the address of the view, as it is written now, with a button that copies it."""
    with st.popover("Share", icon=":material/link:"):
        st.caption(_told(state.source()))
        query = urlencode(
            {key: st.query_params.get_all(key) for key in st.query_params}, doseq=True
        )
        st.code(f"{st.context.url}{f'?{query}' if query else ''}", language=None, wrap_lines=True)


def _told(shown: Source) -> str:
    if shown.given:
        return _SAME
    return f"{_SAME} {_OWN_KEPT if shown.name else _OWN}"

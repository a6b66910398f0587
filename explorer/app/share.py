"""The link to what is looked at, to send to others."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from explorer.app import state

_SAME = "Whoever opens this link sees the same view: filters, selection and places."
_OWN = (
    "It does not hold your articles: send them along, or **Export** a web page, which holds them."
)


def panel() -> None:
    """Show the address of the view, as it is written now, with a button that copies it."""
    with st.popover("Share", icon=":material/link:"):
        st.caption(_SAME if state.source().given else f"{_SAME} {_OWN}")
        query = urlencode(
            {key: st.query_params.get_all(key) for key in st.query_params}, doseq=True
        )
        st.code(f"{st.context.url}{f'?{query}' if query else ''}", language=None, wrap_lines=True)

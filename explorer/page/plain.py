"""Text that may come from a file or an article, shown as text and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

_LONGEST = 400  # characters of one message; a hostile name may have thousands


def say(heading: str, messages: Iterable[str]) -> None:
    """Show messages under a heading of our own; ``st.text`` reads no markdown in them."""
    with st.container(border=True):
        st.markdown(heading)
        for message in messages:
            st.text(_cut(" ".join(message.split())))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""Text that may come from a file or an article, shown as text and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from explorer.text import shortened

_LONGEST = 400  # characters of one message


def say(heading: str, messages: Iterable[str]) -> None:
    """Show messages under a heading of our own; ``st.text`` reads no markdown in them."""
    with st.container(border=True):
        st.markdown(heading)
        for message in messages:
            st.text(cut(message))


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return text on one line and no longer than that; a hostile name may have thousands."""
    return shortened(" ".join(text.split()), longest)

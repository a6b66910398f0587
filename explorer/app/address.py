"""The page's address holds the view: read when it was changed, written when the view was."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from explorer.app import filters, plain, state
from explorer.app.data import Corpus, given_source
from explorer.app.link import LinkError, Query, View, read, write
from explorer.app.own_articles import KEY, OWN_ARTICLES
from explorer.app.tabs import TABS

_WRITTEN, _SEEN, _NOTICE, _OF = "address", "view of address", "address notice", "address of"
_NEW = "address is new"
_GONE = (
    "The articles that it was made over are no longer kept: what readers put in is, for a day, and "
    "until the server ends. Put them in again to see them."
)
_OTHER = "It was made over other articles; what it asks for is shown as far as it is there."


def follow() -> None:
    """Show what the address asks for, if it is not the one that the page wrote itself.

    A reader who did something at the same time goes first: the browser may not have heard yet of
    the address that was written last.
    """
    query = _query()
    if query == st.session_state.get(_WRITTEN, {}) or _has_moved():
        return
    st.session_state[_NOTICE] = []
    try:
        view = read(query, TABS)
    except LinkError as error:
        view = View()
        st.session_state[_NOTICE] = [f"{error}. Everything is shown instead."]
    st.session_state[_OF] = view.articles if _open_own(query) else None
    st.session_state[_NEW] = True
    state.look(view, TABS)


def _open_own(query: Query) -> bool:
    """Show the articles that an address names, or those that the page opens with.

    Return whether they are there: if not, the reader is told.
    """
    name = next(iter(query.get(KEY, ())), None)
    if name == state.source().name:
        return True
    source = OWN_ARTICLES.find(name) if name else None
    state.show(replace(source, name=name) if source else given_source(), TABS)
    if name and not source:
        st.session_state[_NOTICE].append(_GONE)
    return not name or source is not None


def _has_moved() -> bool:
    seen = st.session_state.get(_SEEN)
    return seen is not None and seen != state.view(TABS)


def notice(corpus: Corpus) -> None:
    """Show what is wrong with the link that the page was opened by, if anything is.

    Call it before the controls of the filters are shown.
    """
    if st.session_state.pop(_NEW, False):
        made_over = st.session_state.pop(_OF, None)
        other = [_OTHER] if made_over and made_over != _mark(corpus) else []
        st.session_state[_NOTICE] += [*other, *filters.out_of_reach(corpus.offers)]
    if st.session_state.get(_NOTICE):
        plain.say(":material/link_off: **About this link**", st.session_state[_NOTICE])


def keep(corpus: Corpus) -> None:
    """Write the view into the address; the last thing of a run."""
    view = state.view(TABS)
    query = write(replace(view, articles=_mark(corpus)), TABS)
    if name := state.source().name:
        query[KEY] = [name]
    if query != _query():
        st.query_params.from_dict(query)
    st.session_state[_WRITTEN], st.session_state[_SEEN] = query, view


def _query() -> Query:
    return {key: st.query_params.get_all(key) for key in st.query_params}


def _mark(corpus: Corpus) -> str:
    return corpus.id[:8]

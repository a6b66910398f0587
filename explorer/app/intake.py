"""Your articles: paste a text or upload files, see what was refused, go back to the samples."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from explorer.app import plain, state
from explorer.app.articles import NOTED
from explorer.app.data import Source, distinct, given_source
from explorer.app.own_articles import OWN_ARTICLES
from explorer.app.tabs import TABS
from explorer.errors import ArticleError, ExplorerError
from explorer.model import Article
from explorer.sources import SUFFIXES, article_from_text, parse_upload
from explorer.sources.web import fetch_article, is_address, local_networks

_REPLACE, _JOIN = "replace what is shown", "join what is shown"
_NOTHING = "Nothing was given: paste a text or choose files first."
_EXAMPLE = "Headline\n\nText … or the addresses of pages, https://…"
_TOO_LARGE = "so much is not kept: a reload or a link opens the page without these articles"
_MOST_LINKS = 10  # are fetched at once
_FORM = "form"
_MOST_NOTICES = 20
_FIRST_DAY, _LAST_DAY = date(1600, 1, 1), date(2199, 12, 31)
_KINDS = f"Files ending in {', '.join(SUFFIXES)}; each may hold one article or many."


def panel() -> None:
    """Show the button that opens the form; once articles are taken in, it is closed again."""
    key = f"add articles {state.turn(_FORM)}"
    with st.popover("Add articles", icon=":material/add:", type="primary", key=key):
        _form()
        _way_back()


def messages() -> None:
    """Show what was refused the last time."""
    shown = state.source()
    if shown.refusals:
        plain.say(":material/error: **Not read**", shown.refusals)
    if shown.notes:
        plain.say(":material/info: **Read, but**", shown.notes)


def _way_back() -> None:
    if not state.source().given:
        first = "the store" if given_source().store else "the sample articles"
        st.button(f"Back to {first}", on_click=_back, icon=":material/undo:", width="stretch")


def remarks(notices: Sequence[str]) -> None:
    """Show, beside the articles, what is to be known of some of them once they are read."""
    shown = list(notices[:_MOST_NOTICES])
    if len(notices) > len(shown):
        shown.append(f"… and {len(notices) - len(shown):,} more such articles")
    if shown:
        plain.say(NOTED, shown)


def _back() -> None:
    state.show(given_source(), TABS)
    state.renew(_FORM)


def _form() -> None:
    with st.form("intake", clear_on_submit=True, border=False):
        text = st.text_area("Paste an article", height=120, placeholder=_EXAMPLE)
        outlet = st.text_input("Outlet", placeholder="if you know it", max_chars=200)
        # Without bounds of ours only the last and the next ten years may be chosen.
        published = st.date_input("Published on", None, _FIRST_DAY, _LAST_DAY, format="DD.MM.YYYY")
        # Files of any kind are taken, so that it is our message that says why one is not read.
        files = st.file_uploader("or upload files", accept_multiple_files=True, help=_KINDS)
        how = st.radio("Your articles will", (_REPLACE, _JOIN))
        sent = st.form_submit_button("Draw the graph", type="primary", width="stretch")
    if sent:
        pasted = {"text": text, "outlet": outlet, "published": published}
        _take_in(pasted if text else {}, files or [], join=how == _JOIN)
        st.rerun()


def _take_in(pasted: Mapping[str, Any], files: Sequence[Any], *, join: bool) -> None:
    """Show what could be read of the input; if that is nothing, keep what is shown."""
    refusals: list[str] = []
    notes: list[str] = []
    with _heard(notes):
        articles = list(_read(pasted, files, refusals))
    if articles:
        kept = state.source().articles if join else ()
        shown = Source(distinct((*kept, *articles)), tuple(refusals), tuple(notes))
        name = OWN_ARTICLES.keep(replace(shown, refusals=(), notes=()))
        told = shown.notes if name else (*shown.notes, _TOO_LARGE)
        state.show(replace(shown, name=name, notes=told), TABS)
    else:
        state.refuse(refusals or [_NOTHING])
    state.renew(_FORM)


def _read(
    pasted: Mapping[str, Any], files: Sequence[Any], refusals: list[str]
) -> Iterator[Article]:
    def refuse(error: ArticleError) -> None:
        refusals.append(str(error))

    for read in _given(pasted["text"]) if pasted else ():
        try:
            yield _completed(read(), pasted["outlet"], pasted["published"])
        except ExplorerError as error:
            refusals.append(str(error))
    for count, file in enumerate(files, start=1):
        with st.spinner(f"Reading file {count} of {len(files)} …"):
            yield from parse_upload(file.name, file.getvalue(), on_refusal=refuse)


def _given(text: str) -> list[Callable[[], Article]]:
    """Return what gives the articles of a text: it is one, or addresses of pages alone."""
    addresses = list(dict.fromkeys(text.split()))
    if addresses and all(map(is_address, addresses)):
        return [partial(_fetched, one, at, len(addresses)) for at, one in enumerate(addresses, 1)]
    return [partial(article_from_text, text, id="pasted text")]


def _completed(article: Article, outlet: str, published: date | None) -> Article:
    """Return an article with what its reader says of it."""
    outlet = outlet.strip()
    return replace(
        article, outlet=outlet or article.outlet, published=published or article.published
    )


def _fetched(address: str, count: int, total: int) -> Article:
    if count > _MOST_LINKS:
        raise ArticleError(address, f"only {_MOST_LINKS} pages are fetched at once; add it anew")
    with st.spinner(f"Fetching page {count} of {total} …"):
        return fetch_article(address, local=local_networks())


@contextmanager
def _heard(messages: list[str]) -> Iterator[None]:
    """Add to the messages what reading articles logs meanwhile: dates that it cannot tell."""
    ear = _Ear(messages)
    logger = logging.getLogger("explorer.sources")
    logger.addHandler(ear)
    try:
        yield
    finally:
        logger.removeHandler(ear)


class _Ear(logging.Handler):
    """Hears warnings of its own thread: other readers' files are read in others."""

    def __init__(self, messages: list[str]) -> None:
        super().__init__(logging.WARNING)
        self._messages = messages
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        if record.thread == self._thread:
            self._messages.append(record.getMessage())

"""What readers put right: actors that are one, names, countries, events; and take it back."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from explorer import environment
from explorer.app import plain, state
from explorer.app.data import Corpus
from explorer.corrections import Correction, Hide, Locate, Merge, Rename, default_path, load, save
from explorer.countries import country_codes, country_name
from explorer.errors import CorrectionsError
from explorer.views import reports, words

_WORDS = {Merge: "The same", Rename: "Renamed", Locate: "Of another country", Hide: "Hidden"}
_HINT = (
    "An event that was read wrong is hidden where you meet it: **Hide as wrong**, below its "
    "sentence, beside the graph."
)
_NO_COUNTRY = ""
_REFUSAL = "corrections refusal"


def path() -> Path:
    """Return the file in which corrections are kept: of a store beside it, else in one's folder."""
    named, store = os.environ.get(environment.CORRECTIONS), state.source().store
    if named:
        return Path(named)
    return store.with_name(f"{store.name}.corrections.json") if store else default_path()


def known() -> tuple[Correction, ...]:
    """Return the corrections there are; where the file cannot be read, none, and that is said."""
    try:
        return load(path())
    except CorrectionsError as error:
        plain.say(":material/error: **Corrections are not applied**", [str(error)])
        return ()


def add(correction: Correction) -> None:
    """Keep one more correction; from a callback."""
    _change(lambda all: (*all, correction))


def hide(corpus: Corpus, key: str) -> None:
    """Hide an event, by its key; from a callback."""
    row = next((row for row in reports(corpus.graph) if row.key == key), None)
    event = corpus.event(key, article=row.event["article"]) if row else None
    if row is None or event is None:
        return
    told = " ".join(filter(None, words(corpus.graph, row)))
    note = f"{told}: {event.evidence.text}"
    add(Hide(event.article_id, event.start, event.end, event.event_type, note))
    st.toast("Hidden. The tab “Correct” brings it back.", icon=":material/visibility_off:")


def _take_back(correction: Correction) -> None:
    _change(lambda all: tuple(one for one in all if one != correction))


def _change(change: Callable[[tuple[Correction, ...]], Sequence[Correction]]) -> None:
    try:
        save(path(), change(load(path())))
    except CorrectionsError as error:
        st.session_state[_REFUSAL] = str(error)


def panel(corpus: Corpus, shown: object) -> None:
    """Show what can be corrected, and what was, with a way back."""
    refusal = st.session_state.pop(_REFUSAL, None)
    if refusal:
        plain.say(":material/error: **Not kept**", [refusal])
    putting, done = st.columns(2, gap="large")
    with putting:
        _merging(corpus)
        _renaming(corpus)
        _locating(corpus)
        st.caption(_HINT)
    with done:
        _list(corpus.corrections)


def _merging(corpus: Corpus) -> None:
    with st.form("merge", clear_on_submit=True):
        st.markdown("**Two actors are one and the same**")
        actor = _actor(corpus, "This one", key="merge actor")
        into = _actor(corpus, "is in truth", key="merge into")
        sent = st.form_submit_button("Make them one")
    if sent and actor and into and actor != into:
        names = [str(corpus.graph.nodes[id]["name"]) for id in (actor, into)]
        add(Merge(actor, into, " is ".join(names)))
        st.rerun()


def _renaming(corpus: Corpus) -> None:
    with st.form("rename", clear_on_submit=True):
        st.markdown("**An actor has another name**")
        actor = _actor(corpus, "This one", key="rename actor")
        name = st.text_input("is called", key="rename name", max_chars=200).strip()
        sent = st.form_submit_button("Rename")
    if sent and actor and name:
        add(Rename(actor, name, f"{corpus.graph.nodes[actor]['name']} is called {name}"))
        st.rerun()


def _locating(corpus: Corpus) -> None:
    with st.form("locate", clear_on_submit=True):
        st.markdown("**An actor is of another country**")
        actor = _actor(corpus, "This one", key="locate actor")
        code = st.selectbox(
            "is of",
            (_NO_COUNTRY, *country_codes()),
            index=None,
            format_func=lambda code: country_name(code) if code else "no country",
            key="locate country",
            placeholder="a country",
        )
        sent = st.form_submit_button("Set country")
    if sent and actor and code is not None:
        country = country_name(code) if code else "no country"
        add(Locate(actor, code, f"{corpus.graph.nodes[actor]['name']} is of {country}"))
        st.rerun()


def _actor(corpus: Corpus, label: str, *, key: str) -> str | None:
    nodes = corpus.graph.nodes
    ids = sorted(corpus.graph, key=lambda id: str(nodes[id]["name"]).casefold())
    return st.selectbox(
        label,
        ids,
        index=None,
        format_func=lambda id: plain.cut(str(nodes[id]["name"]), 80),
        key=key,
        placeholder="an actor",
    )


def _list(corrections: Sequence[Correction]) -> None:
    st.markdown(f"**{len(corrections) or 'No'} correction{'s' * (len(corrections) != 1)}**")
    for at, one in enumerate(reversed(corrections)):
        told, back = st.columns([5, 1], vertical_alignment="center")
        told.caption(_WORDS[type(one)])
        told.text(plain.cut(one.note or str(one), 160))
        back.button("Undo", key=f"undo {at} {hash(one)}", on_click=_take_back, args=(one,))
    st.caption("They hold whenever this is opened again, and are kept in")
    st.text(_shown(path()))


def _shown(path: Path) -> str:
    """Return a path as people write it, their own folder as ~."""
    home = Path.home()
    return str(Path("~", path.relative_to(home)) if path.is_relative_to(home) else path)

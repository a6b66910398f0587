"""The filters, behind a button; nothing chosen means that nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import streamlit as st

from explorer.app import plain, state
from explorer.app.data import Corpus
from explorer.export.vis import KINDS, QUAD_LABELS
from explorer.filters import FIELDS, Field, Filter
from explorer.ontology import event_types
from explorer.views import Offers

STATUS_LABELS = {"done": "happened"}
# What a value is called here, by field; else by its first name in the corpus.
_LABELS: dict[str, Callable[[str], str]] = {
    "kinds": lambda kind: KINDS[kind].label,
    "quads": lambda quad: QUAD_LABELS[quad],
    "statuses": lambda status: STATUS_LABELS.get(status, status),
    "event_types": lambda name: event_types()[name].label,
}


def panel(corpus: Corpus) -> Filter:
    """Show the controls that make sense for a corpus, and return what they say."""
    rows = {row.session_key: row for row in FIELDS.values()}.values()
    with st.popover("Filter", icon=":material/filter_alt:"):
        for row in rows:
            if not row.control.more:
                _WIDGETS[row.control.widget](row, corpus.offers)
        with st.expander("More filters"):
            for row in rows:
                if row.control.more:
                    _WIDGETS[row.control.widget](row, corpus.offers)
        st.button("Show everything", on_click=state.show_everything, width="stretch")
    return state.wanted()


def value_name(row: Field, value: str, there: Offers) -> str:
    """Return what a value of a field that has several is called."""
    names = there.values.get(row.name, {})
    return _LABELS[row.name](value) if row.name in _LABELS else names.get(value, (value,))[0]


def out_of_reach(there: Offers) -> list[str]:
    """Return what is asked for and not there, each under its key in an address, and why.

    The controls take it out, or what is nearest to it; so ask before they are shown.
    """
    return [told for row in FIELDS.values() for told in _out_of_reach(row, there)]


def _out_of_reach(row: Field, there: Offers) -> Iterator[str]:
    asked = getattr(state.wanted(), row.name)
    if row.name in there.values:
        missing = [plain.cut(one, 80) for one in asked if one not in there.values[row.name]]
        if missing:
            yield f"{row.key}: nothing here is {', '.join(missing)}, so that is passed over."
    elif row.control.widget == "slider" and asked > (most := _most(row, there)):
        yield f"{row.key}: {asked:,} is more than there is here; {most:,} is taken."


def _choice(row: Field, there: Offers) -> None:
    names, key = there.values[row.name], row.session_key

    def label(value: str) -> str:
        return plain.cut(value_name(row, value, there))

    state.limit(key, options := [*names])
    if row.control.widget == "pills":
        st.pills(row.control.label, options, selection_mode="multi", format_func=label, key=key)
    else:
        st.multiselect(row.control.label, options, format_func=label, key=key, placeholder="all")


def _radio(row: Field, there: Offers) -> None:
    st.radio(
        row.control.label,
        (False, True),
        format_func=lambda on: row.control.choices[on],
        horizontal=True,
        key=row.session_key,
        label_visibility="collapsed",
    )


def _toggle(row: Field, there: Offers) -> None:
    st.toggle(row.control.label, key=row.session_key)


def _dates(row: Field, there: Offers) -> None:
    """Offer a stretch of time, if there are at least two days to choose between."""
    key = row.session_key
    state.keep_within(key, there.days)
    if len(set(there.days)) < 2:
        return
    first, last = there.days
    st.date_input(row.control.label, min_value=first, max_value=last, format="DD.MM.YYYY", key=key)


def _slider(row: Field, there: Offers) -> None:
    """Offer numbers, up to how many events two actors share where nothing else bounds them."""
    kind = type(row.default)
    least, most = row.least or 0, _most(row, there)
    state.keep_below(row.session_key, kind(most))  # a browser shows no slider beyond its end
    if most > least:
        step = 0.05 if kind is float else 1
        st.slider(row.control.label, kind(least), kind(most), step=step, key=row.session_key)


def _most(row: Field, there: Offers) -> float:
    return there.most_events if row.most is None else row.most


_WIDGETS = {
    "multiselect": _choice,
    "pills": _choice,
    "radio": _radio,
    "toggle": _toggle,
    "dates": _dates,
    "slider": _slider,
}

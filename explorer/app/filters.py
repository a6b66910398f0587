"""The filters, behind a button; nothing chosen means that nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

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
    """Show the button that opens the controls; return what they say, as far as that is there."""
    rows = {row.session_key: row for row in FIELDS.values()}.values()
    for row in rows:
        _keep_in_reach(row, corpus.offers)
    with st.popover("Filter", icon=":material/filter_alt:"):
        _controls(rows, corpus.offers)
    return state.wanted()


def _controls(rows: Iterable[Field], there: Offers) -> None:
    for row in rows:
        if not row.control.more:
            _WIDGETS[row.control.widget](row, there)
    with st.expander("More filters"):
        for row in rows:
            if row.control.more:
                _WIDGETS[row.control.widget](row, there)
    st.button("Show everything", on_click=state.show_everything, width="stretch")


def _keep_in_reach(row: Field, there: Offers) -> None:
    """Take out of what is asked for what is not there, or take what is nearest to it."""
    key = row.session_key
    if row.name in there.values:
        state.limit(key, [*there.values[row.name]])
    elif row.control.widget == "dates":
        state.keep_within(key, there.days)
    elif row.control.widget == "slider":
        most = type(row.default)(_most(row, there))
        state.keep_below(key, most)  # a browser shows no slider beyond its end


def value_name(row: Field, value: str, there: Offers) -> str:
    """Return what a value of a field that has several is called."""
    names = there.values.get(row.name, {})
    return _LABELS[row.name](value) if row.name in _LABELS else names.get(value, (value,))[0]


def out_of_reach(there: Offers) -> list[str]:
    """Return what is asked for and not there, each under its key in an address, and why.

    ``panel`` takes it out, or what is nearest to it; so ask before.
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
    def name(value: str) -> str:
        return plain.cut(value_name(row, value, there))

    label, options, bound = row.control.label, [*there.values[row.name]], _bound(row)
    if row.control.widget == "pills":
        st.pills(label, options, selection_mode="multi", format_func=name, **bound)
    else:
        st.multiselect(label, options, format_func=name, placeholder="all", **bound)


def _radio(row: Field, there: Offers) -> None:
    st.radio(
        row.control.label,
        (False, True),
        format_func=lambda on: row.control.choices[on],
        horizontal=True,
        label_visibility="collapsed",
        **_bound(row),
    )


def _toggle(row: Field, there: Offers) -> None:
    st.toggle(row.control.label, **_bound(row))


def _dates(row: Field, there: Offers) -> None:
    """Offer a stretch of time, if there are at least two days to choose between."""
    if len(set(there.days)) < 2:
        return
    first, last = there.days
    label, bound = row.control.label, _bound(row)
    st.date_input(label, min_value=first, max_value=last, format="DD.MM.YYYY", **bound)


def _slider(row: Field, there: Offers) -> None:
    """Offer numbers, up to how many events two actors share where nothing else bounds them."""
    kind = type(row.default)
    least, most = row.least or 0, _most(row, there)
    if most > least:
        step = 0.05 if kind is float else 1
        st.slider(row.control.label, kind(least), kind(most), step=step, **_bound(row))


def _bound(row: Field) -> dict[str, Any]:
    """Return what ties a control to its field of the filter.

    Whenever another part of the page sets the filter it is another control: a browser sends back
    what it last knew of one, even if it is closed by then.
    """
    key = f"{row.session_key} {state.turn(state.FILTERS)}"
    st.session_state[key] = state.value(row.session_key)
    return {"key": key, "on_change": _take, "args": (row.session_key, key)}


def _take(field: str, key: str) -> None:
    st.session_state[field] = st.session_state[key]


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

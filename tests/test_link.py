"""The view in the page's address: it comes back as it was, and nothing else gets through."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.app import link
from explorer.app.link import LinkError, View
from explorer.app.tabs import TABS
from explorer.model import Kind
from explorer.ontology import QUADS, event_types
from explorer.views import POLARITIES, STATUSES, Filter, Look


def read(query):
    return link.read(query, TABS)


def write(view):
    return link.write(view, TABS)


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)


def some(values):
    return st.lists(values, unique=True, max_size=3).map(tuple)


filters = st.builds(
    Filter,
    countries=some(st.sampled_from(["IRN", "IRQ", "SYR", "XKX"])),
    only_among=st.booleans(),
    states_only=st.booleans(),
    kinds=some(st.sampled_from([str(kind) for kind in Kind])),
    event_types=some(st.sampled_from(list(event_types()))),
    quads=some(st.sampled_from(QUADS)),
    statuses=some(st.sampled_from(STATUSES)),
    outlets=some(texts),
    speakers=some(texts),
    since=st.none() | st.dates(),
    until=st.none() | st.dates(),
    min_events=st.integers(1, 10_000),
    min_confidence=st.floats(0, 1),
    reprints=st.booleans(),
)
looks = st.builds(
    Look,
    kinds_off=some(st.sampled_from([str(kind) for kind in Kind])),
    polarities_off=some(st.sampled_from(POLARITIES)),
    quads_off=some(st.sampled_from(QUADS)),
    statuses_off=some(st.sampled_from(STATUSES)),
    hidden=some(texts),
    ways=some(st.sampled_from(["IRN|IRQ", "IRN|ali-khamenei"])),
    around=some(texts),
    depth=st.integers(1, 3),
    most=st.integers(1, 5_000),
    pins=some(st.tuples(texts, st.integers(-9_999, 9_999), st.integers(-9_999, 9_999))),
)
views = st.builds(
    View,
    wanted=filters,
    look=looks,
    tab=st.sampled_from([tab.label for tab in TABS]),
    selected=st.none() | texts,
    other=st.none() | texts,
    of_tabs=st.fixed_dictionaries(
        {}, optional={"article": texts, "side": some(texts).filter(len), "split": st.dates()}
    ),
)


@settings(deadline=None)
@given(views)
def test_a_view_comes_back_from_its_address(view):
    address = urlencode(write(view), doseq=True)
    assert read(parse_qs(address, keep_blank_values=True)) == view


def test_the_first_view_has_no_query():
    assert write(View(articles="abc")) == {}


def test_an_address_is_for_people():
    wanted = Filter(countries=("IRN", "USA"), statuses=("planned",), since=date(2006, 11, 28))
    view = View(wanted=wanted, tab="List", selected="IRN", articles="4fbdeab1")
    assert urlencode(write(view), doseq=True) == (
        "country=IRN&country=USA&status=planned&since=2006-11-28&show=list&at=IRN&articles=4fbdeab1"
    )
    look = Look(hidden=("IRN|IRQ|conflict|done",), pins=(("IRN", 12, -40),))
    assert urlencode(write(View(look=look, selected="IRN", other="SYR")), doseq=True) == (
        "hidden=IRN%7CIRQ%7Cconflict%7Cdone&pin=12%2C-40%2CIRN&at=IRN&with=SYR"
    )


def test_what_is_too_long_or_cannot_stand_in_an_address_is_left_out_or_replaced():
    view = View(selected="x" * 10_000, of_tabs={"article": "half \ud800"})
    assert write(view) == {"article": ["half ?"]}


@pytest.mark.parametrize(
    ("query", "view"),
    [
        pytest.param({}, View(), id="nothing"),
        pytest.param({"utm_source": ["mail"]}, View(), id="unknown-key"),
        pytest.param({"country": ["Turkey", "UAE"]}, View(wanted=Filter(countries=("TUR", "ARE"))),
                     id="usual-names"),
        pytest.param({"country": ["Iran", "irn"]}, View(wanted=Filter(countries=("IRN",))),
                     id="names-and-codes"),
        pytest.param({"show": ["LIST"]}, View(tab="List"), id="any-case"),
        pytest.param({"show": ["Contradictions"]}, View(tab="Check"), id="a-former-name"),
    ],
)  # fmt: skip
def test_read(query, view):
    assert read(query) == view


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param({"country": ["Atlantis"]}, 'country: There is no country', id="country"),
        pytest.param({"since": ["soon"]}, 'since: "soon" is no date', id="date"),
        pytest.param({"show": ["secrets"]}, 'show: "secrets" is none of Explore', id="tab"),
        pytest.param({"status": ["done", "x"]}, 'status: "x" is none of done', id="one-of-two"),
        pytest.param({"min-events": ["many"]}, '"many" is no number', id="number"),
        pytest.param({"kind": [""]}, "kind: it has no value", id="empty"),
        pytest.param({"country": ["IRN", ""]}, "country: it has no value", id="half-empty"),
        pytest.param({"min-events": ["0"]}, "not between 1 and", id="too-few"),
        pytest.param({"min-confidence": ["nan"]}, "not between 0 and 1", id="nan"),
        pytest.param({"since": ["2006-11-28"] * 2}, "it stands there 2 times", id="twice"),
        pytest.param({"outlet": ["x" * 1001]}, "it is too long", id="long"),
        pytest.param({"pin": ["12,-40"]}, 'pin: "12,-40" is no place', id="pin-of-nobody"),
        pytest.param({"pin": ["12,left,IRN"]}, '"left" is no number', id="pin-nowhere"),
        pytest.param({"pin": ["9999999,0,IRN"]}, "is not between", id="pin-far-off"),
        pytest.param({"way": ["IRN"]}, 'way: "IRN" is no pair', id="no-pair"),
        pytest.param({"outlet": [str(n) for n in range(201)]}, "201 times", id="many"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_named(query, words):
    with pytest.raises(LinkError, match=words.replace("(", r"\(")):
        read(query)


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from(["since", "country", "min-events", "show", "at", "type"]),
                       st.lists(st.text(max_size=20), max_size=3)))  # fmt: skip
def test_whatever_stands_in_an_address_is_a_view_or_refused(query):
    try:
        assert read(query) is not None
    except LinkError as error:
        assert str(error)

"""Two parts side by side, and what one sentence says and another denies."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Deed, extraction
from samples import AHMADINEJAD, BUSH, IRAN, IRAQ, SYRIA, TALABANI, USA, extractions

from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.views import Filter, compare, contradictions, filter_graph

A, B = (Actor(id, id.title(), Kind.COUNTRY, code) for id, code in (("a", "AAA"), ("b", "BBB")))
ENVOY = Actor("envoy", "The envoy of B", Kind.PERSON, "BBB")
C = Actor("c", "C", Kind.COUNTRY, "CCC")


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


def test_compare_two_outlets(graph):
    first, second = (
        filter_graph(graph, Filter(outlets=(name,)))
        for name in ("The Tigris Courier", "Lakeside Gazette")
    )
    found = {(one.a, one.b, one.polarity): one for one in compare(first, second)}
    both = [key for key, one in found.items() if one.first and one.second]
    assert both == [
        (IRAN, IRAQ, "cooperation"),
        (TALABANI, AHMADINEJAD, "cooperation"),
    ]
    assert [key for key, one in found.items() if not one.second] == [
        ("ali-khamenei", USA, "conflict"),
        (IRAN, TALABANI, "conflict"),
        (IRAN, SYRIA, "cooperation"),
        (IRAQ, SYRIA, "cooperation"),
        (TALABANI, SYRIA, "conflict"),
    ]
    assert found[BUSH, IRAN, "conflict"].second == (("gazette-amman-2", BUSH, IRAN),)


def test_a_part_compared_with_itself_differs_in_nothing(graph):
    assert all(one.first == one.second for one in compare(graph, graph))


def told(*deeds, elsewhere=()):
    """Return the contradictions in deeds of the article "x", and in those of another one."""
    groups = [deeds, elsewhere] if elsewhere else [deeds]
    read = [
        extraction(
            id="x" * n,
            sentences=("a b envoy c says acts",),
            actors=(A, B, C, ENVOY),
            deeds=group,
            published=date(2006, 11, 1) if n == 1 else None,
        )
        for n, group in enumerate(groups, 1)
    ]
    found = contradictions(build_graph(read))
    return [
        (one.kind, one.a, one.b, [k for k, *_ in one.claims], [k for k, *_ in one.denials])
        for one in found
    ]


def deed(type, actor="a", recipient="b", *, day=None, **more):
    return Deed(
        sentence=0,
        type=type,
        trigger="acts",
        actors=((actor, actor),),
        recipients=((recipient, recipient),) if recipient else (),
        day=date(2006, 11, day) if day else None,
        **more,
    )


NOT = {"auxiliary": ("negation",)}
CHARGE = deed("ACCUSE")


@pytest.mark.parametrize(
    ("deeds", "expected"),
    [
        pytest.param([deed("AID"), deed("AID", **NOT)],
                     [("deed", "a", "b", ["x-1"], ["x-2"])], id="done-and-denied"),
        pytest.param([deed("AID"), deed("AID")], [], id="told-twice"),
        pytest.param([deed("AID"), deed("SANCTION", **NOT)], [], id="other-deed"),
        pytest.param([deed("AID"), deed("AID", recipient="c", **NOT)], [], id="other-pair"),
        pytest.param([deed("AGREE", underlying="CONSULT", auxiliary=("future",)),
                      deed("REJECT", underlying="CONSULT")],
                     [("deed", "a", "b", ["x-1"], ["x-2"])], id="planned-and-refused"),
        pytest.param([CHARGE, deed("REJECT", "b", "a")],
                     [("charge", "a", "b", ["x-1"], ["x-2"])], id="charge-rejected"),
        pytest.param([CHARGE, deed("REJECT", "b", "a", underlying="ACCUSE")],
                     [("charge", "a", "b", ["x-1"], ["x-2"])], id="the-charge-is-rejected"),
        pytest.param([CHARGE, deed("REJECT", "envoy", "a")],
                     [("charge", "a", "b", ["x-1"], ["x-2"])], id="rejected-by-its-envoy"),
        pytest.param([CHARGE, deed("REJECT", "c", "a")], [], id="rejected-by-a-third"),
        pytest.param([CHARGE, deed("AID", "b", "c", source="envoy", speaker="envoy", **NOT)],
                     [("charge", "a", "b", ["x-1"], ["x-2"])], id="its-envoy-denies"),
        pytest.param([CHARGE, deed("AID", "b", "c", **NOT)], [], id="the-article-denies"),
        pytest.param([CHARGE, deed("AID", "b", "c", source="c", speaker="c", **NOT)], [],
                     id="a-third-denies"),
        pytest.param([deed("ACCUSE", **NOT), deed("REJECT", "b", "a")], [], id="no-charge"),
        pytest.param([deed("AID", recipient=None), deed("AID", recipient=None, **NOT)], [],
                     id="alone"),
    ],
)  # fmt: skip
def test_contradictions(deeds, expected):
    assert told(*deeds) == expected


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        pytest.param(1, 8, 1, id="a-week"),
        pytest.param(1, 1, 1, id="the-same-day"),
        pytest.param(1, 9, 0, id="longer"),
        pytest.param(2, 1, 0, id="before"),
        pytest.param(None, None, 0, id="no-day"),
    ],
)
@pytest.mark.parametrize("about", ["b", "c"], ids=["of-another-deed", "of-its-deed"])
def test_a_charge_is_answered_elsewhere_if_its_deed_is_denied_later(first, second, found, about):
    charge, says = deed("ACCUSE", day=first), {"source": "a", "speaker": "a"}
    deeds = (charge, deed("AID", "b", "c", day=first, **says))
    says = {"source": "envoy", "speaker": "envoy"}
    denied = deed("AID" if about == "c" else "SUPPORT", "b", "c", day=second, **says, **NOT)
    charges = [one for one in told(*deeds, elsewhere=(denied,)) if one[0] == "charge"]
    assert len(charges) == (found if about == "c" else 0)


@pytest.mark.parametrize(
    ("who", "between", "found"),
    [
        pytest.param("envoy", (), 1, id="the-next-sentence"),
        pytest.param("envoy", ("Rain fell.",), 0, id="another-of-its-side-later-on"),
        pytest.param("b", ("Rain fell.",), 1, id="the-accused-later-on"),
    ],
)
def test_in_an_article_an_answer_follows_upon_its_charge(who, between, found):
    sentences = ("a acts upon b.", *between, f"{who} denies it.")
    answer = Deed(
        sentence=len(sentences) - 1, type="REJECT", trigger="denies",
        actors=((who, who),), recipients=(("a", "it"),),
    )  # fmt: skip
    charge = Deed(
        sentence=0, type="ACCUSE", trigger="acts", actors=(("a", "a"),), recipients=(("b", "b"),)
    )
    read = extraction(id="x", sentences=sentences, actors=(A, B, ENVOY), deeds=(charge, answer))
    assert len(contradictions(build_graph([read]))) == found


def test_what_comes_before_a_charge_does_not_answer_it():
    sentences = ("b denies it.", "a acts upon b.")
    denial = Deed(
        sentence=0, type="REJECT", trigger="denies", actors=(("b", "b"),), recipients=(("a", "it"),)
    )
    charge = Deed(
        sentence=1, type="ACCUSE", trigger="acts", actors=(("a", "a"),), recipients=(("b", "b"),)
    )
    read = extraction(id="x", sentences=sentences, actors=(A, B), deeds=(denial, charge))
    assert contradictions(build_graph([read])) == []


def test_the_samples_have_a_claim_and_its_denial(graph):
    kinds = {(one.kind, one.a, one.b) for one in contradictions(graph)}
    assert ("charge", BUSH, IRAN) in kinds

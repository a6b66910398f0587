"""From extractions to the graph: pairs, merged actors, evidence, and the same result always."""

from dataclasses import replace

import pytest
from builders import Deed, Tie, extraction
from samples import (
    AHMADINEJAD,
    IRAN,
    IRAQ,
    KHAMENEI,
    LEAGUE,
    SYRIA,
    TALABANI,
    extractions,
    hostile_extractions,
)

from explorer.edges import edge_status
from explorer.graph import build_graph
from explorer.model import Actor, Kind, Mention

A, B, C, D = "a", "b", "c", "d"
LETTERS = tuple(Actor(id, f"Actor {id}", Kind.GROUP) for id in (A, B, C, D))
SENTENCE = "Actor a, Actor b, Actor c and Actor d acted."


def named(ids):
    return tuple((id, f"Actor {id}") for id in ids)


def one_event(actors, recipients):
    deed = Deed(
        sentence=0,
        type="ACCUSE",
        trigger="acted",
        actors=named(actors),
        recipients=named(recipients),
    )
    return build_graph([extraction(id="x", sentences=(SENTENCE,), actors=LETTERS, deeds=(deed,))])


@pytest.mark.parametrize(
    ("actors", "recipients", "pairs"),
    [
        pytest.param("a", "b", ["ab"], id="one-to-one"),
        pytest.param("ba", "cd", ["ac", "ad", "bc", "bd"], id="two-to-two"),
        pytest.param("cab", "", ["ab", "ac", "bc"], id="meeting-of-three-each-pair-once"),
        pytest.param("ab", "a", ["ba"], id="nobody-acts-on-themselves"),
        pytest.param("aab", "bb", ["ab"], id="named-twice-counts-once"),
        pytest.param("a", "", [], id="alone"),
        pytest.param("", "a", [], id="done-to-by-nobody-known"),
        pytest.param("a", "a", [], id="to-oneself"),
    ],
)
def test_pairs(actors, recipients, pairs):
    graph = one_event(actors, recipients)
    assert [actor + recipient for actor, recipient in graph.edges()] == pairs
    assert {key for *_, key in graph.edges(keys=True)} <= {"x-1"}


@pytest.mark.parametrize(
    ("actors", "recipients", "alone"),
    [
        pytest.param("a", "", "a", id="actor"),
        pytest.param("", "ab", "ab", id="recipients"),
        pytest.param("a", "a", "a", id="to-oneself"),
        pytest.param("ab", "", "", id="a-pair-is-an-edge"),
    ],
)
def test_events_without_a_pair_stay_with_the_actor(actors, recipients, alone):
    solos = one_event(actors, recipients).nodes(data="solo")
    assert "".join(node for node, solo in solos if [one["key"] for one in solo] == ["x-1"]) == alone


@pytest.mark.parametrize(
    ("actors", "recipients", "directed"),
    [pytest.param("a", "b", True, id="recipient"), pytest.param("ab", "", False, id="meeting")],
)
def test_direction(actors, recipients, directed):
    assert one_event(actors, recipients).edges[A, B, "x-1"]["directed"] is directed


def test_edges_of_the_samples():
    edges = build_graph(extractions()).edges(keys=True)
    assert [" ".join(edge) for edge in edges] == [
        "ali-khamenei united-states courier-tehran-3",
        "arab-league nouri-al-maliki gazette-amman-5",
        "george-w-bush iran gazette-amman-2",
        "george-w-bush nouri-al-maliki gazette-amman-1",
        "george-w-bush united-states gazette-amman-tie-1",
        "iran iraq courier-tehran-2",
        "iran iraq courier-tehran-5",
        "iran iraq gazette-amman-3",
        "iran syria courier-tehran-5",
        "iraq syria courier-tehran-5",
        "jalal-talabani iran courier-tehran-4",
        "jalal-talabani iraq courier-tehran-tie-1",
        "jalal-talabani mahmoud-ahmadinejad courier-tehran-1",
        "jalal-talabani mahmoud-ahmadinejad gazette-amman-4",
        "jalal-talabani syria courier-tehran-4",
        "mahmoud-ahmadinejad iran courier-tehran-tie-2",
        "nouri-al-maliki iraq gazette-amman-tie-2",
        "syria united-states gazette-amman-6",
        "united-states iran gazette-amman-7",
    ]


def test_actor_of_two_articles_is_one_node():
    assert build_graph(extractions()).nodes[TALABANI] == {
        "name": "Jalal Talabani",
        "kind": "person",
        "country": "IRQ",
        "role": "president",
        "aliases": ["Talabani"],
        "country_source": None,
        "wikidata": None,
        "mentions": 3,
        "solo": [],
    }


def test_solo_events_have_their_evidence():
    (solo,) = build_graph(extractions()).nodes[SYRIA]["solo"]
    assert (solo["key"], solo["event_type"]) == ("courier-tehran-6", "MOBILIZE")
    assert solo["sentence"] == "Syria has put its border guards on alert."


def test_event_attributes():
    edge = build_graph(extractions()).edges[IRAN, IRAQ, "gazette-amman-3"]
    marks = edge.pop("marks")
    assert edge == {
        "relation": "event",
        "event_type": "AID",
        "mode": None,
        "underlying_type": None,
        "quad": "material cooperation",
        "score": 10.0,
        "auxiliary": ["negation"],
        "status": "denied",
        "directed": True,
        "date": None,
        "article": "gazette-amman",
        "sentence": "Iran never sent weapons to Iraq, Ahmadinejad answered.",
        "sentence_start": 132,
        "trigger": "sent weapons",
        "attribution": "Ahmadinejad",
        "attribution_id": AHMADINEJAD,
        "confidence": 0.7,
        "role": None,
    }
    assert [(edge["sentence"][start:end], role) for start, end, role in marks] == [
        ("Iran", "actor"),
        ("sent weapons", "trigger"),
        ("Iraq", "recipient"),
        ("Ahmadinejad", "speaker"),
    ]


def test_a_source_that_is_no_actor_has_no_id():
    edge = build_graph(extractions()).edges[IRAN, SYRIA, "courier-tehran-5"]
    assert (edge["attribution"], edge["attribution_id"]) == ("state radio", None)


def test_marks_outside_of_the_sentence_are_left_out():
    sentences = ("Actor b spoke first.", "Actor a met them.")
    deed = Deed(sentence=1, type="CONSULT", trigger="met", actors=named("a"))
    read = extraction(id="x", sentences=sentences, actors=LETTERS, deeds=(deed,))
    (event,) = read.events
    elsewhere = replace(event, recipients=(Mention("x", 0, 7, "Actor b", "name", B),))
    graph = build_graph([replace(read, events=(elsewhere,))])
    assert graph.edges[A, B, "x-1"]["marks"] == [[0, 7, "actor"], [8, 11, "trigger"]]


def test_affiliation_has_its_role_and_sentence():
    edge = build_graph(extractions()).edges[TALABANI, IRAQ, "courier-tehran-tie-1"]
    assert (edge["relation"], edge["role"], edge["event_type"]) == (
        "affiliation",
        "president",
        None,
    )
    assert edge["sentence"].startswith("Iraqi President Jalal Talabani")


def test_articles():
    assert build_graph(extractions()).graph["articles"]["courier-tehran"] == {
        "title": "Tehran offers Baghdad its help",
        "published": "2006-11-28",
        "outlet": "The Tigris Courier",
        "url": "https://tigris-courier.example/tehran",
        "report": None,
    }


@pytest.mark.parametrize(
    "rearranged",
    [
        pytest.param(lambda read: read[::-1], id="other-order"),
        pytest.param(lambda read: [*read, *read], id="each-article-twice"),
    ],
)
@pytest.mark.parametrize("make", [extractions, hostile_extractions])
def test_same_graph(make, rearranged):
    first, second = build_graph(make()), build_graph(rearranged(make()))
    assert list(first.nodes(data=True)) == list(second.nodes(data=True))
    assert list(first.edges(keys=True, data=True)) == list(second.edges(keys=True, data=True))
    assert list(first.graph["articles"].items()) == list(second.graph["articles"].items())


def test_no_articles_make_an_empty_graph():
    graph = build_graph([])
    assert not graph
    assert graph.graph["articles"] == {}


@pytest.mark.parametrize(
    "tables",
    [
        pytest.param(
            {"deeds": (Deed(sentence=0, type="ACCUSE", trigger="acted", actors=named("ab")),)},
            id="event",
        ),
        pytest.param({"ties": (Tie(sentence=0, actor=A, target=B, role=None),)}, id="affiliation"),
    ],
)
def test_unlisted_actor(tables):
    read = extraction(id="x", sentences=(SENTENCE,), actors=LETTERS[:1], **tables)
    with pytest.raises(ValueError, match=r"x-(tie-)?1 names an actor that no extraction lists: b"):
        build_graph([read])


def test_affiliation_to_oneself_is_no_edge():
    tie = Tie(sentence=0, actor=A, target=A, role="chair")
    read = extraction(id="x", sentences=(SENTENCE,), actors=LETTERS, ties=(tie,))
    assert not build_graph([read]).edges


@pytest.mark.parametrize(
    ("auxiliary", "status"),
    [
        pytest.param((), "done", id="none"),
        pytest.param(("historical",), "done", id="historical"),
        pytest.param(("future",), "planned", id="future"),
        pytest.param(("future", "hypothetical"), "possible", id="hypothetical-future"),
        pytest.param(("future", "negation"), "denied", id="negated-future"),
        pytest.param(("hypothetical", "negation"), "denied", id="negated-hypothetical"),
    ],
)
def test_status(auxiliary, status):
    assert edge_status(auxiliary) == status


def test_two_kinds_reported_for_one_actor_take_the_commoner():
    actors = [Actor(A, "Hizb", kind) for kind in (Kind.GROUP, Kind.ORGANIZATION, Kind.GROUP)]
    reads = [
        extraction(id=f"x{n}", sentences=("Hizb.",), actors=(actor,))
        for n, actor in enumerate(actors)
    ]
    assert build_graph(reads).nodes[A]["kind"] == "group"


def test_people_without_country_or_role_have_none():
    nodes = build_graph(extractions()).nodes
    assert (nodes[LEAGUE]["country"], nodes[LEAGUE]["role"]) == (None, None)
    assert nodes[KHAMENEI]["role"] == "supreme leader"

"""Picks, neighbourhoods, bundles and places; none of them changes the graph it is given."""

import copy
from datetime import date

import networkx as nx
import pytest
from builders import Deed, extraction
from samples import (
    AHMADINEJAD,
    BUSH,
    IRAN,
    IRAQ,
    KHAMENEI,
    LEAGUE,
    MALIKI,
    SYRIA,
    TALABANI,
    USA,
    extractions,
    hostile_extractions,
)

from explorer import ontology
from explorer.export.html import page_data
from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.views import (
    OWN_WORDS,
    Filter,
    between,
    bundles,
    ego,
    event_label,
    filter_graph,
    is_many,
    layout,
    polarity,
    relations,
    reports,
    said_by,
    top,
    words,
)


@pytest.fixture
def graph():
    return build_graph(extractions())


def short(key):
    """Return an edge key as the tables here have it: "courier-tehran-3" is "c3"."""
    return key.replace("courier-tehran-", "c").replace("gazette-amman-", "g")


ALL_EVENTS = ["c1", "c2", "c3", "c4", "c5", "g1", "g2", "g3", "g4", "g5", "g6", "g7"]
TIES = ["ctie-1", "ctie-2", "gtie-1", "gtie-2"]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        pytest.param({}, ALL_EVENTS + TIES, id="no-filter"),
        pytest.param({"countries": ("SYR",)}, ["c4", "c5", "g6"], id="involving-syria"),
        pytest.param(
            {"countries": ("IRQ",)},
            ["c1", "c2", "c4", "c5", "g1", "g3", "g4", "g5", "ctie-1", "gtie-2"],
            id="people-count-for-their-country",
        ),
        pytest.param(
            {"countries": ("IRQ", "SYR"), "only_among": True},
            ["c4", "c5", "ctie-1", "gtie-2"],
            id="only-among",
        ),
        pytest.param({"only_among": True}, ALL_EVENTS + TIES, id="only-among-no-countries"),
        pytest.param(
            {"countries": ("IRQ",), "states_only": True},
            ["c2", "c5", "g3", "ctie-1", "gtie-2"],
            id="the-state-itself",
        ),
        pytest.param({"states_only": True}, ALL_EVENTS + TIES, id="the-state-of-no-country"),
        pytest.param({"event_types": ("AID",)}, ["g3"], id="type"),
        pytest.param(
            {"event_types": ("ACCUSE", "THREATEN")},
            ["c3", "g2", "g7", "gtie-1"],
            id="ties-stay-between-actors-who-have-events",
        ),
        pytest.param(
            {"quads": ("verbal conflict",)}, ["c3", "c4", "g2", "g7", "gtie-1"], id="quad"
        ),
        pytest.param({"statuses": ("denied",)}, ["g3", "g6"], id="denied"),
        pytest.param(
            {"statuses": ("planned", "possible")}, ["c5", "g1", "gtie-2"], id="planned-or-possible"
        ),
        pytest.param(
            {"since": date(2006, 11, 29), "until": date(2006, 11, 29)},
            ["g2", "g3", "g5", "g6", "g7", "gtie-1", "gtie-2"],
            id="a-day-the-articles-where-an-event-has-none",
        ),
        pytest.param({"until": date(2006, 11, 27)}, ["c1", "g4"], id="until"),
        pytest.param({"since": date(2006, 12, 1)}, ["c5"], id="since"),
        pytest.param(
            {"min_events": 2},
            ["c1", "c2", "c5", "g3", "g4", "ctie-1", "ctie-2"],
            id="pairs-with-two",
        ),
        pytest.param(
            {"min_events": 2, "statuses": ("done",)}, ["c1", "g4"], id="two-that-happened"
        ),
        pytest.param({"min_confidence": 0.95}, ["c1"], id="confidence"),
        pytest.param(
            {"kinds": ("country",)}, ["c2", "c5", "g3", "g6", "g7"], id="both-ends-of-a-kind"
        ),
        pytest.param(
            {"kinds": ("person", "country"), "event_types": ("SUPPORT",)}, ["c2"], id="two-kinds"
        ),
        pytest.param(
            {"outlets": ("The Tigris Courier",)},
            ["c1", "c2", "c3", "c4", "c5", "ctie-1", "ctie-2"],
            id="outlet",
        ),
        pytest.param({"speakers": (AHMADINEJAD,)}, ["g3"], id="speaker"),
        pytest.param({"speakers": ("state radio",)}, ["c5"], id="a-source-that-is-no-actor"),
        pytest.param(
            {"speakers": (OWN_WORDS,), "quads": ("verbal conflict",)},
            ["c3", "c4", "g2", "g7", "gtie-1"],
            id="the-article-itself",
        ),
        pytest.param({"countries": ("FRA",)}, [], id="nobody-there"),
        pytest.param({"countries": ("SYR",), "event_types": ("REQUEST",)}, ["c4"], id="both"),
    ],
)
def test_filter(graph, wanted, expected):
    kept = filter_graph(graph, Filter(**wanted))
    assert sorted({short(key) for *_, key in kept.edges(keys=True)}) == sorted(expected)


def test_a_pair_of_an_event_stays_without_its_other_pairs(graph):
    kept = filter_graph(graph, Filter(countries=("SYR",), event_types=("REQUEST",)))
    assert list(kept.edges()) == [(TALABANI, SYRIA)]


@pytest.mark.parametrize(
    ("wanted", "nodes"),
    [
        pytest.param({"event_types": ("ACCUSE",)}, [KHAMENEI, BUSH, IRAN, USA], id="who-is-left"),
        pytest.param({"countries": ("FRA",)}, [], id="nobody"),
    ],
)
def test_actors_without_edges_go(graph, wanted, nodes):
    assert list(filter_graph(graph, Filter(**wanted))) == nodes


def test_no_filter_keeps_actors_without_edges():
    alone = extraction(id="x", sentences=("Chad.",), actors=(Actor("chad", "Chad", Kind.COUNTRY),))
    assert list(filter_graph(build_graph([alone]), Filter())) == ["chad"]


@pytest.mark.parametrize(
    ("wanted", "solo"),
    [
        pytest.param({"countries": ("SYR",)}, ["courier-tehran-6"], id="kept"),
        pytest.param({"event_types": ("REQUEST",)}, [], id="other-type"),
    ],
)
def test_solo_events_are_filtered_too(graph, wanted, solo):
    kept = filter_graph(graph, Filter(**wanted))
    assert [one["key"] for one in kept.nodes[SYRIA]["solo"]] == solo


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [
        pytest.param({}, {}, id="nothing"),
        pytest.param({"only_among": True}, {}, id="only-among-means-nothing-alone"),
        pytest.param(
            {"countries": ("IRN",), "only_among": True, "since": date(2006, 11, 27)},
            {"countries": ["IRN"], "only_among": True, "since": "2006-11-27"},
            id="as-json",
        ),
    ],
)
def test_the_result_tells_its_filter(graph, wanted, fields):
    assert filter_graph(graph, Filter(**wanted)).graph.get("filters", {}) == fields


@pytest.mark.parametrize(
    "view",
    [
        pytest.param(lambda g: filter_graph(g, Filter()), id="no-filter"),
        pytest.param(lambda g: filter_graph(g, Filter(event_types=("AID",))), id="filter"),
        pytest.param(lambda g: ego(g, IRAN), id="ego"),
        pytest.param(lambda g: top(g, 3), id="top"),
        pytest.param(lambda g: relations(g, IRAN), id="relations"),
        pytest.param(lambda g: between(g, IRAN, IRAQ), id="between"),
        pytest.param(bundles, id="bundles"),
        pytest.param(layout, id="layout"),
    ],
)
def test_views_leave_the_graph_as_it_is(graph, view):
    before = copy.deepcopy(nx.node_link_data(graph, edges="edges"))
    result = view(graph)
    if isinstance(result, nx.MultiDiGraph):
        result.add_edge("x", "y")
        result.graph["articles"] = None
        for _, attributes in result.nodes(data=True):
            attributes["name"] = attributes["solo"] = None
    assert nx.node_link_data(graph, edges="edges") == before


@pytest.mark.parametrize(
    ("node", "radius", "nodes"),
    [
        pytest.param(LEAGUE, 0, [LEAGUE], id="alone"),
        pytest.param(LEAGUE, 1, [LEAGUE, MALIKI], id="neighbour"),
        pytest.param(LEAGUE, 2, [LEAGUE, BUSH, IRAQ, MALIKI], id="against-the-arrows"),
    ],
)
def test_ego(graph, node, radius, nodes):
    assert list(ego(graph, node, radius)) == nodes


def test_ego_keeps_the_edges_among_neighbours(graph):
    assert ego(graph, TALABANI).has_edge(IRAN, IRAQ)


@pytest.mark.parametrize(
    ("n", "nodes"),
    [
        pytest.param(0, [], id="none"),
        pytest.param(3, [IRAN, SYRIA, TALABANI], id="by-others-then-events"),
        pytest.param(99, 10, id="all"),
    ],
)
def test_top(graph, n, nodes):
    found = list(top(graph, n))
    assert (len(found) if isinstance(nodes, int) else found) == nodes


def test_top_keeps_those_asked_for_too_as_the_last(graph):
    first = list(top(graph, 2))
    assert list(top(graph, 2, also=[LEAGUE, first[0], "nobody"])) == [*first, LEAGUE]


def test_relations_most_events_first(graph):
    found = [(one.other, len(one.events), len(one.affiliations)) for one in relations(graph, IRAN)]
    assert found == [
        (IRAQ, 3, 0),
        (BUSH, 1, 0),
        (TALABANI, 1, 0),
        (SYRIA, 1, 0),
        (USA, 1, 0),
        (AHMADINEJAD, 0, 1),
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param(IRAN, IRAQ, ["c2", "g3", "c5"], id="by-own-date-or-the-articles"),
        pytest.param(IRAQ, IRAN, ["c2", "g3", "c5"], id="either-way-round"),
        pytest.param(SYRIA, USA, ["g6"], id="one"),
        pytest.param(BUSH, LEAGUE, [], id="none"),
        pytest.param(IRAQ, TALABANI, ["ctie-1"], id="affiliation"),
    ],
)
def test_between(graph, a, b, expected):
    found = [(edge["actor"], edge["recipient"], edge["key"]) for edge in between(graph, a, b)]
    assert [short(key) for *_, key in found] == expected
    assert all(graph.has_edge(*edge) for edge in found)


def test_bundles_of_the_samples(graph):
    lines = [
        f"{b.a} {b.b}: {b.label or '-'}, {b.polarity}, {b.status}, {b.arrows or '-'}, {b.count}"
        for b in bundles(graph)
    ]
    assert lines == [
        "ali-khamenei united-states: accuses, conflict, done, to, 1",
        "arab-league nouri-al-maliki: supports, cooperation, done, to, 1",
        "george-w-bush iran: accuses, conflict, done, to, 1",
        "george-w-bush nouri-al-maliki: will meet, cooperation, planned, -, 1",
        "george-w-bush united-states: -, affiliation, done, -, 1",
        "iran iraq: supports, cooperation, done, to, 1",
        "iran iraq: may meet, cooperation, possible, -, 1",
        "iran iraq: does not aid, cooperation, denied, to, 1",
        "iran jalal-talabani: demands change from, conflict, done, from, 1",
        "iran mahmoud-ahmadinejad: -, affiliation, done, -, 1",
        "iran syria: may meet, cooperation, possible, -, 1",
        "iran united-states: threatens restrictions on, conflict, done, from, 1",
        "iraq jalal-talabani: -, affiliation, done, -, 1",
        "iraq nouri-al-maliki: -, affiliation, done, -, 1",
        "iraq syria: may meet, cooperation, possible, -, 1",
        "jalal-talabani mahmoud-ahmadinejad: meets +1, cooperation, done, -, 2",
        "jalal-talabani syria: demands change from, conflict, done, to, 1",
        "syria united-states: does not meet, cooperation, denied, -, 1",
    ]


def test_every_edge_is_in_exactly_one_bundle(graph):
    bundled = sorted((b.a, b.b, key) for b in bundles(graph) for key in b.keys)
    assert bundled == sorted((*sorted(pair), key) for *pair, key in graph.edges(keys=True))


def test_bundles_keep_their_ids_when_filtered(graph):
    kept = bundles(filter_graph(graph, Filter(since=date(2006, 11, 28))))
    assert {b.id for b in kept} < {b.id for b in bundles(graph)}
    assert len({b.id for b in bundles(graph)}) == len(bundles(graph))


def parallel(*deeds):
    """Return the bundles of events between a and b, each (actor, recipient or "", type, mode)."""
    actors = tuple(Actor(id, id, Kind.GROUP) for id in ("a", "b"))
    table = [
        Deed(
            sentence=0,
            type=type,
            mode=mode,
            trigger="act",
            actors=((first, first),) if second else (("a", "a"), ("b", "b")),
            recipients=((second, second),) if second else (),
        )
        for first, second, type, mode in deeds
    ]
    read = extraction(id="x", sentences=("a and b act",), actors=actors, deeds=table)
    return bundles(build_graph([read]))


@pytest.mark.parametrize(
    ("deeds", "arrows"),
    [
        pytest.param([("a", "b")], "to", id="a-to-b"),
        pytest.param([("b", "a"), ("b", "a")], "from", id="b-to-a"),
        pytest.param([("a", "b"), ("b", "a")], "both", id="both"),
        pytest.param([("a", "")], "", id="meeting"),
        pytest.param([("a", ""), ("b", "a")], "from", id="meeting-and-one-way"),
    ],
)
def test_arrows(deeds, arrows):
    (bundle,) = parallel(*((*ends, "CONSULT", None) for ends in deeds))
    assert bundle.arrows == arrows


@pytest.mark.parametrize(
    ("deeds", "label", "score"),
    [
        pytest.param([("ACCUSE", None)], "accuses", -3, id="one"),
        pytest.param([("ACCUSE", None)] * 3, "accuses +2", -3, id="three-alike"),
        pytest.param(
            [("ASSAULT", None), ("ACCUSE", None), ("ACCUSE", None)],
            "accuses +2",
            -5,
            id="most-frequent",
        ),
        pytest.param([("ACCUSE", None), ("ASSAULT", None)], "attacks +1", -6, id="gravest"),
        pytest.param(
            [("ACCUSE", "disapprove"), ("REJECT", None)], "criticises +1", -2, id="alphabet"
        ),
    ],
)
def test_bundle_label_and_score(deeds, label, score):
    (bundle,) = parallel(*(("a", "b", type, mode) for type, mode in deeds))
    assert (bundle.label, bundle.score) == (label, pytest.approx(score))


@pytest.mark.parametrize(
    ("event_type", "mode", "expected"),
    [
        pytest.param("ACCUSE", None, "conflict", id="accuse"),
        pytest.param("REQUEST", None, "neutral", id="request"),
        pytest.param("REQUEST", "assist", "neutral", id="appeal-for-help"),
        pytest.param("REQUEST", "yield", "conflict", id="demand"),
        pytest.param("CONSULT", "third-party", "cooperation", id="mediation"),
    ],
)
def test_polarity(event_type, mode, expected):
    event = {"relation": "event", "score": ontology.score(event_type, mode)}
    assert polarity(event) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        pytest.param(("CONSULT", None, None, "done"), "meets", id="done"),
        pytest.param(("CONSULT", "visit", None, "done"), "visits", id="mode"),
        pytest.param(("AGREE", None, "CONSULT", "planned"), "will meet", id="planned"),
        pytest.param(("AGREE", "visit", "CONSULT", "planned"), "will visit", id="planned-mode"),
        pytest.param(("AGREE", None, "CONSULT", "possible"), "may meet", id="possible"),
        pytest.param(("AGREE", None, "AID", "done"), "offers cooperation to", id="agreed"),
        pytest.param(("ACCUSE", "disapprove", None, "denied"), "does not criticise", id="denied"),
        pytest.param(
            ("COOPERATE", None, None, "possible"), "may cooperate with", id="several-words"
        ),
    ],
)
def test_event_label(event, expected):
    names = ("event_type", "mode", "underlying_type", "status")
    assert event_label({"relation": "event", **dict(zip(names, event, strict=True))}) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [("done", "attack"), ("denied", "do not attack"), ("possible", "may attack")],
)
def test_event_label_of_many(status, expected):
    event = {"event_type": "ASSAULT", "mode": None, "underlying_type": None, "status": status}
    assert event_label({"relation": "event", **event}, many=True) == expected


@pytest.mark.parametrize(
    ("kind", "name", "many"),
    [
        pytest.param("group", "Gunmen", True, id="irregular"),
        pytest.param("group", "Houthis", True, id="in-s"),
        pytest.param("group", "residents of Basra", True, id="of-a-town"),
        pytest.param("group", "police in Iraq", True, id="police"),
        pytest.param("group", "the opposition", False, id="one-body"),
        pytest.param("group", "crew of ships", False, id="of-many"),
        pytest.param("group", "", False, id="no-name"),
        pytest.param("organization", "Rapid Support Forces", True, id="forces"),
        pytest.param("organization", "Reuters", False, id="organisation"),
        pytest.param("country", "United States", False, id="country"),
        pytest.param("person", "James Rivers", False, id="person"),
    ],
)
def test_who_is_many(kind, name, many):
    assert is_many({"kind": kind, "name": name}) is many


def test_the_drawing_the_panel_and_the_table_tell_of_many_in_the_plural():
    gunmen = Actor("gunmen", "Gunmen", Kind.GROUP)
    iran, iraq = (Actor(id, id.title(), Kind.COUNTRY) for id in ("iran", "iraq"))
    deeds = [
        Deed(
            sentence=0,
            type="ASSAULT",
            trigger="attack",
            actors=[("gunmen", "Gunmen")],
            recipients=[("iraq", "Iraq")],
            source="Iranian",
            speaker="iran",
        ),
        Deed(
            sentence=1, type="CONSULT", trigger="met", actors=[("iran", "Iran"), ("iraq", "Iraq")]
        ),
    ]
    sentences = ("Gunmen attack Iraq, Iranian said.", "Iran met Iraq.")
    actors = (gunmen, iran, iraq)
    graph = build_graph([extraction(id="x", sentences=sentences, actors=actors, deeds=deeds)])
    assert {line.label for line in bundles(graph)} == {"attack", "meets"}
    attack, meeting = reports(graph)
    assert words(graph, attack) == ("Gunmen", "attack", "Iraq")
    assert words(graph, meeting)[1] == "meet"
    assert said_by(graph, attack.event) == "Iran"
    assert said_by(graph, meeting.event) is None
    data = page_data(graph)
    assert data["actors"]["gunmen"]["many"]
    assert data["events"][attack.key]["many"] == "attack"
    assert "many" not in data["events"][meeting.key]


@pytest.mark.parametrize(("role", "expected"), [("president", "president"), (None, "")])
def test_affiliation_label(role, expected):
    assert event_label({"relation": "affiliation", "role": role}) == expected


def test_all_labels_begin_with_a_verb_whose_stem_is_regular():
    """``event_label`` takes off the last letter: "accuses" gives "accuse"."""
    for kind in ontology.event_types().values():
        for label in (kind.label, *(mode.label for mode in kind.modes.values())):
            verb = label.split()[0]
            assert verb.endswith("s"), label
            assert not verb.endswith(("ss", "shes", "ches", "xes", "oes", "ies")), label


def test_hostile_graph_can_be_viewed():
    graph = build_graph(hostile_extractions())
    assert len(bundles(graph)) == len(graph.edges)
    assert layout(graph).keys() == set(graph)
    assert relations(graph, "hostile-long")[0].events

"""What pyvis builds from a graph, and the one script that draws it."""

import json
import re

import pytest
from samples import (
    BUSH,
    HOSTILE,
    IRAN,
    KHAMENEI,
    LEAGUE,
    TALABANI,
    USA,
    extractions,
    hostile_extractions,
)

from explorer.export.vis import drawing_module, edge_color, legend, network_data
from explorer.graph import build_graph
from explorer.views import Filter, bundles, filter_graph, layout

VERMILION, GREY, BLUE = "#D1490C", "#7C8696", "#1478B8"


@pytest.fixture(scope="module")
def graph():
    return build_graph(extractions())


@pytest.fixture(scope="module")
def data(graph):
    return network_data(graph, positions=layout(graph))


def edge(data, *ends, **wanted):
    """Return the one line between two actors that has these properties."""
    found = [
        one
        for one in data["edges"]
        if {one["from"], one["to"]} == set(ends) and wanted.items() <= one.items()
    ]
    assert len(found) == 1, found
    return found[0]


def test_every_actor_and_bundle_is_drawn_once_and_as_json(graph, data):
    assert [node["id"] for node in data["nodes"]] == list(graph)
    assert sorted(one["id"] for one in data["edges"]) == sorted(one.id for one in bundles(graph))
    assert json.loads(json.dumps(data)) == data


def test_who_is_only_mentioned_is_not_drawn_unless_nobody_does_anything(graph):
    idle = {**graph.nodes[LEAGUE], "solo": []}
    more = graph.copy()
    more.add_node("idle", **idle)
    more.add_node("alone", **idle | {"solo": [{"key": "an event"}]})
    nodes = network_data(more, positions=layout(more))["nodes"]
    assert [node["id"] for node in nodes] == [*graph, "alone"]
    more.remove_nodes_from([*graph, "alone"])
    assert [node["id"] for node in network_data(more, positions=layout(more))["nodes"]] == ["idle"]


def test_places_are_those_given_and_nothing_moves_them(graph, data):
    places = layout(graph)
    assert {node["id"]: (node["x"], node["y"]) for node in data["nodes"]} == places
    assert data["options"]["physics"] == {"enabled": False}


def test_a_part_keeps_the_places_and_lines_of_the_whole(graph, data):
    part = filter_graph(graph, Filter(countries=("SYR",)))
    drawn = network_data(part, positions=layout(graph))
    places = {node["id"]: (node["x"], node["y"]) for node in data["nodes"]}
    assert drawn["nodes"]
    assert all((node["x"], node["y"]) == places[node["id"]] for node in drawn["nodes"])
    assert {one["id"] for one in drawn["edges"]} < {one["id"] for one in data["edges"]}


@pytest.mark.parametrize(
    ("node", "shape"),
    [
        pytest.param(TALABANI, "dot", id="person"),
        pytest.param(IRAN, "square", id="country"),
        pytest.param(LEAGUE, "diamond", id="organisation"),
    ],
)
def test_shape_tells_the_kind(data, node, shape):
    assert next(one["shape"] for one in data["nodes"] if one["id"] == node) == shape


def test_an_actor_named_more_often_is_bigger_within_bounds(graph, data):
    sizes = {node["id"]: node["size"] for node in data["nodes"]}
    assert sizes[IRAN] > sizes[LEAGUE]
    graph = build_graph(extractions())
    graph.nodes[IRAN]["mentions"] = 1_000_000
    huge = network_data(graph, positions=layout(graph))["nodes"]
    assert max(node["size"] for node in huge) < 2 * max(sizes.values())


def test_hover_text_tells_role_country_and_mentions(data):
    tip = next(node["tip"] for node in data["nodes"] if node["id"] == BUSH)
    assert tip == "George W. Bush\npresident · United States · 2 mentions"


@pytest.mark.parametrize(
    ("status", "dashed", "struck"),
    [
        pytest.param("done", False, False, id="done"),
        pytest.param("planned", True, False, id="planned"),
        pytest.param("possible", True, False, id="possible"),
        pytest.param("denied", True, True, id="denied"),
    ],
)
def test_dashes_and_a_stroke_across_tell_the_status(data, status, dashed, struck):
    lines = [one for one in data["edges"] if one["status"] == status]
    assert lines
    assert all(bool(one["dashes"]) == dashed for one in lines)
    assert all(("middle" in one["arrows"]) == struck for one in lines)


def test_statuses_have_dashes_of_their_own():
    looks = [(str(line["dashes"]), line["struck"]) for line in legend()["lines"]]
    assert len(set(looks)) == len(looks) == 4


def test_arrows_point_from_actor_to_recipient_and_meetings_have_none(data):
    accusation = edge(data, "united-states", "ali-khamenei", polarity="conflict")
    head = "to" if accusation["to"] == "united-states" else "from"
    assert list(accusation["arrows"]) == [head]
    assert edge(data, TALABANI, "mahmoud-ahmadinejad", status="done")["arrows"] == {}


def test_affiliations_are_thin_and_unlabelled(data):
    tie = edge(data, TALABANI, "iraq", polarity="affiliation")
    events = [one for one in data["edges"] if one["polarity"] != "affiliation"]
    assert (tie["label"], tie["arrows"]) == ("", {})
    assert tie["width"] < min(one["width"] for one in events)


@pytest.mark.parametrize(
    ("polarity", "score", "color"),
    [
        pytest.param("conflict", -9, VERMILION, id="grave-conflict"),
        pytest.param("cooperation", 10, BLUE, id="strong-cooperation"),
        pytest.param("neutral", 0.5, GREY, id="neutral"),
    ],
)
def test_colour_goes_from_conflict_over_grey_to_cooperation(polarity, score, color):
    assert edge_color(polarity, score) == color


def test_words_are_paler_than_deeds():
    assert edge_color("conflict", -2) not in (edge_color("conflict", -9), GREY)


def test_lines_between_the_same_two_actors_bend_apart(data):
    def side(one):
        """Return on which side of the straight way from the first to the second id a line runs."""
        smooth = one["smooth"]
        sign = 1 if (smooth.get("type") == "curvedCW") == (one["from"] < one["to"]) else -1
        return sign * smooth["roundness"] if smooth["enabled"] else 0.0

    by_pair = {}
    for one in data["edges"]:
        by_pair.setdefault(frozenset((one["from"], one["to"])), []).append(side(one))
    assert max(map(len, by_pair.values())) > 1
    assert all(len(set(sides)) == len(sides) for sides in by_pair.values())


def test_hostile_names_stay_one_short_line_of_their_own_letters():
    graph = build_graph(hostile_extractions())
    data = network_data(graph, positions=layout(graph))
    labels = {node["id"]: node["label"] for node in data["nodes"]}
    assert labels["hostile-script"] == HOSTILE["script"]  # text, neither escaped nor cut
    assert labels["hostile-long"] == "x" * 33 + "…"
    texts = [one[key] for one in data["nodes"] + data["edges"] for key in ("label", "tip")]
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e\u2066-\u2069]", "".join(texts))
    assert all(len(text) < 400 for text in texts)
    assert not any("title" in one for one in data["nodes"] + data["edges"])


def test_the_drawing_module_is_one_file_that_names_no_other():
    code = drawing_module()
    assert "export function mountGraph" in code
    assert not re.search(r"^\s*import\b|sourceMappingURL|innerHTML", code, re.MULTILINE)
    assert "</script" not in code.lower()


def test_a_line_goes_round_an_actor_in_its_way_and_else_straight(graph):
    def drawn_with(place):
        """Draw the one line Khamenei - United States along the x axis, Bush being at ``place``."""
        positions = dict.fromkeys(graph, (0.0, 900.0)) | {KHAMENEI: (0, 0), USA: (300, 0)}
        data = network_data(graph, positions=positions | {BUSH: place})
        return edge(data, KHAMENEI, USA)["smooth"]

    assert drawn_with((150, 60)) == {"enabled": False}
    assert drawn_with((400, 0)) == {"enabled": False}
    assert drawn_with((150, 5))["type"] == "curvedCW"  # the actor lies below: pass above
    assert drawn_with((150, -5))["type"] == "curvedCCW"

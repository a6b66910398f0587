"""The drawing as SVG: well-formed whatever the articles say, with all that the page draws."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from samples import HOSTILE, IRAN, extractions, hostile_extractions

from explorer.export import render
from explorer.export.graph_files import clean
from explorer.export.svg import render_svg
from explorer.export.vis import network_data
from explorer.graph import build_graph
from explorer.views import Filter, bundles, filter_graph, layout

SVG = "{http://www.w3.org/2000/svg}"
KNOWN = {"svg", "title", "metadata", "rect", "g", "circle", "polygon", "path", "text"}


def parsed(graph):
    return ElementTree.fromstring(render(graph, "svg"))


def texts(root):
    return [one.text for one in root.iter(f"{SVG}text")]


@pytest.fixture(scope="module", params=["plain", "hostile", "empty"])
def graph(request):
    built = {"plain": extractions, "hostile": hostile_extractions, "empty": list}
    return build_graph(built[request.param]())


def test_every_actor_is_named_and_every_line_drawn(graph):
    root = parsed(graph)
    data = network_data(graph, positions=layout(graph))
    assert {clean(node["label"]) for node in data["nodes"]} <= set(texts(root))
    assert len(root.findall(f"{SVG}g")) == len(graph) + len(bundles(graph)) + 12


def test_only_shapes_and_text_come_of_it_and_nothing_that_runs_or_is_fetched(graph):
    for element in parsed(graph).iter():
        assert element.tag.removeprefix(SVG) in KNOWN
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)


def test_a_hostile_name_is_text_letter_by_letter():
    assert HOSTILE["script"] in texts(parsed(build_graph(hostile_extractions())))


def test_everything_lies_within_the_frame():
    root = parsed(build_graph(extractions()))
    left, top, width, height = map(float, root.get("viewBox").split())
    for text in root.iter(f"{SVG}text"):
        x, y = float(text.get("x")), float(text.get("y"))
        assert left < x < left + width and top < y < top + height, text.text


def test_actors_stand_where_they_are_told_to():
    graph = build_graph(extractions())
    places = layout(graph) | {IRAN: (1234.5, -77.0)}
    root = ElementTree.fromstring(render_svg(graph, positions=places))
    (label,) = [one for one in root.iter(f"{SVG}text") if one.text == "Iran"]
    assert label.get("x") == "1234.5"


def test_it_says_from_what_and_filtered_how():
    part = filter_graph(build_graph(extractions()), Filter(countries=("SYR",)))
    root = parsed(part)
    assert texts(root)[-1].endswith("2 articles · filtered by countries: SYR")
    told = json.loads(root.find(f"{SVG}metadata").text)
    assert told["filters"] == {"countries": ["SYR"]}
    assert set(told["articles"]) == {"courier-tehran", "gazette-amman"}


def test_the_same_graph_gives_the_same_file(graph):
    assert render_svg(graph) == render_svg(graph)


def test_lines_lead_from_rim_to_rim_and_heads_point_at_the_recipient():
    graph = build_graph(extractions()[:1])
    data = network_data(graph, positions=layout(graph))
    heads = sum(len(set(edge["arrows"]) & {"to", "from"}) for edge in data["edges"])
    root = parsed(graph)
    actors = [one for one in root.iter(f"{SVG}polygon") if one.get("stroke") is None]
    assert len(actors) == heads > 0

"""What page and export have in common, in a real browser: the verbs of the graph and the key."""

from __future__ import annotations

import math
import re
from pathlib import Path
from statistics import fmean

import pytest
from browser import drawn, edge_point, node_point, ready, strength, watched_tab
from playwright.sync_api import expect
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
)

from benchmarks.crowd import crowd
from explorer.export.html import render_html
from explorer.export.vis import edge_color
from explorer.graph import build_graph
from explorer.views import between, bundles, ranking, relations

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}
PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    file = tmp_path_factory.mktemp("explore") / "graph.html"
    file.write_text(render_html(build_graph(extractions())), encoding="utf-8")
    return file.as_uri()


@pytest.fixture
def page(browser, address):
    with watched_tab(browser, viewport=DESKTOP, accept_downloads=True) as tab:
        tab.page.emulate_media(reduced_motion="reduce")
        tab.page.goto(address)
        ready(tab.page.locator("#graph"))
        yield tab.page
        assert tab.complaints == []
        assert [one for one in tab.requests if not one.startswith(("file:", "blob:"))] == []


@pytest.fixture
def graph(page):
    return page.locator("#graph")


def heading(page):
    return page.locator("#panel h2")


def click(graph, node, *, adding=False):
    if adding:
        graph.page.keyboard.down("Control")
    graph.page.mouse.click(*node_point(graph, node))
    if adding:
        graph.page.keyboard.up("Control")


def expand(graph, node):
    graph.page.mouse.dblclick(*node_point(graph, node))


def drag(graph, node, dx, dy):
    x, y = node_point(graph, node)
    graph.page.mouse.move(x, y)
    graph.page.mouse.down()
    graph.page.mouse.move(x + dx, y + dy, steps=4)
    graph.page.mouse.up()


def crumbs(page):
    return page.locator("#trail li").all_inner_texts()


def test_selecting_greys_out_the_rest_and_removes_nothing(page, graph):
    before = drawn(graph)
    click(graph, KHAMENEI)
    page.mouse.move(5, 5)
    assert drawn(graph) == before
    assert min(strength(graph, KHAMENEI), strength(graph, USA)) > 0.9
    assert strength(graph, SYRIA) < 0.5


@pytest.mark.parametrize(
    ("label", "gone"),
    [
        pytest.param("Person", lambda id: BUSH in id or KHAMENEI in id, id="kind"),
        pytest.param("Conflict: words", lambda id: "|conflict|" in id, id="kind-of-event"),
        pytest.param("planned", lambda id: id.endswith("|planned"), id="status"),
    ],
)
def test_the_key_toggles_and_nothing_that_stays_moves(page, graph, label, gone):
    before = drawn(graph)
    page.get_by_label(label, exact=True).uncheck()
    after = drawn(graph)
    assert any(map(gone, before["edges"]))
    assert after["edges"] and not any(map(gone, [*after["nodes"], *after["edges"]]))
    assert after["places"] == {node: before["places"][node] for node in after["nodes"]}
    assert after["view"] == before["view"]
    page.get_by_label(label, exact=True).check()
    assert drawn(graph) == before


def test_a_double_click_shows_the_surroundings_in_as_many_steps_as_wanted(page, graph):
    before = drawn(graph)
    expand(graph, LEAGUE)
    assert set(drawn(graph)["nodes"]) == {LEAGUE, MALIKI}
    expect(page.locator("#around .names")).to_have_text("Around Arab League")
    page.get_by_role("button", name="Two steps").click()
    assert set(drawn(graph)["nodes"]) == {LEAGUE, MALIKI, BUSH, IRAQ}
    page.get_by_role("button", name="One step").click()
    expand(graph, MALIKI)
    after = drawn(graph)
    assert set(after["nodes"]) == {LEAGUE, MALIKI, BUSH, IRAQ}
    assert after["places"] == {node: before["places"][node] for node in after["nodes"]}
    box = graph.bounding_box()
    assert after["view"]["scale"] >= before["view"]["scale"]  # fitted to the window
    for x, y in (node_point(graph, node) for node in after["nodes"]):
        assert box["x"] < x < box["x"] + box["width"]
        assert box["y"] < y < box["y"] + box["height"]
    page.get_by_role("button", name="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert page.locator("#around .names").inner_text() == "Around Arab League"
    page.get_by_role("button", name="Show all", exact=True).click()
    assert drawn(graph) == before
    expect(page.locator("#around")).to_be_hidden()


def test_the_panel_expands_too(page, graph):
    click(graph, LEAGUE)
    page.get_by_role("button", name="Show its surroundings").click()
    assert set(drawn(graph)["nodes"]) == {LEAGUE, MALIKI}
    expect(heading(page)).to_have_text("Arab League")


def test_what_is_dragged_stays_until_places_are_reset(page, graph):
    home = drawn(graph)["places"]
    drag(graph, BUSH, 60, 40)
    moved = drawn(graph)["places"]
    assert moved[BUSH] != home[BUSH]
    page.get_by_label("denied").uncheck()
    click(graph, IRAN)
    assert drawn(graph)["places"][BUSH] == moved[BUSH]
    page.get_by_role("button", name="Reset places").click()
    assert drawn(graph)["places"][BUSH] == home[BUSH]
    expect(page.get_by_role("button", name="Reset places")).to_be_disabled()


def test_undo_takes_back_drags_toggles_and_expansions_one_by_one(page, graph):
    states = [drawn(graph)]
    drag(graph, BUSH, 60, 40)
    states.append(drawn(graph))
    page.get_by_label("denied").uncheck()
    states.append(drawn(graph))
    expand(graph, LEAGUE)
    assert drawn(graph) != states[-1]
    undo = page.get_by_role("button", name="Undo")
    for turn, state in enumerate(reversed(states)):
        page.keyboard.press("Control+z") if turn % 2 else undo.click()
        assert drawn(graph) == state
    expect(undo).to_be_disabled()


def test_a_breadcrumb_tells_where_one_has_been_and_leads_back(page, graph):
    click(graph, KHAMENEI)
    page.locator("#panel h3 button", has_text="United States").click()
    page.mouse.click(*edge_point(graph, f"{IRAN}|{IRAQ}|cooperation|denied"))
    assert crumbs(page) == ["Ali Khamenei", "United States", "Iran – Iraq"]
    page.get_by_role("button", name=re.compile("^Back to what")).click()
    expect(heading(page)).to_have_text("United States")
    assert crumbs(page) == ["Ali Khamenei", "United States"]
    page.locator("#trail li button", has_text="Ali Khamenei").click()
    expect(heading(page)).to_have_text("Ali Khamenei")
    assert crumbs(page) == ["Ali Khamenei"]


def test_going_back_brings_back_what_was_hidden_meanwhile(page, graph):
    click(graph, SYRIA)
    expand(graph, LEAGUE)
    assert SYRIA not in drawn(graph)["nodes"]
    page.locator("#trail li button", has_text="Syria").click()
    expect(heading(page)).to_have_text("Syria")
    assert SYRIA in drawn(graph)["nodes"]


def test_two_actors_are_connected_by_the_shortest_ways_with_evidence_at_each_step(page, graph):
    click(graph, KHAMENEI)
    click(graph, LEAGUE, adding=True)
    expect(heading(page)).to_have_text("From Ali Khamenei to Arab League")
    expect(page.locator("#panel .facts").first).to_contain_text("4 steps")
    way = page.locator("#panel .way").first
    steps = way.locator(".steps > li")
    assert steps.count() == 4
    assert all(step.locator("blockquote").count() for step in steps.all())
    page.mouse.move(5, 5)
    assert min(strength(graph, USA), strength(graph, MALIKI)) > 0.9
    assert min(strength(graph, TALABANI), strength(graph, AHMADINEJAD)) < 0.5


def test_whom_to_connect_with_can_be_chosen_in_the_panel_without_a_pointer(page, graph):
    click(graph, KHAMENEI)
    page.get_by_role("button", name="Connect with …").press("Enter")
    page.locator("#panel .names button", has_text="Syria").press("Enter")
    expect(heading(page)).to_have_text("From Ali Khamenei to Syria")
    assert page.locator("#panel blockquote").count() > 1


def test_choosing_whom_to_connect_with_can_be_called_off(page, graph):
    click(graph, KHAMENEI)
    page.get_by_role("button", name="Connect with …").click()
    page.keyboard.press("Escape")
    expect(heading(page)).to_have_text("Ali Khamenei")
    click(graph, SYRIA)
    expect(heading(page)).to_have_text("Syria")


def test_who_is_not_connected_is_told_so_with_what_to_do(page, graph):
    page.get_by_label("Country", exact=True).uncheck()
    click(graph, LEAGUE)
    click(graph, TALABANI, adding=True)
    expect(page.locator("#panel .facts")).to_contain_text("Nothing that is shown leads")


def test_all_switched_off_says_so_and_brings_everything_back(page, graph):
    before = drawn(graph)
    for label in ("Person", "Country", "Organisation", "Group"):
        page.get_by_label(label, exact=True).uncheck()
    expect(page.locator("#nothing")).to_contain_text("switched off")
    page.locator("#nothing").get_by_role("button").click()
    assert drawn(graph) == before


def test_the_picture_is_twice_as_large_and_has_key_and_source_below(page, graph, tmp_path):
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as a picture").click()
    assert download.value.suggested_filename == "actor-graph.png"
    file = tmp_path / "graph.png"
    download.value.save_as(file)
    content = Path(file).read_bytes()
    assert content.startswith(PNG)
    width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
    box = graph.bounding_box()
    assert width == 2 * box["width"]
    assert 2 * box["height"] + 60 < height < 2 * box["height"] + 400
    assert page.locator("canvas").count() == 1


def test_of_many_actors_the_most_connected_are_shown_and_as_many_as_wanted(browser, tmp_path):
    whole = build_graph(crowd(200, 600))
    (tmp_path / "many.html").write_text(render_html(whole), encoding="utf-8")
    with watched_tab(browser, viewport=DESKTOP) as tab:
        page = tab.page
        page.goto((tmp_path / "many.html").as_uri())
        graph = page.locator("#graph")
        ready(graph)
        before = drawn(graph)
        assert set(before["nodes"]) == set(ranking(whole)[:150])
        expect(page.locator("#shown")).to_contain_text("150 of 200 actors")
        last = ranking(whole)[-1]
        page.get_by_label("Find an actor").fill(whole.nodes[last]["name"])
        page.keyboard.press("Enter")
        assert set(drawn(graph)["nodes"]) == {*before["nodes"], last}
        page.get_by_label("Show at most").select_option("200")
        after = drawn(graph)
        assert set(after["nodes"]) == set(whole)
        assert {node: after["places"][node] for node in before["nodes"]} == before["places"]
        assert tab.complaints == []


def test_full_screen_and_back(page):
    full = "document.fullscreenElement !== null"
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function(full)
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function(f"!({full})")


def test_the_first_hint_goes_once_it_was_understood_and_help_brings_it_back(page):
    hint = page.locator("#hint")
    expect(hint).to_contain_text("Double-click")
    hint.get_by_role("button", name="Got it").click()
    expect(hint).to_be_hidden()
    page.reload()
    ready(page.locator("#graph"))
    expect(hint).to_be_hidden()
    page.get_by_role("button", name="How to use the graph").click()
    expect(hint).to_be_visible()


def test_the_graph_is_moved_and_zoomed_by_keys(page, graph):
    graph.locator(".vis-network").focus()
    first = drawn(graph)["view"]
    page.keyboard.press("+")
    assert drawn(graph)["view"]["scale"] > first["scale"]
    page.keyboard.down("ArrowRight")
    page.wait_for_function(
        "([x]) => document.querySelector('#graph').graphHandle.network.getViewPosition().x !== x",
        arg=[first["x"]],
    )
    page.keyboard.up("ArrowRight")


def test_hidden_by_hand_goes_and_comes_back(page, graph):
    before = drawn(graph)
    click(graph, SYRIA)
    page.get_by_role("button", name="Hide from view").click()
    assert SYRIA not in drawn(graph)["nodes"]
    expect(heading(page)).to_have_text("In brief")
    page.mouse.click(*edge_point(graph, f"{IRAN}|{IRAQ}|cooperation|denied"))
    page.get_by_role("button", name="Hide from view").click()
    expect(page.locator("#hidden")).to_have_text("Show 2 hidden")
    page.get_by_role("button", name="Show 2 hidden").click()
    assert drawn(graph) == before
    page.keyboard.press("Control+z")
    expect(page.locator("#hidden")).to_have_text("Show 2 hidden")
    page.get_by_role("button", name="Show everything").first.click()
    assert drawn(graph) == before


def kinds_of(edges, a, b):
    return {edge for edge in edges if edge.startswith(f"{a}|{b}|")}


def test_two_actors_have_one_line_that_opens_to_its_kinds(page, graph):
    before = drawn(graph)
    pair = f"{IRAN}|{IRAQ}"
    told = build_graph(extractions())
    counts = {line.id: line.count for line in bundles(told) if (line.a, line.b) == (IRAN, IRAQ)}
    assert len(counts) > 1 and pair in before["edges"]
    assert kinds_of(before["edges"], IRAN, IRAQ) == set()
    page.mouse.click(*edge_point(graph, pair))
    expect(heading(page)).to_have_text("Iran and Iraq")
    opened = drawn(graph)
    assert kinds_of(opened["edges"], IRAN, IRAQ) == set(counts)
    assert pair not in opened["edges"]
    assert (opened["places"], opened["view"]) == (before["places"], before["view"])
    assert page.locator("#panel h3").count() == len(counts)
    assert page.locator("#panel article").count() == sum(counts.values())
    page.keyboard.press("Escape")
    assert drawn(graph) == before


def test_a_pairs_line_has_the_colour_of_its_balance_and_the_width_of_its_events(page, graph):
    pair = f"{IRAN}|{IRAQ}"
    events = [
        edge
        for edge in between(build_graph(extractions()), IRAN, IRAQ)
        if edge["relation"] == "event"
    ]
    happened = [edge["score"] for edge in events if edge["status"] != "denied"]
    balance = fmean(happened)
    tone = "neutral" if abs(balance) < 1 else "conflict" if balance < 0 else "cooperation"
    line = graph.evaluate(
        """(element, id) => {
            const { color, width } = element.graphHandle.network.body.data.edges.get(id);
            return [color.color, width];
        }""",
        pair,
    )
    assert line[0].upper() == edge_color(tone, balance).upper()
    assert line[1] >= 1.5 + math.log2(len(events)) - 0.05


def test_a_pair_hidden_from_view_goes_with_all_its_kinds(page, graph):
    before = drawn(graph)
    pair = f"{IRAN}|{IRAQ}"
    page.mouse.click(*edge_point(graph, pair))
    page.get_by_role("button", name="Hide from view").click()
    assert set(before["edges"]) - set(drawn(graph)["edges"]) == {pair}
    page.get_by_role("button", name="Undo").click()
    assert pair in drawn(graph)["edges"] or kinds_of(drawn(graph)["edges"], IRAN, IRAQ)


def test_a_profile_begins_with_what_is_weightiest_and_surest(page, graph):
    told = build_graph(extractions())
    weights = {
        one.other: sum(abs(event["score"]) * event["confidence"] for event in one.events)
        for one in relations(told, IRAN)
    }
    page.mouse.click(*node_point(graph, IRAN))
    names = page.locator("#panel > section > h3 > button").all_inner_texts()
    ids = {told.nodes[id]["name"]: id for id in told}
    found = [weights[ids[name]] for name in names]
    assert found == sorted(weights.values(), reverse=True)
    assert found[0] > found[-1]

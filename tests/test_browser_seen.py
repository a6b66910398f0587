"""What is seen on the page is what is taken away, and what a copied link opens."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import close_popover, drawn, edge_point, node_point, open_popover, ready, watched_tab
from playwright.sync_api import expect
from serving import PAGE, served

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1440, "height": 900}
KHAMENEI, TALABANI, SYRIA, USA = "ali-khamenei", "jalal-talabani", "SYR", "USA"
MEETING = f"{KHAMENEI}|{TALABANI}|cooperation|done"
TIE = f"IRQ|{TALABANI}|affiliation|done"
ARTICLE = {
    "text": "Iraqi President Jalal Talabani met Ayatollah Ali Khamenei in Tehran on Monday. "
    "Khamenei accused the United States of backing gunmen in Iraq. "
    "Syria accused the United States of lies. Iran will meet Russia.",
    "title": "Tehran talks",
    "published": "2006-11-28",
}


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "courier.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    with served(PAGE, folder) as url:
        yield url


@pytest.fixture
def page(browser, address):
    with watched_tab(browser, viewport=DESKTOP, accept_downloads=True) as tab:
        tab.page.goto(address)
        ready(tab.page.locator("#graph"))
        settled(tab.page)
        yield tab.page
        assert tab.complaints == []


@pytest.fixture
def graph(page):
    return page.locator("#graph")


def settled(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def query(page):
    return parse_qs(urlsplit(page.url).query)


def taken(page, ending):
    """Return the content of a file that is downloaded."""
    settled(page)
    open_popover(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"(.{ending})").click()
    close_popover(page)
    return Path(download.value.path()).read_text("utf-8")


def nodes_taken(page):
    return {node["id"] for node in json.loads(taken(page, "json"))["nodes"]}


def test_what_the_key_switches_off_stays_out_of_what_is_taken_away(page):
    assert "meet" in taken(page, "csv")
    page.locator("#legend").get_by_text("planned", exact=True).click()
    page.wait_for_url("**without-status=planned**")
    table = taken(page, "csv")
    assert "Iran will meet Russia" not in table
    assert "without_statuses" in table
    drawing = taken(page, "svg")
    assert "will meet" not in drawing
    assert "filtered by without statuses: planned" in drawing


def test_surroundings_and_ways_are_taken_away_as_they_are_seen(page, graph):
    page.mouse.dblclick(*node_point(graph, SYRIA))
    page.wait_for_url("**around=SYR**")
    assert nodes_taken(page) == {SYRIA, USA}
    page.get_by_role("button", name="Show all", exact=True).click()
    page.mouse.click(*node_point(graph, TALABANI))
    page.keyboard.down("Control")
    page.mouse.click(*node_point(graph, SYRIA))
    page.keyboard.up("Control")
    page.get_by_role("button", name="Show only these ways").click()
    page.wait_for_url("**way=**")
    assert nodes_taken(page) == {TALABANI, KHAMENEI, USA, SYRIA}
    assert set(drawn(graph)["nodes"]) == {TALABANI, KHAMENEI, USA, SYRIA}
    page.get_by_role("button", name="Show all", exact=True).click()
    assert "IRN" in drawn(graph)["nodes"]


@pytest.mark.parametrize("line", [MEETING, TIE], ids=["event", "tie"])
def test_a_line_is_hidden_from_view_and_comes_back(page, graph, line):
    before = drawn(graph)
    page.mouse.click(*edge_point(graph, line))
    page.get_by_role("button", name="Hide from view").click()
    assert set(before["edges"]) - set(drawn(graph)["edges"]) == {line}
    assert drawn(graph)["view"] == before["view"]
    page.wait_for_url("**hidden=**")
    assert line in json.dumps(json.loads(taken(page, "json"))["graph"]["filters"])
    page.get_by_role("button", name="Undo").click()
    assert drawn(graph) == before
    page.mouse.click(*edge_point(graph, line))
    page.get_by_role("button", name="Hide from view").click()
    page.get_by_role("button", name="Show 1 hidden").click()
    assert drawn(graph) == before
    page.get_by_role("tab", name="Correct").click()
    expect(page.get_by_text("No corrections")).to_be_visible()


def test_a_link_holds_places_what_is_hidden_and_two_who_are_connected(page, graph, browser):
    x, y = node_point(graph, USA)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.mouse.click(*node_point(graph, SYRIA))
    page.get_by_role("button", name="Connect with …").click()
    page.locator("#panel .names button", has_text="Jalal Talabani").click()
    page.wait_for_url(f"**at=SYR&with={TALABANI}**")
    before = drawn(graph)
    pin = before["places"][USA]
    assert query(page)["pin"] == [f"{pin['x']},{pin['y']},{USA}"]
    with watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.goto(page.url)
        again = tab.page.locator("#graph")
        ready(again)
        expect(tab.page.locator("#panel h2")).to_have_text("From Syria to Jalal Talabani")
        assert drawn(again)["places"] == before["places"]
        settled(tab.page)
        assert (tab.page.url, tab.complaints) == (page.url, [])


def test_a_corrupt_place_opens_the_default_view_with_a_notice(browser, address):
    with watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.goto(f"{address}?pin=left,up,USA")
        notice = tab.page.get_by_test_id("stText").filter(has_text="is no number")
        expect(notice).to_contain_text("Everything is shown instead.")
        settled(tab.page)
        assert query(tab.page) == {}


def test_undo_takes_back_filters_in_one_order_with_all_else(page, graph):
    undo = page.get_by_role("button", name="Undo")
    states = [drawn(graph)]
    page.locator("#legend").get_by_text("Conflict", exact=True).click()
    states.append(drawn(graph))
    for status in ("planned", "happened"):
        open_popover(page, "Filter").get_by_role("button", name=status, exact=True).click()
        page.wait_for_url(f"**status=*{status}*" if status == "planned" else "**status=*done*")
        close_popover(page)
        settled(page)
        states.append(drawn(graph))
    assert len({len(state["edges"]) for state in states[:3]}) == 3
    page.locator("#legend").get_by_text("Country", exact=True).click()
    for state in reversed(states):
        undo.click()
        page.wait_for_timeout(300)
        settled(page)
        assert drawn(graph)["edges"] == state["edges"]
    expect(undo).to_be_disabled()
    assert "status" not in query(page)

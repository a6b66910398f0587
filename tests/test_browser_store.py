"""The page on a store: more than is drawn can be found, opened, corrected."""

from __future__ import annotations

import pytest
from browser import chromium, drawn, node_point, ready, watched_tab
from playwright.sync_api import expect
from serving import PAGE, served

from benchmarks.crowd import crowd
from explorer.graph import build_graph
from explorer.pipeline import resolve
from explorer.store import open_writer
from explorer.views import ranking

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}
READ = list(crowd(220, 500))
GRAPH = build_graph(resolve(READ))
LAST = next(id for id in reversed(ranking(GRAPH)) if GRAPH.degree(id))  # of those who act


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("store")
    with open_writer(folder / "corpus.duckdb", paths=("crowd",)) as writer:
        for one in READ:
            writer.add(one, source=one.article.id)
    with served(PAGE, folder, store=folder / "corpus.duckdb") as url:
        yield url


@pytest.fixture
def page(address):
    with chromium() as browser, watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.goto(address)
        ready(tab.page.locator("#graph"))
        settled(tab.page)
        yield tab.page
        assert (tab.complaints, tab.dialogs) == ([], [])


def settled(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def seek(page, text):
    box = page.get_by_role("combobox", name="Find actors or words")
    box.click()
    box.fill(text)
    box.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    settled(page)
    return dialog


def test_an_actor_that_is_not_drawn_is_found_and_opened_and_left_again(page):
    graph = page.locator("#graph")
    before = drawn(graph)
    assert LAST not in before["nodes"]
    dialog = seek(page, GRAPH.nodes[LAST]["name"])
    table = dialog.locator("[data-testid=stDataFrame] canvas").first
    table.click(position={"x": 60, "y": 52}, force=True)
    expect(dialog).to_be_hidden()
    expect(page.locator("#panel h2")).to_have_text(GRAPH.nodes[LAST]["name"])
    around = {LAST, *GRAPH.predecessors(LAST), *GRAPH.successors(LAST)}
    page.wait_for_url(f"**around={LAST}**")
    expect(page.locator("#shown")).to_contain_text(f"{len(around)} of ")
    assert set(drawn(graph)["nodes"]) == around
    page.get_by_role("button", name="Show all", exact=True).click()
    page.wait_for_url(lambda url: "around" not in url)
    expect(page.locator("#shown")).to_be_empty()  # nothing is left out
    assert set(drawn(graph)["nodes"]) >= set(before["nodes"])


def test_a_double_click_brings_in_those_around_who_were_not_drawn(page):
    graph = page.locator("#graph")
    before = drawn(graph)
    hub = ranking(GRAPH)[0]
    around = {hub, *GRAPH.predecessors(hub), *GRAPH.successors(hub)}
    assert around - set(before["nodes"])
    page.mouse.dblclick(*node_point(graph, hub))
    page.wait_for_url(f"**around={hub}**")
    expect(page.locator("#shown")).to_contain_text(f"{len(around)} of ")
    after = drawn(graph)
    assert set(after["nodes"]) == around
    assert {id: after["places"][id] for id in around & set(before["nodes"])} == {
        id: before["places"][id] for id in around & set(before["nodes"])
    }


def test_an_event_of_a_store_is_hidden_as_wrong_and_comes_back(page):
    counted = page.locator(".st-key-heading [data-testid=stCaptionContainer]")
    before = counted.inner_text()
    page.locator("#panel .rows button").first.click()
    page.locator("#panel article").first.get_by_role("button", name="Hide as wrong").click()
    expect(counted).not_to_have_text(before)
    page.get_by_role("tab", name="Correct").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("No corrections")).to_be_visible()
    expect(counted).to_have_text(before)

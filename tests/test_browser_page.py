"""The page as its readers have it: Streamlit's server, and a real browser in front of it."""

from __future__ import annotations

import json
import re
import textwrap
from contextlib import contextmanager
from pathlib import Path

import pytest
from access import faults
from browser import (
    close_popover,
    colors_drawn,
    drawn,
    edge_point,
    node_point,
    open_popover,
    ready,
    show_everything,
    watched_tab,
)
from playwright.sync_api import expect
from samples import HOSTILE
from serving import PAGE, served

pytestmark = pytest.mark.browser

DESKTOP = {"width": 1440, "height": 900}
KHAMENEI, TALABANI, IRAN, IRAQ, SYRIA, USA = (
    "ali-khamenei",
    "jalal-talabani",
    "IRN",
    "IRQ",
    "SYR",
    "USA",
)
ARTICLE = {
    "text": "Iraqi President Jalal Talabani met Ayatollah Ali Khamenei in Tehran on Monday. "
    "Khamenei accused the United States of backing gunmen in Iraq. "
    "Syria accused the United States of lies. Iran criticized Israel. Russia threatened Georgia.",
    "title": "Tehran talks",
    "outlet": "The Tigris Courier",
    "published": "2006-11-28",
    "url": "https://tigris-courier.example/tehran",
}
ACCUSATION = "Khamenei accused the United States of backing gunmen in Iraq."
LINE = f"{USA}|{KHAMENEI}|conflict|done"

# What the reader gives, seen by nobody's parser but shown in full: script, markup, markdown.
ATTACK = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1></script>**bold** [x](y)"

HOSTILE_PAGE = f"""
    import runpy
    from explorer.graph import build_graph
    from explorer.app import reading
    from explorer.app.data import Corpus
    from explorer.views import layout, offers
    from samples import hostile_extractions

    graph = build_graph(hostile_extractions())
    corpus = Corpus("hostile", graph, layout(graph), offers(graph), layout="hostile")
    reading.build = lambda source, **options: corpus
    runpy.run_path({str(PAGE)!r})
"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    (folder / "courier.jsonl").write_text(json.dumps(ARTICLE), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def address(folder):
    with served(PAGE, folder) as url:
        yield url


@pytest.fixture
def opened(browser):
    """Return a function that opens an address; afterwards nothing may have gone wrong."""
    with watched_tab(browser, viewport=DESKTOP, accept_downloads=True) as tab:

        def open_it(url):
            tab.page.goto(url)
            ready(tab.page.locator("#graph"))
            settled(tab.page)
            return tab.page

        yield open_it
        own = (tab.page.evaluate("location.origin"), "blob:", "data:")
        assert [one for one in tab.requests if not one.startswith(own)] == []
        assert (tab.complaints, tab.dialogs) == ([], [])
        assert tab.page.evaluate("window.pwned") is None


@pytest.fixture
def page(opened, address):
    return opened(address)


@pytest.fixture
def graph(page):
    return page.locator("#graph")


def settled(page):
    """Wait until Streamlit has run the script to its end."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def counts(page):
    return page.locator(".st-key-heading [data-testid=stCaptionContainer]")


def heading(page):
    return page.locator("#panel h2")


def pick_country(page, name):
    box = open_popover(page, "Filter").get_by_role("combobox", name="Countries")
    box.click()
    box.fill(name)
    page.get_by_role("option", name=name, exact=True).click()
    expect(counts(page)).to_contain_text(" of ")
    close_popover(page)
    settled(page)


def find(page, typed, name):
    box = page.get_by_role("combobox", name="Find an actor")
    box.click()
    box.fill(typed)
    page.get_by_role("option", name=name).first.click()


def paste(page, text):
    open_popover(page, "Add articles")
    page.get_by_label("Paste an article").fill(text)
    page.get_by_role("button", name="Draw the graph").click()


def test_it_opens_with_the_graph_drawn(page, graph):
    assert colors_drawn(graph) > 20
    assert {KHAMENEI, TALABANI, SYRIA, USA} <= set(drawn(graph)["nodes"])
    expect(heading(page)).to_have_text("In brief")
    assert page.locator("#legend li").count() == 12
    assert page.evaluate("typeof vis") == "undefined"


def test_nothing_is_cut_off_and_nothing_scrolls_sideways(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP["width"]
    bottom = page.locator("#explorer").evaluate("one => one.getBoundingClientRect().bottom")
    assert bottom < DESKTOP["height"]
    for part in ("#panel", "#legend", "#stage"):
        sideways = "one => one.scrollWidth - one.clientWidth"
        assert page.locator(part).evaluate(sideways) <= 0, part


def test_a_click_on_an_actor_shows_who_it_is_with_the_evidence(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    expect(heading(page)).to_have_text("Ali Khamenei")
    card = page.locator("#panel article", has_text=ACCUSATION)
    assert card.locator("mark.actor").inner_text() == "Khamenei"
    assert card.locator("mark.trigger").inner_text() == "accused"
    assert "United States" in card.locator("mark.recipient").inner_text()
    source = card.locator(".source")
    for part in ("Tehran talks", "The Tigris Courier", "28 November 2006"):
        expect(source).to_contain_text(part)
    assert source.locator("a").get_attribute("href") == ARTICLE["url"]


def test_a_click_on_a_line_shows_the_events_behind_it(page, graph):
    page.mouse.click(*edge_point(graph, LINE))
    expect(heading(page)).to_contain_text("Ali Khamenei")
    assert page.locator("#panel blockquote").all_inner_texts() == [ACCUSATION]


def test_names_in_the_panel_lead_on_and_a_click_beside_everything_leads_back(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    page.locator("#panel h3 button", has_text="United States").click()
    expect(heading(page)).to_have_text("United States")
    box = graph.bounding_box()
    page.mouse.click(box["x"] + 6, box["y"] + 6)
    expect(heading(page)).to_have_text("In brief")
    page.locator(".rows button").first.click()
    expect(page.locator("#panel blockquote").first).to_be_visible()


def test_a_click_reaches_python_and_leaves_the_view_as_it_is(page, graph):
    page.mouse.move(*node_point(graph, IRAN))
    page.mouse.wheel(0, -300)
    before = drawn(graph)
    top = graph.bounding_box()
    page.mouse.click(*node_point(graph, KHAMENEI))
    expect(heading(page)).to_have_text("Ali Khamenei")
    events = page.locator("#panel article").count()
    settled(page)
    page.get_by_role("tab", name="List").click()
    page.get_by_text("Only the actor or line selected").click()
    table = page.locator('[data-testid="stDataFrame"] [role=grid]').first
    expect(table).to_have_attribute("aria-rowcount", str(events + 1))
    page.get_by_role("tab", name="Explore").click()
    assert drawn(graph) == before
    assert graph.bounding_box() == top


def test_filtering_leaves_what_involves_a_country_where_it_was(page, graph):
    page.mouse.move(*node_point(graph, USA))
    page.mouse.wheel(0, -200)
    before = drawn(graph)
    pick_country(page, "Syria")
    graph.evaluate(GONE, IRAN)
    after = drawn(graph)
    assert set(after["nodes"]) == {SYRIA, USA}
    assert after["edges"] and all(SYRIA in edge.split("|")[:2] for edge in after["edges"])
    assert after["places"] == {node: before["places"][node] for node in after["nodes"]}
    assert after["view"] == before["view"]
    show_everything(page)
    graph.evaluate(BACK, IRAN)
    assert drawn(graph) == before


WAIT = """(element, id) => new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error("nothing has changed")), 60000);
    const look = () => {
        if (!(element.graphHandle.network.body.data.nodes.get(id) %s null))
            return setTimeout(look, 20);
        clearTimeout(late);
        done();
    };
    look();
})"""
GONE, BACK = WAIT % "===", WAIT % "!=="


def test_what_is_selected_and_filtered_away_is_let_go(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    expect(heading(page)).to_have_text("Ali Khamenei")
    pick_country(page, "Syria")
    expect(heading(page)).to_have_text("In brief")
    assert page.locator("#trail li").all_inner_texts() == ["Ali Khamenei"]  # by name, as before


def test_a_filter_that_leaves_nothing_says_so_in_the_middle_of_the_graph(page, graph):
    pick_country(page, "Syria")
    open_popover(page, "Filter").get_by_text("only between them").click()
    expect(counts(page)).to_contain_text("0 of ")
    close_popover(page)
    expect(page.locator("#nothing")).to_be_visible()
    expect(heading(page)).to_have_text("Nothing to show")
    show_everything(page)
    expect(page.locator("#nothing")).to_be_hidden()


def test_search_selects_an_actor_and_brings_it_to_the_middle(page, graph):
    page.emulate_media(reduced_motion="reduce")
    find(page, "khamen", "Ali Khamenei")
    expect(heading(page)).to_have_text("Ali Khamenei")
    assert middle(graph, KHAMENEI)
    find(page, "syria", "Syria")
    expect(heading(page)).to_have_text("Syria")
    assert middle(graph, SYRIA)


def middle(graph, node):
    """Tell whether an actor is in the middle of what neither the panel nor the key covers."""
    box, panel, key = (
        graph.page.locator(one).bounding_box() for one in ("#graph", "#panel", "#legend")
    )
    x, y = node_point(graph, node)
    width, height = panel["x"] - box["x"], box["height"] - key["height"]
    return abs(x - box["x"] - width / 2) < 5 and abs(y - box["y"] - height / 2) < 5


def test_search_brings_back_an_actor_that_a_filter_hides(page, graph):
    pick_country(page, "Syria")
    find(page, "khamen", "Ali Khamenei")
    expect(heading(page)).to_have_text("Ali Khamenei")
    expect(counts(page)).not_to_contain_text(" of ")


def test_key_surroundings_and_undo_work_as_in_the_exported_file(page, graph):
    before = drawn(graph)
    page.locator("#legend").get_by_text("Conflict", exact=True).click()
    switched = drawn(graph)
    assert switched["edges"] and not any("|conflict|" in edge for edge in switched["edges"])
    assert switched["places"] == {node: before["places"][node] for node in switched["nodes"]}
    page.mouse.dblclick(*node_point(graph, KHAMENEI))
    settled(page)
    expect(page.locator("#around")).to_contain_text("Around Ali Khamenei")
    assert set(drawn(graph)["nodes"]) < set(switched["nodes"])
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    settled(page)
    assert drawn(graph) == before


def test_two_actors_are_connected_by_the_ways_between_them(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    page.keyboard.down("Control")
    page.mouse.click(*node_point(graph, SYRIA))
    page.keyboard.up("Control")
    expect(heading(page)).to_have_text("From Ali Khamenei to Syria")
    expect(page.locator("#panel .steps blockquote").first).to_be_visible()
    assert page.locator("#trail li").all_inner_texts()[-1] == "Ali Khamenei → Syria"


def test_zoom_buttons_and_fit(page, graph):
    first = drawn(graph)["view"]["scale"]
    page.get_by_role("button", name="Zoom in").click()
    assert drawn(graph)["view"]["scale"] > first
    page.get_by_role("button", name="Fit").click()
    page.get_by_role("button", name="Zoom out").click()
    assert drawn(graph)["view"]["scale"] < first


def test_escape_lets_go_without_running_streamlits_keys(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    expect(heading(page)).to_have_text("Ali Khamenei")
    page.locator("#panel h3 button").first.focus()
    page.keyboard.press("Escape")
    expect(heading(page)).to_have_text("In brief")


@contextmanager
def web_page_taken(page, browser, folder):
    """Download the graph as a web page and open the file in a tab of its own."""
    open_popover(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile("Web page")).click()
    file = folder / "taken.html"
    download.value.save_as(file)
    with watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.goto(file.as_uri())
        ready(tab.page.locator("#graph"))
        yield tab.page
        assert tab.requests == [tab.page.url]
        assert (tab.complaints, tab.dialogs) == ([], [])


def test_the_web_page_to_take_away_works_from_disk_by_itself(page, graph, browser, tmp_path):
    with web_page_taken(page, browser, tmp_path) as taken:
        exported = taken.locator("#graph")
        assert drawn(exported)["places"] == drawn(graph)["places"]
        taken.mouse.click(*node_point(exported, KHAMENEI))
        assert taken.locator("#panel h2").inner_text() == "Ali Khamenei"
        taken.get_by_label("Syria").check()
        assert set(drawn(exported)["nodes"]) == {SYRIA, USA}


def test_what_is_taken_away_is_what_is_seen_where_it_is_seen(page, graph, browser, tmp_path):
    pick_country(page, "Syria")
    graph.evaluate(GONE, IRAN)
    with web_page_taken(page, browser, tmp_path) as taken:
        exported = drawn(taken.locator("#graph"))
        assert exported["places"] == drawn(graph)["places"]
        assert set(exported["nodes"]) == {SYRIA, USA}


@pytest.mark.parametrize("ending", ["cyjs", "evidence.csv"])
def test_data_to_take_away(page, ending):
    open_popover(page, "Export")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"(.{ending})").click()
    assert download.value.suggested_filename == f"actor-graph.{ending}"
    assert "Khamenei" in Path(download.value.path()).read_text("utf-8")


def test_a_pasted_article_is_drawn_and_clicks_work_on_it(page, graph):
    paste(page, "Russia accused China of lies.")
    graph.evaluate(GONE, KHAMENEI)
    page.mouse.click(*node_point(graph, "RUS"))
    expect(heading(page)).to_have_text("Russia")


def test_hostile_text_pasted_in_stays_text(page, graph):
    paste(page, f"Iran {ATTACK} accused Syria of lies. Russia accused China of {ATTACK} lies.")
    graph.evaluate(GONE, KHAMENEI)
    page.mouse.click(*node_point(graph, "RUS"))
    expect(page.locator("#panel blockquote").first).to_contain_text(
        "<script>window.pwned=1</script>"
    )
    assert page.locator("#panel :is(script, img, b, strong strong, em)").count() == 0


def test_a_hostile_file_name_stays_text_in_the_message(page):
    open_popover(page, "Add articles")
    name = "**a** <img src=x onerror=window.pwned=1> [x](y) :red[z].txt"
    file = {"name": name, "mimeType": "text/plain", "buffer": b""}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("red[z].txt")
    page.get_by_role("button", name="Draw the graph").click()
    expect(page.get_by_test_id("stText")).to_contain_text(name)


@pytest.fixture(scope="session")
def hostile_address(folder, tmp_path_factory):
    script = tmp_path_factory.mktemp("hostile") / "page.py"
    script.write_text(textwrap.dedent(HOSTILE_PAGE), encoding="utf-8")
    with served(script, folder) as url:
        yield url


@pytest.mark.parametrize(
    "key", ["script", "image", "closing", "markdown", "template", "vector", "event"]
)
def test_a_hostile_name_stays_text_wherever_it_is_shown(opened, hostile_address, key):
    page = opened(hostile_address)
    find(page, HOSTILE[key], HOSTILE[key])
    expect(heading(page)).to_have_text(HOSTILE[key])
    assert page.locator("#panel :is(script, img, b, strong strong, code)").count() == 0
    page.get_by_role("tab", name="Read").click()
    settled(page)
    open_popover(page, "Export")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_graph_follows_streamlits_theme(browser, address, scheme):
    with watched_tab(browser, viewport=DESKTOP, color_scheme=scheme) as tab:
        tab.page.goto(address)
        graph = tab.page.locator("#graph")
        ready(graph)
        color = "one => one.graphHandle.network.body.nodes.IRN.options.font.color"
        assert graph.evaluate(color) == {"light": "#1d2433", "dark": "#e7eaf0"}[scheme]
        assert tab.page.locator("#explorer").get_attribute("data-theme") == scheme
        settled(tab.page)
        assert faults(tab.page) == []
        assert tab.complaints == []

"""How the page uses the window: the graph has most of it, on a desk and on a phone."""

from __future__ import annotations

import pytest
from access import faults
from browser import close_popover, drawn, open_popover, ready, watched_tab
from playwright.sync_api import expect
from serving import PAGE, served

from explorer.resources import data_path

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESKTOP = {"viewport": {"width": 1440, "height": 900}}

SHARE = """(element) => {
    const root = element.getRootNode();
    const box = (id) => root.querySelector(id).getBoundingClientRect();
    const graph = box("#graph");
    const over = ["#panel", "#legend"].map(box).map(({ left, right, top, bottom }) =>
        Math.max(0, Math.min(right, graph.right) - Math.max(left, graph.left)) *
        Math.max(0, Math.min(bottom, graph.bottom) - Math.max(top, graph.top)));
    const seen = Math.min(graph.bottom, innerHeight) - graph.top;
    const free = graph.width * seen - over[0] - over[1];
    return free / (innerWidth * innerHeight);
}"""


@pytest.fixture(scope="module")
def address():
    with served(PAGE, data_path("articles")) as url:
        yield url


@pytest.fixture
def opened(browser, address):
    """Return a function that opens a query in a window; afterwards nothing may have gone wrong."""
    tabs = []

    def open_it(query="", **options):
        tab = watched_tab(browser, **options)
        tabs.append((tab, tab.__enter__()))
        page = tabs[-1][1].page
        page.goto(address + query)
        page.locator("#graph canvas").wait_for()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        hint = page.get_by_role("button", name="Got it")
        hint.evaluate("one => one.click()")
        return page

    yield open_it
    for tab, opened_tab in tabs:
        assert (opened_tab.complaints, opened_tab.dialogs) == ([], [])
        tab.__exit__(None, None, None)


@pytest.mark.parametrize("size", [(1440, 900), (1920, 1080)], ids=["1440x900", "1920x1080"])
def test_the_graph_has_seven_tenths_of_the_window(opened, size):
    width, height = size
    page = opened(viewport={"width": width, "height": height})
    graph = page.locator("#graph")
    ready(graph)
    assert graph.evaluate(SHARE) >= 0.7  # what is neither under the brief nor under the key
    expect(page.locator("#panel h2")).to_have_text("In brief")
    expect(page.locator("#panel .brief > li").nth(3)).to_be_in_viewport()
    expect(page.locator("#times")).to_be_in_viewport(ratio=0.9)
    page.get_by_role("button", name="Fold the brief").click()
    folded = graph.evaluate(SHARE)
    assert folded >= 0.78
    page.get_by_role("button", name="Unfold the brief").click()
    assert graph.evaluate(SHARE) < folded


def test_all_that_is_drawn_is_seen_beside_brief_and_key(opened):
    page = opened(**DESKTOP)
    graph = page.locator("#graph")
    ready(graph)
    hidden = graph.evaluate("""element => {
        const { network } = element.graphHandle;
        const { left, top } = element.getBoundingClientRect();
        const box = (id) => element.getRootNode().querySelector(id).getBoundingClientRect();
        return network.body.nodeIndices.filter((id) => {
            const at = network.canvasToDOM(network.getPosition(id));
            const [x, y] = [at.x + left, at.y + top];
            return ["#panel", "#legend"].map(box).some(
                (over) => x > over.left && x < over.right && y > over.top && y < over.bottom);
        });
    }""")
    assert hidden == []


def test_the_filters_that_are_set_stand_in_one_line_each_with_a_cross(opened):
    page = opened("?country=SYR&country=IRN&status=done&min-confidence=0.5", **DESKTOP)
    graph = page.locator("#graph")
    ready(graph)
    before, top = drawn(graph), graph.bounding_box()
    chips = page.locator(".st-key-chips")
    tags = chips.locator("[data-tag]:visible")
    expect(tags).to_have_text(["Iran", "Syria", "happened", "at least 50% sure"])
    assert len({round(tag.bounding_box()["y"]) for tag in tags.all()}) == 1
    chips.get_by_role("button", name="Remove Iran").click()
    page.wait_for_url(lambda url: "country=IRN" not in url)
    expect(tags).to_have_text(["Syria", "happened", "at least 50% sure"])
    after = drawn(graph)
    assert after["places"].items() <= before["places"].items()
    assert (after["view"], graph.bounding_box()) == (before["view"], top)
    chips.get_by_role("button", name="Clear all").click()
    expect(tags).to_have_count(0)
    page.wait_for_url(lambda url: "country" not in url)
    assert graph.bounding_box() == top


def test_where_nothing_passes_it_says_which_filter_to_take_off(opened):
    page = opened("?country=SYR&only-among=yes&type=CONSULT", **DESKTOP)
    told = page.locator("#nothing")
    expect(told).to_contain_text("“only between them” for 4")
    page.get_by_role("button", name="Remove only between them").click()
    expect(told).to_be_hidden()


def test_on_a_phone_a_profile_opens_in_sight_over_the_graph(opened):
    page = opened("?at=IRN", **PHONE)
    ready(page.locator("#graph"))
    name = page.locator("#panel h2")
    expect(name).to_have_text("Iran")
    expect(name).to_be_in_viewport()
    panel = page.locator("#panel").bounding_box()
    assert panel["y"] < 0.75 * PHONE["viewport"]["height"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("button", name="Back to the overview").click()
    expect(name).to_have_text("In brief")
    expect(name).to_be_in_viewport()
    for place in (".st-key-heading h3", ".st-key-adding button", "#times"):
        expect(page.locator(place).first).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out_of_bar_chips_and_forms(opened, scheme):
    page = opened("?country=SYR", color_scheme=scheme, **DESKTOP)
    ready(page.locator("#graph"))
    for name in ("Filter", "Export", "Add articles"):
        open_popover(page, name)
        assert faults(page) == []
        close_popover(page)


def test_the_way_to_ones_own_articles_is_a_button_that_closes_once_they_are_drawn(opened):
    page = opened(**DESKTOP)
    button = page.locator(".st-key-adding button").first
    expect(button).to_have_attribute("data-testid", "stPopoverButton")
    open_popover(page, "Add articles").get_by_label("Paste an article").fill(
        "Russia accused China of fraud."
    )
    page.get_by_role("button", name="Draw the graph").click()
    expect(page.locator(".st-key-heading")).to_contain_text("1 article")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)

"""The panels around the graph in a real browser: tabs, the article, the address, charts."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from browser import close_popover, drawn, open_popover, ready, show_everything, watched_tab
from playwright.sync_api import expect
from samples import HOSTILE
from serving import PAGE, served

pytestmark = pytest.mark.browser

ATTACK = f"{HOSTILE['script']} {HOSTILE['image']} {HOSTILE['markdown']} {HOSTILE['bidi']}"
ARTICLES = (
    {
        "id": "tehran",
        "title": "Tehran talks",
        "outlet": "The Tigris Courier",
        "published": "2006-11-28",
        "url": "https://tigris-courier.example/tehran",
        "text": "Iraqi President Jalal Talabani met Ayatollah Ali Khamenei in Tehran on Monday. "
        "Khamenei accused the United States of backing gunmen in Iraq. "
        "Syria accused the United States of lies, Iran said.",
    },
    {
        "id": "hostile",
        "title": HOSTILE["image"],
        "outlet": HOSTILE["script"],
        "published": "2006-12-07",
        "url": "javascript:window.pwned=1",
        "text": f"Iran accused Syria of lies. {ATTACK} Russia threatened Georgia with war. "
        "Syria rejected the accusations of Iran.",
    },
)
ACCUSATION = "Khamenei accused the United States of backing gunmen in Iraq."
LINE = "USA|ali-khamenei|conflict|done"


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    lines = "\n".join(map(json.dumps, ARTICLES))
    (folder / "news.jsonl").write_text(lines, encoding="utf-8")
    with served(PAGE, folder) as url:
        yield url


@pytest.fixture
def opened(browser, address):
    """Return a function that opens a query; afterwards nothing may have gone wrong."""
    with watched_tab(browser, viewport={"width": 1440, "height": 900}) as tab:

        def open_it(query=""):
            tab.page.goto(address + query)
            settled(tab.page)
            return tab.page

        yield open_it
        outside = [one for one in tab.requests if not one.startswith((address, "blob:", "data:"))]
        assert (outside, tab.complaints, tab.dialogs) == ([], [], [])
        assert tab.page.evaluate("window.pwned") is None


def settled(page):
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def counts(page):
    return page.locator(".st-key-heading [data-testid=stCaptionContainer]")


def query(page):
    return parse_qs(urlsplit(page.url).query)


def open_tab(page, name):
    page.get_by_role("tab", name=name, exact=True).click()
    settled(page)


def test_an_evidence_sentence_opens_its_article_in_one_click(opened):
    page = opened(f"?at={LINE}")
    card = page.locator("#panel article", has_text=ACCUSATION)
    card.get_by_role("button", name="In the article").click()
    reader = page.locator("#reader")
    expect(reader.get_by_role("heading", name="Tehran talks")).to_be_visible()
    expect(reader.locator("mark.event.found")).to_have_text("accused")
    khamenei = reader.locator("mark.mention", has_text="Khamenei").last
    assert "person" in khamenei.get_attribute("class")
    khamenei.hover()
    expect(reader.get_by_role("tooltip")).to_have_text("Ali Khamenei")
    assert query(page)["article"] == ["tehran"]
    reader.locator("mark.event", has_text="accused").first.click()
    expect(page.locator("#panel h2")).to_contain_text("Ali Khamenei")
    settled(page)
    assert query(page)["at"] == [LINE]


def test_a_hostile_article_stays_text(opened):
    page = opened("?show=articles&article=hostile")
    reader = page.locator("#reader")
    expect(reader.locator(".text")).to_contain_text(HOSTILE["script"])
    expect(reader.get_by_role("heading", name=HOSTILE["image"])).to_be_visible()
    assert reader.locator(":is(script, img, b b, code, a)").count() == 0
    marks = reader.locator("mark.event")
    expect(marks).to_have_count(3)
    marks.first.hover()
    expect(reader.get_by_role("tooltip")).to_contain_text("Iran accuses Syria")
    page.get_by_role("button", name="All articles").click()
    settled(page)
    open_tab(page, "List")


def test_a_copied_link_opens_the_same_view(opened, browser):
    page = opened()
    open_popover(page, "Filter").get_by_role("combobox", name="Countries").click()
    page.get_by_role("option", name="Syria", exact=True).click()
    settled(page)
    expect(counts(page)).to_contain_text(" of ")
    close_popover(page)
    open_tab(page, "List")
    page.wait_for_url("**show=list**")
    link, told = page.url, counts(page).inner_text()
    assert query(page).keys() == {"country", "show", "articles"}
    with watched_tab(browser) as other:
        other.page.goto(link)
        settled(other.page)
        expect(counts(other.page)).to_have_text(told)
        expect(other.page.get_by_role("tab", name="List")).to_have_attribute(
            "aria-selected", "true"
        )
        assert (other.page.url, other.complaints) == (link, [])


def test_back_goes_to_the_view_before(opened):
    page = opened("?country=SYR")
    expect(counts(page)).to_contain_text(" of ")
    show_everything(page)
    expect(counts(page)).not_to_contain_text(" of ")
    settled(page)
    page.go_back()
    expect(counts(page)).to_contain_text(" of ")


def test_a_corrupt_link_opens_everything_with_a_notice_that_stays_text(opened):
    page = opened(f"?since={HOSTILE['image']}&country=SYR")
    ready(page.locator("#graph"))
    notice = page.get_by_test_id("stText").filter(has_text="is no date")
    expect(notice).to_contain_text("Everything is shown instead.")
    expect(counts(page)).not_to_contain_text(" of ")
    settled(page)
    assert query(page) == {}


def chart(page):
    """Return where the open tab's chart is, once it is drawn."""
    drawn = page.locator("[data-testid=stVegaLiteChart] :is(svg.marks, canvas.marks)").first
    drawn.wait_for()
    return drawn.bounding_box()


def test_brushing_the_timeline_filters_everything_and_comes_back(opened):
    page = opened()
    graph = page.locator("#graph")
    ready(graph)
    before = drawn(graph)
    bars = page.locator("#times svg")
    box = bars.bounding_box()
    told = counts(page).inner_text()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 3, box["y"] + 10, steps=4)
    page.mouse.up()
    page.wait_for_url("**since=2006-12-0**")
    expect(counts(page)).to_contain_text(" of ")
    expect(page.get_by_role("button", name="All dates")).to_be_visible()
    marked = page.locator("#times .chosen").bounding_box()
    last = page.locator("#times g rect").last.bounding_box()
    assert marked["x"] + marked["width"] == pytest.approx(last["x"] + last["width"], abs=3)
    after = drawn(graph)
    assert after["places"].items() <= before["places"].items()
    assert after["view"] == before["view"]
    page.get_by_role("button", name="All dates").click()
    expect(counts(page)).to_have_text(told)


def test_a_click_on_a_cell_leaves_what_is_between_two_countries(opened):
    page = opened("?show=countries")
    chart(page)
    page.locator("[data-testid=stVegaLiteChart] .mark-rect path").first.click(force=True)
    page.wait_for_url("**only-among=yes**")
    assert len(query(page)["country"]) == 2
    expect(counts(page)).to_contain_text(" of ")
    page.get_by_role("button", name="All countries").click()
    expect(counts(page)).not_to_contain_text(" of ")


def test_two_outlets_side_by_side(opened):
    page = opened("?show=compare")
    sheet = page.locator("#sheet")
    expect(sheet.get_by_role("heading")).to_have_count(3)
    sheet.locator("summary", has_text="Khamenei").last.click()
    expect(sheet.locator("blockquote").first).to_contain_text("Khamenei")
    assert sheet.locator(":is(script, img, b, a[href^=javascript])").count() == 0
    page.get_by_role("button", name="The Tigris Courier").click()
    ready(page.locator("#graph"))
    page.wait_for_url("**outlet=The+Tigris+Courier**")
    expect(counts(page)).to_contain_text(" of ")


@pytest.mark.parametrize("query", ["?min-events=999", "?kind=", "?kind=ghost"])
def test_a_link_that_asks_for_what_is_not_there_opens_in_a_browser(opened, query):
    page = opened(query)
    ready(page.locator("#graph"))
    key = query[1:].partition("=")[0]
    expect(page.get_by_test_id("stText").filter(has_text=f"{key}: ")).to_be_visible()
    open_popover(page, "Filter").get_by_text("More filters", exact=True).click()
    expect(page.get_by_text("Hide readings less sure")).to_be_visible()


def test_contradictions_lead_to_the_article(opened):
    page = opened("?show=contradictions")
    sheet = page.locator("#sheet")
    expect(
        sheet.get_by_role("heading", name="Iran accuses Syria, and Syria denies")
    ).to_be_visible()
    sheet.get_by_role("button", name="In the article").first.click()
    expect(page.locator("#reader mark.event.found").first).to_be_visible()


def test_a_hidden_event_goes_and_comes_back_and_nothing_moves(opened):
    page = opened(f"?at={LINE}")
    graph = page.locator("#graph")
    ready(graph)
    before = drawn(graph)
    card = page.locator("#panel article", has_text=ACCUSATION)
    card.get_by_role("button", name="Hide as wrong").click()
    expect(page.locator("#panel article", has_text=ACCUSATION)).to_have_count(0)
    after = drawn(graph)
    assert LINE not in after["edges"]
    assert after["places"].items() <= before["places"].items()
    open_tab(page, "Correct")
    expect(page.get_by_test_id("stText").filter(has_text=ACCUSATION)).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("No corrections")).to_be_visible()
    open_tab(page, "Explore")
    assert drawn(graph)["places"] == before["places"]


def test_a_long_upload_tells_how_far_it_is_and_can_be_stopped(opened):
    page = opened()
    open_popover(page, "Add articles")
    texts = (f"Russia accused China of {n} lies. Iran met Syria {n} times." for n in range(400))
    lines = "\n".join(json.dumps({"text": text}) for text in texts)
    file = {"name": "many.jsonl", "mimeType": "text/plain", "buffer": lines.encode()}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_test_id("stFileUploader")).to_contain_text("many.jsonl")
    page.get_by_role("button", name="Draw the graph").click()
    expect(page.get_by_text("of 400 …")).to_be_visible()
    page.get_by_role("button", name="Stop, and show").click()
    notes = page.get_by_test_id("stText").filter(has_text="of 400 articles")
    expect(notes).to_contain_text("you stopped after")
    expect(counts(page)).to_contain_text("articles")
    assert "400 articles" not in counts(page).inner_text()


def test_a_pasted_text_has_an_outlet_and_a_date(opened):
    page = opened()
    open_popover(page, "Add articles")
    page.get_by_label("Paste an article").fill("Russia accused China of fraud.")
    page.get_by_label("Outlet", exact=True).fill(" The Osprey ")
    day = page.get_by_test_id("stDateInput").filter(has_text="Published on")
    day.get_by_role("spinbutton").first.click()
    page.keyboard.type("01122006")
    page.get_by_label("Outlet", exact=True).click()  # which closes the calendar
    page.get_by_role("button", name="Draw the graph").click()
    expect(counts(page)).to_contain_text("1 article")
    page.locator("#panel .rows button", has_text="Russia – China").click()
    expect(page.locator("#panel .source").first).to_contain_text("The Osprey, 1 December 2006")


def test_the_profile_of_an_actor_leads_on(opened):
    page = opened("?at=SYR")
    profile = page.locator("#panel .profile")
    expect(profile).to_contain_text("28 November 2006 to 7 December 2006")
    expect(profile.get_by_role("img")).to_have_attribute("aria-label", re.compile("conflict"))
    profile.get_by_role("button", name="United States").click()
    expect(page.locator("#panel h2")).to_have_text("United States")


def test_a_link_holds_what_is_switched_off_and_whose_surroundings_are_shown(opened, browser):
    page = opened()
    graph = page.locator("#graph")
    ready(graph)
    page.locator("#legend label", has_text="Conflict").click()
    page.wait_for_url("**without-line=conflict**")
    left = drawn(graph)["edges"]
    with watched_tab(browser, viewport={"width": 1440, "height": 900}) as other:
        other.page.goto(page.url)
        again = other.page.locator("#graph")
        ready(again)
        switch = other.page.locator("#legend").get_by_label("Conflict", exact=True)
        expect(switch).not_to_be_checked()
        assert drawn(again)["edges"] == left


def statement(page, topic):
    return page.locator("#panel .brief > li").filter(has_text=topic)


def test_the_brief_comes_first_with_its_evidence_a_click_away(opened):
    page = opened()
    ready(page.locator("#graph"))
    conflict = statement(page, "Disputed")
    expect(conflict).to_contain_text("Iran accuses Syria, and Syria denies: 1 charge, 1 denial.")
    conflict.get_by_role("button", name="Show").click()
    expect(conflict.locator("blockquote")).to_contain_text(
        ["Iran accused Syria of lies.", "Syria rejected the accusations of Iran."]
    )
    conflict.locator("p").first.get_by_role("button", name="Syria").first.click()
    expect(page.locator("#panel h2")).to_have_text("Syria")


def test_the_brief_tells_of_what_is_shown(opened):
    page = opened("?type=CONSULT")
    ready(page.locator("#graph"))
    expect(statement(page, "Meetings")).to_contain_text("Jalal Talabani")
    expect(statement(page, "Disputed")).to_have_count(0)
    page.locator("#legend").get_by_text("Cooperation", exact=True).click()
    expect(page.locator("#panel .brief")).to_have_count(0)

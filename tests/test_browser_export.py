"""The exported page in a real browser, opened from disk as its reader would."""

import json

import pytest
from browser import (
    colors_drawn,
    drawn,
    edge_point,
    node_point,
    ready,
    strength,
    watched_tab,
)
from samples import (
    AHMADINEJAD,
    BUSH,
    HOSTILE,
    IRAN,
    IRAQ,
    KHAMENEI,
    LEAGUE,
    SYRIA,
    TALABANI,
    USA,
    extractions,
    hostile_extractions,
)

from explorer.export.html import page_data, render_html
from explorer.export.vis import drawing_module, network_data, static
from explorer.graph import build_graph
from explorer.views import layout

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    graphs = {
        "plain": build_graph(extractions()),
        "hostile": build_graph(hostile_extractions()),
        "mixed": with_sanctions(build_graph(extractions())),
        "astral": with_clef(build_graph(extractions())),
        "idle": with_idle(build_graph(extractions())),
        "empty": build_graph([]),
    }
    for name, graph in graphs.items():
        (folder / f"{name}.html").write_text(render_html(graph), encoding="utf-8")
    return folder


def with_sanctions(graph):
    """Let Iran sanction the United States, which threatens it: one line of a word and a deed."""
    (threat,) = [
        data for data in graph.get_edge_data(USA, IRAN).values() if data["event_type"] == "THREATEN"
    ]
    deed = {"event_type": "SANCTION", "mode": None, "quad": "material conflict", "score": -6.0}
    graph.add_edge(IRAN, USA, "sanctions", **{**threat, **deed})
    return graph


def with_idle(graph):
    """Add Latvia, which does nothing and is done nothing to."""
    attributes = {**graph.nodes[IRAN], "name": "Latvia", "country": "LVA", "aliases": []}
    graph.add_node("latvia", **{**attributes, "mentions": 1, "solo": []})
    return graph


def with_clef(graph):
    """Put a character that JavaScript counts as two before every sentence."""
    for _, _, data in graph.edges(data=True):
        data["sentence"] = "𝄞 " + data["sentence"]
        data["marks"] = [[start + 2, end + 2, role] for start, end, role in data["marks"]]
    return graph


@pytest.fixture
def open_file(browser, files):
    """Return a function that opens one of the files; afterwards nothing may have gone wrong."""
    with watched_tab(browser, viewport=DESKTOP) as tab:

        def open_it(name="plain"):
            tab.page.goto((files / f"{name}.html").as_uri())
            if name != "empty":
                ready(tab.page.locator("#graph"))
            return tab.page

        yield open_it
        assert [one for one in tab.requests if not one.startswith("blob:")] == [tab.page.url]
        assert (tab.complaints, tab.dialogs) == ([], [])
        assert tab.page.evaluate("window.pwned") is None


@pytest.fixture
def page(open_file):
    return open_file()


@pytest.fixture
def graph(page):
    return page.locator("#graph")


def texts(page, selector):
    return page.locator(selector).all_inner_texts()


def test_it_opens_and_draws(page, graph):
    assert colors_drawn(graph) > 20
    assert "10 actors" in page.locator("#summary").inner_text()
    assert page.evaluate("typeof vis") == "undefined"


def test_a_click_on_a_node_shows_who_it_is_and_the_evidence(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == "Ali Khamenei"
    for fact in ("Person", "supreme leader", "Iran", "2 mentions"):
        assert fact in panel.locator(".facts").inner_text()
    assert texts(page, "#panel h3") == ["United States"]
    assert texts(page, "#panel .deed") == ["Ali Khamenei accuses United States"]
    sentence = "Khamenei accused the United States of paying the men who plant the bombs."
    assert texts(page, "#panel blockquote") == [sentence]
    marks = panel.locator("mark").all()
    assert [(mark.get_attribute("class"), mark.inner_text()) for mark in marks] == [
        ("actor", "Khamenei"),
        ("trigger", "accused"),
        ("recipient", "the United States"),
    ]
    source = panel.locator(".source a")
    assert source.inner_text() == "The Tigris Courier"
    assert source.get_attribute("href") == "https://tigris-courier.example/tehran"
    assert source.get_attribute("rel") == "noopener noreferrer"


def test_marks_are_counted_in_characters_not_in_utf_16_units(open_file):
    page = open_file("astral")
    page.mouse.click(*node_point(page.locator("#graph"), KHAMENEI))
    assert texts(page, "#panel mark") == ["Khamenei", "accused", "the United States"]


def test_a_click_on_a_line_shows_its_events_and_who_says_so(page, graph):
    page.mouse.click(*edge_point(graph, f"{IRAN}|{IRAQ}|cooperation|denied"))
    assert page.locator("#panel h2").inner_text() == "Iran and Iraq"
    assert texts(page, "#panel .deed") == ["Iran does not aid Iraq denied"]
    assert texts(page, "#panel .said") == ["According to Mahmoud Ahmadinejad"]


def test_a_reading_that_is_likelier_wrong_than_right_says_so(page, graph):
    page.mouse.click(*node_point(graph, LEAGUE))
    card = page.locator("#panel article", has_text="demonstrated")
    assert not card.is_visible()  # folded below what is surer
    page.locator("#panel summary", has_text="1 perhaps misread").click()
    doubt = card.locator(".doubt")
    assert doubt.inner_text() == "perhaps misread"
    assert doubt.get_attribute("title").endswith("30 %")
    page.mouse.click(*node_point(graph, KHAMENEI))
    assert page.locator("#panel article").count() > 0
    assert page.locator("#panel .doubt").count() == 0


def test_a_bundled_line_opens_into_all_its_events(page, graph):
    page.mouse.click(*edge_point(graph, f"{TALABANI}|{AHMADINEJAD}|cooperation|done"))
    assert texts(page, "#panel .facts") == ["2 events"]
    assert len(texts(page, "#panel blockquote")) == 2


def test_a_click_beside_everything_and_escape_lead_back_to_the_overview(page, graph):
    beside = empty_point(graph)
    for leave in (lambda: page.mouse.click(*beside), lambda: page.keyboard.press("Escape")):
        page.mouse.click(*node_point(graph, BUSH))
        assert page.locator("#panel h2").inner_text() == "George W. Bush"
        leave()
        assert page.locator("#panel h2").inner_text() == "In brief"


def empty_point(graph):
    box = graph.bounding_box()
    return box["x"] + 8, box["y"] + 8


def test_names_in_the_panel_lead_on_from_actor_to_actor(page, graph):
    page.mouse.click(*node_point(graph, KHAMENEI))
    page.locator("#panel h3 button", has_text="United States").click()
    assert page.locator("#panel h2").inner_text() == "United States"


def test_filtering_by_a_country_leaves_its_relations_where_they_were(page, graph):
    before = drawn(graph)
    page.get_by_label("Syria").check()
    after = drawn(graph)
    assert set(after["nodes"]) == {SYRIA, IRAN, IRAQ, TALABANI, USA}
    assert all(SYRIA in edge.split("|")[:2] for edge in after["edges"])
    assert after["view"] == before["view"]
    assert after["places"] == {node: before["places"][node] for node in after["nodes"]}
    assert page.locator("#shown").inner_text().startswith("5 of 10 actors")
    page.get_by_role("button", name="Show everything").click()
    assert drawn(graph) == before


def test_only_among_keeps_what_happens_between_the_countries_chosen(page, graph):
    page.get_by_label("Syria").check()
    page.get_by_label("Iraq", exact=True).check()
    page.get_by_label("only between").check()
    assert set(drawn(graph)["nodes"]) == {SYRIA, IRAQ, TALABANI, "nouri-al-maliki"}


def test_filtering_keeps_zoom_pan_and_a_node_that_was_dragged(page, graph):
    x, y = node_point(graph, TALABANI)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -300)
    before = drawn(graph)
    page.get_by_label("happened").uncheck()
    page.get_by_label("happened").check()
    assert drawn(graph) == before


@pytest.mark.parametrize(
    ("label", "gone"),
    [
        pytest.param("denied", "|denied", id="status"),
        pytest.param("Conflict: words", "|conflict|", id="kind-of-event"),
        pytest.param("Belongs to", "|affiliation|", id="affiliations"),
    ],
)
def test_key_entries_switch_lines_off(page, graph, label, gone):
    before = drawn(graph)["edges"]
    page.get_by_label(label, exact=True).uncheck()
    after = drawn(graph)["edges"]
    assert any(gone in edge for edge in before)
    assert after and set(after) < set(before)
    assert not any(gone in edge for edge in after)


def test_a_line_that_loses_some_of_its_events_is_told_anew(open_file):
    page = open_file("mixed")
    graph, line = page.locator("#graph"), f"{IRAN}|{USA}|conflict|done"
    told = """(element, id) => {
        const { tip, width, arrows } = element.graphHandle.network.body.data.edges.get(id);
        return [tip.split("\\n")[1], Object.keys(arrows).length, width];
    }"""
    label, heads, width = graph.evaluate(told, line)
    assert (label, heads) == ("sanctions +1", 2)
    page.get_by_label("Conflict: deeds").uncheck()
    label, heads, thinner = graph.evaluate(told, line)
    assert (label, heads) == ("threatens restrictions on", 1)
    assert thinner < width


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        pytest.param("Jalal Talabani", "Jalal Talabani", id="name"),
        pytest.param("damascus", "Syria", id="alias-any-case"),
        pytest.param("arab", "Arab League", id="part"),
    ],
)
def test_search_finds_an_actor_and_brings_it_to_the_middle(page, graph, typed, found):
    page.emulate_media(reduced_motion="reduce")
    page.get_by_label("Find an actor").fill(typed)
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == found
    box = graph.bounding_box()
    node = found.lower().replace(" ", "-")
    x, y = node_point(graph, node)
    assert abs(x - box["x"] - box["width"] / 2) < 3
    assert abs(y - box["y"] - box["height"] / 2) < 3


def test_who_is_only_mentioned_is_not_drawn_but_found(open_file):
    page = open_file("idle")
    before = drawn(page.locator("#graph"))
    assert "latvia" not in before["nodes"]
    assert "10 actors" in page.locator("#summary").inner_text()
    assert "1 more actor named, without events" in page.locator("#summary").inner_text()
    page.locator("#query").fill("latvia")
    page.locator("#query").press("Enter")
    assert page.locator("#panel h2").inner_text() == "Latvia"
    assert "Only mentioned" in page.locator("#panel").inner_text()
    assert drawn(page.locator("#graph")) == before


def test_search_says_so_when_nobody_has_that_name(page):
    page.get_by_label("Find an actor").fill("nobody at all")
    page.keyboard.press("Enter")
    assert page.locator("#query").evaluate("input => input.validationMessage")
    assert page.locator("#panel h2").inner_text() == "In brief"


def test_search_shows_an_actor_that_the_filters_hid(page, graph):
    page.get_by_label("Syria").check()
    page.get_by_label("Find an actor").fill("Ali Khamenei")
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Ali Khamenei"
    assert KHAMENEI in drawn(graph)["nodes"]


def test_all_relations_can_be_read_and_opened_without_a_pointer(page):
    rows = page.locator(".rows button")
    assert rows.count() == len(drawn(page.locator("#graph"))["edges"])
    rows.first.focus()
    page.keyboard.press("Enter")
    assert texts(page, "#panel blockquote")


def test_hovering_dims_all_but_the_neighbourhood(page, graph):
    page.mouse.move(*node_point(graph, KHAMENEI))
    page.wait_for_function(
        "() => document.getElementById('graph').innerText.includes('supreme leader')"
    )
    assert strength(graph, USA) > 0.9
    assert strength(graph, SYRIA) < 0.5


def test_hostile_text_stays_text(open_file):
    page = open_file("hostile")
    rows = page.locator(".rows button")
    assert rows.count() == len(drawn(page.locator("#graph"))["edges"]) > len(HOSTILE)
    for row in range(rows.count()):
        rows.nth(row).click()
        page.locator("#panel h2 button").last.click()
        assert page.locator("#panel :is(script, img, b, strong strong, code)").count() == 0
        page.keyboard.press("Escape")
    page.locator("#summary summary").click()
    assert page.locator("#summary li").count() == len(HOSTILE)
    assert page.locator("#summary a").count() == 0


PRINTABLE = sorted(set(HOSTILE) - {"bidi", "control"})


def test_hostile_names_stay_text_in_all_that_the_graph_can_do(open_file):
    page = open_file("hostile")
    graph = page.locator("#graph")
    for key in HOSTILE:
        node = f"hostile-{key}"
        graph.evaluate("(one, id) => one.graphHandle.onSelect({ kind: 'node', id })", node)
        graph.evaluate("(one, id) => one.graphHandle.onOpen(id)", node)
    page.get_by_role("button", name="Connect with …").click()
    page.locator("#panel .names button").first.click()
    page.get_by_role("button", name="Save as a picture").click()
    page.mouse.move(*node_point(graph, "hostile-image"))
    page.wait_for_timeout(300)
    assert page.locator("#tools :is(script, img, b), #graph :is(script, img, b)").count() == 0
    assert page.locator("#panel :is(script, img, b, strong strong, code)").count() == 0


@pytest.mark.parametrize("key", PRINTABLE)
def test_a_hostile_name_is_shown_letter_by_letter(open_file, key):
    page = open_file("hostile")
    page.get_by_label("Find an actor").fill(HOSTILE[key])
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").text_content() == HOSTILE[key]


def test_an_empty_graph_says_so(open_file):
    page = open_file("empty")
    assert "0 actors" in page.locator("#summary").inner_text()
    assert page.locator("#panel h2").inner_text() == "Nothing to show"


def test_on_a_phone_the_panel_is_a_sheet_at_the_bottom(browser, files):
    with watched_tab(browser, viewport=PHONE, has_touch=True) as tab:
        tab.page.goto((files / "plain.html").as_uri())
        graph = tab.page.locator("#graph")
        ready(graph)
        assert tab.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
        tab.page.touchscreen.tap(*node_point(graph, IRAQ))
        tab.page.wait_for_function("document.querySelector('#panel h2').innerText === 'Iraq'")
        box = tab.page.locator("#panel").bounding_box()
        assert box["width"] == PHONE["width"]
        assert 0.3 * PHONE["height"] < box["y"] < PHONE["height"] - 200
        tab.page.get_by_role("button", name="Key and filters").click()
        assert tab.page.get_by_label("Syria").is_visible()
        assert tab.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_canvas_follows_the_readers_colour_scheme(browser, files, scheme):
    with watched_tab(browser, viewport=DESKTOP, color_scheme=scheme) as tab:
        tab.page.goto((files / "plain.html").as_uri())
        ready(tab.page.locator("#graph"))
        font = "document.getElementById('graph').graphHandle.network.body.nodes.iran.options.font"
        assert tab.page.evaluate(f"{font}.color") == {"light": "#1d2433", "dark": "#e7eaf0"}[scheme]


# The drawing module by itself, as the page mounts it too.
MOUNT = """
    const element = document.getElementById("graph");
    const mount = (part) => mountGraph(element, { ...payload, ...part }, {
        onSelect: (selection) => window.selections.push(selection) });
    Object.assign(window, { mount, element, payload, selections: [] });
    mount();
"""


@pytest.fixture
def mounted(browser):
    """Return a function that mounts a graph in a bare page whose body has the given style."""
    graph = build_graph(extractions())
    theme = {"text": "#000000", "background": "#ffffff", "muted": "#777777"}
    payload = {**network_data(graph, positions=layout(graph)), "theme": theme}
    script = f"{drawing_module()};const payload = {json.dumps(payload)};{MOUNT}"
    with watched_tab(browser, viewport=DESKTOP) as tab:

        def mount(style="margin: 0"):
            tab.page.set_content(
                f'<body style="{style}"><div id="graph" style="height: 90vh"></div>'
                f'<script type="module">{script}</script>'
            )
            tab.page.wait_for_function("window.element?.graphHandle")
            return tab.page

        yield mount
        assert tab.complaints == []


def test_mounting_again_draws_into_the_same_canvas_and_keeps_the_view(mounted):
    page = mounted()
    graph = page.locator("#graph")
    page.evaluate("element.graphHandle.network.moveTo({ scale: 0.7, position: { x: 50, y: 9 } })")
    before = drawn(graph)
    elsewhere = "payload.nodes.map((node) => ({ ...node, x: node.x + 100 }))"
    assert page.evaluate(f"element.graphHandle === mount({{ nodes: {elsewhere}, edges: [] }})")
    after = drawn(graph)
    assert after["edges"] == []
    assert (after["places"], after["view"]) == (before["places"], before["view"])
    page.evaluate(f"mount({{ nodes: {elsewhere}, layout: 'new' }})")
    assert drawn(graph)["places"][IRAN]["x"] == before["places"][IRAN]["x"] + 100
    assert graph.locator("canvas").count() == 1


def test_clicks_are_told_with_kind_and_id(mounted):
    page = mounted()
    graph = page.locator("#graph")
    page.mouse.click(*node_point(graph, BUSH))
    page.mouse.click(*edge_point(graph, f"{IRAN}|{IRAQ}|cooperation|denied"))
    page.mouse.click(2, 2)
    assert page.evaluate("selections") == [
        {"kind": "node", "id": BUSH, "add": False},
        {"kind": "edge", "id": f"{IRAN}|{IRAQ}|cooperation|denied", "add": False},
        {"kind": None, "id": None, "add": False},
    ]


def test_a_graph_mounted_out_of_sight_is_in_view_once_it_is_shown(mounted):
    page = mounted("margin: 0; display: none")
    page.evaluate("document.body.style.display = 'block'")
    graph = page.locator("#graph")
    page.wait_for_function("element.graphHandle.network.getScale() !== 1")
    for node in drawn(graph)["nodes"]:
        x, y = node_point(graph, node)
        assert 0 < x < DESKTOP["width"] and 0 < y < DESKTOP["height"], node


def test_hiding_says_how_many_pairs_an_event_is_hidden_from(browser):
    data = json.dumps(page_data(build_graph(extractions())))
    script = f"""{static("panel.js")}
        const data = {data};
        const {{ evidence }} = createPanel(data, null, {{ hide: (key) => (window.hidden = key) }});
        for (const [key, from, to] of Object.values(data.lines).flat())
            document.body.append(evidence({{ key, event: eventOf(data, key, from), from, to }}));
    """
    with watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.set_content(f"<body></body><script type=module>{script}</script>")
        cards = tab.page.locator("article", has_text="Talabani urged")
        assert (
            cards.get_by_role("button").all_inner_texts() == ["Hide as wrong, for all 2 pairs"] * 2
        )
        cards.get_by_role("button").first.click()
        assert tab.page.evaluate("window.hidden") == "courier-tehran-4"
        alone = tab.page.locator("article", has_text="accused Iran of arming")
        assert alone.get_by_role("button").all_inner_texts() == ["Hide as wrong"]
        assert tab.complaints == []


def test_the_brief_goes_where_its_events_do(page):
    conflict = page.locator("#panel .brief > li", has_text="Conflict")
    assert conflict.count() > 0
    conflict.first.get_by_role("button", name="Show").click()
    assert conflict.first.locator("blockquote").count() > 0
    page.locator("#quads").get_by_text("Conflict: words", exact=True).click()
    page.locator("#quads").get_by_text("Conflict: deeds", exact=True).click()
    assert conflict.count() == 0

"""Labels in a real browser: legible at any zoom, never on top of each other."""

import pytest
from browser import drawn, node_point, ready, watched_tab
from samples import AHMADINEJAD, KHAMENEI, TALABANI, USA, extractions

from explorer.export.html import render_html
from explorer.graph import build_graph

pytestmark = pytest.mark.browser
LEGIBLE = 11  # pixels on the screen

SHOWN = """element => {
    const { body } = element.graphHandle.network;
    const scale = element.graphHandle.network.getScale();
    return Object.values(body.nodes)
        .filter(({ options }) => options.label?.trim())
        .map(({ id, labelModule: { size }, options }) => {
            const { font } = options;
            const top = size.top + font.vadjust; // vis-network adds it while it draws
            return { id, text: options.label, pixels: font.size * scale,
                box: [size.left, top, size.left + size.width, top + size.height] };
        });
}"""
ZOOM = """(element, scale) => new Promise(done => {
    const { network } = element.graphHandle;
    network.moveTo({ scale });
    let frames = 10; // labels follow a new zoom within a frame or two
    const next = () => (frames-- ? requestAnimationFrame(next) : done());
    next();
})"""


# How much of a small box around the middle of a line is in the line's own colour, from 0 to 1.
UNCOVERED = """(element, id) => {
    const { network } = element.graphHandle;
    const canvas = element.querySelector("canvas");
    const times = canvas.width / element.clientWidth;
    const line = network.body.edges[id];
    const { x, y } = network.canvasToDOM(line.edgeType.getPoint(0.5));
    const [width, height] = [20, 2];
    const { data } = canvas.getContext("2d").getImageData(
        x * times - width / 2, y * times - height / 2, width, height);
    const own = [1, 3, 5].map(at => parseInt(line.options.color.color.slice(at, at + 2), 16));
    const alike = at => own.every((value, band) => Math.abs(data[4 * at + band] - value) < 8);
    return [...Array(width * height).keys()].filter(alike).length / (width * height);
}"""


@pytest.fixture
def shown(browser, tmp_path):
    """Return a function that draws the samples, with places if given, and returns the drawing."""
    with watched_tab(browser, viewport={"width": 1440, "height": 900}) as tab:

        def show(**places):
            graph = build_graph(extractions())
            apart = {n: (-300.0 + 600 * (at % 2), 30.0 * (at - 10)) for at, n in enumerate(graph)}
            positions = apart | places if places else None
            file = tmp_path / "graph.html"
            file.write_text(render_html(graph, positions=positions), encoding="utf-8")
            tab.page.goto(file.as_uri())
            drawing = tab.page.locator("#graph")
            ready(drawing)
            return drawing

        yield show
        assert tab.complaints == []


@pytest.fixture
def graph(shown):
    return shown()


def overlapping(labels):
    return [
        (one["id"], other["id"])
        for at, one in enumerate(labels)
        for other in labels[at + 1 :]
        if one["box"][0] < other["box"][2]
        and other["box"][0] < one["box"][2]
        and one["box"][1] < other["box"][3]
        and other["box"][1] < one["box"][3]
    ]


@pytest.mark.parametrize("scale", [0.1, 0.25, 0.5, 1, 2])
def test_labels_are_legible_and_apart_at_every_zoom(graph, scale):
    places = drawn(graph)["places"]
    graph.evaluate(ZOOM, scale)
    labels = graph.evaluate(SHOWN)
    assert labels
    assert min(label["pixels"] for label in labels) >= LEGIBLE
    assert overlapping(labels) == []
    assert drawn(graph)["places"] == places


def test_far_away_some_labels_wait_and_close_up_all_are_there(graph):
    graph.evaluate(ZOOM, 0.1)
    few = graph.evaluate(SHOWN)
    graph.evaluate(ZOOM, 1)
    assert len(few) < len(graph.evaluate(SHOWN)) == len(drawn(graph)["nodes"])


def test_what_is_selected_is_always_named(graph):
    graph.evaluate(ZOOM, 0.1)
    graph.page.mouse.click(*node_point(graph, KHAMENEI))
    assert KHAMENEI in {label["id"] for label in graph.evaluate(SHOWN)}


def test_a_name_without_room_on_one_line_stands_on_two(shown):
    near = {AHMADINEJAD: (0.0, 0.0), KHAMENEI: (85.0, 40.0), TALABANI: (85.0, -40.0)}
    drawing = shown(**near)
    drawing.evaluate(ZOOM, 1)
    labels = {label["id"]: label for label in drawing.evaluate(SHOWN)}
    assert labels[AHMADINEJAD]["text"].endswith("Mahmoud\nAhmadinejad")
    assert labels[KHAMENEI]["text"].endswith("Ali Khamenei")
    assert overlapping([*labels.values()]) == []


@pytest.mark.parametrize("below", [-1.0, 0.0, 1.0])
@pytest.mark.parametrize("right", [-180.0, 180.0])
def test_what_a_line_says_stands_on_it_however_it_runs(shown, right, below):
    drawing = shown(**{KHAMENEI: (right, 600.0), USA: (-right, 600.0 + below)})
    [line] = [edge for edge in drawn(drawing)["edges"] if {KHAMENEI, USA} <= {*edge.split("|")}]
    drawing.evaluate("(element, id) => element.graphHandle.network.focus(id)", USA)
    drawing.evaluate(ZOOM, 1)
    assert drawing.evaluate(UNCOVERED, line) < 0.1

"""What is seen of a graph: the same in Python, for files, as in the browser, for the screen."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from browser import chromium
from samples import AHMADINEJAD, BUSH, IRAN, IRAQ, KHAMENEI, LEAGUE, SYRIA, USA, extractions

from benchmarks.crowd import crowd
from explorer.app.state import as_told
from explorer.export.html import page_data
from explorer.export.vis import static
from explorer.filters import MOST_ACTORS
from explorer.graph import build_graph
from explorer.model import Kind
from explorer.ontology import QUADS, STATUSES
from explorer.views import POLARITIES, Filter, Look, bundles, filter_graph, only_mentioned, seen

GRAPH = build_graph(extractions())


def test_nothing_asked_leaves_the_graph_as_it_is():
    assert seen(GRAPH, Look(most=5, pins=((IRAN, 1, 2),))) is GRAPH


@pytest.mark.parametrize(
    ("look", "gone"),
    [
        pytest.param(Look(kinds_off=("person",)), {KHAMENEI, AHMADINEJAD, BUSH}, id="kind"),
        pytest.param(Look(hidden=(KHAMENEI,)), {KHAMENEI}, id="actor"),
        pytest.param(Look(around=(LEAGUE,)), {IRAN, IRAQ, SYRIA, USA, BUSH}, id="surroundings"),
        pytest.param(Look(ways=(f"{IRAN}|{IRAQ}",)), {SYRIA, USA, KHAMENEI, LEAGUE}, id="way"),
    ],
)
def test_who_is_not_seen(look, gone):
    left = seen(GRAPH, look)
    assert set(GRAPH) - set(left) >= gone
    assert len(left)


@pytest.mark.parametrize(
    ("look", "is_gone"),
    [
        pytest.param(Look(polarities_off=("conflict",)), "|conflict|", id="colour"),
        pytest.param(Look(statuses_off=("planned",)), "|planned", id="status"),
        pytest.param(Look(polarities_off=("affiliation",)), "|affiliation|", id="ties"),
        pytest.param(Look(hidden=(f"{IRAN}|{IRAQ}|cooperation|denied",)),
                     f"{IRAN}|{IRAQ}|cooperation|denied", id="line"),
    ],
)  # fmt: skip
def test_lines_that_are_not_seen(look, is_gone):
    before, after = ({line.id for line in bundles(one)} for one in (GRAPH, seen(GRAPH, look)))
    assert any(is_gone in id for id in before)
    assert after == {id for id in before if is_gone not in id}


def test_what_is_left_out_is_told_beside_the_filters():
    filtered = filter_graph(GRAPH, Filter(countries=("IRN",)))
    look = Look(statuses_off=("planned",), around=(IRAQ,), depth=2)
    assert seen(filtered, look).graph["filters"] == {
        "countries": ["IRN"],
        "without_statuses": ["planned"],
        "around": [IRAQ],
        "steps": [2],
    }


def some_looks(graph: Any) -> Iterator[Look]:
    """Yield looks that leave out some of everything, the same ones every time."""
    chance = Random(2006)
    nodes, lines = sorted(set(graph) - only_mentioned(graph)), bundles(graph)

    def some(values: Any, share: float) -> tuple[str, ...]:
        return tuple(one for one in values if chance.random() < share)

    for turn in range(120):
        yield Look(
            kinds_off=some(map(str, Kind), 0.15),
            polarities_off=some(POLARITIES, 0.15),
            quads_off=some((*QUADS, "affiliation"), 0.15),
            statuses_off=some(STATUSES, 0.15),
            hidden=some((*nodes, *(line.id for line in lines)), 0.05),
            ways=some([f"{line.a}|{line.b}" for line in lines], 0.5) if turn % 4 == 0 else (),
            around=tuple(chance.sample(nodes, 2)) if turn % 3 == 0 else (),
            depth=chance.randint(1, 3),
            most=len(graph),
        )


VISIBLE = """([data, looks]) => looks.map((look) => {
    const { nodes, lines } = visible(indexed(data), { ...everything(), ...look }, []);
    const told = lines.map(({ id, items }) => [id, items.map(({ key }) => key)]);
    return { nodes: nodes.map(({ id }) => id).sort(), lines: Object.fromEntries(told) };
})"""


@pytest.mark.browser
def test_what_is_taken_away_is_what_the_browser_shows():
    with chromium() as browser:
        page = browser.new_page()
        for script in ("panel.js", "visible.js"):  # as page and export have them
            page.add_script_tag(content=static(script))
        for graph in (GRAPH, build_graph(crowd(40, 90))):
            looks = list(some_looks(graph))
            shown = page.evaluate(VISIBLE, [page_data(graph), [as_told(one) for one in looks]])
            assert shown == [in_words(graph, seen(graph, look)) for look in looks]


def in_words(whole: Any, part: Any) -> dict[str, Any]:
    return {
        "nodes": sorted(set(part) - only_mentioned(whole)),
        "lines": {line.id: list(line.keys) for line in bundles(part)},
    }


def test_page_and_script_draw_the_same_number_of_actors() -> None:
    assert f"const MOST_AT_FIRST = {MOST_ACTORS};" in static("visible.js")

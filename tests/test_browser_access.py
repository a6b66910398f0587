"""Nobody is shut out: axe-core finds no serious fault in page and export, in the light and dark."""

from __future__ import annotations

import pytest
from access import faults
from browser import node_point, ready, watched_tab
from samples import IRAN, KHAMENEI, extractions

from explorer.export.html import render_html
from explorer.graph import build_graph

pytestmark = pytest.mark.browser
DESKTOP = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    file = tmp_path_factory.mktemp("access") / "graph.html"
    file.write_text(render_html(build_graph(extractions())), encoding="utf-8")
    return file.as_uri()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_export_has_no_serious_fault(browser, exported, scheme):
    with watched_tab(browser, viewport=DESKTOP, color_scheme=scheme) as tab:
        page = tab.page
        page.goto(exported)
        graph = page.locator("#graph")
        ready(graph)
        assert faults(page) == []  # the overview, with the hint
        page.get_by_role("button", name="Got it").click()
        page.mouse.dblclick(*node_point(graph, IRAN))
        assert faults(page) == []  # an actor, and its surroundings
        page.get_by_role("button", name="Show all", exact=True).click()
        page.keyboard.down("Control")
        page.mouse.click(*node_point(graph, KHAMENEI))
        page.keyboard.up("Control")
        assert faults(page) == []  # the ways between two


def test_a_fault_would_be_found(browser, exported):
    with watched_tab(browser, viewport=DESKTOP) as tab:
        tab.page.goto(exported)
        ready(tab.page.locator("#graph"))
        tab.page.evaluate(
            "document.querySelector('#panel').append(document.createElement('input'))"
        )
        assert [one.partition(":")[0] for one in faults(tab.page)] == ["label"]


def test_all_that_the_pointer_does_can_be_done_with_keys(browser, exported):
    with watched_tab(browser, viewport=DESKTOP) as tab:
        page = tab.page
        page.goto(exported)
        ready(page.locator("#graph"))
        reached = set()
        for _ in range(60):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate(
                    """() => {
                        const { activeElement: one } = document;
                        if (one === document.body) return null;
                        const { outlineStyle } = getComputedStyle(one);
                        const seen = outlineStyle !== "none" || one.closest("#graph") !== null;
                        return [one.ariaLabel || one.textContent.trim() || one.id, seen].join();
                    }"""
                )
            )
        for name in ("Zoom in", "Fit", "Save as a picture", "Full screen", "Got it"):
            assert f"{name},true" in reached
        assert [one for one in reached - {None} if not one.endswith(",true")] == []

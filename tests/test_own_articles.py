"""Articles that readers put in are found again by a reload or a link, for a while."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browser import drawn, open_popover, ready, watched_tab
from playwright.sync_api import Browser
from serving import PAGE, served
from streamlit.testing.v1 import AppTest

from explorer import environment
from explorer.app import own_articles
from explorer.app.data import Source
from explorer.app.own_articles import KEY, MOST_SECONDS, OwnArticles
from explorer.model import Article

PASTED = "Portugal accused Spain of overfishing. Spain will meet Portugal in Faro."


class Clock:
    """Tells the time that it is set to."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def source(text: str) -> Source:
    return Source((Article("one", text),))


def test_a_name_finds_what_was_kept_under_it_and_nobody_guesses_one() -> None:
    kept = OwnArticles()
    names = [kept.keep(source(PASTED)) for _ in range(50)]
    assert len(set(names)) == 50
    assert all(name and re.fullmatch(r"[\w-]{22}", name) for name in names)
    assert kept.find(str(names[7])) == source(PASTED)
    assert kept.find("anything") is None


def test_they_are_kept_for_a_day_from_when_they_were_looked_at() -> None:
    clock = Clock()
    kept = OwnArticles(clock)
    seen, left = str(kept.keep(source("seen"))), str(kept.keep(source("left")))
    clock.now = MOST_SECONDS - 1
    assert kept.find(seen)
    clock.now = MOST_SECONDS + 1
    assert kept.find(left) is None
    assert kept.find(seen)


def test_what_is_too_much_goes_the_oldest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_articles, "MOST_SOURCES", 3)
    kept = OwnArticles()
    names = [str(kept.keep(source(f"{n}"))) for n in range(3)]
    kept.find(names[0])
    kept.keep(source("new"))
    assert [bool(kept.find(name)) for name in names] == [True, False, True]


def test_what_is_too_large_goes_or_is_not_kept_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_articles, "MOST_CHARACTERS", 250)
    monkeypatch.setattr(own_articles, "_LARGEST", 100)
    kept = OwnArticles()
    names = [str(kept.keep(source("x" * 100))) for _ in range(3)]
    assert [bool(kept.find(name)) for name in names] == [False, True, True]
    assert kept.keep(source("x" * 101)) is None


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an article, which the page opens."""
    (tmp_path / "one.txt").write_text("Oman met Togo.", encoding="utf-8")
    monkeypatch.setenv(environment.PATHS, str(tmp_path))
    monkeypatch.setenv(environment.CORRECTIONS, str(tmp_path / "state" / "corrections.json"))
    return tmp_path


def opened(**query: str) -> AppTest:
    page = AppTest.from_file(str(PAGE), default_timeout=60)
    for key, value in query.items():
        page.query_params[key] = value
    page.run()
    assert not page.exception
    return page


def paste(page: AppTest, text: str = PASTED) -> None:
    [box] = [one for one in page.text_area if one.label == "Paste an article"]
    box.set_value(text)
    [button] = [one for one in page.button if one.label == "Draw the graph"]
    button.click().run()
    assert not page.exception


def says(page: AppTest, words: str) -> bool:
    """Tell whether the link, to be shared, is told of in these words."""
    return any(words in one.value for one in page.caption)


def texts(page: AppTest) -> list[str]:
    return [one.text for one in page.session_state["source"].articles]


def test_a_link_opens_what_was_pasted(folder: Path) -> None:
    page = opened()
    assert KEY not in page.query_params
    paste(page)
    name = str(page.query_params[KEY])
    assert says(page, "kept on the server for a day")
    again = opened(**{KEY: name, "country": "ESP"})
    assert texts(again) == [PASTED]
    assert again.session_state["countries"] == ["ESP"]
    assert not [one.value for one in again.markdown if "About this link" in one.value]
    [back] = [one for one in again.button if one.label == "Back to the sample articles"]
    back.click().run()
    assert texts(again) == ["Oman met Togo."]
    assert KEY not in again.query_params
    assert not says(again, "Your articles") and says(again, "sees the same view")


def test_a_link_to_what_is_no_longer_kept_says_so(folder: Path) -> None:
    page = opened(**{KEY: "long-gone", "country": "OMN"})
    assert texts(page) == ["Oman met Togo."]
    assert any("no longer kept" in one.value for one in page.text)
    assert page.session_state["countries"] == ["OMN"]


def test_what_is_too_large_to_be_kept_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(own_articles, "_LARGEST", 10)
    page = opened()
    paste(page)
    assert texts(page) == [PASTED]
    assert KEY not in page.query_params
    assert any("so much is not kept" in one.value for one in page.text)
    assert says(page, "does not hold your articles")


@pytest.mark.browser
def test_a_reload_finds_what_was_pasted(browser: Browser, folder: Path) -> None:
    with served(PAGE, folder) as address, watched_tab(browser) as tab:
        page = tab.page
        page.goto(address)
        ready(page.locator("#graph"))
        open_popover(page, "Add articles")
        page.get_by_label("Paste an article").fill(PASTED)
        page.get_by_role("button", name="Draw the graph").click()
        page.wait_for_url(f"**{KEY}=*")
        page.reload()
        ready(page.locator("#graph"))
        assert {"PRT", "ESP"} <= set(drawn(page.locator("#graph"))["nodes"])

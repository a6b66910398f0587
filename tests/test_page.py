"""The page without a browser: Streamlit's own test driver runs the script."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from samples import IRAQ, KHAMENEI, TALABANI, extractions
from streamlit.testing.v1 import AppTest

from explorer import environment
from explorer.app import stored
from explorer.app.data import Source, build, count_events, distinct, of_article, picked, placed
from explorer.model import Article
from explorer.store import connect, open_writer, query
from explorer.views import Filter, matrix

SCRIPT = Path(__file__).parent.parent / "streamlit_app.py"
ARTICLES = (
    "Iraqi President Jalal Talabani met Ayatollah Ali Khamenei in Tehran on Monday. "
    "Khamenei accused the United States of backing gunmen in Iraq.",
    "Lebanon accused Syria of murder. Syria criticized the United States.",
)
HTML = b"<html><body><nav><a href='/'>Home</a></nav><form><input></form></body></html>"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return an empty folder that the page opens."""
    monkeypatch.setenv(environment.PATHS, str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path


@pytest.fixture
def page(folder):
    """Return the page, run once, on two articles."""
    for number, text in enumerate(ARTICLES):
        record = {"text": text, "title": f"Title {number}", "published": f"2006-11-2{number}"}
        record["outlet"] = ("Post", "Wire")[number]
        (folder / f"{number}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    return opened()


def opened() -> AppTest:
    return fine(AppTest.from_file(str(SCRIPT), default_timeout=60).run())


def fine(page: AppTest) -> AppTest:
    assert not page.exception, page.exception
    return page


def counts(page: AppTest) -> str:
    return page.caption[0].value


def said(page: AppTest) -> str:
    return "\n".join(text.value for text in page.text)


def control(elements, label):
    (found,) = [one for one in elements if one.label == label]
    return found


def put_in(page: AppTest, *, text: str = "", files=(), join: bool = False) -> AppTest:
    control(page.text_area, "Paste an article").set_value(text)
    if files:
        control(page.file_uploader, "or upload files").set_value(list(files))
    if join:
        control(page.radio, "Your articles will").set_value("join what is shown")
    control(page.button, "Draw the graph").click()
    return fine(page.run())


def test_it_opens_with_the_graph_of_its_articles(page):
    assert "· 2 articles" in counts(page)
    assert " of " not in counts(page)


def test_it_opens_on_the_articles_that_come_with_it(monkeypatch):
    monkeypatch.delenv(environment.PATHS, raising=False)
    page = opened()
    assert not page.info, page.info
    assert not page.error


def test_an_empty_folder_is_met_with_what_to_do(folder):
    page = opened()
    assert "Add articles" in page.info[0].value
    assert "has no articles" in said(page)
    assert "3 actors" in counts(put_in(page, text="Iran and Iraq accused Syria of lies."))


def test_articles_without_actors_are_met_with_what_to_do(folder):
    (folder / "poem.txt").write_text("Roses are red, violets are blue.", encoding="utf-8")
    assert "No actors" in opened().info[0].value


def test_a_country_leaves_what_involves_it_and_everything_comes_back(page):
    whole = counts(page)
    control(page.multiselect, "Countries").set_value(["SYR"])
    fine(page.run())
    assert " of " in counts(page)
    control(page.button, "Show everything").click()
    assert counts(fine(page.run())) == whole


@pytest.mark.parametrize(
    ("kind", "label", "choice"),
    [
        pytest.param("multiselect", "Event types", ["ACCUSE"], id="type"),
        pytest.param("radio", "Relations to keep", True, id="no-country"),
        pytest.param("button_group", "Kind of event", ["verbal conflict"], id="quad"),
        pytest.param("slider", "Hide readings less sure than", 1.0, id="sure"),
        pytest.param("toggle", "Reprints of a report, too", False, id="reports"),
        pytest.param("button_group", "Kind of actor", ["person"], id="actors"),
        pytest.param("multiselect", "Outlets", ["Post"], id="outlet"),
        pytest.param("multiselect", "Sources quoted", ["(the article)"], id="speaker"),
    ],
)
def test_every_filter_leaves_some_or_none_without_an_exception(page, kind, label, choice):
    control(getattr(page, kind), label).set_value(choice)
    fine(page.run())


def test_a_filter_that_leaves_nothing_is_no_error(page):
    control(page.slider, "Hide readings less sure than").set_value(1.0)
    assert counts(fine(page.run())).startswith("0 of ")


def test_who_is_only_mentioned_is_counted_apart(page):
    put_in(page, text="Russia accused China of fraud. Belgium is a small country.")
    assert counts(page) == "2 actors, 1 event · 1 article · 1 more actor named, without events"


def test_a_pasted_text_replaces_the_samples_and_they_come_back(page):
    whole = counts(page)
    put_in(page, text="Russia accused China of fraud.")
    assert counts(page) == "2 actors, 1 event · 1 article"
    control(page.button, "Back to the sample articles").click()
    assert counts(fine(page.run())) == whole


def test_own_articles_may_join_what_is_there_even_under_the_same_name(page):
    put_in(page, text="Russia accused China of fraud.", join=True)
    assert "· 3 articles" in counts(page)
    put_in(page, text="France accused Germany of fraud.", join=True)
    assert "· 4 articles" in counts(page)


def test_other_articles_come_unfiltered(page):
    control(page.multiselect, "Countries").set_value(["SYR"])
    fine(page.run())
    put_in(page, text="Russia accused China of fraud.")
    assert counts(page) == "2 actors, 1 event · 1 article"


REFUSED = {
    "empty": ("empty.txt", b"", "empty"),
    "whitespace": ("blank.txt", b" \n\t\n", "empty"),
    "binary": ("picture.txt", b"\x89PNG\x00\x00", "NUL bytes"),
    "pdf": ("report.pdf", b"%PDF-1.7", ".pdf are not read"),
    "encoding": ("koi8.txt", "Россия обвинила Китай".encode("koi8-r"), "encoding"),
    "five-megabytes": ("long.txt", b"word " * 1_000_000, "characters"),
    "no-article": ("menu.html", HTML, "no article was found"),
    "malformed": ("lines.jsonl", b'{"text": \n', "not valid JSON"),
    "no-text-column": ("table.csv", b"a,b\n1,2\n", "columns"),
    "hostile-name": ("<script>x.txt", b"", "<script>x.txt"),
}


@pytest.mark.parametrize("name, data, reason", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_named_with_the_reason_and_what_is_shown_stays(page, name, data, reason):
    whole = counts(page)
    put_in(page, files=[(name, data, "application/octet-stream")])
    assert name in said(page)
    assert reason in said(page)
    assert counts(page) == whole


def test_what_is_refused_stands_beside_what_worked(page):
    lines = b'{"text": "Russia accused China of fraud."}\n{"text": \n'
    files = [("good.jsonl", lines, "text/plain"), ("bad.txt", b"", "text/plain")]
    put_in(page, files=files)
    assert counts(page) == "2 actors, 1 event · 1 article"
    assert "good.jsonl, line 2" in said(page)
    assert "bad.txt" in said(page)


def test_a_date_that_nobody_understands_is_told(page):
    record = {"text": "Russia accused China of fraud.", "published": "03/04/2006"}
    put_in(page, files=[("news.json", json.dumps(record).encode(), "text/plain")])
    assert "03/04/2006" in said(page)


@pytest.mark.parametrize("text", ["", "  \n "], ids=["nothing", "whitespace"])
def test_pasting_nothing_says_so(page, text):
    whole = counts(page)
    put_in(page, text=text)
    assert said(page)
    assert counts(page) == whole


def tab(page: AppTest, name: str) -> AppTest:
    page.session_state["tab"] = name
    return fine(page.run())


def test_the_tables_tell_events_and_articles(page):
    (events,) = (table.value for table in tab(page, "List").dataframe)
    assert ARTICLES[1].split(". ")[1] in set(events["Sentence"])
    (articles,) = (table.value for table in tab(page, "Read").dataframe)
    assert list(articles["Title"]) == ["Title 0", "Title 1"]


def test_the_events_show_their_sentence_whole_and_how_sure_it_is_read(page):
    (table,) = tab(page, "List").dataframe
    columns = list(table.value)
    assert columns[columns.index("Sentence") + 1] == "Confidence"
    assert all(0 < one <= 1 for one in table.value["Confidence"])
    assert table.proto.row_height >= 35 + 19  # a second line, where Streamlit wraps


def test_same_ids_are_told_apart_and_the_same_article_comes_once():
    first, second = Article("a", "One."), Article("a", "Two.")
    assert [one.id for one in distinct([first, second, first])] == ["a", "a (2)"]


def test_an_article_in_another_language_is_named_beside_the_articles(page):
    put_in(page, text="Der Präsident empfing am Montag seinen Kollegen, und beide " * 3)
    assert "pasted text: this article is in German" in said(page)
    assert "No actors" in page.info[0].value
    assert "this article is in German" in "".join(one.value for one in page.main.text)
    put_in(page, text="Iran and Iraq accused Syria of lies.")
    assert "German" not in said(page)


def test_an_article_in_another_language_says_so_in_its_list_and_when_it_is_open(page):
    put_in(page, text="Der Präsident empfing am Montag seinen Kollegen, und beide " * 3, join=True)
    (articles,) = (table.value for table in tab(page, "Read").dataframe)
    notes = dict(zip(articles["Title"], articles["Note"], strict=True))
    assert "this article is in German" in notes["pasted text"]
    assert notes["Title 0"] == ""
    page.session_state["article"] = "pasted text"
    fine(page.run())
    told = "this article is in German"
    assert [told in one.value for one in page.text].count(True) == 2  # above all, and over its text
    page.session_state["article"] = "0.jsonl"
    fine(page.run())
    assert [told in one.value for one in page.text].count(True) == 1


@pytest.fixture
def store(tmp_path, monkeypatch):
    """Return the page on a store of the sample extractions, where it draws three actors at most."""
    path = tmp_path / "corpus.duckdb"
    with open_writer(path, paths=("news",)) as writer:
        for one in extractions():
            writer.add(one, source=one.article.id)
    monkeypatch.setenv(environment.STORE, str(path))
    monkeypatch.setattr(stored, "MOST_ACTORS", 3)
    return path


def test_of_a_store_the_most_connected_are_shown(store):
    page = opened()
    assert re.match(r"3 of \d+ actors, \d+ of \d+ events · 2 articles", counts(page))
    assert len(control(page.multiselect, "Countries").options) == 4


def test_a_filter_asks_the_whole_store(store):
    page = opened()
    control(page.multiselect, "Countries").set_value(["SYR"])
    fine(page.run())
    assert counts(page).startswith("3 of ")
    shown = query.graph(connect(store), Filter(countries=("SYR",)), limit=3)
    assert set(shown) - set(query.graph(connect(store), limit=3))


@pytest.mark.parametrize("name", ["List", "Compare", "Check"])
@pytest.mark.parametrize(("most", "told"), [(3, True), (50, False)])
def test_a_tab_that_looks_at_a_part_of_a_store_says_so(store, monkeypatch, name, most, told):
    monkeypatch.setattr(stored, "MOST_ACTORS", most)
    page = opened()
    tab(page, name)
    assert any("There is more in this store" in note.value for note in page.info) is told


def test_what_a_filter_brings_in_is_part_of_the_corpus(store):
    whole = build(Source(store=store), corrections=(), advance=lambda step: None)
    shown = picked(whole, Filter(countries=("SYR",)))
    joined = placed(whole, shown)
    assert joined.places.keys() >= set(shown)
    assert whole.places.items() <= joined.places.items()
    assert set(joined.graph) == set(shown) | set(whole.graph)
    assert set(shown.edges(keys=True)) <= set(joined.graph.edges(keys=True))
    assert placed(whole, picked(whole, Filter())) is whole
    article = next(iter(joined.readings))
    assert len(of_article(joined, joined.readings[article]).graph) > len(shown)


def test_a_store_that_cannot_be_read_is_said(store):
    store.write_text("no store")
    assert "damaged, or no store" in said(opened())


def test_own_articles_take_the_place_of_a_store(store):
    page = put_in(opened(), text=ARTICLES[1], join=True)
    assert "· 1 article" in counts(page)
    control(page.button, "Back to the store").click()
    assert "· 2 articles" in counts(fine(page.run()))


def test_two_actors_are_made_one_and_apart_again(page):
    whole = counts(page)
    tab(page, "Correct")
    page.selectbox(key="merge actor").select("ali-khamenei")
    page.selectbox(key="merge into").select("IRQ")
    control(page.button, "Make them one").click()
    fine(page.run())
    assert counts(page) != whole
    assert "Ali Khamenei is Iraq" in said(page)
    control(page.button, "Undo").click()
    assert counts(fine(page.run())) == whole


def test_an_actor_gets_another_name(page):
    tab(page, "Correct")
    page.selectbox(key="rename actor").select("ali-khamenei")
    page.text_input(key="rename name").set_value("The Leader")
    control(page.button, "Rename").click()
    fine(page.run())
    assert "Ali Khamenei is called The Leader" in said(page)
    (events,) = (table.value for table in tab(page, "List").dataframe)
    assert "The Leader" in set(events["Who"])


def test_a_broken_file_of_corrections_is_named_and_kept(page, folder):
    path = folder / "state" / "actor-graph-explorer" / "corrections.json"
    path.parent.mkdir(parents=True)
    path.write_text("{")
    tab(page, "Correct")
    assert "no file of corrections" in said(page)
    page.selectbox(key="rename actor").select("ali-khamenei")
    page.text_input(key="rename name").set_value("The Leader")
    control(page.button, "Rename").click()
    assert "no file of corrections" in said(fine(page.run()))
    assert path.read_text() == "{"


def correct_something(page: AppTest) -> None:
    """Make Khamenei one with Iraq, in the tab for it."""
    tab(page, "Correct")
    page.selectbox(key="merge actor").select(KHAMENEI)
    page.selectbox(key="merge into").select(IRAQ)
    control(page.button, "Make them one").click()
    fine(page.run())


def test_a_store_is_corrected_in_a_file_beside_it(store, monkeypatch):
    monkeypatch.setattr(stored, "MOST_ACTORS", 50)
    before = store.read_bytes()
    page = opened()
    whole = counts(page)
    correct_something(page)
    assert counts(page) != whole
    assert "Ali Khamenei is Iraq" in said(page)
    kept = store.with_name("corpus.duckdb.corrections.json")
    assert "merge" in kept.read_text()
    assert counts(opened()) == counts(page)
    control(page.button, "Undo").click()
    assert counts(fine(page.run())) == whole
    assert store.read_bytes() == before


def test_corrections_of_a_store_that_cannot_be_kept_are_said(store, monkeypatch):
    monkeypatch.setattr(stored, "MOST_ACTORS", 50)
    store.with_name("corpus.duckdb.corrections.json").mkdir()
    page = opened()
    correct_something(page)
    assert "corrections.json" in said(page)


def test_words_are_looked_for_in_the_whole_store(store):
    page = opened()
    page.session_state["sought in a store"] = "talabani"
    fine(page.run())
    actors, sentences = (table.value for table in page.dataframe)
    assert list(actors["Name"]) == ["Jalal Talabani"]
    assert all("Talabani" in sentence for sentence in sentences["Sentence"])


def test_an_actor_that_is_not_drawn_is_opened_with_its_surroundings(store):
    page = AppTest.from_file(str(SCRIPT), default_timeout=60)
    page.query_params["at"] = page.query_params["around"] = TALABANI
    fine(page.run())
    alone = query.ego(connect(store), TALABANI, limit=3)
    shown = {*query.graph(connect(store), limit=3), *alone}
    assert counts(page).startswith(f"{len(shown)} of ")


def test_a_cell_of_countries_says_what_it_opens(page):
    tab(page, "Countries")
    assert not any("Left: " in one.value for one in page.caption)
    for key, value in {"countries": ["LBN", "SYR"], "only among": True}.items():
        page.session_state[key] = value
    fine(page.run())
    (told,) = [one.value for one in page.caption if one.value.startswith("Left: ")]
    left, *parts = map(int, re.findall(r"(?<=: )\d+", told))
    assert f", {left} of " in counts(page)
    assert "Lebanon to Syria: " in told
    assert sum(parts) == left or "counts for each" in told


def test_what_either_of_two_outlets_tells_is_not_called_both(page):
    tab(page, "Compare")
    control(page.button, "either of them").click()
    fine(page.run())
    assert set(page.session_state["outlets"]) == {"Post", "Wire"}


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        pytest.param("kind", "", "kind: it has no value", id="empty"),
        pytest.param("kind", "ghost", 'kind: "ghost" is none of person', id="unknown"),
        pytest.param("kind", "organization", "kind: nothing here is organization", id="not-here"),
        pytest.param("outlet", "Nobody", "outlet: nothing here is Nobody", id="no-such-outlet"),
        pytest.param("min-events", "999", "min-events: 999 is more than there is", id="too-many"),
    ],
)
def test_a_link_that_asks_for_what_is_not_there_opens_and_names_the_key(page, key, value, words):
    whole = counts(page)
    linked = AppTest.from_file(str(SCRIPT), default_timeout=60)
    linked.query_params[key] = value
    fine(linked.run())
    assert words in said(linked)
    assert counts(linked) == whole
    assert words in said(fine(linked.run()))


def test_timeline_and_countries_ask_the_whole_store(store):
    wanted = Filter()
    asked = stored.Stored(store)
    whole = asked.graph(wanted)
    bars, unit, _ = asked.times(wanted)
    assert sum(bar.count for bar in bars) > count_events(whole)
    assert unit == "day"
    assert len(asked.matrix(wanted)) > len(matrix(whole))
    for name in ("Explore", "Countries"):
        assert not tab(opened(), name).info

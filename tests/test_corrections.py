"""Corrections: what they change, what they leave, and the file they are kept in."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import AHMADINEJAD, BUSH, IRAN, IRAQ, KHAMENEI, TALABANI, extractions

from explorer.corrections import Hide, Locate, Merge, Rename, correct, default_path, load, save
from explorer.errors import CorrectionsError
from explorer.graph import build_graph


def corrected(*corrections):
    return build_graph(correct(extractions(), corrections))


WHOLE = corrected()


def names(graph):
    return {node: (data["name"], data["kind"]) for node, data in graph.nodes(data=True)}


def test_nothing_corrected_is_nothing_changed():
    assert correct(extractions(), ()) == extractions()


def test_two_actors_are_one():
    graph = corrected(Merge(KHAMENEI, IRAN))
    assert KHAMENEI not in graph
    data = graph.nodes[IRAN]
    assert (data["name"], data["kind"], data["country"]) == ("Iran", "country", "IRN")
    assert {"Ali Khamenei", "Khamenei", "Tehran"} <= set(data["aliases"])
    assert data["mentions"] == sum(WHOLE.nodes[id]["mentions"] for id in (IRAN, KHAMENEI))
    assert graph.has_edge(IRAN, "united-states", "courier-tehran-3")
    assert graph.edges[IRAN, IRAQ, "courier-tehran-2"]["attribution_id"] == IRAN


def test_what_two_do_to_each_other_stays_with_the_one_they_are():
    graph = corrected(Merge(TALABANI, AHMADINEJAD))
    assert "courier-tehran-1" in [one["key"] for one in graph.nodes[AHMADINEJAD]["solo"]]


@pytest.mark.parametrize(
    "corrections",
    [
        pytest.param([Merge(KHAMENEI, AHMADINEJAD), Merge(AHMADINEJAD, IRAN)], id="chain"),
        pytest.param([Merge(AHMADINEJAD, IRAN), Merge(KHAMENEI, AHMADINEJAD)], id="other-order"),
    ],
)
def test_merges_add_up(corrections):
    graph = corrected(*corrections)
    assert {KHAMENEI, AHMADINEJAD}.isdisjoint(graph)
    assert graph.nodes[IRAN]["name"] == "Iran"


def test_a_circle_of_merges_ends():
    assert len(corrected(Merge(IRAN, IRAQ), Merge(IRAQ, IRAN))) == len(WHOLE) - 1


def test_another_name():
    graph = corrected(Rename(BUSH, "Bush the Younger"), Rename(BUSH, "W."))
    assert graph.nodes[BUSH]["name"] == "W."
    assert "George W. Bush" in graph.nodes[BUSH]["aliases"]


def test_the_name_of_one_that_was_merged_is_that_of_the_one_left():
    graph = corrected(Rename(KHAMENEI, "The Leader"), Merge(KHAMENEI, IRAN))
    assert graph.nodes[IRAN]["name"] == "The Leader"


def test_another_country():
    graph = corrected(Locate(KHAMENEI, "OMN"), Locate(TALABANI, ""), Merge(KHAMENEI, BUSH))
    told = {id: graph.nodes[id]["country"] for id in (BUSH, TALABANI, AHMADINEJAD)}
    assert told == {BUSH: "OMN", TALABANI: None, AHMADINEJAD: "IRN"}
    assert graph.nodes[BUSH]["country_source"] == "reader"


def hidden(key):
    event = next(event for one in extractions() for event in one.events if event.id == key)
    return Hide(event.article_id, event.start, event.end, event.event_type)


def test_a_hidden_event_is_gone_from_all_its_pairs():
    keys = {key for *_, key in corrected(hidden("courier-tehran-5")).edges(keys=True)}
    assert {key for *_, key in WHOLE.edges(keys=True)} - keys == {"courier-tehran-5"}


def test_the_mark_stays_when_the_event_gets_another_id():
    mark = hidden("courier-tehran-3")
    again = [
        replace(one, events=tuple(replace(event, id=f"new-{event.id}") for event in one.events))
        for one in extractions()
    ]
    left = [event.id for one in correct(again, [mark]) for event in one.events]
    assert "new-courier-tehran-3" not in left
    assert len(left) == sum(len(one.events) for one in extractions()) - 1


@pytest.mark.parametrize(
    "correction",
    [
        pytest.param(Merge("nobody", IRAN), id="merge-nobody"),
        pytest.param(Merge(IRAN, "nobody"), id="merge-into-nobody"),
        pytest.param(Rename("nobody", "X"), id="rename-nobody"),
        pytest.param(Locate("nobody", "IRN"), id="locate-nobody"),
        pytest.param(Hide("gone", 0, 4, "AID"), id="article-gone"),
        pytest.param(replace(hidden("courier-tehran-3"), event_type="AID"), id="other-type"),
        pytest.param(Merge(IRAN, IRAN), id="itself"),
    ],
)
def test_what_fits_nothing_changes_nothing(correction):
    graph = corrected(correction)
    assert names(graph) == names(WHOLE)
    assert set(graph.edges(keys=True)) == set(WHOLE.edges(keys=True))


texts = st.text(max_size=20)
corrections = st.one_of(
    st.builds(Merge, texts, texts, texts),
    st.builds(Rename, texts, texts, texts),
    st.builds(Locate, texts, texts, texts),
    st.builds(Hide, texts, st.integers(), st.integers(), texts, texts),
)


@settings(deadline=None)
@given(st.lists(corrections, max_size=4).map(tuple))
def test_they_come_back_from_the_file(tmp_path_factory, some):
    path = tmp_path_factory.mktemp("state") / "new" / "corrections.json"
    save(path, some)
    assert load(path) == some


def test_no_file_is_no_corrections(tmp_path):
    assert load(tmp_path / "none.json") == ()


def test_they_are_kept_in_the_state_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_path() == tmp_path / "actor-graph-explorer" / "corrections.json"
    monkeypatch.delenv("XDG_STATE_HOME")
    assert default_path().parts[-5:-2] == (default_path().home().name, ".local", "state")


RENAME = {"kind": "rename", "actor": "a", "name": "A", "note": ""}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        pytest.param("{", "no file of corrections", id="no-json"),
        pytest.param("[]", "an object with a list", id="list"),
        pytest.param('{"format": 1}', "an object with a list", id="no-list"),
        pytest.param({"format": 2, "corrections": []}, "only format 1 is known", id="newer"),
        pytest.param({"format": 1, "corrections": [3]}, "correction 1 is of no kind", id="number"),
        pytest.param({"format": 1, "corrections": [RENAME, {"kind": "burn"}]},
                     "correction 2 is of no kind known (merge, rename, country, hide)", id="kind"),
        pytest.param({"format": 1, "corrections": [{**RENAME, "name": 3}]},
                     'correction 1 has no proper "name"', id="no-text"),
        pytest.param({"format": 1, "corrections": [{"kind": "merge", "actor": "a"}]},
                     'correction 1 has no proper "into"', id="missing"),
    ],
)  # fmt: skip
def test_a_file_that_is_none_is_named_with_what_is_wrong(tmp_path, content, words):
    path = tmp_path / "corrections.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    with pytest.raises(CorrectionsError) as refusal:
        load(path)
    assert str(path) in str(refusal.value)
    assert words in str(refusal.value)


def test_what_cannot_be_written_is_said_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CorrectionsError, match="cannot be written"):
        save(tmp_path / "file" / "corrections.json", ())
    assert [one.name for one in tmp_path.iterdir()] == ["file"]

"""The component that reads events, in anybody's spaCy pipeline: spans, settings, contexts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from explorer.nlp import load_pipeline
from explorer.nlp.contexts import DISTANCES, PLACES, WORDS, contexts, sentence_bounds
from explorer.nlp.events import GROUP, NAME, ActorEvents, confidence

ACCUSED = "Portugal accused Denmark of spying."


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    return nlp


def words(doc: Doc, role: str, number: int = 0) -> list[str]:
    fillers = doc.spans[GROUP].attrs[GROUP][number][role]
    return [doc[filler["word"]].text for filler in fillers]


def test_it_reads_events_in_a_pipeline_without_anything_else(blank: Language) -> None:
    doc = blank(ACCUSED)
    first = doc.spans[GROUP][0]
    assert (first.text, first.label_) == ("accused", "ACCUSE")
    assert (words(doc, "actors"), words(doc, "recipients")) == (["Portugal"], ["Denmark"])


def test_behind_the_shipped_parser_it_reads_what_that_has_seen(blank: Language) -> None:
    nlp = load_pipeline()
    assert NAME in nlp.pipe_names
    doc, alone = nlp(ACCUSED), blank(ACCUSED)
    assert [span.label_ for span in doc.spans[GROUP]] == [one.label_ for one in alone.spans[GROUP]]


def test_a_doc_without_events_has_an_empty_group(blank: Language) -> None:
    for text in ("", "The kettle is on the table."):
        doc = blank(text)
        assert list(doc.spans[GROUP]) == []


def test_a_doc_is_read_the_same_in_any_company(blank: Language) -> None:
    texts = [ACCUSED, "Peru and Chile met in Lima. They will meet again.", "It rained."]
    alone = [blank(text).spans[GROUP].attrs for text in texts]
    assert [doc.spans[GROUP].attrs for doc in blank.pipe(texts)] == alone


def test_thresholds_decide_what_is_an_event() -> None:
    component = ActorEvents(spacy.blank("en").vocab)
    component.thresholds["trigger"] = 1.1
    assert component.predict(spacy.blank("en")(ACCUSED)) == []


def test_settings_come_along_on_disk(tmp_path: Path, blank: Language) -> None:
    component = ActorEvents(blank.vocab)
    component.thresholds["trigger"] = 1.1
    component.to_disk(tmp_path)
    again = ActorEvents(blank.vocab).from_disk(tmp_path)
    assert again.predict(blank.make_doc(ACCUSED)) == []


def test_a_network_for_other_modes_is_refused(tmp_path: Path, blank: Language) -> None:
    ActorEvents(blank.vocab).to_disk(tmp_path)
    settings = tmp_path / "settings.json"
    settings.write_text(settings.read_text("utf-8").replace("CONSULT/visit", "CONSULT/tea"))
    with pytest.raises(ValueError, match="other modes"):
        ActorEvents(blank.vocab).from_disk(tmp_path)


def test_settings_without_a_threshold_are_refused(tmp_path: Path, blank: Language) -> None:
    ActorEvents(blank.vocab).to_disk(tmp_path)
    settings = tmp_path / "settings.json"
    settings.write_text(settings.read_text("utf-8").replace('"side"', '"aside"'))
    with pytest.raises(ValueError, match="lack side"):
        ActorEvents(blank.vocab).from_disk(tmp_path)


@pytest.mark.parametrize(
    ("grounds", "weights", "sure"),
    [
        ({"trigger": 0.5}, {"bias": 0.0, "trigger": 1.0}, 0.5),
        ({"trigger": 0.9}, {"bias": 0.0, "trigger": 1.0}, 0.9),
        ({"trigger": 0.1, "type": 1.0}, {"bias": 0.0, "trigger": 1.0}, 0.1),
        ({"trigger": 0.0}, {"bias": 0.0, "trigger": 1.0}, 0.0),
    ],
    ids=["even", "sure", "doubted", "never"],
)
def test_confidence(grounds: dict[str, float], weights: dict[str, float], sure: float) -> None:
    assert confidence(grounds, weights) == sure


@given(sizes=st.lists(st.integers(1, 140), min_size=1, max_size=12), data=st.data())
def test_a_context_holds_its_trigger_and_no_word_twice(
    sizes: list[int], data: st.DataObject
) -> None:
    bounds = [0, *np.cumsum(sizes).tolist()]
    triggers = sorted(data.draw(st.sets(st.integers(0, bounds[-1] - 1), min_size=1, max_size=6)))
    drawn = data.draw(st.lists(st.sampled_from(("rain", "the", ",")), min_size=1, max_size=9))
    text = (drawn * bounds[-1])[: bounds[-1]]
    seen = contexts(text, bounds, triggers)
    for row, trigger in enumerate(triggers):
        held = [word for word in seen.words[row].tolist() if word >= 0]
        assert held == sorted(set(held))
        assert len(held) <= WORDS
        assert {text[word] for word in held if word not in triggers} <= {"rain"}
        assert seen.words[row, seen.at[row]] == trigger
        assert seen.places[row, seen.at[row]] == 0
    assert seen.distances.min() >= 0
    assert seen.distances.max() < DISTANCES
    assert seen.places.min() >= 0
    assert seen.places.max() < PLACES


@pytest.mark.parametrize(
    ("firsts", "size", "bounds"),
    [([0], 3, [0, 3]), ([0, 2], 5, [0, 2, 5]), ([0, 0, 4], 4, [0, 4])],
)
def test_sentence_bounds(firsts: list[int], size: int, bounds: list[int]) -> None:
    assert sentence_bounds(firsts, size) == bounds

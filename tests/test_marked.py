"""What the network learns from: marked texts as words, and the drills that are made for it."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.nlp.events import STATUS
from explorer.ontology import event_types
from training.drills import read_rows, records
from training.marked import head_word, is_held_out, marked_text
from training.tokenization import blank_pipeline

NLP = blank_pipeline()
KINDS = {"person", "country", "org", "armed", "people"}


@pytest.mark.parametrize(
    ("span", "head"),
    [
        ("called for", "called"),
        ("the two countries", "countries"),
        ("will not retract", "retract"),
        ("members of the army", "members"),
        ("put under house arrest", "put"),
        ("pro-government forces", "forces"),
        ("Chad's", "Chad"),
        ("an airfield outside the town", "airfield"),
    ],
)
def test_head_word(span: str, head: str) -> None:
    words = [token.text for token in NLP.make_doc(span)]
    assert words[head_word(words, (0, len(words)))] == head


def test_a_name_is_not_cut() -> None:
    words = "Bank of Ghana officials".split()
    assert head_word(words, (0, 3), [(0, 3, "ORG")]) == 2


def record(**changes: Any) -> dict[str, Any]:
    text = "Envoys left.\n\nChad's army shelled Niger, Kofi Abara said. It denied that."
    return {
        "id": "one",
        "text": text,
        "sentences": [[0, 12], [14, 56], [57, len(text)]],
        "actors": {
            "TCD": {"name": "Chad", "kind": "country", "country": "TCD", "role": None},
            "NER": {"name": "Niger", "kind": "country", "country": "NER", "role": None},
            "ABA": {"name": "Kofi Abara", "kind": "person", "country": None, "role": None},
        },
        "names": [[14, 18, "LOC"], [34, 39, "LOC"], [41, 51, "PERSON"]],
        "events": [
            {
                "trigger": [26, 33], "type": "ASSAULT", "mode": None, "status": "done",
                "source": "ABA", "actors": [{"actor": "TCD", "span": [14, 25]}],
                "recipients": [{"actor": "NER", "span": [34, 39]}],
            },
            {
                "trigger": [60, 66], "type": "REJECT", "mode": None, "status": "done",
                "source": None, "actors": [{"actor": "TCD", "span": [57, 59]}],
                "recipients": [{"actor": "ABA", "span": None}],
            },
        ],
        **changes,
    }  # fmt: skip


def test_marks_are_found_at_their_words() -> None:
    text = marked_text(record(), NLP)
    words = text.words
    shelled, denied = text.events
    assert (words[shelled.word], words[denied.word]) == ("shelled", "denied")
    assert [words[party.word or 0] for party in shelled.actors] == ["army"]
    assert [party.word for party in denied.recipients] == [None]
    assert {key: [words[i] for i in found] for key, found in text.namings.items()} == {
        "TCD": ["Chad"], "NER": ["Niger"], "ABA": ["Abara"],
    }  # fmt: skip
    assert [words[i] for i in text.mentions["TCD"]] == ["Chad", "army", "It"]
    assert [words[first] for first, _ in text.sentences] == ["Envoys", "Chad", "It"]


def test_about_one_text_in_twelve_is_held_out() -> None:
    held = sum(is_held_out(f"text-{number}") for number in range(3000))
    assert 200 <= held <= 300


def test_drills_are_always_the_same() -> None:
    assert list(records(20)) == list(records(20))


@pytest.mark.parametrize("made", list(records(300)), ids=lambda made: made["id"])
def test_a_drill_is_well_marked(made: dict[str, Any]) -> None:
    text = made["text"]
    forms = {word for row in read_rows() for word in row["forms"].split()}
    forms |= {word.lstrip("*") for row in read_rows() for word in row["active"].split()}
    assert made["sentences"][-1][1] == len(text)
    assert all(text[a:b].strip() == text[a:b] for a, b, _ in made["names"])
    assert all(actor["kind"] in KINDS for actor in made["actors"].values())
    for event in made["events"]:
        assert text[slice(*event["trigger"])].lower() in forms
        assert event["type"] in event_types()
        assert event["status"] in STATUS
        assert event["actors"]
        for party in (*event["actors"], *event["recipients"]):
            assert party["actor"] in made["actors"]
            assert text[slice(*party["span"])].strip()
        assert event["source"] is None or event["source"] in made["actors"]

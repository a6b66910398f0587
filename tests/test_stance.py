"""Stances that weights tell, and how sure we are of events. Every sentence is written for this."""

from __future__ import annotations

from functools import cache

import pytest

from explorer.actors.finding import find_actors
from explorer.events.confidence import LEAST, MOST, confidence
from explorer.events.records import grounded_events, open_pairs
from explorer.events.stance import likelihood
from explorer.language import Reading, load_pipeline, read
from explorer.model import Article, Event
from explorer.pipeline import extract
from explorer.resources import read_table
from explorer.syntax import Syntax


@cache
def events(text: str) -> tuple[Event, ...]:
    (extraction,) = extract([Article("a", text)])
    return extraction.events


def parsed(text: str) -> Reading:
    (reading,) = read([Article("a", text)], load_pipeline())
    return reading


def shown(text: str) -> list[str]:
    return [
        f"{','.join(m.text for m in one.actors)} {one.event_type} "
        f"{','.join(m.text for m in one.recipients)}: {one.trigger}"
        for one in events(text)
    ]


TOLD = [
    ("Anna Berg said Omar Rahal was a hero.", "Anna Berg SUPPORT Omar Rahal: hero"),
    ("Anna Berg is a loyal friend of Omar Rahal.", "Anna Berg SUPPORT Omar Rahal: friend"),
    ("Anna Berg is a fierce opponent of Omar Rahal.", "Anna Berg ACCUSE Omar Rahal: opponent"),
    ("Anna Berg claims that Omar Rahal failed the voters.",
     "Anna Berg ACCUSE Omar Rahal: failed"),
    ("Anna Berg told reporters that Omar Rahal failed the country.",
     "Anna Berg ACCUSE Omar Rahal: failed"),
    # What the rules find without whom it reaches is completed.
    ("Anna Berg praised the work that Omar Rahal has done.",
     "Anna Berg SUPPORT Omar Rahal: praised"),
    ("Anna Berg criticised how Omar Rahal runs the ministry.",
     "Anna Berg ACCUSE Omar Rahal: criticised"),
    ("Anna Berg condemned the lies told by Omar Rahal.",
     "Anna Berg ACCUSE Omar Rahal: condemned"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TOLD, ids=[text for text, _ in TOLD])
def test_stance(text: str, expected: str) -> None:
    assert expected in shown(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg lives in the house of Omar Rahal.",
        "Anna Berg said Omar Rahal would speak on Monday.",
        "Kenya said Uganda was a failed and corrupt state.",  # no person
        "Before Omar Rahal spoke, Anna Berg had left.",
    ],
)
def test_no_stance(text: str) -> None:
    assert shown(text) == []


def test_a_stance_that_is_negated_in_words_is_no_denied_event() -> None:
    for one in events("Anna Berg claims that Omar Rahal never failed the voters."):
        assert "negation" not in one.auxiliary


def test_a_pair_is_known_by_words_that_have_weights() -> None:
    reading = parsed("Anna Berg claims that Omar Rahal failed the voters.")
    syntax = Syntax(reading.doc)
    pairs = open_pairs(reading, find_actors(reading, syntax), syntax)
    (pair,) = [one for one in pairs if one.actor.mention.text == "Anna Berg"]
    weights = {row["feature"] for row in read_table("ontology", "stance.tsv")}
    assert weights.intersection(pair.features)
    assert likelihood(pair)[0] == "ACCUSE"


@pytest.mark.parametrize(
    ("surer", "than"),
    [
        ("France accused Russia.", "France's allegation against Russia is old."),
        ("France accused Russia.", "If pressed, France might accuse Russia."),
        ("Anna Berg praised Omar Rahal.", "Anna Berg said Omar Rahal was a hero."),
        ("Anna Berg spoke. Omar Rahal criticised France.",
         "Anna Berg spoke. She criticised France."),
    ],
)  # fmt: skip
def test_confidence_falls_with_what_was_guessed(surer: str, than: str) -> None:
    assert events(surer)[-1].confidence > events(than)[-1].confidence


def test_confidence_stays_in_bounds_and_knows_its_grounds() -> None:
    known = {
        row["ground"]: float(row["weight"]) for row in read_table("ontology", "confidence.tsv")
    }
    best = max(known, key=lambda name: known[name])
    assert confidence([(best, 100.0)]) == MOST
    assert confidence([(best, -100.0)]) == LEAST
    reading = parsed("France accused Russia.")
    syntax = Syntax(reading.doc)
    ((event, grounds),) = grounded_events(reading, find_actors(reading, syntax), syntax)
    assert set(grounds) <= set(known)
    assert event.confidence == confidence(grounds.items())

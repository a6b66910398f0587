"""``explorer why``: it tells the events that are read, and what kept others from being told."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from explorer import cli
from explorer.entities.finding import find_actors
from explorer.events.records import judge_events
from explorer.model import Article, Event
from explorer.nlp import load_pipeline, read
from explorer.nlp.events import NAME, ActorEvents, Filler, Found
from explorer.pipeline import extract
from explorer.resources import data_path
from explorer.sources import read_articles
from explorer.syntax import Syntax
from explorer.why import Told, why

CLEAR = "Portugal accused Denmark of spying."


@pytest.fixture
def component() -> Iterator[ActorEvents]:
    found: ActorEvents = load_pipeline(None).get_pipe(NAME)  # type: ignore[assignment]
    yield found
    found.thresholds.clear()


def told(text: str) -> Told:
    return why(Article("a", text))


def candidate(text: str, word: str) -> Told:
    return next(one for one in told(text)["candidates"] if one["word"] == word)


def test_it_tells_the_events_that_are_read() -> None:
    for article in read_articles([data_path("articles")], on_refusal=pytest.fail):
        [extraction] = extract([article])
        explained = [one["event"] for one in why(article)["candidates"] if one["event"]]
        assert [one["id"] for one in explained] == [event.id for event in extraction.events]
        assert all(one["sentence"] in article.text for one in explained)


def test_what_is_not_told_has_a_reason() -> None:
    for article in read_articles([data_path("articles")], on_refusal=pytest.fail):
        for one in why(article)["candidates"]:
            assert (one["event"] is None) == bool(one["reason"])


def test_names_and_words_stand_where_they_say() -> None:
    text = f"{CLEAR}  The Danish minister\nwas silent."
    shown = told(text)
    assert {one["text"] for one in shown["names"]} >= {"Portugal", "Denmark"}
    assert all(text[one["start"] : one["end"]] == one["text"] for one in shown["names"])
    assert all(text[one["start"] : one["end"]] == one["word"] for one in shown["candidates"])


def test_the_sides_tell_the_chosen_word_and_what_it_was_weighed_against() -> None:
    one = candidate(CLEAR, "accused")
    assert [party["word"] for party in one["actors"]] == ["Portugal"]
    assert one["weighed"]["recipient"][0]["word"] == "Denmark"
    chances = [word["chance"] for word in one["weighed"]["source"]]
    assert chances == sorted(chances, reverse=True)
    assert None in {word["word"] for word in one["weighed"]["source"]}
    assert one["event"]["actors"] == ["Portugal"]


@pytest.mark.parametrize(
    ("threshold", "reason"),
    [
        pytest.param("candidate", "at first sight", id="candidate"),
        pytest.param("trigger", "with the second look", id="trigger"),
        pytest.param("event", "all of an event", id="event"),
    ],
)
def test_the_threshold_that_is_missed_is_named(
    component: ActorEvents, threshold: str, reason: str
) -> None:
    component.thresholds[threshold] = 1.1
    one = candidate(CLEAR, "accused")
    assert one["event"] is None
    assert reason in one["reason"]
    assert one["reason"].endswith("less than 1.1")
    assert (one["second"] is None) == (threshold == "candidate")


def test_what_is_no_part_of_the_story_is_said_to_be_none() -> None:
    one = candidate("Click here to read how Portugal accused Denmark.\n\nIt rained.", "accused")
    assert "outside of the story" in one["reason"]


def found(trigger: int, actor: int, recipient: int, sure: float) -> Found:
    sides = ((Filler(actor, (), 0.9),), (Filler(recipient, (), 0.9),))
    return Found(trigger, "AID", None, "done", *sides, None, None, {}, sure)


@pytest.mark.parametrize(("sent", "aid"), [(0.9, 0.5), (0.5, 0.9)], ids=["first", "second"])
def test_of_two_words_that_tell_the_same_the_surer_one_does(sent: float, aid: float) -> None:
    nlp = load_pipeline(None)
    [reading] = read([Article("a", "Portugal sent aid to Denmark.")], nlp)
    component: ActorEvents = nlp.get_pipe(NAME)  # type: ignore[assignment]
    component.set_annotations(reading.doc, [found(1, 0, 4, sent), found(2, 0, 4, aid)])
    syntax = Syntax(reading.doc)
    judged, _ = judge_events(reading, find_actors(reading, syntax), syntax)
    [one] = [trigger for trigger, event in judged.items() if isinstance(event, Event)]
    assert one == (1 if sent > aid else 2)
    assert "tells the same" in str(judged[3 - one])


def test_nobody_is_told_to_be_nobody() -> None:
    nlp = load_pipeline(None)
    [reading] = read([Article("a", "It was of no use.")], nlp)
    component: ActorEvents = nlp.get_pipe(NAME)  # type: ignore[assignment]
    component.set_annotations(reading.doc, [found(4, 2, 2, 0.9)])
    syntax = Syntax(reading.doc)
    judged, _ = judge_events(reading, find_actors(reading, syntax), syntax)
    assert judged == {4: "none of its words is an actor"}


@pytest.mark.parametrize("text", ["", "   ", "…"], ids=["empty", "space", "dots"])
def test_a_text_without_words_tells_nothing(text: str) -> None:
    assert told(text)["candidates"] == []


def run(*arguments: str, given: str = "") -> str:
    done = CliRunner().invoke(cli.app, ["why", *arguments], input=given)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_the_command_prints_json_for_machines() -> None:
    assert json.loads(run(CLEAR, "--json")) == why(Article("sentence", CLEAR))


def test_the_command_prints_a_table_for_people_from_stdin_too() -> None:
    shown = run("-", given=CLEAR)
    assert shown == run(CLEAR)
    for words in ("Portugal (country, PRT)", "Second look (", "ACCUSE", "weighed"):
        assert words in shown


def test_the_table_holds_nothing_that_a_terminal_obeys() -> None:
    shown = run("[red]Portugal[/red] accused \x1b[2JDenmark\u202e of spying.")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_a_text_in_another_language_is_said_to_be() -> None:
    text = "Le président a accusé le gouvernement de ne pas avoir tenu ses promesses. " * 3
    done = CliRunner().invoke(cli.app, ["why", text])
    assert "only English is read" in done.output
    assert "no word looks like an event" in done.stdout

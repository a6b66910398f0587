"""The brief: sentences that follow from the events they count."""

from __future__ import annotations

from datetime import date

import pytest
from builders import Deed, extraction

from explorer.graph import build_graph
from explorer.model import Actor, Kind
from explorer.views import Filter, Name, actor_briefs, brief, filter_graph

ACTORS = (
    Actor("aland", "Aland", Kind.COUNTRY, "ALA"),
    Actor("borduria", "Borduria", Kind.COUNTRY, "BOR"),
    Actor("cordia", "United Cordia", Kind.COUNTRY, "COR"),
    Actor("rebels", "rebels", Kind.GROUP),
)
SENTENCE = "aland borduria cordia rebels acts"
A, B, C, REBELS = "aland", "borduria", "cordia", "rebels"


def deed(type, actor, *recipients, day=None, source=None, confidence=0.9, **more):
    return Deed(
        sentence=0,
        type=type,
        trigger="acts",
        actors=((actor, actor),),
        recipients=tuple((one, one) for one in recipients),
        day=date(2026, 3, day) if day else None,
        source=source,
        speaker=source,
        confidence=confidence,
        **more,
    )


def graph(*deeds, **of_outlets):
    """Return the graph of an article with some deeds, and of others by the outlets named."""
    read = [
        extraction(id=name, sentences=(SENTENCE,), actors=ACTORS, deeds=some, outlet=name)
        for name, some in {"courier": deeds, **of_outlets}.items()
    ]
    return build_graph(read)


def told(graph, statements=None):
    """Return what a brief says, by topic."""
    names = dict(graph.nodes(data="name"))
    statements = brief(graph) if statements is None else statements
    return {
        one.topic: "".join(
            names[word.actor] if isinstance(word, Name) else word for word in one.words
        )
        for one in statements
    }


NOT, WILL = {"auxiliary": ("negation",)}, {"auxiliary": ("future",)}


@pytest.mark.parametrize(
    ("deeds", "topic", "sentence"),
    [
        pytest.param([deed("ACCUSE", A, B), deed("SANCTION", B, A), deed("ACCUSE", A, C)],
                     "Conflict", "Most conflict is between Aland and Borduria: 2 events.",
                     id="most-conflict"),
        pytest.param([deed("ACCUSE", A, B), deed("ACCUSE", A, B), deed("ASSAULT", A, B)],
                     "Conflict",
                     "Most conflict is between Aland and Borduria: 3 events; "
                     "in 2 of them Aland accuses Borduria.", id="what-happens-most-often"),
        pytest.param([deed("ACCUSE", A, B), deed("PROTEST", B, A),
                      deed("ACCUSE", A, C), deed("PROTEST", C, A)],
                     "Conflict", "No two have more conflict than Aland and Borduria: 2 events.",
                     id="others-have-as-much"),
        pytest.param([deed("ACCUSE", A, C)], "Conflict", "Aland accuses the United Cordia.",
                     id="one-event-is-told-as-it-is"),
        pytest.param([deed("ASSAULT", REBELS, B)], "Conflict", "rebels attack Borduria.",
                     id="many"),
        pytest.param([deed("ACCUSE", A, B, source=C), deed("ACCUSE", A, B, source=C)],
                     "Conflict",
                     "Most conflict is between Aland and Borduria: 2 events; in all of them Aland "
                     "accuses Borduria, says the United Cordia.", id="only-somebody-says-so"),
        pytest.param([deed("ACCUSE", A, B, source=C), deed("ASSAULT", A, B)],
                     "Conflict",
                     "Most conflict is between Aland and Borduria: 2 events, 1 of them as others "
                     "tell it.", id="somebody-says-a-part"),
        pytest.param([deed("CONSULT", A, B), deed("CONSULT", A, C, mode="visit")],
                     "Meetings", "Aland met the United Cordia and Borduria: 2 events.", id="met"),
        pytest.param([deed("AID", A, B), deed("CONSULT", A, C), deed("CONSULT", A, C)],
                     "Cooperation", "Aland aids Borduria.", id="talks-are-no-cooperation"),
        pytest.param([deed("AID", A, B, **NOT, source=A)],
                     "Denied", "Aland does not aid Borduria, says Aland.", id="denied"),
        pytest.param([deed("AGREE", A, B, underlying="CONSULT", **WILL)],
                     "Planned", "Aland will meet Borduria.", id="planned"),
        pytest.param([deed("ACCUSE", A, B), deed("REJECT", B, A)],
                     "Disputed", "Aland accuses Borduria, and Borduria denies: 1 charge, 1 denial.",
                     id="charge-and-answer"),
        pytest.param([deed("AID", A, B), deed("AID", A, B), deed("AID", A, B, **NOT)],
                     "Disputed", "That Aland aids Borduria is told twice and denied once.",
                     id="told-and-denied"),
        pytest.param([deed("ACCUSE", A, B, day=1), deed("SANCTION", A, B, day=2),
                      deed("AID", A, B, day=4), deed("AID", A, B, day=5)],
                     "Turned",
                     "Aland and Borduria turned from conflict to cooperation: 2 of 2 events up to "
                     "2 March 2026 are conflict, 2 of 2 from 4 March 2026 on cooperation.",
                     id="turned"),
        pytest.param([deed("ACCUSE", A, B), deed("ACCUSE", A, C), deed("AID", B, C)],
                     "At the centre", None, id="nobody-stands-out"),
        pytest.param([deed("ACCUSE", A, B), deed("ACCUSE", A, C), deed("AID", A, REBELS)],
                     "At the centre", "Aland takes part in the most events: 3 of 3.",
                     id="in-the-centre"),
    ],
)  # fmt: skip
def test_a_sentence_follows_from_its_events(deeds, topic, sentence):
    assert told(graph(*deeds)).get(topic) == sentence


@pytest.mark.parametrize(
    ("deeds", "topic"),
    [
        pytest.param([deed("ACCUSE", A, B, confidence=0.7)], "Conflict", id="one-unsure-reading"),
        pytest.param([deed("ACCUSE", A, B, confidence=0.4)] * 2, "Conflict", id="likely-misread"),
        pytest.param([deed("ACCUSE", A, B, **NOT)], "Conflict", id="denied"),
        pytest.param([deed("ASSAULT", A, B, **NOT, source=C)], "Denied", id="a-third-denies-it"),
        pytest.param([deed("CONSULT", A, B, mode="phone")], "Meetings", id="on-the-phone"),
        pytest.param([deed("ACCUSE", A, B, day=1), deed("AID", A, B, day=2)], "Turned", id="few"),
        pytest.param([deed("REJECT", B, A), deed("ASSAULT", A, B)], "Disputed", id="no-charge"),
    ],
)
def test_what_does_not_follow_is_not_said(deeds, topic):
    assert topic not in told(graph(*deeds))


def test_what_one_outlet_alone_tells():
    alone = [deed("ACCUSE", A, B), deed("SANCTION", A, B)]
    found = told(graph(*alone, gazette=[deed("AID", A, C)]))
    sentence = "Only courier tells of conflict between Aland and Borduria: 2 events."
    assert found["One source alone"] == sentence
    doubtful = [deed("PROTEST", B, A, confidence=0.1)]
    assert "One source alone" not in told(graph(*alone, gazette=doubtful))  # it may tell of it
    assert "One source alone" not in told(graph(*alone))  # there is no other


def test_an_event_with_several_counts_once():
    (meetings,) = [one for one in brief(graph(deed("CONSULT", A, B, C))) if one.topic == "Meetings"]
    assert len(meetings.items) == 1
    assert told(graph(), [meetings]) == {"Meetings": "Aland met Borduria and the United Cordia."}


def test_of_an_actor_and_of_what_passes_a_filter():
    whole = graph(
        *(deed("ACCUSE", A, B) for _ in range(3)),
        *(deed("SANCTION", C, B) for _ in range(2)),
        deed("AID", C, REBELS),
        deed("AID", C, REBELS),
    )
    assert told(whole, actor_briefs(whole)[C]) == {
        "Conflict": "Most conflict is with Borduria: 2 events; "
        "in all of them the United Cordia sanctions Borduria.",
        "Cooperation": "Most cooperation beyond talks is with rebels: 2 events; "
        "in all of them the United Cordia aids rebels.",
    }
    assert A not in actor_briefs(whole)  # too few events to need one
    some = filter_graph(whole, Filter(event_types=("SANCTION",)))
    assert told(some)["Conflict"].startswith("Most conflict is between Borduria and the United")


def test_every_statement_counts_events_that_there_are():
    whole = graph(deed("ACCUSE", A, B), deed("REJECT", B, A), deed("AID", A, C, REBELS))
    keys = {key for *_, key in whole.edges(keys=True)}
    for one in (*brief(whole), *(one for some in actor_briefs(whole).values() for one in some)):
        assert one.items
        assert {item[0] for item in one.items} <= keys


def test_nothing_to_tell():
    assert brief(build_graph([])) == []

"""What events are worth on gold sets of our own making, in every format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.evaluation import Finding, Party, calibrate, findings_of
from explorer.model import Actor, Kind
from tests import builders
from tests.gold import (
    MET,
    Deed,
    Record,
    document,
    edge,
    gold_set,
    plover,
    re3d,
    rounded,
    sentiment,
    told,
)

RIGHT: Deed = ("ACCUSE", ["Iran"], ["Iraq"])
TURNED: Deed = ("ACCUSE", ["Iraq"], ["Iran"])
OTHER_TYPE: Deed = ("SUPPORT", ["Iran"], ["Iraq"])
OTHERS: Deed = ("ACCUSE", ["Cuba"], ["Fiji"])
MEETING = plover(text=MET, event_type="CONSULT", actors=["Peru", "Chile"], actor_countries=[],
                 recipients=[], recipient_countries=[], reciprocal=True)  # fmt: skip


@pytest.mark.parametrize(
    ("deeds", "figures"),
    [
        pytest.param([], (0, 0, 0, 0), id="nothing found"),
        pytest.param([RIGHT], (1, 1, 1, 1), id="all right"),
        pytest.param([OTHER_TYPE], (0, 1, 0, 0), id="another type"),
        pytest.param([TURNED], (1, 0, 0, 1), id="the wrong way round"),
        pytest.param([OTHERS], (1, 0, 0, 1), id="other parties"),
        pytest.param([OTHERS, OTHER_TYPE], (1, 1, 0, 0.5), id="both, in two events"),
        pytest.param([("ACCUSE", ["Iran"], [])], (1, 0, 0, 1), id="no recipient"),
    ],
)
def test_plover_on_one_record(
    tmp_path: Path, deeds: list[Deed], figures: tuple[float, ...]
) -> None:
    found = gold_set(tmp_path, plover()).figures(map(told, deeds))
    names = ("type recall", "dyad recall", "full recall", "type precision (floor)")
    assert rounded(found, *names) == figures


def test_plover_over_records(tmp_path: Path) -> None:
    gold = gold_set(tmp_path, plover(), plover(id="two"), plover(id="three"))
    found = gold.figures([told(RIGHT), told(TURNED, article="two"), told(RIGHT, article="four")])
    assert (found["records"], found["events"]) == (3, 2)
    assert rounded(found, "type recall", "dyad recall", "full recall") == (0.667, 0.333, 0.333)


@pytest.mark.parametrize(
    ("actors", "countries", "party", "country", "same"),
    [
        (["the Iranian president"], ["IRN"], "Tehran", "IRN", True),
        (["the Iranian president"], ["IRN"], "Baghdad", "IRQ", False),
        (["the Iranian president"], [], "Tehran", "IRN", False),
        (["the Iranian president"], [], "president", None, False),
        (["Prime Minister Maliki"], [], "Nouri Maliki", None, True),
        (["Maliki’s office"], [], "Maliki", None, True),
        (["Cuba", "Iran"], ["CUB", "IRN"], "Tehran", "IRN", True),
        (["Iran"], ["??"], "Tehran", "??", False),
    ],
    ids=["country", "other-country", "no-country", "title", "name", "genitive", "any", "no-code"],
)
def test_when_a_party_is_the_gold_actor(
    tmp_path: Path, actors: list[str], countries: list[str], party: str, country: str, same: bool
) -> None:
    gold = gold_set(tmp_path, plover(actors=actors, actor_countries=countries))
    finding = told(("ACCUSE", [party], ["Iraq"]), countries={party: country})
    assert gold.figures([finding])["full recall"] == same


@pytest.mark.parametrize(
    ("actors", "recipients", "right"),
    [
        (["Peru", "Chile"], [], True),
        (["Chile"], ["Peru"], True),
        (["Peru"], ["Cuba"], False),
    ],
    ids=["together", "one-the-other", "one-alone"],
)
def test_plover_reciprocal_events_have_no_direction(
    tmp_path: Path, actors: list[str], recipients: list[str], right: bool
) -> None:
    finding = told(("CONSULT", actors, recipients), text=MET)
    assert gold_set(tmp_path, MEETING).figures([finding])["full recall"] == right


NAMES = ("pair recall", "class recall", "precision (floor)", "f1 (floor)")
DISLIKES = re3d(("Dislikes", "Iran", "Iraq"))


@pytest.mark.parametrize(
    ("gold", "deeds", "figures"),
    [
        pytest.param(DISLIKES, [], (0, 0, 0, 0), id="nothing found"),
        pytest.param(DISLIKES, [RIGHT], (1, 1, 1, 1), id="all right"),
        pytest.param(DISLIKES, [RIGHT, OTHERS], (1, 1, 0.5, 0.667), id="one more event"),
        pytest.param(DISLIKES, [OTHER_TYPE], (1, 0, 0, 0), id="the other sign"),
        pytest.param(DISLIKES, [TURNED], (0, 0, 0, 0), id="the wrong way round"),
        pytest.param(
            re3d(("FightingAgainst", "Iran", "Iraq")), [TURNED], (1, 1, 1, 1), id="undirected"
        ),
        pytest.param(re3d(("Likes", "Iran", "Iraq")), [OTHER_TYPE], (1, 1, 1, 1), id="likes"),
        pytest.param(re3d(("Likes", "Iran", "Iraq")), [RIGHT], (1, 0, 0, 0), id="likes not"),
        pytest.param(re3d(("CommWith", "Iran", "Iraq")), [RIGHT], (1, 1, 1, 1), id="contact"),
        pytest.param(
            re3d(("CommWith", "Iran", "Iraq")),
            [("ASSAULT", ["Iran"], ["Iraq"])],
            (1, 0, 0, 0),
            id="no contact",
        ),
        pytest.param(
            re3d(("Dislikes", "Iran", "Iraq"), ("Likes", "Iraq", "Iran")),
            [RIGHT],
            (0.5, 0.5, 1, 0.667),
            id="one of two",
        ),
        pytest.param(
            re3d(("CommWith", "Peru", "Chile"), text=MET),
            [("CONSULT", ["Peru", "Chile"], [])],
            (1, 1, 1, 1),
            id="a meeting",
        ),
        pytest.param(
            re3d(("Dislikes", "Iran", "Iraq")),
            [("ACCUSE", ["Iran", "Iraq"], [])],
            (1, 1, 0, 0),
            id="no event between parties",
        ),
    ],
)
def test_re3d(tmp_path: Path, gold: Record, deeds: list[Deed], figures: tuple[float, ...]) -> None:
    findings = [told(deed, text=gold["text"]) for deed in deeds]
    assert rounded(gold_set(tmp_path, gold).figures(findings), *NAMES) == figures


def test_re3d_leaves_out_relations_that_no_event_could_show(tmp_path: Path) -> None:
    gold = gold_set(tmp_path, re3d(("Dislikes", "Iran", "Iraq"), ("BelongsTo", "Iran", "Iraq")))
    found = gold.figures([told(RIGHT)])
    assert (found["relations"], found["class recall"], found["Dislikes: recall"]) == (1, 1, 1)


@pytest.mark.parametrize(
    ("deeds", "auxiliary", "label"),
    [
        ([], (), 0),
        ([OTHER_TYPE], (), 1),
        ([("SUPPORT", ["Iraq"], ["Iran"])], (), 2),
        ([RIGHT], (), 3),
        ([TURNED], (), 4),
        ([RIGHT], ("negation",), 0),
        ([RIGHT], ("future",), 3),
        ([("CONSULT", ["Iran"], ["Iraq"])], (), 0),
        ([("REQUEST", ["Iran"], ["Iraq"])], (), 0),
        ([RIGHT, ("ASSAULT", ["Iraq"], ["Iran"])], (), 4),
        ([RIGHT, TURNED], (), 3),
        ([RIGHT, OTHER_TYPE], (), 1),
        ([OTHERS], (), 0),
    ],
    ids=["nothing", "likes", "is-liked", "dislikes", "is-disliked", "denied", "planned", "meets",
         "neither", "the-stronger", "the-first-of-equals", "the-sum", "others"],
)  # fmt: skip
def test_the_class_that_events_tell(
    tmp_path: Path, deeds: list[Deed], auxiliary: tuple[str, ...], label: int
) -> None:
    findings = [told(deed, auxiliary=auxiliary) for deed in deeds]
    right = [gold_set(tmp_path, sentiment(one)).figures(findings)["accuracy"] for one in range(5)]
    assert right == [one == label for one in range(5)]


def test_sentiment_over_records(tmp_path: Path) -> None:
    gold = gold_set(tmp_path, sentiment(3), sentiment(3, id="two"), sentiment(0, id="three"))
    found = gold.figures([told(RIGHT), told(TURNED, article="two")])
    assert rounded(found, "records", "accuracy", "macro f1") == (3, 0.667, 0.333)
    of_class = [f"p dislikes q: {name}" for name in ("precision", "recall", "f1")]
    assert rounded(found, *of_class) == (1, 0.5, 0.667)


ACCUSES = edge(["Iran"], "ACCUSE", ["Iraq"])
MEETS = edge(["Iran"], "CONSULT", ["Iraq"], undirected=True)


@pytest.mark.parametrize(
    ("must", "deed", "recall"),
    [
        pytest.param(ACCUSES, RIGHT, 1, id="right"),
        pytest.param(ACCUSES, OTHER_TYPE, 0, id="another type"),
        pytest.param(ACCUSES, TURNED, 0, id="the wrong way round"),
        pytest.param(ACCUSES, ("ACCUSE", ["Iran"], ["Baghdad"]), 1, id="alias"),
        pytest.param(ACCUSES, ("ACCUSE", ["the Iran"], ["Iraq's"]), 1, id="article and genitive"),
        pytest.param(
            ACCUSES, ("ACCUSE", ["Iran"], ["Cuba", "Iraq"]), 1, id="one of them is enough"
        ),
        pytest.param(edge(["Iran"], "AID", ["*"]), ("AID", ["Iran"], ["Cuba"]), 1, id="anybody"),
        pytest.param(edge(["Iran"], "AID", ["*"]), ("AID", ["Iran"], []), 0, id="not nobody"),
        pytest.param(edge(["Iran"], "AID", [None]), ("AID", ["Iran"], []), 1, id="nobody"),
        pytest.param(edge(["Iran"], "AID", [None]), ("AID", ["Iran"], ["Cuba"]), 0, id="somebody"),
        pytest.param(MEETS, ("CONSULT", ["Iraq"], ["Iran"]), 1, id="undirected"),
        pytest.param(MEETS, ("CONSULT", ["Iraq", "Iran"], []), 1, id="together"),
        pytest.param(MEETS, ("CONSULT", ["Iraq", "Cuba"], []), 0, id="with another"),
    ],
)
def test_what_fits_an_annotated_event(
    tmp_path: Path, must: Record, deed: Deed, recall: float
) -> None:
    assert gold_set(tmp_path, document(must)).figures([told(deed)])["recall"] == recall


@pytest.mark.parametrize(
    ("event_type", "auxiliary", "recall"),
    [("CONSULT", (), 0), ("CONSULT", ("future",), 1), ("AGREE", (), 1)],
)
def test_an_annotated_event_may_be_still_to_come(
    tmp_path: Path, event_type: str, auxiliary: tuple[str, ...], recall: float
) -> None:
    gold = gold_set(tmp_path, document(edge(["Iran"], "CONSULT AGREE", ["Iraq"], future=True)))
    finding = told((event_type, ["Iran"], ["Iraq"]), auxiliary=auxiliary)
    assert gold.figures([finding])["recall"] == recall


DEEDS: list[Deed] = [RIGHT, ("AID", ["Iran"], ["Cuba"]), OTHERS, ("PROTEST", ["Monday"], [])]


@pytest.mark.parametrize(
    ("deeds", "figures"),
    [
        pytest.param([], (0, 0, 0, 0, 0), id="nothing found"),
        pytest.param(DEEDS[:1], (1, 0.5, 1, 0.667, 0), id="one of two"),
        pytest.param(DEEDS[:2], (2, 0.5, 1, 0.667, 0), id="one that may be"),
        pytest.param(DEEDS[:3], (3, 0.5, 0.667, 0.571, 0), id="one wrong"),
        pytest.param(DEEDS, (3, 0.5, 0.667, 0.571, 1), id="no actor, and not between parties"),
        pytest.param(
            [RIGHT, ("CONSULT", ["Iran", "Iraq"], [])], (2, 1, 1, 1, 0), id="all, and no other"
        ),
    ],
)
def test_documents(tmp_path: Path, deeds: list[Deed], figures: tuple[float, ...]) -> None:
    gold = gold_set(tmp_path, document(ACCUSES, MEETS, may=[edge(["Iran"], "AID", ["*"])]))
    found = gold.figures(map(told, deeds))
    names = ("events", "recall", "precision", "f1", "never-actors seen")
    assert rounded(found, *names) == figures


def test_documents_say_what_was_missed_and_wrong(tmp_path: Path) -> None:
    noted = edge(["Iran"], "AID", ["Iraq"], note="sent blankets")
    gold = gold_set(tmp_path, document(noted, edge([None], "AID REQUEST", ["*"])))
    assert gold.remarks([told(OTHERS), told(DEEDS[3])]) == [
        "missed: sent blankets",
        "missed: nobody AID or REQUEST *",
        "wrong: Cuba ACCUSE () Fiji",
        "no actor: Monday",
    ]
    assert gold_set(tmp_path, plover()).remarks([]) == []


def test_verdicts_are_what_counts_for_precision(tmp_path: Path) -> None:
    right, wrong = told(RIGHT), told(OTHER_TYPE)
    for record in (plover(), DISLIKES):
        gold = gold_set(tmp_path, record)
        assert gold.verdicts([right, wrong]) == [(right, True), (wrong, False)]


@pytest.mark.parametrize(
    ("label", "expected"), [(3, [True]), (1, [False]), (4, [False]), (0, [False])]
)
def test_verdicts_on_stances(tmp_path: Path, label: int, expected: list[bool]) -> None:
    """What is told of others than p and q is not judged."""
    findings = [told(RIGHT), told(OTHERS)]
    verdicts = gold_set(tmp_path, sentiment(label)).verdicts(findings)
    assert [right for _, right in verdicts] == expected


def test_confidence_by_bands() -> None:
    def sure(confidence: float) -> Finding:
        return told(RIGHT, confidence=confidence)

    verdicts = [(sure(0.3), False), (sure(0.8), True), (sure(0.85), False), (sure(1.0), True)]
    bands = calibrate(verdicts)
    assert [(one.low, one.high, one.events, one.right) for one in bands] == [
        (0.0, 0.5, 1, 0),
        (0.8, 0.9, 2, 1),
        (0.9, 1.0, 1, 1),
    ]
    assert [one.share for one in bands] == [0.0, 0.5, 1.0]


def test_findings_are_the_events_of_an_extraction() -> None:
    deed = builders.Deed(sentence=0, type="ACCUSE", trigger="accused", actors=[("IRN", "Tehran")],
                         recipients=[("bo", "Bo")], auxiliary=("negation",))  # fmt: skip
    quoted = replace(deed, source="Tehran", speaker="IRN", actors=[("bo", "Bo"), ("IRN", "Tehran")],
                     recipients=[])  # fmt: skip
    actors = (Actor("IRN", "Iran", Kind.COUNTRY, "IRN"), Actor("bo", "Bo Li", Kind.PERSON))
    sentences = ["Tehran has not accused Bo."]
    found, other = findings_of(
        builders.extraction(id="a", sentences=sentences, actors=actors, deeds=[deed, quoted])
    )
    assert (found.article, found.event_type, found.score) == ("a", "ACCUSE", -3.0)
    assert (found.auxiliary, found.trigger, found.confidence) == (("negation",), "accused", 0.9)
    assert (found.start, found.end, found.source, found.reciprocal) == (15, 22, None, False)
    assert found.parties == (
        Party("Iran", "Tehran", 0, 6, "IRN", Kind.COUNTRY, "IRN"),
        Party("Bo Li", "Bo", 23, 25, None, Kind.PERSON, "bo"),
    )
    assert (other.source, other.reciprocal) == ("Tehran", True)

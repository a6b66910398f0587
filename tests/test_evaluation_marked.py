"""What events are worth on texts in which every event is marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.evaluation import Finding, Party, calibrate
from explorer.model import Kind
from tests.gold import ACCUSED, Deed, Record, Side, event, gold_set, marked, rounded, told

STATES = {"Iran": "IRN", "Iraq": "IRQ", "Tehran": "IRN", "Baghdad": "IRQ", "Cuba": "CUB"}
OF_STATES = {"Hassan": "IRN"}
RIGHT: Deed = ("ACCUSE", ["Iran"], ["Iraq"])
GOLD = event("ACCUSE", [("IRN", "Iran")], [("IRQ", "Iraq")])
BOTH = event("ASSAULT", [("IRN", None), ("IRQ", None)])


def found(
    deed: Deed,
    *,
    trigger: str = "accused",
    text: str = ACCUSED,
    auxiliary: tuple[str, ...] = (),
    source: str | None = None,
    article: str = "one",
) -> Finding:
    return told(deed, text=text, trigger=trigger, states=STATES, countries=OF_STATES,
                auxiliary=auxiliary, source=source, article=article)  # fmt: skip


F1 = ("trigger f1", "trigger and type f1", "whole event f1", "line f1")


@pytest.mark.parametrize(
    ("deeds", "figures"),
    [
        pytest.param([], (0, 0, 0, 0), id="nothing found"),
        pytest.param([RIGHT], (1, 1, 1, 1), id="all right"),
        pytest.param([RIGHT, RIGHT], (0.667, 0.667, 0.667, 1), id="twice"),
        pytest.param([("SANCTION", ["Iran"], ["Iraq"])], (1, 0, 0, 0), id="another type"),
        pytest.param(
            [("REJECT", ["Iran"], ["Iraq"])], (1, 0, 0, 1), id="another type of the same quad"
        ),
        pytest.param([("ACCUSE", ["Iraq"], ["Iran"])], (1, 1, 0, 1), id="the wrong way round"),
        pytest.param([("ACCUSE", ["Iran", "Iraq"], [])], (1, 1, 0, 1), id="all as actors"),
        pytest.param([("ACCUSE", ["Iran"], [])], (1, 1, 0, 0), id="one missing"),
        pytest.param([("ACCUSE", [], [])], (1, 1, 0, 0), id="all missing"),
        pytest.param([("ACCUSE", ["Iran"], ["Iraq", "Cuba"])], (1, 1, 0, 0.667), id="one added"),
        pytest.param([("ACCUSE", ["Tehran"], ["Baghdad"])], (1, 1, 1, 1), id="the same states"),
        pytest.param([("ACCUSE", ["Cuba"], ["Iraq"])], (1, 1, 0, 0), id="another state"),
        pytest.param(
            [("SANCTION", ["Iran"], ["Iraq"]), RIGHT],
            (0.667, 0.667, 0.667, 0.667),
            id="the right one after another",
        ),
    ],
)
def test_one_event(tmp_path: Path, deeds: list[Deed], figures: tuple[float, ...]) -> None:
    gold = gold_set(tmp_path, marked(GOLD))
    assert rounded(gold.figures(map(found, deeds)), *F1) == figures


@pytest.mark.parametrize(
    ("trigger", "figures"),
    [
        pytest.param("accused", (1, 1, 1, 1), id="the same"),
        pytest.param("Iran acc", (1, 1, 1, 1), id="overlapping"),
        pytest.param("Iran ", (0, 0, 0, 1), id="the words before"),
        pytest.param(" of", (0, 0, 0, 1), id="the words behind"),
        pytest.param("", (0, 0, 0, 1), id="nowhere"),
    ],
)
def test_triggers_touch(tmp_path: Path, trigger: str, figures: tuple[float, ...]) -> None:
    gold = gold_set(tmp_path, marked(GOLD))
    assert rounded(gold.figures([found(RIGHT, trigger=trigger)]), *F1) == figures


CLASH = "Angry crowds and Bo Li fought in Iran."


@pytest.mark.parametrize(
    ("side", "parties", "whole"),
    [
        pytest.param([("bo", None)], ["Bo Li"], True, id="the name"),
        pytest.param([("bo", None)], ["Mr Bo"], True, id="a word of the name"),
        pytest.param([("bo", None)], ["the president"], False, id="a mere title"),
        pytest.param([("bo", None)], ["Iran"], False, id="the state of a person"),
        pytest.param([("bo", "Iran")], ["Iran"], True, id="the marked words"),
        pytest.param([("mob", None)], ["Angry crowds"], True, id="people without a name"),
        pytest.param([("IRN", None)], ["Iran"], True, id="a state"),
        pytest.param([("IRN", None)], ["Hassan"], False, id="a person of the state"),
        pytest.param([("IRN", None)], ["Iran's army"], False, id="no state, though of its name"),
        pytest.param([("mob", None), ("bo", None)], ["Bo Li", "crowds"], True, id="any order"),
        pytest.param([("mob", None), ("bo", None)], ["Bo Li"], False, id="one of two"),
        pytest.param([("IRN", None)], ["Iran", "Tehran"], True, id="one twice"),
        pytest.param([], [], True, id="nobody"),
        pytest.param([], ["Bo Li"], False, id="somebody for nobody"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("acting", [True, False], ids=["actors", "recipients"])
def test_whose_side_it_is(
    tmp_path: Path, side: Side, parties: list[str], whole: bool, acting: bool
) -> None:
    sides: tuple[Side, Side] = (side, []) if acting else ([], side)
    record = marked(event("ASSAULT", *sides, trigger="fought", text=CLASH), text=CLASH)
    deed: Deed = ("ASSAULT", parties, []) if acting else ("ASSAULT", [], parties)
    figures = gold_set(tmp_path, record).figures([found(deed, trigger="fought", text=CLASH)])
    assert figures["whole event recall"] == whole


@pytest.mark.parametrize(
    ("gold", "deed", "whole", "line"),
    [
        pytest.param(BOTH, ("ASSAULT", ["Iraq", "Iran"], []), 1, 1, id="together"),
        pytest.param(BOTH, ("ASSAULT", ["Iraq"], ["Iran"]), 1, 1, id="the one the other"),
        pytest.param(BOTH, ("ASSAULT", [], ["Iran", "Iraq"]), 1, 0, id="as recipients"),
        pytest.param(BOTH, ("ASSAULT", ["Iraq"], ["Cuba"]), 0, 0, id="with another"),
        pytest.param(
            event("ASSAULT", [("IRN", None)]), ("ASSAULT", [], ["Iran"]), 0, 0, id="one alone"
        ),
        pytest.param(
            event("PROTEST", [("mob", None), ("bo", None)], [("IRN", None)]),
            ("PROTEST", ["crowds", "Bo"], ["Tehran"]),
            1,
            1,
            id="two against one",
        ),
        pytest.param(
            event("PROTEST", [("mob", None), ("bo", None)], [("IRN", None)]),
            ("PROTEST", ["crowds"], ["Tehran", "Bo"]),
            0,
            0.5,
            id="one of them on the other side",
        ),
        pytest.param(
            event("PROTEST", [("mob", None), ("bo", None)], [("IRN", None)]),
            ("PROTEST", ["crowds"], ["Bo"]),
            0,
            0,
            id="not mutual, for it has a recipient",
        ),
    ],
)
def test_mutual_events(tmp_path: Path, gold: Record, deed: Deed, whole: float, line: float) -> None:
    figures = gold_set(tmp_path, marked(gold)).figures([found(deed)])
    assert rounded(figures, "whole event f1", "line f1") == (whole, line)


@pytest.mark.parametrize(
    ("status", "auxiliary", "right"),
    [
        ("done", (), True),
        ("done", ("future",), False),
        ("past", ("historical",), True),
        ("planned", ("future",), True),
        ("possible", ("hypothetical", "historical"), True),
        ("possible", ("future",), False),
        ("denied", ("future", "negation"), True),
        ("denied", (), False),
    ],
)
def test_status(tmp_path: Path, status: str, auxiliary: tuple[str, ...], right: bool) -> None:
    gold = gold_set(tmp_path, marked(GOLD | {"status": status}))
    figures = gold.figures([found(RIGHT, auxiliary=auxiliary)])
    assert rounded(figures, "whole event f1", "status right") == (1, right)


@pytest.mark.parametrize(
    ("gold", "source", "right"),
    [
        pytest.param(None, None, True, id="the article"),
        pytest.param(None, "", True, id="the article, as no words"),
        pytest.param(None, "Bo Li", False, id="somebody for the article"),
        pytest.param("bo", None, False, id="the article for somebody"),
        pytest.param("bo", "Mr Bo", True, id="a person"),
        pytest.param("bo", "the president", False, id="another"),
        pytest.param("IRN", "officials", True, id="a state, in any words"),
        pytest.param("IRN", None, False, id="the article for a state"),
    ],
)
def test_source(tmp_path: Path, gold: str | None, source: str | None, right: bool) -> None:
    figures = gold_set(tmp_path, marked(GOLD | {"source": gold})).figures(
        [found(RIGHT, source=source)]
    )
    assert figures["source right"] == right


def test_of_events_that_are_not_whole_neither_status_nor_source_counts(tmp_path: Path) -> None:
    figures = gold_set(tmp_path, marked(GOLD)).figures([found(("ACCUSE", ["Iran"], []))])
    assert rounded(figures, "status right", "source right") == (0, 0)


LINE = ("line precision", "line recall")
CHARGED = event("ACCUSE", [("IRQ", "Iraq")], [("IRN", "Iran")])


@pytest.mark.parametrize(
    ("gold", "deeds", "figures"),
    [
        pytest.param([GOLD, CHARGED], [RIGHT], (1, 1), id="both ways are one line"),
        pytest.param([GOLD, GOLD | {"type": "AID"}], [RIGHT], (1, 0.5), id="a line a quad"),
        pytest.param([GOLD | {"status": "denied"}], [RIGHT], (0, 0), id="denied draws none"),
        pytest.param([GOLD], [RIGHT, ("ACCUSE", ["Iran"], ["Iran"])], (1, 1), id="none to oneself"),
        pytest.param(
            [GOLD], [RIGHT, ("ACCUSE", ["Iran", "Cuba"], ["Iraq"])], (0.5, 1), id="a false line"
        ),
        pytest.param([GOLD], [("ACCUSE", ["Tehran"], ["Iraq"])], (1, 1), id="by another name"),
        pytest.param(
            [GOLD], [RIGHT, ("ACCUSE", ["Tehran"], ["Iraq"])], (0.5, 1), id="under two names"
        ),
        pytest.param(
            [event("ACCUSE", [("bo", "Iran")], [("IRQ", "Iraq")])],
            [RIGHT],
            (0, 0),
            id="where words stand does not count",
        ),
        pytest.param([BOTH], [("ASSAULT", ["Iran", "Iraq", "Cuba"], [])], (0.333, 1), id="mutual"),
    ],
)  # fmt: skip
def test_lines(
    tmp_path: Path, gold: list[Record], deeds: list[Deed], figures: tuple[float, ...]
) -> None:
    measured = gold_set(tmp_path, marked(*gold)).figures(map(found, deeds))
    assert rounded(measured, *LINE) == figures


def test_denied_findings_draw_no_line(tmp_path: Path) -> None:
    figures = gold_set(tmp_path, marked(GOLD)).figures([found(RIGHT, auxiliary=("negation",))])
    assert rounded(figures, "whole event f1", *LINE) == (1, 0, 0)


def test_parties_of_one_id_are_one_end_of_lines(tmp_path: Path) -> None:
    def at(name: str, id: str | None) -> Finding:
        iran = Party(name, name, 900, 901, "IRN", Kind.COUNTRY, id)
        return replace(found(RIGHT), actors=(iran,))

    gold = gold_set(tmp_path, marked(GOLD))
    assert rounded(gold.figures([at("Iran", "IRN"), at("Tehran", "IRN")]), *LINE) == (1, 1)
    assert rounded(gold.figures([at("Iran", None), at("Tehran", None)]), *LINE) == (0.5, 1)


def test_over_texts(tmp_path: Path) -> None:
    gold = gold_set(tmp_path, marked(GOLD), marked(GOLD, BOTH, id="two"), marked(id="three"))
    deed: Deed = ("ASSAULT", ["Iran"], ["Iraq"])
    figures = gold.figures(
        [found(RIGHT), found(RIGHT, article="two"), found(deed, article="two"),
         found(deed, article="three"), found(RIGHT, article="four")]
    )  # fmt: skip
    assert rounded(figures, "texts", "gold events", "events") == (3, 3, 4)
    for name in ("trigger", "trigger and type", "whole event", "line"):
        three = (f"{name} precision", f"{name} recall", f"{name} f1")
        assert rounded(figures, *three) == (0.75, 1, 0.857), name


def test_no_texts_are_worth_nothing(tmp_path: Path) -> None:
    figures = gold_set(tmp_path, marked()).figures([])
    assert {name: value for name, value in figures.items() if value} == {"texts": 1}


def test_verdicts_tell_which_are_whole_right_events(tmp_path: Path) -> None:
    """Of two that are the same only one can be the marked one, the first."""
    right, wrong = found(RIGHT), found(("ACCUSE", ["Iran"], []))
    findings = [wrong, right, right, found(RIGHT, article="two")]
    verdicts = gold_set(tmp_path, marked(GOLD)).verdicts(findings)
    assert verdicts == [(wrong, False), (right, True), (right, False)]
    assert [(band.events, band.right) for band in calibrate(verdicts)] == [(3, 1)]

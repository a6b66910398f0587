"""What events are worth on sentences in which a source and a target are marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gold import MET, Deed, Record, gold_set, pair, rounded, told

RIGHT: Deed = ("ACCUSE", ["Iran"], ["Iraq"])
TURNED: Deed = ("ACCUSE", ["Iraq"], ["Iran"])
OTHERS: Deed = ("ACCUSE", ["Cuba"], ["Fiji"])
NAMES = ("type recall", "pair recall", "accuracy")


@pytest.mark.parametrize(
    ("label", "deeds", "figures"),
    [
        pytest.param("ACCUSE", [], (0, 0, 0), id="nothing found"),
        pytest.param("ACCUSE", [RIGHT], (1, 1, 1), id="right"),
        pytest.param("REJECT", [RIGHT], (0, 1, 0), id="another class"),
        pytest.param("ACCUSE", [TURNED], (1, 0, 0), id="the wrong way round"),
        pytest.param("ACCUSE", [OTHERS], (1, 0, 0), id="others"),
        pytest.param("ACCUSE", [("ACCUSE", ["Iran"], [])], (1, 0, 0), id="no target"),
        pytest.param("ACCUSE", [("ACCUSE", ["Cuba", "Iran"], ["Iraq"])], (1, 1, 1), id="one of"),
        pytest.param("YIELD", [("CONCEDE", ["Iran"], ["Iraq"])], (1, 1, 1), id="conceding yields"),
        pytest.param("YIELD", [("RETREAT", ["Iran"], ["Iraq"])], (1, 1, 1), id="retreating, too"),
        pytest.param("ACCUSE", [("AID", ["Iran"], ["Iraq"]), RIGHT], (1, 1, 0), id="first of two"),
        pytest.param("ACCUSE", [OTHERS, ("AID", ["Iran"], ["Iraq"])], (1, 1, 0), id="in two"),
    ],
)
def test_one_record(
    tmp_path: Path, label: str, deeds: list[Deed], figures: tuple[float, ...]
) -> None:
    gold = gold_set(tmp_path, pair(label))
    assert rounded(gold.figures(map(told, deeds)), *NAMES) == figures


@pytest.mark.parametrize("sure", [0.5, 0.7])
def test_the_surest_event_tells_the_class(tmp_path: Path, sure: float) -> None:
    findings = [
        told(("AID", ["Iran"], ["Iraq"]), confidence=0.6),
        told(RIGHT, confidence=sure),
        told(("AID", ["Cuba"], ["Fiji"]), confidence=1.0),
    ]
    assert gold_set(tmp_path, pair("ACCUSE")).figures(findings)["accuracy"] == (sure > 0.6)


@pytest.mark.parametrize(
    ("record", "actors", "recipients", "between"),
    [
        pytest.param(pair("AID"), ["Iran's"], ["of Iraq"], True, id="a shared word"),
        pytest.param(pair("AID", source=["accused"]), ["n acc"], ["Iraq"], True, id="a place"),
        pytest.param(pair("AID", source=["Iran", "accused"]), ["accused"], ["Iraq"], True,
                     id="one of two places"),
        pytest.param(pair("AID", source=["of"]), ["of Cuba"], ["Iraq"], False, id="an empty word"),
        pytest.param(pair("AID", target=[]), ["Iran"], [], True, id="a source alone"),
        pytest.param(pair("AID", target=[]), ["Cuba"], ["Iran"], False, id="a source receives"),
        pytest.param(pair("AID", source=[]), ["Cuba"], ["Iraq"], True, id="a target alone"),
        pytest.param(pair("AID", source=[]), ["Iraq"], ["Cuba"], False, id="a target acts"),
        pytest.param(pair("AID", source=[]), ["Iraq"], [], True, id="a target acts on nobody"),
        pytest.param(pair("AID", source=[], target=[]), ["Iran"], ["Iraq"], False, id="neither"),
    ],
)  # fmt: skip
def test_which_events_are_between_the_two(
    tmp_path: Path, record: Record, actors: list[str], recipients: list[str], between: bool
) -> None:
    figures = gold_set(tmp_path, record).figures([told(("AID", actors, recipients))])
    assert figures["pair recall"] == between


@pytest.mark.parametrize(
    ("actors", "recipients", "reciprocal", "between"),
    [
        pytest.param(["Peru", "Chile"], [], True, True, id="together"),
        pytest.param(["Chile", "Peru"], [], True, True, id="in another order"),
        pytest.param(["Chile"], ["Peru"], True, True, id="the one the other"),
        pytest.param(["Peru", "Chile"], [], False, False, id="not mutual"),
        pytest.param(["Peru", "Cuba"], [], True, False, id="with another"),
        pytest.param(["Peru Chile"], [], True, False, id="one alone"),
    ],
)
def test_mutual_events(
    tmp_path: Path, actors: list[str], recipients: list[str], reciprocal: bool, between: bool
) -> None:
    gold = gold_set(tmp_path, pair("CONSULT", text=MET, source=["Peru"], target=["Chile"]))
    finding = told(("CONSULT", actors, recipients), text=MET, reciprocal=reciprocal)
    assert gold.figures([finding])["pair recall"] == between


def test_over_records(tmp_path: Path) -> None:
    """Three of the fifteen classes have an f1: 2/3, 2/3 and 1; three of the quads: 2/3, 1, 2/3."""
    labels = ("ACCUSE", "ACCUSE", "YIELD", "ASSAULT", "SUPPORT")
    gold = gold_set(tmp_path, *(pair(label, id=f"{at}") for at, label in enumerate(labels)))
    types = ("ACCUSE", "ASSAULT", "RETREAT", "ASSAULT")
    figures = gold.figures(
        told((type, ["Iran"], ["Iraq"]), article=f"{at}") for at, type in enumerate(types)
    )
    assert rounded(figures, "records", *NAMES) == (5, 0.6, 0.8, 0.6)
    assert figures["root macro f1"] == pytest.approx((2 / 3 + 2 / 3 + 1) / 15)
    assert figures["quad macro f1"] == pytest.approx((2 / 3 + 2 / 3 + 2 / 3 + 0) / 4)

"""PLOVER's tables: complete, consistent, and read as numbers."""

import pytest

from explorer import ontology
from explorer.resources import read_table, table_lines

COLUMNS = {
    "event_types.tsv": "type quad score label covers",
    "modes.tsv": "type mode score label",
    "eras.tsv": "words",
}


@pytest.mark.parametrize("table", COLUMNS)
def test_columns(table):
    header, *body = table_lines("ontology", table)
    assert header.split("\t") == COLUMNS[table].split()
    assert not [line for line in body if line.count("\t") != header.count("\t")]
    assert len(set(body)) == len(body)


def test_every_mode_has_a_type_a_label_and_one_row():
    rows = read_table("ontology", "modes.tsv")
    assert {row["type"] for row in rows} <= set(ontology.event_types())
    assert len({(row["type"], row["mode"]) for row in rows}) == len(rows)
    assert all(row["label"] for row in rows)


def test_eras_are_in_lower_case_and_without_spaces_around():
    rows = table_lines("ontology", "eras.tsv")
    assert [row for row in rows if row != row.lower().strip()] == []


def test_sixteen_types_in_four_quads():
    kinds = ontology.event_types()
    assert len(kinds) == 16
    assert {kind.quad for kind in kinds.values()} == set(ontology.QUADS)


@pytest.mark.parametrize(
    ("event_type", "mode", "score"),
    [
        pytest.param("ACCUSE", None, -3, id="type"),
        pytest.param("CONSULT", "visit", 4, id="mode-with-own-score"),
        pytest.param("PROTEST", "vandalize", -5, id="mode-without-own-score"),
    ],
)
def test_score(event_type, mode, score):
    assert ontology.score(event_type, mode) == score


def test_conflict_scores_are_not_positive_and_cooperation_is():
    for name, kind in ontology.event_types().items():
        assert (kind.score > 0) == kind.quad.endswith("cooperation"), name


def test_future_reduction_leads_to_known_types():
    kinds = ontology.event_types()
    assert set(ontology.REDUCED_WHEN_FUTURE) | set(ontology.REDUCED_WHEN_FUTURE.values()) <= set(
        kinds
    )

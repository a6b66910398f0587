"""PLOVER's tables: complete, consistent, and read as numbers."""

import pytest

from explorer import ontology


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

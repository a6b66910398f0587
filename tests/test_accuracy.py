"""The benchmark of accuracy: what the naive peer finds, the tables, and where they are put."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span
from typer import Exit

from benchmarks import accuracy
from benchmarks.peer import peer_findings
from explorer.errors import ExplorerError
from explorer.evaluation import Finding
from explorer.model import Article
from explorer.nlp import Reading
from tests.gold import gold_set, plover, sentiment, told, written

POS = {"V": "VERB", "E": "PROPN", "N": "NOUN"}


def reading(text: str) -> Reading:
    """Return a parse written a token a line: word/lemma, V, E (entity), N or -, relation, head."""
    rows = [line.split() for line in text.strip().splitlines()]
    words = [word.partition("/")[0] for word, *_ in rows]
    doc = Doc(
        spacy.blank("en").vocab,
        words=words,
        lemmas=[word.rpartition("/")[2] for word, *_ in rows],
        pos=[POS.get(kind, "X") for _, kind, *_ in rows],
        deps=[relation for *_, relation, _ in rows],
        heads=[int(head) - 1 for *_, head in rows],
    )
    doc.ents = [Span(doc, i, i + 1, "GPE") for i, row in enumerate(rows) if row[1] == "E"]
    starts = [token.idx for token in doc]
    ends = [token.idx + len(token) for token in doc]
    return Reading(Article("a", doc.text), doc, [0] * len(doc), starts, ends)


def read(text: str) -> list[tuple[list[str], str, list[str]]]:
    return [
        (
            [one.text for one in found.actors],
            found.event_type,
            [one.text for one in found.recipients],
        )
        for found in peer_findings(reading(text))
    ]


@pytest.mark.parametrize(
    ("parse", "found"),
    [
        pytest.param(
            """Iran E nsubj 2
            accused/accuse V ROOT 2
            Iraq E obj 2""",
            [(["Iran"], "ACCUSE", ["Iraq"])],
            id="negative verb",
        ),
        pytest.param(
            """Iraq E nsubj:pass 3
            was - aux:pass 3
            praised/praise V ROOT 3
            by - case 5
            Iran E obl 3""",
            [(["Iran"], "SUPPORT", ["Iraq"])],
            id="passive",
        ),
        pytest.param(
            """Iraq E nsubjpass 3
            was - auxpass 3
            praised/praise V ROOT 3
            by - agent 3
            Iran E pobj 4""",
            [(["Iran"], "SUPPORT", ["Iraq"])],
            id="passive in spaCy's labels",
        ),
        pytest.param(
            """leaders/leader N nsubj 3
            Iran E compound 1
            talked/talk V ROOT 3
            to - case 5
            Iraq E obl 3""",
            [(["Iran"], "CONSULT", ["Iraq"])],
            id="neutral, entities within phrases",
        ),
        pytest.param(
            """Iran E nsubj 2
            sent/send V ROOT 2
            Iraq E iobj 2
            help/help N obj 2""",
            [(["Iran"], "SUPPORT", ["Iraq"])],
            id="words of the clause where the verb has no sign",
        ),
        pytest.param(
            """He N nsubj 2
            accused/accuse V ROOT 2
            Iraq E obj 2""",
            [],
            id="a pronoun is no entity",
        ),
    ],
)
def test_the_peer(parse: str, found: list[tuple[list[str], str, list[str]]]) -> None:
    assert read(parse) == found


def test_the_peer_tells_where_its_parties_stand() -> None:
    [found] = peer_findings(reading("Iran E nsubj 2\naccused/accuse V ROOT 2\nIraq E obj 2"))
    assert (found.article, found.score, found.trigger) == ("a", -3.0, "accused")
    assert [(one.start, one.end) for one in found.parties] == [(0, 4), (13, 17)]


def result(folder: Path) -> accuracy.Result:
    right = told(("ACCUSE", ["Iran"], ["Iraq"]))
    wrong: Finding = told(("SUPPORT", ["Iran"], ["Iraq"]), confidence=0.5)
    return accuracy.Result(gold_set(folder, plover()), [right, wrong], [wrong])


def test_the_tables_have_the_day_the_command_and_both_sides(tmp_path: Path) -> None:
    report = accuracy.render([result(tmp_path)], "en_core_web_sm", date(2026, 11, 24))
    assert (
        report
        == """\
Measured on 2026-11-24 with `python benchmarks/accuracy.py GOLD_FOLDER --model en_core_web_sm`:

| gold set | measure | explorer | peer |
| --- | --- | ---: | ---: |
| PLOVER records (`gold.jsonl`) | records | 1 | 1 |
|  | events | 2 | 1 |
|  | type recall | 1.000 | 0.000 |
|  | dyad recall | 1.000 | 1.000 |
|  | full recall | 1.000 | 0.000 |
|  | type precision (floor) | 0.500 | 0.000 |

How often our events are right, by their confidence:

| gold set | confidence | events | right |
| --- | --- | ---: | ---: |
| PLOVER records (`gold.jsonl`) | 0.5 to 0.6 | 1 | 0.000 |
|  | 0.9 to 1.0 | 1 | 1.000 |"""
    )


def test_figures_of_single_classes_are_left_out(tmp_path: Path) -> None:
    gold = gold_set(tmp_path, sentiment(3))
    report = accuracy.render([accuracy.Result(gold, [], [])], None, date(2026, 11, 24))
    assert "| macro f1 |" in report
    assert "dislikes" not in report
    assert "confidence" not in report


def test_the_gold_sets_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "inner").mkdir()
    learned = ("d_train.jsonl", "inner/train.jsonl")
    for name in ("b.jsonl", "a.json", "inner/c.jsonl", *learned, "notes.txt"):
        written(tmp_path / name, plover())
    names = [one.path.name for one in accuracy.gold_sets(tmp_path)]
    assert names == ["a.json", "b.jsonl", "c.jsonl"]
    assert [one.path.name for one in accuracy.gold_sets(tmp_path / "b.jsonl")] == ["b.jsonl"]
    (tmp_path / "empty").mkdir()
    with pytest.raises(ExplorerError, match="this folder has no gold sets"):
        accuracy.gold_sets(tmp_path / "empty")


def test_the_block_of_figures_is_replaced(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(tmp_path / "gold.jsonl", plover())
    readme = tmp_path / "README.md"
    readme.write_text(
        f"before\n\n{accuracy.MARK}\nold\n{accuracy.MARK}\n\nafter\n", encoding="utf-8"
    )
    for _ in range(2):
        accuracy.measure(tmp_path / "gold.jsonl", write=readme)
    report = capsys.readouterr().out.split("Measured")[1].strip()
    expected = f"before\n\n{accuracy.MARK}\n\nMeasured {report}\n\n{accuracy.MARK}\n\nafter\n"
    assert readme.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("text", [None, "no marks", f"{accuracy.MARK} one"])
def test_a_file_without_a_place_for_figures_is_refused_before_the_work(
    tmp_path: Path, text: str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = tmp_path / "README.md"
    if text:
        readme.write_text(text, encoding="utf-8")
    with pytest.raises(Exit):
        accuracy.measure(tmp_path / "nowhere.jsonl", write=readme)
    assert str(readme) in capsys.readouterr().err

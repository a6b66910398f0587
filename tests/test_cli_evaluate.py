"""The command ``evaluate``, with the shipped pipeline: its tables, and what it refuses."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from explorer import cli
from tests.gold import document, edge, plover, sentiment, written


def evaluate(*args: str | Path) -> Any:
    return CliRunner().invoke(cli.app, ["evaluate", *map(str, args)])


def figures(text: str) -> dict[str, str]:
    return dict(re.findall(r"^(\S.*?)  +(\S+)$", text, re.MULTILINE))


def test_it_prints_a_table_for_each_file(tmp_path: Path) -> None:
    one = written(tmp_path / "one.jsonl", plover())
    two = written(tmp_path / "two.jsonl", sentiment(3), sentiment(0, id="two"))
    result = evaluate(one, two)
    assert (result.exit_code, result.stderr) == (0, "")
    first, second = result.stdout.split("\n\n")
    assert first.startswith(f"{one}: PLOVER records\n")
    assert figures(first)["full recall"] == "1.000"
    assert second.startswith(f"{two}: directed sentiment\n")
    assert figures(second) | {"records": "2", "accuracy": "0.500"} == figures(second)


def test_it_shows_what_was_missed(tmp_path: Path) -> None:
    missed = edge(["Iran"], "AID", ["Iraq"], note="sent \x1bblankets")
    result = evaluate(written(tmp_path / "one.jsonl", document(missed)))
    assert figures(result.stdout)["recall"] == "0.000"
    assert "\nmissed: sent \ufffdblankets\n" in result.stdout


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        pytest.param(None, ": there is no such file; check the path", id="missing"),
        pytest.param(
            '{"id": "a", "text": "b"}', ", line 1: this is of no known format", id="other"
        ),
        pytest.param("{", ", line 1: this is no JSON", id="malformed"),
    ],
)
def test_it_refuses_what_is_no_gold_set_and_does_the_others(
    tmp_path: Path, lines: str | None, message: str
) -> None:
    bad, good = tmp_path / "bad.jsonl", written(tmp_path / "good.jsonl", plover())
    if lines:
        bad.write_text(lines, encoding="utf-8")
    result = evaluate(bad, good)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{bad}{message}")
    assert result.stdout.startswith(f"{good}: PLOVER records\n")


def test_with_nothing_to_measure_no_pipeline_is_loaded(tmp_path: Path) -> None:
    result = evaluate(tmp_path / "bad.jsonl", "--model", "no_such_pipeline")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "no such file" in result.stderr
    assert "pipeline" not in result.stderr


def test_a_pipeline_that_is_not_there_is_named(tmp_path: Path) -> None:
    gold = written(tmp_path / "good.jsonl", plover())
    result = evaluate(gold, "--model", "no_such_pipeline")
    assert result.exit_code == 1
    assert "'no_such_pipeline': not found" in result.stderr

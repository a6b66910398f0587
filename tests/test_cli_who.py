"""The command that tells who is taken for whom, and keeps people apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from explorer import cli
from explorer.model import Actor, Article, Extraction, Kind
from explorer.store import connect, open_writer

PEOPLE = {
    "a": Actor("saddam-hussein", "Saddam Hussein", Kind.PERSON, "IRQ", "former president"),
    "b": Actor("hussein", "Hussein", Kind.PERSON, "IRQ"),
    "c": Actor("hussein", "Hussein", Kind.PERSON, "IRQ"),
    "d": Actor("hussein", "Hussein", Kind.PERSON, "JOR", "king"),
}
TOGETHER = [
    "Hussein (hussein)",
    "  1. Hussein, king, Jordan, in 1 article: kept apart: Saddam Hussein would fit, but is of "
    "another country",
    "Saddam Hussein (saddam-hussein)",
    "  2. Hussein, Iraq, in 2 articles: short for Saddam Hussein, and of the same country, Iraq",
    "  3. Saddam Hussein, former president, Iraq, in 1 article: nobody else has this name",
]
APART = ["  2. Hussein, Iraq, in 2 articles: kept apart by hand"]


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.duckdb"
    with open_writer(path, paths=("news",)) as writer:
        for id, actor in PEOPLE.items():
            text = f"In paper {id} {actor.name} spoke."
            writer.add(Extraction(Article(id, text), (actor,), (), (), ()), source=id)
    return path


def who(store: Path, *args: str) -> Any:
    return CliRunner().invoke(cli.app, ["who", *args, "--store", str(store)])


def test_it_tells_who_is_taken_for_whom_and_why(store: Path) -> None:
    result = who(store, "hussein")
    assert (result.exit_code, result.stdout.splitlines()) == (0, TOGETHER)


def test_a_decision_can_be_taken_back_and_lasts_until_then(store: Path) -> None:
    result = who(store, "hussein", "--apart", "2")
    assert result.exit_code == 0
    assert "Hussein, Iraq kept apart" in result.stderr
    assert [line for line in result.stdout.splitlines() if "by hand" in line] == APART
    with open_writer(store, paths=("more",)) as writer:
        more = Extraction(Article("e", "Nothing."), (), (), (), ())
        writer.add(more, source="e")
    assert "by hand" in who(store, "hussein").stdout
    with connect(store) as connection:
        [(count,)] = connection.execute(
            "SELECT count(DISTINCT identity) FROM identities"
        ).fetchall()
    assert count == 3
    assert who(store, "hussein", "--together", "2").stdout.splitlines() == TOGETHER


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        pytest.param(["merkel"], 1, 'nobody there is called "merkel"', id="nobody"),
        pytest.param(["hussein", "--apart", "9"], 2, "there is no line 9, only 3", id="line"),
        pytest.param(["hussein", "--apart", "1", "--together", "1"], 2, "one line", id="both"),
    ],
)
def test_what_cannot_be_told(store: Path, args: list[str], status: int, words: str) -> None:
    result = who(store, *args)
    assert result.exit_code == status
    assert words in result.stderr

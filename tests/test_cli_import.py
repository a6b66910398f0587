"""The command that imports event data: what it says, what is in the store, its exit status."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from event_rows import cells, table
from typer.testing import CliRunner

from explorer import cli
from explorer.store import connect, load_refusals

STATEMENT = cells("gdelt", GlobalEventID="2", EventCode="010")
OTHER_STATEMENT = cells("gdelt", GlobalEventID="3", EventCode="014")
MALFORMED = ["1", "2"]


def run(*args: str | Path) -> Any:
    return CliRunner().invoke(cli.app, ["import", *map(str, args)])


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "corpus.duckdb"


def events(store: Path) -> list[tuple[Any, ...]]:
    with connect(store) as connection:
        return connection.execute("SELECT event_type, mode, article FROM events").fetchall()


def test_what_is_left_out_is_said_and_no_failure(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "export.CSV"
    path.write_text(table("gdelt", [cells("gdelt"), STATEMENT, OTHER_STATEMENT]))
    for _ in range(2):  # the same rows again are the same
        result = run(path, "--store", store)
        assert result.exit_code == 0
        assert result.stderr.splitlines() == [
            f"{store}: 1 event read",
            f"left out: {path}, line 2: PLOVER has no event type for make a public statement "
            "(CAMEO 010); 1 others like it",
        ]
        assert events(store) == [("CONSULT", "visit", "gdelt-900000001")]


def test_a_malformed_row_is_listed_and_not_fatal(tmp_path: Path, store: Path) -> None:
    path = tmp_path / "export.CSV"
    path.write_text(table("gdelt", [MALFORMED, cells("gdelt")]))
    result = run(path, "--store", store, "--format", "GDELT")
    assert result.exit_code == 1
    assert len(events(store)) == 1
    with connect(store) as connection:
        reason = "it has 2 columns, and 61 are expected"
        assert list(load_refusals(connection)) == [(f"{path}, line 1", reason)]
        assert f"refused: {path}, line 1: {reason}" in result.stderr


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        pytest.param(["none.csv"], 1, "it cannot be opened (no such file or directory)", id="file"),
        pytest.param(["a.csv", "--format", "x"], 2, "gdelt, polecat, icews, phoenix", id="format"),
    ],
)
def test_what_cannot_be_imported(store: Path, args: list[str], status: int, words: str) -> None:
    result = run(*args, "--store", store)
    assert result.exit_code == status
    assert words in result.stderr

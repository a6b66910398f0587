"""What CONTRIBUTING holds us to, where it can be tested: lengths, tables, versions, packages."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TABLES = sorted([*(ROOT / "data").rglob("*.tsv"), *(ROOT / "tests").glob("*.tsv")])
LONGEST = {  # lines of a file, by its folder and ending
    **{f"{folder}/**/*.py": 400 for folder in ("explorer", "benchmarks")},
    "explorer/**/*.js": 400,
    "tests/*.py": 500,
}


def text_of(*parts: str) -> str:
    return ROOT.joinpath(*parts).read_text(encoding="utf-8")


def in_root(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("pattern", LONGEST)
def test_files_stay_short(pattern: str) -> None:
    lengths = {in_root(one): len(one.read_bytes().splitlines()) for one in ROOT.glob(pattern)}
    assert lengths
    assert {name: n for name, n in lengths.items() if n >= LONGEST[pattern]} == {}
    assert f"{LONGEST[pattern]} lines" in CONTRIBUTING


@pytest.mark.parametrize("table", TABLES, ids=in_root)
def test_no_row_of_a_table_stands_there_twice(table: Path) -> None:
    lines = [line for line in text_of(in_root(table)).splitlines() if line.strip()]
    rows = Counter(line.strip() for line in lines if not line.startswith("#"))
    assert [row for row, times in rows.items() if times > 1] == []


@pytest.mark.parametrize("table", sorted((ROOT / "data").rglob("*.tsv")), ids=in_root)
def test_a_table_says_on_top_what_its_columns_mean(table: Path) -> None:
    assert text_of(in_root(table)).startswith("#")


def test_what_to_run_while_working_is_what_is_checked() -> None:
    script = text_of(".ci", "run")
    for command in ("ruff check", "ruff format", "mypy", "pytest"):
        assert re.search(rf"^(\w+=\w+ )?{command}\b", script, re.MULTILINE), command
        assert re.search(rf"^{command}\b", CONTRIBUTING, re.MULTILINE), command


def test_what_runs_before_a_commit_is_part_of_what_is_checked() -> None:
    entries = re.findall(r"^ +entry: (ruff \w+|mypy)", text_of(".pre-commit-config.yaml"), re.M)
    assert entries
    assert [one for one in entries if f"\n{one}" not in text_of(".ci", "run")] == []


def test_the_versions_of_python_are_promised_and_checked_alike() -> None:
    project = PROJECT["project"]
    told = [one.rpartition(" ")[2] for one in project["classifiers"] if " :: Python :: 3." in one]
    lowest = told[0]
    assert project["requires-python"] == f">={lowest}"
    assert f"Python {lowest} or newer" in text_of("README.md")
    assert PROJECT["tool"]["mypy"]["python_version"] == lowest
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{lowest.replace('.', '')}"
    (checked,) = re.findall(r"python: \[(.+)\]", text_of(".github", "workflows", "ci.yml"))
    assert re.findall(r'"(.+?)"', checked) == told


def test_the_steps_of_a_check_stand_in_one_script() -> None:
    runs = re.findall(r"\brun: (.+)", text_of(".github", "workflows", "ci.yml"))
    assert runs == [".ci/run"]


def test_the_lock_file_keeps_to_the_requirements() -> None:
    lines = [line for line in text_of("requirements.lock").splitlines() if line[:1] not in "# "]
    locked = [Requirement(line) for line in lines]
    pins = [(one.name, *one.specifier) for one in locked]
    assert [name for name, *pin in pins if [one.operator for one in pin] != ["=="]] == []
    files = ("requirements.txt", "requirements-dev.txt")
    for line in "".join(map(text_of, files)).splitlines():
        if line and line[0] not in "#-":
            wanted = Requirement(line)
            versions = [pin.version for name, pin in pins if name == wanted.name]
            assert versions, line
            assert all(wanted.specifier.contains(one) for one in versions), line


def test_the_lock_file_names_no_place_to_download_from() -> None:
    lines = [one for one in text_of("requirements.lock").splitlines() if not one.startswith("#")]
    assert [line for line in lines if re.search(r"://|@|^-", line)] == []


def test_the_lock_file_says_how_it_was_made() -> None:
    (made,) = re.findall(r"^# +(uv pip compile .+)$", text_of("requirements.lock"), re.MULTILINE)
    assert made in CONTRIBUTING
    lowest = PROJECT["project"]["requires-python"].removeprefix(">=")
    assert f"--python-version {lowest} " in made

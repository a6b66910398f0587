"""The documents say what is so: their examples run, and they name what there is."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from explorer import cli, ontology, views
from explorer.cli.commands import EXAMPLES
from explorer.export import FORMATS
from explorer.model import Kind
from explorer.sources import SUFFIXES

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "benchmarks/README.md",
    "docs/architecture.md",
)
COMMANDS = get_command(cli.app).commands  # type: ignore[attr-defined]


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


def shell_lines() -> list[str]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [line for line in lines if "-m explorer" in line and "explorer app" not in line]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that has the samples, as the project's folder does."""
    (tmp_path / "data").symlink_to(ROOT / "data")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("line", shell_lines())
def test_the_commands_in_the_readme_run(folder: Path, line: str) -> None:
    line = line.replace("python -m", f'"{sys.executable}" -m')
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, shell=True, capture_output=True, text=True, env=env)
    assert done.returncode == 0, done.stderr
    out = re.search(r"--out (\S+)", line)
    assert (folder / out[1]).stat().st_size if out else done.stdout in ("", *blocks("text"))


def test_the_library_example_runs(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = blocks("python")
    exec(compile(example, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert "CONSULT" in printed
    assert "ali-khamenei ACCUSE USA" in printed
    assert (folder / "usa.html").stat().st_size


def test_the_event_in_the_readme_has_the_keys_of_one() -> None:
    [block] = blocks("json")
    shown = json.loads(block)
    given = json.dumps({"id": shown["article"], "text": shown["sentence"]})
    result = CliRunner().invoke(cli.app, ["extract", "-"], input=given)
    event = json.loads(result.stdout.splitlines()[0])
    assert list(shown) == list(event)
    assert {key for key in shown if shown[key] != event[key]} <= {"confidence"}


def section(command: str) -> str:
    return README.split(f"\n### {command}: ")[1].split("\n### ")[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_in_its_section_of_the_readme(name: str) -> None:
    flags = {flag for one in COMMANDS[name].params for flag in one.opts if flag.startswith("-")}
    assert f"python -m explorer {name}" in section(name)
    assert [flag for flag in flags if f"`{flag}`" not in section(name)] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_no_option_that_is_not_there(name: str) -> None:
    flags = {flag for one in COMMANDS[name].params for flag in one.opts}
    assert set(re.findall(r"`(--?[a-z-]+)`", section(name))) - flags == set()


@pytest.mark.parametrize("name", COMMANDS)
def test_help_explains_the_command_and_every_option(name: str) -> None:
    assert COMMANDS[name].help
    assert [one.name for one in COMMANDS[name].params if not one.help] == []


@pytest.mark.parametrize(
    "choices",
    [ontology.event_types(), views.STATUSES, Kind],
    ids=["type", "status", "kind"],
)
def test_help_and_readme_name_all_that_can_be_asked_for(choices: Iterable[str]) -> None:
    shown = CliRunner().invoke(cli.app, ["graph", "--help"]).output
    assert [one for one in choices if not re.search(rf"\b{one}\b", shown)] == []
    assert [one for one in choices if not re.search(rf"\b{one}\b", section("graph"))] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_help_are_understood(name: str) -> None:
    lines = (COMMANDS[name].epilog or "").splitlines() + EXAMPLES.splitlines()
    examples = [shlex.split(line) for line in lines if f"explorer {name}" in line]
    assert examples
    for words in examples:
        args = words[words.index(name) + 1 :]
        assert COMMANDS[name].make_context(name, args).params


@pytest.mark.parametrize("ending", [*SUFFIXES, *(f".{name}" for name in FORMATS)])
def test_every_ending_is_in_the_readme(ending: str) -> None:
    assert f"`{ending}`" in README


@pytest.mark.parametrize("page", PAGES)
def test_what_a_page_links_to_is_there(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    missing = [link for link in links if not (ROOT / page).parent.joinpath(link).exists()]
    assert missing == []


@pytest.mark.parametrize(
    "command",
    ["requirements.txt && streamlit run streamlit_app.py", "requirements-dev.txt && pytest"],
)
def test_the_quick_start_is_word_for_word(command: str) -> None:
    assert f"pip install -r {command}\n" in "".join(blocks("sh"))


def wanted(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def test_requirements_are_those_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert wanted("requirements.txt") == project["dependencies"]
    tests = project["optional-dependencies"]["test"]
    assert wanted("requirements-dev.txt") == ["-r requirements.txt", *tests]


def test_every_requirement_is_explained() -> None:
    lines = [*wanted("requirements.txt"), *wanted("requirements-dev.txt")[1:]]
    names = [re.split("[>=]", line)[0] for line in lines]
    table = CONTRIBUTING.split("## Why each dependency")[1]
    assert [name for name in names if not re.search(rf"\b{name}\b", table)] == []

"""docs/architecture.md names what there is: every path, every name in it, every package."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "explorer"
DOCUMENT = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PROSE = re.sub(r"^```$.*?^```$", "", DOCUMENT, flags=re.MULTILINE | re.DOTALL)
PATH = re.compile(r".*/.*|.+\.(py|md|js|json|toml|tsv)")
QUESTIONS = re.findall(r"^\| ([^|*`]+\?) \| (.+) \|$", PROSE, re.MULTILINE)


def quoted() -> Iterator[tuple[str, str]]:
    """Yield every path that is quoted, with "", and every name, with the path before it."""
    path = ""
    for word in re.findall(r"`([^`]+)`", PROSE):
        if PATH.fullmatch(word):
            path = word
            yield path, ""
        else:
            yield path, word


def located(path: str) -> Path | None:
    return next((one for one in (PACKAGE / path, ROOT / path) if one.exists()), None)


@cache
def names(module: Path) -> set[str]:
    """Return what a module defines at its top level and in its classes ("Parties.of")."""
    return set(defined(ast.parse(module.read_text(encoding="utf-8")).body))


def defined(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        if isinstance(node, ast.ClassDef):
            yield from (f"{node.name}.{name}" for name in defined(node.body))
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (
                one.id
                for target in targets
                for one in ast.walk(target)
                if isinstance(one, ast.Name)
            )


PATHS = sorted({path for path, name in quoted() if not name})
NAMES = sorted({(path, name) for path, name in quoted() if name})


@pytest.mark.parametrize("path", PATHS)
def test_every_path_is_there(path: str) -> None:
    assert located(path)


@pytest.mark.parametrize(("path", "name"), NAMES)
def test_every_name_stands_in_the_file_before_it(path: str, name: str) -> None:
    file = located(path)
    assert file
    if file.suffix == ".py":
        assert name in names(file)
    else:
        assert re.search(rf"\b{re.escape(name)}\b", file.read_text(encoding="utf-8"))


def test_every_package_and_module_at_the_top_is_in_the_document() -> None:
    packages = [one.parent.relative_to(PACKAGE) for one in PACKAGE.rglob("__init__.py")]
    modules = [one.name for one in PACKAGE.glob("*.py")]
    wanted = {f"{one.as_posix()}/" for one in packages if one.parts} | set(modules)
    assert wanted - set(PATHS) == set()


def test_each_question_is_asked_once_and_answered_by_a_file() -> None:
    asked = [question for question, _ in QUESTIONS]
    assert len(asked) >= 30
    assert len(set(asked)) == len(asked)
    answers = {asked: re.findall(r"`([^`]+)`", answer) for asked, answer in QUESTIONS}
    assert [one for one, found in answers.items() if not found or not PATH.match(found[0])] == []

"""Releases: the version stands in one place, CHANGELOG agrees with it, and the script does both."""

from __future__ import annotations

import re
import shutil
import tomllib
from datetime import date
from importlib.util import module_from_spec, spec_from_file_location
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
DAY = date(2030, 1, 2)


def version(root: Path) -> str:
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    return str(tomllib.loads(text)["project"]["version"])


def headings(root: Path) -> list[str]:
    text = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.findall(r"^## (.+)$", text, re.MULTILINE)


def numbers(told: str) -> tuple[int, ...]:
    return tuple(map(int, told.split(".")))


def script() -> ModuleType:
    spec = spec_from_file_location("release", ROOT / ".ci" / "release.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("CHANGELOG.md", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def test_the_changelog_has_what_is_unreleased_first_and_then_the_newest_release() -> None:
    first, *releases = headings(ROOT)
    told = [re.fullmatch(r"\[(\d+\.\d+\.\d+)\] - (\d{4}-\d\d-\d\d)", one) for one in releases]
    found = [(numbers(one[1]), date.fromisoformat(one[2])) for one in told if one]
    assert first == "[Unreleased]"
    assert len(found) == len(releases)
    assert all(newer[0] > older[0] and newer[1] >= older[1] for newer, older in pairwise(found))
    assert found[0][0] == numbers(version(ROOT))


def test_no_module_repeats_the_version() -> None:
    modules = [one.read_text(encoding="utf-8") for one in (ROOT / "explorer").rglob("*.py")]
    assert [text for text in modules if f'"{version(ROOT)}"' in text] == []


def test_a_release_moves_what_was_unreleased_under_its_version(copy: Path) -> None:
    log = copy / "CHANGELOG.md"
    text = log.read_text(encoding="utf-8")
    log.write_text(text.replace("## [Unreleased]\n", "## [Unreleased]\n\n- New.\n"), "utf-8")
    known = headings(copy)
    script().release(copy, "99.0.0", DAY)
    assert version(copy) == "99.0.0"
    assert headings(copy) == ["[Unreleased]", "[99.0.0] - 2030-01-02", *known[1:]]
    entries = log.read_text(encoding="utf-8").split("## [")[2]
    assert "- New." in entries


@pytest.mark.parametrize("wanted", ["0.0.1", "1.0", "v1.0.0", version(ROOT)])
def test_no_release_goes_back(copy: Path, wanted: str) -> None:
    with pytest.raises(SystemExit, match="is no version after"):
        script().release(copy, wanted, DAY)


def test_no_release_is_empty(copy: Path) -> None:
    log = copy / "CHANGELOG.md"
    text = log.read_text(encoding="utf-8")
    log.write_text(re.sub(r"(## \[Unreleased\]\n).*?(\n## )", r"\1\2", text, flags=re.S), "utf-8")
    with pytest.raises(SystemExit, match="nothing under Unreleased"):
        script().release(copy, "99.0.0", DAY)

"""Make a release of what CHANGELOG has under Unreleased: ``python .ci/release.py 0.3.0``.

Gives those entries the version and today's date, writes the version into pyproject.toml, the one
place that has it, and prints the commands that are left.
"""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
_UNRELEASED = "## [Unreleased]\n"
_VERSION = re.compile(r'^version = "(\d+\.\d+\.\d+)"$', re.MULTILINE)


def release(root: Path, version: str, day: date) -> None:
    """Write a release into CHANGELOG.md and pyproject.toml, or exit with what stands against it."""
    changelog, project = root / "CHANGELOG.md", root / "pyproject.toml"
    told, settings = changelog.read_text(encoding="utf-8"), project.read_text(encoding="utf-8")
    (last,) = _VERSION.findall(settings)
    if not re.fullmatch(r"\d+\.\d+\.\d+", version) or _numbers(version) <= _numbers(last):
        sys.exit(f"{version} is no version after {last}")
    before, _, after = told.partition(_UNRELEASED)
    if not after.partition("\n## ")[0].strip():
        sys.exit("CHANGELOG.md has nothing under Unreleased")
    heading = f"{_UNRELEASED}\n## [{version}] - {day:%Y-%m-%d}\n"
    changelog.write_text(f"{before}{heading}{after}", encoding="utf-8")
    project.write_text(_VERSION.sub(f'version = "{version}"', settings), encoding="utf-8")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(map(int, version.split(".")))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python .ci/release.py VERSION")
    release(_ROOT, sys.argv[1], date.today())
    print(f'.ci/run && git commit -am "Release {sys.argv[1]}" && git tag v{sys.argv[1]}')

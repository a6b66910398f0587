"""Which package may import which, as docs/architecture.md has it, and what must stay light."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import explorer

PACKAGE = Path(explorer.__file__).parent
ROOT = Path(__file__).resolve().parents[1]
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `(\w+)(?:\.py|/)` \| [^|]+ \| ([^|]+) \|$", re.MULTILINE)
# What each package may import, in the order of the stages: the table of the document.
TABLE = {name: cell.split(", ") for name, cell in ROW.findall(ARCHITECTURE)}
BASE = list(TABLE)[: list(TABLE).index("filters") + 1]

# The rim: what each outside package may be loaded by, as prefixes of paths under explorer/.
RIM = {
    "spacy": ("nlp/",),
    "onnxruntime": ("nlp/network.py",),
    "thinc": ("nlp/network.py",),
    "tokenizers": ("nlp/windowing.py",),
    "py3langid": ("nlp/language_id.py",),
    "pyvis": ("export/vis.py",),
    "streamlit": ("app/",),
    "altair": ("app/",),
    "networkx": ("graph.py", "duplicates.py", "views/", "export/", "app/", "store/query.py"),
    "typer": ("cli/",),
    "rich": ("cli/tables.py", "cli/console.py", "cli/explain.py", "cli/tables.py"),
    "trafilatura": ("sources/",),
    "dateparser": ("sources/",),
    "duckdb": ("store/",),
    "pyarrow": ("sources/formats.py", "lean.py", "store/"),
    "distributed": ("ingest/executors.py",),
    "filelock": ("store/staging.py",),
}

MODULES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))


def loaded(node: ast.AST) -> Iterator[str]:
    """Yield the modules imported under ``node`` when it runs, wherever in it they stand."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            assert not child.level, "imports are absolute"
            yield from (f"{child.module}.{alias.name}" for alias in child.names)
        yield from loaded(child)


def imports(module: str) -> set[str]:
    return set(loaded(ast.parse((PACKAGE / module).read_text(encoding="utf-8"))))


def stage(module: str) -> str:
    return module.partition("/")[0].removesuffix(".py")


def listed(package: str) -> set[str]:
    """Return the packages that the table names for one, "base" as it stands there."""
    return set(TABLE[package]) - {"nothing"}


def allowed(package: str) -> set[str]:
    names = listed(package)
    return names - {"base"} | set(BASE if "base" in names else ())


def used(package: str) -> set[str]:
    """Return the other packages that a package imports."""
    of_it = [module for module in MODULES if stage(module) == package]
    names = {name.split(".")[1] for one in of_it for name in imports(one) if ours(name)}
    return names - {package}


def ours(name: str) -> bool:
    return name.startswith("explorer.")


def test_every_module_is_in_a_package_of_the_table() -> None:
    assert {stage(module) for module in MODULES} - {"__init__"} == set(TABLE)
    assert "the ten rows\ndown to `filters.py`" in ARCHITECTURE
    assert len(BASE) == 10


@pytest.mark.parametrize("package", TABLE)
def test_a_package_imports_what_the_table_says(package: str) -> None:
    above = list(TABLE)[: list(TABLE).index(package)]
    assert allowed(package) - set(above) == set(), "the table names a row that is not above"
    assert used(package) - allowed(package) == set(), "not in the table"
    unused = {
        one for one in listed(package) if used(package).isdisjoint(BASE if one == "base" else {one})
    }
    assert unused == set(), "in the table, but never imported"


@pytest.mark.parametrize("package", RIM)
def test_an_outside_package_is_loaded_in_its_place_alone(package: str) -> None:
    users = {one for one in MODULES if package in {name.split(".")[0] for name in imports(one)}}
    assert {one for one in users if not one.startswith(RIM[package])} == set()


@pytest.mark.parametrize("module", ["explorer.cli", "explorer.sources", "explorer.countries"])
def test_loading_it_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"babel", "numpy", "pandas", "pycountry", "rich", *RIM} - {"typer"}
    assert heavy.intersection(json.loads(run.stdout)) == set()

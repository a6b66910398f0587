"""The shape of the house: who may import whom, and what must stay light."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import explorer

PACKAGE = Path(explorer.__file__).parent

# Each stage knows the stages before it, never one after it.
STAGES = (
    ("errors", "environment", "resources", "model", "lean"),
    ("ontology", "countries"),
    ("filters",),
    ("articles", "language", "duplicates"),
    ("schemes",),
    ("syntax",),
    ("actors",),
    ("event_data",),
    ("events",),
    ("pipeline",),
    ("graph", "evaluation", "corrections"),
    ("views",),
    ("export", "store"),
    ("ingest",),
    ("page", "cli"),
    ("__main__",),
)
LEVEL = {name: level for level, names in enumerate(STAGES) for name in names}

# The rim: what each outside package may be loaded by, as prefixes of paths under explorer/.
RIM = {
    "spacy": ("language/",),
    "onnxruntime": ("language/network.py",),
    "thinc": ("language/network.py",),
    "tokenizers": ("language/windows.py",),
    "py3langid": ("language/detection.py",),
    "pyvis": ("export/vis.py",),
    "streamlit": ("page/",),
    "altair": ("page/",),
    "networkx": ("graph.py", "views/", "export/", "page/", "store/query.py"),
    "typer": ("cli/",),
    "rich": ("cli/table.py", "cli/talk.py", "cli/figures.py"),
    "trafilatura": ("articles/",),
    "dateparser": ("articles/",),
    "datasketch": ("lean.py",),
    "duckdb": ("store/",),
    "pyarrow": ("articles/sources.py", "lean.py", "store/"),
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


def test_every_module_is_a_stage() -> None:
    assert {stage(module) for module in MODULES} - {"__init__"} == set(LEVEL)


@pytest.mark.parametrize("module", [one for one in MODULES if stage(one) in LEVEL])
def test_a_stage_does_not_know_the_stages_after_it(module: str) -> None:
    used = {name.split(".")[1] for name in imports(module) if name.startswith("explorer.")}
    own = stage(module)
    known = {one for one in LEVEL if LEVEL[one] <= LEVEL[own]}
    assert (used & set(LEVEL)) - known == set()


@pytest.mark.parametrize(("one", "other"), [("page", "cli"), ("cli", "page")])
def test_page_and_commands_do_not_know_each_other(one: str, other: str) -> None:
    used = {name for module in MODULES if stage(module) == one for name in imports(module)}
    assert {name for name in used if f"{name}.".startswith(f"explorer.{other}.")} == set()


@pytest.mark.parametrize("package", RIM)
def test_an_outside_package_is_loaded_in_its_place_alone(package: str) -> None:
    users = {one for one in MODULES if package in {name.split(".")[0] for name in imports(one)}}
    assert {one for one in users if not one.startswith(RIM[package])} == set()


@pytest.mark.parametrize("module", ["explorer.cli", "explorer.articles", "explorer.countries"])
def test_loading_it_loads_nothing_heavy(module: str) -> None:
    code = f"import {module}, json, sys; print(json.dumps(sorted(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"babel", "numpy", "pandas", "pycountry", "rich", *RIM} - {"typer"}
    assert heavy.intersection(json.loads(run.stdout)) == set()

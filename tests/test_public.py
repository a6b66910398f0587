"""The public interface: what ``explorer`` exports, and that nothing is loaded before it is used."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import explorer

README = Path(__file__).resolve().parents[1] / "README.md"


@pytest.mark.parametrize("name", explorer.__all__)
def test_every_public_name_is_there_and_documented(name: str) -> None:
    found = getattr(explorer, name)
    assert found.__module__.startswith("explorer.")
    assert found.__doc__


def test_nothing_else_is_public() -> None:
    assert dir(explorer) == sorted(explorer._HOMES) == sorted(explorer.__all__)
    with pytest.raises(AttributeError, match="no attribute 'read_minds'"):
        explorer.read_minds  # noqa: B018


def test_importing_the_package_loads_no_library() -> None:
    heavy = "spacy networkx duckdb streamlit onnxruntime numpy"
    code = f"import sys, explorer; print([m for m in {heavy.split()} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_the_example_in_the_readme_uses_public_names_alone() -> None:
    example = re.search(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert example
    used = set(re.findall(r"explorer\.(\w+)", example[1]))
    assert used <= set(explorer.__all__)
    assert len(used) >= 5
    assert not re.search(r"from explorer\b", example[1])


def test_an_article_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(explorer.ExplorerError, match="nothing"):
        list(explorer.read_articles([tmp_path / "nothing.txt"]))

"""The examples in docs/accuracy.md: what they are worth showing for."""

from __future__ import annotations

import re

from benchmarks.examples import PAGE, rows


def test_the_page_has_examples_of_success_and_failure() -> None:
    right = [due for _, _, due in rows() if due.startswith("right")]
    lines = re.findall(r"^\| (?!sentence |---)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows()) == len(lines) >= 25
    assert 10 <= len(right) <= len(rows()) - 10


def test_no_example_stands_twice() -> None:
    sentences = [sentence for sentence, _, _ in rows()]
    assert len(set(sentences)) == len(sentences)

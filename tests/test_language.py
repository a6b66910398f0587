"""Text to tokens and back: paragraphs, offsets, windows, trees."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.model import Article
from explorer.nlp import load_pipeline, paragraphs, read
from explorer.nlp.mst import best_tree
from explorer.nlp.windowing import LONGEST, Pieces, letter_case
from explorer.resources import data_path

WORDS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t\n ", []),
        ("One.", ["One."]),
        ("One.\n\nTwo.\r\n\r\n\r\nThree.", ["One.", "Two.", "Three."]),
        ("A headline\nThe text.", ["A headline", "The text."]),
        (
            "The minister said on Monday that the talks in the capital would go\non for a week.",
            ["The minister said on Monday that the talks in the capital would go\non for a week."],
        ),
    ],
    ids=["empty", "blank", "one", "blank-lines", "headline", "hard-wrap"],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Iran  met\tIraq.\n\n  Syria\u00a0was silent.",
        "“Yes,” he said — twice… 🙂 done.",
        "Line one of a paragraph that is long enough to have been wrapped by hand\nline two.",
    ],
    ids=["spaces", "typography", "wrapped"],
)
def test_offsets_lead_back_to_the_words(text: str) -> None:
    [reading] = read([Article("a", text)], load_pipeline())
    for token in reading.doc:
        assert reading.text(token.i, token.i + 1) == token.text
    assert "".join(t.text for t in reading.doc) == "".join(text.split())


def test_an_article_without_words_has_no_tokens() -> None:
    [reading] = read([Article("a", " \n ")], load_pipeline())
    assert len(reading.doc) == 0


@pytest.mark.parametrize(
    ("word", "case"),
    [("2006", 0), ("meets", 1), ("Iran", 2), ("IAEA", 3), ("I", 4), ("McCain", 5)],
)
def test_letter_case(word: str, case: int) -> None:
    assert letter_case(word) == case


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces.from_file(data_path("model", "news_reader", "tokenizer.json"))


@given(texts=st.lists(st.lists(WORDS, max_size=90), max_size=8))
def test_windows_hold_every_word_once(pieces: Pieces, texts: list[list[str]]) -> None:
    windows = list(pieces.windows(texts))
    held = [i for one in windows for i in range(one.start, one.end)]
    assert held == list(range(sum(map(len, texts))))
    for one in windows:
        assert len(one.pieces) == len(one.cases) <= LONGEST
        assert len(one.words) == one.end - one.start
        assert one.words == sorted(set(one.words))


@given(texts=st.lists(st.lists(WORDS, min_size=1, max_size=90), max_size=8))
def test_windows_know_where_texts_begin(pieces: Pieces, texts: list[list[str]]) -> None:
    begins = [one.start + first for one in pieces.windows(texts) for first in one.firsts]
    assert begins == [sum(map(len, texts[:n])) for n in range(len(texts))]


def test_a_long_text_is_cut_after_a_sentence(pieces: Pieces) -> None:
    sentence = ["The", "envoy", "left", "Amman", "."]
    first, *_ = pieces.windows([sentence * 60])
    assert first.end % len(sentence) == 0


def test_short_texts_share_a_window_that_ends_with_one(pieces: Pieces) -> None:
    first, second = pieces.windows([["Nobody", "answered"] * 20] * 4)
    assert (first.end, second.end) == (120, 160)
    assert (first.firsts, second.firsts) == ([0, 40, 80], [0])


def is_tree(heads: tuple[int, ...]) -> bool:
    """Tell whether there is one root, its own head, above all words."""
    roots = [i for i, head in enumerate(heads) if i == head]
    if len(roots) != 1:
        return False
    for word in range(len(heads)):
        for _ in heads:
            word = heads[word]
        if word != roots[0]:
            return False
    return True


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:  # type: ignore[type-arg]
    return float(sum(scores[i, head] for i, head in enumerate(heads)))


SCORES = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float32, (n, n), elements=st.integers(-9, 9).map(float), unique=False)
)


@given(SCORES)
def test_the_tree_is_a_tree(scores: np.ndarray) -> None:  # type: ignore[type-arg]
    assert is_tree(tuple(best_tree(scores).tolist()))


@given(SCORES)
def test_the_tree_is_the_best_under_its_root(scores: np.ndarray) -> None:  # type: ignore[type-arg]
    found = tuple(best_tree(scores).tolist())
    root = next(i for i, head in enumerate(found) if i == head)
    every = product(range(len(found)), repeat=len(found))
    best = max(total(scores, heads) for heads in every if heads[root] == root and is_tree(heads))
    assert total(scores, found) == best

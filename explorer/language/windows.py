"""Words to the numbers that the network reads: word pieces, letter case, windows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Integers = npt.NDArray[np.int64]

LONGEST = 192  # pieces in a window; a paragraph that is longer is read in several
_LONGEST_WORD = 12  # pieces of a word that are read
_REMEMBERED = 200_000  # words
_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_SENTENCE_END = frozenset(".!?")
# One form for each mark, whatever the outlet's typography.
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of a text as pieces; ``words`` holds each one's first piece."""

    start: int
    end: int
    pieces: list[int]
    cases: list[int]
    words: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows padded to one length each, as the network takes them."""

    pieces: Integers
    cases: Integers
    words: Integers


class Pieces:
    """Cuts words into the pieces of a vocabulary; remembers those it has seen."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_padding()
        tokenizer.no_truncation()
        self._tokenizer = tokenizer
        self._known: dict[str, tuple[list[int], int]] = {}
        ids = tokenizer.get_vocab()
        self._start, self._end, self._unknown = ids[_START], ids[_END], ids[_UNKNOWN]

    @classmethod
    def from_file(cls, path: Path) -> Pieces:
        """Read a ``tokenizer.json``."""
        from tokenizers import Tokenizer

        return cls(Tokenizer.from_file(str(path)))

    def to_file(self, path: Path) -> None:
        """Write the ``tokenizer.json``."""
        self._tokenizer.save(str(path))

    def of(self, word: str) -> tuple[list[int], int]:
        """Return the ids of a word's pieces, at least one, and its letter case."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            plain = word.translate(_PLAIN)
            ids = self._tokenizer.encode(plain, add_special_tokens=False).ids
            found = (ids[:_LONGEST_WORD] or [self._unknown], letter_case(word))
            self._known[word] = found
        return found

    def windows(self, words: Sequence[str]) -> Iterator[Window]:
        """Yield windows that together hold all words, cut after a sentence where that is near."""
        known = [self.of(word) for word in words]
        start = 0
        while start < len(words):
            end = _reach(known, start)
            if end < len(words):
                end = _sentence_end(words, start, end)
            yield self._window(known, start, end)
            start = end

    def _window(self, known: Sequence[tuple[list[int], int]], start: int, end: int) -> Window:
        pieces, cases, places = [self._start], [0], []
        for ids, case in known[start:end]:
            places.append(len(pieces))
            pieces += ids
            cases += [case] * len(ids)
        pieces.append(self._end)
        cases.append(0)
        return Window(start, end, pieces, cases, places)


def letter_case(word: str) -> int:
    """Return 0 for no letters, 1 lower, 2 Title, 3 UPPER, 4 one capital letter, 5 mIxed."""
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word.istitle():
        return 2
    return 5 if any(map(str.isalpha, word)) else 0


def padded(windows: Sequence[Window]) -> Batch:
    """Return windows as arrays, padded with 0."""
    longest = max(len(window.pieces) for window in windows)
    most = max(len(window.words) for window in windows)
    pieces = np.zeros((len(windows), longest), dtype=np.int64)
    cases = np.zeros_like(pieces)
    words = np.zeros((len(windows), most), dtype=np.int64)
    for row, window in enumerate(windows):
        pieces[row, : len(window.pieces)] = window.pieces
        cases[row, : len(window.cases)] = window.cases
        words[row, : len(window.words)] = window.words
    return Batch(pieces, cases, words)


def _reach(known: Sequence[tuple[list[int], int]], start: int) -> int:
    room = LONGEST - 2
    for i in range(start, len(known)):
        room -= len(known[i][0])
        if room < 0:
            return i
    return len(known)


def _sentence_end(words: Sequence[str], start: int, end: int) -> int:
    for i in range(end - 1, start + (end - start) // 3, -1):
        if words[i - 1] in _SENTENCE_END and words[i][:1].isupper():
            return i
    return end

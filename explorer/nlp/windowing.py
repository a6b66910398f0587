"""Words to the numbers that the network reads: word pieces, letter case, windows."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.text import SENTENCE_ENDS

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LONGEST = 192  # pieces in a window; a text that is longer is read in several
SHARED = 128  # pieces in a window of several texts: with more, attention costs too much
_LONGEST_WORD = 12  # pieces of a word that are read
_REMEMBERED = 200_000  # words
_START, _END, _UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
# One form for each mark, whatever the outlet's typography.
_ENDS = frozenset(SENTENCE_ENDS)
_PLAIN = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "`": "'", "–": "-"})


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` of some texts in a row, as pieces.

    ``words`` holds the place of each word's first piece, ``firsts`` which words begin a text.
    """

    start: int
    end: int
    pieces: list[int]
    cases: list[int]
    words: list[int]
    firsts: list[int]


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

    def windows(self, texts: Sequence[Sequence[str]]) -> Iterator[Window]:
        """Yield windows that together hold all words of all texts, in order.

        Short texts share one; a long one is cut, after a sentence where that is near. Words are
        counted through all texts.
        """
        words = [word for text in texts for word in text]
        known = [self.of(word) for word in words]
        sums = [0, *accumulate(len(ids) for ids, _ in known)]
        bounds = [0, *accumulate(map(len, texts))]
        start = 0
        while start < len(words):
            end = _end(words, sums, bounds, start)
            firsts = bounds[bisect_left(bounds, start) : bisect_left(bounds, end)]
            yield self._window(known, start, end, [first - start for first in firsts])
            start = end

    def _window(
        self, known: Sequence[tuple[list[int], int]], start: int, end: int, firsts: list[int]
    ) -> Window:
        pieces, cases, places = [self._start], [0], []
        for ids, case in known[start:end]:
            places.append(len(pieces))
            pieces += ids
            cases += [case] * len(ids)
        pieces.append(self._end)
        cases.append(0)
        return Window(start, end, pieces, cases, places, firsts)


def letter_case(word: str) -> int:
    """Return 0 for no letters, 1 lower, 2 Title, 3 UPPER, 4 one capital letter, 5 mIxed."""
    if word.islower():
        return 1
    if word.isupper():
        return 4 if len(word) == 1 else 3
    if word.istitle():
        return 2
    return 5 if any(map(str.isalpha, word)) else 0


def _end(words: Sequence[str], sums: Sequence[int], bounds: Sequence[int], start: int) -> int:
    """Return where the window that begins at word ``start`` ends.

    Args:
        words: the words of all texts.
        sums: how many pieces come before each word.
        bounds: where the texts begin and the last one ends.
        start: a word.
    """
    full, most = (bisect_right(sums, sums[start] + n - 2) - 1 for n in (SHARED, LONGEST))
    own = bounds[bisect_right(bounds, start)]  # the end of the text that ``start`` is in
    if own <= full:
        return bounds[bisect_right(bounds, full) - 1]
    return own if own <= most else _sentence_end(words, start, max(most, start + 1))


def _sentence_end(words: Sequence[str], start: int, end: int) -> int:
    for i in range(end - 1, start + (end - start) // 3, -1):
        if words[i - 1] in _ENDS and words[i][:1].isupper():
            return i
    return end

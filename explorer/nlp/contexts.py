"""What is looked at to find who takes part in an event: its sentence, and what stands around it.

Punctuation, articles and auxiliaries are left out: none is ever a party, and what they do to the
words beside them is in the states of those. Training and reading ask this one module, so that
both see the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]

WORDS = 88  # that are looked at for one event; with those left out they are some 112
# Neither parties nor what tells them apart: punctuation, articles, auxiliaries.
FUNCTION_WORDS = frozenset(
    """the a an is was are were be been being has have had will would could may might can should
    do does did into also than then there very just 's ’s ' ’ . , ; : ? ! - – — -- ( ) [ ] / $
    ...""".split()
)
_BEFORE = 4  # sentences: 95 in 100 of the parties that are understood are named in them
DISTANCES = 27  # see _distances
PLACES = 6  # see _places
_STEPS = np.array([1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 50])


@dataclass(frozen=True, slots=True)
class Contexts:
    """The surroundings of some events, a row each; all arrays are (events, words).

    ``words`` are places of words in the text, -1 behind the end of a row. ``distances`` tell how
    far and on which side a word stands from the trigger, ``places`` in which sentence. ``at``
    (events,) is the place of the trigger in its row.
    """

    words: Integers
    distances: Integers
    places: Integers
    at: Integers


def contexts(
    text: Sequence[str],
    bounds: Sequence[int],
    triggers: Sequence[int],
    most: int = WORDS,
) -> Contexts:
    """Return what is looked at for each event.

    Args:
        text: all words.
        bounds: the first words of all sentences in order, and the number of words.
        triggers: the words that may trigger an event, in order.
        most: words in a row.
    """
    own = np.asarray(triggers, dtype=np.int64)[:, None]
    kept = np.array([word.lower() not in FUNCTION_WORDS for word in text], dtype=bool)
    kept[own] = True
    places = np.flatnonzero(kept)  # of the words that are kept
    limits = np.searchsorted(places, bounds).tolist()
    sentences = np.searchsorted(np.asarray(bounds), own[:, 0], side="right") - 1
    rows = [
        _row(limits, sentence, word, most)
        for sentence, word in zip(
            sentences.tolist(), np.searchsorted(places, own[:, 0]).tolist(), strict=True
        )
    ]
    width = max(map(len, rows), default=0)
    words = np.full((len(rows), width), -1, dtype=np.int64)
    for number, row in enumerate(rows):
        words[number, : len(row)] = places[row]
    return Contexts(
        words=words,
        distances=_distances(words - own),
        places=_places(bounds, words, sentences[:, None]),
        at=(words == own).argmax(axis=1) if len(rows) else np.zeros(0, dtype=np.int64),
    )


def _row(bounds: Sequence[int], sentence: int, word: int, most: int) -> list[int]:
    """Return the words around one trigger: its sentence, those before, the next, the first.

    Words are counted without those left out, here alone.
    """
    start, end = bounds[sentence], bounds[sentence + 1]
    if end - start >= most:
        start = max(start, min(word - most // 2, end - most))
        return list(range(start, start + most))
    first = sentence
    while first > max(0, sentence - _BEFORE) and end - bounds[first - 1] <= most:
        first -= 1
    start = bounds[first]
    if sentence + 2 < len(bounds) and bounds[sentence + 2] - start <= most:
        end = bounds[sentence + 2]
    lead = range(bounds[1]) if first > 0 and bounds[1] + end - start <= most else range(0)
    return [*lead, *range(start, end)]


def _distances(offsets: Integers) -> Integers:
    """Return a number from 1 to 25: twelve steps to the left, the trigger at 13, to the right."""
    sizes = np.searchsorted(_STEPS, np.abs(offsets), side="right")
    return np.asarray(13 + np.sign(offsets) * sizes, dtype=np.int64)


def _places(bounds: Sequence[int], words: Integers, own: Integers) -> Integers:
    """Return 0 for the trigger's sentence, 1 to 3 for those before, 4 for the next, 5 further."""
    sentences = np.searchsorted(np.asarray(bounds), words, side="right") - 1
    back = own - sentences
    return np.select([back == 0, (back > 0) & (back <= 3), back == -1], [0, back, 4], 5)


def sentence_bounds(firsts: Sequence[int], size: int) -> list[int]:
    """Return the first words of sentences, and the number of words."""
    return [*(a for a, b in pairwise([*firsts, size]) if a < b), size]

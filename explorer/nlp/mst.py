"""From the network's scores to a tree for each sentence."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

_NEVER = np.float32(-1e9)


def best_tree(scores: Floats) -> Integers:
    """Return the head of each word of a sentence; the root is its own head.

    Args:
        scores: (words, heads); on the diagonal how well a word does as the root.

    The best head of each word where that makes a tree with one root, else the best such tree
    (Chu and Liu, 1965; Edmonds, 1967), by trying the best roots.
    """
    heads: Integers = scores.argmax(axis=1)
    if _is_tree(heads):
        return heads
    root = int(_best_root(scores))
    rooted = scores.copy()
    np.fill_diagonal(rooted, _NEVER)
    rooted[root] = _NEVER
    rooted[root, root] = 0.0
    found = _arborescence(rooted.astype(np.float64), root)
    found[root] = root
    return found


def _is_tree(heads: Integers) -> bool:
    own = heads == np.arange(len(heads))
    if own.sum() != 1:
        return False
    reached = heads
    for _ in range(len(heads).bit_length()):
        reached = reached[reached]
    return bool((reached == own.argmax()).all())


def _best_root(scores: Floats) -> int:
    """Return the word that gains most, or loses least, as the root against its best other head."""
    others = scores.copy()
    np.fill_diagonal(others, _NEVER)
    return int((scores.diagonal() - others.max(axis=1)).argmax())


def _arborescence(scores: npt.NDArray[np.float64], root: int) -> Integers:
    """Return the best tree under ``root``: contract a cycle, solve the rest, open it again."""
    heads: Integers = scores.argmax(axis=1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    inside = np.zeros(len(heads), dtype=bool)
    inside[cycle] = True
    outer = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # Into the cycle: what is gained by breaking it at a word; out of it: its best word.
    into = scores[np.ix_(cycle, outer)] - kept[:, None]
    out_of = scores[np.ix_(outer, cycle)]
    smaller = np.full((len(outer) + 1, len(outer) + 1), float(_NEVER))
    smaller[:-1, :-1] = scores[np.ix_(outer, outer)]
    smaller[-1, :-1] = into.max(axis=0)
    smaller[:-1, -1] = out_of.max(axis=1)
    solved = _arborescence(smaller, int(np.flatnonzero(outer == root)[0]))
    for place, word in enumerate(outer):
        head = solved[place]
        heads[word] = cycle[out_of[place].argmax()] if head == len(outer) else outer[head]
    entry = solved[-1]
    broken = cycle[into[:, entry].argmax()]
    heads[broken] = outer[entry]
    heads[root] = root
    return heads


def _cycle(heads: Integers, root: int) -> Integers | None:
    """Return the words of a cycle, or None."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for first in range(len(heads)):
        path, word = [], first
        while state[word] == 0:
            state[word] = 1
            path.append(word)
            word = int(heads[word])
        if state[word] == 1:
            return np.array(path[path.index(word) :], dtype=np.int64)
        state[path] = 2
    return None

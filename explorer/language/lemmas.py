"""Lemmas as edit scripts: how to get from a word to its lemma, so that unseen words work too.

A script is a mode, how many letters to cut off the end, and what to put there: ``l3y`` makes
"Countries" "country". Modes are ``l`` (of the lower-cased word) and ``k`` (case is kept); words
that share no first letter with their lemma are replaced whole: ``!be``.
"""

from __future__ import annotations

IDENTITY = "k0"
_MOST = 9


def edit_script(word: str, lemma: str) -> str:
    """Return the script that makes ``lemma`` of ``word``."""
    mode = "l" if lemma == lemma.lower() else "k"
    base = word.lower() if mode == "l" else word
    shared = _shared(base, lemma)
    cut = len(base) - shared
    if (not shared and lemma) or cut > _MOST:
        return f"!{lemma}"
    return f"{mode}{cut}{lemma[shared:]}"


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def apply_script(script: str, word: str) -> str:
    """Return the lemma that ``script`` makes of ``word``; never empty."""
    if script[0] == "!":
        return script[1:] or word
    base = word.lower() if script[0] == "l" else word
    cut = int(script[1])
    return base[: len(base) - cut] + script[2:] or word

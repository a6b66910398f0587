"""Decisions about text that several stages share: signs, shortening, counting."""

from __future__ import annotations

SENTENCE_ENDS = ".!?"
CLOSING = "\"'”’)"  # signs that may follow the end of a sentence
GENITIVE = frozenset(("'s", "’s"))
POSSESSIVE = GENITIVE | {"'", "’"}  # also after an s


def shortened(text: str, longest: int) -> str:
    """Return text no longer than that; where something is left out, it ends in an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def counted(count: int, noun: str) -> str:
    """Return a number with its noun: "1 article", "2,000 articles"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"

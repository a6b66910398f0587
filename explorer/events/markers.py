"""The small words beside an event and what they do to it, from data/ontology/markers.tsv."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from explorer.resources import read_table
from explorer.syntax import Syntax

# How a word hangs on an event: our relation, or the parser's own label, to the table's places.
_PLACES = {
    "aux": ("aux",),
    "aux_pass": ("aux",),
    "adverb": ("adverb", "det", "modifier"),
    "neg": ("adverb",),
    "det": ("det", "modifier"),
    "mark": ("link", "mark"),
    "case": ("link",),
    "cc": ("link",),
    "cc:preconj": ("link",),
    "preconj": ("link",),
    "prep": ("link",),
    "oblique": ("phrase",),
    "amod": ("modifier",),
    "compound": ("modifier",),
    "participle": ("modifier",),
}
_PARTIES = frozenset(("subj", "subj_pass", "obj"))
_BEFORE_NAMES = frozenset(("compound", "amod", "adverb", "det", "advmod"))


def marks(syntax: Syntax, i: int) -> Iterator[str]:
    """Yield the effects of the small words that hang on token ``i``."""
    for c in syntax.children[i]:
        if syntax.rel[c] in _PARTIES:
            yield from set(_of_party(syntax, c))  # "not" and "a" of "not a single" are one
        for place in _PLACES.get(syntax.rel[c], ()):
            if effect := effect_of(syntax, c, place):
                yield effect
                break
    if syntax.rel[i] in ("prep_object", "prep_clause"):
        yield from filter(None, (effect_of(syntax, syntax.head[i], "link"),))


def effect_of(syntax: Syntax, i: int, place: str) -> str:
    """Return the effect of word ``i`` in a place, or ""."""
    word = syntax.lower[i]
    before = syntax.lower[i - 1] if i else ""
    after = syntax.lower[i + 1] if i + 1 < len(syntax) else ""
    table = _markers()
    for words in (f"{before} {word}", f"{word} {after}", word):
        if effect := table.get((words, place)):
            return "" if effect == "fact" else effect
    return ""


def _of_party(syntax: Syntax, party: int) -> Iterator[str]:
    words = {party, *(c for c in syntax.children[party] if _precedes(syntax, c, party))}
    words.add(min(syntax.subtree(party)))  # "not a single government"
    for word in sorted(words):
        if effect := effect_of(syntax, word, "party"):
            yield effect
        elif word != party and (effect := effect_of(syntax, word, "det")) == "negation":
            yield effect  # "no official", "neither side"


def _precedes(syntax: Syntax, c: int, party: int) -> bool:
    return c < party and (syntax.rel[c] in _BEFORE_NAMES or syntax.rel[c] == "cc:preconj")


@cache
def _markers() -> dict[tuple[str, str], str]:
    return {
        (row["word"], row["place"]): row["effect"] for row in read_table("ontology", "markers.tsv")
    }

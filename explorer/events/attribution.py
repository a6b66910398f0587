"""Who says so: the speaker behind an event, from reporting verbs, "according to", and quotations.

A quotation may run over several sentences; whoever is said to speak in the sentence where it
begins or ends, or else last before it in the same paragraph, speaks all of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from explorer.events import lexicon
from explorer.syntax import Syntax

_QUOTE_MARKS = frozenset(('"', "“", "”", "``", "''", "„"))
_PASSIVE_SPEAKERS = frozenset(("quote", "cite", "report"))  # "X was quoted as saying"
_CLAUSES = ("ccomp", "parataxis")


@dataclass(frozen=True, slots=True)
class Source:
    """Head tokens of who speaks, and the head token of the reporting word."""

    speakers: tuple[int, ...]
    word: int


class Sources:
    """The speakers of one article. Token indices go in and out."""

    def __init__(self, syntax: Syntax, sentence: list[int], paragraph: list[int]) -> None:
        """Find the reporting verbs and quotations; the lists number each token's."""
        self._syntax = syntax
        self._sentence = sentence
        self._paragraph = paragraph
        self._inside = _quotations(syntax, paragraph)
        self._verbs = dict.fromkeys(i for i in range(len(syntax)) if self._is_reporting(i))
        self._of_quote: dict[int, Source | None] = {}

    def speakers(self, i: int) -> tuple[int, ...]:
        """Return who speaks at token ``i`` when it stands inside a quotation."""
        source = self._quoted(i)
        return source.speakers if source else ()

    def find(self, i: int) -> Source | None:
        """Return the source of what is told at token ``i``, or None: the outlet itself says so."""
        return self._reported(i) or self._according(i) or self._quoted(i)

    def _is_reporting(self, i: int) -> bool:
        syntax = self._syntax
        if not syntax.is_verb(i) or not lexicon.reports(syntax.lemma[i], "verb"):
            return False
        return bool(self._speaker_of(i))

    def _speaker_of(self, verb: int) -> tuple[int, ...]:
        slots = self._syntax.slots(verb)
        turned = self._syntax.is_passive(verb)
        if turned and self._syntax.lemma[verb] in _PASSIVE_SPEAKERS:
            return tuple(slots.get("obj", ()))
        return tuple(slots.get("subj", ()))

    def _reported(self, i: int) -> Source | None:
        syntax, below = self._syntax, i
        for above in (i, *syntax.ancestors(i)):
            aside = self._aside(above, below)
            if aside is not None:
                return aside
            if above != i and self._is_source_of(above, below):
                return Source(self._speaker_of(above), above)
            below = above
        return None

    def _is_source_of(self, verb: int, below: int) -> bool:
        if verb not in self._verbs:
            return False
        slots = self._syntax.slots(verb)
        return any(below in slots.get(name, ()) for name in _CLAUSES)

    def _aside(self, above: int, below: int) -> Source | None:
        """Return the source put in beside a clause: "The talks, he said, were ..."."""
        syntax = self._syntax
        for c in syntax.children[above]:
            if c == below or c not in self._verbs:
                continue
            if syntax.rel[c] == "aside" and not syntax.slots(c).get("ccomp"):
                return Source(self._speaker_of(c), c)
        return None

    def _according(self, i: int) -> Source | None:
        for above in (i, *self._syntax.ancestors(i)):
            if not self._syntax.is_verb(above):
                continue
            sources = self._syntax.slots(above).get("according")
            if sources:
                return Source(tuple(sources), sources[0])
        return None

    def _quoted(self, i: int) -> Source | None:
        start = self._inside[i]
        if start < 0:
            return None
        if start not in self._of_quote:
            self._of_quote[start] = self._speaker_of_quote(start)
        return self._of_quote[start]

    def _speaker_of_quote(self, start: int) -> Source | None:
        end = start
        while end + 1 < len(self._inside) and self._inside[end + 1] == start:
            end += 1
        ranked = sorted(
            (self._distance(verb, start, end), verb)
            for verb in self._verbs
            if self._inside[verb] < 0 and self._paragraph[verb] == self._paragraph[start]
        )
        return Source(self._speaker_of(ranked[0][1]), ranked[0][1]) if ranked else None

    def _distance(self, verb: int, start: int, end: int) -> tuple[int, int]:
        """Rank a reporting verb: in the quotation's own sentences first, then before, then near."""
        own = self._sentence[start] <= self._sentence[verb] <= self._sentence[end]
        after = verb > end
        return (0 if own else 1 + after, min(abs(verb - start), abs(verb - end)))


def _quotations(syntax: Syntax, paragraph: list[int]) -> list[int]:
    """Return for each token the index where the quotation around it begins, or -1."""
    inside: list[int] = []
    start = -1
    for i, word in enumerate(syntax.lower):
        if i and paragraph[i] != paragraph[i - 1]:
            start = -1
        if word in _QUOTE_MARKS:
            inside.append(-1)
            start = i + 1 if start < 0 else -1
        else:
            inside.append(start)
    return inside

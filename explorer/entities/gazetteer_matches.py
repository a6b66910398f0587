"""One article as plain lists, with what the gazetteer finds in it."""

from __future__ import annotations

from typing import TypeVar

from explorer.entities.boilerplate import furniture
from explorer.entities.gazetteer import Gazetteer, Known, Match, Office, Phrases, gazetteer
from explorer.entities.toponyms import settle
from explorer.nlp import Reading
from explorer.syntax import Syntax, columns

T = TypeVar("T")

PLURAL_TAGS = frozenset(("NNS", "NNPS"))
_NOUNS = frozenset(("NOUN", "PROPN"))


class Text:
    """The words of an article, its parse, and gazetteer phrases by the token they begin with.

    ``outside[i]`` tells that token ``i`` is page furniture; phrases there are not looked for.
    """

    def __init__(self, reading: Reading, syntax: Syntax, known: Gazetteer | None = None) -> None:
        self.reading = reading
        self.syntax = syntax
        self.known = known or gazetteer()
        [self.words] = columns(reading.doc, ["ORTH"])
        self.spaces = [" " if after else "" for after in reading.doc.to_array("SPACY")]
        self.lower = syntax.lower
        self.entities = reading.doc.ents
        self.sentences = syntax.sentences
        self.sentence = [n for n, (a, b) in enumerate(self.sentences) for _ in range(a, b)]
        self.outside = furniture(reading)
        self.vocabulary = {word for word in self.words if word.islower()}
        self.names: dict[int, Match[Known]] = self._matches(self.known.names, self.words)
        self.names.update(self._hyphenated())
        settle(self)
        self.covered = {i: m for m in self.names.values() for i in range(m.start, m.end)}
        self.offices: dict[int, Match[Office]] = self._nouns(self.known.offices)
        self.organs: dict[int, Match[str]] = self._nouns(self.known.organs)

    def __len__(self) -> int:
        return len(self.words)

    def _matches(self, phrases: Phrases[T], words: list[str]) -> dict[int, Match[T]]:
        found: dict[int, Match[T]] = {}
        free = 0
        for i in phrases.starts(words):
            if i < free or self.outside[i]:
                continue
            hit = phrases.find(words, self.spaces, i)
            if hit is not None:
                free = hit[0]
                found[i] = Match(i, *hit)
        return found

    def _nouns(self, phrases: Phrases[T]) -> dict[int, Match[T]]:
        """Return the matches in lower case that end in a noun: no "heads for", "major talks".

        Words of a known name are none: the "States" of "United States".
        """
        found = self._matches(phrases, self.lower)
        last = {i: match.end - 1 for i, match in found.items()}
        return {
            i: found[i]
            for i, noun in last.items()
            if self.syntax.pos[noun] in _NOUNS and noun not in self.covered
        }

    def _hyphenated(self) -> dict[int, Match[Known]]:
        """Return the names that begin one-token compounds: "U.S.-led", "Iranian-backed"."""
        found = {}
        for i, word in enumerate(self.words):
            name, hyphen, rest = word.partition("-")
            if hyphen and rest.endswith("ed") and name[:1].isupper() and not self.outside[i]:
                hit = self.known.names.find([name], [""], 0)
                if hit is not None:
                    found[i] = Match(i, i + 1, hit[1])
        return found

    def release(self, tokens: set[int]) -> None:
        """Forget the gazetteer's names that have some of the tokens: they are a person's."""
        if tokens.isdisjoint(self.covered):
            return
        kept = {i: m for i, m in self.names.items() if tokens.isdisjoint(range(m.start, m.end))}
        self.names = kept
        self.covered = {i: m for m in kept.values() for i in range(m.start, m.end)}

    def is_people(self, start: int, end: int) -> bool:
        """Tell whether a name of one word is a plural: "Shiites", "the Clintons"."""
        after_the = start > 0 and self.lower[start - 1] == "the" and self.lower[start].endswith("s")
        return end - start == 1 and (self.syntax.tag[start] in PLURAL_TAGS or after_the)

    def text(self, start: int, end: int) -> str:
        """Return the article's characters behind tokens ``start`` to ``end``."""
        return self.reading.text(start, end)

    def head(self, start: int, end: int) -> int:
        """Return the token by which tokens ``start`` to ``end`` hang in the parse."""
        tops = self.tops(start, end)
        return tops[-1] if tops else end - 1

    def tops(self, start: int, end: int) -> list[int]:
        """Return the tokens in the span whose parent is outside it, punctuation left out."""
        heads = self.syntax.head
        return [
            i
            for i in range(start, end)
            if (heads[i] == i or not start <= heads[i] < end)
            and self.syntax.pos[i] not in ("PUNCT", "PART", "ADP", "DET")
        ]

    def is_subject(self, i: int) -> bool:
        """Tell whether nominal ``i`` is, or is coordinated in, the subject of a clause."""
        rel, head = self.syntax.rel, self.syntax.head
        for _ in range(10):
            if rel[i] != "conj":
                break
            i = head[i]
        return rel[i] in ("subj", "subj_pass")

    def preposition(self, i: int) -> str | None:
        """Return the preposition before nominal ``i`` or before the first it is joined to."""
        for _ in range(10):
            found = self.syntax.preposition(i)
            if found is not None or self.syntax.rel[i] != "conj":
                return found
            i = self.syntax.head[i]
        return None

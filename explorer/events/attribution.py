"""Who says so: the speaker behind an event.

Words of saying (data/ontology/reporting.tsv) come with a clause ("said that", "his claim that"),
beside one ("The talks, he said, ..."), or as "according to". The innermost speaker counts. Inside
quotation marks it is whoever is said to speak in the sentences of the quotation, or stands before
its colon, or spoke last before it in the same paragraph; a paragraph that opens with a quotation
and names no speaker goes on with the quotation before it. A statement in the first person that
"The minister said:" opens needs no quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from explorer.events import lexicon
from explorer.events.parties import FIRST_PERSON
from explorer.resources import read_table
from explorer.syntax import Syntax

_OPEN, _CLOSE = frozenset(("“", "„", "``", "«")), frozenset(("”", "''", "»"))
_TOGGLE = '"'
_SINGLE = {"‘": "’", "`": "'"}  # closed by what is also an apostrophe, so only if it was opened
_PASSIVE_SPEAKERS = frozenset(("quote", "cite", "report"))  # "X was quoted as saying"
_CLAUSES = ("ccomp", "parataxis")
_ASIDE = frozenset(("aside", "dep", "ROOT"))  # the last two only where a parse went wrong
_STOPS = frozenset((".", "!", "?"))
_COLON_WITHIN = 12  # tokens after a word of saying
_AS = frozenset(("as", "like"))  # "as he said"


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
        self._cited = dict(_citations(syntax))
        known = lexicon.verbs_of_saying()
        said = (i for i, lemma in enumerate(syntax.lemma) if lemma in known)
        self._verbs = dict.fromkeys(i for i in said if self._is_reporting(i))
        self._telling: dict[int, list[int]] = {}  # those outside quotations, by paragraph
        self._of_quote: dict[int, Source | None] = {}
        for verb, start, end in self._statements():
            self._inside[start:end] = [start] * (end - start)
            self._of_quote[start] = Source(self._speaker_of(verb), verb)
        for verb in self._verbs:
            if self._inside[verb] < 0:
                self._telling.setdefault(paragraph[verb], []).append(verb)

    def speakers(self, i: int) -> tuple[int, ...]:
        """Return who speaks at token ``i`` when it stands inside a quotation."""
        source = self._quoted(i)
        return source.speakers if source else ()

    def find(self, i: int) -> Source | None:
        """Return the source of what is told at token ``i``, or None: the outlet itself says so."""
        return self._reported(i) or self._quoted(i)

    # --- words of saying --------------------------------------------------------------------

    def _is_reporting(self, i: int) -> bool:
        return self._syntax.is_verb(i) and bool(self._speaker_of(i))

    def _speaker_of(self, verb: int) -> tuple[int, ...]:
        slots = self._syntax.slots(verb)
        lemma = self._syntax.lemma[verb]
        turned = lemma in _PASSIVE_SPEAKERS and self._syntax.is_passive(verb)
        if turned and (lemma != "report" or "as" in slots):  # "reported as saying", not "by"
            return tuple(slots.get("obj", ()))
        return tuple(slots.get("subj", ())) or self._beside_quote(verb)

    def _beside_quote(self, verb: int) -> tuple[int, ...]:
        """Return who stands between a quotation and its word of saying, whatever the parse."""
        if "ccomp" not in self._syntax.slots(verb):
            return ()
        if self._syntax.lemma[verb] == "say" and "obj" in self._syntax.slots(verb):
            return tuple(self._syntax.slots(verb)["obj"])  # "Said Fico: ..."
        if verb and self._syntax.rel[verb - 1] == "appos":  # "The army, Sudan said, ..."
            return (verb - 1,)
        for i in range(verb - 1, -1, -1):
            if self._inside[i] >= 0 or self._syntax.lower[i] in _CLOSE:
                return ()
            if self._syntax.rel[i] == "subj" and self._inside[self._syntax.head[i]] >= 0:
                return (i,)
        return ()

    def _reported(self, i: int) -> Source | None:
        """Climb from ``i``; the first word of saying over or beside a clause is the source."""
        below = i
        for above in (i, *self._syntax.ancestors(i)):
            source = self._over(above, below) if above != i else None
            source = source or self._aside(above, below) or self._cited.get(above)
            if source is not None:
                return source
            below = above
        return None

    def _over(self, above: int, below: int) -> Source | None:
        if above in self._verbs:
            slots, passive = self._syntax.slots(above), self._syntax.is_passive(above)
            names = (*_CLAUSES, "xcomp") if passive else _CLAUSES  # "is reported by X to have"
            if "obj" in slots and below in slots.get("parataxis", ()):
                return None  # beside it, not under it
            if any(below in slots.get(name, ()) for name in names):
                return Source(self._speaker_of(above), above)
        return self._claim(above, below) or self._told_to(above, below)

    def _told_to(self, noun: int, clause: int) -> Source | None:
        """Return the source of what hangs on the hearer or the accused in a parse.

        "Told reporters that", "accused militants of abducting".
        """
        syntax, verb = self._syntax, self._syntax.head[noun]
        mark = syntax.child(clause, "mark")
        hangs = syntax.rel[clause] in ("relative", "participle") and not syntax.is_verb(noun)
        if not hangs or mark is None or verb not in self._verbs:
            return None
        accused = syntax.rel[noun] == "obj" and syntax.lower[mark] in ("of", "for")
        told = accused or syntax.lower[mark] == "that"
        return Source(self._speaker_of(verb), verb) if told else None

    def _claim(self, noun: int, below: int) -> Source | None:
        """Return the noun whose that-clause tells of ``below``: "the accusation that ..."."""
        syntax = self._syntax
        lemma = syntax.lemma[noun]
        if syntax.pos[noun] != "NOUN" or not lexicon.reports(lemma, "noun") or lemma in _facts():
            return None
        told = below in syntax.slots(noun).get("ccomp", ())
        return Source((noun,), noun) if told else None

    def _aside(self, above: int, below: int) -> Source | None:
        """Return the source put in beside a clause: "The talks, he said, were ..."."""
        for c in self._syntax.children[above]:
            if c != below and c in self._verbs and self._stands_aside(c):
                return Source(self._speaker_of(c), c)
        return None

    def _stands_aside(self, verb: int) -> bool:
        syntax = self._syntax
        slots = syntax.slots(verb)
        if slots.get("ccomp") or (slots.get("obj") and syntax.lemma[verb] != "say"):
            return False  # it has its own say: "Mali accused France; Niger accused Benin"
        mark = syntax.child(verb, "mark")
        finite = syntax.tag[verb] in ("VBD", "VBZ", "VBP")
        beside = syntax.lower[mark] in _AS if mark is not None else finite
        return syntax.rel[verb] in _ASIDE or (beside and syntax.rel[verb] == "adverbial")

    # --- statements without quotation marks ---------------------------------------------------

    def _statements(self) -> Iterator[tuple[int, int, int]]:
        """Yield the verb of "The minister said:" with what is told after it, in the first person.

        Such a statement fills the paragraphs that follow, up to the next that somebody opens so.
        """
        opened = [(verb, colon + 1) for verb in self._verbs if (colon := self._colon_after(verb))]
        ends = [self._opening(verb) for verb, _ in opened[1:]] + [len(self._inside)]
        for (verb, start), end in zip(opened, ends, strict=False):
            end = self._before_quotation(start, end)
            if start < end and not FIRST_PERSON.isdisjoint(self._syntax.lower[start:end]):
                yield verb, start, end

    def _colon_after(self, verb: int) -> int | None:
        """Return the colon that ends the sentence of a word of saying outside quotation marks."""
        for i in range(verb + 1, min(verb + _COLON_WITHIN, len(self._inside))):
            if self._inside[i] >= 0 or self._syntax.lower[i] in _STOPS:
                return None
            if self._syntax.lower[i] == ":":
                return i if self._inside[verb] < 0 else None
        return None

    def _opening(self, verb: int) -> int:
        """Return where the paragraph of a verb begins."""
        while verb and self._paragraph[verb - 1] == self._paragraph[verb]:
            verb -= 1
        return verb

    def _before_quotation(self, start: int, end: int) -> int:
        """Return ``end``, or ``start`` if a quotation follows at once: its marks tell it."""
        return start if start >= len(self._inside) or _closing(self._syntax.lower[start]) else end

    # --- quotations -------------------------------------------------------------------------

    def _quoted(self, i: int) -> Source | None:
        start = self._inside[i]
        if start < 0:
            return None
        if start not in self._of_quote:
            self._of_quote[start] = None  # a quotation that leads back to itself ends here
            self._of_quote[start] = self._speaker_of_quote(start)
        return self._of_quote[start]

    def _speaker_of_quote(self, start: int) -> Source | None:
        end = start
        while end + 1 < len(self._inside) and self._inside[end + 1] == start:
            end += 1
        ranked = sorted(
            (self._distance(verb, start, end), verb)
            for verb in self._telling.get(self._paragraph[start], ())
        )
        if ranked and ranked[0][0][0] == 0:
            return Source(self._speaker_of(ranked[0][1]), ranked[0][1])
        before_colon = self._before_colon(start)
        if before_colon or not ranked:
            return before_colon or self._carried_over(start) or self._carried_on(end)
        return Source(self._speaker_of(ranked[0][1]), ranked[0][1])

    def _distance(self, verb: int, start: int, end: int) -> tuple[int, int]:
        """Rank a reporting verb: in the quotation's own sentences first, then before, then near."""
        own = self._sentence[start] <= self._sentence[verb] <= self._sentence[end]
        after = verb > end
        return (0 if own else 1 + after, min(abs(verb - start), abs(verb - end)))

    def _before_colon(self, start: int) -> Source | None:
        """Return who does what is said before the colon: "Dupont put it plainly: ..."."""
        colon = start - 2
        if colon < 1 or self._syntax.lower[colon] != ":":
            return None
        for i in range(colon - 1, -1, -1):
            if self._syntax.lower[i] in (".", "!", "?") or self._inside[i] >= 0:
                return None
            speakers = self._syntax.slots(i).get("subj") if self._syntax.is_verb(i) else None
            if speakers:
                return Source(tuple(speakers), i)
        return None

    def _carried_over(self, start: int) -> Source | None:
        """Return the speaker of the paragraph before, if this one opens with its quotation."""
        here = self._paragraph[start]
        if start < 2 or self._paragraph[start - 2] == here:
            return None
        for i in range(start - 2, -1, -1):
            if self._paragraph[i] != here - 1:
                return None
            if self._inside[i] >= 0:
                return self._quoted(i)
        return None

    def _carried_on(self, end: int) -> Source | None:
        """Return the speaker of the next paragraph, if the quotation was left open before it."""
        first = end + 2
        if first >= len(self._inside) or self._paragraph[end + 1] == self._paragraph[end]:
            return None
        return self._quoted(first) if self._inside[first] == first else None


def _citations(syntax: Syntax) -> Iterator[tuple[int, Source]]:
    """Yield each head of a clause with the source that it is told "according to"."""
    for i, word in enumerate(syntax.lower[:-1]):
        if word == "according" and syntax.lower[i + 1] == "to":
            noun = syntax.head[i] if syntax.rel[i] == "case" else syntax.child(i, "oblique", "obj")
            while noun is not None and syntax.rel[noun] == "compound":
                noun = syntax.head[noun]  # "according to army spokesman Felix Kulayigye"
            if noun is not None:
                clause = syntax.head[noun if syntax.rel[i] == "case" else i]
                yield clause, Source((noun,), i)


def _quotations(syntax: Syntax, paragraph: list[int]) -> list[int]:
    """Return for each token the index where the quotation around it begins, or -1.

    A quotation ends with its paragraph, closed or not.
    """
    inside: list[int] = []
    start, closes = -1, _CLOSE
    for i, word in enumerate(syntax.lower):
        if i and paragraph[i] != paragraph[i - 1]:
            start = -1
        opened = _closing(word) if start < 0 else None
        if opened:
            start, closes = i + 1, opened
        elif start >= 0 and word in closes:
            start = -1
        elif word not in _OPEN and word not in _CLOSE:
            inside.append(start)
            continue
        inside.append(-1)
    return inside


def _closing(word: str) -> frozenset[str] | None:
    """Return what closes a quotation that ``word`` opens, or None if it opens none."""
    if word in _OPEN:
        return _CLOSE
    if word == _TOGGLE or word == "''":
        return frozenset((word,))
    return frozenset((_SINGLE[word],)) if word in _SINGLE else None


@cache
def _facts() -> frozenset[str]:
    """Nouns that take what they embed for true: "the fact that" is nobody's claim."""
    rows = read_table("ontology", "reporting.tsv")
    return frozenset(r["lemma"] for r in rows if r["pos"] == "noun" and r["factive"] == "yes")

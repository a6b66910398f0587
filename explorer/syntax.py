"""A dependency parse as plain lists, the same for both label schemes.

Universal Dependencies (the shipped pipeline) and ClearNLP style (spaCy's own English pipelines)
are read by the same names of relations (``relations``). What parsers often get wrong is put right
here, for everything after: in "Arafat Wednesday rejected" the subject is Arafat.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_VERBS = frozenset(("VERB", "AUX"))
_RELATIVE_PRONOUNS = frozenset(("who", "whom", "which", "that", "whose"))
_NOMINALS = frozenset(("NOUN", "PROPN"))
# Said of one who can act: in "it is willing to leave" it is no empty subject.
OF_SOMEONE = frozenset(
    "willing unwilling ready prepared determined committed able unable eager reluctant keen intent "
    "opposed open against".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP")
# One row a relation: our name, the labels of Universal Dependencies, the labels of ClearNLP style.
_SCHEMES = (
    ("subj", "nsubj csubj nsubj:outer csubj:outer", "nsubj csubj"),
    ("subj_pass", "nsubj:pass csubj:pass", "nsubjpass csubjpass"),
    ("obj", "obj", "dobj"),
    ("iobj", "iobj", "dative"),
    ("agent", "obl:agent", "agent"),
    ("oblique", "obl nmod obl:arg", ""),
    ("prep", "", "prep"),
    ("open", "xcomp", "xcomp oprd"),
    ("clause", "ccomp", "ccomp"),
    ("aside", "parataxis", "parataxis"),
    ("adverbial", "advcl advcl:relcl", "advcl"),
    ("relative", "acl:relcl", "relcl"),
    ("participle", "acl", "acl"),
    ("conj", "conj", "conj"),
    ("poss", "nmod:poss", "poss"),
    ("amod", "amod", "amod"),
    ("compound", "compound nmod:desc flat flat:name", "compound nn nmod"),
    ("case", "case", "case"),
    ("mark", "mark", "mark"),
    ("aux", "aux", "aux"),
    ("predicate", "", "acomp attr"),
    ("adverb", "advmod", "advmod neg"),
    ("appos", "appos", "appos"),
)
_UNIVERSAL = {label: name for name, labels, _ in _SCHEMES for label in labels.split()}
_CLEAR = {label: name for name, _, labels in _SCHEMES for label in labels.split()}
_ONLY_IN_CLEAR = frozenset(("prep", "pobj", "dobj", "nsubjpass", "relcl", "prt"))


def columns(doc: Doc, names: Sequence[str]) -> list[list[str]]:
    """Return attributes of all tokens as text, a list for each; faster than token by token."""
    table = doc.to_array([*names]).reshape(len(doc), len(names))
    numbers = table.T.astype("uint64").tolist()
    texts = {number: doc.vocab.strings[number] for number in {n for row in numbers for n in row}}
    return [[texts[number] for number in row] for row in numbers]


class Syntax:
    """The parse of one Doc as plain lists, a value for each token. Token indices go in and out."""

    def __init__(self, doc: Doc) -> None:
        self.lower, lemmas, self.pos, self.tag, labels = columns(doc, _COLUMNS)
        self.lemma = [lemma.lower() for lemma in lemmas]
        self.rel = relations(labels)
        offsets = doc.to_array("HEAD").astype("int64").tolist()
        heads = [i + offset for i, offset in enumerate(offsets)]
        self.head = [self._lifted(i, head, heads) for i, head in enumerate(heads)]
        self.sentences = [(sentence.start, sentence.end) for sentence in doc.sents]
        for i, word in enumerate(self.lower):
            if word in _DAYS:
                self._mend_day(i)
            elif self.rel[i] == "expl" and self.lemma[self.head[i]] in OF_SOMEONE:
                self.rel[i] = "subj"
            elif self.rel[i] == "subj_pass" and self.pos[self.head[i]] == "ADJ":
                self.rel[i] = "subj"  # "Iran is prepared": no passive
        self.children: list[list[int]] = [[] for _ in self.head]
        for i, head in enumerate(self.head):
            if head != i:
                self.children[head].append(i)
        for i in range(len(self.head)):
            self._mend_subjects(i)

    def _mend_day(self, day: int) -> None:
        """Make whom the day follows the subject: in "Arafat Wednesday rejected" no Wednesday does.

        The parse may even end a sentence before the day.
        """
        verb = self.head[day]
        if self.rel[day] not in ("subj", "subj_pass") or not day or day > verb:
            return
        who = day - 1
        while self.head[who] < day and self.head[who] != who and not self.is_verb(self.head[who]):
            who = self.head[who]
        if self.pos[who] not in _NOMINALS or self.rel[who] in ("subj", "obj", "oblique"):
            return
        self.head[who], self.rel[who], self.rel[day] = verb, self.rel[day], "adverb"
        self.sentences = list(_joined_at(self.sentences, day))

    def _mend_subjects(self, i: int) -> None:
        """Make the object of one of two subjects, since a clause has one: that after the verb."""
        subjects = [c for c in self.children[i] if self.rel[c] == "subj"]
        if len(subjects) < 2 or self.child(i, "obj") is not None:
            return
        if self.lower[subjects[0]] in _RELATIVE_PRONOUNS:  # "Iran, which Iraq accuses of"
            self.rel[subjects[0]] = "obj"
        elif subjects[0] < i < subjects[-1]:
            self.rel[subjects[-1]] = "obj"

    def _lifted(self, i: int, head: int, heads: list[int]) -> int:
        """Return the head, of a second conjunct never part of a name that ended before it.

        In "North Korea and South Korea" a parser may hang the second Korea on "North".
        """
        whole = heads[head]
        inside = self.rel[i] == "conj" and self.rel[head] == "compound" and head < whole < i
        return whole if inside else head

    def __len__(self) -> int:
        return len(self.head)

    def child(self, i: int, *relations: str) -> int | None:
        """Return the first child of ``i`` in one of the relations, or None."""
        return next((c for c in self.children[i] if self.rel[c] in relations), None)

    def is_verb(self, i: int) -> bool:
        """Tell whether token ``i`` is a verb or an auxiliary."""
        return self.pos[i] in _VERBS

    def is_cause(self, i: int) -> bool:
        """Tell whether a word says whom somebody is for or against: "the pro-Iranian group"."""
        return i > 1 and self.lower[i - 1] == "-" and self.lower[i - 2] in ("pro", "anti")

    def preposition(self, i: int) -> str | None:
        """Return the preposition that introduces nominal or clause ``i``, or None."""
        found = self.child(i, "case", "mark")
        if found is None:
            parent = self.head[i]
            return self.lower[parent] if self.rel[parent] == "prep" else self._lent(i)
        return self.lower[found]

    def _lent(self, i: int) -> str | None:
        """Return the "for" of "asked for Iran to leave" that hangs on the clause after ``i``."""
        if self.rel[i] != "oblique":
            return None
        before = self._start(i) - 1
        clause = self.head[before]
        lent = before >= 0 and self.rel[before] == "mark" and clause > i
        return self.lower[before] if lent and self.head[clause] == self.head[i] else None

    def _start(self, top: int) -> int:
        """Return the first token of the phrase under ``top``."""
        found = [top]
        for token in found:  # a mended day may leave two that hang on each other
            found += [c for c in self.children[token] if c != top]
        return min(found)

    def together(self, i: int) -> list[int]:
        """Return ``i`` and the nominals coordinated with it, in text order."""
        found = [i]
        for token in found:
            found += [c for c in self._joined(token) if not self.is_verb(c) and len(found) < 50]
        return sorted(found)

    def _joined(self, i: int) -> list[int]:
        """Return the conjuncts of ``i``, also those that hang on the name beside an office."""
        found = []
        for c in self.children[i]:
            if self.rel[c] == "conj":
                found.append(c)
            elif self.rel[c] == "appos":
                found += [g for g in self.children[c] if self.rel[g] == "conj"]
        return found

    def ancestors(self, i: int) -> Iterable[int]:
        """Yield the heads above ``i``, nearest first."""
        for _ in range(len(self.head)):
            parent = self.head[i]
            if parent == i:
                return
            yield parent
            i = parent


def _joined_at(spans: Iterable[tuple[int, int]], i: int) -> Iterator[tuple[int, int]]:
    """Yield the spans, the one that begins at ``i`` joined to the one before it."""
    held: tuple[int, int] | None = None
    for start, end in spans:
        if held is not None and start == i:
            held = (held[0], end)
            continue
        if held is not None:
            yield held
        held = (start, end)
    if held is not None:
        yield held


def relations(labels: Sequence[str]) -> list[str]:
    """Return our name for each label of a Doc's tokens; a label without one stays as it is.

    Which scheme they are of, Universal Dependencies or ClearNLP style, the labels tell together.
    """
    scheme = _UNIVERSAL if _ONLY_IN_CLEAR.isdisjoint(labels) else _CLEAR
    return [scheme.get(label, label) for label in labels]

"""Predicates and their arguments off a dependency parse, the same for both label schemes.

Universal Dependencies (the shipped pipeline) and ClearNLP style (spaCy's own English pipelines)
are read by the same names of relations (``schemes``). Passives, relative clauses, participles,
control and coordination are undone here, so that everything after sees canonical slots: in "Iran,
accused by the West, ..." the slots of *accused* are ``subj`` = West and ``obj`` = Iran.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from explorer.schemes import relations

if TYPE_CHECKING:
    from spacy.tokens import Doc

Slots = dict[str, list[int]]

_VERBS = frozenset(("VERB", "AUX"))
_RELATIVE_PRONOUNS = frozenset(("who", "whom", "which", "that", "whose"))
# Verbs whose subject, not object, does what the infinitive says: "promised Iraq to help".
_SUBJECT_CONTROL = frozenset(("promise", "vow", "threaten", "swear", "offer", "guarantee"))
# "accused Iran of arming", "blamed Iran for arming", "kept Iran from arming".
_OBJECT_CONTROL_MARKS = frozenset(("of", "for", "from"))
_NOMINALS = frozenset(("NOUN", "PROPN"))
_MEASURES = frozenset(
    "ton tonne tons kilogram kg kilo litre liter pound barrel gallon thousand thousands hundred "
    "hundreds dozen dozens million millions billion scores score group number majority part third "
    "half quarter portion bulk rest handful couple pair team crowd wave series load shipment "
    "convoy worth member members some many most".split()
)
# Said of one who can act: in "it is willing to leave" it is no empty subject.
OF_SOMEONE = frozenset(
    "willing unwilling ready prepared determined committed able unable eager reluctant keen intent "
    "opposed open against".split()
)
_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday".split()
)
_MAX_DEPTH = 12
_COLUMNS = ("LOWER", "LEMMA", "POS", "TAG", "DEP")


def columns(doc: Doc, names: Sequence[str]) -> list[list[str]]:
    """Return attributes of all tokens as text, a list for each; faster than token by token."""
    table = doc.to_array([*names]).reshape(len(doc), len(names))
    numbers = table.T.astype("uint64").tolist()
    texts = {number: doc.vocab.strings[number] for number in {n for row in numbers for n in row}}
    return [[texts[number] for number in row] for row in numbers]


class Syntax:
    """The parse of one Doc as plain lists, and the canonical slots of any predicate in it.

    Token indices go in and out everywhere. Slots are computed once a token and kept.
    """

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
        self._slots: dict[int, Slots] = {}
        self._busy: set[int] = set()
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

    def is_passive(self, i: int) -> bool:
        """Tell whether verb ``i`` is passive, also as a bare participle ("accused by the West")."""
        if self.child(i, "aux_pass", "subj_pass", "agent") is not None:
            return True
        if self.tag[i] != "VBN" or self.child(i, "aux", "subj") is not None:
            return False
        if self.rel[i] == "conj" and self.is_verb(self.head[i]):
            return self.is_passive(self.head[i])
        return self.rel[i] in ("participle", "adverbial") and self.child(i, "obj") is None

    def is_cause(self, i: int) -> bool:
        """Tell whether a word says whom somebody is for or against: "the pro-Iranian group"."""
        return i > 1 and self.lower[i - 1] == "-" and self.lower[i - 2] in ("pro", "anti")

    def particle(self, i: int) -> str | None:
        """Return the particle of a phrasal verb ("off" in "called off"), or None."""
        found = self.child(i, "particle")
        return None if found is None else self.lower[found]

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
        before = min(self.subtree(i)) - 1
        clause = self.head[before]
        lent = before >= 0 and self.rel[before] == "mark" and clause > i
        return self.lower[before] if lent and self.head[clause] == self.head[i] else None

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

    def subtree(self, top: int) -> list[int]:
        """Return the tokens of the phrase under ``top``, in text order."""
        found = [top]
        for token in found:
            found += self.children[token]
        return sorted(found)

    def is_headline(self, i: int) -> bool:
        """Tell whether infinitive ``i`` is the news of a headline: "Germany to supply Ukraine"."""
        noun = self.head[i]
        return self.rel[i] == "participle" and self.head[noun] == noun and self.pos[noun] == "PROPN"

    def slots(self, i: int) -> Slots:
        """Return the canonical arguments of predicate ``i``: slot name to head tokens.

        Slots are ``subj``, ``obj``, ``iobj``, ``xcomp``, ``ccomp``, one for each preposition,
        and for nouns ``poss``, ``amod`` and ``compound``. Coordinated fillers are all listed.
        """
        if i in self._slots:
            return self._slots[i]
        if i in self._busy or len(self._busy) > _MAX_DEPTH:
            return {}
        self._busy.add(i)
        found = self._own(i)
        if self.is_verb(i) or self.rel[i] in ("open", "clause", "predicate"):
            self._complete(i, found)
        self._busy.discard(i)
        self._slots[i] = found
        return found

    def _own(self, i: int) -> Slots:
        found: Slots = {}
        passive = self.is_verb(i) and self.is_passive(i)
        for c in self.children[i]:
            for slot, filler in self._fillers(c, passive):
                meant = [self._counted(one) for one in self.together(filler)]
                found.setdefault(slot, []).extend(meant)
        if "subj" not in found and len(found.get("obj", ())) > 1:
            self._promote(i, found)
        return found

    def _promote(self, i: int, found: Slots) -> None:
        """Take the first of two objects for the subject if it stands before the verb."""
        first, *others = [c for c in self.children[i] if self.rel[c] == "obj"] or [i]
        if first < i and others and others[0] > i:
            found["subj"] = self.together(first)
            found["obj"] = [o for o in found["obj"] if o not in found["subj"]]

    def _counted(self, i: int) -> int:
        """Return what a measure measures: of "tons of food" the food, "a group of envoys" these."""
        if self.lemma[i] not in _MEASURES:
            return i
        inner = (c for c in self.children[i] if self.rel[c] == "oblique")
        return next((c for c in inner if self.preposition(c) == "of"), i)

    def measure(self, i: int) -> int:
        """Return the measure over what is measured ("tons" of food), or ``i`` itself."""
        over = self.head[i]
        return over if self.lemma[over] in _MEASURES and self._counted(over) == i else i

    def _fillers(self, c: int, passive: bool) -> Iterable[tuple[str, int]]:
        rel = self.rel[c]
        if rel in _DIRECT:
            yield ("obj" if passive and rel == "subj" else _DIRECT[rel]), c
        elif rel in ("oblique", "agent") and self.rel[c] != "prep":
            yield from self._oblique(c, passive)
        elif rel == "prep":
            slot = "subj" if passive and self.lower[c] == "by" else self.lower[c]
            inner = self.child(c, "prep")  # "according to", "out of"
            fillers = self.children[c if inner is None else inner]
            yield from ((slot, g) for g in fillers if self.rel[g] in _PREP_FILLERS)
        elif rel in ("adverbial", "participle"):
            yield self._clausal_slot(c), c

    def _oblique(self, c: int, passive: bool) -> Iterable[tuple[str, int]]:
        inner = [g for g in self.children[c] if self.rel[g] == "prep_object"]
        if inner:  # ClearNLP's agent is the preposition itself
            yield from (("subj", g) for g in inner)
            return
        preposition = self.preposition(c)
        if self.rel[c] == "agent" or (passive and preposition == "by"):
            yield "subj", c
        elif preposition:
            yield preposition, c

    def _clausal_slot(self, c: int) -> str:
        mark = self.child(c, "mark")
        if mark is None:
            return "adverbial"
        if self.lower[mark] == "to" or self.lower[mark] == "for":
            return "xcomp" if self.rel[c] == "participle" or self._is_purpose(c) else "for"
        return "ccomp" if self.lower[mark] == "that" else self.lower[mark]

    def _is_purpose(self, c: int) -> bool:
        return any(self.lower[g] == "to" for g in self.children[c])

    def _complete(self, i: int, found: Slots) -> None:
        """Fill in the subject or object that stands elsewhere in the sentence."""
        rel, head = self.rel[i], self.head[i]
        if rel in ("relative", "participle"):
            self._from_antecedent(i, head, found)
        elif rel == "amod" and self.tag[i] == "VBN" and "compound" in found:  # "US-backed rebels"
            found |= {"subj": found["compound"], "obj": [head]}
        missing = "obj" if self.is_passive(i) else "subj"
        if missing in found:
            return
        if (rel == "conj" and self.is_verb(head)) or rel in ("open", "adverbial", "predicate"):
            shared = self._controller(i, head)
        else:
            shared = self.owner(head) if rel == "participle" and self._is_purpose(i) else []
        if shared:
            found[missing] = shared

    def owner(self, noun: int) -> list[int]:
        """Return who is to do or says what hangs on ``noun``: "Iran's plan to"."""
        if owners := self.slots(noun).get("poss"):
            return owners
        verb = self.head[noun]
        if not self.is_verb(verb) or self.rel[noun] not in ("obj", "prep_object"):
            return []
        above = self.slots(verb)
        return above.get("iobj") or above.get("subj", [])

    def _from_antecedent(self, i: int, noun: int, found: Slots) -> None:
        whole = self.together(noun) if self.rel[i] == "relative" else [noun]
        for slot, fillers in list(found.items()):
            if any(self.lower[f] in _RELATIVE_PRONOUNS for f in fillers):
                found[slot] = whole
                return
        if self.rel[i] == "participle":
            if self.tag[i] == "VBN":
                found.setdefault("obj", whole)
            elif self.tag[i] == "VBG" or self.is_headline(i):
                found.setdefault("subj", whole)
        elif "subj" in found and "obj" not in found and not self.is_passive(i):
            found["obj"] = whole
        elif "subj" not in found:
            found["subj"] = whole

    def _controller(self, i: int, head: int) -> list[int]:
        above = self.slots(head)
        if self.rel[i] == "conj":
            same = self.is_passive(i) == self.is_passive(head)
            return above.get("obj" if same and self.is_passive(head) else "subj", [])
        if self._is_object_controlled(i, head):
            by_object = above.get("obj") or above.get("iobj")
            if by_object and not any(self.lower[f] in _RELATIVE_PRONOUNS for f in by_object):
                return by_object
        if self.is_verb(head) and self.is_passive(head) and self.rel[i] == "adverbial":
            return above.get("obj", [])
        return above.get("subj", [])

    def _is_object_controlled(self, i: int, head: int) -> bool:
        """Tell whether the object of ``head`` does ``i``: "asked Iran to", "accused Iran of"."""
        if self.rel[i] == "open":
            return self.lemma[head] not in _SUBJECT_CONTROL
        mark = self.child(i, "mark")
        return mark is not None and self.lower[mark] in _OBJECT_CONTROL_MARKS


_DIRECT = {
    "subj": "subj",
    "subj_pass": "obj",
    "obj": "obj",
    "iobj": "iobj",
    "open": "xcomp",
    "clause": "ccomp",
    "aside": "parataxis",
    "poss": "poss",
    "amod": "amod",
    "compound": "compound",
}
_PREP_FILLERS = frozenset(("prep_object", "prep_clause"))


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

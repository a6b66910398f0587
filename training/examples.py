"""Corpora to numbers: what the network reads, and what each of its heads should say.

A sentence of a treebank has tags and a tree, one of the newswire has entities; a value
that is not known is ``UNKNOWN`` and is not learned from.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc

from explorer import ontology
from explorer.nlp.windowing import LONGEST, Pieces
from training.marked import MarkedText
from training.treebanks import Sentence

Integers = npt.NDArray[np.int64]

UNKNOWN = -100
LABELS = ("PERSON", "ORG", "LOC", "NORP", "MISC", "DATE")
ENTITIES = ("O", *(f"{prefix}-{label}" for label in LABELS for prefix in "BI"))

# What a corpus leaves unmarked, or marks as something else, may be these in truth.
_BLIND: dict[str, dict[str, tuple[str, ...]]] = {
    "events": {"O": ("DATE",)},
    "wikigold": {"O": ("DATE",), "MISC": ("NORP",)},
    "uner": {"O": ("DATE", "MISC", "NORP")},
    "crossner": {"O": ("DATE", "NORP"), "MISC": ("NORP",)},
    "docred": {"LOC": ("NORP",)},
}
_SENTENCES = (1, 1, 2, 3, 4, 6, 8)  # in one text; as paragraphs of articles have any number
_UPPER, _LOWER = 0.02, 0.03  # share of texts in capitals only, without capitals
_CASE_UPPER, _CASE_LOWER = 3, 1


@dataclass(frozen=True, slots=True)
class Inventory:
    """The values that each head chooses from, in order."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    entities: tuple[str, ...]
    triggers: tuple[str, ...]
    labels: tuple[str, ...]

    def to_file(self, path: Path) -> None:
        """Write it as JSON."""
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=0), encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Annotated:
    """Words as pieces, with the number of each head's right value for every word."""

    pieces: list[list[int]]
    cases: list[int]
    tags: list[int]
    morphs: list[int]
    starts: list[int]
    entities: list[int]
    triggers: list[int]
    heads: list[int]
    labels: list[int]

    @property
    def length(self) -> int:
        """How many pieces it has."""
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts padded to one length; ``targets`` holds (texts, words) for each head by its name."""

    pieces: Integers
    cases: Integers
    words: Integers
    targets: dict[str, Integers]


TARGETS = ("tags", "morphs", "starts", "entities", "triggers", "heads", "labels")


def inventory(sentences: Iterable[Sentence]) -> Inventory:
    """Return all values met in the treebanks, with those of entities and triggers."""
    tags: set[str] = set()
    morphs: set[str] = set()
    labels: set[str] = set()
    for one in sentences:
        tags.update(one.xpos)
        morphs.update(map(morph_key, one.upos, one.morphs))
        labels.update(one.deps)
    return Inventory(
        tags=tuple(sorted(tags)),
        morphs=tuple(sorted(morphs)),
        entities=ENTITIES,
        triggers=("none", *ontology.event_types()),
        labels=tuple(sorted(labels)),
    )


def morph_key(upos: str, feats: str) -> str:
    """Return part of speech and features as one value."""
    return f"{upos}|{feats}" if feats else upos


def of_sentence(sentence: Sentence, known: Inventory, pieces: Pieces) -> Annotated:
    """Return a sentence of a treebank in numbers; its entities are unknown."""
    size = len(sentence.words)
    cut, cases = _cut(sentence.words, pieces)
    return Annotated(
        pieces=cut,
        cases=cases,
        tags=_numbers(sentence.xpos, known.tags),
        morphs=_numbers(map(morph_key, sentence.upos, sentence.morphs), known.morphs),
        starts=[1] + [0] * (size - 1),
        entities=[0] * size,
        triggers=[UNKNOWN] * size,
        heads=sentence.heads,
        labels=_numbers(sentence.deps, known.labels),
    )


def of_doc(doc: Doc, corpus: str, pieces: Pieces) -> Annotated:
    """Return a text with entities in numbers; all else is unknown."""
    cut, cases = _cut([token.text for token in doc], pieces)
    blank = [UNKNOWN] * len(doc)
    marks = [_entity(token.ent_iob_, token.ent_type_) for token in doc]
    return Annotated(
        pieces=cut,
        cases=cases,
        tags=blank,
        morphs=blank,
        starts=blank,
        entities=[_allowed(mark, corpus) for mark in marks],
        triggers=blank,
        heads=blank,
        labels=blank,
    )


def of_marked(text: MarkedText, known: Inventory, pieces: Pieces) -> Annotated:
    """Return a text with marked events in numbers: entities, sentences, triggers."""
    cut, cases = _cut(text.words, pieces)
    size = len(text.words)
    marks = ["O"] * size
    for start, end, label in text.names:
        marks[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    starts = [0] * size
    for first, _ in text.sentences:
        starts[first] = 1
    triggers = [0] * size
    for event in text.events:
        triggers[event.word] = known.triggers.index(event.type)
    blank = [UNKNOWN] * size
    return Annotated(
        pieces=cut,
        cases=cases,
        tags=blank,
        morphs=blank,
        starts=starts,
        entities=[_allowed(mark, "events") for mark in marks],
        triggers=triggers,
        heads=blank,
        labels=blank,
    )


def windows(text: MarkedText, length: Sequence[int], most: int) -> Iterator[tuple[int, int]]:
    """Yield spans of whole sentences that together hold a text, as its paragraphs would.

    Args:
        text: the text.
        length: how many pieces each word has.
        most: pieces in a span; a sentence that is longer is cut.
    """
    start = end = room = 0
    room = most
    for first, last in text.sentences:
        size = sum(length[first:last])
        if size > room and end > start:
            yield start, end
            start, room = first, most
        end, room = last, room - size
        while room < 0:  # one endless sentence
            cut = start
            while sum(length[start : cut + 1]) <= most:
                cut += 1
            yield start, cut
            start = cut
            room = most - sum(length[start:end])
    if end > start:
        yield start, end


def part(text: Annotated, start: int, end: int) -> Annotated:
    """Return the words from ``start`` to ``end`` of a text without trees."""
    return Annotated(
        **{name: getattr(text, name)[start:end] for name in ("pieces", "cases", *TARGETS)}
    )


def _entity(iob: str, label: str) -> str:
    return iob if iob in ("", "O") else f"{iob}-{label}"


def _allowed(mark: str, corpus: str) -> int:
    """Return the entity values that a mark may stand for, one bit each; 0 if nothing is known."""
    if not mark:
        return 0
    prefix, _, label = mark.partition("-")
    others = _BLIND[corpus].get(label or "O", ())
    values = [mark, *(f"{p}-{one}" for one in others for p in (prefix if label else "BI"))]
    return sum(1 << ENTITIES.index(value) for value in values)


def _cut(words: Iterable[str], pieces: Pieces) -> tuple[list[list[int]], list[int]]:
    known = [pieces.of(word) for word in words]
    return [ids for ids, _ in known], [case for _, case in known]


def _numbers(values: Iterable[str], known: Sequence[str]) -> list[int]:
    places = {value: place for place, value in enumerate(known)}
    return [places.get(value, UNKNOWN) for value in values]


def texts(sentences: Sequence[Annotated], chance: random.Random) -> Iterator[Annotated]:
    """Yield all sentences once, joined in order to texts of one or several."""
    at = 0
    while at < len(sentences):
        room, size = LONGEST - 2, chance.choice(_SENTENCES)
        group = [sentences[at]]
        room -= group[0].length
        for one in sentences[at + 1 : at + size]:
            room -= one.length
            if room < 0:
                break
            group.append(one)
        at += len(group)
        yield _shouted(_joined(group), chance)


def _joined(group: Sequence[Annotated]) -> Annotated:
    if len(group) == 1:
        return group[0]
    heads: list[int] = []
    for one in group:
        heads += [head if head == UNKNOWN else head + len(heads) for head in one.heads]
    rest = {
        name: [value for one in group for value in getattr(one, name)]
        for name in ("pieces", "cases", *TARGETS)
        if name != "heads"
    }
    return Annotated(**rest, heads=heads)


def _shouted(text: Annotated, chance: random.Random) -> Annotated:
    """Return the text, now and then as if in capitals only or without any."""
    drawn = chance.random()
    if drawn >= _UPPER + _LOWER:
        return text
    case = _CASE_UPPER if drawn < _UPPER else _CASE_LOWER
    parts = {name: getattr(text, name) for name in ("pieces", *TARGETS)}
    return Annotated(**parts, cases=[case if one else 0 for one in text.cases])


def batches(
    texts: Iterable[Annotated],
    chance: random.Random,
    *,
    size: int,
    marks: tuple[int, int],
    blur: Callable[[Integers], Integers] | None = None,
) -> Iterator[Batch]:
    """Yield all texts in batches of like length, in a random order.

    Args:
        texts: what to learn from.
        chance: decides the order.
        size: pieces in a batch, padding counted.
        marks: the ids of the pieces that begin and end a text.
        blur: hides some of the pieces, if given.
    """
    pool = sorted(texts, key=lambda text: (text.length, chance.random()))
    groups: list[list[Annotated]] = [[]]
    for text in pool:
        if groups[-1] and (len(groups[-1]) + 1) * (text.length + 2) > size:
            groups.append([])
        groups[-1].append(text)
    chance.shuffle(groups)
    for group in groups:
        yield batch_of(group, marks, blur)


def batch_of(
    group: Sequence[Annotated],
    marks: tuple[int, int],
    blur: Callable[[Integers], Integers] | None,
) -> Batch:
    """Return some texts padded to one length; for the arguments see ``batches``."""
    longest = max(text.length for text in group) + 2
    most = max(len(text.cases) for text in group)
    pieces = np.zeros((len(group), longest), dtype=np.int64)
    cases = np.zeros_like(pieces)
    words = np.zeros((len(group), most), dtype=np.int64)
    targets = {name: np.full(words.shape, UNKNOWN, dtype=np.int64) for name in TARGETS}
    targets["entities"][:] = 0
    for row, text in enumerate(group):
        sizes = [len(ids) for ids in text.pieces]
        total = sum(sizes)
        pieces[row, 0], pieces[row, total + 1] = marks
        pieces[row, 1 : total + 1] = [piece for ids in text.pieces for piece in ids]
        cases[row, 1 : total + 1] = np.repeat(text.cases, sizes)
        words[row, : len(sizes)] = np.cumsum([1, *sizes[:-1]])
        for name, values in targets.items():
            values[row, : len(sizes)] = getattr(text, name)
    return Batch(blur(pieces) if blur else pieces, cases, words, targets)

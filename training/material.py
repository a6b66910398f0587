"""The corpora in numbers, gathered once: all that the stages of training learn from.

What is gathered is kept in one file: a stage begins at once, and needs neither the corpora nor a
tokenizer, as on a machine with a GPU. Deleting the file gathers anew.
"""

from __future__ import annotations

import gzip
import json
import pickle
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from spacy.language import Language

from explorer.nlp.windowing import LONGEST, Pieces
from training import corpora, drills, examples
from training.examples import Annotated, Inventory
from training.marked import MarkedText, is_held_out, marked_text, read_marked, read_marks
from training.parties import Lesson
from training.tokenization import blank_pipeline

MARKS_APART = Path(__file__).with_name("marks.jsonl.gz")  # ours, of texts in CORPORA/news
_FILE = "material.pkl"
_DRILLS, _DRILLED = 5000, 12  # made sentences in one round, and rounds with other ones
_OFF_TOPIC = 0.3  # of the news that is not on politics, how much is read
_SEED = 7


@dataclass(frozen=True, slots=True)
class Material:
    """What is learned from.

    ``held_out`` are the marked texts that no stage learns from, ``news`` texts that nobody marked,
    ``drilled`` made sentences, others for each round.
    """

    known: Inventory
    trees: list[Annotated]
    names: list[Annotated]
    lessons: list[Lesson]
    held_out: list[Lesson]
    news: list[Lesson]
    drilled: list[list[Lesson]]

    def round(self, number: int) -> list[Lesson]:
        """Return what one round of the marked texts reads."""
        return [*self.lessons, *self.drilled[number % len(self.drilled)]]

    def windows(self) -> list[Annotated]:
        """Return the marked texts in the windows that they are read in."""
        found = []
        for one in self.lessons:
            length = list(map(len, one.words.pieces))
            spans = examples.windows(one.text, length, LONGEST - 2)
            found += [examples.part(one.words, *span) for span in spans]
        return found


def material(work: Path, folder: Path, marked: Sequence[Path], tokenizer: Path) -> Material:
    """Return what is learned from: as gathered before, else gathered now and kept in ``work``.

    Args:
        work: the folder of the training's state.
        folder: the corpora.
        marked: files of marked events.
        tokenizer: a ``tokenizer.json``, whose pieces the network reads.
    """
    kept = work / _FILE
    if kept.exists():
        with kept.open("rb") as file:
            found: Material = pickle.load(file)
    else:
        found = _gather(folder, marked, Pieces.from_file(tokenizer))
        work.mkdir(parents=True, exist_ok=True)
        with kept.open("wb") as file:
            pickle.dump(found, file, protocol=pickle.HIGHEST_PROTOCOL)
    print(
        f"{len(found.trees):,} trees, {len(found.names):,} texts with names, "
        f"{len(found.lessons):,} with events, {len(found.news):,} unmarked",
        flush=True,
    )
    return found


def _gather(folder: Path, marked: Sequence[Path], pieces: Pieces) -> Material:
    nlp = blank_pipeline()
    sentences = list(corpora.treebank(folder, "train"))
    known = examples.inventory(sentences)
    names = (examples.of_doc(d, name, pieces) for name, d in corpora.entity_texts(folder, nlp))

    def lessons(texts: Iterable[MarkedText]) -> list[Lesson]:
        return [Lesson(text, examples.of_marked(text, known, pieces)) for text in texts]

    gold = list(read_marked(marked, nlp))
    own = list(read_marks(MARKS_APART, folder / "news", nlp))
    return Material(
        known=known,
        trees=[examples.of_sentence(one, known, pieces) for one in sentences],
        names=[one for one in names if one.length <= LONGEST],
        lessons=lessons([*(text for text in gold if not is_held_out(text.id)), *own]),
        held_out=lessons(text for text in gold if is_held_out(text.id)),
        news=lessons(_news(folder / "news", {text.id for text in (*gold, *own)}, nlp)),
        drilled=[
            lessons(marked_text(r, nlp) for r in drills.records(_DRILLS, seed=_SEED + number))
            for number in range(_DRILLED)
        ],
    )


def _news(folder: Path, marked: set[str], nlp: Language) -> Iterator[MarkedText]:
    """Yield news that nobody marked: all that is on politics, and some that is not."""
    chance = random.Random(_SEED)
    cut = nlp.add_pipe("sentencizer")
    for article in chain.from_iterable(map(_articles, sorted(folder.glob("*.jsonl.gz")))):
        if article["id"] in marked:
            continue
        if not article.get("political", True) and chance.random() >= _OFF_TOPIC:
            continue
        title, text = (" ".join((article.get(key) or "").split()) for key in ("title", "text"))
        doc = cut(nlp.make_doc(f"{title}\n\n{text}" if title else text))
        words: list[str] = []
        sentences = []
        for sentence in doc.sents:
            own = [sys.intern(token.text) for token in sentence if not token.is_space]
            if own:
                sentences.append((len(words), len(words) + len(own)))
                words += own
        if words:
            yield MarkedText(article["id"], words, sentences, [], [])


def _articles(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)

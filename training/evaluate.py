"""Prints how good, how fast and how big a pipeline is, on the dev parts of the corpora."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import spacy
import typer
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

import explorer.nlp.component
import explorer.nlp.events  # noqa: F401
from training import corpora, treebanks

FOUR = ("PERSON", "ORG", "LOC", "NORP")
_SYNTAX = {
    "dep_las": "LAS",
    "dep_uas": "UAS",
    "pos_acc": "UPOS",
    "tag_acc": "XPOS",
    "morph_acc": "morphology",
    "lemma_acc": "lemma",
    "sents_f": "sentence F1",
}
_SPEED_DOCS = 400
_SENTENCES = 10  # in a text that trees are measured on
_MEGABYTE = 1_000_000


def syntax_scores(nlp: Language, docs: Iterable[Doc], *, gold_tokens: bool) -> dict[str, float]:
    """Return tags, lemmas, trees and sentences scored by spaCy, in per cent.

    Args:
        nlp: the pipeline to score.
        docs: gold Docs.
        gold_tokens: start from the gold tokens (sentences are still predicted), else from the
            raw text.
    """
    scores = nlp.evaluate(_examples(nlp, docs, gold_tokens=gold_tokens))
    return {name: 100 * float(scores[key]) for key, name in _SYNTAX.items()}


def entity_scores(nlp: Language, docs: Iterable[Doc]) -> dict[str, float]:
    """Return entity F1 from raw text in per cent: each label, all, and the four together."""
    examples = _predicted(nlp, docs)
    scores = Scorer.score_spans(examples, "ents", allow_overlap=False)
    per_label: dict[str, dict[str, float]] = scores["ents_per_type"]
    found = {label: 100 * part["f"] for label, part in sorted(per_label.items())}
    found["all labels"] = 100 * scores["ents_f"]
    four = Scorer.score_spans(examples, "ents", getter=_of_the_four, allow_overlap=False)
    found[" ".join(FOUR)] = 100 * four["ents_f"]
    return found


def words_per_second(nlp: Language, texts: Iterable[str]) -> float:
    """Return the tokens per second of one core's time, whole pipeline on raw text, warmed up.

    Processor time is counted, not the clock, so that other work on the machine weighs less.
    """
    work = list(texts)
    list(nlp.pipe(work[:20]))
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(work, batch_size=64))
    return words / (time.process_time() - start)


def size_mb(folder: Path) -> float:
    """Return the size of all files under ``folder`` in millions of bytes."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()) / _MEGABYTE


def report(model: Path, folder: Path) -> dict[str, dict[str, float]]:
    """Return all measured figures of the pipeline in ``model``, a group of figures by its name.

    Args:
        model: the folder of the pipeline, or the name of an installed one.
        folder: the corpora.
    """
    nlp = spacy.load(model)
    trees, single = (_trees(nlp, folder, size) for size in (_SENTENCES, 1))
    news = list(corpora.dev_texts(folder, nlp))
    texts = [doc.text for doc in news[:_SPEED_DOCS]]
    return {
        "syntax, gold tokens": syntax_scores(nlp, trees, gold_tokens=True),
        "syntax, gold tokens, a sentence a text": syntax_scores(nlp, single, gold_tokens=True),
        "syntax, raw text": syntax_scores(nlp, trees, gold_tokens=False),
        "entities, raw text": entity_scores(nlp, news),
        "cost": {"words a second": words_per_second(nlp, texts), "megabytes": size_mb(model)},
    }


def rows(figures: dict[str, dict[str, float]]) -> Iterator[tuple[str, str, str]]:
    """Yield (group, figure, value) for a table."""
    for group, values in figures.items():
        for name, value in values.items():
            yield group, name, f"{value:,.0f}" if value > 1000 else f"{value:.1f}"


def main(
    folder: Annotated[Path, typer.Option("--corpora", help="Has ewt/, gum/, worldwide/.")],
    model: Annotated[Path, typer.Argument(help="Folder of the pipeline.")] = Path("data/model"),
) -> None:
    """Print the table of figures on the dev parts (treebanks and newswire)."""
    table = Table("measured on", "figure", "value")
    for row in rows(report(model, folder)):
        table.add_row(*row)
    Console().print(table)


def _trees(nlp: Language, folder: Path, size: int) -> list[Doc]:
    """Return the dev parts of the treebanks, ``size`` sentences a text."""
    return [
        doc
        for path in corpora.treebank_files(folder, "dev")
        for doc in treebanks.read_docs(path, nlp.vocab, sizes=(size,))
    ]


def _examples(nlp: Language, docs: Iterable[Doc], *, gold_tokens: bool) -> list[Example]:
    return [
        Example(_bare(nlp, gold) if gold_tokens else nlp.make_doc(gold.text), gold) for gold in docs
    ]


def _bare(nlp: Language, gold: Doc) -> Doc:
    spaces = [bool(token.whitespace_) for token in gold]
    return Doc(nlp.vocab, words=[token.text for token in gold], spaces=spaces)


def _predicted(nlp: Language, docs: Iterable[Doc]) -> list[Example]:
    gold = list(docs)
    return [Example(*pair) for pair in zip(nlp.pipe(d.text for d in gold), gold, strict=True)]


def _of_the_four(doc: Doc, _: Any) -> list[Any]:
    return [entity for entity in doc.ents if entity.label_ in FOUR]


if __name__ == "__main__":
    typer.run(main)

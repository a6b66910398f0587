"""Where each corpus lies, and what of it is read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from training import newswire as news
from training import treebanks
from training.tokenization import blank_pipeline
from training.treebanks import Sentence

# Sentences in a text of the newswire, over and over: the paragraphs of articles have any number.
_NEWS_SIZES = (3, 2, 4, 1, 3)
_DEV_SIZES = (5, 3, 8, 1, 5)


def treebank_files(folder: Path, part: str) -> list[Path]:
    """Return the CoNLL-U files of a part, "train" or "dev"."""
    files = [folder / "ewt" / f"{part}.conllu", *sorted((folder / "gum" / part).glob("*.conllu"))]
    return [*files, folder / "other" / "pud.conllu"] if part == "train" else files


def treebank(folder: Path, part: str) -> Iterator[Sentence]:
    """Yield the sentences of a part of the treebanks, in order."""
    for path in treebank_files(folder, part):
        yield from treebanks.read_sentences(path)


def dev_texts(folder: Path, nlp: Language | None = None) -> Iterator[Doc]:
    """Yield newspaper texts that nothing is learned from, with their entities."""
    nlp = nlp or blank_pipeline()
    for path in sorted((folder / "worldwide" / "dev").glob("*.tsv")):
        yield from news.read_docs(path, news.WORLDWIDE, nlp, sizes=_DEV_SIZES)


def entity_texts(folder: Path, nlp: Language) -> Iterator[tuple[str, Doc]]:
    """Yield the name of a corpus and a text of it with entities, as the pipeline cuts words."""
    other = folder / "other"
    sources = {
        "wikigold": [(other / "wikigold.conll", news.WIKIGOLD)],
        "uner": [(other / "uner_pud.iob2", news.UNER)],
        "crossner": [(path, news.CROSSNER) for path in sorted(other.glob("crossner_*.txt"))],
    }
    for name, files in sources.items():
        for path, layout in files:
            for doc in news.read_docs(path, layout, nlp, sizes=_NEWS_SIZES):
                yield name, doc
    for path in sorted((folder / "docred").glob("*.json.gz")):
        for doc in news.read_docred(path, nlp, sizes=_NEWS_SIZES):
            yield "docred", doc

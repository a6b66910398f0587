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

EntityFile = tuple[Path, news.Layout]

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


def entity_files(folder: Path, part: str, *, newswire: bool) -> list[EntityFile]:
    """Return the files with entities of a part: the newswire, or without it what is left."""
    if newswire:
        files = sorted((folder / "worldwide" / part).glob("*.tsv"))
        return [(path, news.WORLDWIDE) for path in files]
    other = folder / "other"
    if part == "dev":
        return [(other / "uner_ewt_dev.iob2", news.UNER)]
    return [(other / "wikigold.conll", news.WIKIGOLD), (other / "uner_pud.iob2", news.UNER)]


def entity_texts(
    folder: Path, part: str, *, newswire: bool, nlp: Language | None = None
) -> Iterator[Doc]:
    """Yield texts with entities, tokenised as the pipeline does."""
    nlp = nlp or blank_pipeline()
    sizes = _NEWS_SIZES if part == "train" else _DEV_SIZES
    for path, layout in entity_files(folder, part, newswire=newswire):
        yield from news.read_docs(path, layout, nlp, sizes=sizes)

"""The stages of the build; each writes one file or folder in the work folder."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, DocBin

from training import tokenization, treebanks, vectors
from training.newswire import UNER, WIKIGOLD, WORLDWIDE, Layout, read_docs, read_sentences

EntityFile = tuple[Path, Layout]

# Docs of many lengths in training, since the paragraphs of an article have any; ten in scoring.
_TRAIN_SIZES = (10, 4, 8, 2, 10, 6, 1, 10)
_DEV_SIZES = (10,)
_NEWS_SIZES = (5, 3, 8, 1, 5)
_TREE = ("TAG", "POS", "MORPH", "LEMMA", "HEAD", "DEP", "SENT_START")
_ENTITIES = ("ENT_IOB", "ENT_TYPE")

WORDS, ROWS, DIMS = 250_000, 50_000, 96


def treebank_files(corpora: Path, part: str) -> list[Path]:
    """Return the CoNLL-U files of a part, "train" or "dev"."""
    files = [corpora / "ewt" / f"{part}.conllu", *sorted((corpora / "gum" / part).glob("*.conllu"))]
    return [*files, corpora / "other" / "pud.conllu"] if part == "train" else files


def entity_files(corpora: Path, part: str, *, newswire: bool) -> list[EntityFile]:
    """Return the files with entities of a part: the newswire, or without it what is left."""
    if newswire:
        files = sorted((corpora / "worldwide" / part).glob("*.tsv"))
        return [(path, WORLDWIDE) for path in files]
    other = corpora / "other"
    if part == "dev":
        return [(other / "uner_ewt_dev.iob2", UNER)]
    return [(other / "wikigold.conll", WIKIGOLD), (other / "uner_pud.iob2", UNER)]


def build_base(corpora: Path, out: Path, *, newswire: bool) -> None:
    """Write the blank pipeline with the tokenizer and the static vectors."""
    nlp = tokenization.blank_pipeline()
    words = vectors.frequent_words(_all_words(corpora, newswire=newswire), size=WORDS)
    vectors.attach(nlp, words, vectors.distil(words, dims=DIMS), keep=ROWS)
    replace_folder(nlp, out)


def convert_treebanks(corpora: Path, part: str, nlp: Language, out: Path) -> None:
    """Write the Docs of a part of the treebanks."""
    sizes = _TRAIN_SIZES if part == "train" else _DEV_SIZES
    files = treebank_files(corpora, part)
    _write(out, (doc for f in files for doc in treebanks.read_docs(f, nlp.vocab, sizes=sizes)))


def convert_entities(corpora: Path, part: str, nlp: Language, out: Path, *, newswire: bool) -> None:
    """Write the Docs of a part of the texts with entities."""
    files = entity_files(corpora, part, newswire=newswire)
    _write(out, (d for f, form in files for d in read_docs(f, form, nlp, sizes=_NEWS_SIZES)))


def replace_folder(nlp: Language, out: Path, *, extra: Mapping[str, str] | None = None) -> None:
    """Save ``nlp`` beside ``out`` first, so that ``out`` is never half written.

    ``extra`` names text files that go into the folder too, with their content.
    """
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh)
    for name, content in (extra or {}).items():
        (fresh / name).write_text(content, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)


def _all_words(corpora: Path, *, newswire: bool) -> Iterator[str]:
    for path in treebank_files(corpora, "train"):
        for sentence in treebanks.read_sentences(path):
            yield from sentence.words
    for path, layout in entity_files(corpora, "train", newswire=newswire):
        for rows in read_sentences(path, layout):
            yield from (token for token, _ in rows)


def _write(out: Path, docs: Iterable[Doc]) -> None:
    DocBin(attrs=(*_TREE, *_ENTITIES), docs=docs).to_disk(out)

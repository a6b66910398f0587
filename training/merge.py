"""One shipped pipeline from the two trained halves."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language

NAME = "actor_graph"
VERSION = "0.1.0"

# What each corpus asks of those who pass the model on; the card says the same at length.
_SOURCES = (
    {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "annotations CC BY 4.0, texts CC BY or CC BY-SA"},
    {"name": "UD English PUD", "license": "CC BY-SA 3.0"},
    {"name": "all-MiniLM-L6-v2 (word vectors)", "license": "Apache-2.0"},
)
_NEWSWIRE = {"name": "English Worldwide Newswire", "license": "CC BY-NC-SA 4.0"}
_LICENSE = "CC BY-SA 4.0 (all training corpora allow it)"
_LICENSE_NEWSWIRE = "CC BY-NC-SA 4.0 (named entities trained on English Worldwide Newswire)"


def merge(syntax: Path, ner: Path, *, newswire: bool) -> Language:
    """Return the pipeline of both halves, with its meta data and without a trace of the paths.

    Args:
        syntax: folder of the half with tok2vec, tagger, morphologizer, lemmatizer and parser.
        ner: folder of the half with the named entities, on the same vectors.
        newswire: whether the entities were trained on the non-commercial newswire corpus.
    """
    nlp = spacy.load(syntax)
    nlp.add_pipe("ner", source=spacy.load(ner))
    nlp.config = _without_training(nlp)
    sources = [*_SOURCES, _NEWSWIRE] if newswire else list(_SOURCES)
    nlp.meta |= {
        "name": NAME,
        "version": VERSION,
        "description": "English tags, morphology, lemmas, trees and named entities for news.",
        "license": _LICENSE_NEWSWIRE if newswire else _LICENSE,
        "sources": sources,
        "performance": {},
    }
    return nlp


def set_performance(nlp: Language, scores: Mapping[str, Any]) -> None:
    """Put measured figures into the meta data of the pipeline."""
    nlp.meta["performance"] = dict(scores)


def _without_training(nlp: Language) -> Any:
    """Return the config with the sections that only training reads reset to their defaults."""
    config = nlp.config.copy()
    for section in ("paths", "corpora", "training", "initialize", "pretraining"):
        config[section] = Language.default_config.get(section, {})
    return config

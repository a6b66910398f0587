"""Runs the trained network with ONNX Runtime: words in, numbers of tags, trees, entities out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from thinc.api import NumpyOps

from explorer.nlp.mst import best_tree
from explorer.nlp.windowing import Pieces, Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from spacy.tokens import Doc

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

NETWORK, PIECES, VALUES, LABELS = "network.onnx", "tokenizer.json", "values.json", "labels.npz"


@dataclass(frozen=True, slots=True)
class Values:
    """The values that each head chooses from, in order."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    entities: tuple[str, ...]
    triggers: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def from_file(cls, path: Path) -> Values:
        """Read them as JSON."""
        return cls(**{k: tuple(v) for k, v in json.loads(path.read_text("utf-8")).items()})


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of one text: a number of ``Values`` for each.

    ``heads`` are places of words in the text; a root is its own head. ``triggers`` are scores of
    each word as the trigger of no event and of each type, ``states`` (words, width) what the
    reader of parties goes on with.
    """

    tags: Integers
    morphs: Integers
    entities: Integers
    heads: Integers
    labels: Integers
    triggers: Floats
    states: Floats


class Network:
    """The network with its vocabulary and values."""

    def __init__(self, folder: Path) -> None:
        """Load it; ``folder`` holds the four files that training wrote.

        Raises:
            OSError: one of them is missing.
        """
        self.values = Values.from_file(folder / VALUES)
        self._pieces = Pieces.from_file(folder / PIECES)
        with np.load(folder / LABELS) as weights:
            self._label_weight, self._label_bias = weights["weight"], weights["bias"]
        self._ops = NumpyOps()
        self._session = open_session((folder / NETWORK).read_bytes())

    def read(self, texts: Sequence[Sequence[str]]) -> Read:
        """Return what is said of all words of all texts, in order, given as the words of each.

        The paragraphs of one article are such texts: no sentence goes on from one to the next.
        """
        parts = [self._run(window) for window in self._pieces.windows(texts)]
        names = [field.name for field in fields(Read)]
        return Read(
            **{name: np.concatenate([getattr(one, name) for one in parts]) for name in names}
        )

    def _run(self, window: Window) -> Read:
        """Read one window. On a CPU nothing is gained by several at once, and padding costs."""
        rows = {"pieces": window.pieces, "cases": window.cases, "words": window.words}
        given = {name: np.array([row], dtype=np.int64) for name, row in rows.items()}
        found = self._session.run(None, given)
        tags, morphs, entities, starts, arcs, dep, head, triggers, states = (
            one[0] for one in found
        )
        heads = _trees(arcs, starts, window.firsts)
        hidden = np.maximum(dep + head[heads], 0.0)
        # Not ``@``: NumPy has all cores wait for so small a product, and workers hinder each other.
        scores = self._ops.gemm(hidden, self._label_weight) + self._label_bias
        labels = scores.argmax(axis=1)
        return Read(tags, morphs, entities, heads + window.start, labels, triggers, states)


def stretches(doc: Doc) -> list[list[str]]:
    """Return the words between sentence starts that are set: the paragraphs of an article."""
    words = [token.text for token in doc]
    starts = doc.to_array("SENT_START") == 1
    bounds = [0, *(n for n in np.flatnonzero(starts).tolist() if n), len(words)]
    return [words[a:b] for a, b in pairwise(bounds)]


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=-1, keepdims=True)
    return shares


def open_session(model: bytes) -> InferenceSession:
    """Return a session on one thread: articles are read side by side, not each on all cores."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # On a CPU the fused norm is several times slower than its parts.
    fused: dict[str, Any] = {"disabled_optimizers": ["SkipLayerNormFusion"]}
    return InferenceSession(model, options, providers=["CPUExecutionProvider"], **fused)


def _trees(arcs: Floats, starts: Floats, firsts: Sequence[int]) -> Integers:
    """Return the heads of all words of a window, a tree for each sentence."""
    begins = {0, *firsts, *np.flatnonzero(starts > 0).tolist()}
    bounds = [*sorted(begins), len(starts)]
    return np.concatenate([best_tree(arcs[a:b, a:b]) + a for a, b in pairwise(bounds)])

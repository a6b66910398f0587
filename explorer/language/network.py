"""Runs the trained network with ONNX Runtime: words in, numbers of tags, trees, entities out."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from explorer.language.trees import best_tree
from explorer.language.windows import Pieces, Window, padded

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

NETWORK, PIECES, VALUES, LABELS = "network.onnx", "tokenizer.json", "values.json", "labels.npz"
_BATCH = 512  # pieces read at once, padding counted; more fall out of the cache


@dataclass(frozen=True, slots=True)
class Values:
    """The values that each head chooses from, in order."""

    tags: tuple[str, ...]
    morphs: tuple[str, ...]
    entities: tuple[str, ...]
    labels: tuple[str, ...]

    @classmethod
    def from_file(cls, path: Path) -> Values:
        """Read them as JSON."""
        return cls(**{k: tuple(v) for k, v in json.loads(path.read_text("utf-8")).items()})


@dataclass(frozen=True, slots=True)
class Read:
    """What the network says of the words of one text: a number of ``Values`` for each.

    ``heads`` are places of words in the text; a root is its own head.
    """

    tags: Integers
    morphs: Integers
    entities: Integers
    heads: Integers
    labels: Integers


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
        self._session = _session((folder / NETWORK).read_bytes())

    def read(self, texts: Sequence[Sequence[str]]) -> list[Read]:
        """Return what is said of each text, given as its words."""
        windows = [
            (number, window)
            for number, words in enumerate(texts)
            for window in self._pieces.windows(words)
        ]
        parts: list[list[tuple[int, Read]]] = [[] for _ in texts]
        for group in _batches(windows):
            found = self._run([window for _, window in group])
            for (number, window), part in zip(group, found, strict=True):
                parts[number].append((window.start, part))
        return [_joined(sorted(some, key=lambda one: one[0])) for some in parts]

    def _run(self, windows: Sequence[Window]) -> Iterator[Read]:
        batch = padded(windows)
        given = {"pieces": batch.pieces, "cases": batch.cases, "words": batch.words}
        tags, morphs, entities, starts, arcs, dep, head = self._session.run(None, given)
        for row, window in enumerate(windows):
            size = len(window.words)
            heads = _trees(arcs[row, :size, :size], starts[row, :size])
            hidden = np.maximum(dep[row, :size] + head[row, heads], 0.0)
            labels = (hidden @ self._label_weight + self._label_bias).argmax(axis=1)
            yield Read(
                tags=tags[row, :size],
                morphs=morphs[row, :size],
                entities=entities[row, :size],
                heads=heads,
                labels=labels,
            )


def _session(model: bytes) -> InferenceSession:
    """Return a session on one thread: articles are read side by side, not each on all cores."""
    from onnxruntime import InferenceSession, SessionOptions

    options = SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # On a CPU the fused norm is several times slower than its parts.
    fused: dict[str, Any] = {"disabled_optimizers": ["SkipLayerNormFusion"]}
    return InferenceSession(model, options, providers=["CPUExecutionProvider"], **fused)


def _batches(windows: Iterable[tuple[int, Window]]) -> Iterator[list[tuple[int, Window]]]:
    """Yield all windows, those of like length together."""
    group: list[tuple[int, Window]] = []
    for one in sorted(windows, key=lambda pair: len(pair[1].pieces)):
        if group and (len(group) + 1) * len(one[1].pieces) > _BATCH:
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _trees(arcs: Floats, starts: Floats) -> Integers:
    """Return the heads of all words of a window, a tree for each sentence."""
    first = np.flatnonzero(starts > 0)
    bounds = [0, *(int(i) for i in first if i), len(starts)]
    return np.concatenate([best_tree(arcs[a:b, a:b]) + a for a, b in pairwise(bounds)])


def _joined(parts: Sequence[tuple[int, Read]]) -> Read:
    """Return the windows of one text, each with the place it begins at, as one."""
    if not parts:
        return Read(*(np.zeros(0, dtype=np.int64) for _ in fields(Read)))
    moved = [replace(part, heads=part.heads + start) for start, part in parts]
    names = (field.name for field in fields(Read))
    return Read(*(np.concatenate([getattr(part, name) for part in moved]) for name in names))

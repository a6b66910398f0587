"""The trained network as a spaCy pipeline on disk: int8 weights, meta data, figures, card."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from spacy.language import Language
from spacy.lookups import Lookups
from torch import Tensor, nn

from explorer.language.component import NAME as COMPONENT
from explorer.language.network import LABELS, NETWORK, PIECES, VALUES
from explorer.language.windows import Pieces
from training import card, evaluate
from training.examples import Inventory
from training.network import Reader
from training.tokenization import blank_pipeline

PIPELINE, VERSION = "news", "0.3.0"

# What each corpus asks of those who pass the model on; the card says the same at length.
_SOURCES = (
    {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "annotations CC BY 4.0, texts CC BY or CC BY-SA"},
    {"name": "UD English PUD", "license": "CC BY-SA 3.0"},
    {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"},
    {"name": "spacy-lookups-data (lemma tables)", "license": "MIT"},
)
_NEWSWIRE = {"name": "English Worldwide Newswire", "license": "CC BY-NC-SA 4.0"}
_LICENSE = "CC BY-SA 4.0 (all training corpora allow it)"
_LICENSE_NEWSWIRE = "CC BY-NC-SA 4.0 (named entities trained on English Worldwide Newswire)"

_INPUTS = {name: {0: "texts", 1: axis} for name, axis in
           (("pieces", "pieces"), ("cases", "pieces"), ("words", "words"))}  # fmt: skip
_OUTPUTS = ("tags", "morphs", "entities", "starts", "arcs", "label_dep", "label_head")


class _Deployed(nn.Module):
    """The network as it is run: the flat heads give their best value, not scores."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, pieces: Tensor, cases: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        tags, morphs, starts, entities, *rest = self.reader(pieces, cases, words)
        best = [scores.argmax(-1) for scores in (tags, morphs, entities)]
        return (*best, starts, *rest)


@dataclass(frozen=True, slots=True)
class Trained:
    """What a build makes: the network, the values of its heads, its vocabulary, lemma tables."""

    reader: Reader
    known: Inventory
    pieces: Pieces
    lemmas: Lookups


def write(trained: Trained, out: Path, *, folder: Path, newswire: bool) -> None:
    """Write the pipeline with its figures and card to ``out``, replacing it in one step.

    Args:
        trained: what the build made.
        out: the folder of the pipeline.
        folder: the corpora, to measure it on.
        newswire: whether the non-commercial newswire was among them.
    """
    with TemporaryDirectory() as scratch, _replaced(out) as fresh:
        nlp = _pipeline(trained, Path(scratch))
        nlp.meta |= {
            "name": PIPELINE,
            "version": VERSION,
            "description": "English tags, morphology, lemmas, trees and named entities for news.",
            "license": _LICENSE_NEWSWIRE if newswire else _LICENSE,
            "sources": [*_SOURCES, _NEWSWIRE] if newswire else list(_SOURCES),
        }
        nlp.to_disk(fresh)
        figures = evaluate.report(fresh, folder, newswire=newswire)
        nlp.meta["performance"] = figures
        nlp.to_disk(fresh)
        (fresh / card.NAME).write_text(card.text(figures, newswire=newswire), encoding="utf-8")


def _pipeline(trained: Trained, parts: Path) -> Language:
    """Return the spaCy pipeline; ``parts`` is a folder for the network's files."""
    _export(trained.reader, parts / NETWORK)
    trained.known.to_file(parts / VALUES)
    trained.pieces.to_file(parts / PIECES)
    label = dict(trained.reader.label.named_parameters())
    weight, bias = (label[name].detach().numpy() for name in ("weight", "bias"))
    np.savez(parts / LABELS, weight=weight.T, bias=bias)
    nlp = blank_pipeline()
    nlp.add_pipe(COMPONENT).from_disk(parts)  # type: ignore[attr-defined]
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=trained.lemmas)  # type: ignore[attr-defined]
    return nlp


def _export(reader: Reader, path: Path) -> None:
    """Write the network as ONNX, its matrices and embeddings as 8-bit integers."""
    whole = path.with_suffix(".float.onnx")
    export_float(reader, whole)
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: with eight, CPUs without VNNI overflow and misread
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )


def export_float(reader: Reader, path: Path) -> None:
    """Write the network as ONNX with its weights as they are."""
    example = (
        torch.full((2, 6), 200),
        torch.ones((2, 6), dtype=torch.int64),
        torch.arange(1, 5).repeat(2, 1),
    )
    axes = {**_INPUTS, **{name: {0: "texts", 1: "words"} for name in _OUTPUTS}}
    axes["arcs"] = {0: "texts", 1: "words", 2: "words"}
    torch.onnx.export(
        _Deployed(reader).eval(),
        example,
        str(path),
        input_names=list(_INPUTS),
        output_names=list(_OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


@contextmanager
def _replaced(out: Path) -> Iterator[Path]:
    """Give a folder beside ``out`` to fill; it takes the place of ``out`` at the end."""
    fresh = out.with_name(out.name + ".new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    yield fresh
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)

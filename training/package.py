"""The trained network as a spaCy pipeline on disk: int8 weights, meta data, figures, card."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
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

from explorer.nlp.component import NAME as COMPONENT
from explorer.nlp.events import NAME as EVENTS
from explorer.nlp.events import OUTPUTS, PARTIES, WIDTH, ActorEvents
from explorer.nlp.network import LABELS, NETWORK, PIECES, VALUES
from explorer.nlp.windowing import Pieces
from training import card, evaluate
from training.calibrate import FIRST
from training.examples import Inventory
from training.network import Whole
from training.tokenization import blank_pipeline

PIPELINE, VERSION = "news", "0.5.0"

# What each corpus asks of those who pass the model on; the card says the same at length.
_SOURCES = (
    {"name": "UD English EWT", "license": "CC BY-SA 4.0"},
    {"name": "GUM", "license": "annotations CC BY 4.0, texts CC BY or CC BY-SA"},
    {"name": "UD English PUD and its names (Universal NER)", "license": "CC BY-SA 3.0 and 4.0"},
    {"name": "WikiGold", "license": "CC BY 4.0"},
    {"name": "CrossNER politics", "license": "MIT"},
    {"name": "Re-DocRED", "license": "MIT"},
    {"name": "Wikipedia current events, with our marks", "license": "CC BY-SA 4.0"},
    {"name": "Wikinews, with our marks", "license": "CC BY 2.5"},
    {"name": "Kremlin news, with our marks", "license": "CC BY 4.0"},
    {"name": "Voice of America (GMB), with our marks", "license": "public domain"},
    {"name": "all-MiniLM-L6-v2", "license": "Apache-2.0"},
    {"name": "all-mpnet-base-v2 (its teachers)", "license": "Apache-2.0"},
    {"name": "spacy-lookups-data (lemma tables)", "license": "MIT"},
)
_LICENSE = "CC BY-SA 4.0 (all training corpora allow it)"

_INPUTS = {name: {0: "texts", 1: axis} for name, axis in
           (("pieces", "pieces"), ("cases", "pieces"), ("words", "words"))}  # fmt: skip
_OUTPUTS = (
    *("tags", "morphs", "entities", "starts", "arcs", "label_dep", "label_head"),
    *("triggers", "states"),
)
_GIVEN = ("states", "distances", "places", "kind", "at", "there")


class _Words(nn.Module):
    """The first network as it is run: the flat heads give their best value, not scores."""

    def __init__(self, whole: Whole) -> None:
        super().__init__()
        self.whole = whole

    def forward(self, pieces: Tensor, cases: Tensor, words: Tensor) -> tuple[Tensor, ...]:
        reader = self.whole.reader
        states = reader.states(pieces, cases, words)
        best = [head(states).argmax(-1) for head in (reader.tags, reader.morphs, reader.entities)]
        arcs, dep, head = reader.trees(states, words)
        triggers = reader.triggers(states)
        seen = triggers, self.whole.parties.prepare(states, triggers)
        return (*best, reader.starts(states).squeeze(-1), arcs, dep, head, *seen)


class _Parties(nn.Module):
    """The second network as it is run."""

    def __init__(self, whole: Whole) -> None:
        super().__init__()
        self.parties = whole.parties

    def forward(self, *given: Tensor) -> tuple[Tensor, ...]:
        roles = self.parties(*given)
        return tuple(getattr(roles, name) for name in OUTPUTS)


@dataclass(frozen=True, slots=True)
class Trained:
    """What a build makes: the network, the values of its heads, its vocabulary, lemma tables."""

    whole: Whole
    known: Inventory
    pieces: Pieces
    lemmas: Lookups


def write(trained: Trained, out: Path, *, folder: Path) -> None:
    """Write the pipeline with its figures and card to ``out``, replacing it in one step.

    Args:
        trained: what the build made.
        out: the folder of the pipeline.
        folder: the corpora, to measure it on.
    """
    with TemporaryDirectory() as scratch, _replaced(out) as fresh:
        nlp = _pipeline(trained, Path(scratch))
        nlp.meta |= {
            "name": PIPELINE,
            "version": VERSION,
            "description": "English tags, lemmas, trees, named entities and events for news.",
            "license": _LICENSE,
            "sources": list(_SOURCES),
        }
        nlp.to_disk(fresh)
        figures = evaluate.report(fresh, folder)
        nlp.meta["performance"] = figures
        nlp.to_disk(fresh)
        (fresh / card.NAME).write_text(card.text(figures), encoding="utf-8")


def _pipeline(trained: Trained, parts: Path) -> Language:
    """Return the spaCy pipeline; ``parts`` is a folder for the network's files."""
    export_words(trained.whole, parts / NETWORK)
    export_parties(trained.whole, parts / PARTIES)
    trained.known.to_file(parts / VALUES)
    trained.pieces.to_file(parts / PIECES)
    label = dict(trained.whole.reader.label.named_parameters())
    weight, bias = (label[name].detach().numpy() for name in ("weight", "bias"))
    np.savez(parts / LABELS, weight=weight.T, bias=bias)
    nlp = blank_pipeline()
    nlp.add_pipe(COMPONENT).from_disk(parts)  # type: ignore[attr-defined]
    events: ActorEvents = nlp.add_pipe(EVENTS)  # type: ignore[assignment]
    events.from_disk(parts).thresholds.update(FIRST)
    lemmatizer = nlp.add_pipe("lemmatizer", config={"mode": "rule"})
    lemmatizer.initialize(lookups=trained.lemmas)  # type: ignore[attr-defined]
    return nlp


def export_words(whole: Whole, path: Path) -> None:
    """Write the first network as ONNX, its matrices and embeddings as 8-bit integers."""
    example = (
        torch.full((2, 6), 200),
        torch.ones((2, 6), dtype=torch.int64),
        torch.arange(1, 5).repeat(2, 1),
    )
    axes = {**_INPUTS, **{name: {0: "texts", 1: "words"} for name in _OUTPUTS}}
    axes["arcs"] = {0: "texts", 1: "words", 2: "words"}
    _export(_Words(whole), example, list(_INPUTS), _OUTPUTS, axes, path)


def export_parties(whole: Whole, path: Path) -> None:
    """Write the second network as ONNX, its matrices and embeddings as 8-bit integers."""
    plain = torch.zeros((2, 5), dtype=torch.int64)
    example = (
        torch.zeros((2, 5, WIDTH)),
        *[plain] * 2,
        *[torch.tensor([1, 2])] * 2,
        torch.ones_like(plain),
    )
    axes = {name: {0: "events", 1: "words"} for name in _GIVEN}
    axes |= {name: {0: "events"} for name in ("kind", "at")}
    told = {name: {0: "events", 1: "more"} for name in OUTPUTS}
    told |= {name: {0: "events"} for name in ("status", "mode", "verdict")}
    told["antecedent"] = {0: "events", 1: "words", 2: "more"}
    _export(_Parties(whole), example, list(_GIVEN), OUTPUTS, axes | told, path)


def _export(
    network: nn.Module,
    example: tuple[Tensor, ...],
    inputs: list[str],
    outputs: Sequence[str],
    axes: dict[str, dict[int, str]],
    path: Path,
) -> None:
    whole = path.with_suffix(".float.onnx")
    torch.onnx.export(
        network.eval(),
        example,
        str(whole),
        input_names=inputs,
        output_names=list(outputs),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        whole,
        path,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,  # seven bits: with eight, CPUs without VNNI overflow and misread
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
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

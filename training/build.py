"""Rebuilds the pipeline in data/model from the corpora, in stages that can be run one by one.

A stage writes its state to the work folder every few minutes: one that was stopped goes on where it
was. Deleting its file starts it anew.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.nlp.windowing import Pieces
from training import corpora, lemmas, package, pretrained
from training.calibrate import calibrate
from training.distill import Silver, label, silver_losses
from training.examples import Batch, Inventory, inventory
from training.heldout import figures
from training.material import Material, material
from training.network import TEACHER, Reader, Shape, Whole
from training.parties import EventBatch, event_batches, event_losses, new_parties
from training.train import (
    DEVICE,
    MARKS,
    Plan,
    Source,
    blur,
    mixed,
    train,
    word_batches,
    word_losses,
)

app = typer.Typer(help=__doc__, no_args_is_help=True)
Corpora = Annotated[Path, typer.Option("--corpora", help="Has ewt/, gum/, other/, docred/.")]
Texts = Annotated[list[Path], typer.Option("--marked", help="Texts with events; repeatable.")]
Work = Annotated[Path, typer.Option("--work", help="Keeps the state of the training.")]
Seconds = Annotated[float | None, typer.Option(help="The longest it may learn.", min=1)]
Seed = Annotated[int, typer.Option(help="Decides the order of the texts, and what is dropped.")]
WORK = Path("training/work")
TEACHERS = 2


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
    told = _material(work, folder, marked)
    reader = new_reader(told.known)
    pretrained.load_small(reader.encoder)
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
    told = _material(work, folder, marked)
    network = new_network(told.known)
    first = start == "words"
    (network.reader if first else network).load_state_dict(_weights(work / f"{start}.pt"))
    plan, chance = Plan(speed=speed, last=last, seed=seed), random.Random(f"{seed} {out}")
    order = marked_order(told, plan, chance, Rounds(tree_rounds, name_rounds, event_rounds))
    learn(network, order, told, plan, chance, work / f"{out}.pt")


@app.command()
def teach(
    folder: Corpora,
    marked: Texts,
    work: Work = WORK,
    out: Annotated[str, typer.Option(help="The state to write in the work folder.")] = "teacher",
    tree_rounds: Annotated[int, typer.Option(help="How often the treebanks are read.")] = 5,
    name_rounds: Annotated[int, typer.Option(help="How often other corpora of names are.")] = 2,
    event_rounds: Annotated[int, typer.Option(help="How often the marked texts are.")] = 7,
    seconds: Seconds = None,
    seed: Seed = 7,
) -> None:
    """A larger network for the small one to learn from; for a GPU. Several seeds do better."""
    told = _material(work, folder, marked)
    network = new_network(told.known, larger=True)
    pretrained.load_large(network.reader.encoder)
    plan, chance = replace(TEACHING, seed=seed, seconds=seconds), random.Random(f"{seed} {out}")
    order = marked_order(told, plan, chance, Rounds(tree_rounds, name_rounds, event_rounds))
    learn(network, order, told, plan, chance, work / f"{out}.pt")


@app.command()
def distill(
    folder: Corpora,
    marked: Texts,
    teachers: Annotated[list[str], typer.Option("--teacher", help="Their states; repeatable.")],
    work: Work = WORK,
    start: Annotated[str, typer.Option(help="The small network's state to go on from.")] = "events",
    out: Annotated[str, typer.Option(help="The state to write there.")] = "distilled",
    rounds: Annotated[int, typer.Option(help="How often all texts are read.")] = 4,
    seconds: Seconds = None,
    seed: Seed = 7,
) -> None:
    """The small network learns from the teachers, on news that nobody marked and on all else."""
    told = _material(work, folder, marked)
    known = told.known
    large = [new_network(known, larger=True).eval() for _ in teachers]
    for network, name in zip(large, teachers, strict=True):
        network.load_state_dict(_weights(work / f"{name}.pt"))
    plan = replace(TEACHING, encoder_rate=1.2e-4, heads_rate=1.2e-3, seed=seed, seconds=seconds)
    chance = random.Random(f"{seed} {out}")
    network = new_network(known)
    network.load_state_dict(_weights(work / f"{start}.pt"))
    trees = network.eval().reader
    silver = [label(large, trees, one) for one in unmarked_batches(told, plan, chance)]
    order = silver_order(told, silver, plan, chance, rounds)
    learn(network, order, told, plan, chance, work / f"{out}.pt")


@dataclass(frozen=True, slots=True)
class Rounds:
    """How often the treebanks, the other corpora of names and the marked texts are read."""

    trees: int
    names: int
    events: int


Steps = list[Batch | EventBatch | Silver]
TEACHING = Plan(batch=8192, encoder_rate=8e-5, heads_rate=8e-4)


def marked_order(told: Material, plan: Plan, chance: random.Random, rounds: Rounds) -> Steps:
    """Return all batches of what has marks, in order."""
    events = [
        batch
        for number in range(rounds.events)
        for batch in event_batches(
            told.round(number), chance, size=plan.batch, marks=MARKS, blur=blur(chance)
        )
    ]
    trees = word_batches(Source(told.trees, rounds.trees, join=True), plan, chance)
    names = word_batches(Source(told.names, rounds.names), plan, chance)
    sources: list[Steps] = [[*trees], [*names], [*events]]
    return mixed([source for source in sources if source])


def silver_order(
    told: Material, silver: Sequence[Silver], plan: Plan, chance: random.Random, rounds: int
) -> Steps:
    """Return the batches of all texts, marked by us or by teachers, in order."""
    labelled = [batch for _ in range(rounds) for batch in chance.sample(silver, len(silver))]
    marked = marked_order(told, plan, chance, Rounds(rounds, rounds, rounds))
    return mixed([[*labelled], marked])


def unmarked_batches(told: Material, plan: Plan, chance: random.Random) -> list[EventBatch]:
    """Return the texts that nobody marked in batches."""
    return list(event_batches(told.news, chance, size=plan.batch, marks=MARKS))


def learn(
    network: Whole,
    order: Steps,
    told: Material,
    plan: Plan,
    chance: random.Random,
    checkpoint: Path,
) -> None:
    """Train a network on batches of any kind, and print how it reads what was held out."""

    def losses(batch: Batch | EventBatch | Silver) -> Tensor:
        if isinstance(batch, Batch):
            return word_losses(network.reader, batch)
        if isinstance(batch, Silver):
            return silver_losses(network, batch)
        return event_losses(network.reader, network.parties, batch, told.known, chance)

    train(network, order, losses, plan, checkpoint)
    read = figures(network, told.held_out, told.known)
    print("held out:", *(f"{name} {share:.3f}" for name, share in read.items()), flush=True)


@app.command("package")
def package_(
    folder: Corpora,
    work: Work = WORK,
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
) -> None:
    """Fourth stage: 8-bit weights, in a spaCy pipeline, with its figures and card."""
    sentences = list(corpora.treebank(folder, "train"))
    known = inventory(sentences)
    whole = new_network(known)
    whole.load_state_dict(_weights(work / "final.pt"))
    whole.reader.keep_rounded()
    pieces = Pieces.from_file(pretrained.small() / "tokenizer.json")
    trained = package.Trained(whole.cpu().eval(), known, pieces, lemmas.tables(sentences))
    package.write(trained, out, folder=folder)


@app.command("all")
def all_(
    folder: Corpora,
    marked: Texts,
    work: Work = WORK,
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
) -> None:
    """All stages, one after the other; without a GPU those with teachers are left out."""
    words(folder, marked, work)
    events(folder, marked, work)
    if DEVICE.type == "cuda":
        names = [f"teacher-{number}" for number in range(TEACHERS)]
        for number, name in enumerate(names):
            teach(folder, marked, work, name, seed=number)
        distill(folder, marked, names, work)
    start, speed, rounds = ("distilled", 0.3, 2) if DEVICE.type == "cuda" else ("events", 0.5, 5)
    events(folder, marked, work, start, "final", speed, last=0.0, event_rounds=rounds)
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
    state = torch.load(path, weights_only=True, map_location=DEVICE)
    weights: dict[str, Tensor] = state["network"]
    return weights


def _material(work: Path, folder: Path, marked: Sequence[Path]) -> Material:
    return material(work, folder, marked, pretrained.small() / "tokenizer.json")


def new_reader(known: Inventory, *, larger: bool = False) -> Reader:
    """Return an untrained network for these values."""
    shape = Shape(
        tags=len(known.tags),
        morphs=len(known.morphs),
        entities=len(known.entities),
        triggers=len(known.triggers),
        labels=len(known.labels),
        **(TEACHER if larger else {}),
    )
    reader: Reader = Reader(shape).to(DEVICE)
    return reader


def new_network(known: Inventory, *, larger: bool = False) -> Whole:
    """Return both untrained networks; the small ones round their weights as they are shipped."""
    reader = new_reader(known, larger=larger)
    if not larger:
        reader.round_weights()
    return Whole(reader, new_parties(known, reader.shape).to(DEVICE))


if __name__ == "__main__":
    app()

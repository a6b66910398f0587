"""Rebuilds the pipeline in data/model from the corpora, in one command.

Every stage leaves its result in the work folder and is skipped when that is there: a build that
was stopped goes on where it was, and deleting one result makes that stage run again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from enum import StrEnum
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated

import spacy
import typer

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from training import card, evaluate, merge, stages
from training.train import train_part


class Corpus(StrEnum):
    """Corpora that the build can leave out."""

    WORLDWIDE = "worldwide"


def prepare(corpora: Path, work: Path, *, newswire: bool) -> None:
    """Write the base pipeline (tokenizer, word vectors) and all Docs to train and score on."""
    base = work / "base"
    _stage(base, partial(stages.build_base, corpora, newswire=newswire))
    nlp = spacy.load(base)
    for part in ("train", "dev"):
        trees = partial(stages.convert_treebanks, corpora, part, nlp)
        _stage(work / f"syntax-{part}.spacy", trees)
        entities = partial(stages.convert_entities, corpora, part, nlp, newswire=newswire)
        _stage(work / f"ner-{part}.spacy", entities)


def train_both(work: Path, *, steps: int | None, processes: int) -> None:
    """Train both halves, one process each if ``processes`` is 2."""
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for done in [pool.submit(_train, half, work, steps) for half in ("syntax", "ner")]:
            done.result()


def finish(work: Path, out: Path, *, newswire: bool) -> None:
    """Merge the halves, measure the whole, and write it with its card to ``out``."""
    nlp = merge.merge(work / "syntax", work / "ner", newswire=newswire)
    merged = work / "merged"
    stages.replace_folder(nlp, merged)
    figures = evaluate.report(merged, work)
    merge.set_performance(nlp, figures)
    stages.replace_folder(nlp, out, extra={card.NAME: card.text(figures, newswire=newswire)})


def main(
    corpora: Annotated[Path, typer.Option(help="Folder with ewt/, gum/, other/, worldwide/.")],
    out: Annotated[Path, typer.Option(help="Where the pipeline goes.")] = Path("data/model"),
    work: Annotated[Path, typer.Option(help="Keeps the result of each stage.")] = Path(
        "training/work"
    ),
    without: Annotated[
        list[Corpus], typer.Option(help="Leave this corpus out (its licence is non-commercial).")
    ] = [],  # noqa: B006
    steps: Annotated[
        int | None, typer.Option(help="Batches to train each half for; default: as configured.")
    ] = None,
    processes: Annotated[int, typer.Option(min=1, max=2, help="Halves trained at once.")] = 1,
) -> None:
    """Distil word vectors, convert the corpora, train both halves, merge, measure, write."""
    newswire = Corpus.WORLDWIDE not in without
    # Two folders, so that no stage of one build is taken for the other's.
    work = work / ("with-worldwide" if newswire else "without-worldwide")
    work.mkdir(parents=True, exist_ok=True)
    prepare(corpora, work, newswire=newswire)
    train_both(work, steps=steps, processes=processes)
    finish(work, out, newswire=newswire)


def _train(half: str, work: Path, steps: int | None) -> None:
    _stage(work / half, partial(train_part, half, work=work, steps=steps))


def _stage(result: Path, make: Callable[[Path], None]) -> None:
    if result.exists():
        typer.echo(f"{result.name}: there already")
        return
    typer.echo(f"{result.name}: making it")
    make(result)


if __name__ == "__main__":
    typer.run(main)

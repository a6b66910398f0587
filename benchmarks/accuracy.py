"""How good the events are on gold sets, ours and those of a naive peer, as a Markdown table.

Run from the project's folder: ``python benchmarks/accuracy.py GOLD_FOLDER``. Both sides read the
same parse of the same texts in one run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer

from benchmarks.peer import peer_findings
from explorer.errors import ExplorerError
from explorer.evaluation import (
    FORMATS,
    Figures,
    Finding,
    GoldSet,
    calibrate,
    findings_of,
    read_gold,
)
from explorer.nlp import load_pipeline, read
from explorer.pipeline import extract_one

MARK = "<!-- figures -->"
_ENDINGS = (".json", ".jsonl")
_NOT_MEASURED = "train"  # what is learned from says nothing about how good it is
_ALIGNED = {"explorer": "---:", "peer": "---:", "events": "---:", "right": "---:"}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one gold set: what we found in it, and what the peer did."""

    gold: GoldSet
    ours: list[Finding]
    theirs: list[Finding]


def measure(
    folder: Annotated[
        Path, typer.Argument(help="A folder of gold sets, or one of them", metavar="GOLD_FOLDER")
    ],
    model: Annotated[
        str | None, typer.Option(help="Another spaCy English pipeline, by name or path")
    ] = None,
    write: Annotated[
        Path | None,
        typer.Option(help=f"Put the tables between the two {MARK} lines of this file"),
    ] = None,
) -> None:
    """Print the figures of the explorer and of the naive peer, and how sure it may be of itself."""
    try:
        before = _parts(write) if write else ("", "")
        report = render([_result(gold, model) for gold in gold_sets(folder)], model, date.today())
    except ExplorerError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    typer.echo(report)
    if write:
        write.write_text(f"\n{report}\n".join(before), encoding="utf-8")


def gold_sets(folder: Path) -> list[GoldSet]:
    """Return the gold sets in a folder and its subfolders, in the order of formats and names.

    Files for training, whose names end in ``train``, are left out.

    Raises:
        GoldError: one of them cannot be read.
        ExplorerError: there are none.
    """
    inside = sorted(path for path in folder.rglob("*") if path.suffix in _ENDINGS)
    paths = [path for path in inside if not path.stem.endswith(_NOT_MEASURED)]
    if folder.is_dir() and not paths:
        raise ExplorerError(f"{folder}: this folder has no gold sets ({', '.join(_ENDINGS)})")
    golds = [read_gold(path) for path in paths or [folder]]
    return sorted(golds, key=lambda gold: FORMATS.index(gold.format))


def render(results: Iterable[Result], model: str | None, today: date) -> str:
    """Return the tables in Markdown, with the day and the command that made them."""
    known = list(results)
    command = "python benchmarks/accuracy.py GOLD_FOLDER" + (f" --model {model}" if model else "")
    bands = list(chain.from_iterable(map(_band_rows, known)))
    parts = [f"Measured on {today.isoformat()} with `{command}`:", _comparison(known)]
    if bands:
        head = ("gold set", "confidence", "events", "right")
        parts += ["How often our events are right, by their confidence:", _table(head, bands)]
    return "\n\n".join(parts)


def _result(gold: GoldSet, model: str | None) -> Result:
    typer.echo(f"{gold.path.name}: {gold.format.name}, records: {len(gold.records):,}", err=True)
    ours: list[Finding] = []
    theirs: list[Finding] = []
    for reading in read(gold.articles, load_pipeline(model)):
        ours += findings_of(extract_one(reading))
        theirs += peer_findings(reading)
    return Result(gold, ours, theirs)


def _comparison(results: Iterable[Result]) -> str:
    rows = chain.from_iterable(map(_rows, results))
    return _table(("gold set", "measure", "explorer", "peer"), rows)


def _rows(result: Result) -> Iterator[tuple[str, ...]]:
    """Yield a row a figure; those of single classes (with a colon) are for ``evaluate`` to show."""
    ours, theirs = result.gold.figures(result.ours), result.gold.figures(result.theirs)
    name = _name(result.gold)
    for measure in (key for key in ours if ":" not in key):
        yield name, measure, _cell(ours, measure), _cell(theirs, measure)
        name = ""


def _band_rows(result: Result) -> Iterator[tuple[str, ...]]:
    name = _name(result.gold)
    for band in calibrate(result.gold.verdicts(result.ours)):
        limits = f"{band.low:.1f} to {band.high:.1f}"
        yield name, limits, f"{band.events:,}", f"{band.share:.3f}"
        name = ""


def _name(gold: GoldSet) -> str:
    return f"{gold.format.name} (`{gold.path.name}`)"


def _cell(figures: Figures, measure: str) -> str:
    value = figures[measure]
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    rule = tuple(_ALIGNED.get(name, "---") for name in head)
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rule, *rows))


def _parts(path: Path) -> tuple[str, str]:
    """Return what stands before and after the block of figures, with its marks.

    Raises:
        ExplorerError: the file is not there, or does not have two marks.
    """
    if not path.is_file():
        raise ExplorerError(f"{path}: there is no such file; check the path")
    parts = path.read_text(encoding="utf-8").split(MARK)
    if len(parts) != 3:
        raise ExplorerError(f"{path}: it has to have two lines {MARK}, for the block between them")
    return f"{parts[0]}{MARK}\n", f"\n{MARK}{parts[2]}"


if __name__ == "__main__":
    typer.run(measure)

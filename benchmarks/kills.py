"""An ingest that is killed again and again must end with the store of an unbroken one.

Run from the project's folder: ``python benchmarks/kills.py``. Exit status 1 if a row differs.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer

from explorer.resources import data_path
from explorer.sources import read_articles
from explorer.store import connect
from explorer.store.schema import TABLES

_ROOT = Path(__file__).resolve().parents[1]


def measure(
    kills: Annotated[int, typer.Option(min=1, help="How often it is killed")] = 10,
    articles: Annotated[int, typer.Option(min=1, help="How many articles there are")] = 400,
    seed: Annotated[int, typer.Option(help="Tells the moments")] = 1,
) -> None:
    """Kill an ingest at random moments, run it once more, and compare the stores row by row."""
    moments = random.Random(seed)
    with TemporaryDirectory() as work:
        inputs = Path(work, "articles.jsonl")
        inputs.write_text("".join(_lines(articles)), encoding="utf-8")
        unbroken, killed = Path(work, "unbroken.duckdb"), Path(work, "killed.duckdb")
        began = time.perf_counter()
        subprocess.run(_command(inputs, unbroken), check=True, cwd=_ROOT)
        whole = time.perf_counter() - began
        for _ in range(kills):  # so that about all of it is done by the last
            _killed_after(moments.uniform(0, 2 * whole / kills), _command(inputs, killed))
        subprocess.run(_command(inputs, killed), check=True, cwd=_ROOT)
        one, other = _rows(unbroken), _rows(killed)
    differ = [name for name in TABLES if one[name] != other[name]]
    verdict = f"DIFFERENT in {', '.join(differ)}" if differ else "the same store"
    typer.echo(f"{kills} kills of an ingest of {whole:.1f} s: {verdict}")
    raise typer.Exit(bool(differ))


def _lines(articles: int) -> list[str]:
    """Return the samples over and over, each time with another last sentence."""
    samples = list(read_articles([data_path("articles")], on_refusal=print))
    again = ((number, samples[number % len(samples)]) for number in range(articles))
    texts = (f"{one.text}\n\nIran accused Iraq in week {number}." for number, one in again)
    return [json.dumps({"id": f"a-{n}", "text": text}) + "\n" for n, text in enumerate(texts)]


def _command(inputs: Path, store: Path) -> list[str]:
    command = [sys.executable, "-m", "explorer", "ingest", str(inputs), "--store", str(store)]
    return [*command, "--workers", "2"]


def _killed_after(seconds: float, command: list[str]) -> None:
    with subprocess.Popen(command, cwd=_ROOT) as process:
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
    typer.echo(f"killed after {seconds:.1f} s")


def _rows(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, in their order, but for the clock."""
    clock = {"ingests": "* EXCLUDE (started_at, ended_at)"}
    with connect(store) as connection:
        return {
            name: connection.execute(f"SELECT {clock.get(name, '*')} FROM {name}").fetchall()
            for name in TABLES
        }


if __name__ == "__main__":
    typer.run(measure)

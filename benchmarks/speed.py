"""What the explorer costs over its bare spaCy pipeline, and how long a cold start takes.

Run from the project's folder: ``python benchmarks/speed.py``. The pipeline parses and reads events;
the explorer makes actors and records of that. Both sides read the same articles in the same
process, in turns, on one thread; the figures are medians of processor time, so that what else the
machine does weighs little.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from rich.console import Console
from rich.table import Table

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.nlp import load_pipeline
from explorer.pipeline import extract
from explorer.resources import data_path
from explorer.sources import read_articles

_ROOT = Path(__file__).resolve().parents[1]
_WORDS = 20_000  # a round takes seconds, not milliseconds


def measure(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Articles, by default the samples", metavar="PATH")
    ] = None,
    repeat: Annotated[int, typer.Option(min=1, help="How many rounds to take the median of")] = 5,
    max_ratio: Annotated[
        float | None, typer.Option(help="Exit with status 1 if the ratio is larger")
    ] = None,
) -> None:
    """Print words a second of extraction and of bare parsing, their ratio, and the cold start."""
    given = list(read_articles(paths or [data_path("articles")], on_refusal=_stop))
    articles = _enough(given)
    texts = list(map(_flat, articles))
    nlp = load_pipeline()
    words = sum(map(len, nlp.pipe(texts)))
    parsing, reading = _in_turns(
        lambda: _exhaust(nlp.pipe(texts)), lambda: _exhaust(extract(articles)), rounds=repeat
    )
    ratio = reading / parsing
    _print(words, {"spaCy pipeline alone, events too": parsing, "whole extraction": reading})
    typer.echo(f"ratio {ratio:.3f}, cold start {_cold_start(given[0]):.1f} s for one article")
    raise typer.Exit(max_ratio is not None and ratio > max_ratio)


def _stop(refusal: ArticleError) -> None:
    raise refusal


def _enough(given: list[Article]) -> list[Article]:
    """Return the articles over and over, under new ids, until there are words enough."""
    once = sum(len(article.text.split()) for article in given)
    times = -(-_WORDS // once)
    again = enumerate(islice(cycle(given), times * len(given)))
    return [replace(article, id=f"{article.id}-{number}") for number, article in again]


def _flat(article: Article) -> str:
    return " ".join(article.text.split())


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass


def _in_turns(*sides: Callable[[], None], rounds: int) -> list[float]:
    """Return the median seconds of processor time of each side, after one round to warm up."""
    times = [[_seconds(side) for side in sides] for _ in range(rounds + 1)]
    return [median(column) for column in zip(*times[1:], strict=True)]


def _seconds(work: Callable[[], None]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _cold_start(article: Article) -> float:
    """Return the seconds that a fresh process takes to extract one article."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(article.text, encoding="utf-8")
        command = [sys.executable, "-m", "explorer", "extract", str(path)]
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=_ROOT)
        return time.perf_counter() - start


def _print(words: int, seconds: dict[str, float]) -> None:
    table = Table("", "seconds", "words a second", title=f"{words:,} words, one thread")
    for name, value in seconds.items():
        table.add_row(name, f"{value:.2f}", f"{words / value:,.0f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(measure)

"""How fast articles get into a store, over the bare spaCy pipeline, with one worker and with two.

Run from the project's folder: ``python benchmarks/ingest.py FOLDER``. The folder holds articles as
any other, or the English Worldwide Newswire (.tsv files, a token and its label a line), which is
put together again. All is read once by the pipeline alone, on one thread, and ingested with each
number of workers, whole commands from start to end, in turns; the figures are medians.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from rich.console import Console
from rich.table import Table

from explorer.model import Article
from explorer.nlp import load_pipeline, paragraphs
from explorer.sources import read_articles
from training.newswire import WORLDWIDE, detokenise, read_sentences

_ROOT = Path(__file__).resolve().parents[1]
_PARAGRAPH = 3  # sentences; the newswire does not tell its own

Times = tuple[float, float]  # seconds that went by, and seconds of processor time


def measure(
    folder: Annotated[Path, typer.Argument(help="Articles, or the newswire", metavar="FOLDER")],
    workers: Annotated[list[int] | None, typer.Option(help="How many; may be given again")] = None,
    most: Annotated[int | None, typer.Option(help="So many of the articles at most")] = None,
    repeat: Annotated[int, typer.Option(min=1, help="How many rounds")] = 3,
) -> None:
    """Print articles and words a second of the pipeline and of the ingest, and their ratios."""
    with TemporaryDirectory() as work:
        inputs = Path(work, "articles.jsonl")
        articles = list(islice(_articles(folder), most))
        inputs.write_text("".join(map(_line, articles)), encoding="utf-8")
        sides: dict[str, Callable[[], Times]] = {
            "spaCy pipeline alone": lambda: _own(lambda: _parse(articles)),
            **{_called(n): lambda n=n: _ingest(inputs, Path(work), n) for n in workers or (1, 2)},  # type: ignore[misc]
        }
        rounds = [{name: side() for name, side in sides.items()} for _ in range(repeat)]
    _print(articles, rounds)


def _called(workers: int) -> str:
    return f"ingest, {workers} worker{'s' if workers > 1 else ''}"


def _articles(folder: Path) -> Iterator[Article]:
    tokens = sorted(folder.rglob("*.tsv"))
    if tokens:
        yield from map(_together, tokens)
    else:
        yield from read_articles([folder], on_refusal=print)


def _together(path: Path) -> Article:
    """Return an article of the newswire as it was printed; its first line is its address."""
    rows = [[token for token, _ in sentence] for sentence in read_sentences(path, WORLDWIDE)]
    sentences = [detokenise(tokens)[0] for tokens in rows[1:]]
    starts = range(0, len(sentences), _PARAGRAPH)
    text = "\n\n".join(" ".join(sentences[at : at + _PARAGRAPH]) for at in starts)
    return Article(path.name.split(".")[0], text, url=rows[0][0])


def _line(article: Article) -> str:
    fields = {"id": article.id, "text": article.text, "url": article.url}
    return json.dumps(fields, ensure_ascii=False) + "\n"


def _parse(articles: list[Article]) -> None:
    """Parse as an article is parsed: its paragraphs together."""
    nlp = load_pipeline()
    for article in articles:
        spans = paragraphs(article.text)
        for _ in nlp.pipe(" ".join(article.text[a:b].split()) for a, b in spans):
            pass


def _own(work: Callable[[], None]) -> Times:
    began, processor = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - began, time.process_time() - processor


def _ingest(inputs: Path, work: Path, workers: int) -> Times:
    store = work / "corpus.duckdb"
    store.unlink(missing_ok=True)
    command = [sys.executable, "-m", "explorer", "ingest", str(inputs), "--store", str(store)]
    began, processor = time.perf_counter(), _of_children()
    subprocess.run([*command, "--workers", str(workers)], check=True, cwd=_ROOT)
    return time.perf_counter() - began, _of_children() - processor


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _print(articles: list[Article], rounds: list[dict[str, Times]]) -> None:
    words = sum(len(article.text.split()) for article in articles)
    title = f"{len(articles):,} articles, {words:,} words, median of {len(rounds)}"
    table = Table("", "seconds", "processor", "articles a second", "over the pipeline", title=title)
    alone = median(one["spaCy pipeline alone"][0] for one in rounds)
    for name in rounds[0]:
        seconds, processor = (median(one[name][which] for one in rounds) for which in (0, 1))
        rate = f"{len(articles) / seconds:,.1f}"
        table.add_row(name, f"{seconds:.1f}", f"{processor:.1f}", rate, f"{alone / seconds:.2f}")
    Console().print(table)


if __name__ == "__main__":
    typer.run(measure)

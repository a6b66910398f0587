"""What ten times the articles cost: memory at its peak, and time an article.

Run from the project's folder: ``python benchmarks/growth.py``. The articles are made up, always the
same ones; each number of them is ingested by the command, with one worker, into a new store. Memory
is that of all its processes together, looked at five times a second (Linux alone tells it).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer
from rich.console import Console
from rich.table import Table

from benchmarks.generated import articles, read

_ROOT = Path(__file__).resolve().parents[1]
_MEMORY, _TIME = 1.3, 1.15  # how much more the largest may take than the smallest
_PAUSE = 0.2  # seconds


@dataclass(frozen=True, slots=True)
class Cost:
    """What an ingest took: seconds that went by, seconds of processor time, bytes at most."""

    seconds: float
    processor: float
    memory: int
    store: int


def measure(
    sizes: Annotated[
        list[int] | None, typer.Option("--size", help="How many articles; may be given again")
    ] = None,
    sentences: Annotated[int, typer.Option(min=1, help="Of each article")] = 2,
    store_alone: Annotated[
        bool, typer.Option("--store-alone", help="Leave the reading out: what was read is made up")
    ] = False,
    into: Annotated[Path | None, typer.Option(hidden=True)] = None,
) -> None:
    """Print what each number of articles costs, and end with status 1 if that grows too fast."""
    numbers = sorted(sizes or (10_000, 100_000))
    if into:
        return _save(into, numbers[0])
    with TemporaryDirectory() as folder:
        costs = {
            size: _cost(
                _saving(Path(folder), size)
                if store_alone
                else _ingest(Path(folder), size, sentences)
            )
            for size in numbers
        }
    _print(costs)
    first, last = costs[numbers[0]], costs[numbers[-1]]
    memory = last.memory / first.memory
    share = last.processor / numbers[-1] / (first.processor / numbers[0])
    typer.echo(f"memory {memory:.2f} times (at most {_MEMORY}), "
               f"time an article {share:.2f} times (at most {_TIME})")  # fmt: skip
    raise typer.Exit(int(memory > _MEMORY or share > _TIME))


Command = tuple[list[str], Path]  # and the store that it makes


def _ingest(folder: Path, size: int, sentences: int) -> Command:
    inputs, store = folder / f"{size}.jsonl", folder / f"{size}.duckdb"
    with inputs.open("w", encoding="utf-8") as file:
        for one in articles(size, sentences=sentences):
            day = one.published.isoformat() if one.published else None
            fields = {"id": one.id, "text": one.text, "published": day, "outlet": one.outlet}
            file.write(json.dumps(fields) + "\n")
    words = ["-m", "explorer", "ingest", str(inputs), "--store", str(store), "--workers", "1"]
    return words, store


def _saving(folder: Path, size: int) -> Command:
    store = folder / f"{size}.duckdb"
    return [__file__, "--size", str(size), "--into", str(store)], store


def _save(store: Path, size: int) -> None:
    from explorer.store import open_writer

    with open_writer(store, paths=["made"]) as writer:
        for one in read(size):
            writer.add(one, source="made")


def _cost(command: Command) -> Cost:
    words, store = command
    began, processor, peak = time.perf_counter(), _of_children(), 0
    with subprocess.Popen([sys.executable, *words], cwd=_ROOT) as process:
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _tree(process.pid))))
            time.sleep(_PAUSE)
    if process.returncode:
        raise typer.Exit(process.returncode)
    seconds = time.perf_counter() - began
    return Cost(seconds, _of_children() - processor, peak, store.stat().st_size)


def _of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


def _tree(pid: int) -> Iterator[int]:
    """Yield a process and all below it."""
    yield pid
    try:
        threads = [path / "children" for path in Path(f"/proc/{pid}/task").iterdir()]
        children = [int(child) for path in threads for child in path.read_text().split()]
    except OSError:  # it has just ended
        return
    for child in children:
        yield from _tree(child)


def _resident(pid: int) -> int:
    """Return the bytes of memory that a process holds, 0 if it has just ended."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def _print(costs: dict[int, Cost]) -> None:
    columns = ("articles", "seconds", "processor", "ms an article", "peak, MB", "store, MB")
    table = Table(*columns)
    for size, cost in costs.items():
        each = f"{cost.processor / size * 1_000:.1f}"
        amounts = (f"{cost.memory / 1e6:,.0f}", f"{cost.store / 1e6:,.0f}")
        table.add_row(f"{size:,}", f"{cost.seconds:.0f}", f"{cost.processor:.0f}", each, *amounts)
    Console().print(table)


if __name__ == "__main__":
    typer.run(measure)

"""The commands for a corpus: into a store, and what a store tells of itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from explorer.cli import options
from explorer.cli.commands import app
from explorer.cli.console import Refusals, progress_of_ingest, say
from explorer.text import counted

if TYPE_CHECKING:
    from explorer.ingest import BatchExecutor, Progress

_INTERRUPTED = 130
_INGEST_EXAMPLES = """
Examples:

\b
  explorer ingest news/ --store corpus.duckdb
  explorer ingest 2006.jsonl.gz 2007.parquet --store corpus.duckdb --workers 4
  explorer ingest "news/**/*.html" --store corpus.duckdb
  explorer ingest news/ --store corpus.duckdb --scheduler tcp://10.0.0.1:8786
"""
_REFUSALS_EXAMPLES = """
Examples:

\b
  explorer refusals --store corpus.duckdb
"""
_EXPORT_EXAMPLES = """
Examples:

\b
  explorer export --store corpus.duckdb --out tables/
"""


@app.command(epilog=_INGEST_EXAMPLES)
def ingest(
    paths: options.Paths,
    store: options.Store,
    workers: options.Workers = None,
    scheduler: options.Scheduler = None,
    model: options.Model = None,
) -> None:
    """Add articles to a store: a corpus of any size in one file.

    It may be stopped at any time; the same command again goes on. An article that the store has
    already is left out. The store can be opened while this runs, and shows what was read so far.
    """
    if workers and scheduler:
        raise typer.BadParameter("a cluster has its own workers", param_hint="--workers")
    options.check_output(store, inputs=paths, option="--store")
    from explorer.lean import load_pyarrow_alone

    load_pyarrow_alone()
    from explorer.ingest import ingest as run
    from explorer.sources import input_size

    refused = Refusals()
    shown = progress_of_ingest(input_size(paths))
    with _stoppable(), _executor(workers, scheduler) as executor, shown as show:
        done = run(
            paths,
            store,
            executor=executor,
            on_refusal=refused,
            on_notice=say,
            on_progress=show,
            model=model,
        )
    say(f"{store}: {_summary(done)}")
    refused.leave()


@contextmanager
def _executor(workers: int | None, scheduler: str | None) -> Iterator[BatchExecutor]:
    from explorer.ingest import available_cores, dask_executor, process_executor

    own = workers or available_cores()
    chosen = dask_executor(scheduler, on_wait=say) if scheduler else process_executor(own)
    with chosen as executor:
        yield executor


@contextmanager
def _stoppable() -> Iterator[None]:
    """Say after Ctrl-C how to go on."""
    try:
        yield
    except KeyboardInterrupt as stopped:
        say("Stopped. What was read is kept; the same command again goes on from there.")
        raise typer.Exit(_INTERRUPTED) from stopped


def _summary(done: Progress) -> str:
    """Return what became of the inputs: "12 articles added, with 80 events; 3 were known"."""
    parts = [f"{counted(done.added, 'article')} added, with {counted(done.events, 'event')}"]
    if done.known:
        parts.append(f"{done.known:,} known already")
    if done.refused:
        parts.append(f"{counted(done.refused, 'input')} refused (explorer refusals lists them)")
    return "; ".join(parts)


@app.command(epilog=_REFUSALS_EXAMPLES)
def refusals(store: options.Store) -> None:
    """List the inputs that were refused on their way into a store, and why, one a line."""
    from explorer.cli.console import printable
    from explorer.store import connect, load_refusals

    with connect(store) as connection:
        for source, reason in load_refusals(connection):
            typer.echo(printable(f"{source}: {reason}"))


@app.command(epilog=_EXPORT_EXAMPLES)
def export(store: options.Store, out: options.ExportFolder) -> None:
    """Write a store as Parquet files, one a table: articles, events, who takes part, and so on.

    Other programs read them; articles.parquet can be put into another store by ingest.
    """
    from explorer.store import connect
    from explorer.store import export_parquet as write

    with connect(store) as connection:
        files = write(connection, out)
    say(f"{out}: {len(files)} tables")

"""What is said on standard error: messages, refusals, progress."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from threading import Timer
from typing import TYPE_CHECKING, TextIO

import typer

from explorer.errors import ExplorerError

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn
    from rich.table import Table

    from explorer.ingest import Progress

REFUSED = 1  # the exit status when an input was refused
_WIDE = 10_000  # where no terminal bounds it, a line stays one line
_PATIENCE = 1.0  # seconds of work before progress is shown


def printable(text: str) -> str:
    """Return text without what a terminal would obey: names of files and articles may hold it."""
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def say(text: str) -> None:
    """Print one message on standard error, on one line."""
    typer.echo(printable(text), err=True)


class Refusals:
    """Tells each refused input on standard error, and ends with status 1 if there was one."""

    def __init__(self) -> None:
        self._any = False

    def __call__(self, refusal: ExplorerError) -> None:
        """Tell one refusal."""
        self._any = True
        say(str(refusal))

    def leave(self) -> None:
        """End the command with status 1 if anything was refused."""
        if self._any:
            raise typer.Exit(REFUSED)


class _Voice(logging.Handler):
    """Says on standard error what the explorer logs."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one message."""
        say(record.getMessage())


_VOICE = _Voice(logging.WARNING)
_NOBODY = logging.NullHandler()  # for what other packages log


def say_warnings() -> None:
    """From here on, say what the explorer logs, and nothing of what other packages log."""
    logging.getLogger().addHandler(_NOBODY)
    logging.getLogger("explorer").addHandler(_VOICE)


def drawn(*shown: RenderableType, terminal: bool) -> str:
    """Return what rich draws of some things, fitted to a terminal's width or as wide as need be."""
    from rich.console import Console

    console = Console(
        file=StringIO(), force_terminal=terminal, width=None if terminal else _WIDE
    )  # rich finds the terminal's width by itself
    with console.capture() as captured:
        for one in shown:
            console.print(one, soft_wrap=isinstance(one, str))
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def table(
    columns: Iterable[str],
    rows: Iterable[Iterable[str]],
    *,
    ruled: bool = True,
    whole: Collection[str] = (),
) -> Table:
    """Return a table of text, a row a line where nothing bounds it.

    Args:
        columns: their headings.
        rows: their cells; what a terminal would obey is left out, and no markup is looked for.
        ruled: with a line under the headings.
        whole: the columns that are not wrapped.
    """
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    made = Table(box=SIMPLE_HEAD if ruled else None, show_edge=False, pad_edge=False)
    for name in columns:
        made.add_column(Text(_one_line(name)), no_wrap=name in whole, overflow="fold")
    for row in rows:
        made.add_row(*(Text(_one_line(cell)) for cell in row))
    return made


def _one_line(text: str) -> str:
    """Return text on one line, without control codes and signs that turn its direction."""
    indent = " " * (len(text) - len(text.lstrip(" ")))
    return indent + "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def at_terminal(stream: TextIO | None) -> bool:
    """Tell whether a standard stream is a terminal; one that is closed is None."""
    return stream is not None and stream.isatty()


@contextmanager
def progress(*, quiet: bool = False, what: str = "articles") -> Iterator[Callable[[], None]]:
    """Give a function to call after each article; counts them on a terminal after a second."""
    if quiet or not at_terminal(sys.stderr):
        yield lambda: None
        return
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = SpinnerColumn(), TextColumn(what + " read: {task.completed:,}"), TimeElapsedColumn()
    with _shown(*columns) as bar:
        task = bar.add_task("", total=None)
        yield lambda: bar.advance(task)


@contextmanager
def progress_of_ingest(size: int | None) -> Iterator[Callable[[Progress], None]]:
    """Give a function to call with how far an ingest is; shown on a terminal after a second.

    Args:
        size: bytes of all inputs, or None if nobody can tell.
    """
    if not at_terminal(sys.stderr):
        yield lambda now: None
        return
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn

    counts = "{task.fields[articles]:,} articles, {task.fields[rate]:,.1f} a second, left:"
    text = TextColumn(counts)
    with _shown(BarColumn(), text, TimeRemainingColumn()) as bar:
        task = bar.add_task("", total=size, articles=0, rate=0.0)
        began = time.monotonic()

        def show(now: Progress) -> None:
            rate = now.articles / (time.monotonic() - began)
            bar.update(task, completed=now.position, articles=now.articles, rate=rate)

        yield show


@contextmanager
def _shown(*columns: ProgressColumn) -> Iterator[Bar]:
    """Give a progress display, which appears after a second."""
    from rich.console import Console
    from rich.progress import Progress

    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    patience = Timer(_PATIENCE, bar.start)
    patience.start()
    try:
        yield bar
    finally:
        patience.cancel()
        bar.stop()

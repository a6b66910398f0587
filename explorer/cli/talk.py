"""What is said on standard error: messages, refusals, progress."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import TextIO

import typer

from explorer.errors import ExplorerError

REFUSED = 1  # the exit status when an input was refused
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


def at_terminal(stream: TextIO | None) -> bool:
    """Tell whether a standard stream is a terminal; one that is closed is None."""
    return stream is not None and stream.isatty()


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[], None]]:
    """Give a function to call after each article; counts them on a terminal after a second."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("articles read: {task.completed:,}"), TimeElapsedColumn()
    shown = console.is_terminal and not quiet
    bar = Progress(*columns, console=console, transient=True, disable=not shown)
    task = bar.add_task("", total=None)
    patience = Timer(_PATIENCE, bar.start)
    patience.start()
    try:
        yield lambda: bar.advance(task)
    finally:
        patience.cancel()
        bar.stop()

"""The command that brings event data of others into a store."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.cli import options
from explorer.cli.commands import app
from explorer.cli.console import REFUSED, progress, say
from explorer.errors import LeftOutError, RowError
from explorer.filters import one_of

if TYPE_CHECKING:
    from explorer.store import StoreWriter

_EXAMPLES = """
Formats: gdelt (GDELT 2.0 events), polecat, icews, phoenix and
phoenix-historical (Cline Center); a file's first line tells which it is.

Examples:

\b
  explorer import 20240102.export.CSV.zip --store corpus.duckdb
  explorer import icews/ polecat.csv --store corpus.duckdb
  explorer import events.csv --format gdelt --store corpus.duckdb
"""
_SHOWN = 5  # reasons
_VARYING = re.compile(r'"[^"]*"|\d+')


def _event_data_format(text: str) -> str:
    from explorer.event_data import FORMATS

    return str(options.meaning(one_of(FORMATS))(text))


Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="PATH",
        help="Files of event data, also as .gz or .zip, or folders of them",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="gdelt, polecat, icews, phoenix or phoenix-historical; by default each file's "
        "first line tells",
        show_default=False,
        parser=_event_data_format,
    ),
]


@app.command("import", epilog=_EXAMPLES)
def import_events(
    paths: Files,
    store: options.Store,
    format: Format = None,
) -> None:
    """Add event data that others have coded to a store: GDELT, POLECAT, ICEWS, Phoenix.

    CAMEO's codes are translated to PLOVER's types. Such an event has no sentence: its evidence is
    the row itself, with the report's outlet and address. A row that the store has already is left
    out, and what is refused is listed by: explorer refusals --store FILE
    """
    names = list(map(str, paths))
    options.check_output(store, inputs=names, option="--store")
    from explorer.lean import load_pyarrow_alone, seldom_collecting

    load_pyarrow_alone()
    from explorer.store import open_writer

    left_out, refused = _Reasons(), _Reasons()
    with (
        seldom_collecting(),
        open_writer(store, paths=names) as writer,
        progress(what="rows") as advance,
    ):

        def refuse(error: RowError) -> None:
            (left_out if isinstance(error, LeftOutError) else refused).add(error)
            writer.add_refusal(error.source, error.reason)

        read = _add(writer, paths, format, refuse, advance)
    say(f"{store}: {read:,} {'event' if read == 1 else 'events'} read")
    left_out.tell("left out")
    refused.tell("refused")
    if refused:
        raise typer.Exit(REFUSED)


def _add(
    writer: StoreWriter,
    paths: Iterable[Path],
    format: str | None,
    refuse: Callable[[RowError], None],
    advance: Callable[[], None],
) -> int:
    """Add what the files tell to a store, and return how many events that was."""
    from explorer.event_data import read_events

    count = 0
    for row in read_events(paths, on_refusal=refuse, format=format):
        writer.add_coded_event(row)
        advance()
        count += 1
    return count


class _Reasons:
    """Counts rows by reason; reasons that differ in figures and quoted words alone are one."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._first: dict[str, RowError] = {}

    def __bool__(self) -> bool:
        return bool(self._counts)

    def add(self, error: RowError) -> None:
        """Count a row."""
        kind = _VARYING.sub("", error.reason)
        self._counts[kind] += 1
        self._first.setdefault(kind, error)

    def tell(self, what: str) -> None:
        """Say the commonest reasons, each with the first row it holds for."""
        for kind, count in self._counts.most_common(_SHOWN):
            first = self._first[kind]
            others = f"; {count - 1:,} others like it" if count > 1 else ""
            say(f"{what}: {first}{others}")
        more = len(self._counts) - _SHOWN
        if more > 0:
            say(f"{what} for {more:,} other reasons: explorer refusals lists them all")

"""The command line: ``extract``, ``graph`` and ``app``.

Everything heavy is imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from threading import Timer
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer
from typer.core import TyperGroup

from explorer.errors import ArticleError, ExplorerError, UnknownFormatError
from explorer.resources import DATA

if TYPE_CHECKING:
    from explorer.model import Extraction

PATHS_VARIABLE = "EXPLORER_PATHS"
_PAGE = "streamlit_app.py"
_QUIET = {"server.showEmailPrompt": "false", "browser.gatherUsageStats": "false"}
_REFUSED = 1
_PATIENCE = 1.0  # seconds of work before progress is shown

_EXAMPLES = """
Examples, in the project's folder:

\b
  explorer graph data/articles --out graph.html
  explorer extract data/articles --out events.jsonl
  explorer app
"""
_EXTRACT_EXAMPLES = """
Examples:

\b
  explorer extract news.txt
  explorer extract news.jsonl pages/ --out events.jsonl
  curl -s https://example.org/news.html | explorer extract -
"""
_GRAPH_EXAMPLES = """
Examples:

\b
  explorer graph news/ --out graph.html
  explorer graph news/ --out syria.graphml --country Syria
  explorer graph news/ --out pair.csv --country Iran --country USA --only-among
"""
_APP_EXAMPLES = """
Examples:

\b
  explorer app
  explorer app news/ --port 8600
"""


class _Commands(TyperGroup):
    """Turns what people can put right into a message and exit status 1, without a stack trace."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except ExplorerError as error:
            _say(str(error))
        except OSError as error:
            if error.filename is None:
                raise
            _say(f"{error.filename}: it cannot be opened or written ({error.strerror})")
        raise typer.Exit(_REFUSED)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EXAMPLES,
)

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders of articles (.txt .md .html .jsonl .json .csv); - is standard input",
        show_default=False,
    ),
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="An installed spaCy English pipeline, by name or path, in place of the shipped one",
        show_default=False,
    ),
]


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 an input was refused, 2 wrong usage."""
    app(prog_name="explorer")


def _show_version(wanted: bool) -> None:
    if wanted:
        from explorer.export.about import generator

        typer.echo(generator())
        raise typer.Exit


@app.callback()
def _every_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_show_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Who did what to whom in the news, who says so, and in which sentence."""
    logging.getLogger().addHandler(_NOBODY)
    logging.getLogger("explorer").addHandler(_VOICE)


@app.command(epilog=_EXTRACT_EXAMPLES)
def extract(
    paths: Paths,
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="FILE", help="Write to FILE, not to standard output"),
    ] = None,
    model: Model = None,
) -> None:
    """Print the events in articles, one JSON object a line.

    Each line tells an event's type and status, its actors and recipients, who says so, and the
    sentence it stands in. Offsets count characters in the article's text. Actors are told apart
    within an article; the graph command also brings them together across articles.
    """
    _keep_apart(paths, out)
    refused = _Refusals()
    lines = _lines(_extractions(paths, model, refused, busy=out is None))
    first = next(lines, b"")  # from here the pipeline is loaded: a wrong name leaves FILE as it was
    with _output(out) as file:
        file.writelines(chain([first], lines))
    refused.leave()


@app.command(epilog=_GRAPH_EXAMPLES)
def graph(
    paths: Paths,
    out: Annotated[
        Path,
        typer.Option(
            "--out",
            "-o",
            metavar="FILE",
            help="The file to write; its ending tells the format: .html .json .graphml .gexf .csv",
        ),
    ],
    country: Annotated[
        list[str] | None,
        typer.Option(
            metavar="COUNTRY",
            help="Keep what involves this country (a name or ISO code); may be given again",
            show_default=False,
        ),
    ] = None,
    only_among: Annotated[
        bool, typer.Option("--only-among", help="Keep only what is among these countries")
    ] = False,
    model: Model = None,
) -> None:
    """Write the graph of articles to a file: actors as nodes, events as edges.

    The .html file is the page in one file: it opens without a server or a network.
    """
    if only_among and not country:
        raise typer.BadParameter(
            "give the countries too, with --country", param_hint="--only-among"
        )
    _keep_apart(paths, out)
    _check_format(out)
    from explorer import export, views
    from explorer.countries import find_country
    from explorer.graph import build_graph
    from explorer.pipeline import resolve

    wanted = views.Filter(countries=tuple(map(find_country, country or ())), only_among=only_among)
    refused = _Refusals()
    whole = build_graph(resolve(_extractions(paths, model, refused)))
    if not whole.graph["articles"]:
        refused.leave()  # an earlier FILE is worth more than an empty one
    picked = views.filter_graph(whole, wanted)
    export.write(picked, out)
    _say(f"{out}: {len(picked):,} actors, {picked.number_of_edges():,} relations")
    refused.leave()


@app.command("app", epilog=_APP_EXAMPLES)
def open_page(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PATH",
            help="Articles to open, in place of the sample articles",
            show_default=False,
        ),
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the page answers")] = 8501,
    host: Annotated[
        str, typer.Option(help="Who may open it: by default, this computer alone")
    ] = "127.0.0.1",
) -> None:
    """Open the page in the browser; Ctrl-C ends it."""
    settings = {"server.address": host, "server.port": port, **_QUIET}
    options = [f"--{name}={value}" for name, value in settings.items()]
    command = [sys.executable, "-m", "streamlit", "run", str(_page_script()), *options]
    given = os.pathsep.join(str(Path(path).absolute()) for path in paths or ())
    raise typer.Exit(subprocess.call(command, env={**os.environ, PATHS_VARIABLE: given}))


class _Voice(logging.Handler):
    """Says on standard error what the explorer logs."""

    def emit(self, record: logging.LogRecord) -> None:
        """Say one message."""
        _say(record.getMessage())


_VOICE = _Voice(logging.WARNING)
_NOBODY = logging.NullHandler()  # for what other packages log


class _Refusals:
    """Tells each refused input on standard error, and ends with status 1 if there was one."""

    def __init__(self) -> None:
        self._any = False

    def __call__(self, refusal: ArticleError) -> None:
        self._any = True
        _say(str(refusal))

    def leave(self) -> None:
        if self._any:
            raise typer.Exit(_REFUSED)


def _say(text: str) -> None:
    """Print to standard error what may hold control codes for the terminal, in names of files."""
    typer.echo("".join(c if c.isprintable() else "\ufffd" for c in text), err=True)


def _keep_apart(paths: Iterable[str], out: Path | None) -> None:
    """Refuse to write over an input."""
    if out and out.resolve() in {Path(path).resolve() for path in paths}:
        raise typer.BadParameter(f"{out} is also an input", param_hint="--out")


def _check_format(out: Path) -> None:
    """Refuse an unknown format before the work begins, not after it."""
    from explorer.export import FORMATS

    if out.suffix.lower().removeprefix(".") not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnknownFormatError(f"{out}: this ending tells no format; use one of {known}")


def _page_script() -> Path:
    """Return the page's entry: beside the package in a checkout, with the data once installed."""
    beside = DATA / _PAGE
    return beside if beside.is_file() else DATA.parent / _PAGE


def _extractions(
    paths: Iterable[str], model: str | None, refused: _Refusals, *, busy: bool = False
) -> Iterator[Extraction]:
    from explorer import pipeline
    from explorer.articles import read_articles

    articles = read_articles(paths, on_refusal=refused)
    with _progress(quiet=busy and sys.stdout.isatty()) as advance:
        for extraction in pipeline.extract(articles, model=model):
            advance()
            for notice in extraction.notices:
                _say(f"{extraction.article.id}: {notice}")
            yield extraction


def _lines(extractions: Iterable[Extraction]) -> Iterator[bytes]:
    from explorer.export.events import event_record

    for extraction in extractions:
        actors = {actor.id: actor for actor in extraction.actors}
        for event in extraction.events:
            record = event_record(event, actors)
            yield json.dumps(record, ensure_ascii=False).encode() + b"\n"


@contextmanager
def _output(out: Path | None) -> Iterator[BinaryIO]:
    """Give the bytes of standard output or of a file to write to; always UTF-8."""
    if out is None:
        yield sys.stdout.buffer
        sys.stdout.flush()
    else:
        with out.open("wb") as file:
            yield file


@contextmanager
def _progress(*, quiet: bool) -> Iterator[Callable[[], None]]:
    """Give a function to call after each article; counts them on a terminal after a second."""
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = SpinnerColumn(), TextColumn("articles read: {task.completed:,}"), TimeElapsedColumn()
    shown = console.is_terminal and not quiet
    progress = Progress(*columns, console=console, transient=True, disable=not shown)
    task = progress.add_task("", total=None)
    patience = Timer(_PATIENCE, progress.start)
    patience.start()
    try:
        yield lambda: progress.advance(task)
    finally:
        patience.cancel()
        progress.stop()

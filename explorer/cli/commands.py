"""The commands; what each does first is to refuse what it could not finish."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from errno import EPIPE
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer
from typer.core import TyperGroup

from explorer import environment
from explorer.cli import options
from explorer.cli.console import REFUSED, Refusals, at_terminal, progress, say, say_warnings
from explorer.cli.options import Format
from explorer.errors import ExplorerError, GoldError
from explorer.resources import DATA

if TYPE_CHECKING:
    from explorer.evaluation import Finding, GoldSet
    from explorer.model import Extraction

_PAGE = "streamlit_app.py"
_CONTROLS = {code: f"\\u{code:04x}" for code in (*range(0x7F, 0xA0), 0x2028, 0x2029)}

EXAMPLES = """
Examples, in the project's folder:

\b
  explorer extract data/articles --format table
  explorer graph data/articles --out graph.html
  explorer app

Exit status: 0 done; 1 an input was refused (each is named, the others are
done); 2 the command was not understood.
"""
_EXTRACT_EXAMPLES = """
Examples:

\b
  explorer extract news.txt --format table
  explorer extract news.jsonl pages/ --out events.jsonl
  curl -s https://example.org/news.html | explorer extract -
"""
_GRAPH_EXAMPLES = """
Filters work together: an event is kept if it passes all of them.

\b
Types: AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE
REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT

Examples:

\b
  explorer graph news/ --out graph.html
  explorer graph news/ --out syria.graphml --country Syria
  explorer graph news/ --out pair.csv --country Iran --country USA --only-among
  explorer graph news/ --out quarrels.html --type accuse --type threaten
  explorer graph news/ --out plans.html --status planned --since 2006-11-28
  explorer graph news/ --out wire.html --outlet Reuters --kind country
  explorer graph news/ --out core.gexf --min-events 3
  explorer graph --store corpus.duckdb --out iran.html --country Iran --top 50
"""
_APP_EXAMPLES = """
Examples:

\b
  explorer app
  explorer app news/ --port 8600
  explorer app --store corpus.duckdb
"""
_EVALUATE_EXAMPLES = """
Examples:

\b
  explorer evaluate gold.jsonl
  explorer evaluate plover.jsonl article.json --model en_core_web_sm
"""


class _Commands(TyperGroup):
    """Turns what people can put right into a message and exit status 1, without a stack trace."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command asked for."""
        try:
            return super().invoke(ctx)
        except ExplorerError as error:
            say(str(error))
        except OSError as error:
            if error.errno == EPIPE:  # the reader has enough; typer ends without a word
                raise
            say(f"{error.filename or 'a file'}: it cannot be opened or written ({error.strerror})")
        raise typer.Exit(REFUSED)


app = typer.Typer(
    cls=_Commands,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXAMPLES,
)


def main() -> None:
    """Run the command line. Exit status: 0 done, 1 an input was refused, 2 wrong usage."""
    app(prog_name="explorer")


def _show_version(wanted: bool) -> None:
    if wanted:
        from explorer.export.provenance import generator

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
    say_warnings()


@app.command(epilog=_EXTRACT_EXAMPLES)
def extract(
    paths: options.Paths,
    format: options.EventsFormat = Format.JSONL,
    out: options.EventsFile = None,
    model: options.Model = None,
) -> None:
    """Print the events in articles: one JSON object a line, or a table.

    Each line tells an event's type and status, its actors and recipients, who says so, and the
    sentence it stands in. Offsets count characters in the article's text. Actors are told apart
    within an article; the graph command also brings them together across articles.
    """
    from explorer.cli.outcome import Tally

    if out:
        options.check_output(out, inputs=paths)
    refused, tally = Refusals(), Tally()
    terminal = out is None and at_terminal(sys.stdout)
    streamed = terminal and format is Format.JSONL
    read = tally.count(_extractions(paths, model, refused, quiet=streamed))
    pieces = _RENDERERS[format](read, terminal)
    first = next(pieces, b"")  # by now the pipeline is loaded: a wrong name leaves FILE as it was
    with _output(out) as file:
        file.writelines(chain([first], pieces))
    _advise(tally.advice())
    refused.leave()


@app.command(epilog=_GRAPH_EXAMPLES)
@options.filtering
def graph(
    out: options.GraphFile,
    paths: options.GraphPaths = None,
    store: options.GivenStore = None,
    *,
    asked: dict[str, Any],
    top: options.Top = None,
    corrections: options.Corrections = None,
    model: options.Model = None,
) -> None:
    """Write the graph of articles, or of a store, to a file: actors as nodes, events as edges.

    The .html file is the page in one file: it opens without a server or a network.
    """
    options.check_origin(paths, store=store)
    options.check_corrections(corrections)
    options.check_ending(out)
    options.check_output(out, inputs=[*(paths or ()), *([str(store)] if store else ())])
    from explorer import export
    from explorer.cli import origin, outcome
    from explorer.corrections import load

    refused, tally = Refusals(), outcome.Tally()
    read = tally.count(_extractions(paths or (), model, refused))
    known = load(corrections) if corrections else ()
    with origin.opened(read, store=store, corrections=known) as given:
        if not any(given.size):
            refused.leave()  # an earlier FILE is worth more than an empty one
        wanted = origin.filter_of(given, asked)
        drawn = export.FORMATS[export.format_of(out) or ""].drawn == "page"
        picked = given.part(wanted, top, drawn=drawn)
    export.write(picked, out)
    say(f"{out}: {outcome.summary(given.size, picked)}")
    _advise(tally.advice() or outcome.advice(given.size, picked, given.whole))
    refused.leave()


@app.command("app", epilog=_APP_EXAMPLES)
def open_page(
    paths: options.PagePaths = None,
    store: options.GivenStore = None,
    port: options.Port = 8501,
    host: options.Host = "127.0.0.1",
    corrections: options.PageCorrections = None,
    local_links: options.LocalLinks = None,
) -> None:
    """Open the page in the browser; Ctrl-C ends it."""
    from explorer.sources.web import local_networks

    local_networks(local_links or ())  # a wrong one is told now, and not to whoever pastes a link
    if store:
        options.check_origin(paths, store=store)
        _check_store(store)
    # All else stands in .streamlit/config.toml beside the script, where Streamlit finds it.
    arguments = [f"--server.address={host}", f"--server.port={port}"]
    command = [sys.executable, "-m", "explorer.app.serve", str(_page_script()), *arguments]
    given = {
        environment.PATHS: os.pathsep.join(str(Path(path).absolute()) for path in paths or ()),
        environment.STORE: str(store.absolute()) if store else "",
        **({environment.CORRECTIONS: str(corrections.absolute())} if corrections else {}),
        **({environment.LOCAL_LINKS: ",".join(local_links)} if local_links else {}),
    }
    with _ended_with_us():
        raise typer.Exit(subprocess.call(command, env={**os.environ, **given}))


@contextmanager
def _ended_with_us() -> Iterator[None]:
    """Let SIGTERM end a process that is waited for, as Ctrl-C does: ``call`` kills it on its way.

    Without it only the process that waits would end, and the other would keep its port.
    """

    def leave(number: int, frame: object) -> None:
        raise SystemExit(128 + number)

    before = signal.signal(signal.SIGTERM, leave)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _check_store(store: Path) -> None:
    """Refuse a store that cannot be opened, before the page is."""
    from explorer.store import connect

    connect(store).close()


@app.command(epilog=_EVALUATE_EXAMPLES)
def evaluate(gold: options.Gold, model: options.Model = None) -> None:
    """Print how good the events are, measured on gold sets: a table of figures for each file.

    Shares go from 0 to 1. Those called a floor may be better in truth, for the gold set does not
    mark every true event.
    """
    from explorer.cli.tables import render_figures

    refused = Refusals()
    sets = list(_gold_sets(gold, refused))
    if not sets:
        refused.leave()
    with _output(None) as file:
        for number, one in enumerate(sets):
            found = _findings(one, model)
            shown = render_figures(one, found, terminal=at_terminal(sys.stdout))
            file.write(("\n" * (number > 0) + shown).encode())
    refused.leave()


def _gold_sets(paths: Iterable[Path], refused: Refusals) -> Iterator[GoldSet]:
    from explorer.evaluation import read_gold

    for path in paths:
        try:
            yield read_gold(path)
        except GoldError as error:
            refused(error)


def _findings(gold: GoldSet, model: str | None) -> list[Finding]:
    from explorer import pipeline
    from explorer.evaluation import findings_of

    found: list[Finding] = []
    with progress(quiet=False) as advance:
        for extraction in pipeline.extract(gold.articles, model=model):
            found += findings_of(extraction)
            advance()
    return found


def _page_script() -> Path:
    """Return the page's entry: beside the package in a checkout, with the data once installed."""
    beside = DATA / _PAGE
    return beside if beside.is_file() else DATA.parent / _PAGE


def _extractions(
    paths: Iterable[str], model: str | None, refused: Refusals, *, quiet: bool = False
) -> Iterator[Extraction]:
    from explorer import pipeline
    from explorer.sources import read_articles

    if options.STDIN in paths and at_terminal(sys.stdin):
        say("Type or paste an article; a line with Ctrl-D alone ends it.")
    articles = read_articles(paths, on_refusal=refused)
    with progress(quiet=quiet) as advance:
        for extraction in pipeline.extract(articles, model=model):
            advance()
            for notice in extraction.notices:
                say(f"{extraction.article.id}: {notice}")
            yield extraction


def _lines(extractions: Iterable[Extraction], terminal: bool) -> Iterator[bytes]:
    """Yield an event a line, as soon as it is found; control codes are escaped, as JSON allows."""
    from explorer.export.events import event_record

    for extraction in extractions:
        actors = {actor.id: actor for actor in extraction.actors}
        for event in extraction.events:
            line = json.dumps(event_record(event, actors), ensure_ascii=False)
            yield line.translate(_CONTROLS).encode() + b"\n"


def _table(extractions: Iterable[Extraction], terminal: bool) -> Iterator[bytes]:
    from explorer.cli.tables import render_events

    yield render_events(extractions, terminal=terminal).encode()


_RENDERERS: dict[Format, Callable[[Iterable[Extraction], bool], Iterator[bytes]]] = {
    Format.JSONL: _lines,
    Format.TABLE: _table,
}


@contextmanager
def _output(out: Path | None) -> Iterator[BinaryIO]:
    """Give the bytes of standard output or of a file to write to; always UTF-8.

    Raises:
        ExplorerError: there is no standard output, or nothing can be written.
    """
    if out is None and sys.stdout is None:
        raise ExplorerError("standard output is closed; name a file to write to, with --out")
    try:
        with out.open("wb") if out else nullcontext(sys.stdout.buffer) as file:
            yield file
            file.flush()
    except OSError as error:
        if error.errno == EPIPE:
            raise
        name = out or "standard output"
        raise ExplorerError(f"{name}: it cannot be written ({error.strerror})") from error


def _advise(advice: str | None) -> None:
    if advice:
        say(advice)

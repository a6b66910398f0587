"""The options of the commands: what each means, and what is refused before any work begins."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from explorer.cli.console import printable
from explorer.errors import UnknownFormatError
from explorer.export import FORMATS, format_of
from explorer.filters import FIELDS, MOST_ACTORS, Field

STDIN = "-"


class Format(StrEnum):
    """What ``extract`` prints."""

    JSONL = "jsonl"
    TABLE = "table"


def _usable(paths: list[str] | None) -> list[str] | None:
    """Refuse paths that can only be a slip: none at all, as of an unset variable, or - twice."""
    if paths and "" in paths:
        raise typer.BadParameter("one of the paths is empty; is a variable unset?")
    if paths and paths.count(STDIN) > 1:
        raise typer.BadParameter("- is standard input, which can be read only once")
    return paths


def _file_paths(paths: list[str] | None) -> list[str] | None:
    if paths and STDIN in paths:
        raise typer.BadParameter("the page cannot read standard input; give files or folders")
    return _usable(paths)


def meaning(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """Return a parser of an option's value that refuses what ``read`` does."""

    def parse(text: str) -> Any:
        try:
            return read(text)
        except ValueError as error:
            raise typer.BadParameter(printable(str(error))) from error

    return parse


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders of articles (.txt .md .html .jsonl .json .csv .parquet, also as .gz "
        "or .zst), a pattern, or the address of a page; a folder is read with its subfolders, and "
        "- is standard input",
        show_default=False,
        callback=_usable,
    ),
]
GraphPaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files or folders of articles, as for extract; none with --store",
        show_default=False,
        callback=_usable,
    ),
]
PagePaths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PATH",
        help="Files or folders of articles to open, in place of the sample articles",
        show_default=False,
        callback=_file_paths,
    ),
]
Store = Annotated[
    Path,
    typer.Option(
        "--store",
        metavar="FILE",
        help="The store: a corpus in one file (corpus.duckdb)",
        show_default=False,
    ),
]
ExportFolder = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="FOLDER",
        help="The folder for the files, made if it is not there",
        show_default=False,
    ),
]
GivenStore = Annotated[
    Path | None,
    typer.Option(
        "--store",
        metavar="FILE",
        help="Take the events of a store that ingest made, in place of articles",
        show_default=False,
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="How many processes read articles; by default, one for each processor core",
        show_default=False,
    ),
]
Scheduler = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="Read on a Dask cluster, in place of this machine: the address of its scheduler, "
        "such as tcp://10.0.0.1:8786",
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
EventsFile = Annotated[
    Path | None,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="Write to FILE, in place of what it held, not to standard output",
    ),
]
EventsFormat = Annotated[
    Format,
    typer.Option(
        "--format",
        help="jsonl: one JSON object a line, for programs; table: when, who, did what, to whom, "
        "who says so and in which article, for people",
    ),
]
GraphFile = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help=f"The file to write; its ending tells the format: .{' .'.join(FORMATS)}",
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Keep the N actors with the most others they share events with; all, if this is left "
        f"out, or {MOST_ACTORS} for an .html file of a store",
        show_default=False,
    ),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Apply the corrections in FILE, as the page keeps them (its tab Correct names it)",
        show_default=False,
    ),
]
PageCorrections = Annotated[
    Path | None,
    typer.Option(
        "--corrections",
        metavar="FILE",
        help="Keep corrections in FILE, not in your state folder or, of a store, beside it",
        show_default=False,
    ),
]
Gold = Annotated[
    list[Path],
    typer.Argument(
        metavar="GOLD",
        help="Gold sets: PLOVER records, re3d documents or directed sentiment (.jsonl, a record a "
        "line), or an annotated document (.json); the fields tell which",
        show_default=False,
    ),
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where the page answers")]
LocalLinks = Annotated[
    list[str] | None,
    typer.Option(
        "--local-links",
        metavar="NETWORK",
        help="Let the page fetch links from this network, too, such as 10.0.0.0/8: by default "
        "only public addresses are; may be given again",
        show_default=False,
    ),
]
Host = Annotated[str, typer.Option(help="Who may open it: by default, this computer alone")]


def check_origin(paths: list[str] | None, *, store: Path | None) -> None:
    """Refuse articles and a store at once, and neither."""
    if bool(paths) is bool(store):
        either = "give files or folders of articles, or --store with a store"
        reason = f"{either}, not both" if paths else either
        raise typer.BadParameter(reason, param_hint="PATH")


def check_corrections(file: Path | None) -> None:
    """Refuse a file of corrections that is not there."""
    if file and not file.is_file():
        reason = f"there is no file {printable(str(file))}"
        raise typer.BadParameter(reason, param_hint="--corrections")


def check_output(out: Path, *, inputs: Iterable[str], option: str = "--out") -> None:
    """Refuse a file that cannot be written, or that is an input, before the work begins."""
    reason = _no_output(out, inputs)
    if reason:
        raise typer.BadParameter(f"{printable(str(out))}{reason}", param_hint=option)


def _no_output(out: Path, inputs: Iterable[str]) -> str | None:
    if out.resolve() in {Path(path).resolve() for path in inputs}:
        return " is also an input"
    if out.is_dir():
        return ": this is a folder; name a file in it"
    if not out.parent.is_dir():
        return f": there is no folder {printable(str(out.parent))}; make it first"
    if not out.exists() and not os.access(out.parent, os.W_OK):
        return ": no file may be written in this folder"
    return None


def check_ending(out: Path) -> None:
    """Refuse an ending that tells no format of graphs."""
    if format_of(out) is None:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnknownFormatError(f"{out}: this ending tells no format; use one of {known}")


def filtering(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command an option for every filter, where its signature has ``asked``.

    The command gets a dict there: what was given, by field of a Filter.
    """
    rows = {row.name: row for row in FIELDS.values() if row.help}
    signature = inspect.signature(command, eval_str=True)
    options = [_parameter(row) for row in rows.values()]
    parameters = [
        one
        for given in signature.parameters.values()
        for one in (options if given.name == "asked" else [given])
    ]

    @wraps(command)
    def run(**given: Any) -> None:
        asked = {name: _value(row, given.pop(name)) for name, row in rows.items()}
        _check(asked)
        command(asked=asked, **given)

    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
    return run


def _parameter(field: Field) -> inspect.Parameter:
    """Return the parameter of a command that typer makes a field's option of."""
    settings: dict[str, Any] = {"metavar": field.metavar or field.key.upper()}
    kind: Any = type(field.default)
    default = field.default
    if kind is bool:
        default, settings = False, {}
    elif field.least is not None:
        settings |= {"min": field.least, "max": field.most}
    else:
        kind, default = list[str] | None if field.many else str | None, None
        settings |= {"show_default": False, "parser": meaning(field.parse)}
    option = typer.Option(field.option, help=field.help, **settings)
    return inspect.Parameter(
        field.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, option],
    )


def _value(field: Field, given: Any) -> Any:
    """Return the value of a field; its option may be a switch that takes away."""
    if field.many:
        return tuple(given or ())
    return given is not field.default if isinstance(given, bool) else given


def _check(asked: Mapping[str, Any]) -> None:
    """Refuse what no event could pass, or what has no meaning alone."""
    for name, value in asked.items():
        field = FIELDS[name]
        if value != field.default and field.needs and not asked[field.needs]:
            other = FIELDS[field.needs]
            reason = f"give the {other.noun} too, with {other.option}"
            raise typer.BadParameter(reason, param_hint=field.option)
    since, until = asked["since"], asked["until"]
    if since and until and since > until:
        reason = f"{since} is after --until {until}, so no day is left"
        raise typer.BadParameter(reason, param_hint="--since")

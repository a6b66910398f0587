"""The options of the commands: what each means, and what is refused before any work begins."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from explorer.cli.talk import printable
from explorer.errors import UnknownFormatError
from explorer.export import FORMATS, format_of

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


def _country(text: str) -> str:
    from explorer.countries import find_country

    return find_country(text)


def _event_type(text: str) -> str:
    from explorer.ontology import event_types

    return one_of(text, event_types())


def _kind(text: str) -> str:
    from explorer.model import Kind

    return one_of(text, Kind)


def _status(text: str) -> str:
    from explorer.views import STATUSES

    return one_of(text, STATUSES)


def one_of(text: str, known: Iterable[str]) -> str:
    """Return the known name that is meant, in any case."""
    names = {name.casefold(): name for name in known}
    name = names.get(text.strip().casefold())
    if name is None:
        raise typer.BadParameter(f'"{printable(text)}" is none of {", ".join(names.values())}')
    return name


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        reason = f'"{printable(text)}" is no date; write it as 2006-11-28'
        raise typer.BadParameter(reason) from error


Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH",
        help="Files or folders of articles (.txt .md .html .jsonl .json .csv .parquet, also as .gz "
        "or .zst), or a pattern; a folder is read with its subfolders, and - is standard input",
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
Countries = Annotated[
    list[str] | None,
    typer.Option(
        "--country",
        metavar="COUNTRY",
        help="Keep what involves this country (a name or ISO code); may be given again",
        show_default=False,
        parser=_country,
    ),
]
OnlyAmong = Annotated[
    bool,
    typer.Option("--only-among", help="Keep only what is among the countries given"),
]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="Keep only actors of this kind: person, country, organization or group; may be given "
        "again",
        show_default=False,
        parser=_kind,
    ),
]
EventTypes = Annotated[
    list[str] | None,
    typer.Option(
        "--type",
        metavar="TYPE",
        help="Keep events of this PLOVER type, such as CONSULT (meet) or ACCUSE; may be given "
        "again",
        show_default=False,
        parser=_event_type,
    ),
]
Statuses = Annotated[
    list[str] | None,
    typer.Option(
        "--status",
        metavar="STATUS",
        help="Keep events that are done, planned, possible or denied; may be given again",
        show_default=False,
        parser=_status,
    ),
]
Outlets = Annotated[
    list[str] | None,
    typer.Option(
        "--outlet",
        metavar="NAME",
        help="Keep what this outlet reports; may be given again",
        show_default=False,
    ),
]
Speakers = Annotated[
    list[str] | None,
    typer.Option(
        "--speaker",
        metavar="NAME",
        help='Keep what the articles say that this actor says; "(the article)" is what they tell '
        "in their own words; may be given again",
        show_default=False,
    ),
]
Since = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        help="Keep events of this day (2006-11-28) or later; an event without a day of its own "
        "counts on the day its article was published, and without either it is left out",
        show_default=False,
        parser=_day,
    ),
]
Until = Annotated[
    date | None,
    typer.Option(
        metavar="DATE",
        help="Keep events of this day or earlier",
        show_default=False,
        parser=_day,
    ),
]
MinEvents = Annotated[
    int,
    typer.Option(
        min=1, metavar="N", help="Keep actors who share at least N of the events that are kept"
    ),
]
MinConfidence = Annotated[
    float,
    typer.Option(
        min=0,
        max=1,
        metavar="SHARE",
        help="Keep events of at least this confidence, from 0 to 1",
    ),
]
Top = Annotated[
    int | None,
    typer.Option(
        min=1,
        metavar="N",
        help="Keep the N actors with the most others they share events with; all, if this is left "
        "out, or 150 for an .html file of a store",
        show_default=False,
    ),
]
NoReprints = Annotated[
    bool,
    typer.Option(
        "--no-reprints",
        help="Count a report once, however many articles print it: keep what the first one says",
    ),
]
Corrections = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="Apply the corrections in FILE, as the page keeps them (its tab Corrections names it)",
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


def check_filter(
    *, countries: object, only_among: bool, since: date | None, until: date | None
) -> None:
    """Refuse what no event could pass, or what has no meaning alone."""
    if only_among and not countries:
        reason = "give the countries too, with --country"
        raise typer.BadParameter(reason, param_hint="--only-among")
    if since and until and since > until:
        reason = f"{since} is after --until {until}, so no day is left"
        raise typer.BadParameter(reason, param_hint="--since")

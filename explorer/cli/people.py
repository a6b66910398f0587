"""The command that tells who is taken for whom in a store, and keeps people apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count, groupby
from operator import attrgetter
from typing import TYPE_CHECKING, Annotated

import typer

from explorer.cli import options
from explorer.cli.commands import app
from explorer.cli.console import printable, say
from explorer.errors import ExplorerError
from explorer.text import counted

if TYPE_CHECKING:
    from explorer.store.resolve import VariantResolution

_EXAMPLES = """
Examples:

\b
  explorer who Hussein --store corpus.duckdb
  explorer who Hussein --store corpus.duckdb --apart 2
  explorer who Hussein --store corpus.duckdb --together 2
"""

Name = Annotated[
    str, typer.Argument(metavar="NAME", help="A person's name, or a part of it, in any case")
]
Apart = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Keep those of line N of the list apart from all others"),
]
Together = Annotated[
    int | None,
    typer.Option(min=1, metavar="N", help="Take that back: let the rules decide on line N again"),
]


@app.command("who", epilog=_EXAMPLES)
def who(name: Name, store: options.Store, apart: Apart = None, together: Together = None) -> None:
    """List who is taken for whom in a store, and why; keep apart who is not the same.

    Each person stands with all that articles know them by: the name, the country, the office, in
    how many articles, and the reason why that is this person.
    """
    from explorer.store import connect, set_judgement
    from explorer.store.resolve import find_variants

    if apart is not None and together is not None:
        raise typer.BadParameter("one line at a time", param_hint="--together")
    with connect(store) as connection:
        found = find_variants(connection, name)
    if not found:
        raise ExplorerError(f'{store}: nobody there is called "{name}"')
    line = apart or together
    if line is not None:
        guise = _line(found, line).guise
        set_judgement(store, guise, apart=apart is not None)
        say(f"{store}: {_shown(guise)} {'kept apart' if apart else 'left to the rules'}")
        with connect(store) as connection:
            found = find_variants(connection, name)
    for text in _listed(found):
        typer.echo(printable(text))


def _line(found: Sequence[VariantResolution], number: int) -> VariantResolution:
    if number > len(found):
        raise typer.BadParameter(f"there is no line {number}, only {len(found)}")
    return found[number - 1]


def _listed(found: Sequence[VariantResolution]) -> Iterator[str]:
    """Yield a line for each person, and below it a numbered one for all they are known by."""
    numbers = count(1)
    for identity, known in groupby(found, key=attrgetter("identity")):
        forms = list(known)
        yield f"{forms[0].called} ({identity})"
        for one in forms:
            articles = counted(one.articles, "article")
            yield f"  {next(numbers)}. {_shown(one.guise)}, in {articles}: {one.reason}"


def _shown(guise: tuple[str, str | None, str | None]) -> str:
    """Return how articles know a person, on one line: "Hussein, king, Jordan"."""
    from explorer.countries import country_name

    name, country, role = guise
    return ", ".join(filter(None, (name, role, country and country_name(country))))

"""The command ``why``: what the reader saw of a sentence, as a table or as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from explorer.cli import options
from explorer.cli.commands import app
from explorer.cli.console import at_terminal, drawn, say, table

if TYPE_CHECKING:
    from rich.table import Table

_EXAMPLES = """
Examples:

\b
  explorer why "Kenya accused Sudan of arming rebels."
  explorer why "The minister will not meet the rebels." --json
"""
_SIDES = {"actor": "actors", "recipient": "recipients"}

Told = Mapping[str, Any]


@app.command(epilog=_EXAMPLES)
def why(
    sentence: Annotated[
        str,
        typer.Argument(
            metavar="SENTENCE", help="A sentence or a short text, in quotes; - reads it from stdin"
        ),
    ],
    as_json: Annotated[
        bool, typer.Option("--json", help="Print JSON, with offsets and all chances")
    ] = False,
    model: options.Model = None,
) -> None:
    """Tell what the reader saw of a sentence, and why an event is told or not.

    First whom its words name; then each word that may tell an event, with how likely that is at
    first sight and with the second look; then the words that were weighed for its parties and its
    source, and what became of it.
    """
    from explorer.model import Article
    from explorer.why import why as explained

    text = sys.stdin.read() if sentence == options.STDIN else sentence
    told = explained(Article("sentence", text.strip()), model=model)
    if as_json:
        typer.echo(json.dumps(told, indent=1))
        return
    for notice in told["notices"]:
        say(notice)
    shown: list[Any] = [_names(told["names"]), *_candidates(told)]
    typer.echo(drawn(*shown, terminal=at_terminal(sys.stdout)), nl=False)


def _names(names: Iterable[Told]) -> Table:
    rows = [
        (one["text"], one["label"] or "", one["mention"] or "", _called(one["actor"]))
        for one in names
    ]
    return table(("Words", "Label", "Mention", "Actor"), rows or [("(no names)", "", "", "")])


def _called(actor: Told | None) -> str:
    if actor is None:
        return "nobody"
    return f"{actor['name']} ({', '.join(filter(None, (actor['kind'], actor['country'])))})"


def _candidates(told: Told) -> Iterator[Any]:
    rows = [
        (
            one["word"],
            f"{one['first']:.2f}",
            "" if one["second"] is None else f"{one['second']:.2f}",
            _listed((kind["type"], kind["chance"]) for kind in one["types"]),
            one["reason"] or "told",
        )
        for one in told["candidates"]
    ]
    least = told["thresholds"]
    heads = (f"First look ({least['candidate']})", f"Second look ({least['trigger']})")
    nothing = [("(no word)", "", "", "", "no word looks like an event at all")]
    yield ""
    yield table(("May tell", *heads, "Type", "Outcome"), rows or nothing)
    for one in told["candidates"]:
        if one["second"] is not None:
            yield ""
            yield table((one["word"], ""), _event(one, least))


def _event(one: Told, least: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    """Yield what was read of a candidate, a line each."""
    event = one["event"]
    for side, name in _SIDES.items():
        yield name, _parties(one[name]) or f"nobody: {_nobody(one['weighed'][side], least)}"
        yield "  weighed", _weighed(one["weighed"][side])
        if event:
            yield "  told", ", ".join(event[name]) or "nobody"
    source = one["source"]
    yield "source", _parties([source] if source else []) or "the text itself"
    yield f"  weighed ({least['source']})", _weighed(one["weighed"]["source"])
    if event:
        yield "  told", event["attribution"] or "the text itself"
    yield "status", _listed([(one["status"]["status"], one["status"]["chance"])])
    yield "mode", one["mode"] or "none"
    yield "confidence", f"{one['confidence']:.2f}"
    yield "  grounds", _listed(one["grounds"].items())
    told = event and (event["event_type"], event["status"], event["date"] or "no day")
    yield "outcome", one["reason"] or ", ".join(told)


def _nobody(weighed: Iterable[Told], least: Mapping[str, float]) -> str:
    chance = sum(one["chance"] for one in weighed if one["word"] is None)
    return f"that there is one has {1 - chance:.2f}, less than {least['side']}"


def _parties(parties: Iterable[Told]) -> str:
    """Return words with their chances, and the names that they stand for."""
    return "; ".join(
        _listed([(one["word"], one["chance"])])
        + (f" for {names}" if (names := _weighed(one["stands_for"])) else "")
        for one in parties
    )


def _weighed(words: Iterable[Told]) -> str:
    return _listed((one["word"] or "(nobody)", one["chance"]) for one in words)


def _listed(chances: Iterable[tuple[str, float]]) -> str:
    return ", ".join(f"{name} {chance:.2f}" for name, chance in chances)

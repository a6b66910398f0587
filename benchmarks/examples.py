"""The examples in docs/accuracy.md: fills in what is read today, and prints the rows that changed.

Run from the project's folder after training: ``python benchmarks/examples.py``. Whether what is
read is right, the last column, is for people to judge. No test pins what is misread, so that a
better network turns none red.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

from explorer import cli
from explorer.edges import edge_status
from explorer.views import event_label

PAGE = Path(__file__).resolve().parents[1] / "docs" / "accuracy.md"
PUBLISHED = "2024-09-18"
NOTHING = "nothing"

# Sentence, what is read, what should be; the sentences end in a full stop, headings do not.
_ROW = re.compile(r"^\| ([^|]+[.!?]\"?) \| ?([^|]*)\| ([^|]+) \|$", re.MULTILINE)


def rows() -> list[tuple[str, str, str]]:
    """Return the rows of all tables: sentence, what the page says is read, what should be."""
    found = _ROW.findall(PAGE.read_text(encoding="utf-8"))
    return [(sentence, told.strip(), due) for sentence, told, due in found]


@cache
def read() -> dict[str, str]:
    """Return what the command line reads in each sentence, in words."""
    articles = [
        {"id": str(n), "text": sentence, "published": PUBLISHED}
        for n, (sentence, _, _) in enumerate(rows())
    ]
    lines = "".join(f"{json.dumps(article)}\n" for article in articles)
    result = CliRunner().invoke(cli.app, ["extract", "-"], input=lines)
    assert result.exit_code == 0, result.output
    events = [json.loads(line) for line in result.stdout.splitlines()]
    return {
        article["text"]: "<br>".join(_in_words(e) for e in events if e["article"] == article["id"])
        or NOTHING
        for article in articles
    }


def _in_words(event: dict[str, Any]) -> str:
    """Return an event as "Chad *accuses* Sudan, says Kenya, on 2024-09-12"."""
    status = edge_status(event["auxiliary"])
    deed = event_label({**event, "relation": "event", "status": status})
    who, whom = _names(event["actors"]), _names(event["recipients"])
    if event["reciprocal"]:
        who, whom = who[:1], who[1:]
    told = f"{' and '.join(who)} *{deed}* {' and '.join(whom) or '–'}"
    return told + _source(event["attribution"]) + _time(event, status)


def _names(parties: list[dict[str, Any]]) -> list[str]:
    return list(dict.fromkeys(party["name"] for party in parties))


def _source(source: dict[str, Any] | None) -> str:
    if source is None:
        return ""
    return f", says {source['speaker']['name'] if source['speaker'] else source['text']}"


def _time(event: dict[str, Any], status: str) -> str:
    if "historical" in event["auxiliary"]:
        return ", in the past"
    if event["date"] is None:
        return ", day unknown" if status == "done" else ""
    return "" if event["date"] == PUBLISHED else f", on {event['date']}"


def _fill_in() -> None:
    """Write what is read today into the page, and print the rows that changed."""

    def anew(row: re.Match[str]) -> str:
        sentence, told, due = row[1], row[2].strip(), row[3]
        if told == read()[sentence]:
            return row[0]
        line = f"| {sentence} | {read()[sentence]} | {due} |"
        print(line)
        return line

    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(_ROW.sub(anew, text), encoding="utf-8")


if __name__ == "__main__":
    _fill_in()

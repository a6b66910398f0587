"""Tables for people: events (when, who, did what, to whom, who says so, where), and figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from explorer.cli.console import drawn, printable, table
from explorer.edges import day_of, event_edge

if TYPE_CHECKING:
    from explorer.evaluation import Figures, Finding, GoldSet
    from explorer.model import Actor, Attribution, Event, Extraction, Mention

COLUMNS = ("Date", "Who", "Did what", "To whom", "Who says so", "Article")


def render_events(extractions: Iterable[Extraction], *, terminal: bool) -> str:
    """Return the events as a table, in reading order; without events, nothing.

    Args:
        extractions: what was read off the articles.
        terminal: fit it to the terminal's width, with bold headings; else one line an event,
            its columns set apart by spaces.
    """
    rows = [row for one in extractions for row in _rows(one)]
    shown = table(COLUMNS, rows, ruled=terminal, whole=COLUMNS[:1])
    return drawn(shown, terminal=terminal) if rows else ""


def _rows(extraction: Extraction) -> Iterator[tuple[str, ...]]:
    actors = {actor.id: actor for actor in extraction.actors}
    for event in extraction.events:
        day = day_of(event.date, extraction.article.published)
        yield (
            day.isoformat() if day else "",
            *_deed(event, actors),
            _speaker(event.attribution, actors),
            event.article_id,
        )


def _deed(event: Event, actors: Mapping[str, Actor]) -> tuple[str, str, str]:
    """Return who, did what, to whom; of those who meet or agree, the first meets the others."""
    who, whom = event.actors, event.recipients
    if event.reciprocal:
        who, whom = who[:1], who[1:]
    return _names(who, actors), _label(event), _names(whom, actors)


def _label(event: Event) -> str:
    from explorer.views import event_label

    return event_label(event_edge(event))


def _names(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> str:
    return ", ".join(dict.fromkeys(actors[mention.actor_id].name for mention in mentions))


def _speaker(attribution: Attribution | None, actors: Mapping[str, Actor]) -> str:
    if attribution is None:
        return ""
    return actors[attribution.speaker.actor_id].name if attribution.speaker else attribution.text


def render_figures(gold: GoldSet, findings: Iterable[Finding], *, terminal: bool) -> str:
    """Return the figures as a table under the file's name, and after it what was missed or wrong.

    Args:
        gold: the gold set.
        findings: what was read off its articles.
        terminal: fit it to the terminal's width, with a bold heading; else plain.
    """
    found = list(findings)
    title = f"{printable(str(gold.path))}: {gold.format.name}"
    remarks = "".join(f"{printable(remark)}\n" for remark in gold.remarks(found))
    return _figures(title, gold.figures(found), terminal=terminal) + remarks


def shown(value: float) -> str:
    """Return a count as a whole number, and a share with three decimals."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _figures(title: str, figures: Figures, *, terminal: bool) -> str:
    from rich.table import Table
    from rich.text import Text

    made = Table(box=None, show_header=False, pad_edge=False)
    made.add_column()
    made.add_column(justify="right")
    for name, value in figures.items():
        made.add_row(name, shown(value))
    return drawn(Text(title, style="bold", overflow="fold"), made, terminal=terminal)

"""The table of events for people: what stands in it, and what must not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from explorer.cli.tables import COLUMNS, render_events
from explorer.model import Actor, Article, Attribution, Event, Evidence, Extraction, Kind, Mention

IRAN, IRAQ, BUSH = (
    Actor("IRN", "Iran", Kind.COUNTRY),
    Actor("IRQ", "Iraq", Kind.COUNTRY),
    Actor("george-w-bush", "George W. Bush", Kind.PERSON),
)


def mention(actor: Actor) -> Mention:
    return Mention("news", 0, 4, actor.name, "name", actor.id)


ACCUSES = Event(
    id="news/1-accuse",
    article_id="news",
    event_type="ACCUSE",
    mode=None,
    underlying_type=None,
    auxiliary=(),
    score=-3.0,
    actors=(mention(IRAN),),
    recipients=(mention(IRAQ),),
    attribution=None,
    trigger="accused",
    start=5,
    end=12,
    evidence=Evidence("news", 0, 18, "Iran accused Iraq."),
    date=date(2006, 11, 28),
    confidence=0.9,
)


def extraction(*events: Event, actors: tuple[Actor, ...] = (IRAN, IRAQ, BUSH)) -> Extraction:
    article = Article("news", "Iran accused Iraq.", published=date(2006, 11, 29))
    return Extraction(article, actors, (), events, ())


def cells(text: str) -> list[list[str]]:
    """Return the cells of a plain table, by where its headings stand."""
    head, *lines = text.splitlines()
    starts = [head.index(name) for name in COLUMNS]
    spans = list(zip(starts, [*starts[1:], None], strict=True))
    return [[line[start:end].strip() for start, end in spans] for line in lines]


@pytest.mark.parametrize(
    ("changes", "row"),
    [
        pytest.param({}, ["2006-11-28", "Iran", "accuses", "Iraq", "", "news"], id="done"),
        pytest.param({"date": None}, ["2006-11-29", "Iran", "accuses", "Iraq", "", "news"],
                     id="day-of-the-article"),
        pytest.param({"auxiliary": ("negation",)},
                     ["2006-11-28", "Iran", "does not accuse", "Iraq", "", "news"], id="denied"),
        pytest.param({"event_type": "AGREE", "underlying_type": "CONSULT",
                      "auxiliary": ("future",)},
                     ["2006-11-28", "Iran", "will meet", "Iraq", "", "news"], id="planned"),
        pytest.param({"recipients": ()}, ["2006-11-28", "Iran", "accuses", "", "", "news"],
                     id="to-nobody"),
        pytest.param({"recipients": (), "actors": (mention(IRAN), mention(IRAQ), mention(BUSH)),
                      "event_type": "CONSULT", "reciprocal": True},
                     ["2006-11-28", "Iran", "meets", "Iraq, George W. Bush", "", "news"],
                     id="meeting"),
        pytest.param({"recipients": (), "actors": (mention(IRAN), mention(IRAQ))},
                     ["2006-11-28", "Iran, Iraq", "accuses", "", "", "news"], id="both"),
        pytest.param({"attribution": Attribution("he", 0, 2, mention(BUSH))},
                     ["2006-11-28", "Iran", "accuses", "Iraq", "George W. Bush", "news"],
                     id="speaker"),
        pytest.param({"attribution": Attribution("a report", 0, 8)},
                     ["2006-11-28", "Iran", "accuses", "Iraq", "a report", "news"], id="source"),
    ],
)  # fmt: skip
def test_a_row_tells_who_did_what_to_whom(changes: dict[str, object], row: list[str]) -> None:
    text = render_events([extraction(replace(ACCUSES, **changes))], terminal=False)  # type: ignore[arg-type]
    assert cells(text) == [row]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        pytest.param("[red]Iran[/red] :smile:", "[red]Iran[/red] :smile:", id="markup"),
        pytest.param("Ir\x1b[31man\x9b1m\x07", "Ir[31man1m", id="control-codes"),
        pytest.param("Iran\u202e\u200b nari", "Iran nari", id="direction"),
        pytest.param("Iran\n\tof\u2028today", "Iran of today", id="one-line"),
        pytest.param("Tōkyō 東京 Москва", "Tōkyō 東京 Москва", id="scripts"),
        pytest.param("x" * 300, "x" * 300, id="long"),
    ],
)
def test_text_of_articles_is_text_and_nothing_else(name: str, shown: str) -> None:
    named = replace(IRAN, name=name)
    text = render_events([extraction(ACCUSES, actors=(named, IRAQ))], terminal=False)
    head, line = text.splitlines()
    assert head.split("  ")[0] == "Date"
    assert f"2006-11-28  {shown} " in line
    assert "\x1b" not in text


def test_on_a_terminal_it_fits_the_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    long = replace(ACCUSES, article_id="a-name-of-an-article-without-any-space-in-it-at-all")
    text = render_events([extraction(long)], terminal=True)
    assert "…" not in text
    assert "2006-11-28" in text
    assert max(map(len, text.replace("\x1b[1m", "").replace("\x1b[0m", "").splitlines())) <= 60


def test_without_events_there_is_no_table() -> None:
    assert render_events([extraction()], terminal=False) == ""

"""The figures of a gold set as a table for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.cli.console import drawn, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from explorer.evaluation import Figures, Finding, GoldSet


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
    return _drawn(title, gold.figures(found), terminal=terminal) + remarks


def shown(value: float) -> str:
    """Return a count as a whole number, and a share with three decimals."""
    return f"{value:,}" if isinstance(value, int) else f"{value:.3f}"


def _drawn(title: str, figures: Figures, *, terminal: bool) -> str:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column()
    table.add_column(justify="right")
    for name, value in figures.items():
        table.add_row(name, shown(value))
    return drawn(Text(title, style="bold", overflow="fold"), table, terminal=terminal)

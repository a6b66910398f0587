"""From files of event data to rows, one at a time."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path

from explorer.errors import LeftOutError, RowError, UnknownFormatError
from explorer.event_data.files import OnRefusal, lines_of
from explorer.event_data.formats import FORMATS, Format, Malformed, NoEvent
from explorer.event_data.records import Row

_DELIMITERS = "\t,"
_LOOKED_AT = 10  # lines, to tell the format
_MARKS = "\ufeff#! "  # before the first column of some releases


def read_rows(path: Path, *, on_refusal: OnRefusal, format: str | None = None) -> Iterator[Row]:
    """Yield the events of one file, in order.

    Args:
        path: the file: plain text, or packed with gzip or zip.
        on_refusal: gets each row that cannot be used, and what is wrong with the file as a whole.
        format: one of ``FORMATS``; None to tell it by the first line.

    Raises:
        UnknownFormatError: there is no such format.
    """
    if format is not None and format not in FORMATS:
        raise UnknownFormatError(f'"{format}" is none of {", ".join(FORMATS)}')
    try:
        yield from _rows(lines_of(path), path, format, on_refusal)
    except RowError as refusal:
        on_refusal(refusal)


def _rows(
    lines: Iterator[str], path: Path, format: str | None, on_refusal: OnRefusal
) -> Iterator[Row]:
    first = list(islice(lines, _LOOKED_AT))
    delimiter = max(_DELIMITERS, key="".join(first).count)
    head = [[cell.strip(_MARKS) for cell in cells] for _, cells in _cells(first, delimiter)]
    chosen = _format(head, path, format)
    columns = head[0] if chosen.header else chosen.columns
    rest = chain(first[chosen.header :], lines)
    file = str(path)
    for number, cells in _cells(rest, delimiter, start=1 + chosen.header):
        source = f"{file}, line {number}"
        try:
            row = chosen.read(_named(columns, cells), source)
        except NoEvent as reason:
            on_refusal(LeftOutError(source, str(reason)))
        except Malformed as reason:
            on_refusal(RowError(source, str(reason)))
        else:
            yield row


def _format(head: list[list[str]], path: Path, name: str | None) -> Format:
    """Return the format asked for, or else the one that the first lines tell.

    Raises:
        RowError: they are those of no format, or have not the header of the one asked for.
    """
    wanted = [FORMATS[name]] if name else list(FORMATS.values())
    found = next((one for one in wanted if one.fits(head)), None)
    if found is not None:
        return found
    if name is None:
        reason = f"its first lines are those of no format ({', '.join(FORMATS)})"
        raise RowError(str(path), reason)
    if not wanted[0].header:
        return wanted[0]  # what is wrong is said row by row
    missing = [one for one in wanted[0].columns if one not in next(iter(head), [])]
    reason = f'its first line lacks the column "{missing[0]}"'
    raise RowError(str(path), f"{reason}; is this a file of {wanted[0].dataset}?")


def _cells(
    lines: Iterable[str], delimiter: str, *, start: int = 1
) -> Iterator[tuple[int, list[str]]]:
    """Yield the number of each line that is not blank, and its cells.

    In tables with tabs a quote is a sign like others; in those with commas it may enclose a cell.
    """
    if delimiter == "\t":
        for number, line in enumerate(lines, start):
            if line.strip():
                yield number, line.rstrip("\r\n").split("\t")
        return
    rows = csv.reader(lines, delimiter=delimiter)
    yield from ((rows.line_num + start - 1, cells) for cells in rows if cells)


def _named(columns: Sequence[str], cells: list[str]) -> dict[str, str]:
    """Return the cells by their column; empty ones beyond the last column do not matter.

    Raises:
        Malformed: there are too few or too many.
    """
    if len(cells) < len(columns) or any(cells[len(columns) :]):
        raise Malformed(f"it has {len(cells)} columns, and {len(columns)} are expected")
    return dict(zip(columns, cells, strict=False))

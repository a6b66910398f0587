"""Events that others have coded: GDELT 2.0, POLECAT, ICEWS, Phoenix, as our own records.

Types are PLOVER's; CAMEO's codes are translated by data/ontology/cameo.tsv. A row that cannot be
used is never skipped in silence: it goes to ``on_refusal`` with file, line and reason, and all
others are still read. Files are read a line at a time, however large they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from explorer.event_data.files import OnRefusal, files_in
from explorer.event_data.formats import FORMATS
from explorer.event_data.records import Party, Row, as_extraction
from explorer.event_data.rows import read_rows

__all__ = ["FORMATS", "Party", "Row", "as_extraction", "read_events", "read_rows"]


def read_events(
    paths: Iterable[str | Path], *, on_refusal: OnRefusal, format: str | None = None
) -> Iterator[Row]:
    """Yield the events of files and folders, in order; ``as_extraction`` has each as an article.

    Args:
        paths: files, plain or packed with gzip or zip, and folders of such files.
        on_refusal: gets each file and row that cannot be used, and as ``LeftOutError`` each row
            that tells no event.
        format: one of ``FORMATS``; None to tell it by each file's first line.

    Raises:
        UnknownFormatError: there is no such format.
    """
    for path in files_in(paths, on_refusal=on_refusal):
        yield from read_rows(path, on_refusal=on_refusal, format=format)

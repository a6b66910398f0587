"""Files of event data as lines of text: plain, gzip or zip, never more than a line in memory."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import IO, cast

from explorer.errors import ArticleError, RowError
from explorer.sources.encoding import repaired, text_lines

OnRefusal = Callable[[RowError], None]

SUFFIXES = (".csv", ".tsv", ".tab", ".txt", ".gz", ".zip")
MAX_LINE = 1_000_000  # characters; rows of the data sets have some thousand at most
_DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile, RuntimeError)


def files_in(paths: Iterable[str | Path], *, on_refusal: OnRefusal) -> Iterator[Path]:
    """Yield the files that are meant: of a folder all that may hold event data, by name."""
    for path in map(Path, paths):
        if not path.is_dir():
            yield path
            continue
        found = sorted(one for one in path.rglob("*") if one.suffix.lower() in SUFFIXES)
        if not found:
            known = ", ".join(SUFFIXES)
            on_refusal(RowError(str(path), f"this folder has no event data (files in {known})"))
        yield from found


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a file, or of the only file in a zip archive.

    Raises:
        RowError: it cannot be opened, is damaged, is no text, or has an endless line; the lines
            before that have been yielded.
    """
    try:
        with _opened(path) as stream:
            name = str(path)
            buffered = (
                stream
                if isinstance(stream, io.BufferedReader)
                else io.BufferedReader(cast(io.RawIOBase, stream))
            )
            lines = text_lines(buffered, source=name, longest=MAX_LINE)
            for number, line in enumerate(lines, start=1):
                yield line if line.isascii() else repaired(line, source=f"{name}, line {number}")
    except ArticleError as error:
        raise RowError(error.source, error.reason) from error
    except _DAMAGED as error:
        raise RowError(str(path), f"it is damaged ({error}); fetch it again") from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise RowError(str(path), f"it cannot be opened ({reason})") from error


def _opened(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        head = file.read(4)
    if head.startswith(b"\x1f\x8b"):
        return cast(IO[bytes], gzip.open(path))
    return _member(path) if head == b"PK\x03\x04" else path.open("rb")


def _member(path: Path) -> IO[bytes]:
    with closing(zipfile.ZipFile(path)) as archive:
        names = [one for one in archive.infolist() if not one.is_dir()]
        if len(names) != 1:
            reason = f"it holds {len(names)} files, and one is expected; unpack it"
            raise RowError(str(path), reason)
        return archive.open(names[0])

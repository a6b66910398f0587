"""The formats: how to read each kind of file into drafts of articles."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Any

from explorer.errors import ArticleError
from explorer.sources.article import MAX_CHARACTERS, Draft
from explorer.sources.encoding import MAX_BYTES, decode, repaired, text_lines
from explorer.text import CLOSING, SENTENCE_ENDS

EMPTY = "it is empty, so there is nothing to read"

_MAX_HEADLINE = 150
_HEADLINE = re.compile(rf"\s*(\S[^\n]{{0,{_MAX_HEADLINE}}})\n[^\S\n]*\n\s*\S")
_NEWLINE = re.compile(r"\r\n?")
_DELIMITERS = ",;\t"
_MAX_LINE = 8 * MAX_CHARACTERS  # JSON may write a character as six
_BATCH = 64  # rows of a Parquet file that are in memory at once

PACKINGS = {".gz": "gzip", ".zst": "zstd"}

# Menus, forms and link lists have few whole sentences; a short news item has more words in them.
# A page that asks for a password may be all about that, in whole sentences.
_MIN_WORDS, _MIN_WORDS_BESIDE_PASSWORD = 15, 60
_PASSWORD = re.compile(rb"""<input\b[^>]{0,500}\btype\s{0,9}=\s{0,9}["']?password""", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]+charset=["']?([\w.:-]+)""", re.IGNORECASE)
_HTML = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: its name for messages, the id its articles fall back to, its bytes."""

    name: str
    stem: str
    stream: io.BufferedReader

    def text(self, *, declared: str = "") -> str:
        """Return the whole content as text.

        Raises:
            ArticleError: it is too large, binary, or in an unknown encoding.
        """
        return decode(self.bytes(), source=self.name, declared=declared)

    def bytes(self) -> bytes:
        """Return the whole content.

        Raises:
            ArticleError: it is empty, or larger than ``MAX_BYTES``.
        """
        data = self.stream.read(MAX_BYTES + 1)
        if not data.strip():
            raise ArticleError(self.name, EMPTY)
        if len(data) > MAX_BYTES:
            raise ArticleError(self.name, f"it is larger than {MAX_BYTES // 10**6} MB; split it")
        return data


def drafts(source: Source, suffix: str) -> Iterator[Draft]:
    """Yield the articles of one input in order, yet to be checked.

    Args:
        source: the input.
        suffix: the ending that tells its format (".csv"), ``""`` for text.

    Raises:
        ArticleError: nothing can be read from here on.
    """
    if suffix.lower() in PACKINGS:
        source, suffix = _unpacked(source, PACKINGS[suffix.lower()])
    if suffix.lower() not in _READERS:
        known = ", ".join(SUFFIXES)
        raise ArticleError(source.name, f"files ending in {suffix} are not read, only {known}")
    yield from _READERS[suffix.lower()](source)


def without_packing(name: str) -> str:
    """Return the name that a compressed file has once it is unpacked."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot + ending.lower() in PACKINGS else name


def _unpacked(source: Source, codec: str) -> tuple[Source, str]:
    """Return a compressed input as it is unpacked, piece by piece, and the ending it then has."""
    from pyarrow import CompressedInputStream

    inner = PurePath(source.stem)
    stream = io.BufferedReader(CompressedInputStream(source.stream, codec))
    return Source(source.name, inner.stem, stream), inner.suffix


def sniff(source: Source) -> str:
    """Return the suffix that an input without a name would have, by its first characters."""
    head = source.stream.peek(1024)
    if head.lstrip().startswith(b"{"):
        return ".jsonl"
    return ".html" if _HTML.match(head) else ".txt"


def _read_text(source: Source) -> Iterator[Draft]:
    yield Draft(source.name, source.stem, partial(_text_fields, source))


def _text_fields(source: Source) -> dict[str, Any]:
    text = _NEWLINE.sub("\n", source.text())
    return {"text": text, "title": headline(text)}


def headline(text: str) -> str | None:
    """Return the first line if it is short, ends no sentence and a blank line follows it."""
    match = _HEADLINE.match(text)
    line = match[1].strip() if match else ""
    return line if line and not line.endswith((".", ":", ",", ";")) else None


def _read_html(source: Source) -> Iterator[Draft]:
    yield Draft(source.name, source.stem, partial(_html_fields, source))


def _html_fields(source: Source) -> dict[str, Any]:
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    data = source.bytes()
    charset = _CHARSET.search(data[:4096])
    found = bare_extraction(
        decode(data, source=source.name, declared=charset[1].decode() if charset else ""),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    page = found if isinstance(found, Document) else Document()
    lines = (page.text or "").splitlines()
    least = _MIN_WORDS_BESIDE_PASSWORD if _PASSWORD.search(data) else _MIN_WORDS
    sentences = (line for line in lines if line.rstrip().endswith((*SENTENCE_ENDS, *CLOSING)))
    if sum(len(line.split()) for line in sentences) < least:
        raise ArticleError(
            source.name, "no article was found in this page; save the article's text as a .txt file"
        )
    return {
        "text": "\n\n".join(lines),
        "title": page.title,
        "date": page.date,
        "outlet": page.sitename,
        "url": page.url,
    }


def _read_lines(source: Source) -> Iterator[Draft]:
    lines = _lines(source)
    numbered = ((n, line) for n, line in enumerate(lines, start=1) if line.strip())
    return _numbered(source, "line", ((n, partial(_parsed, line)) for n, line in numbered))


def _lines(source: Source) -> Iterator[str]:
    return text_lines(source.stream, source=source.name, longest=_MAX_LINE)


def _read_json(source: Source) -> Iterator[Draft]:
    content = _parsed(source.text(), source=source.name)
    items = content if isinstance(content, list) else [content]
    return _numbered(source, "item", enumerate((partial(_same, one) for one in items), start=1))


def _same(value: object, *, source: str) -> object:
    return value


def _parsed(text: str, *, source: str) -> object:
    try:
        return json.loads(repaired(text, source=source))
    except json.JSONDecodeError as error:
        where = f"{error.msg}, character {error.pos + 1:,}"
        raise ArticleError(source, f"it is not valid JSON ({where})") from error
    except (RecursionError, ValueError) as error:
        raise ArticleError(source, "its JSON is nested too deeply or has a huge number") from error


def _numbered(
    source: Source, unit: str, items: Iterable[tuple[int, Callable[..., object]]]
) -> Iterator[Draft]:
    """Yield a draft an item; an item without id is called as the file, from the second numbered.

    Raises:
        ArticleError: there are no items.
    """
    count = 0
    for count, (number, load) in enumerate(items, start=1):
        name = f"{source.name}, {unit} {number}"
        stem = source.stem if count == 1 else f"{source.stem}-{count}"
        yield Draft(name, stem, partial(_object, load, name))
    if not count:
        raise ArticleError(source.name, EMPTY)


def _object(load: Callable[..., object], name: str) -> Mapping[str, Any]:
    value = load(source=name)
    if not isinstance(value, dict):
        raise ArticleError(name, 'an object is expected here, such as {"text": "..."}')
    return value


def _read_csv(source: Source) -> Iterator[Draft]:
    csv.field_size_limit(MAX_CHARACTERS)
    lines = _lines(source)
    header = next(lines, "")
    delimiter = max(_DELIMITERS, key=header.count)
    names = [name.strip().lower() for name in next(csv.reader([header], delimiter=delimiter), [])]
    if "text" not in names:
        reason = 'its first line must name the columns, and one must be "text"'
        raise ArticleError(source.name, reason)
    rows = csv.DictReader(lines, fieldnames=names, restval="", delimiter=delimiter)
    return _numbered(source, "row", enumerate(_rows(rows, source.name), start=1))


def _rows(rows: csv.DictReader[str], name: str) -> Iterator[Callable[..., object]]:
    try:
        for row in rows:
            yield partial(_row, row)
    except csv.Error as error:
        where = f"line {rows.line_num + 1} and what follows it cannot be read"
        raise ArticleError(name, f"{where}: {error}; is a quote left open?") from error


def _row(row: Mapping[str | None, Any], *, source: str) -> dict[str, str]:
    return {
        key: _NEWLINE.sub("\n", repaired(value, source=source))
        for key, value in row.items()
        if key is not None  # cells beyond the last column
    }


def _read_parquet(source: Source) -> Iterator[Draft]:
    from pyarrow import ArrowException
    from pyarrow.parquet import ParquetFile

    if not source.stream.seekable():
        raise ArticleError(source.name, "it is Parquet, which packs by itself; unpack it first")
    try:
        file = ParquetFile(source.stream)
        if "text" not in map(str.lower, file.schema_arrow.names):
            raise ArticleError(source.name, 'it has no column "text"')
        batches = file.iter_batches(batch_size=_BATCH)
        rows = (partial(_same, row) for batch in batches for row in batch.to_pylist())
        yield from _numbered(source, "row", enumerate(rows, start=1))
    except ArrowException as error:
        reason = "it is no Parquet file, or damaged; put a whole copy in its place"
        raise ArticleError(source.name, reason) from error


_READERS: dict[str, Callable[[Source], Iterator[Draft]]] = {
    "": _read_text,
    ".txt": _read_text,
    ".md": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".jsonl": _read_lines,
    ".ndjson": _read_lines,
    ".json": _read_json,
    ".csv": _read_csv,
    ".tsv": _read_csv,
    ".parquet": _read_parquet,
}
SUFFIXES = tuple(suffix for suffix in _READERS if suffix)

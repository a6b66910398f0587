"""Bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from explorer.errors import ArticleError

# A whole file of text or HTML, or a JSON file, must fit in memory with room to spare.
MAX_BYTES = 64_000_000
_HEAD = 8192

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = (
    (b"%PDF-", "it is a PDF; save its text as a .txt file first"),
    (b"PK\x03\x04", "it is a zip archive or an office document; save the text as a .txt file"),
    (b"\xd0\xcf\x11\xe0", "it is an office document; save its text as a .txt file first"),
    (b"{\\rtf", "it is an RTF document; save its text as a .txt file first"),
    (b"\x1f\x8b", "it is compressed; let its name end in .gz"),
    (b"\x28\xb5\x2f\xfd", "it is compressed; let its name end in .zst"),
    (
        b"\x00",
        "it is no text, or UTF-16 without its mark (it has NUL bytes); save it as UTF-8 text",
    ),
)

# Another script read as Windows-1252 gives long runs of accents and signs; no Western text does.
_GARBLED = re.compile(r"[^\x00-\x7f]{5}")


def decode(data: bytes, *, source: str, declared: str = "") -> str:
    """Return bytes as text: UTF-16 and UTF-32 by their mark, UTF-8, ``declared``, Windows-1252.

    Args:
        data: the whole content.
        source: what to call it in a refusal.
        declared: the name of an encoding that the content itself claims, if any.

    Raises:
        ArticleError: it is binary, or in none of these encodings.
    """
    marked = byte_order_mark(data)
    if marked:
        return _required(_decoded(data, marked), source=source)
    refuse_binary(data, source=source)
    texts = (_decoded(data, encoding) for encoding in ("utf-8", declared) if encoding)
    text = next((text for text in texts if text is not None), None)
    return _western(data, source=source) if text is None else text


@contextmanager
def open_text(stream: io.BufferedReader, *, source: str) -> Iterator[io.TextIOWrapper]:
    """Give a byte stream as a stream of text, line ends untouched, to be read piece by piece.

    Bytes that are not UTF-8 come as lone surrogates; ``repaired`` reads such a piece. The byte
    stream stays open: it is closed by whoever opened it.

    Raises:
        ArticleError: it is binary.
    """
    head = stream.peek(_HEAD)[:_HEAD]
    marked = byte_order_mark(head)
    if not marked:
        refuse_binary(head, source=source)
    wide = bool(marked) and marked != "utf-8-sig"
    errors = "replace" if wide else "surrogateescape"
    text = io.TextIOWrapper(stream, encoding=marked or "utf-8", errors=errors, newline="")
    try:
        yield text
    finally:
        if not stream.closed:
            text.detach()


def text_lines(stream: io.BufferedReader, *, source: str, longest: int) -> Iterator[str]:
    """Yield the lines of a text, yet to be ``repaired``; none of them may fill the memory.

    Raises:
        ArticleError: it is binary, or a line has more characters than the longest may have.
    """
    with open_text(stream, source=source) as text:
        for number in count(1):
            line = text.readline(longest)
            if len(line) >= longest:
                what = f"line {number} has more than {longest:,} characters"
                raise ArticleError(source, f"{what}, so it is not read, nor what follows it")
            if not line:
                return
            yield line


def repaired(piece: str, *, source: str) -> str:
    """Return a piece of ``open_text`` with bytes that are not UTF-8 read as Windows-1252.

    Raises:
        ArticleError: that gives no readable text.
    """
    if piece.isascii() or not any("\udc80" <= sign <= "\udcff" for sign in piece):
        return piece
    return _western(piece.encode("utf-8", "surrogateescape"), source=source)


def byte_order_mark(data: bytes) -> str:
    """Return the encoding that a byte order mark tells, or ``""``."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), "")


def refuse_binary(data: bytes, *, source: str) -> None:
    """Raise ArticleError if the bytes (a head is enough) are of a known binary format."""
    for magic, reason in _BINARY:
        if data.startswith(magic) or (magic == b"\x00" and magic in data):
            raise ArticleError(source, reason)


def _western(data: bytes, *, source: str) -> str:
    text = _required(_decoded(data, "cp1252"), source=source)
    return _required(None if _GARBLED.search(text) else text, source=source)


def _required(text: str | None, *, source: str) -> str:
    if text is None:
        raise ArticleError(source, "its encoding is unknown; save it as UTF-8 text")
    return text


def _decoded(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None

"""Inputs to articles: paths, folders, standard input, uploads; every article id used once."""

from __future__ import annotations

import io
import logging
import os
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from glob import glob, has_magic
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any, cast

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.sources.article import Draft, to_article
from explorer.sources.formats import SUFFIXES, Source, drafts, headline, sniff, without_packing

OnRefusal = Callable[[ArticleError], None]
OnBytes = Callable[[int], None]

STDIN = "-"
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Located:
    """An article with what to call its input in a message ("news.jsonl, line 3")."""

    source: str
    article: Article


def read_articles(
    paths: Iterable[Path | str], *, on_refusal: OnRefusal | None = None
) -> Iterator[Article]:
    """Yield the articles of files and folders, in order; every id is used once.

    What is read is as for ``locate_articles``. An id that an article before it had is changed, and
    that is told to the log.

    Args:
        paths: what to read, one after the other.
        on_refusal: called with each input that cannot be read; the others are still read.

    Raises:
        ArticleError: an input cannot be read, and ``on_refusal`` is not given.
    """
    refuse = on_refusal or _raise
    yield from map(_Ids().unique, locate_articles(paths, on_refusal=refuse))


def _raise(error: ArticleError) -> None:
    raise error


def locate_articles(
    paths: Iterable[Path | str], *, on_refusal: OnRefusal, on_bytes: OnBytes = lambda count: None
) -> Iterator[Located]:
    """Yield the articles of files, folders and web pages, in order, with their places.

    Ids may come twice. A page is fetched as ``web`` has it.

    A folder is read with its subfolders, in the order of names; hidden files and READMEs are
    left out. A path that is not there may be a pattern ("news/*.jsonl", "**" for subfolders).
    ``"-"`` is standard input: a text, an HTML page or JSON Lines, told by how it begins.
    Nothing is kept of an article once the next is read.

    Args:
        paths: what to read, one after the other.
        on_refusal: called with each input that cannot be read; the others are still read.
        on_bytes: called with the number of bytes just read of a file, to tell how far it is.
    """
    inputs = _Inputs(on_refusal, on_bytes)
    for path in paths:
        yield from inputs.read(path)


def input_size(paths: Iterable[Path | str]) -> int | None:
    """Return how many bytes of files there are to read, or None if nobody can tell."""
    sizes = 0
    for path in paths:
        if str(path) == STDIN:
            return None
        quiet = _Inputs(lambda refusal: None, lambda count: None)
        sizes += sum(file.stat().st_size for file in quiet.files(Path(path)) if file.is_file())
    return sizes


def parse_upload(name: str, data: bytes, *, on_refusal: OnRefusal) -> Iterator[Article]:
    """Yield the articles of one uploaded file; only the ending and stem of ``name`` are used."""
    path = PurePosixPath(name)
    source = Source(name, path.stem or "upload", io.BufferedReader(io.BytesIO(data)))
    yield from map(_Ids().unique, _read(source, path.suffix, on_refusal))


def article_from_text(text: str, *, id: str = "pasted") -> Article:
    """Return a pasted text as an article, its first line as the title if it is a headline.

    Raises:
        ArticleError: the text is empty or too long.
    """
    return to_article(Draft("the pasted text", id, lambda: {"text": text, "title": headline(text)}))


class _Ids:
    """Hands out article ids: the second "a" becomes "a-2"."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._seen: Counter[str] = Counter()

    def unique(self, named: Located) -> Article:
        """Return the article under an id that no article before it had."""
        given = id = named.article.id
        while id in self._used:
            self._seen[given] += 1
            id = f"{given}-{self._seen[given] + 1}"
        if id != given:
            _log.warning("%s: the id %r is taken; it is called %r here", named.source, given, id)
        self._used.add(id)
        return replace(named.article, id=id)


class _Counted(io.FileIO):
    """A file that tells how many bytes are read of it."""

    def __init__(self, path: Path, on_bytes: OnBytes) -> None:
        super().__init__(path)
        self._on_bytes = on_bytes

    def readinto(self, buffer: Any) -> int | None:
        count = super().readinto(buffer)
        self._on_bytes(count or 0)
        return count


@dataclass(frozen=True, slots=True)
class _Inputs:
    """Reads paths of all kinds, and tells what cannot be read, and how much was."""

    on_refusal: OnRefusal
    on_bytes: OnBytes

    def read(self, path: Path | str) -> Iterator[Located]:
        """Yield the articles of one path."""
        if str(path) == STDIN:
            return self._stdin()
        if _WEB_ADDRESS.match(str(path)):
            return self._page(str(path))
        return chain.from_iterable(map(self._file, self.files(Path(path))))

    def _page(self, address: str) -> Iterator[Located]:
        from explorer.sources.web import fetch_article, local_networks

        try:
            yield Located(address, fetch_article(address, local=local_networks()))
        except ArticleError as refusal:
            self.on_refusal(refusal)

    def _refused(self, source: str, reason: str) -> Iterator[Located]:
        self.on_refusal(ArticleError(source, reason))
        return iter(())

    def _stdin(self) -> Iterator[Located]:
        name = "standard input"
        if sys.stdin is None:
            return self._refused(name, "it is closed; give a file, or a pipe to read from")
        source = Source(name, "stdin", io.BufferedReader(cast(Any, sys.stdin.buffer)))
        try:
            return _read(source, sniff(source), self.on_refusal)
        except OSError as error:
            return self._refused(name, _unreadable(error))

    def files(self, path: Path) -> Iterator[Path]:
        """Yield the files that a path stands for; itself, if it is nothing else."""
        if not _is_folder(path):
            yield from _matching(path) or [path]
            return
        unreadable: list[OSError] = []
        files = _files_in(path, unreadable.append)
        for error in unreadable:
            self.on_refusal(ArticleError(str(error.filename), _unreadable(error)))
        if not files and not unreadable:
            known = ", ".join(SUFFIXES)
            reason = f"this folder has no articles (files in {known})"
            self.on_refusal(ArticleError(str(path), reason))
        yield from files

    def _file(self, path: Path) -> Iterator[Located]:
        try:
            stream = io.BufferedReader(cast(Any, _Counted(path, self.on_bytes)))
        except OSError as error:
            self.on_refusal(ArticleError(str(path), _unreadable(error)))
            return
        with stream:
            yield from _read(Source(str(path), path.stem, stream), path.suffix, self.on_refusal)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be entered; opening it as a file tells why
        return False


def _matching(path: Path) -> list[Path]:
    """Return the files that fit a pattern; none if the path is there, or is no pattern."""
    pattern = str(path)
    if os.path.lexists(path) or not has_magic(pattern):
        return []
    found = map(Path, sorted(glob(pattern, recursive=True)))  # noqa: PTH207 - it may be absolute
    return [one for one in found if one.is_file()]


def _files_in(folder: Path, on_error: Callable[[OSError], None]) -> list[Path]:
    found = (Path(at, name) for at, _, names in os.walk(folder, onerror=on_error) for name in names)
    return sorted(path for path in found if _is_article(path.relative_to(folder)))


def _is_article(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    name = Path(without_packing(path.name))
    return name.suffix.lower() in SUFFIXES and name.stem.lower() != "readme" and not hidden


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    if error.errno is None:  # of a decompressor
        return f"it is damaged or cut off ({str(error).lower()}); put a whole copy in its place"
    return f"it cannot be opened ({(error.strerror or str(error)).lower()})"


def _read(source: Source, suffix: str, on_refusal: OnRefusal) -> Iterator[Located]:
    try:
        for draft in drafts(source, suffix):
            yield from _checked(draft, on_refusal)
    except ArticleError as refusal:
        on_refusal(refusal)
    except OSError as error:
        on_refusal(ArticleError(source.name, _unreadable(error)))


def _checked(draft: Draft, on_refusal: OnRefusal) -> Iterator[Located]:
    try:
        article = to_article(draft)
    except ArticleError as refusal:
        return on_refusal(refusal)
    yield Located(draft.source, article)

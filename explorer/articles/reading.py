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
from pathlib import Path, PurePosixPath
from typing import Any, cast

from explorer.articles.records import Draft, to_article
from explorer.articles.sources import SUFFIXES, Source, drafts, headline, sniff
from explorer.errors import ArticleError
from explorer.model import Article

OnRefusal = Callable[[ArticleError], None]

STDIN = "-"
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)

_log = logging.getLogger(__name__)


def read_articles(paths: Iterable[Path | str], *, on_refusal: OnRefusal) -> Iterator[Article]:
    """Yield the articles of files and folders, in order; every id is used once.

    A folder is read with its subfolders, in the order of names; hidden files and READMEs are
    left out. ``"-"`` is standard input: a text, an HTML page or JSON Lines, told by how it begins.
    An id that an article before it had is changed, and that is told to the log.

    Args:
        paths: what to read, one after the other.
        on_refusal: called with each input that cannot be read; the others are still read.
    """
    ids = _Ids()
    for path in paths:
        yield from map(ids.unique, _read_path(path, on_refusal))


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


@dataclass(frozen=True, slots=True)
class _Named:
    """An article with what to call its input in a message."""

    source: str
    article: Article


class _Ids:
    """Hands out article ids: the second "a" becomes "a-2"."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._seen: Counter[str] = Counter()

    def unique(self, named: _Named) -> Article:
        """Return the article under an id that no article before it had."""
        given = id = named.article.id
        while id in self._used:
            self._seen[given] += 1
            id = f"{given}-{self._seen[given] + 1}"
        if id != given:
            _log.warning("%s: the id %r is taken; it is called %r here", named.source, given, id)
        self._used.add(id)
        return replace(named.article, id=id)


def _read_path(path: Path | str, on_refusal: OnRefusal) -> Iterator[_Named]:
    if str(path) == STDIN:
        return _read_stdin(on_refusal)
    if _WEB_ADDRESS.match(str(path)):
        reason = "web addresses are not read; save the page, and give the file"
        return _refused(ArticleError(str(path), reason), on_refusal)
    if _is_folder(Path(path)):
        return _read_folder(Path(path), on_refusal)
    return _read_file(Path(path), on_refusal)


def _refused(refusal: ArticleError, on_refusal: OnRefusal) -> Iterator[_Named]:
    on_refusal(refusal)
    return iter(())


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be entered; opening it as a file tells why
        return False


def _read_stdin(on_refusal: OnRefusal) -> Iterator[_Named]:
    name = "standard input"
    if sys.stdin is None:
        return on_refusal(ArticleError(name, "it is closed; give a file, or a pipe to read from"))
    try:
        source = Source(name, "stdin", io.BufferedReader(cast(Any, sys.stdin.buffer)))
        yield from _read(source, sniff(source), on_refusal)
    except OSError as error:
        on_refusal(ArticleError(name, _unreadable(error)))


def _read_folder(folder: Path, on_refusal: OnRefusal) -> Iterator[_Named]:
    unreadable: list[OSError] = []
    walk = os.walk(folder, onerror=unreadable.append)
    found = (Path(inside, name) for inside, _, names in walk for name in names)
    files = sorted(path for path in found if _is_article(path.relative_to(folder)))
    for error in unreadable:
        on_refusal(ArticleError(str(error.filename), _unreadable(error)))
    if not files and not unreadable:
        known = ", ".join(SUFFIXES)
        on_refusal(ArticleError(str(folder), f"this folder has no articles (files in {known})"))
    for file in files:
        yield from _read_file(file, on_refusal)


def _is_article(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme" and not hidden


def _read_file(path: Path, on_refusal: OnRefusal) -> Iterator[_Named]:
    try:
        with path.open("rb") as stream:
            yield from _read(Source(str(path), path.stem, stream), path.suffix, on_refusal)
    except OSError as error:
        on_refusal(ArticleError(str(path), _unreadable(error)))


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    return f"it cannot be opened ({(error.strerror or str(error)).lower()})"


def _read(source: Source, suffix: str, on_refusal: OnRefusal) -> Iterator[_Named]:
    try:
        for draft in drafts(source, suffix):
            yield from _checked(draft, on_refusal)
    except ArticleError as refusal:
        on_refusal(refusal)


def _checked(draft: Draft, on_refusal: OnRefusal) -> Iterator[_Named]:
    try:
        article = to_article(draft)
    except ArticleError as refusal:
        return on_refusal(refusal)
    yield _Named(draft.source, article)

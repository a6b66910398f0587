"""Inputs to articles: paths, folders, standard input, uploads; every article id used once."""

from __future__ import annotations

import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, cast

from explorer.articles.records import Draft, to_article
from explorer.articles.sources import SUFFIXES, Source, drafts, headline, sniff
from explorer.errors import ArticleError
from explorer.model import Article

OnRefusal = Callable[[ArticleError], None]

STDIN = "-"


def read_articles(paths: Iterable[Path | str], *, on_refusal: OnRefusal) -> Iterator[Article]:
    """Yield the articles of files and folders, in order; every id is used once.

    A folder is read with its subfolders, in the order of names; hidden files and READMEs are
    left out. ``"-"`` is standard input: a text, an HTML page or JSON Lines, told by how it begins.

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


class _Ids:
    """Hands out article ids: the second "a" becomes "a-2"."""

    def __init__(self) -> None:
        self._used: set[str] = set()
        self._seen: Counter[str] = Counter()

    def unique(self, article: Article) -> Article:
        """Return the article under an id that no article before it had."""
        id = article.id
        while id in self._used:
            self._seen[article.id] += 1
            id = f"{article.id}-{self._seen[article.id] + 1}"
        self._used.add(id)
        return replace(article, id=id)


def _read_path(path: Path | str, on_refusal: OnRefusal) -> Iterator[Article]:
    if str(path) == STDIN:
        stream = io.BufferedReader(cast(Any, sys.stdin.buffer))
        source = Source("standard input", "stdin", stream)
        return _read(source, sniff(source), on_refusal)
    if Path(path).is_dir():
        return _read_folder(Path(path), on_refusal)
    return _read_file(Path(path), on_refusal)


def _read_folder(folder: Path, on_refusal: OnRefusal) -> Iterator[Article]:
    files = sorted(path for path in folder.rglob("*") if _is_article(path.relative_to(folder)))
    if not files:
        known = ", ".join(SUFFIXES)
        on_refusal(ArticleError(str(folder), f"this folder has no articles (files in {known})"))
    for file in files:
        yield from _read_file(file, on_refusal)


def _is_article(path: Path) -> bool:
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in SUFFIXES and path.stem.lower() != "readme" and not hidden


def _read_file(path: Path, on_refusal: OnRefusal) -> Iterator[Article]:
    try:
        with path.open("rb") as stream:
            yield from _read(Source(str(path), path.stem, stream), path.suffix, on_refusal)
    except OSError as error:
        on_refusal(ArticleError(str(path), _unreadable(error)))


def _unreadable(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the path"
    return f"it cannot be opened ({(error.strerror or str(error)).lower()})"


def _read(source: Source, suffix: str, on_refusal: OnRefusal) -> Iterator[Article]:
    try:
        for draft in drafts(source, suffix):
            yield from _checked(draft, on_refusal)
    except ArticleError as refusal:
        on_refusal(refusal)


def _checked(draft: Draft, on_refusal: OnRefusal) -> Iterator[Article]:
    try:
        article = to_article(draft)
    except ArticleError as refusal:
        return on_refusal(refusal)
    yield article

"""Batches of articles, the unit of work: small enough to lose, large enough to amortise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.model import Article
from explorer.sources import Located

_BATCH, _BATCH_CHARACTERS = 16, 30_000  # a second of work
_CHUNK, _CHUNK_CHARACTERS = 256, 4_000_000  # deduplicated at once

Deduplicate = Callable[[Sequence[Article]], Sequence[Article | None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits for one article: seconds, and bytes of memory of the process that reads it.

    Extraction is bounded to half a minute and a gigabyte for any article (``language.MAX_WORDS``);
    these limits are a safety net.
    """

    seconds: float = 120.0
    memory: int = 4 * 2**30


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles for one task; ``known`` more were in the store already.

    ``model`` names the language pipeline. ``position`` is the number of bytes of the inputs that
    were read when the batch was complete.
    """

    articles: tuple[Located, ...]
    model: str | None
    limits: Limits
    position: int = 0
    known: int = 0


def batches(
    located: Iterable[Located],
    *,
    deduplicate: Deduplicate,
    position: Callable[[], int],
    model: str | None,
    limits: Limits,
) -> Iterator[Batch]:
    """Yield the new articles in batches, in order, as they are read.

    Args:
        located: the articles.
        deduplicate: returns each article under its id in the store, or None if it is known.
        position: returns the number of bytes of the inputs that were read.
        model: the language pipeline.
        limits: the limits for one article.
    """
    for chunk in _chunks(located, _CHUNK, _CHUNK_CHARACTERS):
        deduplicated = zip(chunk, deduplicate([one.article for one in chunk]), strict=True)
        new = [replace(one, article=article) for one, article in deduplicated if article]
        known = len(chunk) - len(new)
        for articles in _chunks(new, _BATCH, _BATCH_CHARACTERS) if new else ((),):
            yield Batch(tuple(articles), model, limits, position(), known)
            known = 0


def _chunks(located: Iterable[Located], limit: int, characters: int) -> Iterator[list[Located]]:
    """Yield chunks of articles, bounded in number and length; a single one may be longer."""
    chunk: list[Located] = []
    length = 0
    for one in located:
        chunk.append(one)
        length += len(one.article.text)
        if len(chunk) >= limit or length >= characters:
            yield chunk
            chunk, length = [], 0
    if chunk:
        yield chunk

"""Batches of articles, and the task that reads one of them in parallel: articles in, a shard out.

The task depends on the batch alone and needs no file but the language pipeline: any process on any
machine with the explorer installed gives the same result.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from explorer.errors import ExplorerError
from explorer.model import Article, Extraction
from explorer.pipeline import extract
from explorer.sources import Located
from explorer.store import encode_extraction, pack_shard

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


@dataclass(frozen=True, slots=True)
class BatchResult:
    """The result of a batch: a shard, and what was refused.

    ``notices`` name articles of which only a part was read; ``refused`` are pairs of source and
    reason.
    """

    shard: bytes = b""
    articles: int = 0
    events: int = 0
    notices: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def read_batch(batch: Batch) -> BatchResult:
    """Extract from the articles of a batch; one that fails does not affect the others.

    An article that exceeds the time limit ends the process: nothing less is sure to stop it.

    Raises:
        PipelineError: the language pipeline cannot be used.
    """
    read: list[tuple[Extraction, str]] = []
    refused: list[tuple[str, str]] = []
    for located in batch.articles:
        try:
            with _time_limit(batch.limits.seconds):
                extraction = next(extract([located.article], model=batch.model))
            read.append((extraction, located.source))
        except ExplorerError:
            raise
        except Exception as error:
            name = f"{type(error).__name__}: {error}".removesuffix(": ")
            refused.append((located.source, f"it could not be read ({name})"))
    return BatchResult(
        shard=pack_shard(encode_extraction(one, source=source) for one, source in read)
        if read
        else b"",
        articles=len(read),
        events=sum(len(one.events) for one, _ in read),
        notices=tuple(f"{source}: {notice}" for one, source in read for notice in one.notices),
        refused=tuple(refused),
    )


@contextmanager
def _time_limit(seconds: float) -> Iterator[None]:
    """End the process if the block takes longer."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no path of ours
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

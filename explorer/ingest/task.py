"""The stage that is run in parallel: a batch of articles in, a shard of the store out.

It depends on the batch alone, and needs no file but the language pipeline: any process on any
machine that has the explorer can do it, and does it the same.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from explorer.articles import Located
from explorer.errors import ExplorerError
from explorer.ingest.batches import Batch
from explorer.model import Extraction
from explorer.pipeline import extract
from explorer.store import encode_extraction, pack_shard


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What became of a batch: rows packed for the store, and what was refused, as messages.

    ``notices`` tell what was read in part; ``refused`` are pairs of source and reason.
    """

    shard: bytes = b""
    articles: int = 0
    events: int = 0
    notices: tuple[str, ...] = ()
    refused: tuple[tuple[str, str], ...] = ()


def read_batch(batch: Batch) -> BatchResult:
    """Read the articles of a batch; one that fails costs itself alone.

    An article that takes longer than it may ends the process, for nothing less is sure to stop it.

    Raises:
        PipelineError: the language pipeline cannot be used.
    """
    read: list[tuple[Extraction, str]] = []
    refused: list[tuple[str, str]] = []
    for located in batch.articles:
        try:
            with _watched(batch.limits.seconds):
                read.append((_extraction(located, batch.model), located.source))
        except ExplorerError:
            raise
        except Exception as error:
            refused.append((located.source, f"it could not be read ({_named(error)})"))
    return BatchResult(
        shard=pack_shard(encode_extraction(one, source=source) for one, source in read)
        if read
        else b"",
        articles=len(read),
        events=sum(len(one.events) for one, _ in read),
        notices=tuple(f"{source}: {notice}" for one, source in read for notice in one.notices),
        refused=tuple(refused),
    )


def _extraction(located: Located, model: str | None) -> Extraction:
    return next(extract([located.article], model=model))


def _named(error: Exception) -> str:
    return f"{type(error).__name__}: {error}".removesuffix(": ")


@contextmanager
def _watched(seconds: float) -> Iterator[None]:
    """End the process if what is done here takes longer."""
    with open(os.devnull, "w") as nowhere:  # noqa: PTH123 - no path of ours
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()

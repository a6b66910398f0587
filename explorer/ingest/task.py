"""The task that runs in parallel: a batch of articles in, a shard of the store out.

It depends on the batch alone and needs no file but the language pipeline: any process on any
machine with the explorer installed gives the same result.
"""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from explorer.errors import ExplorerError
from explorer.ingest.batches import Batch
from explorer.model import Extraction
from explorer.pipeline import extract
from explorer.store import encode_extraction, pack_shard


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

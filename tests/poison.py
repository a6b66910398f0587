"""Batches read by workers that come to harm: what each article says is done to its reader."""

from __future__ import annotations

import os
import signal
import time

from explorer.ingest import batches
from explorer.ingest.batches import Batch, BatchResult, read_batch

CRASH, HANG, FAIL, EAT = "Crash now.", "Hang now.", "Fail now.", "Eat now."


def read_poisoned(batch: Batch) -> BatchResult:
    """Read a batch as it is read; the words above do harm, for want of an article that does."""

    batches.extract = _harmed(batches.extract)  # type: ignore[assignment]
    return read_batch(batch)


def _harmed(extract):  # type: ignore[no-untyped-def]
    if getattr(extract, "harmed", False):
        return extract

    def harmed(articles, **options):  # type: ignore[no-untyped-def]
        [article] = articles
        if article.text == CRASH:
            os.kill(os.getpid(), signal.SIGKILL)
        if article.text == HANG:
            time.sleep(600)
        if article.text == FAIL:
            raise RecursionError("too deep")
        if article.text == EAT:
            _ = b"x" * 2**40
        return extract(articles, **options)

    harmed.harmed = True  # type: ignore[attr-defined]
    return harmed

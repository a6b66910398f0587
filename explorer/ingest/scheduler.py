"""The ingest: inputs to batches, batches to an executor, results into the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path

from explorer.errors import ArticleError
from explorer.ingest.batches import DEFAULT_LIMITS, Batch, BatchResult, Limits, batches
from explorer.ingest.executors import BatchExecutor
from explorer.sources import locate_articles
from explorer.store import StoreWriter, open_writer

_WORKER_LOST = (
    "the process that read it came to an end: it took longer than {seconds:.0f} seconds, or more "
    "memory than it may; is it an article?"
)

OnProgress = Callable[["Progress"], None]


@dataclass(slots=True)
class Progress:
    """The progress of an ingest.

    Attributes:
        added: articles that were added.
        events: events in them.
        known: articles that the store had before, or that came twice.
        refused: inputs that were refused.
        position: bytes of the inputs that are done.
    """

    added: int = 0
    events: int = 0
    known: int = 0
    refused: int = 0
    position: int = 0

    @property
    def articles(self) -> int:
        """Return the number of processed articles."""
        return self.added + self.known


def ingest(
    paths: Sequence[str],
    store: Path,
    *,
    executor: BatchExecutor,
    on_refusal: Callable[[ArticleError], None],
    on_notice: Callable[[str], None] = lambda notice: None,
    on_progress: OnProgress = lambda progress: None,
    model: str | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Progress:
    """Add all articles of some inputs to a store, and return the final progress.

    The inputs are streamed: a few hundred articles are in memory at a time. An interrupted ingest
    continues when it is repeated, and gives the same store as an uninterrupted one. The store does
    not depend on the executor either.

    Args:
        paths: files, folders and patterns, as for ``locate_articles``.
        store: the store's file, created if there is none.
        executor: runs the batches.
        on_refusal: called with each refused input, which is recorded in the store, too.
        on_notice: called with warnings on articles that were read.
        on_progress: called after each batch.
        model: the language pipeline, by default the shipped one.
        limits: the limits for one article.

    Raises:
        StoreError: the store cannot be written to.
        PipelineError: the language pipeline cannot be used.
    """
    with open_writer(store, paths=paths, model=model) as writer:
        scheduler = _Scheduler(writer, executor, on_refusal, on_notice, on_progress)
        located = locate_articles(paths, on_refusal=scheduler.refuse, on_bytes=scheduler.add_bytes)
        scheduler.run(
            batches(
                located,
                deduplicate=writer.deduplicate,
                position=lambda: scheduler.position,
                model=model,
                limits=limits,
            )
        )
    return scheduler.progress


class _Scheduler:
    """Schedules the batches of one ingest, and stores their results."""

    def __init__(
        self,
        writer: StoreWriter,
        executor: BatchExecutor,
        on_refusal: Callable[[ArticleError], None],
        on_notice: Callable[[str], None],
        on_progress: OnProgress,
    ) -> None:
        self.progress = Progress()
        self.position = 0
        self._writer, self._executor = writer, executor
        self._on_refusal, self._on_notice, self._on_progress = on_refusal, on_notice, on_progress
        self._running: dict[Future[BatchResult], Batch] = {}
        self._retries: deque[Batch] = deque()

    def add_bytes(self, bytes: int) -> None:
        """Count bytes of the inputs that were read."""
        self.position += bytes

    def refuse(self, refusal: ArticleError) -> None:
        """Report and record a refused input."""
        self.progress.refused += 1
        self._on_refusal(refusal)
        self._writer.add_refusal(refusal.source, refusal.reason)

    def run(self, new: Iterable[Batch]) -> None:
        """Run all batches; when interrupted, wait for those that are running."""
        try:
            for batch in self._submittable(new):
                if batch.articles:
                    self._running[self._executor.submit(batch)] = batch
                else:
                    self._finish(batch, BatchResult())
        finally:
            while self._running:
                self._collect()

    def _submittable(self, new: Iterable[Batch]) -> Iterator[Batch]:
        """Yield a batch whenever there is capacity; retries first."""
        rest = iter(new)
        while True:
            while len(self._running) >= self._executor.capacity():
                self._collect()
            batch = self._retries.popleft() if self._retries else next(rest, None)
            if batch is not None:
                yield batch
            elif self._running:
                self._collect()
            else:
                return

    def _collect(self) -> None:
        """Wait for at least one batch, and handle its result."""
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            batch = self._running.pop(future)
            if isinstance(future.exception(), self._executor.worker_lost):
                self._retry(batch)
            else:
                self._finish(batch, future.result())

    def _retry(self, batch: Batch) -> None:
        """Retry the articles of a lost batch one by one, and refuse one that is lost alone."""
        if len(batch.articles) > 1:
            self._retries.extend(replace(batch, articles=(one,), known=0) for one in batch.articles)
            return self._finish(replace(batch, articles=()), BatchResult())
        [located] = batch.articles
        reason = _WORKER_LOST.format(seconds=batch.limits.seconds)
        self._finish(batch, BatchResult(refused=((located.source, reason),)))

    def _finish(self, batch: Batch, result: BatchResult) -> None:
        for source, reason in result.refused:
            self.refuse(ArticleError(source, reason))
        for notice in result.notices:
            self._on_notice(notice)
        if result.shard:
            self._writer.stage(result.shard)
        self.progress.added += result.articles
        self.progress.events += result.events
        self.progress.known += batch.known
        self.progress.position = max(self.progress.position, batch.position)
        self._on_progress(self.progress)

"""The ingest: inputs to batches, batches to an executor, what comes back into the store."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass
from pathlib import Path

from explorer.articles import locate_articles
from explorer.errors import ArticleError
from explorer.ingest.batches import DEFAULT_LIMITS, Batch, Limits, batches
from explorer.ingest.executors import BatchExecutor
from explorer.ingest.task import BatchResult
from explorer.store import StoreWriter, open_writer

_WORKER_LOST = (
    "the process that read it came to an end: it took longer than {seconds:.0f} seconds, or more "
    "memory than it may; is it an article?"
)

OnProgress = Callable[["Progress"], None]


@dataclass(slots=True)
class Progress:
    """How far an ingest is.

    Attributes:
        added: articles that were read.
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
        """Return how many articles are done with."""
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
    """Add all articles of some inputs to a store, and return what became of them.

    Articles are read as they come, a few hundred at a time are in memory. If it ends before its
    time, whatever the reason, the same again goes on from there, and gives the same store as if
    nothing had happened. The store does not depend on the executor either.

    Args:
        paths: files, folders and patterns, as for ``locate_articles``.
        store: the store's file, made if it is not there.
        executor: runs the batches.
        on_refusal: called with each input that is refused; it is written down in the store, too.
        on_notice: called with what the user should know of an article that was read.
        on_progress: called each time a batch is done.
        model: the language pipeline, by default the shipped one.
        limits: what one article may cost.

    Raises:
        StoreError: the store cannot be written to.
        PipelineError: the language pipeline cannot be used.
    """
    with open_writer(store, paths=paths, model=model) as writer:
        run = _Scheduler(writer, executor, on_refusal, on_notice, on_progress)
        located = locate_articles(paths, on_refusal=run.refuse, on_bytes=run.count)
        run.read(
            batches(
                located,
                deduplicate=writer.deduplicate,
                position=lambda: run.position,
                model=model,
                limits=limits,
            )
        )
    return run.progress


class _Scheduler:
    """One ingest under way."""

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

    def count(self, bytes: int) -> None:
        """Note that so much more of the inputs was read."""
        self.position += bytes

    def refuse(self, refusal: ArticleError) -> None:
        """Tell a refusal, and write it down."""
        self.progress.refused += 1
        self._on_refusal(refusal)
        self._writer.add_refusal(refusal.source, refusal.reason)

    def read(self, new: Iterable[Batch]) -> None:
        """Have all batches read; when stopped, keep what is being read."""
        try:
            for batch in self._with_those_again(new):
                if batch.articles:
                    self._running[self._executor.submit(batch)] = batch
                else:
                    self._done(batch, BatchResult())
        finally:
            while self._running:
                self._take()

    def _with_those_again(self, new: Iterable[Batch]) -> Iterator[Batch]:
        """Yield a batch whenever there is room; first those that must be read once more."""
        rest = iter(new)
        while True:
            while len(self._running) >= self._executor.capacity():
                self._take()
            batch = self._retries.popleft() if self._retries else next(rest, None)
            if batch is not None:
                yield batch
            elif self._running:
                self._take()
            else:
                return

    def _take(self) -> None:
        """Wait until a batch or more were read, and keep what came of them."""
        for future in wait(self._running, return_when=FIRST_COMPLETED).done:
            batch = self._running.pop(future)
            if isinstance(future.exception(), self._executor.worker_lost):
                self._lost(batch)
            else:
                self._done(batch, future.result())

    def _lost(self, batch: Batch) -> None:
        """Read the articles one by one: the one that ended a worker costs itself alone."""
        if len(batch.articles) > 1:
            self._retries.extend(batch.singles())
            batch = Batch((), batch.model, batch.limits, batch.position, batch.known)
            return self._done(batch, BatchResult())
        [located] = batch.articles
        reason = _WORKER_LOST.format(seconds=batch.limits.seconds)
        self._done(batch, BatchResult(refused=((located.source, reason),)))

    def _done(self, batch: Batch, result: BatchResult) -> None:
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

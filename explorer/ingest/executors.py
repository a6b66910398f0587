"""Who reads batches: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any, Protocol, cast

from explorer.errors import ExplorerError
from explorer.ingest.batches import DEFAULT_LIMITS, Batch, Limits
from explorer.ingest.task import BatchResult, read_batch
from explorer.lean import load_pyarrow_alone

Task = Callable[[Batch], BatchResult]

_BATCHES_PER_THREAD = 2  # batches for each worker of a cluster: it need not wait for the next
_CONNECT_TIMEOUT = 10  # seconds for a cluster to answer
_WORKER_GRACE = 3  # seconds to wait for a worker without a word


class BatchExecutor(Protocol):
    """Reads batches; a worker that ends is replaced."""

    @property
    def worker_lost(self) -> type[Exception]:
        """Return what the future of a batch raises if a worker ended over it."""
        ...

    def capacity(self) -> int:
        """Return how many batches may be read, or wait to be read, at a time."""
        ...

    def submit(self, batch: Batch) -> Future[BatchResult]:
        """Begin to read a batch."""
        ...


def available_cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _ProcessExecutor:
    """Worker processes, each with an executor of its own: one that ends takes no other along."""

    worker_lost: type[Exception] = BrokenExecutor

    def __init__(self, workers: int, read: Task, memory: int) -> None:
        self._workers = workers
        self._read, self._memory = read, memory
        self._idle: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()
        for _ in range(workers):
            self._idle.put(self._new())

    def _new(self) -> ProcessPoolExecutor:
        # Spawned, not forked: this process has threads, and what they hold would stay locked.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, context, _prepare, (self._memory,))

    def capacity(self) -> int:
        return self._workers

    def submit(self, batch: Batch) -> Future[BatchResult]:
        executor = self._idle.get()
        future = executor.submit(self._read, batch)
        future.add_done_callback(lambda done: self._back(executor, done))
        return future

    def _back(self, executor: ProcessPoolExecutor, done: Future[BatchResult]) -> None:
        broken = isinstance(done.exception(), BrokenExecutor)
        self._idle.put(self._new() if broken else executor)

    def close(self) -> None:
        executors = [self._idle.get() for _ in range(self._workers)]
        with ThreadPoolExecutor() as side_by_side:
            list(side_by_side.map(Executor.shutdown, executors))


@contextmanager
def process_executor(
    workers: int, *, limits: Limits = DEFAULT_LIMITS, read: Task = read_batch
) -> Iterator[BatchExecutor]:
    """Give an executor with so many processes of this machine.

    Args:
        workers: how many.
        limits: how much memory each may use.
        read: what is done with a batch.
    """
    executor = _ProcessExecutor(workers, read, limits.memory)
    try:
        yield executor
    finally:
        executor.close()


def _prepare(memory: int) -> None:
    """Make this worker lean, end with its parent, leave Ctrl-C to that, and bound its memory."""
    import signal

    load_pyarrow_alone()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        import resource
    except ImportError:  # not on Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, most))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        os._exit(1)


class _DaskExecutor:
    """The workers of a cluster; what a lost one had to do others do, a few times over."""

    def __init__(self, client: Any, read: Task) -> None:
        from distributed import KilledWorker

        self.worker_lost: type[Exception] = KilledWorker
        self._client, self._read = client, read
        self._executor = client.get_executor(pure=False)

    def capacity(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _BATCHES_PER_THREAD * max(1, sum(threads.values()))

    def submit(self, batch: Batch) -> Future[BatchResult]:
        future: Future[BatchResult] = self._executor.submit(self._read, batch)
        return future


@contextmanager
def dask_executor(
    scheduler: str, *, read: Task = read_batch, on_wait: Callable[[str], None] = print
) -> Iterator[BatchExecutor]:
    """Give an executor on a Dask cluster, once that has a worker.

    Args:
        scheduler: its address, such as "tcp://10.0.0.1:8786".
        read: what is done with a batch.
        on_wait: is told if no worker is there yet.

    Raises:
        ExplorerError: dask.distributed is not installed, or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError as error:
        reason = "--scheduler needs Dask; install it with: pip install distributed"
        raise ExplorerError(reason) from error
    try:
        client = cast(Any, Client)(scheduler, timeout=_CONNECT_TIMEOUT, set_as_default=False)
    except (OSError, ValueError) as error:
        reason = f"{scheduler}: no Dask scheduler answers there; check the address"
        raise ExplorerError(reason) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_WORKER_GRACE)
        except TimeoutError:
            on_wait(
                f"{scheduler}: no worker has come yet; waiting for one. "
                f"Start it with: dask worker {scheduler} --nthreads 1"
            )
            client.wait_for_workers(1)
        yield _DaskExecutor(client, read)

"""Executors for batches: processes of this machine, or the workers of a Dask cluster."""

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
from explorer.ingest.batches import DEFAULT_LIMITS, Batch, BatchResult, Limits, read_batch
from explorer.lean import load_pyarrow_alone

Task = Callable[[Batch], BatchResult]

_BATCHES_PER_THREAD = 2  # on a cluster, so that no worker idles
_CONNECT_TIMEOUT = 10  # seconds
_WORKER_GRACE = 3  # seconds to wait for a worker before saying so


class BatchExecutor(Protocol):
    """Runs the task on batches; a worker that dies is replaced."""

    @property
    def worker_lost(self) -> type[Exception]:
        """Return the type of a future's exception if the worker died."""
        ...

    def capacity(self) -> int:
        """Return the maximal number of running and queued batches."""
        ...

    def submit(self, batch: Batch) -> Future[BatchResult]:
        """Submit a batch."""
        ...


def available_cores() -> int:
    """Return how many processor cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _ProcessExecutor:
    """Worker processes, each with an executor of its own, so that one that dies breaks no other."""

    worker_lost: type[Exception] = BrokenExecutor

    def __init__(self, workers: int, task: Task, memory: int) -> None:
        self._workers = workers
        self._task, self._memory = task, memory
        self._idle: SimpleQueue[ProcessPoolExecutor] = SimpleQueue()
        for _ in range(workers):
            self._idle.put(self._new())

    def _new(self) -> ProcessPoolExecutor:
        # Spawned, not forked: this process has threads, and what they hold would stay locked.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(1, context, _init_worker, (self._memory,))

    def capacity(self) -> int:
        return self._workers

    def submit(self, batch: Batch) -> Future[BatchResult]:
        executor = self._idle.get()
        future = executor.submit(self._task, batch)
        future.add_done_callback(lambda done: self._return(executor, done))
        return future

    def _return(self, executor: ProcessPoolExecutor, done: Future[BatchResult]) -> None:
        broken = isinstance(done.exception(), BrokenExecutor)
        self._idle.put(self._new() if broken else executor)

    def close(self) -> None:
        executors = [self._idle.get() for _ in range(self._workers)]
        with ThreadPoolExecutor() as side_by_side:
            list(side_by_side.map(Executor.shutdown, executors))


@contextmanager
def process_executor(
    workers: int, *, limits: Limits = DEFAULT_LIMITS, task: Task = read_batch
) -> Iterator[BatchExecutor]:
    """Start worker processes on this machine.

    Args:
        workers: the number of processes.
        limits: the memory limit of each process.
        task: what to run on each batch.
    """
    executor = _ProcessExecutor(workers, task, limits.memory)
    try:
        yield executor
    finally:
        executor.close()


def _init_worker(memory: int) -> None:
    """Initialise a worker: few imports, ends with its parent, ignores Ctrl-C, limited memory."""
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
    """The workers of a Dask cluster, which retries the tasks of lost workers a few times."""

    def __init__(self, client: Any, task: Task) -> None:
        from distributed import KilledWorker

        self.worker_lost: type[Exception] = KilledWorker
        self._client, self._task = client, task
        self._executor = client.get_executor(pure=False)

    def capacity(self) -> int:
        threads: dict[str, int] = self._client.nthreads()
        return _BATCHES_PER_THREAD * max(1, sum(threads.values()))

    def submit(self, batch: Batch) -> Future[BatchResult]:
        future: Future[BatchResult] = self._executor.submit(self._task, batch)
        return future


@contextmanager
def dask_executor(
    scheduler: str, *, task: Task = read_batch, on_wait: Callable[[str], None] = print
) -> Iterator[BatchExecutor]:
    """Connect to a Dask cluster, and wait for its first worker.

    Args:
        scheduler: its address, such as "tcp://10.0.0.1:8786".
        task: what to run on each batch.
        on_wait: called with a message if there is no worker yet.

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
        yield _DaskExecutor(client, task)

"""Ingest of many articles into a store, in parallel: on this machine or on a Dask cluster."""

from explorer.ingest.batches import Limits
from explorer.ingest.executors import (
    BatchExecutor,
    available_cores,
    dask_executor,
    process_executor,
)
from explorer.ingest.scheduler import Progress, ingest

__all__ = [
    "BatchExecutor",
    "Limits",
    "Progress",
    "available_cores",
    "dask_executor",
    "ingest",
    "process_executor",
]

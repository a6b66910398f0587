"""Many articles into a store: on the cores of this machine, or on a Dask cluster."""

from explorer.ingest.batches import Limits
from explorer.ingest.executors import Crew, available_cores, cluster, processes
from explorer.ingest.scheduler import Progress, ingest

__all__ = ["Crew", "Limits", "Progress", "available_cores", "cluster", "ingest", "processes"]

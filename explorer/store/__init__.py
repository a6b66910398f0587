"""The store: a corpus in one DuckDB file, with all that was read off its articles."""

from explorer.store.exporting import export
from explorer.store.loading import extractions, reading_of, refusals
from explorer.store.opening import connect
from explorer.store.rows import rows_of
from explorer.store.saving import Writer, writing
from explorer.store.work import pack

__all__ = [
    "Writer",
    "connect",
    "export",
    "extractions",
    "pack",
    "reading_of",
    "refusals",
    "rows_of",
    "writing",
]

"""The store: a corpus in one DuckDB file, with all that was read off its articles."""

from explorer.store.codec import rows_of
from explorer.store.exporting import export
from explorer.store.opening import connect
from explorer.store.reader import extractions, reading_of, refusals
from explorer.store.staging import pack
from explorer.store.writer import Writer, writing

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

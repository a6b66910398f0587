"""The store: a corpus in one DuckDB file, with all that was read off its articles."""

from explorer.store.codec import encode_extraction
from explorer.store.exporting import export_parquet
from explorer.store.opening import connect
from explorer.store.reader import load_extraction, load_extractions, load_refusals
from explorer.store.staging import pack_shard
from explorer.store.writer import StoreWriter, open_writer

__all__ = [
    "StoreWriter",
    "connect",
    "encode_extraction",
    "export_parquet",
    "load_extraction",
    "load_extractions",
    "load_refusals",
    "open_writer",
    "pack_shard",
]

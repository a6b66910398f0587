"""The store: a corpus in one DuckDB file, with everything extracted from its articles."""

from explorer.store.codec import encode_extraction
from explorer.store.reader import (
    connect,
    export_parquet,
    load_extraction,
    load_extractions,
    load_refusals,
)
from explorer.store.staging import pack_shard
from explorer.store.writer import StoreWriter, open_writer, set_judgement

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
    "set_judgement",
]

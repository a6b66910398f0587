"""What the pipeline read of the sample articles, kept beside them, so that the page opens at once.

``python -m explorer.samples`` reads them anew, and writes it down with a fingerprint of all that
the reading depends on: the articles, the language pipeline and the tables under ``data/``. Where
one of these has changed since, nothing is kept.
"""

from __future__ import annotations

import json
from dataclasses import astuple, is_dataclass
from datetime import date
from functools import cache
from hashlib import file_digest, sha256
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from explorer.model import Extraction
from explorer.resources import DATA, data_path
from explorer.sources import read_articles

REMAKE = "python -m explorer.samples"

_KEPT = "samples.jsonl"
_MADE_OF = ("articles", "gazetteer", "model", "ontology")
_DOCUMENT = ".md"


def kept_readings() -> tuple[Extraction, ...]:
    """Return what was read of each sample article; nothing if that is out of date."""
    path = data_path(_KEPT)
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    made_of, *kept = map(json.loads, lines or ['""'])
    return tuple(_decode(Extraction, one) for one in kept) if made_of == fingerprint() else ()


def keep_readings() -> None:
    """Read the sample articles and write down what was read: the fingerprint, an article a line."""
    values = [fingerprint(), *map(astuple, read_anew())]
    lines = [json.dumps(one, default=str, separators=(",", ":")) + "\n" for one in values]
    data_path(_KEPT).write_text("".join(lines), encoding="utf-8", newline="\n")


def read_anew() -> list[Extraction]:
    """Read the sample articles with the language pipeline."""
    from explorer.pipeline import extract

    return list(extract(read_articles([data_path("articles")])))


def fingerprint() -> str:
    """Return a hash over all files that the readings depend on."""
    hashed = sha256()
    for path in sorted(path for name in _MADE_OF for path in data_path(name).rglob("*")):
        if path.is_file() and path.suffix != _DOCUMENT:
            with path.open("rb") as file:
                content = file_digest(file, "sha256").hexdigest()
            hashed.update(f"{path.relative_to(DATA).as_posix()} {content}\n".encode())
    return hashed.hexdigest()


def _decode(kind: Any, value: Any) -> Any:
    """Return a value from JSON as what an annotation of a record says."""
    if value is None:
        return None
    if isinstance(kind, type) and is_dataclass(kind):
        return kind(*map(_decode, _hints(kind), value))
    within = next((one for one in get_args(kind) if one is not NoneType), None)
    if get_origin(kind) is tuple:
        return tuple(_decode(within, one) for one in value)
    if within:
        return _decode(within, value)
    return date.fromisoformat(value) if kind is date else kind(value)


@cache
def _hints(kind: Any) -> tuple[Any, ...]:
    """Return what the fields of a record are, in order."""
    return tuple(get_type_hints(kind).values())


if __name__ == "__main__":
    keep_readings()

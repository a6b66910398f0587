"""CAMEO, the older ontology of events, in PLOVER's terms (data/ontology/cameo.tsv)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from explorer.resources import read_table

_HIGHEST_ROOT = 20


@dataclass(frozen=True, slots=True)
class Coded:
    """What a CAMEO code says in PLOVER's terms.

    ``code`` is whole. ``event_type`` is None where PLOVER has none: for statements.
    ``underlying_type`` is the deed that is announced. ``swapped`` tells that CAMEO's source is
    PLOVER's recipient. ``meaning`` says the same in words.
    """

    code: str
    event_type: str | None
    mode: str | None
    underlying_type: str | None
    auxiliary: tuple[str, ...]
    swapped: bool
    meaning: str


@lru_cache(65536)
def from_cameo(code: str) -> Coded | None:
    """Return what a code of two to four digits means, None if CAMEO has no such code.

    A code without a row of its own counts as the longest row that it begins with. A leading zero
    that a spreadsheet has taken away is put back where that leaves no doubt: "42", "841".
    """
    whole = _whole(code)
    rows = (_table().get(whole[:n]) for n in (4, 3, 2) if n <= len(whole))
    row = next((row for row in rows if row is not None), None)
    return None if row is None else _coded(whole, row)


def _whole(code: str) -> str:
    lost = code.isdigit() and len(code) in (2, 3) and int(code[:2]) > _HIGHEST_ROOT
    return f"0{code}" if lost else code


def _coded(code: str, row: dict[str, str]) -> Coded:
    announced = row["underlying"]
    return Coded(
        code=code,
        event_type=row["type"] or None,
        mode=row["mode"] or None,
        underlying_type=announced if announced and announced != row["type"] else None,
        auxiliary=("future",) if announced else (),
        swapped=row["roles"] == "swapped",
        meaning=f"{row['meaning']} (CAMEO {code})",
    )


@cache
def _table() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read_table("ontology", "cameo.tsv")}

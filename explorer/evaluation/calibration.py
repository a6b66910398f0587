"""Whether confidence keeps its word: of the events it is 0.8 sure of, are 80 percent right?

What is right is strict, and differs by set: an event that is marked, with its type and all its
parties (marked events), one of the type marked for its sentence (PLOVER), one that shows a marked
relation (re3d), one that tells the class of the two marked (directed sentiment; events of others
are not judged). Only where events are marked are all of them; elsewhere the shares are floors, and
re3d marks so few that its shares say little but by their rise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explorer.evaluation.findings import Verdict, share

# Lower bounds; a band goes up to the next one, the last one to 1 and with it.
BANDS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Band:
    """The events whose confidence lies from ``low`` up to ``high``, and how many are right."""

    low: float
    high: float
    events: int
    right: int

    @property
    def share(self) -> float:
        """The share that is right, from 0 to 1."""
        return share(self.right, self.events)


def calibrate(verdicts: Iterable[Verdict]) -> list[Band]:
    """Return the bands of confidence from low to high, without those that have no events."""
    judged = [(finding.confidence, right) for finding, right in verdicts]
    bands = zip(BANDS, (*BANDS[1:], 1.0), strict=True)
    made = [_band(low, high, judged) for low, high in bands]
    return [band for band in made if band.events]


def _band(low: float, high: float, judged: list[tuple[float, bool]]) -> Band:
    mine = [right for sure, right in judged if low <= sure and (sure < high or high == 1.0)]
    return Band(low, high, len(mine), sum(mine))

"""When conflict became cooperation, or the other way round, in a row of events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

_PREVAILS = 2 / 3  # share of the events before and after a turn


class Turn(NamedTuple):
    """A turn after the first ``at`` of some events, from one polarity that prevails to another.

    ``fits`` are how many events before it and after it are of the polarity that prevails there.
    """

    at: int
    first: str
    then: str
    fits: tuple[int, int]


def turn(kinds: Sequence[str], days: Sequence[str]) -> Turn | None:
    """Return the clearest turn in some events, if there is one.

    Args:
        kinds: their polarities, oldest first.
        days: their days as ISO strings; a turn lies between two days.
    """
    turns = []
    for at, (day, next_day) in enumerate(pairwise(days), start=1):
        first, then = _prevailing(kinds[:at]), _prevailing(kinds[at:])
        if day < next_day and first and then and first != then:
            fits = (kinds[:at].count(first), kinds[at:].count(then))
            turns.append(Turn(at, first, then, fits))
    return max(turns, key=lambda one: sum(one.fits), default=None)


def _prevailing(kinds: Sequence[str]) -> str | None:
    """Return the polarity of most of some events, of two at least; None if none prevails."""
    kind, count = Counter(kinds).most_common(1)[0]
    return kind if count >= max(2, _PREVAILS * len(kinds)) else None

"""When a party is the one the gold set means, and the arithmetic that all measures share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache

from explorer.evaluation.findings import Figures, Party

Span = tuple[int, int]

_WORD = re.compile(r"[\w-]+")
_GENITIVE = re.compile(r"['’]s")
# Function words, and titles that many people and bodies share: two names do not agree by them.
_EMPTY = frozenset(
    "a an and at by for from in of on or the to with "
    "former new senior dr mr mrs ms "
    "defence defense foreign gen general government minister official officials president prime "
    "rep secretary sen state".split()
)


@dataclass(frozen=True, slots=True)
class Named:
    """An actor as a gold set names it, with its ISO 3166-1 alpha-3 country if it has one."""

    text: str
    country: str | None = None


@cache
def content_words(text: str) -> frozenset[str]:
    """Return the words that tell one name from another, in lower case."""
    return frozenset(_WORD.findall(_GENITIVE.sub("", text.lower()))) - _EMPTY


def is_same(wanted: Named, party: Party) -> bool:
    """Tell whether a party has the gold actor's country, or shares a content word with it."""
    if wanted.country and len(wanted.country) == 3 and wanted.country == party.country:
        return True
    words = content_words(party.text) | content_words(party.name)
    return not words.isdisjoint(content_words(wanted.text))


def any_same(wanted: Iterable[Named], parties: Iterable[Party]) -> bool:
    """Tell whether any of the gold actors is among the parties."""
    present = tuple(parties)
    return any(is_same(one, party) for one in wanted for party in present)


def stands_at(span: Span, parties: Iterable[Party]) -> bool:
    """Tell whether the words of any party overlap the stretch of text."""
    return any(party.start < span[1] and span[0] < party.end for party in parties)


def share(part: float, whole: float) -> float:
    """Return the part of the whole, from 0 to 1; of nothing it is 0."""
    return part / whole if whole else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall."""
    return share(2 * precision * recall, precision + recall)


def class_figures(name: str, pairs: Counter[tuple[str, str]]) -> Figures:
    """Return how well one class is told from the others.

    Args:
        name: the class.
        pairs: how many records have the one class, and are told to be of the other.
    """
    gold = sum(count for (wanted, _), count in pairs.items() if wanted == name)
    given = sum(count for (_, told), count in pairs.items() if told == name)
    precision, recall = share(pairs[name, name], given), share(pairs[name, name], gold)
    return {"precision": precision, "recall": recall, "f1": f1(precision, recall)}


def macro_f1(names: Collection[str], pairs: Counter[tuple[str, str]]) -> float:
    """Return the mean of the f1 of the classes, those that nothing has (0) among them."""
    return share(sum(class_figures(name, pairs)["f1"] for name in names), len(names))

"""What was found, as measures see it, and when a party is the one that is marked.

Any extractor can be measured that gives these records, not ours alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from explorer.model import Actor, Extraction, Kind, Mention

Findings = Iterable["Finding"]
Figures = dict[str, float]  # counts are whole numbers, everything else is a share from 0 to 1
Verdict = tuple["Finding", bool]  # a finding, and whether the measure counts it as right
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
class Party:
    """An actor or recipient: its full name, and the words that name it at their offsets.

    ``country`` is an ISO 3166-1 alpha-3 code. ``id`` tells parties of one name from each other.
    """

    name: str
    text: str
    start: int
    end: int
    country: str | None = None
    kind: Kind | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Who did what to whom, as one system read it. ``score`` is PLOVER's, from -10 to +10.

    ``start`` and ``end`` are the trigger's offsets; without them it stands nowhere. ``source`` is
    the name of who says so, or the words for it, None if it is the article itself. A ``reciprocal``
    event is one that its parties do to each other.
    """

    article: str
    event_type: str
    score: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...] = ()
    auxiliary: tuple[str, ...] = ()
    trigger: str = ""
    confidence: float = 1.0
    start: int = 0
    end: int = 0
    source: str | None = None
    reciprocal: bool = False

    @property
    def parties(self) -> tuple[Party, ...]:
        """All who take part, on either side."""
        return self.actors + self.recipients


def findings_of(extraction: Extraction) -> Iterator[Finding]:
    """Yield the events of an extraction as findings."""
    actors = {actor.id: actor for actor in extraction.actors}
    for event in extraction.events:
        yield Finding(
            article=event.article_id,
            event_type=event.event_type,
            score=event.score,
            actors=_parties(event.actors, actors),
            recipients=_parties(event.recipients, actors),
            auxiliary=event.auxiliary,
            trigger=event.trigger,
            confidence=event.confidence,
            start=event.start,
            end=event.end,
            source=event.attribution.text if event.attribution else None,
            reciprocal=event.reciprocal,
        )


def by_article(findings: Findings) -> dict[str, list[Finding]]:
    """Return the findings of each article that has any, in their order."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.article, []).append(finding)
    return found


def _parties(mentions: Iterable[Mention], actors: Mapping[str, Actor]) -> tuple[Party, ...]:
    return tuple(_party(mention, actors[mention.actor_id]) for mention in mentions)


def _party(mention: Mention, actor: Actor) -> Party:
    return Party(
        name=actor.name,
        text=mention.text,
        start=mention.start,
        end=mention.end,
        country=actor.country,
        kind=actor.kind,
        id=actor.id,
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

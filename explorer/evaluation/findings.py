"""What a system says happened in an article: the part of an event that is measured.

Any extractor can be measured that gives these records, not ours alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explorer.model import Actor, Extraction, Kind, Mention

Findings = Iterable["Finding"]
Figures = dict[str, float]  # counts are whole numbers, everything else is a share from 0 to 1
Verdict = tuple["Finding", bool]  # a finding, and whether the measure counts it as right


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

"""Extractions from tables: sentences, and who does what in which of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from explorer.model import (
    Actor,
    Affiliation,
    Article,
    Attribution,
    Event,
    Evidence,
    Extraction,
    Mention,
)
from explorer.ontology import score

Named = tuple[str, str]  # an actor's id, and the words that name it in the sentence


@dataclass(frozen=True, kw_only=True)
class Deed:
    """An event as one line of a table; ``sentence`` is an index into the article's sentences."""

    sentence: int
    type: str
    trigger: str
    actors: Sequence[Named]
    recipients: Sequence[Named] = ()
    mode: str | None = None
    underlying: str | None = None
    auxiliary: tuple[str, ...] = ()
    source: str | None = None  # the words that name who says so
    speaker: str | None = None  # their actor id, if they are one
    day: date | None = None
    confidence: float = 0.9


@dataclass(frozen=True, kw_only=True)
class Tie:
    """An affiliation as one line of a table."""

    sentence: int
    actor: str
    target: str
    role: str | None


def extraction(
    *,
    id: str,
    sentences: Sequence[str],
    actors: tuple[Actor, ...],
    deeds: Iterable[Deed] = (),
    ties: Iterable[Tie] = (),
    title: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    url: str | None = None,
) -> Extraction:
    """Return an extraction from its tables; events get the ids ``<id>-1``, ``<id>-2`` ..."""
    article = Article(id, " ".join(sentences), title, published, outlet, url)
    spans = [_sentence(article, sentences, at) for at in range(len(sentences))]
    events = tuple(_event(f"{id}-{n}", deed, spans) for n, deed in enumerate(deeds, 1))
    mentions = {
        mention
        for event in events
        for mention in (
            *event.actors,
            *event.recipients,
            *((event.attribution.speaker,) if event.attribution else ()),
        )
        if mention is not None
    }
    return Extraction(
        article=article,
        actors=actors,
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end))),
        events=events,
        affiliations=tuple(
            Affiliation(f"{id}-tie-{n}", tie.actor, tie.target, tie.role, spans[tie.sentence])
            for n, tie in enumerate(ties, 1)
        ),
    )


def _sentence(article: Article, sentences: Sequence[str], at: int) -> Evidence:
    start = len(" ".join((*sentences[:at], ""))) if at else 0
    end = start + len(sentences[at])
    assert article.text[start:end] == sentences[at]
    return Evidence(article.id, start, end, sentences[at])


def _event(id: str, deed: Deed, spans: Sequence[Evidence]) -> Event:
    evidence = spans[deed.sentence]
    start = evidence.start + evidence.text.index(deed.trigger)
    return Event(
        id=id,
        article_id=evidence.article_id,
        event_type=deed.type,
        mode=deed.mode,
        underlying_type=deed.underlying,
        auxiliary=deed.auxiliary,
        score=score(deed.type, deed.mode),
        actors=tuple(_mention(evidence, *named) for named in deed.actors),
        recipients=tuple(_mention(evidence, *named) for named in deed.recipients),
        attribution=_attribution(evidence, deed),
        trigger=deed.trigger,
        start=start,
        end=start + len(deed.trigger),
        evidence=evidence,
        date=deed.day,
        confidence=deed.confidence,
        reciprocal=len(deed.actors) > 1 and not deed.recipients,
    )


def _mention(evidence: Evidence, actor: str, text: str) -> Mention:
    start = evidence.start + evidence.text.index(text)
    return Mention(evidence.article_id, start, start + len(text), text, "name", actor)


def _attribution(evidence: Evidence, deed: Deed) -> Attribution | None:
    if deed.source is None:
        return None
    start = evidence.start + evidence.text.index(deed.source)
    speaker = _mention(evidence, deed.speaker, deed.source) if deed.speaker else None
    return Attribution(deed.source, start, start + len(deed.source), speaker)

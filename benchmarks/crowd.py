"""A generated corpus: as many actors and events as wanted, always the same ones."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from explorer.model import Actor, Article, Event, Evidence, Extraction, Kind, Mention
from explorer.ontology import score

_KINDS = (Kind.PERSON,) * 6 + (Kind.COUNTRY, Kind.ORGANIZATION, Kind.ORGANIZATION, Kind.GROUP)
_COUNTRIES = ("IRN", "IRQ", "SYR", "USA", "GBR", "FRA", "JOR", "LBN", "RUS", "CHN")
_SYLLABLES = ("ba", "dor", "el", "ka", "lim", "mo", "na", "ri", "sa", "tu", "ver", "zan")
# Verb, event type, mode, auxiliary.
_DEEDS = (
    ("accused", "ACCUSE", "allege", ()),
    ("praised", "SUPPORT", None, ()),
    ("met", "CONSULT", None, ()),
    ("will help", "AID", None, ("future",)),
    ("may threaten", "THREATEN", None, ("hypothetical",)),
    ("did not attack", "ASSAULT", None, ("negation",)),
    ("asked", "REQUEST", None, ()),
)
_EVENTS_AN_ARTICLE = 10
_FIRST = date(2006, 1, 2)


def crowd(actors: int, events: int) -> Iterator[Extraction]:
    """Yield articles about so many actors, some of whom are in far more events than others."""
    dice = random.Random(2006)
    everyone = [_actor(number, dice) for number in range(actors)]
    pairs = [_pair(everyone, dice) for _ in range(events - actors)]
    # Each is in an event at least once.
    pairs += [(one, everyone[at // 7]) for at, one in enumerate(everyone)]
    for number, start in enumerate(range(0, events, _EVENTS_AN_ARTICLE)):
        yield _extraction(number, pairs[start : start + _EVENTS_AN_ARTICLE], dice)


def _actor(number: int, dice: random.Random) -> Actor:
    first, last = ("".join(dice.choices(_SYLLABLES, k=2)).capitalize() for _ in range(2))
    kind = _KINDS[number % len(_KINDS)]
    name = f"{first} {last} {number}"
    return Actor(f"actor-{number}", name, kind, dice.choice(_COUNTRIES), None, (last,))


def _pair(everyone: list[Actor], dice: random.Random) -> tuple[Actor, Actor]:
    """Return two actors; the first ones of all are drawn most often."""
    at = int(len(everyone) * dice.random() ** 2.5)
    other = (at + 1 + int((len(everyone) - 1) * dice.random() ** 1.5)) % len(everyone)
    return everyone[at], everyone[other]


def _extraction(number: int, pairs: list[tuple[Actor, Actor]], dice: random.Random) -> Extraction:
    id = f"news-{number:05}"
    deeds = [dice.choice(_DEEDS) for _ in pairs]
    sentences = [f"{a.name} {deed[0]} {b.name}." for (a, b), deed in zip(pairs, deeds, strict=True)]
    day = _FIRST + timedelta(days=number % 365)
    article = Article(id, " ".join(sentences), f"News {number}", day, f"Outlet {number % 12}")
    found: list[Event] = []
    start = 0
    for (a, b), deed, text in zip(pairs, deeds, sentences, strict=True):
        evidence = Evidence(id, start, start + len(text), text)
        found.append(_event(f"{id}-{len(found)}", a, b, deed, evidence, day))
        start += len(text) + 1
    mentions = {m for one in found for m in (*one.actors, *one.recipients)}
    actors = dict.fromkeys(actor for pair in pairs for actor in pair)
    ordered = tuple(sorted(mentions, key=lambda mention: mention.start))
    return Extraction(article, tuple(actors), ordered, tuple(found), ())


def _event(
    id: str,
    actor: Actor,
    other: Actor,
    deed: tuple[str, str, str | None, tuple[str, ...]],
    evidence: Evidence,
    day: date,
) -> Event:
    verb, event_type, mode, auxiliary = deed
    start = evidence.start + len(actor.name) + 1
    end = start + len(verb)
    first = Mention(evidence.article_id, evidence.start, start - 1, actor.name, "name", actor.id)
    second = Mention(
        evidence.article_id, end + 1, end + 1 + len(other.name), other.name, "name", other.id
    )
    return Event(
        id=id,
        article_id=evidence.article_id,
        event_type=event_type,
        mode=mode,
        underlying_type=None,
        auxiliary=auxiliary,
        score=score(event_type, mode),
        actors=(first,),
        recipients=(second,),
        attribution=None,
        trigger=verb,
        start=start,
        end=end,
        evidence=evidence,
        date=day,
        confidence=0.8,
    )

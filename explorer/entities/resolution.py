"""One actor id across articles, written into all that was read off them.

Countries and organisations have the same id everywhere; who people are, ``identities`` decides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from explorer.entities.identities import Decision, Guise, guise_of, identify
from explorer.model import Actor, Affiliation, Attribution, Event, Extraction, Mention

Ids = Mapping[str, str]  # an article's own actor ids to those over all articles


def resolve(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Return the extractions in the same order, with one id for each actor over all of them.

    An article that comes twice counts once.
    """
    read = list(extractions)
    people = {(one.article.id, actor): actor for one in read for actor in one.actors}
    counts = Counter(actor for actor in people.values() if actor.kind.resolved)
    decisions = identify(counts.items())
    return [
        rewritten(one, {actor.id: _who(actor, decisions) for actor in one.actors}) for one in read
    ]


def rewritten(one: Extraction, who: Mapping[str, Actor]) -> Extraction:
    """Return an extraction with other actors in the place of its own.

    Args:
        one: what was read off an article.
        who: who each actor is in truth, by the id it has in the extraction.
    """
    ids = {actor.id: who[actor.id].id for actor in one.actors}
    actors = {who[actor.id].id: who[actor.id] for actor in one.actors}
    return replace(
        one,
        actors=tuple(actors[key] for key in sorted(actors)),
        mentions=tuple(_mention(m, ids) for m in one.mentions),
        events=tuple(_event(event, ids) for event in one.events),
        affiliations=tuple(_affiliation(tie, ids) for tie in one.affiliations),
    )


def _who(actor: Actor, decisions: Mapping[Guise, Decision]) -> Actor:
    return decisions[guise_of(actor)].actor if actor.kind.resolved else actor


def _mention(mention: Mention, ids: Ids) -> Mention:
    return replace(mention, actor_id=ids.get(mention.actor_id, mention.actor_id))


def _event(event: Event, ids: Ids) -> Event:
    return replace(
        event,
        actors=tuple(_mention(m, ids) for m in event.actors),
        recipients=tuple(_mention(m, ids) for m in event.recipients),
        attribution=None if event.attribution is None else _attribution(event.attribution, ids),
    )


def _attribution(attribution: Attribution, ids: Ids) -> Attribution:
    speaker = attribution.speaker
    return replace(attribution, speaker=None if speaker is None else _mention(speaker, ids))


def _affiliation(tie: Affiliation, ids: Ids) -> Affiliation:
    return replace(
        tie,
        actor_id=ids.get(tie.actor_id, tie.actor_id),
        target_id=ids.get(tie.target_id, tie.target_id),
    )

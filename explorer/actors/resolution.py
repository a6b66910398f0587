"""One actor id across articles: "Khamenei" here and "Ali Khamenei" there are one person.

Countries and organisations have the same id everywhere. People are compared by name, then by
country and office: a short name joins the only fuller name that fits it, and stays apart if there
are several. The result does not depend on the order of the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from explorer.actors.gazetteer import gazetteer
from explorer.actors.names import name_parts, same_full_name, short_name_fits, slug
from explorer.model import Actor, Affiliation, Attribution, Event, Extraction, Kind, Mention

Key = tuple[str, str]  # article id, actor id: a person as one article knows them
Ids = Mapping[str, str]  # an article's own actor ids to those over all articles


@dataclass
class _Identity:
    """People of several articles taken for one."""

    members: dict[Key, Actor] = field(default_factory=dict)
    parts: set[tuple[str, ...]] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def add(self, key: Key, actor: Actor) -> None:
        self.members[key] = actor
        self.parts.add(name_parts(actor.name))
        self.countries |= {actor.country} if actor.country else set()
        self.roles |= {_office(actor.role)} if actor.role else set()

    def agrees(self, actor: Actor) -> bool:
        """Tell whether an actor's country is unknown or this one's."""
        return not actor.country or not self.countries or actor.country in self.countries

    def has_name(self, parts: tuple[str, ...]) -> bool:
        """Tell whether it goes by a name, or by a fuller or shorter form of a full one."""
        return parts in self.parts or any(same_full_name(own, parts) for own in self.parts)

    def is_called(self, name: str) -> bool:
        """Tell whether an article knows it by just this name."""
        return any(actor.name == name for actor in self.members.values())

    def may_go_by(self, short: tuple[str, ...]) -> bool:
        """Tell whether a short name may be its."""
        return any(short_name_fits(short, own) for own in self.parts)

    def merged(self) -> Actor:
        """Return all that the articles know about this person as one record."""
        actors = list(self.members.values())
        forms = {form for a in actors for form in (a.name, *a.aliases)}
        name = min((a.name for a in actors), key=_fullness)
        return Actor(
            id=slug(name),
            name=name,
            kind=Kind.PERSON,
            country=commonest(a.country for a in actors),
            role=_weightiest(a.role for a in actors),
            aliases=tuple(sorted(forms - {name})),
        )


def resolve(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Return the extractions in the same order, with one id for each actor over all of them."""
    read = list(extractions)
    people = identify(
        {
            (one.article.id, actor.id): actor
            for one in read
            for actor in one.actors
            if actor.kind is Kind.PERSON
        }
    )
    return [_rewritten(one, people) for one in read]


def identify(people: Mapping[Key, Actor]) -> dict[Key, Actor]:
    """Return, for each person of each article, who they are over all articles.

    Args:
        people: the persons, as each article knows them, by article and by their id there.
    """
    index: dict[str, list[_Identity]] = defaultdict(list)
    identities: list[_Identity] = []
    for key, actor in _fullest_first(people):
        parts = name_parts(actor.name)
        identity = _same_person(actor, parts, index)
        if identity is None:
            identity = _Identity()
            identities.append(identity)
        identity.add(key, actor)
        for part in set(parts):
            if identity not in index[part]:
                index[part].append(identity)
    return dict(_told_apart(identities))


def _fullest_first(people: Mapping[Key, Actor]) -> list[tuple[Key, Actor]]:
    """Return the people of all articles: fuller names first, then those of a known country."""

    def rank(item: tuple[Key, Actor]) -> tuple[object, ...]:
        key, actor = item
        known = (actor.country is None, actor.role is None, actor.country or "", actor.role or "")
        return (-len(name_parts(actor.name)), *known, *_fullness(actor.name), key)

    return sorted(people.items(), key=rank)


def _same_person(
    actor: Actor, parts: tuple[str, ...], index: Mapping[str, list[_Identity]]
) -> _Identity | None:
    near = {id(one): one for part in (parts[-1], parts[0]) for one in index.get(part, ())}
    agreeing = [one for one in near.values() if one.agrees(actor)]
    same = [one for one in agreeing if one.has_name(parts)]
    fuller = [one for one in agreeing if one.may_go_by(parts)]
    last = [one for one in fuller if any(own[-1] == parts[-1] for own in one.parts)]
    for candidates in (same, last or fuller):
        chosen = _only(candidates, actor)
        if chosen is not None:
            return chosen
    return None


def _only(candidates: list[_Identity], actor: Actor) -> _Identity | None:
    """Return the one candidate, or the one of just this name or office; None if unclear."""
    if len(candidates) > 1:
        named = [one for one in candidates if one.is_called(actor.name)]
        candidates = named or candidates
    if len(candidates) > 1 and actor.role:
        candidates = [one for one in candidates if _office(actor.role) in one.roles]
    return candidates[0] if len(candidates) == 1 else None


def _told_apart(identities: Iterable[_Identity]) -> Iterator[tuple[Key, Actor]]:
    """Yield each person's record; namesakes get their country, or else a number, in the id."""
    used: set[str] = set()
    for identity in identities:
        actor = identity.merged()
        tries = [actor.id, f"{actor.id}-{(actor.country or 'other').lower()}"]
        tries += [f"{actor.id}-{n}" for n in range(2, len(used) + 3)]
        chosen = next(one for one in tries if one not in used)
        used.add(chosen)
        for key in identity.members:
            yield key, replace(actor, id=chosen)


def _office(role: str) -> str:
    return role.removeprefix("former ")


def _fullness(name: str) -> tuple[int, int, str]:
    """Rank names, the fullest first."""
    return -len(name_parts(name)), -len(name), name


def _weightiest(roles: Iterable[str | None]) -> str | None:
    """Return the commonest role; a cleric's or a profession only where there is no office."""
    known = [role for role in roles if role]
    offices = [role for role in known if role not in gazetteer().lesser_roles]
    return commonest(offices or known)


def commonest(values: Iterable[str | None]) -> str | None:
    """Return the value met most often, the first in the alphabet of equals; None if there is none.

    Args:
        values: what is known, None where nothing is.
    """
    counts = Counter(value for value in values if value)
    return min(counts, key=lambda value: (-counts[value], value), default=None)


# --- writing the ids ------------------------------------------------------------------------


def _rewritten(one: Extraction, people: Mapping[Key, Actor]) -> Extraction:
    mine = {a.id: people.get((one.article.id, a.id), a) for a in one.actors}
    ids = {own: actor.id for own, actor in mine.items()}
    actors = {actor.id: actor for actor in mine.values()}
    return replace(
        one,
        actors=tuple(actors[key] for key in sorted(actors)),
        mentions=tuple(_mention(m, ids) for m in one.mentions),
        events=tuple(_event(event, ids) for event in one.events),
        affiliations=tuple(_affiliation(tie, ids) for tie in one.affiliations),
    )


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

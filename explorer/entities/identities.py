"""Who is who over all articles: "Khamenei" here and "Ali Khamenei" there are one person.

People are compared by name, then by country and office: a short name joins the only fuller name
that fits it, and stays apart if there are several. What is compared is how articles know people (a
name, a country, an office), not every article that does; and only those are compared that share
what two forms of one name must share. So the cost grows with the number of different people, and
the result depends neither on the order of the articles nor on who read them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import NamedTuple

from explorer.countries import country_name
from explorer.entities.merging import fullness, merge
from explorer.entities.names import (
    name_parts,
    same_full_name,
    short_name_fits,
    slug,
    without_suffix,
)
from explorer.model import Actor

Parts = tuple[str, ...]
Known = tuple[Actor, int]  # a person as articles know them, and in how many articles

_BY_HAND = "kept apart by hand"
_NAMED_IN_REASONS = 3  # of those who fit a name


class Guise(NamedTuple):
    """How an article knows a person; all articles that know one alike are decided on together."""

    name: str
    country: str | None
    role: str | None


@dataclass(frozen=True, slots=True)
class Decision:
    """Who a guise is over all articles, and why, in words."""

    actor: Actor
    reason: str


@dataclass(eq=False)
class _Identity:
    """Guises taken for one person; ``members`` are its records, each with its articles counted."""

    members: list[Known] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    parts: set[Parts] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)

    def add(self, guise: Guise, members: Iterable[Known]) -> None:
        self.members.extend(members)
        self.names.add(guise.name)
        self.parts.add(name_parts(guise.name))
        self.countries |= {guise.country} if guise.country else set()
        self.roles |= {_office(guise.role)} if guise.role else set()

    def agrees(self, guise: Guise) -> bool:
        """Tell whether a guise's country is unknown or this one's."""
        return not guise.country or not self.countries or guise.country in self.countries

    def has_name(self, parts: Parts) -> bool:
        """Tell whether it goes by a name, or by a fuller or shorter form of a full one."""
        return parts in self.parts or any(same_full_name(own, parts) for own in self.parts)

    def is_called(self, name: str) -> bool:
        """Tell whether an article knows it by just this name."""
        return name in self.names

    def may_go_by(self, short: Parts) -> bool:
        """Tell whether a short name may be its."""
        return any(short_name_fits(short, own) for own in self.parts)

    @property
    def name(self) -> str:
        """The fullest name."""
        return min(self.names, key=fullness)

    def merged(self) -> Actor:
        """Return all that the articles know about this person as one record."""
        return merge(slug(self.name), self.members)


class _Index:
    """Finds the identities that a name may be a form of, by what both must have in common."""

    def __init__(self) -> None:
        self._near: dict[tuple[str, object], dict[_Identity, None]] = defaultdict(dict)

    def add(self, identity: _Identity, parts: Parts) -> None:
        for key in _keys(parts):
            self._near[key][identity] = None

    def find(self, parts: Parts) -> list[_Identity]:
        """Return the identities in the order in which they were first seen."""
        found: dict[_Identity, None] = {}
        for key in _keys_to_find(parts):
            found.update(self._near.get(key, {}))
        return list(found)


def _keys(parts: Parts) -> Iterator[tuple[str, object]]:
    """Yield what a shorter or equally long form of a name may share with it.

    That is a beginning or an end, two of the parts, or last name and first name or its initial.
    """
    parts = without_suffix(parts)
    for n in range(1, len(parts) + 1):
        yield "form", parts[:n]
        yield "form", parts[-n:]
    yield from (("two", pair) for pair in combinations(sorted(set(parts)), 2))
    yield "initial", (parts[-1], parts[0][0])
    yield "first", (parts[-1], parts[0])


def _keys_to_find(parts: Parts) -> Iterator[tuple[str, object]]:
    parts = without_suffix(parts)
    yield "form", parts
    yield from (("two", pair) for pair in list(combinations(sorted(set(parts)), 2))[:1])
    if len(parts) > 1:
        whole = len(parts[0]) > 1
        yield "first", (parts[-1], parts[0][0])
        yield "first" if whole else "initial", (parts[-1], parts[0])


def identify(people: Iterable[Known], *, apart: Container[Guise] = ()) -> dict[Guise, Decision]:
    """Return who everybody is over all articles.

    Args:
        people: persons as articles know them, and in how many articles they are known so.
        apart: guises that are nobody else, whatever the rules say.
    """
    index = _Index()
    chosen: dict[Guise, tuple[_Identity, str]] = {}
    for guise, members in _fullest_first(people):
        parts = name_parts(guise.name)
        if guise in apart:
            identity, reason = _Identity(), _BY_HAND
        else:
            identity, reason = _same_person(guise, parts, index.find(parts))
            index.add(identity, parts)
        identity.add(guise, members)
        chosen[guise] = identity, reason
    actors = _told_apart(identity for identity, _ in chosen.values())
    return {guise: Decision(actors[one], reason) for guise, (one, reason) in chosen.items()}


def guise_of(actor: Actor) -> Guise:
    """Return how an article knows a person."""
    return Guise(actor.name, actor.country, actor.role)


def _fullest_first(people: Iterable[Known]) -> list[tuple[Guise, list[Known]]]:
    """Return the records by guise: fuller names first, then those of a known country."""
    guises: dict[Guise, list[Known]] = {}
    for actor, times in people:
        guises.setdefault(guise_of(actor), []).append((actor, times))
    return sorted(guises.items(), key=lambda item: _rank(item[0]))


def _rank(guise: Guise) -> tuple[object, ...]:
    country, role = guise.country or "", guise.role or ""
    return -len(name_parts(guise.name)), not country, not role, country, role, fullness(guise.name)


def _same_person(guise: Guise, parts: Parts, near: Sequence[_Identity]) -> tuple[_Identity, str]:
    """Return whom a guise is taken for, somebody new if nobody fits or several do, and why."""
    agreeing = [one for one in near if one.agrees(guise)]
    same = [one for one in agreeing if one.has_name(parts)]
    fuller = [one for one in agreeing if one.may_go_by(parts)]
    surname = without_suffix(parts)[-1]
    last = [one for one in fuller if any(without_suffix(own)[-1] == surname for own in one.parts)]
    for candidates in (same, last or fuller):
        identity = _only(candidates, guise)
        if identity is not None:
            return identity, _why(guise, identity, others=len(candidates) - 1)
    return _Identity(), _why_apart(guise, near, same or fuller)


def _only(candidates: list[_Identity], guise: Guise) -> _Identity | None:
    """Return the one candidate, or the one of just this name or office; None if unclear."""
    if len(candidates) > 1:
        named = [one for one in candidates if one.is_called(guise.name)]
        candidates = named or candidates
    if len(candidates) > 1 and guise.role:
        candidates = [one for one in candidates if _office(guise.role) in one.roles]
    return candidates[0] if len(candidates) == 1 else None


# --- reasons --------------------------------------------------------------------------------


def _why(guise: Guise, identity: _Identity, *, others: int) -> str:
    if identity.is_called(guise.name):
        form = "the same name"
    elif identity.has_name(name_parts(guise.name)):
        form = f"a form of the name {identity.name}"
    else:
        form = f"short for {identity.name}"
    if others and not identity.is_called(guise.name):
        return f"{form}: of {others + 1} who fit, the only {guise.role}"
    return f"{form}, {_agreement(guise, identity)}"


def _agreement(guise: Guise, identity: _Identity) -> str:
    if guise.country and identity.countries:
        return f"and of the same country, {country_name(guise.country)}"
    return "and no country speaks against it"


def _why_apart(guise: Guise, near: Sequence[_Identity], fitting: Sequence[_Identity]) -> str:
    if fitting:
        return f"kept apart: {_listed(fitting)} would fit, and nothing tells which"
    elsewhere = [one for one in near if not one.agrees(guise) and _fits(guise, one)]
    if elsewhere:
        return f"kept apart: {_listed(elsewhere)} would fit, but is of another country"
    return "nobody else has this name"


def _fits(guise: Guise, identity: _Identity) -> bool:
    parts = name_parts(guise.name)
    return identity.has_name(parts) or identity.may_go_by(parts)


def _listed(identities: Sequence[_Identity]) -> str:
    names = sorted({one.name for one in identities})
    shown = ", ".join(names[:_NAMED_IN_REASONS])
    more = len(names) - _NAMED_IN_REASONS
    return f"{shown} or {more} others" if more > 0 else shown


# --- what is known of one person ------------------------------------------------------------


def _told_apart(identities: Iterable[_Identity]) -> Mapping[_Identity, Actor]:
    """Return each person's record; namesakes get their country, or else a number, in the id."""
    actors: dict[_Identity, Actor] = {}
    used: set[str] = set()
    for identity in dict.fromkeys(identities):
        actor = identity.merged()
        id = next(one for one in _ids(actor) if one not in used)
        used.add(id)
        actors[identity] = replace(actor, id=id)
    return actors


def _ids(actor: Actor) -> Iterator[str]:
    yield actor.id
    yield f"{actor.id}-{(actor.country or 'other').lower()}"
    number = 2
    while True:
        yield f"{actor.id}-{number}"
        number += 1


def _office(role: str) -> str:
    return role.removeprefix("former ")

"""What several articles know about one actor, as one record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from explorer.entities.gazetteer import gazetteer
from explorer.entities.names import name_parts
from explorer.model import OFFICE_HOLDERS, Actor, Kind


def merge(id: str, known: Iterable[tuple[Actor, int]]) -> Actor:
    """Return an actor's record under an id: its fullest name, and else what is known most often.

    Args:
        id: of the actor.
        known: the actor as articles know it, and in how many articles it is known so.
    """
    records = list(known)
    names = {actor.name for actor, _ in records}
    name = min(names, key=fullness)
    country, source = _country(records)
    return Actor(
        id=id,
        name=name,
        kind=Kind(str(_commonest((actor.kind.value, n) for actor, n in records))),
        country=country,
        role=_weightiest((actor.role, n) for actor, n in records),
        aliases=tuple(sorted(names.union(*(actor.aliases for actor, _ in records)) - {name})),
        country_source=source,
        wikidata=_commonest((actor.wikidata, n) for actor, n in records),
    )


def fullness(name: str) -> tuple[int, int, str]:
    """Rank names, the fullest first."""
    return -len(name_parts(name)), -len(name), name


def _country(records: Iterable[tuple[Actor, int]]) -> tuple[str | None, str | None]:
    """Return the commonest country and its source; a table's only where no article tells one."""
    known = [(actor, n) for actor, n in records if actor.country]
    told = [(actor, n) for actor, n in known if actor.country_source != OFFICE_HOLDERS] or known
    country = _commonest((actor.country, n) for actor, n in told)
    ours = [(actor.country_source, n) for actor, n in told if actor.country == country]
    return country, _commonest(ours)


def _weightiest(roles: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the commonest role; a cleric's or a profession only where there is no office."""
    known = [(role, n) for role, n in roles if role]
    lesser = gazetteer().lesser_roles
    return _commonest([(role, n) for role, n in known if role not in lesser] or known)


def _commonest(values: Iterable[tuple[str | None, int]]) -> str | None:
    """Return the value met most often, the first in the alphabet of equals; None if there is none.

    Args:
        values: what is known, None where nothing is, and how often.
    """
    counts: Counter[str] = Counter()
    for value, times in values:
        if value:
            counts[value] += times
    return min(counts, key=lambda value: (-counts[value], value), default=None)


def merge_all(known: Iterable[tuple[Actor, int]]) -> dict[str, Actor]:
    """Return the actors by id, sorted, each merged from all records of it."""
    groups: dict[str, list[tuple[Actor, int]]] = {}
    for actor, times in known:
        groups.setdefault(actor.id, []).append((actor, times))
    return {id: merge(id, groups[id]) for id in sorted(groups)}

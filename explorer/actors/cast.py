"""What the actor stage hands on: who is in an article, and at which tokens."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from explorer.model import Actor, Affiliation, Mention


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention and its tokens.

    ``start`` to ``end`` are the tokens of the mention's text, ``head`` the one that the parse
    hangs it up by. ``others`` are further tokens that stand for the same mention: the office in
    "the president, Jalal Talabani", or parts of a name that the parser took for its head.
    """

    mention: Mention
    start: int
    end: int
    head: int
    others: tuple[int, ...] = ()


@dataclass(frozen=True)
class Cast:
    """The actors of one article.

    ``placed`` are the mentions that can act or be acted upon, ``places`` the countries named only
    as a place ("in Iraq", "arrived in Tehran"), both in text order. A head may carry several
    mentions: "both countries", "they". ``actors`` has everybody in ``placed`` and ``places``.
    """

    actors: Mapping[str, Actor]
    placed: tuple[Placed, ...]
    affiliations: tuple[Affiliation, ...] = ()
    places: tuple[Placed, ...] = ()
    _mentions: dict[int, tuple[Placed, ...]] = field(init=False, repr=False, compare=False)
    _places: dict[int, tuple[Placed, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_mentions", _by_token(self.placed))
        object.__setattr__(self, "_places", _by_token(self.places))

    def at(self, token: int) -> Placed | None:
        """Return the mention whose head is ``token``, the first if it has several, or None."""
        return next(iter(self.all_at(token)), None)

    def all_at(self, token: int) -> tuple[Placed, ...]:
        """Return all mentions whose head is ``token``."""
        return self._mentions.get(token, ())

    def place_at(self, token: int) -> Placed | None:
        """Return the country that ``token`` names as a place, or None."""
        return next(iter(self._places.get(token, ())), None)


def _by_token(placed: Iterable[Placed]) -> dict[int, tuple[Placed, ...]]:
    own: dict[int, list[Placed]] = {}
    borrowed: dict[int, list[Placed]] = {}
    for one in placed:
        own.setdefault(one.head, []).append(one)
        for token in one.others:
            borrowed.setdefault(token, []).append(one)
    return {token: tuple(found) for token, found in (borrowed | own).items()}

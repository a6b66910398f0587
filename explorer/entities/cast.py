"""What the actor stage hands on: who is in an article, and at which tokens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from explorer.entities.gazetteer import Known, Match
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
    ``listed`` are the gazetteer's names by each of their tokens.
    """

    actors: Mapping[str, Actor]
    placed: tuple[Placed, ...]
    affiliations: tuple[Affiliation, ...] = ()
    places: tuple[Placed, ...] = ()
    listed: Mapping[int, Match[Known]] = field(default_factory=dict)

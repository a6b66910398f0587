"""Events in the making, and the parties to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from explorer.actors.cast import Placed
from explorer.events.lexicon import Sense


@dataclass(frozen=True, slots=True)
class Party:
    """An actor mention in a role, and how it was found: "" means it is named in the slot."""

    placed: Placed
    via: str = ""

    @property
    def actor_id(self) -> str:
        """The id of the actor."""
        return self.placed.mention.actor_id


@dataclass(slots=True)
class Draft:
    """An event in the making; ``token`` is the trigger, ``verb`` its light verb if it has one.

    ``likely`` is how likely a learned stance is; what rules read has none.
    """

    token: int
    event_type: str
    mode: str | None
    sense: Sense
    actors: list[Party]
    recipients: list[Party]
    verb: int | None = None
    underlying_type: str | None = None
    accuser: list[Party] = field(default_factory=list)
    folded: bool = False
    consumed: bool = False
    auxiliary: set[str] = field(default_factory=set)
    day: date | None = None
    likely: float | None = None

    def ids(self) -> set[str]:
        """Return the ids of all who take part."""
        return {party.actor_id for party in (*self.actors, *self.recipients)}


def once(parties: Iterable[Party]) -> list[Party]:
    """Return the parties with each actor named once, as first found."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.actor_id, party)
    return list(found.values())

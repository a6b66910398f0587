"""Which actors a nominal stands for: named, spoken of in the first person, or behind a thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from explorer.actors.cast import Cast, Placed
from explorer.actors.gazetteer import known_organizations
from explorer.events import lexicon
from explorer.events.drafts import Draft, Party
from explorer.model import Kind
from explorer.syntax import Slots, Syntax

# Where the party stands when the filler itself is a thing: "criticised American policy".
_LOOK_THROUGH = ("poss", "amod", "compound", "by", "of", "from", "between")
_MAX_LOOK_THROUGH = 3
# They act for themselves, not for whom they belong to.
_KIN = frozenset(
    "brother sister son daughter wife husband widow father mother parent cousin nephew niece uncle "
    "aunt grandson relative family friend bodyguard driver neighbour neighbor fan".split()
)
_NOMINAL = frozenset(("NOUN", "PROPN", "NUM", "DET"))
FIRST_PERSON = frozenset(("i", "we", "us", "me", "our", "my", "ours", "mine"))
_WITHIN = ("in", "at", "of", "compound")  # "targets in Jericho", "the town of Cizre"
_PLACE_SLOTS = ("obj", "in", "at", "into", "on", "from", "to", "across", "inside", "near")


class Parties:
    """Looks up parties by the head token of a nominal; answers are kept."""

    def __init__(
        self,
        syntax: Syntax,
        cast: Cast,
        speakers: Callable[[int], Iterable[int]],
        event: Callable[[int], Draft | None],
    ) -> None:
        """Prepare.

        Args:
            syntax: the parse.
            cast: the actors and where they are mentioned.
            speakers: gives the head tokens of who speaks at a token inside quotation marks.
            event: gives the draft of an event noun, whose actors stand for it.
        """
        self._syntax = syntax
        self._cast = cast
        self._speakers = speakers
        self._event = event
        self._known: dict[int, list[Party]] = {}

    def at(self, i: int, depth: int = 0) -> list[Party]:
        """Return the actors that nominal ``i`` names or, failing that, belongs to."""
        if i not in self._known:
            self._known[i] = []  # a noun that leads back to itself ends here
            self._known[i] = self._named(i) or self._behind(i, depth)
        return self._known[i]

    def among(self, slots: Slots, *names: str) -> list[Party]:
        """Return the parties in the named slots."""
        return [party for name in names for i in slots.get(name, ()) for party in self.at(i)]

    def is_actor(self, i: int) -> bool:
        """Tell whether nominal ``i`` itself refers to an actor."""
        return any(party.via in ("", "speaker") for party in self.at(i))

    def is_group(self, i: int) -> bool:
        """Tell whether nominal ``i`` refers to a group of people: rebels, a party, a faith."""
        kinds = (self._cast.actors[party.actor_id].kind for party in self.at(i))
        return any(kind is Kind.GROUP for kind in kinds)

    def is_peer(self, i: int) -> bool:
        """Tell whether ``i`` is an actor, but no organisation that only the article knows.

        Most of these are newspapers: "told the Gazette".
        """
        actors = (self._cast.actors[p.actor_id] for p in self.at(i) if p.via in ("", "speaker"))
        return any(
            actor.kind is not Kind.ORGANIZATION or actor.id in known_organizations()
            for actor in actors
        )

    def places(self, slot: str, i: int) -> list[Party]:
        """Return the country where the filler of a slot is: "shelled targets in Lebanon"."""
        if place := self._cast.place_at(i):
            return [Party(place, "place")] if slot in _PLACE_SLOTS else []
        inner = self._syntax.slots(i)
        spots = [self._cast.place_at(f) for name in _WITHIN for f in inner.get(name, ())]
        return [Party(place, "place") for place in spots if place]

    def _named(self, i: int) -> list[Party]:
        if placed := self._cast.all_at(i):
            named = self._called(i) if self._is_unnamed(placed) else ()
            return [Party(p) for p in (*(named or placed), *self._joined_names(i))]
        if self._syntax.lower[i] in FIRST_PERSON:
            heads = self._speakers(i)
            return [Party(p, "speaker") for head in heads for p in self._cast.all_at(head)]
        return [Party(p) for p in self._called(i)]

    def _is_unnamed(self, placed: Iterable[Placed]) -> bool:
        """Tell whether mentions are of people who go by what they are: "the militia"."""
        kinds = ((p.mention.label, self._cast.actors[p.mention.actor_id].kind) for p in placed)
        return all(kind == ("nominal", Kind.GROUP) for kind in kinds)

    def _is_anybody(self, party: Party) -> bool:
        """Tell whether nobody knows whose people these are: "a panel of men and women"."""
        nowhere = self._cast.actors[party.actor_id].country is None
        return nowhere and self._is_unnamed([party.placed])

    def _called(self, i: int) -> tuple[Placed, ...]:
        """Return the name beside a nominal: "the cleric's militia, the Mahdi Army,"."""
        name = self._syntax.child(i, "appos", "flat")
        return () if name is None else self._cast.all_at(name)

    def _joined_names(self, i: int) -> Iterable[Placed]:
        """Yield the second name of "the Bush-Maliki summit", which the parse hangs on the first."""
        for c in self._syntax.children[i]:
            if c > i and self._syntax.rel[c] == "compound":
                yield from self._cast.all_at(c)

    def _behind(self, i: int, depth: int) -> list[Party]:
        if depth >= _MAX_LOOK_THROUGH or self._syntax.pos[i] not in _NOMINAL:
            return []
        if self._syntax.lemma[i] in _KIN:
            return []
        event = self._event(i)
        if event is not None:
            return [Party(party.placed, "event") for party in event.actors]
        slots = self._syntax.slots(i)
        for slot in _LOOK_THROUGH:
            fillers = [f for f in slots.get(slot, ()) if not self._syntax.is_cause(f)]
            found = [p for f in fillers for p in self.at(f, depth + 1)]
            found = [p for p in found if not self._is_anybody(p)]
            if found:
                return [Party(party.placed, party.via or "modifier") for party in found]
        return self._author(i, depth)

    def _author(self, i: int, depth: int) -> list[Party]:
        """Return who says what a noun holds: "the party issued a statement demanding ..."."""
        if not lexicon.reports(self._syntax.lemma[i], "noun"):
            return []
        found = [p for f in self._syntax.owner(i) for p in self.at(f, depth + 1)]
        return [Party(party.placed, party.via or "author") for party in found]

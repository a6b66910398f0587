"""Deeds inside deeds: what is promised, asked for, refused, threatened or alleged.

A deed that is only promised, asked for, refused or threatened is folded into the promise, request,
refusal or threat (PLOVER manual, AGREE and REQUEST); an alleged deed stays, as told by its accuser.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explorer import ontology
from explorer.actors.cast import Cast
from explorer.events import lexicon
from explorer.events.drafts import Draft, Party
from explorer.events.parties import Parties
from explorer.syntax import Syntax

# Where an embedded deed stands, the likeliest first; then where a deed stands inside that.
_SLOTS = ("xcomp", "ccomp", "of", "for", "from", "obj", "to", "against", "in", "on", "with")
_INNER_SLOTS = ("xcomp", "ccomp", "obj", "of", "for", "in", "to")
_CONDITIONS = ("if", "unless", "until")
_MAX_DEPTH = 2
_FOLDING = frozenset(("promise", "request", "refuse", "threat"))
_WITH_MODE = frozenset(("REQUEST", "REJECT", "THREATEN"))


class Complements:
    """Folds drafts into the drafts that embed them."""

    def __init__(
        self,
        syntax: Syntax,
        cast: Cast,
        parties: Parties,
        draft: Callable[[int], Draft | None],
    ) -> None:
        """Prepare; ``draft`` gives the draft that a token triggers."""
        self._syntax = syntax
        self._cast = cast
        self._parties = parties
        self._draft = draft

    def fold(self, draft: Draft) -> None:
        """Fold what ``draft`` embeds into it, once; embedded drafts end up consumed or alleged."""
        kind = draft.sense.complement
        if draft.folded or not kind:
            return
        draft.folded = True
        inner = list(self._embedded(draft.token))
        if kind == "claim":
            draft.recipients = draft.recipients or self._others_below(draft)
            for deed in inner:
                _allege(deed, draft)
        elif kind in _FOLDING:
            for deed in inner:
                self.fold(deed)
                deed.consumed = True
            self._absorb(draft, inner[0] if inner else None)

    def _embedded(self, i: int, depth: int = 0) -> Iterator[Draft]:
        """Yield the drafts in the first slot of ``i`` that holds any, coordinated ones too."""
        slots = self._syntax.slots(i)
        for slot in _INNER_SLOTS if depth else _SLOTS:
            fillers = [f for f in slots.get(slot, ()) if self._cast.at(f) is None]
            found = [d for f in fillers if (d := self._draft(f)) and not d.consumed]
            if not found and depth < _MAX_DEPTH:
                found = [d for f in fillers for d in self._embedded(f, depth + 1)]
            if found:
                yield from found
                return

    def _absorb(self, draft: Draft, deed: Draft | None) -> None:
        if deed is not None:
            if draft.sense.complement == "promise" and _is_hostile(deed):
                draft.event_type = "THREATEN"
            draft.underlying_type = deed.underlying_type or deed.event_type
            if draft.event_type in _WITH_MODE:
                mode = lexicon.mode_of_complement(draft.event_type, deed.event_type)
                draft.mode = mode or draft.mode
        if not draft.recipients:
            own = {party.actor_id for party in draft.actors}
            found = (p for p in self._aimed_at(draft, deed, own) if p.actor_id not in own)
            draft.recipients = [Party(p.placed, p.via or "complement") for p in found]

    def _aimed_at(self, draft: Draft, deed: Draft | None, own: set[str]) -> list[Party]:
        """Find whom a promise, request, refusal or threat is made to inside its complement."""
        kind = draft.sense.complement
        if kind == "request":  # who is to do it; of "asked for talks with Iran", with whom
            doers = [p for p in (deed.actors if deed else ()) if p.actor_id not in own]
            return doers or self._others_below(draft) or (deed.recipients if deed else [])
        found = _sides(kind, deed, self._is_gerund(deed)) if deed else []
        found = [party for party in found if party.actor_id not in own]
        if not found and kind == "threat":
            found = self._conditions(draft, deed)
        if not found and kind in ("promise", "refuse"):
            return self._places_below(draft.token)
        return found

    def _conditions(self, draft: Draft, deed: Draft | None) -> list[Party]:
        """Return who can avert what is threatened: "to end talks if Iran builds more"."""
        heads = [draft.token, *([] if deed is None else self._verbs_below(deed.token))]
        every = [self._syntax.slots(i) for i in heads]
        clauses = [c for slots in every for mark in _CONDITIONS for c in slots.get(mark, ())]
        return [p for c in clauses for p in self._parties.among(self._syntax.slots(c), "subj")]

    def _verbs_below(self, i: int) -> list[int]:
        return [t for t in self._syntax.subtree(i) if t == i or self._syntax.is_verb(t)]

    def _is_gerund(self, deed: Draft) -> bool:
        return self._syntax.tag[deed.token] == "VBG"

    def _others_below(self, draft: Draft) -> list[Party]:
        """Return who does what is asked or alleged: "demanded that Iran stop"."""
        heads = [draft.token, *([] if draft.verb is None else [draft.verb])]
        every = [self._syntax.slots(i) for i in heads]
        inner = [c for slots in every for name in ("ccomp", "xcomp") for c in slots.get(name, ())]
        found = [p for c in inner for p in self._parties.among(self._syntax.slots(c), "subj")]
        own = {party.actor_id for party in draft.actors}
        return [Party(p.placed, "complement") for p in found if p.actor_id not in own]

    def _places_below(self, i: int) -> list[Party]:
        """Return who benefits, from where help is promised: "to help end the chaos in Iraq"."""
        slots = self._syntax.slots(i)
        tops = [t for slot in ("xcomp", "obj", "ccomp", "to") for t in slots.get(slot, ())]
        below = (t for top in tops for t in self._syntax.subtree(top))
        return [Party(place, "place") for t in below if (place := self._cast.place_at(t))][:1]


def _allege(deed: Draft, accusation: Draft) -> None:
    deed.accuser = accusation.actors
    deed.actors = deed.actors or accusation.recipients
    doers = {party.actor_id for party in deed.actors}
    deed.recipients = [party for party in deed.recipients if party.actor_id not in doers]


def _is_hostile(deed: Draft) -> bool:
    return "conflict" in ontology.quad(deed.event_type) and deed.event_type != "REQUEST"


def _sides(kind: str, deed: Draft, gerund: bool) -> list[Party]:
    if deed.sense.reciprocal:
        return [*deed.actors, *([] if kind == "refuse" else deed.recipients)]
    if kind == "refuse" and gerund:  # "denied arming the rebels" answers no rebels
        return []
    return deed.recipients

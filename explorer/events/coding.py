"""Who did what to whom: from the words that carry events to drafts with actors and recipients.

A draft is made for every trigger word whose sense fits its arguments; light verbs lend an event
noun what stands at the verb, and events that are only promised, asked for, refused or threatened
are folded into the promise, request, refusal or threat (PLOVER manual, AGREE and REQUEST).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from explorer import ontology
from explorer.actors import Cast, Placed
from explorer.events import lexicon
from explorer.events.lexicon import LightVerb, Need, Sense
from explorer.syntax import Slots, Syntax

_POS = {"VERB": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}

# Where the party stands when the filler itself is a thing: "criticised American policy".
_LOOK_THROUGH = ("poss", "amod", "compound", "by", "of", "from", "between")
_MAX_LOOK_THROUGH = 3
_FIRST_PERSON = frozenset(("i", "we", "us", "me", "our", "my", "ours", "mine"))

# Force and relief reach whoever lives there: "shelled targets in Lebanon", "end the chaos in Iraq".
_PLACE_STANDS_FOR_PARTY = frozenset(("ASSAULT", "AID", "COERCE", "MOBILIZE", "RETREAT"))
_PLACE_SLOTS = ("in", "at", "into", "on", "from", "to", "across", "inside", "near")

# Where an embedded deed stands, the likeliest first.
_EMBEDDED = ("xcomp", "ccomp", "of", "for", "from", "obj", "to", "against", "in", "on", "with")
_INTO = ("xcomp", "ccomp", "obj", "of", "for", "in", "to")
_FOLDED = {"promise": "AGREE", "request": "REQUEST", "refuse": "REJECT", "threat": "THREATEN"}

# An event noun beside a clause whose subject is the missing side: "in a meeting with X, Y said",
# "Y arrived after an invitation by X".
_IMPLICIT_TYPES = frozenset(("CONSULT", "AGREE", "REQUEST"))


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
    """An event in the making; ``token`` is the trigger, ``verb`` its light verb if it has one."""

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

    def ids(self) -> set[str]:
        """Return the ids of all who take part."""
        return {party.actor_id for party in (*self.actors, *self.recipients)}


class Coder:
    """Codes the events of one article. Token indices go in, drafts come out."""

    def __init__(
        self, syntax: Syntax, cast: Cast, speakers: Callable[[int], Iterable[int]]
    ) -> None:
        """Prepare; ``speakers`` gives the head tokens of who speaks at a token inside quotes."""
        self.syntax = syntax
        self.cast = cast
        self._speakers = speakers
        self._drafts: dict[int, Draft | None] = {}
        self._parties: dict[int, list[Party]] = {}

    def drafts(self) -> list[Draft]:
        """Return the events of the article in text order, folded ones left out."""
        found = [d for i in range(len(self.syntax)) if (d := self.draft(i)) is not None]
        for draft in found:
            self._fold(draft)
        _answer_accusations(found)
        return [draft for draft in found if not draft.consumed and self._is_complete(draft)]

    def draft(self, i: int) -> Draft | None:
        """Return the draft that token ``i`` triggers, or None."""
        if i not in self._drafts:
            self._drafts[i] = None  # a noun that leads back to itself ends here
            self._drafts[i] = self._make(i)
        return self._drafts[i]

    def parties(self, i: int, depth: int = 0) -> list[Party]:
        """Return the actors that nominal ``i`` names or, failing that, belongs to."""
        if i not in self._parties:
            self._parties[i] = []
            self._parties[i] = self._named(i) or self._behind(i, depth)
        return self._parties[i]

    def _named(self, i: int) -> list[Party]:
        if placed := self.cast.all_at(i):
            return [Party(p) for p in placed]
        if self.syntax.lower[i] in _FIRST_PERSON:
            heads = self._speakers(i)
            return [Party(p, "speaker") for h in heads for p in self.cast.all_at(h)]
        name = self.syntax.child(i, "appos", "flat")
        return [] if name is None else [Party(p) for p in self.cast.all_at(name)]

    def _behind(self, i: int, depth: int) -> list[Party]:
        if depth >= _MAX_LOOK_THROUGH or self.syntax.pos[i] not in ("NOUN", "PROPN", "NUM", "DET"):
            return []
        event = self.draft(i)
        if event is not None:
            return [Party(p.placed, "event") for p in event.actors]
        slots = self.syntax.slots(i)
        for slot in _LOOK_THROUGH:
            found = [p for f in slots.get(slot, ()) for p in self.parties(f, depth + 1)]
            if found:
                return [Party(p.placed, p.via or "modifier") for p in found]
        return []

    # --- one trigger ------------------------------------------------------------------------

    def _make(self, i: int) -> Draft | None:
        pos = _POS.get(self.syntax.pos[i])
        if pos is None or self.syntax.rel[i] in ("aux", "aux_pass", "case", "mark", "flat"):
            return None
        if pos == "noun" and self.cast.at(i) is not None:
            return None
        candidates = self._candidates(i, pos)
        if not candidates:
            return None
        slots = self.syntax.slots(i)
        light, verb = self._light(i) if pos == "noun" else (None, None)
        wide = slots if verb is None else {**self.syntax.slots(verb), **slots}
        sense = next((s for s in candidates if self._holds(s.needs, wide)), None)
        if sense is None:
            return None
        draft = Draft(i, sense.event_type, sense.mode, sense, [], [], verb)
        draft.actors = self._fill(sense.actor, slots, sense)
        draft.recipients = self._fill(sense.recipient, slots, sense)
        if light is not None and verb is not None:
            self._lend(draft, light, self.syntax.slots(verb))
        elif pos == "noun":
            self._imply(draft, slots)
        _tidy(draft)
        return draft

    def _candidates(self, i: int, pos: str) -> tuple[Sense, ...]:
        lemma = self.syntax.lemma[i]
        particle = self.syntax.particle(i) if pos == "verb" else None
        phrasal = lexicon.senses(f"{lemma}_{particle}", pos) if particle else ()
        return phrasal or lexicon.senses(lemma, pos)

    def _holds(self, needs: tuple[Need, ...], slots: Slots) -> bool:
        return all(self._met(need, slots.get(need.slot, [])) == need.wanted for need in needs)

    def _met(self, need: Need, fillers: list[int]) -> bool:
        if need.lemmas:
            return any(self.syntax.lemma[f] in need.lemmas for f in fillers)
        if need.by_actor:
            return any(self._is_actor(f) for f in fillers)
        return bool(fillers)

    def _is_actor(self, i: int) -> bool:
        return any(party.via in ("", "speaker") for party in self.parties(i))

    def _fill(self, groups: tuple[tuple[str, ...], ...], slots: Slots, sense: Sense) -> list[Party]:
        for group in groups:
            fillers = [(slot, f) for slot in group for f in slots.get(slot, ())]
            found = [p for slot, f in fillers for p in self._in_slot(slot, f, sense)]
            if found:
                return found
        return []

    def _in_slot(self, slot: str, filler: int, sense: Sense) -> list[Party]:
        found = self.parties(filler)
        if not found and sense.event_type in _PLACE_STANDS_FOR_PARTY:
            return self._places(slot, filler)
        return found

    def _places(self, slot: str, filler: int) -> list[Party]:
        if slot in _PLACE_SLOTS and (place := self.cast.place_at(filler)):
            return [Party(place, "place")]
        if slot == "obj":
            inner = self.syntax.slots(filler)
            spots = (
                place
                for s in ("in", "at")
                for f in inner.get(s, ())
                if (place := self.cast.place_at(f))
            )
            return [Party(place, "place") for place in spots]
        return []

    # --- parties that stand elsewhere -------------------------------------------------------

    def _light(self, i: int) -> tuple[LightVerb | None, int | None]:
        """Return the light verb that event noun ``i`` leans on, and its token."""
        first = self.syntax.head[i] if self.syntax.rel[i] == "conj" else i
        verb = self.syntax.head[first]
        if verb == first or not self.syntax.is_verb(verb):
            return None, None
        for light in lexicon.light_verbs(self.syntax.lemma[verb]):
            if i in self.syntax.slots(verb).get(light.slot, ()):
                return light, verb
        return None, None

    def _lend(self, draft: Draft, light: LightVerb, slots: Slots) -> None:
        roles = {"subj": light.subject, **light.other}
        for slot, role in roles.items():
            found = [p for f in slots.get(slot, ()) for p in self.parties(f)]
            if draft.sense.reciprocal:
                draft.actors += found
            elif role == "actor":
                draft.actors = draft.actors or found
            elif role == "recipient":
                draft.recipients = draft.recipients or found

    def _imply(self, draft: Draft, slots: Slots) -> None:
        """Let the subject of the clause around an event noun take the side that is missing."""
        subject = self._parties_in(slots, "subj")  # "Iraq was in need of help"
        if not subject:
            subject = [Party(p.placed, "implicit") for p in self._clause_subject(draft)]
        if draft.sense.reciprocal:
            if len({p.actor_id for p in draft.actors}) == 1:
                draft.actors += subject
        elif draft.actors and not draft.recipients:
            if draft.event_type in _IMPLICIT_TYPES:
                draft.recipients = subject
        elif not draft.actors:
            draft.actors = subject

    def _clause_subject(self, draft: Draft) -> list[Party]:
        i = draft.token
        verb = self.syntax.head[i]
        if verb == i or not self.syntax.is_verb(verb):
            return []
        slots = self.syntax.slots(verb)
        is_subject = i in slots.get("subj", ())
        known = lexicon.senses(self.syntax.lemma[verb], "verb")
        if is_subject or (known and not draft.sense.reciprocal):
            return []
        passive = self.syntax.is_passive(verb) and i not in slots.get("obj", ())
        return self._parties_in(slots, "obj" if passive else "subj")

    def _parties_in(self, slots: Slots, *names: str) -> list[Party]:
        return [p for name in names for f in slots.get(name, ()) for p in self.parties(f)]

    # --- deeds inside deeds -----------------------------------------------------------------

    def _fold(self, draft: Draft) -> None:
        """Fold what is promised, asked for, refused or threatened into ``draft``."""
        if draft.folded:
            return
        draft.folded = True
        kind = draft.sense.complement
        inner = list(self._embedded(draft.token)) if kind and kind != "none" else []
        if kind == "claim":
            for deed in inner:
                deed.accuser = draft.actors
                deed.actors = deed.actors or draft.recipients
                _tidy(deed)
        elif kind in _FOLDED and inner:
            for deed in inner:
                self._fold(deed)
            self._absorb(draft, inner)
        elif kind in _FOLDED and not draft.recipients:
            self._aim(draft, kind)

    def _embedded(self, i: int, depth: int = 0) -> Iterator[Draft]:
        slots = self.syntax.slots(i)
        for slot in _INTO if depth else _EMBEDDED:
            fillers = [f for f in slots.get(slot, ()) if self.cast.at(f) is None]
            found = [d for f in fillers if (d := self.draft(f)) and not d.consumed]
            if found:
                yield from found
                return
            if depth < 2:
                deeper = [d for f in fillers for d in self._embedded(f, depth + 1)]
                if deeper:
                    yield from deeper
                    return

    def _absorb(self, draft: Draft, inner: list[Draft]) -> None:
        deed, kind = inner[0], draft.sense.complement
        for each in inner:
            each.consumed = True
        hostile = "conflict" in ontology.quad(deed.event_type)
        if kind == "promise" and hostile and deed.event_type != "REQUEST":
            draft.event_type = "THREATEN"
        draft.underlying_type = deed.underlying_type or deed.event_type
        draft.mode = (
            lexicon.mode_of_complement(draft.event_type, deed.event_type) or draft.mode
            if draft.event_type in ("REQUEST", "REJECT", "THREATEN")
            else draft.mode
        )
        if not draft.recipients:
            self._aim(draft, kind, deed)

    def _aim(self, draft: Draft, kind: str, deed: Draft | None = None) -> None:
        """Find whom a promise, request, refusal or threat is made to inside its complement."""
        own = {party.actor_id for party in draft.actors}
        found: list[Party] = []
        if deed is not None:
            doers = kind == "request" or deed.sense.reciprocal
            gerund = kind == "refuse" and self.syntax.tag[deed.token] == "VBG"
            found = deed.actors if doers else [] if gerund else deed.recipients
            found = [p for p in found if p.actor_id not in own] or (
                [] if kind == "refuse" else [p for p in deed.recipients if p.actor_id not in own]
            )
        if not found and kind == "request":
            found = self._asked(draft)
        if not found and kind == "promise":
            found = [Party(p, "place") for p in self._places_below(draft.token)]
        draft.recipients = [
            Party(p.placed, p.via or "complement") for p in found if p.actor_id not in own
        ]

    def _asked(self, draft: Draft) -> list[Party]:
        slots = self.syntax.slots(draft.token)
        inner = [*slots.get("ccomp", ()), *slots.get("xcomp", ())]
        return [p for i in inner for p in self._parties_in(self.syntax.slots(i), "subj")]

    def _places_below(self, i: int) -> list[Placed]:
        slots = self.syntax.slots(i)
        tops = [t for slot in ("xcomp", "obj", "ccomp") for t in slots.get(slot, ())]
        below = [t for top in tops for t in self.syntax.subtree(top)]
        return [place for t in below if (place := self.cast.place_at(t))][:1]

    def _is_complete(self, draft: Draft) -> bool:
        """Tell whether enough parties are known: an event nobody takes part in says nothing."""
        if not draft.actors:
            return False
        if self.syntax.pos[draft.token] != "VERB" and not draft.recipients:
            return len(draft.actors) > 1
        return bool(draft.recipients) or draft.event_type not in ("AID", "COOPERATE", "SANCTION")


def _tidy(draft: Draft) -> None:
    """Name each party once; who acts is not acted upon."""
    draft.actors = _once(draft.actors)
    own = {party.actor_id for party in draft.actors}
    draft.recipients = [p for p in _once(draft.recipients) if p.actor_id not in own]


def _once(parties: list[Party]) -> list[Party]:
    return list({party.actor_id: party for party in reversed(parties)}.values())[::-1]


def _answer_accusations(drafts: list[Draft]) -> None:
    """Let a denial answer the last one who accused the denier: "Iran has denied the charge"."""
    accusers: dict[str, list[Party]] = {}
    for draft in drafts:
        if draft.event_type == "ACCUSE":
            accusers.update((p.actor_id, draft.actors) for p in draft.recipients)
        elif draft.event_type == "REJECT" and not draft.recipients:
            if draft.underlying_type not in (None, "ACCUSE"):
                continue
            found = [p for a in draft.actors for p in accusers.get(a.actor_id, ())]
            draft.recipients = [Party(p.placed, "earlier accusation") for p in found]
            _tidy(draft)

"""Who did what to whom: from the words that carry events to drafts with actors and recipients.

A draft is made for every trigger word whose sense fits its arguments; light verbs lend an event
noun what stands at the verb.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from explorer.actors.cast import Cast
from explorer.events import lexicon
from explorer.events.complements import Complements
from explorer.events.drafts import Draft, Party, once
from explorer.events.lexicon import LightVerb, Need, Sense
from explorer.events.parties import Parties
from explorer.syntax import Slots, Syntax

_GRAMMATICAL = frozenset(("aux", "aux_pass", "case", "mark", "flat"))  # relations of no trigger

# Force and relief reach whoever lives there: "shelled targets in Lebanon", "end the chaos in Iraq".
_PLACE_STANDS_FOR_PARTY = frozenset(
    ("ASSAULT", "AID", "COERCE", "CONCEDE", "MOBILIZE", "RETREAT", "SANCTION", "PROTEST")
)

_PLACE_MODES = frozenset(("visit", "assist"))  # "visited Iraq", "sought refuge in Germany"

# An event noun beside a clause whose subject is the missing side: "in a meeting with X, Y said",
# "Y arrived after an invitation by X".
_IMPLICIT_TYPES = frozenset(("CONSULT", "AGREE", "REQUEST"))
# Prepositions that an object lends its verb; an event noun keeps all but those it shares.
_LENT = ("with", "to", "on", "against", "for", "from", "between", "into", "over", "toward")
_SHARED = ("with", "between")

_OPEN_WORDS = ("can", "could", "may", "might", "should", "to")
# What an event of a type may answer, the likeliest first, and within how many tokens.
_ANSWERS = {"REJECT": ("ACCUSE", "REQUEST"), "AGREE": ("REQUEST",)}
_REACH = 120

_FORCE = frozenset(("ASSAULT", "MOBILIZE"))

# What kills where nobody says who used it; earthquakes and crashes do not.
_VIOLENCE = frozenset(
    "attack bomb bombing bombardment blast explosion shooting gunfire shelling shell raid strike "
    "airstrike missile rocket mortar mine landmine grenade sniper bullet ambush violence clash "
    "fighting massacre assassination drone suicide".split()
)
_DUTY = frozenset(("must", "should", "ought"))

# These say nothing without whom they reach (PLOVER manual).
_NEED_RECIPIENT = frozenset(("AID", "COOPERATE", "SANCTION"))


class Coder:
    """Codes the events of one article. Token indices go in, drafts come out."""

    def __init__(
        self, syntax: Syntax, cast: Cast, speakers: Callable[[int], Iterable[int]]
    ) -> None:
        """Prepare; ``speakers`` gives the head tokens of who speaks at a token inside quotes."""
        self.syntax = syntax
        self.cast = cast
        self.parties = Parties(syntax, cast, speakers, self.draft)
        self._drafts: dict[int, Draft | None] = {}

    def drafts(self) -> list[Draft]:
        """Return the events of the article in text order, folded ones left out."""
        known = lexicon.carriers()
        tokens = [i for i, lemma in enumerate(self.syntax.lemma) if lemma in known]
        found = [d for i in tokens if (d := self.draft(i)) is not None]
        complements = Complements(self.syntax, self.cast, self.parties, self.draft)
        for draft in found:
            complements.fold(draft)
        self._answer(found)
        told = (d for d in found if not (d.consumed or self._is_topic(d.token)))
        complete = [draft for draft in told if self._is_complete(draft)]
        return [one for draft in complete for one in (draft, *self._joint(draft))]

    def _joint(self, draft: Draft) -> Iterator[Draft]:
        """Yield the cooperation of those who use force together (PLOVER manual, COOPERATE)."""
        together = [party for party in draft.actors if party.via in ("", "alongside")]
        if draft.event_type in _FORCE and not draft.sense.reciprocal and len(together) > 1:
            sense = replace(draft.sense, event_type="COOPERATE", mode="military", recipient=())
            yield Draft(draft.token, "COOPERATE", "military", sense, together, [], draft.verb)

    def draft(self, i: int) -> Draft | None:
        """Return the draft that token ``i`` triggers, or None."""
        if i not in self._drafts:
            self._drafts[i] = None  # a noun that leads back to itself ends here
            self._drafts[i] = self._make(i)
        return self._drafts[i]

    # --- one trigger ------------------------------------------------------------------------

    def _make(self, i: int) -> Draft | None:
        pos = lexicon.PARTS_OF_SPEECH.get(self.syntax.pos[i])
        if pos is None or self.syntax.pos[i] == "AUX" or self.syntax.rel[i] in _GRAMMATICAL:
            return None
        if pos == "noun" and self.cast.at(i) is not None:
            return None
        candidates = self._candidates(i, pos)
        if not candidates:
            return None
        slots = self._with_thing(i, "obj" if pos == "verb" else "of")
        light, verb = self._light(i) if pos == "noun" else (None, None)
        wide = slots if verb is None else {**self.syntax.slots(verb), **slots}
        sense = next((s for s in candidates if self._holds(s.needs, wide)), None)
        if sense is None:
            return None
        draft = Draft(i, sense.event_type, sense.mode, sense, [], [], verb)
        draft.actors = self._fill(sense.actor, slots) + self._allies(sense, slots)
        draft.recipients = self._fill(sense.recipient, slots, reached=sense)
        if light is not None and verb is not None:
            self._lend(draft, light, self.syntax.slots(verb))
        elif pos == "noun":
            self._imply(draft, slots)
        if not (draft.recipients or sense.reciprocal):
            draft.recipients = self._reached_otherwise(draft, wide)
        self._tidy(draft)
        return draft

    def _reached_otherwise(self, draft: Draft, slots: Slots) -> list[Party]:
        """Return whom a deed reaches that names nobody: who can avert it, or where it is done."""
        found = self.averters(draft) or self._prepared_for(draft, slots)
        return found or (self._where(draft, slots) if self._is_deed(draft) else [])

    def averters(self, draft: Draft) -> list[Party]:
        """Return who can avert a deed: "will leave the talks unless Sudan frees the captives"."""
        verb = draft.token if draft.verb is None else draft.verb
        clauses = self.syntax.slots(verb).get("unless", ())
        found = [p for c in clauses for p in self.parties.among(self.syntax.slots(c), "subj")]
        own = {party.actor_id for party in draft.actors}
        return [Party(p.placed, "condition") for p in found if p.actor_id not in own]

    def _prepared_for(self, draft: Draft, slots: Slots) -> list[Party]:
        """Return against whom troops are raised: "mobilised reservists for a war on Kuwait"."""
        if draft.event_type != "MOBILIZE":
            return []
        deeds = (self.draft(i) for i in slots.get("for", ()))
        own = {party.actor_id for party in draft.actors}
        found = (p for deed in deeds if deed for p in (*deed.recipients, *deed.actors))
        return [Party(p.placed, "complement") for p in found if p.actor_id not in own]

    def _where(self, draft: Draft, slots: Slots) -> list[Party]:
        """Return whose country it is done in, as a light verb tells: "imposed a curfew in"."""
        if draft.event_type not in _PLACE_STANDS_FOR_PARTY:
            return []
        things = [self.syntax.slots(i) for i in slots.get("obj", ()) if self._is_thing(i)]
        spots = (i for some in (slots, *things) for i in some.get("in", ()))
        return [p for i in spots for p in self.parties.places("in", i)]

    def _with_thing(self, i: int, slot: str) -> Slots:
        """Return a predicate's slots, empty ones filled from the thing in one of them.

        "Severed ties with Iran", "a suspension of flights to Iran".
        """
        slots, measure = self.syntax.slots(i), self.syntax.measure(i)
        if measure != i:  # "two tons of food to Chad"
            slots = {**self.syntax.slots(measure), "of": [], **slots}
        if slot == "obj" and "iobj" in slots and "obj" not in slots:  # "warned Iran that"
            slots = {**slots, "obj": slots["iobj"]}
        things = [f for f in slots.get(slot, ()) if self._is_thing(f)]
        if not things:
            return slots
        lent: Slots = {}
        for thing in things:
            inner = self.syntax.slots(thing)
            names = _SHARED if self.draft(thing) else _LENT
            lent.update((name, inner[name]) for name in names if name in inner)
        return {**lent, **slots}

    def _is_thing(self, i: int) -> bool:
        """Tell whether a nominal is no named actor: "ties", "its troops"."""
        placed = self.cast.at(i)
        return placed is None or placed.mention.label == "nominal"

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
        if need.by == "actor":
            return any(self.parties.is_actor(f) for f in fillers)
        if need.by == "peer":
            return any(self.parties.is_peer(f) for f in fillers)
        if need.by == "duty":
            return any(self._is_duty(f) for f in fillers)
        if need.by == "group":
            return any(self.parties.is_group(f) for f in fillers)
        return bool(fillers)

    def _is_duty(self, verb: int) -> bool:
        """Tell whether a clause says what some actor must do: "Iran must stop", "has to stop"."""
        syntax = self.syntax
        bound = any(syntax.lower[c] in _DUTY for c in syntax.children[verb])
        has_to = syntax.lemma[verb] in ("have", "need") and syntax.child(verb, "open") is not None
        slots = syntax.slots(verb)
        doers = slots.get("obj" if syntax.is_passive(verb) else "subj", ())
        return (bound or has_to) and any(self.parties.at(doer) for doer in doers)

    def _fill(
        self,
        groups: tuple[tuple[str, ...], ...],
        slots: Slots,
        *,
        reached: Sense | None = None,
    ) -> list[Party]:
        """Return the parties in the first group of slots that has any.

        ``reached`` is the sense, for its recipients: a place may stand for who lives there, but a
        place does nothing itself ("a flood in Chad killed 200").
        """
        for group in groups:
            fillers = [(slot, f) for slot in group for f in slots.get(slot, ())]
            found = [p for slot, f in fillers for p in self._in_slot(slot, f, reached)]
            if found:
                return found
        return []

    def _allies(self, sense: Sense, slots: Slots) -> list[Party]:
        """Return who uses force beside the actors: "fought the rebels alongside Iraqi troops"."""
        if sense.event_type not in _FORCE or sense.reciprocal:
            return []
        found = self.parties.among(slots, "alongside")
        return [Party(party.placed, "alongside") for party in found]

    def _in_slot(self, slot: str, filler: int, reached: Sense | None) -> list[Party]:
        found = self.parties.at(filler)
        if found or reached is None:
            return found
        if reached.event_type in _PLACE_STANDS_FOR_PARTY or reached.mode in _PLACE_MODES:
            return self.parties.places(slot, filler)
        return []

    # --- parties that stand elsewhere -------------------------------------------------------

    def _light(self, i: int) -> tuple[LightVerb | None, int | None]:
        """Return the light verb that event noun ``i`` leans on, and its token."""
        first = self.syntax.head[i] if self.syntax.rel[i] == "conj" else self.syntax.measure(i)
        below = [c for c in self.syntax.children[i] if self.syntax.rel[c] == "participle"]
        for verb in (self.syntax.head[first], *below):  # "a raid carried out by"
            if verb == first or not self.syntax.is_verb(verb):
                continue
            for light in lexicon.light_verbs(self.syntax.lemma[verb]):
                if i in self.syntax.slots(verb).get(light.slot, ()):
                    return light, verb
        return None, None

    def _lend(self, draft: Draft, light: LightVerb, slots: Slots) -> None:
        roles = {"subj": light.subject, **light.other}
        for slot, role in roles.items():
            found = self.parties.among(slots, slot)
            if draft.sense.reciprocal:
                draft.actors += found
            elif role == "actor":  # whoever is only behind a thing gives way
                named = [party for party in draft.actors if party.via != "modifier"]
                draft.actors = named or found or draft.actors
            elif role == "recipient":
                draft.recipients = draft.recipients or found

    def _imply(self, draft: Draft, slots: Slots) -> None:
        """Let the subject of the clause around an event noun take the side that is missing."""
        subject = self.parties.among(slots, "subj")  # "Iraq was in need of help"
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
        if not self.syntax.is_verb(verb):  # "support for Iraq in the fight against ..."
            inside = verb != i and self.syntax.preposition(i) == "in"
            return self.parties.at(verb) if inside else []
        slots = self.syntax.slots(verb)
        is_subject = i in slots.get("subj", ())
        known = lexicon.senses(self.syntax.lemma[verb], "verb")
        if is_subject or (known and not draft.sense.reciprocal):
            return []
        passive = self.syntax.is_passive(verb) and i not in slots.get("obj", ())
        return self.parties.among(slots, "obj" if passive else "subj")

    def _answer(self, drafts: list[Draft]) -> None:
        """Let a denial answer the accuser, and a promise or refusal who asked for it before.

        "Iran has denied the charge"; "Sudan needs Norway's help", then "Norway pledged to help".
        """
        asked: dict[tuple[str, str], Draft] = {}
        for draft in drafts:
            if _is_open_answer(draft):
                found = (asked.get((kind, key)) for kind in _ANSWERS[draft.event_type]
                         for key in self._sides(draft.actors))  # fmt: skip
                before = next((one for one in found if one and self._is_near(one, draft)), None)
                if before is not None:
                    draft.recipients = [Party(p.placed, "answer") for p in before.actors]
                    self._tidy(draft)
            if draft.event_type in ("ACCUSE", "REQUEST"):
                asked |= {(draft.event_type, key): draft for key in self._sides(draft.recipients)}

    def _sides(self, parties: Iterable[Party]) -> list[str]:
        """Return the ids of parties, then their countries: a president answers for his state."""
        ids = [party.actor_id for party in parties]
        return [*ids, *(c for i in ids if (c := self.cast.actors[i].country) and c not in ids)]

    def _is_near(self, before: Draft, draft: Draft) -> bool:
        return draft.token - before.token < _REACH

    def _tidy(self, draft: Draft) -> None:
        """Name each party once; who acts is not acted upon, except in a part of its country."""
        draft.actors = once(draft.actors)
        own = {party.actor_id for party in draft.actors}
        draft.recipients = [
            party
            for party in once(draft.recipients)
            if party.actor_id not in own or party.via == "place"
        ]

    def _is_complete(self, draft: Draft) -> bool:
        """Tell whether enough parties are known: an event nobody takes part in says nothing."""
        if not draft.actors:
            return self._is_suffered(draft)
        if draft.recipients or len(draft.actors) > 1:
            return True
        return self._is_deed(draft) and draft.event_type not in _NEED_RECIPIENT

    def _is_topic(self, i: int) -> bool:
        """Tell whether a deed is only looked into: "talked about how they can help Chad"."""
        words = {self.syntax.lower[c] for c in self.syntax.children[i]}
        return "how" in words and not words.isdisjoint(_OPEN_WORDS)

    def _is_deed(self, draft: Draft) -> bool:
        """Tell whether a verb tells of the event, be it a light one."""
        return self.syntax.is_verb(draft.token) or draft.verb is not None

    def _is_suffered(self, draft: Draft) -> bool:
        """Tell whether violence is told without who did it: "civilians were killed"."""
        if draft.event_type != "ASSAULT" or self.syntax.pos[draft.token] != "VERB":
            return False
        if self.syntax.rel[draft.token] == "amod":
            return False
        causes = self.syntax.slots(draft.token).get("subj", ())
        named = any(party.via != "place" for party in draft.recipients)
        return named and all(self.syntax.lemma[cause] in _VIOLENCE for cause in causes)


def _is_open_answer(draft: Draft) -> bool:
    """Tell whether a promise, refusal or denial leaves open to whom it is made."""
    if draft.recipients or draft.sense.reciprocal or draft.consumed:
        return False
    is_denial = draft.event_type == "REJECT" and draft.underlying_type in (None, "ACCUSE")
    return is_denial or (draft.event_type in _ANSWERS and draft.sense.complement == "promise")

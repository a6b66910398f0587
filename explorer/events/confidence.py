"""How sure we are of an event: a base that each guess on the way to it lowers."""

from __future__ import annotations

from explorer.events.drafts import Draft

BASE = 0.9
LEAST = 0.1

# What was guessed, and what the guess costs. Party keys say how a party was found.
_COST = {
    "modifier": 0.1,
    "event": 0.1,
    "speaker": 0.05,
    "complement": 0.05,
    "place": 0.2,
    "implicit": 0.2,
    "answer": 0.15,
}
_PRONOUN = 0.1
_NOMINAL = 0.05
_EVENT_NOUN = 0.05
_NO_RECIPIENT = 0.2
_REPORTED_DEED = 0.1


def confidence(draft: Draft, *, is_verb: bool) -> float:
    """Return the confidence of a coded event, from 0.1 to 0.9."""
    parties = [*draft.actors, *draft.recipients]
    cost = max((_COST.get(party.via, 0.0) for party in parties), default=0.0)
    cost += max((_of_label(party.placed.mention.label) for party in parties), default=0.0)
    cost += 0.0 if is_verb or draft.verb is not None else _EVENT_NOUN
    cost += _NO_RECIPIENT if len(draft.ids()) < 2 else 0.0
    cost += _REPORTED_DEED if draft.accuser else 0.0
    return round(max(LEAST, BASE - cost), 2)


def _of_label(label: str) -> float:
    return {"pronoun": _PRONOUN, "nominal": _NOMINAL}.get(label, 0.0)

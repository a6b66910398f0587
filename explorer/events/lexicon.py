"""The trigger lexicon: which words carry an event, in which sense, and where its parties stand.

The tables in data/ontology (triggers, light_verbs, embedding, reporting, mode_by_complement) are
data; their columns are explained at the head of each file. This module reads them once and
answers questions about single words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from explorer.resources import read_table

# What the tables call a word, by its part of speech in Universal Dependencies.
PARTS_OF_SPEECH = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}

_ACTOR = {"verb": "subj", "noun": "poss|by|amod|of|from|compound", "adj": "subj"}
_RECIPIENT = {
    "verb": "obj|iobj|to|with|against|on|from|for|of|at|in",
    "noun": "with|on|against|to|for|of|at|in|from",
    "adj": "to|toward|towards|of|with|about|at|on|against|for|by|in",
}


@dataclass(frozen=True, slots=True)
class Need:
    """One condition on a slot: filled, or filled by something of a kind, or by a lemma.

    ``by`` is "actor" (one that is named), "group" (an armed or other group), "peer" (one who may be
    no newspaper), "duty" (a clause that tells what an actor must do) or "" (anything).
    """

    slot: str
    wanted: bool = True
    by: str = ""
    lemmas: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sense:
    """One row of triggers.tsv.

    ``actor`` and ``recipient`` are alternatives in order; each is a group of slots taken together.
    ``complement`` says what an embedded deed is to this event ("promise", "request", ...).
    """

    event_type: str
    mode: str | None
    actor: tuple[tuple[str, ...], ...]
    recipient: tuple[tuple[str, ...], ...]
    needs: tuple[Need, ...]
    complement: str

    @property
    def reciprocal(self) -> bool:
        """Tell whether all who take part are actors (meetings, mutual fighting)."""
        return not self.recipient


@dataclass(frozen=True, slots=True)
class LightVerb:
    """A verb that lends its arguments to the event noun in ``slot``: "hold talks with".

    ``subject`` is the role of the verb's subject, ``other`` the roles of its other slots.
    """

    slot: str
    subject: str
    other: dict[str, str]


@dataclass(frozen=True, slots=True)
class Embedding:
    """What a predicate does to the event in its ``slot``: "future", "hypothetical", "negation"."""

    slot: str
    effects: tuple[str, ...]


def senses(lemma: str, pos: str) -> tuple[Sense, ...]:
    """Return the senses of a word, the specific ones first; ``pos`` is verb, noun or adj."""
    return _triggers().get((lemma, pos), ())


@cache
def carriers() -> frozenset[str]:
    """Return all lemmas that carry an event in some sense; of phrasal verbs, the verb."""
    return frozenset(lemma.partition("_")[0] for lemma, _ in _triggers())


def light_verbs(lemma: str) -> tuple[LightVerb, ...]:
    """Return how a verb lends its arguments to event nouns; empty for most verbs."""
    return _light().get(lemma, ())


def embeddings(lemma: str, pos: str) -> tuple[Embedding, ...]:
    """Return what a predicate does to the events it embeds; empty for most words."""
    return _embedding().get((lemma, pos), ())


@cache
def verbs_of_saying() -> frozenset[str]:
    """Return the verbs whose subject is the source of what they embed."""
    return frozenset(lemma for lemma, pos in _reporting() if pos == "verb")


def reports(lemma: str, pos: str) -> bool:
    """Tell whether the subject of this verb or noun is the source of what it embeds."""
    return (lemma, pos) in _reporting()


@cache
def mode_of_complement(event_type: str, complement_type: str | None) -> str | None:
    """Return the mode of a REQUEST, REJECT or THREATEN from the type of what it is about."""
    table = {
        (row["type"], row["complement_type"]): row["mode"] or None
        for row in read_table("ontology", "mode_by_complement.tsv")
    }
    if complement_type is None:
        return None
    return table.get((event_type, complement_type), table.get((event_type, "*")))


def parse_needs(text: str) -> tuple[Need, ...]:
    """Parse the ``needs`` column: ``obj:actor !with obj=deal,pact obj!=question``."""
    return tuple(_parse_need(part) for part in text.split())


def _parse_need(text: str) -> Need:
    slot, equals, lemmas = text.partition("=")
    if equals:
        return Need(
            slot.rstrip("!"), wanted=not slot.endswith("!"), lemmas=frozenset(lemmas.split(","))
        )
    slot, _, kind = text.lstrip("!").partition(":")
    return Need(slot, wanted=not text.startswith("!"), by=kind)


def _parse_slots(text: str) -> tuple[tuple[str, ...], ...]:
    if text == "-":
        return ()
    return tuple(tuple(group.split("+")) for group in text.split("|"))


@cache
def _triggers() -> dict[tuple[str, str], tuple[Sense, ...]]:
    found: dict[tuple[str, str], tuple[Sense, ...]] = {}
    for row in read_table("ontology", "triggers.tsv"):
        key = row["lemma"], row["pos"]
        found[key] = (*found.get(key, ()), _sense(row))
    return found


def _sense(row: dict[str, str]) -> Sense:
    return Sense(
        event_type=row["type"],
        mode=row["mode"] or None,
        actor=_parse_slots(row["actor"] or _ACTOR[row["pos"]]),
        recipient=_parse_slots(row["recipient"] or _RECIPIENT[row["pos"]]),
        needs=parse_needs(row["needs"]),
        complement=row["complement"],
    )


@cache
def _light() -> dict[str, tuple[LightVerb, ...]]:
    found: dict[str, tuple[LightVerb, ...]] = {}
    for row in read_table("ontology", "light_verbs.tsv"):
        light = LightVerb(row["slot"], row["subject"], dict(_roles(row["other"])))
        found[row["verb"]] = (*found.get(row["verb"], ()), light)
    return found


def _roles(text: str) -> Iterator[tuple[str, str]]:
    for part in text.split("|"):
        slot, colon, role = part.partition(":")
        if colon:
            yield slot, role


@cache
def _embedding() -> dict[tuple[str, str], tuple[Embedding, ...]]:
    found: dict[tuple[str, str], tuple[Embedding, ...]] = {}
    for row in read_table("ontology", "embedding.tsv"):
        key = row["lemma"], row["pos"]
        effects = tuple(e for e in row["effect"].split(",") if e != "fact")
        found[key] = (*found.get(key, ()), Embedding(row["slot"], effects))
    return found


@cache
def _reporting() -> frozenset[tuple[str, str]]:
    return frozenset((row["lemma"], row["pos"]) for row in read_table("ontology", "reporting.tsv"))

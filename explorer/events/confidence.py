"""How sure we are of an event: a logistic regression over how it was found.

What it goes by can be read: what kind of word tells of the event, how its parties were found, where
in the sentence it stands, how far apart all this is, and what a learned stance is worth. The
weights stand in data/ontology/confidence.tsv, made by training/confidence.py. A weight above 0
makes surer.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cache

from explorer import ontology
from explorer.events import lexicon
from explorer.events.drafts import Draft
from explorer.resources import read_table
from explorer.syntax import Syntax

LEAST, MOST = 0.05, 0.95

# Where the clause of a trigger stands, by the relation of its verb.
_PLACES = {
    "ROOT": "main clause",
    "clause": "reported or embedded",
    "aside": "reported or embedded",
    "open": "infinitive",
    "adverbial": "circumstance",
    "relative": "relative clause",
    "participle": "relative clause",
    "conj": "coordinated",
}


def confidence(grounds: Iterable[tuple[str, float]]) -> float:
    """Return how sure we are of an event, from 0.05 to 0.95, by what speaks for and against it."""
    known = _weights()
    total = sum(known.get(name, 0.0) * value for name, value in grounds)
    return round(min(MOST, max(LEAST, 1 / (1 + math.exp(-total)))), 2)


def grounds(draft: Draft, syntax: Syntax, words: int) -> list[tuple[str, float]]:
    """Return what speaks for or against an event, each with its value.

    Args:
        draft: the event, with its auxiliary modes.
        syntax: the parse.
        words: how many words its sentence has.
    """
    return [
        ("bias", 1.0),
        (f"trigger: {_told_by(draft, syntax)}", 1.0),
        (f"trigger in: {_place(draft, syntax)}", 1.0),
        (f"senses of the trigger: {_senses(draft, syntax)}", 1.0),
        (f"kind: {ontology.quad(draft.event_type)}", 1.0),
        (f"words in the sentence: {_size(words, (15, 25, 35))}", 1.0),
        (f"words between: {_size(_reach(draft), (5, 10, 20))}", 1.0),
        *_of_parties(draft),
        *((f"status: {name}", 1.0) for name in sorted(draft.auxiliary)),
    ]


def _of_parties(draft: Draft) -> list[tuple[str, float]]:
    parties = [*draft.actors, *draft.recipients]
    found = {f"party found by: {party.via}" for party in parties if party.via}
    found |= {f"party is: {party.placed.mention.label}" for party in parties}
    if len(draft.ids()) < 2:
        found.add("recipient: nobody")
    if draft.accuser:
        found.add("deed of the accused")
    if draft.underlying_type:
        found.add("deed inside a deed")
    named = [(name, 1.0) for name in sorted(found)]
    if draft.likely is not None:
        named.append(("likelihood of the stance", math.log(draft.likely / (1 - draft.likely))))
    return named


def _told_by(draft: Draft, syntax: Syntax) -> str:
    if draft.verb is not None:
        return "noun with its verb"
    return lexicon.PARTS_OF_SPEECH.get(syntax.pos[draft.token], "other")


def _place(draft: Draft, syntax: Syntax) -> str:
    at = draft.token if draft.verb is None else draft.verb
    if not syntax.is_verb(at) and syntax.rel[at] != "ROOT":
        return "noun phrase"
    return _PLACES.get(syntax.rel[at], "other")


def _senses(draft: Draft, syntax: Syntax) -> str:
    pos = lexicon.PARTS_OF_SPEECH.get(syntax.pos[draft.token], "verb")
    kinds = {sense.event_type for sense in lexicon.senses(syntax.lemma[draft.token], pos)}
    sort = "one" if len(kinds) < 2 else "two" if len(kinds) == 2 else "more"
    return f"{sort}, {'chosen' if draft.sense.needs else 'the default'}"


def _reach(draft: Draft) -> int:
    heads = [party.placed.head for party in (*draft.actors, *draft.recipients)]
    return max((abs(head - draft.token) for head in heads), default=0)


def _size(count: int, bounds: tuple[int, ...]) -> str:
    return next((f"up to {bound}" for bound in bounds if count <= bound), f"over {bounds[-1]}")


@cache
def _weights() -> dict[str, float]:
    rows = read_table("ontology", "confidence.tsv")
    return {row["ground"]: float(row["weight"]) for row in rows}

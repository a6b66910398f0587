"""Stances that no rule reads: who is for or against whom, by weights learned from sentences.

Where two actors share a sentence and no rule joins them, two logistic regressions tell how likely
it is that one likes or dislikes the other. What they go by can be read: the relations and the
words between the two in the parse, whether words around them are kind (data/ontology/valence.tsv),
and what the rules found. The weights stand in data/ontology/stance.tsv, made by
training/stance.py from the sentences of Park, Pan and Joo, "Who Blames or Endorses Whom?"
(Findings of ACL 2021). An event carries the word that weighs most as its trigger.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from explorer import ontology
from explorer.actors.cast import Cast
from explorer.events import lexicon
from explorer.events.drafts import Draft, Party
from explorer.events.lexicon import Sense
from explorer.events.pairs import CONTENT, Pair, Pairs, leaning, valence
from explorer.resources import read_table
from explorer.syntax import Syntax

LIKES, DISLIKES = "SUPPORT", "ACCUSE"

# How likely a stance must be to be told, and to complete a deed that rules found: by
# cross-validation where recall and precision of stances meet.
LEAST = 0.35
LEAST_OF_HALF = 0.2

_SENSES = {
    LIKES: Sense(LIKES, None, (("subj",),), (("obj",),), (), ""),
    DISLIKES: Sense(DISLIKES, "disapprove", (("subj",),), (("obj",),), (), ""),
}
_CLEAR = 1.5  # the valence from which a word is clearly kind or unkind


class Stances:
    """Finds the stances in one article."""

    def __init__(self, syntax: Syntax, cast: Cast, pairs: Pairs) -> None:
        """Prepare; ``pairs`` are those of the same article."""
        self._syntax = syntax
        self._cast = cast
        self._pairs = pairs

    def drafts(self, ruled: Sequence[Draft]) -> Iterator[Draft]:
        """Yield a draft for each stance between actors whom no rule joins.

        Args:
            ruled: what the rules found, with its auxiliary modes.
        """
        taken = {draft.token: draft for draft in ruled}
        for pair in self._pairs.find(ruled):
            event_type, likely = likelihood(pair)
            if not self._is_at_work(pair, taken):
                yield from self._told(pair, event_type, likely, taken)

    def _told(
        self, pair: Pair, event_type: str, likely: float, taken: Mapping[int, Draft]
    ) -> Iterator[Draft]:
        """Complete what the rules found, or yield a draft of its own."""
        recipient = Party(pair.recipient, "stance")
        deeds = (deed for deed in taken.values() if {deed.token, deed.verb} & pair.words.keys())
        half = next((deed for deed in deeds if _fits(deed, pair, event_type)), None)
        if half is not None and likely >= LEAST_OF_HALF:
            half.recipients.append(recipient)
            half.likely = likely
            return
        token = self._trigger(pair, event_type) if likely >= LEAST else None
        if token is not None and token not in taken:
            sense = _SENSES[event_type]
            actors, recipients = [Party(pair.actor, "stance")], [recipient]
            yield Draft(token, event_type, sense.mode, sense, actors, recipients, likely=likely)

    def _is_at_work(self, pair: Pair, taken: Mapping[int, Draft]) -> bool:
        """Tell whether the actor stands inside another deed: "since the talks with Iran"."""
        up, _ = self._pairs.path(pair.actor.head, pair.recipient.head)
        return any(token in taken for token in up[1:-1])

    def _trigger(self, pair: Pair, event_type: str) -> int | None:
        """Return the token between the two that speaks most for the stance, if any does."""
        weighed = {i: self._weight(i, names, event_type) for i, names in pair.words.items()}
        most = max(weighed, key=lambda i: (weighed[i], -i), default=None)
        return most if most is not None and weighed[most] > 0 else None

    def _weight(self, i: int, names: Iterable[str], event_type: str) -> float:
        """Return how much a word speaks for a stance; one that is neither way says nothing."""
        lemma, pos = self._syntax.lemma[i], self._syntax.pos[i]
        if pos not in CONTENT or self._cast.at(i) is not None:
            return 0.0
        column, sign = _column(event_type), 1 if event_type == LIKES else -1
        own = sum(_weights().get(name, (0.0, 0.0))[column] for name in names if "sort" not in name)
        tone = sign * valence(self._syntax, i)
        tone = tone if tone >= _CLEAR else 0.0
        told = sign * leaning(lemma, pos)
        if lexicon.reports(lemma, "verb") and max(tone, told) <= 0:
            return 0.0  # "said" says nothing of what is said
        return own + tone + told if max(own, tone, told) > 0 else 0.0


def likelihood(pair: Pair) -> tuple[str, float]:
    """Return the likelier stance, SUPPORT or ACCUSE, and how likely it is, from 0 to 1."""
    sums = [0.0, 0.0]
    for name, value in pair.features.items():
        if value and name in _weights():
            likes, dislikes = _weights()[name]
            sums[0] += likes * value
            sums[1] += dislikes * value
    best = max(sums)
    return (LIKES if sums[0] == best else DISLIKES), 1 / (1 + math.exp(-best))


def _column(event_type: str) -> int:
    return 0 if event_type == LIKES else 1


def _fits(draft: Draft, pair: Pair, event_type: str) -> bool:
    """Tell whether a deed of the actor's lacks a recipient, and is of the stance's sign."""
    if draft.sense.reciprocal or any(p.via != "stance" for p in draft.recipients):
        return False
    score = ontology.score(draft.event_type, draft.mode)
    same = score > 0 if event_type == LIKES else score <= 0
    return same and any(p.actor_id == pair.actor.mention.actor_id for p in draft.actors)


@cache
def _weights() -> dict[str, tuple[float, float]]:
    rows = read_table("ontology", "stance.tsv")
    return {row["feature"]: (float(row["likes"]), float(row["dislikes"])) for row in rows}

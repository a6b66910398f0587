"""Two actors in a sentence whom no rule joins, and what is known of how they stand.

What is known are the relations and the words between the two in the parse, whether words there and
around are kind (data/ontology/valence.tsv), and what the rules found of either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations, product

from explorer import ontology
from explorer.actors.cast import Cast, Placed
from explorer.events import lexicon
from explorer.events.drafts import Draft
from explorer.events.lexicon import Sense
from explorer.model import Kind
from explorer.resources import read_table
from explorer.syntax import Syntax

CONTENT = frozenset(("VERB", "NOUN", "ADJ", "ADV"))

_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "nor", "without", "hardly"))
_NEITHER = frozenset(("CONSULT", "REQUEST"))  # one meets enemies too, and asks friends
_MAX_ACTORS = 12  # more in one sentence are a list
_MAX_MENTIONS = 3  # of one actor in a sentence
_MAX_PATH = 12  # tokens on the way from one to the other; hardly any stance reaches further


@dataclass(frozen=True, slots=True)
class Pair:
    """Two actors of a sentence, where they stand closest, and what is known of the two.

    ``features`` are what the weights are for, each with its value; ``words`` are the tokens
    between the two, each with the features that it gives.
    """

    actor: Placed
    recipient: Placed
    features: dict[str, float]
    words: dict[int, tuple[str, ...]]


class Pairs:
    """Finds the pairs of one article."""

    def __init__(self, syntax: Syntax, cast: Cast, sentence: Sequence[int]) -> None:
        """Prepare; ``sentence`` gives the number of each token's sentence."""
        self._syntax = syntax
        self._cast = cast
        self._sentence = sentence
        self._above: dict[int, list[int]] = {}

    def find(self, ruled: Iterable[Draft]) -> Iterator[Pair]:
        """Yield the pairs, in either direction, of actors in a sentence whom no rule joins."""
        known: dict[int, list[Draft]] = {}
        for draft in ruled:
            known.setdefault(self._sentence[draft.token], []).append(draft)
        present: dict[int, dict[str, list[Placed]]] = {}
        for placed in self._cast.placed:
            if placed.mention.label == "nominal":
                continue  # the sentences learned from mark names alone
            here = present.setdefault(self._sentence[placed.head], {})
            here.setdefault(placed.mention.actor_id, []).append(placed)
        for number, actors in sorted(present.items()):
            if 1 < len(actors) <= _MAX_ACTORS:
                yield from self._of_sentence(number, actors, known.get(number, []))

    def _of_sentence(
        self, number: int, actors: dict[str, list[Placed]], ruled: list[Draft]
    ) -> Iterator[Pair]:
        joined = [draft.ids() for draft in ruled]
        kindness = _kindness(self._syntax, range(*self._syntax.sentences[number]))
        known = {f"actors={min(5, len(actors))}": 1.0, f"found={min(2, len(ruled))}": 1.0}
        known |= {"kind sentence": kindness[0], "unkind sentence": kindness[1], "bias": 1.0}
        for one, other in permutations(actors, 2):
            if not self._is_person(one, other):
                continue  # the sentences learned from are about people, most of all
            if any(one in ids and other in ids for ids in joined):
                continue
            closest = self._closest(actors[one], actors[other])
            if closest is not None:
                yield self._pair(*closest, ruled, known)

    def _is_person(self, *ids: str) -> bool:
        return any(self._cast.actors[one].kind is Kind.PERSON for one in ids)

    def _closest(self, some: list[Placed], others: list[Placed]) -> tuple[Placed, Placed] | None:
        """Return the mentions of two actors with the fewest relations between them."""
        ways = [
            (len(up) + len(down), n, a, b)
            for n, (a, b) in enumerate(product(some[:_MAX_MENTIONS], others[:_MAX_MENTIONS]))
            if a.head != b.head
            for up, down in (self.path(a.head, b.head),)
        ]
        length, _, a, b = min(ways, key=lambda way: way[:2], default=(0, 0, None, None))
        return (a, b) if a and b and 0 < length <= _MAX_PATH else None

    def path(self, a: int, b: int) -> tuple[list[int], list[int]]:
        """Return the tokens from ``a`` and from ``b`` up to what both hang on, and with it."""
        left, right = self._chain(a), self._chain(b)
        top = next((token for token in left if token in right), None)
        if top is None:
            return [], []
        return left[: left.index(top) + 1], right[: right.index(top) + 1]

    def _chain(self, i: int) -> list[int]:
        if i not in self._above:
            self._above[i] = [i, *self._syntax.ancestors(i)]
        return self._above[i]

    # --- what is known of a pair ------------------------------------------------------------

    def _pair(
        self, actor: Placed, recipient: Placed, ruled: list[Draft], known: dict[str, float]
    ) -> Pair:
        """Return a pair with its features; ``known`` are those of its sentence."""
        up, down = self.path(actor.head, recipient.head)
        words = dict(self._words(up, down))
        features = dict.fromkeys(self._relations(up, down), 1.0)
        features |= dict.fromkeys((name for names in words.values() for name in names), 1.0)
        features |= dict.fromkeys(_found(actor, recipient, {*up, *down}, ruled), 1.0)
        features |= self._tone(up, down)
        kinds = [self._cast.actors[one.mention.actor_id].kind for one in (actor, recipient)]
        features[f"kinds={kinds[0]}>{kinds[1]}"] = 1.0
        return Pair(actor, recipient, features | known, words)

    def _relations(self, up: list[int], down: list[int]) -> Iterator[str]:
        rel = self._syntax.rel
        ways = [rel[token] for token in up[:-1]], [rel[token] for token in down[:-1]]
        yield f"order={'actor first' if up[0] < down[0] else 'recipient first'}"
        yield f"sides={_last(ways[0])}>{_last(ways[1])}"
        yield f"path={'<'.join(ways[0])}|{'>'.join(reversed(ways[1]))}"
        yield f"actor is={_first(ways[0])}"
        yield f"recipient is={_first(ways[1])}"
        yield f"actor depth={min(4, len(ways[0]))}"
        yield f"recipient depth={min(5, len(ways[1]))}"

    def _words(self, up: list[int], down: list[int]) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Yield each token between the two with what it gives."""
        syntax, top = self._syntax, up[-1]
        for place, tokens in (("actor", up[1:-1]), ("recipient", down[1:-1])):
            for token in tokens:
                sort = _sort(syntax.lemma[token], syntax.pos[token])
                yield token, (f"over {place}={self._word(token)}", f"sort over {place}={sort}")
        if top in (up[0], down[0]):
            return
        sort, side = _sort(syntax.lemma[top], syntax.pos[top]), syntax.rel[up[-2]]
        names = [
            f"top={self._word(top)}",
            f"sort on top={sort}:{side}",
            f"sort on top={sort}:{side}>{syntax.rel[down[-2]]}",
        ]
        if side == "subj" and lexicon.reports(syntax.lemma[top], "verb"):
            names.append(f"says={syntax.rel[down[-2]]}")
        yield top, tuple(names)

    def _word(self, i: int) -> str:
        """Return what stands for a word: names are not learned."""
        return "(name)" if self._syntax.pos[i] == "PROPN" else self._syntax.lemma[i]

    def _tone(self, up: list[int], down: list[int]) -> dict[str, float]:
        """Return whether the words between the two and beside these are kind, or denied."""
        syntax, path = self._syntax, {*up, *down}
        between = path - {up[0], down[0]}
        beside = {c for token in between for c in syntax.children[token]} - path
        tone = sum(valence(syntax, i) for i in between)
        tone += sum(valence(syntax, i) for i in beside) / 2
        denied = any(syntax.lower[i] in _NEGATIONS for i in beside)
        return {
            "kind words": max(0.0, min(3.0, tone)) / 2,
            "unkind words": max(0.0, min(3.0, -tone)) / 2,
            "negated": float(denied),
        }


def _found(actor: Placed, recipient: Placed, path: set[int], ruled: list[Draft]) -> Iterator[str]:
    """Yield what the rules have found of the two, apart from each other."""
    one, other = actor.mention.actor_id, recipient.mention.actor_id
    for draft in ruled:
        sign = _sign(draft)
        actors = {party.actor_id for party in draft.actors}
        place = "between" if draft.token in path else "elsewhere"
        aim = "" if draft.recipients else " at nobody"
        if one in actors:
            yield f"actor does={sign}{aim}, {place}"
            yield f"actor does={draft.event_type}{aim}"
        if other in actors:
            yield f"recipient does={sign}, {place}"
        suffer = {party.actor_id for party in draft.recipients}
        if one in suffer:
            yield f"done to actor={sign}, {place}"
        if other in suffer:
            yield f"done to recipient={sign}, {place}"


def _sign(draft: Draft) -> str:
    score = ontology.score(draft.event_type, draft.mode)
    sign = "kind" if score > 0 else "unkind" if score < 0 else "neither"
    return f"not {sign}" if "negation" in draft.auxiliary else sign


def _kindness(syntax: Syntax, tokens: Iterable[int]) -> tuple[float, float]:
    total = sum(valence(syntax, i) for i in tokens)
    return max(0.0, min(6.0, total)) / 3, max(0.0, min(6.0, -total)) / 3


def valence(syntax: Syntax, i: int) -> float:
    """Return how kind a word is, from -4 to 4; 0 for a word that is neither."""
    if syntax.pos[i] not in CONTENT:
        return 0.0
    known = _valences()
    return known.get(syntax.lower[i]) or known.get(syntax.lemma[i], 0.0)


def _first(names: list[str]) -> str:
    return names[0] if names else "top"


def _last(names: list[str]) -> str:
    return names[-1] if names else "top"


def leaning(lemma: str, pos: str) -> int:
    """Return 1 for a word whose events are all kind, -1 if all are unkind, else 0."""
    sort = _sort(lemma, pos)
    return 1 if sort == "kind" else -1 if sort == "unkind" else 0


@cache
def _sort(lemma: str, pos: str) -> str:
    """Return which signs the events have that a word may carry: "kind or unkind", or "none"."""
    senses = lexicon.senses(lemma, lexicon.PARTS_OF_SPEECH.get(pos, ""))
    kinds = {_sort_of(sense) for sense in senses}
    return " or ".join(sorted(kinds)) or "none"


def _sort_of(sense: Sense) -> str:
    if sense.event_type in _NEITHER:
        return "neither"
    score = ontology.score(sense.event_type, sense.mode)
    return "kind" if score > 0 else "unkind" if score < 0 else "neither"


@cache
def _valences() -> dict[str, float]:
    return {row["word"]: float(row["valence"]) for row in read_table("ontology", "valence.tsv")}

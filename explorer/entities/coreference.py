"""Who "he", "they", "both countries" and "the president" are: the memory of one article.

Mentions are told to a ``Memory`` in text order; it answers who of those mentioned before fits,
by nearness, and subjects before other mentions (the order of centering theory).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from explorer.entities.gazetteer_matches import Text
from explorer.model import Kind
from explorer.syntax import OF_SOMEONE

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
NEUTER = frozenset(("it", "its", "itself"))
PLURAL = frozenset(("they", "them", "their", "theirs", "themselves"))
PRONOUNS = MALE | FEMALE | NEUTER | PLURAL

_REACH = 3  # sentences back
_MEMORY = 40  # mentions back
_MEMORY_OF_GROUPS = 12


@dataclass(slots=True)
class Seen:
    """A mention that was resolved: its head token, its sentence, and who it is."""

    token: int
    sentence: int
    key: str
    kind: Kind
    subject: bool
    plural: bool = False
    gender: str | None = None


class Memory:
    """Those mentioned so far in one article."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._seen: list[Seen] = []

    def add(
        self,
        tokens: Sequence[int],
        key: str,
        kind: Kind,
        *,
        plural: bool = False,
        gender: str | None = None,
    ) -> None:
        """Remember that the actor ``key`` is mentioned; ``tokens`` stand for it in the parse."""
        subject = next((t for t in tokens if self._text.is_subject(t)), None)
        token = tokens[0] if subject is None else subject
        sentence = self._text.sentence[token]
        self._seen.append(Seen(token, sentence, key, kind, subject is not None, plural, gender))

    def pronoun(self, token: int) -> tuple[str, ...]:
        """Return the keys of the actors that the pronoun at ``token`` stands for."""
        word = self._text.lower[token]
        if self._text.syntax.rel[token] == "expl":
            return ()
        if word in PLURAL:
            return self._plural(token)
        fits = self._state_fits(token) if word in NEUTER else self._person_fits(token, word)
        barred = self._barred(token)
        fits = [seen for seen in fits if seen.key not in barred]
        best = max(fits, key=lambda seen: (self._score(seen, token), seen.token), default=None)
        return () if best is None else (best.key,)

    def _recent(self, token: int) -> Iterator[Seen]:
        sentence = self._text.sentence[token]
        for seen in reversed(self._seen[-_MEMORY:]):
            if sentence - seen.sentence > _REACH:
                return
            yield seen

    def _person_fits(self, token: int, word: str) -> Iterable[Seen]:
        gender = "female" if word in FEMALE else "male"
        return [
            seen
            for seen in self._recent(token)
            if seen.kind.pronoun == "he" and seen.gender in (None, gender)
        ]

    def _state_fits(self, token: int) -> Iterable[Seen]:
        """Return states and organisations that were subjects, here or in the sentence before."""
        if self._is_idle(token):
            return []
        sentence = self._text.sentence[token]
        return [
            seen
            for seen in self._recent(token)
            if seen.kind.pronoun == "it"
            and seen.subject
            and not seen.plural
            and sentence - seen.sentence <= 1
        ]

    def _is_idle(self, token: int) -> bool:
        """Tell whether "it" may be a thing or a clause: "denied it", "it was unlikely that"."""
        syntax = self._text.syntax
        if syntax.rel[token] not in ("subj", "subj_pass"):
            return syntax.lower[token] == "it"
        head = syntax.head[token]
        predicate = head if not syntax.is_verb(head) else syntax.child(head, "predicate")
        return predicate is not None and not self._is_of_someone(predicate)

    def _is_of_someone(self, predicate: int) -> bool:
        """Tell whether a predicate is said of one who can act: "willing to", not "likely that"."""
        return self._text.syntax.lemma[predicate] in OF_SOMEONE

    def _barred(self, token: int) -> set[str]:
        """Return whom the pronoun cannot mean: in "Bush met him" he is not Bush."""
        syntax = self._text.syntax
        if syntax.rel[token] == "poss" or syntax.lower[token].endswith("self"):
            return set()
        clause = self._clause(token)
        return {s.key for s in self._recent(token) if self._clause(s.token) == clause}

    def _clause(self, i: int) -> int:
        syntax = self._text.syntax
        for above in syntax.ancestors(i):
            if syntax.is_verb(above) or syntax.child(above, "subj", "subj_pass") is not None:
                return above
        return i

    def _score(self, seen: Seen, token: int) -> int:
        distance = self._text.sentence[token] - seen.sentence
        main = self._text.syntax.head[seen.token]
        top = seen.subject and self._text.syntax.head[main] == main
        return -10 * distance + 8 * seen.subject + 3 * top

    def _plural(self, token: int) -> tuple[str, ...]:
        for sentence, mentions in self._by_sentence(token):
            together = self._coordinated(mentions)
            groups = [seen for seen in mentions if seen.plural]
            subjects = [seen for seen in groups if seen.subject]
            if any(self._text.is_subject(t) for t in together):
                return self._keys(mentions, together)
            if subjects or groups:
                return ((subjects or groups)[-1].key,)
            if together:
                return self._keys(mentions, together)
            if self._text.sentence[token] - sentence >= 2:
                break
        return ()

    def _by_sentence(self, token: int) -> Iterator[tuple[int, list[Seen]]]:
        found: dict[int, list[Seen]] = {}
        for seen in self._recent(token):
            found.setdefault(seen.sentence, []).insert(0, seen)
        yield from found.items()

    def _coordinated(self, mentions: list[Seen]) -> list[int]:
        """Return the tokens of the last mentions joined by "and", or of a meeting's two sides."""
        syntax = self._text.syntax
        tokens = {seen.token for seen in mentions if seen.kind.pronoun != "they"}
        for seen in reversed(mentions):
            joined = [t for t in syntax.together(seen.token) if t in tokens]
            if len(joined) > 1:
                return joined
        return []

    def _keys(self, mentions: list[Seen], tokens: list[int]) -> tuple[str, ...]:
        wanted = set(tokens)
        return tuple(dict.fromkeys(seen.key for seen in mentions if seen.token in wanted))

    def last(self, token: int, number: int, fits: Callable[[Seen], bool]) -> tuple[str, ...]:
        """Return the ``number`` different actors mentioned last that fit, or () if there are fewer.

        The mentions of one sentence with just enough of them go first: "the two countries" are
        those last named side by side.
        """
        near = [seen for seen in reversed(self._seen[-_MEMORY_OF_GROUPS:]) if fits(seen)]
        by_sentence: dict[int, list[str]] = {}
        for seen in near:
            by_sentence.setdefault(seen.sentence, []).append(seen.key)
        for keys in by_sentence.values():
            side_by_side = tuple(dict.fromkeys(reversed(keys)))
            if len(side_by_side) == number:
                return side_by_side
        found = tuple(dict.fromkeys(seen.key for seen in near))[:number]
        return tuple(reversed(found)) if len(found) == number else ()

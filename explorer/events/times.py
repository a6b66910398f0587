"""The time expression that belongs to an event, among all those in its sentence.

"Two pilots captured in 1968 visited Hanoi on Monday": the year is the capture's, Monday the
visit's. An event's time stands right beside it; failing that, beside the light verb it leans on,
the verb it is coordinated with, or the verb that says it took place.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date
from functools import cache

from explorer.events.dates import When, names_time, read_when
from explorer.resources import read_table
from explorer.syntax import Syntax

# Relations of clauses and of other deeds: what stands below them has its own time.
_CLOSED = frozenset(
    ("conj", "clause", "open", "relative", "participle", "aside", "adverbial", "appos", "subj",
     "subj_pass", "agent", "iobj")
)  # fmt: skip
_SINCE_THEN = frozenset(("since", "after", "during", "before", "until", "throughout", "under"))
_ERA_MARKS = _SINCE_THEN | {"in", "from"}
_PERFECT = frozenset(("have", "has", "'ve", "’ve"))
_COUNTED_BACK = frozenset(("ago", "earlier", "previously"))
_BESIDE = frozenset(("subj", "subj_pass", "obj"))


class Times:
    """Finds the time of any event of one article. Token indices go in."""

    def __init__(
        self, syntax: Syntax, published: date | None, triggers: Container[int] = ()
    ) -> None:
        """Prepare.

        Args:
            syntax: the article's parse.
            published: the day that "yesterday" is counted from.
            triggers: the tokens that tell an event: a noun's time is not looked for at them.
        """
        self._syntax = syntax
        self._published = published
        self._triggers = triggers

    def of(self, token: int, *, future: bool = False) -> When | None:
        """Return the time of the event at ``token``, or None if none is named.

        Args:
            token: the trigger.
            future: whether the event lies ahead.
        """
        for place in self._places(token):
            for when in self._beside(place, future):
                return when
        return self._next_to(token)

    def _next_to(self, noun: int) -> When | None:
        """Return the year after an event noun: "since the invasion of Iraq in 2003"."""
        syntax = self._syntax
        if syntax.is_verb(noun) or syntax.preposition(noun) not in _SINCE_THEN:
            return None
        after = max(self._phrase(noun)) + 1
        words = syntax.lower[after : after + 2]
        return read_when(words, self._published) if words[:1] in (["in"], ["of"]) else None

    def _places(self, token: int) -> Iterator[int]:
        yield token
        place = token
        while (above := self._leans_on(place)) is not None:
            yield above
            place = above

    def _leans_on(self, i: int) -> int | None:
        syntax, above, rel = self._syntax, self._syntax.head[i], self._syntax.rel[i]
        if above == i or not syntax.is_verb(above):
            return None
        if syntax.is_verb(i):
            alike = rel == "conj" or (rel == "adverbial" and syntax.tag[i] == "VBG")
            own = syntax.child(i, "subj", "subj_pass", "mark")
            return above if alike and own is None else None
        happens = rel in _BESIDE and above not in self._triggers
        return above if happens else None

    def _beside(self, i: int, future: bool) -> Iterator[When]:
        for c in self._syntax.children[i]:
            when = self._read(c, future)
            if when is not None:
                yield self._fitting(c, i, when)
        if when := self._long_after(i):
            yield when

    def _read(self, c: int, future: bool) -> When | None:
        syntax = self._syntax
        if syntax.rel[c] in _CLOSED:
            return None
        if any(names_time(syntax.lower[t]) for t in self._heads(c)):
            return read_when(self._words(c), self._published, future=future)
        preposition = syntax.lower[c] if syntax.rel[c] == "prep" else syntax.preposition(c)
        if preposition in _ERA_MARKS and _names_era(self._words(c)):
            return When(past=True)
        if preposition in _SINCE_THEN:
            return self._of_another(c, future)
        return None

    def _of_another(self, c: int, future: bool) -> When | None:
        """Return the time of what it came after or before: "after independence in 1962"."""
        nouns = self._heads(c) if self._syntax.rel[c] == "prep" else [c]
        found = (when for noun in nouns for when in self._beside(noun, future))
        return next((When(past=True) for when in found if when.past), None)

    def _heads(self, c: int) -> list[int]:
        """Return the words that can make the phrase under ``c`` a time."""
        below = [g for g in self._syntax.children[c] if self._syntax.rel[g] not in _CLOSED]
        if self._syntax.rel[c] == "prep":
            return below
        numeric = self._syntax.pos[c] == "NUM"  # "25 June 1950" may hang on its day
        return [c, *below] if numeric or self._syntax.pos[c] == "ADV" else [c]

    def _words(self, top: int) -> list[str]:
        return [self._syntax.lower[i] for i in self._phrase(top)]

    def _phrase(self, top: int) -> list[int]:
        found = [top]
        for token in found:
            found += [c for c in self._syntax.children[token] if self._syntax.rel[c] not in _CLOSED]
        after = max(found) + 1  # "a century ago" is two phrases to some parses
        if after < len(self._syntax) and self._syntax.lower[after] in _COUNTED_BACK:
            found.append(after)
        return sorted(found)

    def _long_after(self, event: int) -> When | None:
        """Return the time of a clause so begun: "ten years after Russia attacked"."""
        mark = self._syntax.child(event, "mark")
        if mark is None or self._syntax.lower[mark] not in ("after", "since"):
            return None
        words = [*self._syntax.lower[max(0, mark - 3) : mark], "after"]
        return read_when(words, None) if names_time(words[-2] if len(words) > 1 else "") else None

    def _fitting(self, c: int, i: int, when: When) -> When:
        """Take the past from what reaches into the present, or came first since then.

        "Has mediated since 2012", "for the first time since 2012"; and after "has apologised" a
        past year is another deed's: the perfect takes none.
        """
        syntax = self._syntax
        preposition = syntax.lower[c] if syntax.rel[c] == "prep" else syntax.preposition(c)
        auxiliaries = {syntax.lower[g] for g in syntax.children[i] if syntax.rel[g] == "aux"}
        since_then = preposition == "since" and "had" not in auxiliaries
        perfect = not _PERFECT.isdisjoint(auxiliaries)
        return When() if when.past and syntax.is_verb(i) and (since_then or perfect) else when


def _names_era(words: list[str]) -> bool:
    text = f" {' '.join(words)} "
    return any(f" {era} " in text for era in _eras())


@cache
def _eras() -> tuple[str, ...]:
    return tuple(row["words"] for row in read_table("ontology", "eras.tsv"))

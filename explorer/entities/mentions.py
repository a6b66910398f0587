"""Everybody an article mentions, in text order: names, nominals, pronouns, groups and places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from explorer.entities.affiliations import Tie, learn
from explorer.entities.coreference import FEMALE, MALE, PRONOUNS, Memory
from explorer.entities.gazetteer import Known, Match
from explorer.entities.gazetteer_matches import PLURAL_TAGS, Text
from explorer.entities.metonymy import is_place
from explorer.entities.nominal_mentions import Nominals, Who, key_of, kind_of
from explorer.entities.organizations import find_groups, find_organizations, own_names
from explorer.entities.person_names import (
    Named,
    Person,
    find_names,
    group,
    join_other_names,
)
from explorer.entities.titles import Phrase, Reader
from explorer.entities.toponyms import TOWN_LABELS

_LANGUAGE = frozenset(("language", "speaking", "speaker", "translation", "translator"))
_TWO = frozenset(("two", "both"))


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved mention: its tokens, those that stand for it in the parse, and who it is."""

    start: int
    end: int
    head: int
    others: tuple[int, ...]
    label: str
    who: Who
    place: bool = False


class Finder:
    """Finds the mentions of one article; ``spots`` and ``ties`` are the result."""

    def __init__(self, text: Text) -> None:
        self._text = text
        self._names = find_names(text)
        people = join_other_names(text, self._names, group(self._names))
        self._named = {i for name in self._names for i in range(name.start, name.end)}
        text.release(self._named)
        phrases = list(Reader(text, self._names).phrases())
        self._organizations = find_organizations(text, phrases, self._named)
        proper = own_names(self._organizations)
        self._phrases = [p for p in phrases if p.named is not None or p.head not in proper]
        self._taken = self._named | proper | self._absorbed()
        self.ties: list[Tie] = learn(text, self._names, people, self._phrases)
        self._memory = Memory(text)
        self._nominals = Nominals(text, self._memory, people)
        self._offices = self._offices_of_names()
        self._place_ends = {e.end: True for e in text.entities if e.label_ in TOWN_LABELS}
        self.spots: list[Spot] = [
            spot for _, find in sorted_steps(self._steps()) for spot in find()
        ]

    def _absorbed(self) -> set[int]:
        """Return the tokens of phrases that stand for their owner; a place leaves out its name."""
        ends = ((p, p.head + 1 if p.organ == "place" else p.end) for p in self._phrases)
        return {i for p, end in ends if p.owners or p.named for i in range(p.start, end)}

    def _offices_of_names(self) -> dict[int, list[int]]:
        """Return the office nouns that stand beside each name, by the name's first token."""
        found: dict[int, list[int]] = {}
        for phrase in self._phrases:
            if phrase.named is not None:
                found.setdefault(phrase.named.start, []).append(phrase.head)
        return found

    # --- the steps, one a mention, in text order ----------------------------------------------

    def _steps(self) -> Iterator[tuple[int, Callable[[], list[Spot]]]]:
        text = self._text
        for named in self._names:
            yield named.start, partial(self._name, named)
        for phrase in self._phrases:
            if phrase.named is None:
                yield phrase.head, partial(self._phrase, phrase)
        for match in text.names.values():
            if self._taken.isdisjoint(range(match.start, match.end)):
                yield match.start, partial(self._match, match)
        for match in (*self._organizations, *find_groups(text, self._taken)):
            yield match.start, partial(self._found, match)
        for i, word in enumerate(text.lower):
            if word in PRONOUNS and not text.outside[i]:
                yield i, partial(self._pronoun, i)
            elif word in text.known.collectives and not text.outside[i]:
                yield i, partial(self._collective, i)
            elif word in _TWO and not text.outside[i]:
                yield i, partial(self._number, i)

    def _name(self, named: Named) -> list[Spot]:
        if named.person is None:
            return []
        offices = self._offices.get(named.start, [])
        return [self._spot(named.start, named.end, "name", named.person, offices=offices)]

    def _phrase(self, phrase: Phrase) -> list[Spot]:
        found = self._nominals.resolve(phrase)
        plural = self._nominals.is_plural(phrase)
        return self._together(phrase.start, phrase.end, phrase.head, found, plural=plural)

    def _found(self, match: Match[Known]) -> list[Spot]:
        plural = self._text.syntax.tag[self._text.head(match.start, match.end)] in PLURAL_TAGS
        return [self._spot(match.start, match.end, "name", match.value, plural=plural)]

    def _match(self, match: Match[Known]) -> list[Spot]:
        known = match.value
        if known.sort == "other":
            return []
        if known.sort == "demonym":
            return self._demonym(match)
        who = self._text.known.actor(known)
        if known.sort == "town":
            return [self._spot(match.start, match.end, "place", who, place=True)]
        label = "metonym" if known.sort == "metonym" else "name"
        if known.country is None or known.sort == "organization":
            return [self._spot(match.start, match.end, "name", who)]
        head = self._text.head(match.start, match.end)
        place = is_place(self._text, match, head, self._before_comma(match.start))
        self._place_ends[match.end] = place
        return [self._spot(match.start, match.end, label, who, place=place)]

    def _before_comma(self, start: int) -> bool | None:
        if start > 1 and self._text.lower[start - 1] == ",":
            return self._place_ends.get(start - 1)
        return None

    def _demonym(self, match: Match[Known]) -> list[Spot]:
        text, end = self._text, match.end
        after = text.lower[end] if end < len(text) else ""
        verb = text.syntax.lemma[text.syntax.head[match.start]]
        if after in _LANGUAGE or verb == "speak" or end in self._named:
            return []
        plural = text.syntax.tag[end - 1] in PLURAL_TAGS or text.syntax.pos[end - 1] == "NOUN"
        who = text.known.actor(match.value)
        return [self._spot(match.start, end, "demonym", who, plural=plural)]

    def _pronoun(self, i: int) -> list[Spot]:
        found = self._nominals.behind(self._memory.pronoun(i))
        word = self._text.lower[i]
        for who in found:
            if isinstance(who, Person) and len(found) == 1 and word in MALE | FEMALE:
                who.gender = who.gender or ("male" if word in MALE else "female")
        return self._together(i, i + 1, i, found, label="pronoun", plural=len(found) > 1)

    def _collective(self, i: int) -> list[Spot]:
        found = self._nominals.collective(i, self._text.known.collectives[self._text.lower[i]])
        return self._together(i, i + 1, i, found)

    def _number(self, i: int) -> list[Spot]:
        """Resolve "the two" and "both" where no noun follows: "the two met", "both agreed"."""
        pos = self._text.syntax.pos
        if i + 1 >= len(pos) or pos[i + 1] not in ("VERB", "AUX"):
            return []
        return self._together(i, i + 1, i, self._nominals.last(i, 2, "any"))

    # --- making spots -------------------------------------------------------------------------

    def _together(
        self,
        start: int,
        end: int,
        head: int,
        found: Sequence[Who],
        *,
        label: str = "nominal",
        plural: bool = False,
    ) -> list[Spot]:
        spots = [Spot(start, end, head, (), label, who) for who in found]
        for spot in spots:
            self._remember(spot, plural=plural)
        return spots

    def _spot(
        self,
        start: int,
        end: int,
        label: str,
        who: Who,
        *,
        offices: Sequence[int] = (),
        place: bool = False,
        plural: bool = False,
    ) -> Spot:
        head = self._text.head(start, end)
        tops = (*self._text.tops(start, end), *offices, *self._participle(end))
        others = tuple(dict.fromkeys(i for i in tops if i != head))
        spot = Spot(start, end, head, others, label, who, place)
        self._remember(spot, plural=plural)
        return spot

    def _participle(self, end: int) -> Sequence[int]:
        """Return the participle of "U.S.-led", which the parse hangs the name under."""
        text = self._text
        joined = (
            end + 1 < len(text) and text.words[end] == "-" and text.syntax.tag[end + 1] == "VBN"
        )
        return (end + 1,) if joined else ()

    def _remember(self, spot: Spot, *, plural: bool) -> None:
        who = spot.who
        self._nominals.remember(who)
        gender = who.gender if isinstance(who, Person) else None
        if not spot.place:
            self._memory.add(
                (spot.head, *spot.others), key_of(who), kind_of(who), plural=plural, gender=gender
            )


Step = tuple[int, Callable[[], list[Spot]]]


def sorted_steps(steps: Iterator[Step]) -> list[Step]:
    """Return the steps in text order, those at one token as they came."""
    return sorted(steps, key=lambda step: step[0])

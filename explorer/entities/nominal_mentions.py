"""Who an office, an organ of state or a "both countries" stands for when no name is beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.entities.coreference import Memory, Seen
from explorer.entities.gazetteer import Known
from explorer.entities.gazetteer_matches import PLURAL_TAGS, Text
from explorer.entities.names import slug
from explorer.entities.person_names import Person
from explorer.entities.titles import Owner, Phrase
from explorer.model import Kind

Who = Person | Known

_HEADS = frozenset(
    (
        "president", "prime minister", "premier", "supreme leader", "leader", "king", "queen",
        "chancellor", "emir", "sultan", "crown prince", "pope", "head of state",
    )
)  # fmt: skip
_NUMBERS = {"both": 2, "two": 2, "three": 3, "four": 4, "five": 5}
_NO_STATE = frozenset(("profession", "religious", "honorific"))
_GROUPS = frozenset(("group", "crowd"))
_CROWDS = frozenset(("crowd", "corps"))  # act also where nobody says whose they are
_IRREGULAR = {"man": "men", "child": "children"}
_PLURALS = ("s", "men", "children", "police", "opposition")  # already, whatever the tag
_DESCRIPTIONS = frozenset(("ADJ", "PROPN"))
_NO_ACTOR = frozenset(("media", "place"))
_ORDINALS = frozenset(("first", "second", "third", "other", "senior", "same"))
_LEFT_OUT = frozenset(("DET", "NUM", "PRON"))  # of the beginning of a group's name
_RECENT = 2  # sentences


def _plural(noun: str) -> str:
    for one, many in _IRREGULAR.items():
        if noun.endswith(one):
            return noun.removesuffix(one) + many
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"


def key_of(who: Who) -> str:
    """Return the actor id of a person or entry."""
    return slug(who.name) if isinstance(who, Person) else who.id


def kind_of(who: Who) -> Kind:
    """Return what a person or entry is."""
    return Kind.PERSON if isinstance(who, Person) else who.kind


class Nominals:
    """Resolves the phrases of one article; call it in text order."""

    def __init__(self, text: Text, memory: Memory, people: Sequence[Person]) -> None:
        self._text = text
        self._memory = memory
        self._people = [person for person in people if person.roles or person.country]
        self._known: dict[str, Who] = {}
        self._nouns: dict[str, tuple[int, list[Who]]] = {}

    def remember(self, who: Who) -> None:
        """Keep who is behind a key, for pronouns that lead to it."""
        self._known[key_of(who)] = who

    def behind(self, keys: Iterable[str]) -> list[Who]:
        """Return who is behind keys of the memory."""
        return [self._known[key] for key in keys if key in self._known]

    def resolve(self, phrase: Phrase) -> list[Who]:
        """Return whom a phrase without a name stands for: one or more, or nobody known."""
        found = self._office(phrase) if phrase.office is not None else self._organ(phrase)
        if found:
            said = (self._text.sentence[phrase.head], found)
            self._nouns.update(dict.fromkeys(self._descriptions(phrase), said))
        return found

    def _descriptions(self, phrase: Phrase) -> list[str]:
        """Return the noun, and before it the noun with its ordinal: "second official"."""
        words = self._text.lower
        ordinals = [w for w in words[phrase.start : phrase.head] if w in _ORDINALS]
        noun = words[phrase.head]
        return [f"{ordinal} {noun}" for ordinal in ordinals] + [noun]

    def is_plural(self, phrase: Phrase) -> bool:
        """Tell whether the phrase's noun is a plural: "officials"."""
        return self._text.syntax.tag[phrase.head] in PLURAL_TAGS

    def _organ(self, phrase: Phrase) -> list[Who]:
        if phrase.organ in _NO_ACTOR:
            return []
        states = self._states(phrase.owners)
        if phrase.organ in _GROUPS and (states or phrase.backed):
            return [self._group(phrase, states)]
        found = states if phrase.owners else self._same_noun(phrase)
        if not found and not phrase.owners and self._is_crowd(phrase):
            return [self._crowd(phrase)]
        return found

    def _is_crowd(self, phrase: Phrase) -> bool:
        """Tell whether people are meant: not those of "child labour"."""
        syntax = self._text.syntax
        return phrase.organ in _CROWDS and syntax.rel[phrase.head] != "compound"

    def _crowd(self, phrase: Phrase) -> Who:
        """Return people that are named by what they are: "demonstrators", "Kurdish fighters"."""
        words, start = self._text.words, phrase.noun
        while start > phrase.start and words[start - 1].istitle() and self._describes(start - 1):
            start -= 1
        modifiers = words[start : phrase.noun]
        name = " ".join((*modifiers, *self._text.lower[phrase.noun : phrase.head + 1]))
        if not self.is_plural(phrase) and not name.endswith(_PLURALS):
            name = _plural(name)
        return Known("group", slug(name), name, Kind.GROUP)

    def _describes(self, i: int) -> bool:
        return self._text.syntax.pos[i] in _DESCRIPTIONS

    def _group(self, phrase: Phrase, states: list[Who]) -> Who:
        """Return the people of their own that a phrase names: "Rwandan rebels"."""
        start, end = phrase.start, max(phrase.end, phrase.head + 1)
        while start < phrase.head and self._text.syntax.pos[start] in _LEFT_OUT:
            start += 1
        name = " ".join(self._text.text(start, end).split())
        country = states[0].country if len(states) == 1 else None
        return Known("group", slug(name), name, Kind.GROUP, country)

    def _office(self, phrase: Phrase) -> list[Who]:
        if phrase.office is None or phrase.office.kind == "honorific":
            return []
        states = self._states(phrase.owners)
        if phrase.former or (phrase.owners and not states):
            return []
        if not self.is_plural(phrase) and not phrase.indefinite and (states or phrase.definite):
            person = self._holder(phrase, states)
            if person is not None:
                return [person]
        if states and phrase.office.kind in _NO_STATE:
            return []
        return states or self._same_noun(phrase) or self._unnamed(phrase)

    def _unnamed(self, phrase: Phrase) -> list[Who]:
        """Return who holds an office that is named like a person: "the Foreign Secretary"."""
        office = phrase.office
        if office is None or office.kind in _NO_STATE or not phrase.definite or phrase.indefinite:
            return []
        if self.is_plural(phrase) or not self._text.words[phrase.head][:1].isupper():
            return []
        name = (phrase.role or "").title().replace(" Of ", " of ").replace(" For ", " for ")
        return [Known("office", slug(name), name, Kind.PERSON, office.country)]

    def _same_noun(self, phrase: Phrase) -> list[Who]:
        """Return whom the same noun stood for a few sentences ago: "the officials"."""
        if not phrase.definite:
            return []
        now = self._text.sentence[phrase.head]
        for description in self._descriptions(phrase):
            sentence, found = self._nouns.get(description, (-99, []))
            if now - sentence <= _RECENT:
                return found
        return []

    def _states(self, owners: Iterable[Owner]) -> list[Who]:
        found = (who for owner in owners for who in self._owner(owner))
        return list({key_of(who): who for who in found}.values())

    def _owner(self, owner: Owner) -> list[Who]:
        if owner.known is not None:
            return [] if owner.known.sort == "other" else [self._text.known.actor(owner.known)]
        if owner.named is not None:
            return [self._state_of(owner.named.person)] if owner.named.person else []
        if owner.pronoun is None:
            return []
        return [self._state_of(who) for who in self.behind(self._memory.pronoun(owner.pronoun))]

    def _state_of(self, who: Who) -> Who:
        if isinstance(who, Person) and who.country:
            return self._text.known.country(who.country)
        return who

    def _holder(self, phrase: Phrase, states: list[Who]) -> Person | None:
        """Return the person who holds the office, of the state if one is named: the last named."""
        role = phrase.role or ""
        fitting = [p for p in self._people if _holds(p, role)]
        if states:
            codes = {who.country for who in states}
            fitting = [p for p in fitting if p.country in codes]
            if not fitting and role in _HEADS:  # "Russia's Vladimir Putin", "the Russian president"
                fitting = [p for p in self._people if p.country in codes and not p.roles]
        return min(fitting, key=lambda p: _nearness(p, phrase.head), default=None)

    # --- "both countries", "the two leaders" ------------------------------------------------

    def collective(self, i: int, collects: str) -> list[Who]:
        """Return whom a collective noun with a number word before it stands for, or nobody."""
        number = next(
            (_NUMBERS[w] for w in self._text.lower[max(0, i - 3) : i] if w in _NUMBERS), 0
        )
        return self.last(i, number, collects) if number else []

    def last(self, i: int, number: int, collects: str) -> list[Who]:
        """Return the last ``number`` actors of a kind mentioned before token ``i``."""
        kinds = set(Kind) if collects == "any" else {Kind(collects)}

        def fits(seen: Seen) -> bool:
            return seen.kind in kinds

        return self.behind(self._memory.last(i, number, fits))


def _holds(person: Person, role: str) -> bool:
    if role in person.roles:
        return True
    return role == "leader" and not _HEADS.isdisjoint(person.roles)


def _nearness(person: Person, token: int) -> tuple[int, int]:
    before = [token - seen for seen in person.seen if seen <= token]
    return (0, min(before)) if before else (1, min(seen - token for seen in person.seen))

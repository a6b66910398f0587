"""Offices and organs of state in the text: whose they are, and whose name stands beside them.

"Iraqi President Jalal Talabani", "Iran's supreme leader, Ayatollah Ali Khamenei", "Jalal
Talabani, the Iraqi president," and, without a name, "Iraqi officials", "the government of Iraq",
"his foreign minister".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explorer.entities.gazetteer import Known, Match, Office
from explorer.entities.gazetteer_matches import PLURAL_TAGS, Text
from explorer.entities.person_names import Named
from explorer.text import POSSESSIVE

_OWN = frozenset(("his", "her", "their", "its"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those", "both"))
_INDEFINITE = frozenset(("a", "an", "some", "any", "no", "another", "several", "many", "few"))
_PAST = frozenset(("former", "ex", "late", "deposed", "ousted", "toppled"))
_PREFIXES = {
    "vice": "vice ", "deputy": "deputy ", "assistant": "assistant ", "acting": "acting ",
    "interim": "interim ",
}  # fmt: skip
_MODIFIERS = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_PARTICIPLES = frozenset(("VBN", "VBG", "JJ", "NNP", "NN"))
_OFFICE_LINKS = frozenset(("of", "for"))
_NAMED_LINKS = frozenset(("of",))
_ORGAN_LINKS = frozenset(("of", "in", "from"))
# In a country they need not be its own: "peacekeepers in Lebanon".
_STATIONED = frozenset(
    "troops troop force forces soldiers soldier peacekeepers peacekeeper marines marine personnel "
    "ambassador diplomats diplomat embassy inspectors inspector observers observer".split()
)
_NAME_CLOSERS = frozenset((",", ".", ";", ")", ":", "—", "–", "--", "-", "and", "?", "!", '"', "”"))
_IDENTITY = frozenset(("is", "became", "becomes", "remains"))
_MAX_MODIFIERS = 6


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose office or organ it is: a gazetteer entry, a person, or a pronoun's token."""

    known: Known | None = None
    named: Named | None = None
    pronoun: int | None = None


@dataclass(slots=True)
class Phrase:
    """A nominal around an office or organ; tokens ``start`` to ``end``, ``head`` its noun."""

    start: int
    end: int
    head: int
    owners: tuple[Owner, ...]
    definite: bool
    indefinite: bool
    office: Office | None = None
    organ: str | None = None
    noun: int = 0  # where the words of the office or organ begin
    former: bool = False
    prefix: str = ""
    # "Iran-backed", "pro-Iranian militias": they have a name of their own, and no owner.
    backed: bool = False
    named: Named | None = None
    also: tuple[Named, ...] = ()  # "Presidents Bush and Putin"

    @property
    def role(self) -> str | None:
        """The office in words, "former" included, or None for an honorific."""
        if self.office is None or not self.office.role:
            return None
        return ("former " if self.former else "") + self.prefix + self.office.role


class Reader:
    """Reads the phrases around offices and organs of one article."""

    def __init__(self, text: Text, names: list[Named]) -> None:
        self._text = text
        self._known_ends = {match.end: match for match in text.names.values()}
        self._names = {named.start: named for named in names}
        self._name_ends = {named.end: named for named in names}
        self._inside = {i for named in names for i in range(named.start, named.end)}

    def phrases(self) -> Iterator[Phrase]:
        """Yield the phrases in text order; of "Iraqi government officials" only the longest."""
        text = self._text
        free = 0
        for i in sorted({*text.offices, *text.organs}):
            if i in self._inside or i < free:
                continue
            free = max(found[i].end for found in (text.offices, text.organs) if i in found)
            phrase = self._read(i)
            if phrase is not None:
                yield phrase

    def _read(self, i: int) -> Phrase | None:
        office, organ = self._text.offices.get(i), self._text.organs.get(i)
        if office is not None and (organ is None or self._is_one(office.end, organ.end)):
            return self._office(office)
        return None if organ is None else self._organ(organ)

    def _is_one(self, office: int, organ: int) -> bool:
        """Tell whether an office is meant rather than an organ; "rebel leaders" are a group."""
        plural = self._text.syntax.tag[office - 1] in PLURAL_TAGS
        return office > organ or (office == organ and not plural)

    def _office(self, match: Match[Office]) -> Phrase:
        phrase = self._before(match.start, match.end)
        phrase.office = match.value
        phrase.named = self._name_after(match.end) or self._name_before(phrase)
        end, named = match.end, phrase.named
        plural = self._text.syntax.tag[phrase.head] in PLURAL_TAGS
        if named is not None and plural:
            phrase.also = tuple(self._joined_names(named.end))
        if named is not None and named.start >= end:
            end = named.end
        if not phrase.owners:
            links = _OFFICE_LINKS if named is None else _NAMED_LINKS
            links = _ORGAN_LINKS if named is None and plural else links
            phrase.owners, phrase.end = self._owners_after(end, links)
        return phrase

    def _organ(self, match: Match[str]) -> Phrase | None:
        if match.end in self._text.organs or match.end in self._text.offices:
            return None  # "foreign ministry officials": the last noun counts
        phrase = self._before(match.start, match.end)
        phrase.organ = match.value
        if not phrase.owners:
            links = _OFFICE_LINKS if self._text.lower[match.end - 1] in _STATIONED else _ORGAN_LINKS
            phrase.owners, phrase.end = self._owners_after(match.end, links)
        return phrase

    # --- to the left ------------------------------------------------------------------------

    def _before(self, start: int, end: int) -> Phrase:
        text = self._text
        phrase = Phrase(start, end, text.head(start, end), (), False, False, noun=start)
        i = start - 1
        for _ in range(_MAX_MODIFIERS):
            if i < 0 or text.sentence[i] != text.sentence[start]:
                break
            word = text.lower[i]
            if word in POSSESSIVE:
                phrase.definite = True
            elif (backer := self._backer(i + 1)) is not None:
                phrase.backed, phrase.start = True, backer
                break
            elif owners := self._owners_ending(i + 1):
                phrase.owners, phrase.start = owners
                phrase.former = phrase.former or text.lower[phrase.start - 1] in _PAST
                self._determine(phrase, phrase.start - 1)
                break
            elif word in _OWN:
                phrase.owners, phrase.start = (Owner(pronoun=i),), i
                break
            elif self._determine(phrase, i) or not self._modifies(phrase, i):
                break
            i -= 1
        return phrase

    def _backer(self, end: int) -> int | None:
        """Return where "Iran-backed" or "pro-Iranian" begins, by the name that ends at ``end``."""
        text, match = self._text, self._known_ends.get(end)
        if match is None:
            return None
        if text.lower[end] == "-" and text.syntax.tag[end + 1] == "VBN":
            return end - 1
        return match.start - 2 if text.syntax.is_cause(match.start) else None

    def _owners_ending(self, end: int) -> tuple[tuple[Owner, ...], int] | None:
        """Return the owner whose name ends before token ``end``, with those joined to it."""
        named = self._name_ends.get(end)
        if named is not None:
            return (Owner(named=named),), named.start
        match = self._known_ends.get(end)
        if match is None:
            return None
        found, start = [Owner(known=match.value)], match.start
        while (joined := self._joined(start)) is not None:
            found.append(Owner(known=joined.value))
            start = joined.start
        return tuple(reversed(found)), start

    def _joined(self, start: int) -> Match[Known] | None:
        """Return the demonym before "and" or a comma that ends at ``start``."""
        words = self._text.lower
        if start < 2 or words[start - 1] not in ("and", ",", "-"):
            return None
        match = self._known_ends.get(start - 1)
        return match if match and match.value.sort == "demonym" else None

    def _determine(self, phrase: Phrase, i: int) -> bool:
        """Take the determiner at ``i`` into the phrase, if there is one."""
        word = self._text.lower[i] if i >= 0 else ""
        if word not in _DEFINITE and word not in _INDEFINITE:
            return False
        phrase.definite = phrase.definite or word in _DEFINITE
        phrase.indefinite = word in _INDEFINITE and not phrase.definite
        phrase.start = i
        return True

    def _modifies(self, phrase: Phrase, i: int) -> bool:
        """Take the modifier at ``i`` into the phrase, or tell that there is none."""
        text, word = self._text, self._text.lower[i]
        if word in _PAST:
            phrase.former = True
        elif word in _PREFIXES:
            phrase.prefix = _PREFIXES[word] + phrase.prefix
        elif word != "-" and (
            text.syntax.pos[i] not in _MODIFIERS and text.syntax.tag[i] not in _PARTICIPLES
        ):
            return False
        elif text.syntax.tag[i] == "VBG" and text.syntax.rel[i] != "amod":
            return False  # "stop supporting terrorists"
        if i + 1 == phrase.start:
            phrase.start = i
        return True

    # --- to the right -----------------------------------------------------------------------

    def _name_after(self, end: int) -> Named | None:
        i = self._skip_offices(end)
        if i in self._names:
            return self._names[i]
        if i < len(self._text) and self._text.lower[i] == ",":
            named = self._names.get(self._skip_offices(i + 1))
            if named is not None and self._closes(named.end):
                return named
        return None

    def _joined_names(self, end: int) -> Iterator[Named]:
        while end < len(self._text) and self._text.lower[end] in ("and", ","):
            named = self._names.get(end + 1)
            if named is None:
                return
            yield named
            end = named.end

    def _skip_offices(self, i: int) -> int:
        while (office := self._text.offices.get(i)) is not None:
            i = office.end
        return i

    def _closes(self, end: int) -> bool:
        return end >= len(self._text) or self._text.lower[end] in _NAME_CLOSERS

    def _name_before(self, phrase: Phrase) -> Named | None:
        """Return the name in "Jalal Talabani, the Iraqi president" and "Talabani is president"."""
        words, i = self._text.lower, phrase.start - 1
        if i > 0 and words[i] in _IDENTITY:
            i -= 2 if words[i - 1] == "who" else 1
            return self._name_ends.get(i + 1) or self._name_ends.get(i)
        if i > 0 and words[i] == "," and (phrase.owners or phrase.definite or phrase.former):
            return self._name_ends.get(i)
        return None

    def _owners_after(self, end: int, links: frozenset[str]) -> tuple[tuple[Owner, ...], int]:
        """Return who stands after "of": "the president of Iraq", "leaders of Iran and Syria"."""
        text = self._text
        if end >= len(text) or text.lower[end] not in links:
            return (), end
        found: list[Owner] = []
        i = end + 1
        while i < len(text):
            i += text.lower[i] == "the"
            match = text.names.get(i)
            if match is None or match.value.sort in ("demonym", "other"):
                break
            found.append(Owner(known=match.value))
            end = match.end
            if end >= len(text) or text.lower[end] not in ("and", ","):
                break
            i = end + 1
        return tuple(found), end

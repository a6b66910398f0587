"""Where people are named, and which names are one person's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from explorer.entities.gazetteer import Known, Match
from explorer.entities.gazetteer_matches import Text
from explorer.entities.names import (
    JOINTS,
    PARTICLES,
    SUFFIXES,
    name_parts,
    plain,
    same_full_name,
    short_name_fits,
    without_suffix,
)
from explorer.entities.office_holders import is_listed
from explorer.entities.toponyms import PLACES
from explorer.text import POSSESSIVE

_HYPHENS = frozenset(("-", "–", "/"))
_PERSON = frozenset(("PERSON", "PER"))
_NO_NAME_ENTITIES = frozenset(("DATE", "TIME", "MONEY", "CARDINAL", "ORDINAL", "PERCENT"))
_MISREAD = frozenset(("PERSON", "ORG", "LOC", "GPE", "NORP", "MISC", "FAC", "PRODUCT", ""))
_LONGEST_NAME = 6
_LONGEST_LISTED = 5  # words of a full name that is looked up
# Before a name that is also a place's or an office's they tell which is meant: "in Jordan".
_OF_OTHERS = frozenset("the a an in from at near across inside outside around of".split())
_WIDELY = frozenset(("also", "better", "widely", "popularly", "commonly", "otherwise"))
_NICKNAMED = frozenset(("nicknamed", "dubbed", "alias"))
_QUOTES = frozenset(('"', "“", "”", "'", "‘"))
_MODIFIED = frozenset(("NOUN", "PROPN", "ADJ"))


@dataclass(slots=True)
class Person:
    """One person of one article, as far as names tell; titles are added as they are read.

    ``name`` is the fullest of the ``forms`` seen.
    """

    parts: tuple[str, ...]
    name: str = ""
    forms: Counter[str] = field(default_factory=Counter)
    gender: str | None = None
    role: str | None = None
    rank: int = 99
    country: str | None = None
    country_source: str | None = None  # where not the article tells it
    wikidata: str | None = None
    roles: set[str] = field(default_factory=set)
    seen: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Named:
    """A person's name at tokens ``start`` to ``end``."""

    start: int
    end: int
    text: str
    parts: tuple[str, ...]
    person: Person | None = None


Span = tuple[int, int]


def find_names(text: Text) -> list[Named]:
    """Return where people are named, in text order: entities, and capitals after an office."""
    spans: list[Span] = []
    taken: set[int] = set()
    for find in (_listed, _entities, _after_offices, _called, _repeated):
        for start, end in list(find(text, spans)):
            if taken.isdisjoint(range(start, end)):
                spans.append((start, end))
                taken.update(range(start, end))
    last = Counter(plain(_surname(text, *span)) for span in spans)
    pieces = [piece for span in sorted(spans) for piece in _unhyphenated(text, span, last)]
    found = [Named(a, b, text.text(a, b), name_parts(text.text(a, b))) for a, b in pieces]
    return [named for named in found if named.parts]


def _listed(text: Text, _: list[Span]) -> Iterator[Span]:
    """Yield the full names of office-holders that the network does not see as one name."""
    day, doc, free = text.reading.article.published, text.reading.doc, 0
    whole = {(entity.start, entity.end) for entity in text.entities if entity.label_ in _PERSON}
    for i in range(len(text) - 1):
        if i < free or not _is_capital(text, i) or not text.spaces[i] or text.outside[i]:
            continue
        for end in range(min(i + _LONGEST_LISTED, len(text)), i + 1, -1):
            if not _may_be_listed(text, i, end) or (i, end) in whole:
                continue
            inside = any(a <= i and end <= b for a, b in whole)
            if not inside and is_listed(doc[i:end].text, day):
                yield i, end
                free = end
                break


def _is_capital(text: Text, i: int) -> bool:
    return text.words[i][:1].isupper()


def _may_be_listed(text: Text, start: int, end: int) -> bool:
    """Tell whether words are written like a name, and are no part of a longer one we know."""
    words = text.words[start:end]
    if not words[-1][0].isalnum() or (end < len(text) and text.words[end] in _HYPHENS):
        return False
    for before, word in pairwise(words):
        joins = word in _HYPHENS or before in _HYPHENS or word.lower() in JOINTS
        if not joins and not word[0].isupper():
            return False
    match = text.covered.get(start)
    return match is None or match.end < end or match.start == start


def _entities(text: Text, _: list[Span]) -> Iterator[Span]:
    spans = [clean for span in _persons(text) if (clean := _clean(text, *span)) is not None]
    surnames = {_surname(text, a, b) for a, b in spans if b - a > 1}
    for start, end in spans:
        if _is_in_organization(text, start, end):
            continue
        if text.words[start] in surnames or not text.is_people(start, end):
            yield start, end


def _is_in_organization(text: Text, start: int, end: int) -> bool:
    """Tell whether a name is a part of an organisation's: "Tahrir" of "Hayat Tahrir al-Sham"."""
    match = text.covered.get(start)
    inside = match is not None and match.start <= start and end <= match.end
    if match is None or not inside or match.end - match.start == end - start:
        return False
    return match.value.sort == "organization"


def _persons(text: Text) -> Iterator[Span]:
    """Yield the people that the network names; what only particles keep apart is one name."""
    last: Span | None = None
    for entity in text.entities:
        if entity.label_ not in _PERSON or any(text.outside[entity.start : entity.end]):
            continue
        start = entity.start
        if last is not None:
            together = text.sentence[last[0]] == text.sentence[start]
            if together and JOINTS.issuperset(text.lower[last[1] : start]):
                start = last[0]
            else:
                yield last
        last = start, entity.end
    if last is not None:
        yield last


def _clean(text: Text, start: int, end: int) -> Span | None:
    """Cut titles and nationalities off the front of a name and possessives off its end."""
    while start < end:
        office, known = text.offices.get(start), text.names.get(start)
        if office and office.end <= end:
            start = office.end
        elif known and _is_modifier(text, known, end):
            start = known.end
        elif text.lower[start] in POSSESSIVE or not text.words[start][:1].isalnum():
            start += 1
        else:
            break
    while start < end and _is_tail(text, end - 1):
        end -= 1
    if JOINTS.issuperset(text.lower[start:end]):
        return None
    if not any(word[:1].isupper() for word in text.words[start:end]):
        return None
    return start, _with_suffix(text, end)


def _is_modifier(text: Text, match: Match[Known], end: int) -> bool:
    """Tell whether a known name is none of the person's: "Iraqi", "Iraq's".

    A place alone, as in "Jordan condemned Iran", is the person that the network takes it for.
    """
    if match.end >= end:
        return match.value.sort not in PLACES or match.end > end
    return match.value.sort == "demonym" or text.lower[match.end] in POSSESSIVE


def _with_suffix(text: Text, end: int) -> int:
    """Return the end of the name with its "III" or ", Jr."."""
    i = end + (end < len(text) and text.words[end] == ",")
    return i + 1 if i < len(text) and _is_suffix(text.words[i]) else end


def _is_suffix(word: str) -> bool:
    return word[0].isupper() and word.rstrip(".").lower() in SUFFIXES


def _surname(text: Text, start: int, end: int) -> str:
    """Return the last word of a name, without particle and suffix."""
    last = end - 1 - (end - start > 1 and _is_suffix(text.words[end - 1]))
    return _bare(text.words[last])


def _is_tail(text: Text, i: int) -> bool:
    word = text.lower[i]
    return word in POSSESSIVE or not any(c.isalnum() for c in word)


def _after_offices(text: Text, _: list[Span]) -> Iterator[Span]:
    for office in text.offices.values():
        if office.end < len(text) and _is_name_word(text, office.end):
            end = office.end + 1
            while end < len(text) and end - office.end < _LONGEST_NAME and _goes_on(text, end):
                end += 1
            yield office.end, _with_suffix(text, end)


def _is_name_word(text: Text, i: int) -> bool:
    return (
        text.words[i][:1].isupper()
        and text.syntax.pos[i] == "PROPN"
        and not text.outside[i]
        and i not in text.names
        and i not in text.offices
        and i not in text.organs
        and text.reading.doc[i].ent_type_ not in _NO_NAME_ENTITIES
    )


def _goes_on(text: Text, i: int) -> bool:
    if text.lower[i] in JOINTS:
        return i + 1 < len(text) and (text.words[i + 1][:1].isupper() or text.words[i + 1] == "-")
    return _is_name_word(text, i)


def _repeated(text: Text, spans: list[Span]) -> Iterator[Span]:
    """Yield short names of people where they are missed or taken for something else."""
    surnames = {_surname(text, a, b) for a, b in spans if b - a > 1}
    known = {_bare(text.words[a]) for a, _ in spans} | {_surname(text, *span) for span in spans}
    known = {name for name in known if len(name) > 2}
    for i, word in enumerate(text.words):
        bare = _bare(word)
        if bare in known and _may_be_name(text, i, surname=bare in surnames):
            particle = i > 1 and text.words[i - 1] == "-" and text.lower[i - 2] in PARTICLES
            yield i - 2 * particle, i + 1


def _bare(word: str) -> str:
    prefix, hyphen, rest = word.partition("-")
    return rest if hyphen and prefix.lower() in PARTICLES else word


def _may_be_name(text: Text, i: int, *, surname: bool) -> bool:
    """Tell whether a word that is part of somebody's name is that name.

    If it is also a place, an office or a common word, only the surname of a full name is, where it
    stands as names do: "Jordan condemned Iran" after "Jim Jordan".
    """
    if text.outside[i] or not _bare(text.words[i])[0].isupper():
        return False
    other = text.names.get(i) or text.offices.get(i)
    if other and not (surname and other.end == i + 1 and _stands_alone(text, i)):
        return False
    if text.lower[i] in text.vocabulary and text.syntax.pos[i] != "PROPN":
        return False
    doc = text.reading.doc
    alone = not (doc[i].ent_type_ and i + 1 < len(doc) and doc[i + 1].ent_iob_ == "I")
    return alone and doc[i].ent_type_ in _MISREAD and doc[i].ent_iob_ != "I"


def _stands_alone(text: Text, i: int) -> bool:
    """Tell whether a word modifies no noun and has no preposition of place before it."""
    modifies = i + 1 < len(text) and text.syntax.pos[i + 1] in _MODIFIED
    return not modifies and not (i and text.lower[i - 1] in _OF_OTHERS)


def _unhyphenated(text: Text, span: Span, last: Counter[str]) -> Iterator[Span]:
    """Yield "Bush" and "Maliki" for "Bush-Maliki" where both are named elsewhere, else the span.

    Args:
        text: the article.
        span: the tokens of one name.
        last: how often each last word of a name is met, this name's own included.
    """
    start, end = span
    for cut in range(start + 1, end - 1):
        if text.words[cut] in _HYPHENS and text.lower[cut - 1] not in JOINTS:
            left, right = (plain(_bare(text.words[i])) for i in (cut - 1, end - 1))
            if last[left] and last[right] > 1:
                yield start, cut
                yield cut + 1, end
                return
    yield span


def _called(text: Text, spans: list[Span]) -> Iterator[Span]:
    """Yield the other name in "Mohamed Hamdan Dagalo, known as Hemedti"."""
    for _, end in spans:
        start = _other_name(text, end)
        if start is None or text.outside[start]:
            continue
        end = start
        while end < len(text) and end - start < _LONGEST_NAME and text.words[end][0].isupper():
            end += 1
        if end > start:
            yield start, end


def _other_name(text: Text, end: int) -> int | None:
    """Return where the other name begins that is said of the name that ends at ``end``."""
    i = end + (end < len(text) and text.lower[end] in (",", "("))
    i += i < len(text) and text.lower[i] in _WIDELY
    if text.lower[i : i + 2] == ["known", "as"]:
        i += 2
    elif i < len(text) and text.lower[i] in _NICKNAMED:
        i += 1
    else:
        return None
    i += i < len(text) and text.lower[i] in _QUOTES
    return i if i < len(text) and text.sentence[i] == text.sentence[end - 1] else None


def join_other_names(text: Text, names: list[Named], people: list[Person]) -> list[Person]:
    """Make one of people who are said to be called otherwise; return those who are left."""
    starts = {named.start: named.person for named in names}
    for named in names:
        start = _other_name(text, named.end)
        whole, other = named.person, starts.get(start) if start is not None else None
        if whole is None or other is None or other is whole:
            continue
        whole.forms.update(other.forms)
        whole.seen = sorted({*whole.seen, *other.seen})
        for one in names:
            one.person = whole if one.person is other else one.person
    return [person for person in people if any(one.person is person for one in names)]


def group(names: list[Named]) -> list[Person]:
    """Give every name its person, fullest names first, short ones to the nearest that fits."""
    people: list[Person] = []
    by_part: dict[str, list[Person]] = {}
    for named in sorted(names, key=lambda n: (-len(n.parts), n.start)):
        surname = without_suffix(named.parts)[-1]
        known = by_part.get(surname, []) + by_part.get(named.parts[0], [])
        person = _person_of(named, known)
        if person is None:
            person = Person(named.parts)
            people.append(person)
            for part in set(person.parts):
                by_part.setdefault(part, []).append(person)
        person.seen.append(named.start)
        person.forms[" ".join(named.text.split())] += 1
        named.person = person
    for person in people:
        person.name = min(person.forms, key=_fullness)
    return people


def _fullness(form: str) -> tuple[int, int, str]:
    """Rank forms of a name, the fullest first."""
    return -len(name_parts(form)), -len(form), form


def _person_of(named: Named, people: list[Person]) -> Person | None:
    for person in people:
        if person.parts == named.parts or same_full_name(person.parts, named.parts):
            return person
    fitting = [p for p in people if short_name_fits(named.parts, p.parts)]
    surname = without_suffix(named.parts)[-1]
    candidates = [p for p in fitting if without_suffix(p.parts)[-1] == surname] or fitting
    candidates = [p for p in candidates if _is_plain(p) == _is_plain(named)] or candidates
    if len(candidates) < 2:
        return next(iter(candidates), None)
    return min(candidates, key=lambda p: _distance(p, named.start))


def _is_plain(one: Person | Named) -> bool:
    """Tell whether a name has no suffix; Trump is rather Donald Trump than Donald Trump Jr."""
    return without_suffix(one.parts) == one.parts


def _distance(person: Person, token: int) -> tuple[int, int]:
    """Rank who was named last before ``token`` first, then who is named soonest after it."""
    before = [token - seen for seen in person.seen if seen <= token]
    return (0, min(before)) if before else (1, min(abs(seen - token) for seen in person.seen))

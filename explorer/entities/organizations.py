"""Organisations and groups that the entity recogniser names and the gazetteer does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from explorer.entities.gazetteer import Known, Match
from explorer.entities.gazetteer_matches import PLURAL_TAGS, Text
from explorer.entities.names import slug, words
from explorer.entities.titles import Phrase
from explorer.model import Kind
from explorer.text import GENITIVE

_MEDIA = words(
    "news times post daily herald tribune journal gazette radio television tv broadcasting "
    "newspaper magazine agency press media network channel courier chronicle weekly broadcaster"
)
_PLAIN = words(
    "the of and for in a an national federal foreign interior defense defence interim state 's ’s "
    "new general u.s. us"
)
_SHORTEST = 2
_SHORTEST_ACRONYM = 3
_LINKS = frozenset(("ADP", "DET", "CCONJ"))


def find_organizations(
    text: Text, phrases: Iterable[Phrase], named: set[int]
) -> list[Match[Known]]:
    """Return the organisations that are neither in the gazetteer nor an organ of a state.

    Args:
        text: the article.
        phrases: offices and organs found in it; "Iraqi Foreign Ministry" is one, no organisation.
        named: the tokens of people's names.
    """
    heads = {phrase.head: phrase for phrase in phrases}
    found = []
    for entity in text.entities:
        if entity.label_ != "ORG":
            continue
        span = _trimmed(text, _with_country(text, entity.start), entity.end)
        if span and _is_new(text, *span, heads, named):
            found.append(Match(*span, _organization(text, *span)))
    return _under_full_names(text, found)


def _under_full_names(text: Text, found: list[Match[Known]]) -> list[Match[Known]]:
    """Return the matches with acronyms as the names they stand for.

    That is the name before it, "National Union of Teachers (NUT)", or the only one in the article
    whose words begin with its letters.
    """
    by_initials: dict[str, dict[str, Known]] = {}
    for match in found:
        initials = "".join(w[0] for w in match.value.name.split() if w[0].isupper())
        if len(initials) >= _SHORTEST_ACRONYM and initials != match.value.name:
            by_initials.setdefault(initials, {})[match.value.id] = match.value
    full = {letters: one for letters, some in by_initials.items() for one in some.values()
            if len(some) == 1}  # fmt: skip
    for match in found:
        bracket, acronym, closing = [*text.words[match.end : match.end + 3], "", "", ""][:3]
        if bracket == "(" and closing == ")" and acronym.isupper():
            full[acronym] = match.value
    return [
        replace(match, value=full.get(text.text(match.start, match.end), match.value))
        for match in found
    ]


def own_names(organizations: Iterable[Match[Known]]) -> set[int]:
    """Return the tokens inside names of organisations."""
    return {i for match in organizations for i in range(match.start, match.end)}


def find_groups(text: Text, taken: set[int]) -> Iterator[Match[Known]]:
    """Yield the peoples, faiths and parties that are no nationality: "Shiites", "Kurdish"."""
    for entity in text.entities:
        start, end = entity.start, entity.end
        free = taken.isdisjoint(range(start, end)) and not text.outside[start]
        known = any(i in text.names for i in range(start, end))
        if free and not known and _is_group(text, start, end, entity.label_):
            yield Match(start, end, _group(text.text(start, end)))


def _group(name: str) -> Known:
    """Return the group behind its name or adjective: "Shiite" and "Shiites" are the same."""
    name = " ".join(name.split())
    if not name.endswith(("s", "ish", "ese", "ic")):
        name += "s"
    return Known("group", slug(name), name, Kind.GROUP)


def _is_group(text: Text, start: int, end: int, label: str) -> bool:
    """Tell whether an entity is a group: labelled so, or a plural taken for a person's name."""
    if not text.words[start][:1].isupper() or _is_spoken(text, end):
        return False
    return label == "NORP" or (label == "PERSON" and text.is_people(start, end))


def _trimmed(text: Text, start: int, end: int) -> tuple[int, int] | None:
    while start < end and (text.lower[start] in ("the", "a") or not text.words[start][0].isalnum()):
        start += 1
    while start < end and (text.lower[end - 1] in GENITIVE or not _has_letter(text, end - 1)):
        end -= 1
    return (start, end) if start < end else None


def _with_country(text: Text, start: int) -> int:
    """Return where a name begins that has a country before it: "Iraq Study Group"."""
    for i in range(max(0, start - 3), start):
        match = text.names.get(i)
        if match is not None and match.end == start and match.value.sort == "country":
            return i
    return start


def _has_letter(text: Text, i: int) -> bool:
    return any(c.isalnum() for c in text.words[i])


def _is_new(text: Text, start: int, end: int, heads: dict[int, Phrase], named: set[int]) -> bool:
    span = range(start, end)
    if not named.isdisjoint(span) or text.outside[start]:
        return False
    branch = _branch(text, start, end) is not None
    if any(not _may_contain(match, start, end, branch) for match in _within(text, start, end)):
        return False
    name = text.text(start, end)
    if _is_spoken(text, end):
        return False
    if len(name) < _SHORTEST or not name[0].isupper() or text.lower[end - 1] in _MEDIA:
        return False
    return not any(i in heads and _is_organ(text, span, heads[i]) for i in span)


def _is_spoken(text: Text, end: int) -> bool:
    """Tell whether the name that ends before token ``end`` is a language's: "speaks Farsi"."""
    return text.syntax.lemma[text.syntax.head[end - 1]] == "speak"


def _within(text: Text, start: int, end: int) -> list[Match[Known]]:
    """Return the gazetteer's names that have tokens in the span."""
    return [text.covered[i] for i in range(start, end) if i in text.covered]


def _branch(text: Text, start: int, end: int) -> str | None:
    """Return the country of a national branch: "Amnesty International UK"."""
    match = text.covered.get(end - 1)
    if match is None or match.value.sort != "country" or not start < match.start < match.end == end:
        return None
    return None if text.syntax.pos[match.start - 1] in _LINKS else match.value.country


def _may_contain(match: Match[Known], start: int, end: int, branch: bool) -> bool:
    """Tell whether a longer name may have ``match`` in it: "Iraq Study Group" has "Iraq"."""
    inside = start <= match.start and match.end <= end and match.end - match.start < end - start
    return inside and (branch or match.value.sort not in ("organization", "other"))


def _is_organ(text: Text, span: range, phrase: Phrase) -> bool:
    """Tell whether an entity's words are all an organ, its owner, and plain words around them."""
    match = text.organs.get(phrase.head) or text.offices.get(phrase.head)
    inside = set(range(match.start, match.end)) if match is not None else {phrase.head}
    for i in span:
        found = text.names.get(i) or text.organs.get(i) or text.offices.get(i)
        if found is not None:
            inside.update(range(found.start, found.end))
    return all(i in inside or text.lower[i] in _PLAIN for i in span)


def _organization(text: Text, start: int, end: int) -> Known:
    name = " ".join(text.text(start, end).split())
    match = text.names.get(start)
    national = match is not None and match.value.sort == "demonym"
    country = match.value.country if match and national else _branch(text, start, end)
    # "The Clintons" are people, even where the network takes them for a firm.
    plural = text.syntax.tag[start] in PLURAL_TAGS and text.lower[max(0, start - 1)] == "the"
    kind = Kind.GROUP if plural and text.is_people(start, end) else Kind.ORGANIZATION
    return Known("organization", slug(name), name, kind, country)

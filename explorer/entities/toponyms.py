"""Names of countries that are part of other names, or are other places' names, too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.entities.gazetteer import Known, Match
from explorer.entities.names import slug, words
from explorer.model import Kind

if TYPE_CHECKING:
    from spacy.tokens import Span

    from explorer.entities.gazetteer_matches import Text

TOWN_LABELS = frozenset(("LOC", "GPE"))  # of entities
PLACES = frozenset(("country", "metonym", "town"))  # sorts of what a government is called by

_LABELS = TOWN_LABELS | {"FAC", "MISC", "LAW", "EVENT", "PRODUCT"}
# What the name of a country may have around it: "Northern Iraq", "Kingdom of Spain".
_OF_A_COUNTRY = words(
    "north south east west northern southern eastern western northeast northwest southeast "
    "southwest central upper lower greater mainland - of the republic kingdom state people peoples "
    "'s ’s democratic socialist federal islamic city province region international airport"
)
# Beside these a name is a state's of a federation: "Georgia Gov. Brian Kemp".
_AFTER_STATES = words(
    "gov gov. governor state sen sen. senator rep rep. congressman congresswoman lawmakers "
    "legislature republican republicans democrat democrats"
)


def settle(text: Text) -> None:
    """Decide for each place name in ``text.names`` what it names, by the network's entities.

    In the Gulf of Oman and the Oslo Accords no country is named; New Jersey is a state, and so is
    Georgia beside its governor. Towns that only the table of towns knows are added.
    """
    for entity in text.entities:
        if entity.label_ in _LABELS:
            _take_out(text, entity)
    text.names.update(_towns(text))
    for match, code in list(_in_federations(text)):
        known = Known("town", code, match.value.name, Kind.COUNTRY, code, place=True)
        text.names[match.start] = Match(match.start, match.end, known)


def _take_out(text: Text, entity: Span) -> None:
    """Take countries out of the longer name of another place or thing."""
    inside = [text.names[i] for i in range(entity.start, entity.end) if i in text.names]
    if not any(_is_part(text, match, entity) for match in inside):
        return
    for match in inside:
        del text.names[match.start]
    if not _is_town(text, entity):
        known = Known("other", slug(entity.text), entity.text, Kind.ORGANIZATION)
        text.names[entity.start] = Match(entity.start, entity.end, known)


def _is_part(text: Text, match: Match[Known], entity: Span) -> bool:
    """Tell whether an entity is called after a country, but is neither it nor a region of it."""
    sorts = PLACES | {"demonym"} if entity.label_ in TOWN_LABELS else PLACES
    if match.value.sort not in sorts or match.end > entity.end:
        return False
    around = {*text.lower[entity.start : match.start], *text.lower[match.end : entity.end]}
    return bool(around) and (_is_town(text, entity) or not around <= _OF_A_COUNTRY)


def _is_town(text: Text, entity: Span) -> bool:
    return entity.label_ in TOWN_LABELS and text.known.towns.get(entity.text) is not None


def _towns(text: Text) -> Iterator[tuple[int, Match[Known]]]:
    """Yield the places that the recogniser found and the table of towns knows."""
    codes = {match.value.country for match in text.names.values()}
    taken = {i for match in text.names.values() for i in range(match.start, match.end)}
    for entity in text.entities:
        town = text.known.towns.get(entity.text) if entity.label_ in TOWN_LABELS else None
        code = town.country(codes) if town else None
        if code and taken.isdisjoint(range(entity.start, entity.end)):
            known = Known("town", code, entity.text, Kind.COUNTRY, code, place=True)
            yield entity.start, Match(entity.start, entity.end, known)


def _in_federations(text: Text) -> Iterator[tuple[Match[Known], str]]:
    """Yield the names of countries that are a state's or a town's here: "Moscow, Idaho"."""
    places = [m for m in text.names.values() if m.value.sort in PLACES and m.end == m.start + 1]
    found: dict[str, str] = {}
    for match in places:
        name = text.words[match.start]
        town = text.known.towns.get(name)
        others = [code for code in town.countries if code != match.value.country] if town else []
        near = [code for code in others if code == _named_after(text, match.end)]
        foreign = town is not None and match.value.country not in town.countries
        if near or (foreign and _is_beside_an_office(text, match)):
            found[name] = (near or others)[0]
    yield from ((m, found[name]) for m in places if (name := text.words[m.start]) in found)


def _named_after(text: Text, end: int) -> str | None:
    """Return the country of the state after a comma: "Paris, Texas"."""
    after = text.names.get(end + 1) if text.lower[end : end + 1] == [","] else None
    return after.value.country if after and after.value.sort == "town" else None


def _is_beside_an_office(text: Text, match: Match[Known]) -> bool:
    before = text.lower[max(0, match.start - 2) : match.start]
    return before == ["state", "of"] or not _AFTER_STATES.isdisjoint(
        text.lower[match.end : match.end + 1]
    )

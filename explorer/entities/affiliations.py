"""What titles and appositions say about people: office, country, gender, and whom they serve."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explorer.entities.gazetteer import LESSER_KINDS, Known
from explorer.entities.gazetteer_matches import Text
from explorer.entities.office_holders import supplement
from explorer.entities.person_names import Named, Person
from explorer.entities.titles import Phrase
from explorer.text import GENITIVE

_HONORIFIC = "honorific"


@dataclass(frozen=True, slots=True)
class Tie:
    """A person's tie to a country or organisation; ``token`` is in the sentence that tells it."""

    person: Person
    target: Known
    role: str | None
    token: int


def learn(
    text: Text, names: list[Named], people: Iterable[Person], phrases: Iterable[Phrase]
) -> list[Tie]:
    """Write role, country and gender into the people named, and return their ties, in text order.

    What the article leaves open, the table of office-holders may tell. Owners that are people
    themselves pass their country on: "Bush's adviser, Stephen Hadley".
    """
    titled = [(phrase, person) for phrase in phrases for person in _people(phrase)]
    for phrase, person in titled:
        _take_office(phrase, person)
    ties = [*_owned_by_known(titled), *_beside(text, names)]
    for tie in sorted(ties, key=lambda tie: tie.token):
        tie.person.country = tie.person.country or tie.target.country
    supplement(people, text.reading.article.published)
    ties += _inherited(titled, text)
    return sorted(_informative(ties), key=lambda tie: (tie.token, tie.target.id))


Titled = list[tuple[Phrase, Person]]


def _people(phrase: Phrase) -> Iterator[Person]:
    for named in (phrase.named, *phrase.also):
        if named is not None and named.person is not None:
            yield named.person


def _take_office(phrase: Phrase, person: Person) -> None:
    office = phrase.office
    if office is None:
        return
    person.gender = person.gender or office.gender
    if phrase.role is None or office.kind == _HONORIFIC:
        return
    person.roles.add(phrase.role)
    person.country = person.country or office.country
    rank = phrase.former + 2 * (office.kind in LESSER_KINDS)
    if rank < person.rank:
        person.role, person.rank = phrase.role, rank


def _owned_by_known(titled: Titled) -> Iterator[Tie]:
    for phrase, person in titled:
        for owner in phrase.owners:
            if owner.known is not None and owner.known.sort != "other":
                yield Tie(person, owner.known, _tie_role(phrase), phrase.head)


def _beside(text: Text, names: list[Named]) -> Iterator[Tie]:
    """Yield the ties in "Iraq's Talabani" and "Iraqi Jalal Talabani", where no office stands."""
    ends = {match.end: match.value for match in text.names.values()}
    for named in names:
        i = named.start
        if i and text.lower[i - 1] in GENITIVE:
            i -= 1
        known = ends.get(i)
        if known is not None and named.person is not None:
            is_owner = i < named.start and known.sort != "other"
            if is_owner or known.sort == "demonym":
                yield Tie(named.person, known, None, named.start)


def _inherited(titled: Titled, text: Text) -> Iterator[Tie]:
    for phrase, person in titled:
        for owner in phrase.owners:
            master = owner.named.person if owner.named is not None else None
            if master is not None and master is not person and master.country:
                if not person.country:
                    person.country, person.country_source = master.country, master.country_source
                known = text.known.country(master.country)
                yield Tie(person, known, _tie_role(phrase), phrase.head)


def _tie_role(phrase: Phrase) -> str | None:
    honorific = phrase.office is not None and phrase.office.kind == _HONORIFIC
    return None if honorific else phrase.role


def _informative(ties: list[Tie]) -> Iterator[Tie]:
    """Yield the ties, those without a role only where no other tells the role."""
    told = {(id(tie.person), tie.target.country, tie.target.kind) for tie in ties if tie.role}
    for tie in ties:
        if tie.role or (id(tie.person), tie.target.country, tie.target.kind) not in told:
            yield tie

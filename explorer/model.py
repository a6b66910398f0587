"""The records that pass between the stages. Frozen dataclasses; nothing here reads or writes.

All offsets count characters (Unicode code points) in ``Article.text`` exactly as it was given,
from 0, end exclusive, so ``article.text[m.start:m.end] == m.text`` for every mention.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from explorer.errors import UnknownKindError

# Where a person's country comes from, what counts most first.
READER, ARTICLE, OFFICE_HOLDERS = "reader", "article", "office-holders table"


class Kind(StrEnum):
    """What an actor is: one row for each kind. How each is drawn is in ``export.vis.KINDS``.

    Attributes:
        pronoun: which one refers to a single actor of this kind: "he" (or she), "it" or "they".
        entity_label: the named entity label (OntoNotes) of this kind alone, None if it has none.
        resolved: ``actors.identities`` decides who is the same across articles; where it does not,
            the same id is the same actor.
    """

    pronoun: str
    entity_label: str | None
    resolved: bool

    PERSON = "person", "he", "PERSON", True
    COUNTRY = "country", "it"
    ORGANIZATION = "organization", "it", "ORG"
    GROUP = "group", "they"

    def __new__(
        cls, value: str, pronoun: str = "", entity_label: str | None = None, resolved: bool = False
    ) -> Kind:
        """Make one row of the table."""
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.pronoun, kind.entity_label, kind.resolved = pronoun, entity_label, resolved
        return kind

    @classmethod
    def _missing_(cls, value: object) -> Kind:
        raise UnknownKindError(f'"{value}" is no kind of actor; known are {", ".join(cls)}')


@dataclass(frozen=True, slots=True)
class Article:
    """One news article. Only ``id`` and ``text`` are required."""

    id: str
    text: str
    title: str | None = None
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of an article's text that refers to an actor."""

    article_id: str
    start: int
    end: int
    text: str
    label: str  # "name", "nominal", "pronoun", "demonym", "metonym" or "place"
    actor_id: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone or something that acts: a person, country, organisation or group.

    ``id`` is a slug of the fullest name seen, ``country`` an ISO 3166-1 alpha-3 code,
    ``role`` an office in lower case ("president"), ``aliases`` the other names seen, sorted.
    ``country_source`` is where a person's country comes from: ``READER``, ``ARTICLE`` or
    ``OFFICE_HOLDERS``, None if unknown. ``wikidata`` is the id there ("Q7747"), where it is known.
    """

    id: str
    name: str
    kind: Kind
    country: str | None = None
    role: str | None = None
    aliases: tuple[str, ...] = ()
    country_source: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sentence something was read from, as a span of its article's text."""

    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so; ``speaker`` is None when that is no actor ("a state television report")."""

    text: str
    start: int
    end: int
    speaker: Mention | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """Who did what to whom, in PLOVER's terms (see ``ontology``).

    ``trigger`` is the word or words that carry the event, ``start`` and ``end`` its offsets.
    ``underlying_type`` keeps what a promised deed would be ("will meet": AGREE over CONSULT).
    ``date`` is the day it happened or will happen, as well as the text tells. A ``reciprocal``
    event is one that its actors do to each other: they meet, agree or fight.
    """

    id: str
    article_id: str
    event_type: str
    mode: str | None
    underlying_type: str | None
    auxiliary: tuple[str, ...]
    score: float
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    attribution: Attribution | None
    trigger: str
    start: int
    end: int
    evidence: Evidence
    date: date | None
    confidence: float
    reciprocal: bool = False


def event_id(article_id: str, start: int, event_type: str) -> str:
    """Return the id of an event, by the offset of its trigger."""
    return f"{article_id}/{start}-{event_type.lower()}"


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's or organisation's tie to a country or organisation, from a title or apposition."""

    id: str
    actor_id: str
    target_id: str
    role: str | None
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read off one article. ``notices`` are things the reader should know."""

    article: Article
    actors: tuple[Actor, ...]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    affiliations: tuple[Affiliation, ...]
    notices: tuple[str, ...] = ()

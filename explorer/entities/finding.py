"""The actors of one article: who is in it, and where they are mentioned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from explorer.entities.affiliations import Tie
from explorer.entities.cast import Cast, Placed
from explorer.entities.gazetteer import Known, gazetteer
from explorer.entities.gazetteer_matches import Text
from explorer.entities.mentions import Finder, Spot
from explorer.entities.nominal_mentions import Who, key_of, kind_of
from explorer.entities.person_names import Person
from explorer.model import ARTICLE, Actor, Affiliation, Evidence, Mention
from explorer.nlp import Reading
from explorer.syntax import Syntax


def find_actors(reading: Reading, syntax: Syntax | None = None) -> Cast:
    """Return the actors of one article and where they are mentioned.

    Args:
        reading: the article with its parse.
        syntax: the same parse as plain lists, if the caller has it already.
    """
    text = Text(reading, syntax or Syntax(reading.doc))
    finder = Finder(text)
    placed = [(spot.place, _placed(text, spot)) for spot in finder.spots]
    return Cast(
        actors=_actors(text, finder),
        placed=tuple(one for place, one in placed if not place),
        affiliations=tuple(_affiliations(text, finder.ties)),
        places=tuple(one for place, one in placed if place),
        listed=text.covered,
    )


def _placed(text: Text, spot: Spot) -> Placed:
    start, end = text.reading.span(spot.start, spot.end)
    words = text.text(spot.start, spot.end)
    mention = Mention(text.reading.article.id, start, end, words, spot.label, key_of(spot.who))
    return Placed(mention, spot.start, spot.end, spot.head, spot.others)


def _actors(text: Text, finder: Finder) -> dict[str, Actor]:
    """Return everybody by id, with the names they go by here: of nominals none are names."""
    everybody: dict[str, Who] = {}
    names: dict[str, set[str]] = {}
    for spot in finder.spots:
        key = key_of(spot.who)
        everybody[key] = spot.who
        names.setdefault(key, set())
        if spot.label in ("name", "metonym"):
            names[key].add(" ".join(text.text(spot.start, spot.end).split()))
    for tie in finder.ties:
        target = text.known.actor(tie.target)
        everybody.setdefault(target.id, target)
    return {key: _actor(who, names.get(key, set())) for key, who in sorted(everybody.items())}


def _actor(who: Who, names: Iterable[str]) -> Actor:
    aliases = tuple(sorted(set(names) - {who.name}))
    actor = Actor(key_of(who), who.name, kind_of(who), who.country, aliases=aliases)
    if not isinstance(who, Person):
        return replace(actor, wikidata=gazetteer().wikidata.get(actor.id))
    source = who.country_source or (ARTICLE if who.country else None)
    return replace(actor, role=who.role, country_source=source, wikidata=who.wikidata)


def _affiliations(text: Text, ties: Iterable[Tie]) -> Iterator[Affiliation]:
    """Yield each tie once, with the sentence that tells it first."""
    article = text.reading.article
    seen: set[tuple[str, str, str | None]] = set()
    for tie in ties:
        actor, target = key_of(tie.person), _target(text, tie).id
        key = (actor, target, tie.role)
        if key in seen or actor == target:
            continue
        seen.add(key)
        first, end = text.sentences[text.sentence[tie.token]]
        start, stop = text.reading.span(first, end)
        evidence = Evidence(article.id, start, stop, text.text(first, end))
        yield Affiliation(
            f"{article.id}/{start}-{actor}-{target}", actor, target, tie.role, evidence
        )


def _target(text: Text, tie: Tie) -> Known:
    return text.known.actor(tie.target)

"""The stages in order: articles, language, actors, events."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock
from typing import TYPE_CHECKING

from explorer.entities.cast import Cast
from explorer.entities.finding import find_actors
from explorer.entities.resolution import resolve
from explorer.events.parties import Parties
from explorer.events.records import find_events
from explorer.model import Article, Extraction, Mention
from explorer.nlp import Reading, load_pipeline, read
from explorer.syntax import Syntax

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["extract", "is_loaded", "load", "resolve"]

_LOADING = Lock()
_LOOSE = frozenset(("pronoun", "nominal"))
_EVERYTHING = "Iran will meet Iraq."  # reading it loads every table


def extract(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Extraction]:
    """Read who did what to whom off articles, one Extraction each, in order, as they come.

    Args:
        articles: the articles; nothing is kept of them between one and the next.
        model: the name or path of a spaCy English pipeline, by default the shipped one.

    Raises:
        PipelineError: the pipeline is not installed or cannot parse.
    """
    for reading in read(articles, load(model)):
        yield extract_one(reading)


def load(model: str | None = None) -> Language:
    """Return the language pipeline, loaded once: who asks meanwhile in another thread waits.

    Raises:
        PipelineError: the pipeline is not installed or cannot parse.
    """
    with _LOADING:
        return _loaded(model)


def is_loaded() -> bool:
    """Tell if a language pipeline is loaded."""
    return _loaded.cache_info().currsize > 0


@cache
def _loaded(model: str | None) -> Language:
    """Return the language pipeline, with all tables loaded.

    They live as long as the process: the garbage collector need not walk them again and again.
    """
    nlp = load_pipeline(model)
    for reading in read([Article("", _EVERYTHING)], nlp):
        extract_one(reading)
    gc.collect()
    gc.freeze()
    return nlp


def extract_one(reading: Reading) -> Extraction:
    """Return what one parsed article says."""
    syntax = Syntax(reading.doc)
    cast = find_actors(reading, syntax)
    events, parties = find_events(reading, cast, syntax)
    return Extraction(
        article=reading.article,
        actors=tuple(parties.actors[key] for key in sorted(parties.actors)),
        mentions=tuple(_mentions(cast, parties)),
        events=events,
        affiliations=cast.affiliations,
        notices=reading.notices,
    )


def _mentions(cast: Cast, parties: Parties) -> Iterator[Mention]:
    """Yield all mentions once; whom a pronoun or noun of an event means, the event decides."""
    decided = {mention.start for mention in parties.mentions}
    for placed in cast.placed:
        if not (placed.mention.label in _LOOSE and placed.mention.start in decided):
            yield placed.mention
    known = {placed.mention for placed in cast.placed if placed.mention.label not in _LOOSE}
    yield from (mention for mention in parties.mentions if mention not in known)

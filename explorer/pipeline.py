"""The stages in order: articles, language, actors, events."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from explorer.actors.finding import find_actors
from explorer.actors.resolution import resolve
from explorer.events.records import find_events
from explorer.language import Reading, load_pipeline, read
from explorer.model import Article, Extraction
from explorer.syntax import Syntax

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["extract", "resolve"]

_EVERYTHING = "Iran will meet Iraq."  # reading it loads every table


def extract(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Extraction]:
    """Read who did what to whom off articles, one Extraction each, in order, as they come.

    Args:
        articles: the articles; nothing is kept of them between one and the next.
        model: the name or path of a spaCy English pipeline, by default the shipped one.

    Raises:
        PipelineError: the pipeline is not installed or cannot parse.
    """
    for reading in read(articles, _ready(model)):
        yield extract_one(reading)


@cache
def _ready(model: str | None) -> Language:
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
    events = find_events(reading, cast, syntax)
    return Extraction(
        article=reading.article,
        actors=tuple(cast.actors[key] for key in sorted(cast.actors)),
        mentions=tuple(placed.mention for placed in cast.placed),
        events=events,
        affiliations=cast.affiliations,
        notices=reading.notices,
    )

"""The stages in order: articles, language, actors, events."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.actors import find_actors
from explorer.actors.resolution import resolve
from explorer.events.records import find_events
from explorer.language import Reading, load_pipeline, read
from explorer.model import Article, Extraction
from explorer.syntax import Syntax

__all__ = ["extract", "resolve"]


def extract(articles: Iterable[Article], *, model: str | None = None) -> Iterator[Extraction]:
    """Read who did what to whom off articles, one Extraction each, in order, as they come.

    Args:
        articles: the articles; nothing is kept of them between one and the next.
        model: the name or path of a spaCy English pipeline, by default the shipped one.

    Raises:
        PipelineError: the pipeline is not installed or cannot parse.
    """
    for reading in read(articles, load_pipeline(model)):
        yield extract_one(reading)


def extract_one(reading: Reading) -> Extraction:
    """Return what one parsed article says."""
    syntax = Syntax(reading.doc)
    cast = find_actors(reading)
    events = find_events(reading, cast, syntax)
    return Extraction(
        article=reading.article,
        actors=tuple(cast.actors[key] for key in sorted(cast.actors)),
        mentions=tuple(placed.mention for placed in cast.placed),
        events=events,
        affiliations=cast.affiliations,
    )

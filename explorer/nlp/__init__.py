"""The language pipeline: the one place that loads a spaCy model and parses text with it."""

from explorer.nlp.reading import (
    MAX_PARAGRAPH,
    MAX_RUN,
    MAX_WORDS,
    Reading,
    load_pipeline,
    paragraphs,
    read,
)

__all__ = [
    "MAX_PARAGRAPH",
    "MAX_RUN",
    "MAX_WORDS",
    "Reading",
    "load_pipeline",
    "paragraphs",
    "read",
]

"""The language pipeline: the one place that loads a spaCy model and parses text with it."""

from explorer.language.reading import MAX_PARAGRAPH, Reading, load_pipeline, paragraphs, read

__all__ = ["MAX_PARAGRAPH", "Reading", "load_pipeline", "paragraphs", "read"]

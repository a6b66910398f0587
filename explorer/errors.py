"""The few situations in which the explorer refuses an input, each with a message for people."""

from __future__ import annotations


class ExplorerError(Exception):
    """Base of all errors that the explorer raises on purpose; its text is shown to the user."""


class ArticleError(ExplorerError):
    """One input (a file, or a line of it) cannot be read as an article.

    Args:
        source: what was refused, as the user named it ("news.jsonl, line 3").
        reason: why, in words that say what to do next.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class GoldError(ExplorerError):
    """A file cannot be read as a gold set, or one record of it is malformed.

    Args:
        source: what was refused ("gold.jsonl, line 3").
        reason: why, in words that say what to do next.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class RowError(ExplorerError):
    """A row of an event data set, or the whole file, cannot be read as an event.

    Args:
        source: what was refused, as the user named it ("export.CSV, line 3").
        reason: why, in words that say what to do next.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(f"{source}: {reason}")
        self.source = source
        self.reason = reason


class LeftOutError(RowError):
    """A row of an event data set is well formed, but tells no event: nothing need be done."""


class CorrectionsError(ExplorerError):
    """A file of corrections cannot be read or written.

    Args:
        path: the file.
        reason: why, in words that say what to do next.
    """

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")


class PipelineError(ExplorerError):
    """The language pipeline asked for is not installed or cannot be used."""


class UnknownCountryError(ExplorerError):
    """A country given by the user is known neither by name nor by code."""


class UnknownKindError(ExplorerError, ValueError):
    """A kind of actor, read from a table or a store, that is not a ``model.Kind``."""


class UnknownFormatError(ExplorerError):
    """A file suffix or format name that nothing here writes."""


class StoreError(ExplorerError):
    """A store cannot be read or written.

    Args:
        path: the store's file, as the user named it.
        reason: why, in words that say what to do next.
    """

    def __init__(self, path: object, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.reason = reason

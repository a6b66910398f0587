"""Articles in batches, as the unit of work: small enough to lose, large enough to be worth it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.articles import Located
from explorer.model import Article

_BATCH, _BATCH_CHARACTERS = 16, 30_000  # a second of work
_GROUP, _GROUP_CHARACTERS = 256, 4_000_000  # looked up in the store at once

Deduplicate = Callable[[Sequence[Article]], Sequence[Article | None]]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one article may cost: seconds, and bytes of memory of the process that reads it.

    Reading takes half a minute at most, whatever an article holds (``language.MAX_WORDS``), and a
    gigabyte; these are for what nobody thought of.
    """

    seconds: float = 120.0
    memory: int = 4 * 2**30


DEFAULT_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles to be read by one process; ``known`` more were in the store already.

    ``model`` names the language pipeline. ``position`` is how far the inputs were read before it
    was complete, in bytes.
    """

    articles: tuple[Located, ...]
    model: str | None
    limits: Limits
    position: int = 0
    known: int = 0

    def singles(self) -> Iterator[Batch]:
        """Yield each article in a batch of its own."""
        for one in self.articles:
            yield replace(self, articles=(one,), known=0)


def batches(
    located: Iterable[Located],
    *,
    deduplicate: Deduplicate,
    position: Callable[[], int],
    model: str | None,
    limits: Limits,
) -> Iterator[Batch]:
    """Yield the articles that are new, in order and as they come.

    Args:
        located: the articles.
        deduplicate: returns each article under its id in the store, or None if it is known.
        position: tells how far the inputs are read.
        model: the language pipeline.
        limits: what one article may cost.
    """
    for group in _cut(located, _GROUP, _GROUP_CHARACTERS):
        admitted = zip(group, deduplicate([one.article for one in group]), strict=True)
        new = [replace(one, article=article) for one, article in admitted if article]
        known = len(group) - len(new)
        for articles in _cut(new, _BATCH, _BATCH_CHARACTERS) if new else ((),):
            yield Batch(tuple(articles), model, limits, position(), known)
            known = 0


def _cut(located: Iterable[Located], most: int, characters: int) -> Iterator[list[Located]]:
    """Yield the articles in runs of bounded number and length; one alone may be longer."""
    run: list[Located] = []
    length = 0
    for one in located:
        run.append(one)
        length += len(one.article.text)
        if len(run) >= most or length >= characters:
            yield run
            run, length = [], 0
    if run:
        yield run

"""What was read off articles, kept for all readers of the page, and how reading goes on."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from threading import Lock, Timer
from time import monotonic
from typing import NamedTuple

from explorer.errors import ExplorerError
from explorer.model import Article, Extraction

_MOST = 2000  # readings that are kept
_AFTERWARDS = 1.5  # seconds: until then the graph of what is read already is drawn

_kept: OrderedDict[Article, Extraction] = OrderedDict()
_keeping = Lock()


class Step(NamedTuple):
    """How far the reading of some articles is, as told before each of them.

    ``done`` of ``total`` articles are read; ``share`` and ``left`` (in seconds, None until that is
    known) go by the characters of those that had to be read. Before the first of them the language
    pipeline may be ``loading``.
    """

    done: int
    total: int
    share: float = 0.0
    left: float | None = None
    loading: bool = False


def keep(readings: Iterable[Extraction]) -> None:
    """Keep what was read off articles, and forget what was not asked for the longest."""
    with _keeping:
        for one in readings:
            _kept[one.article] = one
            _kept.move_to_end(one.article)
        while len(_kept) > _MOST:
            _kept.popitem(last=False)


def read_all(articles: Sequence[Article], advance: Callable[[Step], None]) -> list[Extraction]:
    """Return what is read off each article; only what is not kept is read now.

    Raises:
        PipelineError: the language pipeline cannot be used.
    """
    with _keeping:
        found = {one: _kept[one] for one in articles if one in _kept}
    if missing := {one: len(one.text) for one in articles if one not in found}:
        _load(lambda: advance(Step(0, len(articles), loading=True)))
        found |= _read(articles, missing, advance)
    keep(found.values())
    return [found[one] for one in articles]


def _load(advance: Callable[[], None]) -> None:
    from explorer import pipeline

    if not pipeline.is_loaded():
        advance()
        pipeline.load()


def _read(
    articles: Sequence[Article], missing: dict[Article, int], advance: Callable[[Step], None]
) -> dict[Article, Extraction]:
    from explorer.pipeline import extract

    found: dict[Article, Extraction] = {}
    began, passed, whole = monotonic(), 0, max(1, sum(missing.values()))
    for done, article in enumerate(articles):
        if article in missing and article not in found:
            left = (monotonic() - began) / passed * (whole - passed) if passed else None
            advance(Step(done, len(articles), passed / whole, left))
            found[article] = next(extract([article]))
            keep([found[article]])  # also if the reader of the page leaves before the last one
            passed += missing[article]
    return found


@cache
def load_later() -> Timer:
    """Begin, once, to load the language pipeline in the background, when the graph is drawn."""
    timer = Timer(_AFTERWARDS, _load_quietly)
    timer.daemon = True
    timer.start()
    return timer


def _load_quietly() -> None:
    with suppress(ExplorerError):  # whoever puts in an article is told
        _load(lambda: None)

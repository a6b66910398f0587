"""An article's text cut into pieces, each with whom it mentions and which events it carries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, pairwise

from explorer.model import Extraction


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; ``actor`` is whom it mentions, ``events`` the ids of those it carries."""

    start: int
    text: str
    actor: str | None = None
    events: tuple[str, ...] = ()


def marked(extraction: Extraction) -> list[Piece]:
    """Return the pieces of an article's text in order; together they are the text as it is.

    Where one mention lies within another ("Iraqi" in "the Iraqi president"), the shorter counts.
    """
    text = extraction.article.text
    mentions = sorted(extraction.mentions, key=lambda one: (one.start - one.end, one.start))
    ends = [(one.start, one.end) for one in mentions]
    ends += [(one.start, one.end) for one in extraction.events]
    cuts = sorted({0, len(text), *chain.from_iterable(ends)})
    actors: dict[int, str] = {}
    events: dict[int, list[str]] = {}
    place = {cut: at for at, cut in enumerate(cuts)}
    for mention in mentions:  # the longest first, so that shorter ones write over them
        actors.update(
            dict.fromkeys(range(place[mention.start], place[mention.end]), mention.actor_id)
        )
    for event in extraction.events:
        for at in range(place[event.start], place[event.end]):
            events.setdefault(at, []).append(event.id)
    return [
        Piece(start, text[start:end], actors.get(at), tuple(events.get(at, ())))
        for at, (start, end) in enumerate(pairwise(cuts))
    ]

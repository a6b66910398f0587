"""What the reader saw of a text, word by word, and why an event is told or not.

The answer is JSON-ready: "text"; "notices"; "names", whom the words mention; "thresholds" in
effect; and "candidates", all words that may trigger an event, each with its chances at first sight
and with the second look, the event that was read, and what became of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from explorer.edges import event_edge
from explorer.entities.finding import find_actors
from explorer.events.records import judge_events
from explorer.graph import node_attributes
from explorer.model import Article, Event, Extraction
from explorer.nlp import Reading, load_pipeline, read
from explorer.nlp.events import NAME, THRESHOLDS, TYPES, ActorEvents, Filler, Floats, Look, decode
from explorer.pipeline import extract_one
from explorer.syntax import Syntax

SHOWN = 0.02  # how likely a word must be to trigger an event, at first sight, to be listed
_MOST_WORDS = 4  # that are told of each side, with nobody among them
_SIDES = ("actor", "recipient", "source")

Told = dict[str, Any]


def why(article: Article, *, model: str | None = None) -> Told:
    """Return what the reader saw of an article.

    Args:
        article: the article, or a sentence as one.
        model: the name or path of a spaCy English pipeline, by default the shipped one.

    Raises:
        PipelineError: the pipeline is not installed or cannot parse.
    """
    nlp = load_pipeline(model)
    component: ActorEvents = nlp.get_pipe(NAME)  # type: ignore[assignment]
    [reading] = read([article], nlp)
    syntax = Syntax(reading.doc)
    told, _ = judge_events(reading, find_actors(reading, syntax), syntax)
    least, _ = component.in_effect()
    extraction = extract_one(reading)
    names = {actor.id: actor.name for actor in extraction.actors}
    return {
        "text": article.text,
        "notices": list(reading.notices),
        "thresholds": {name: least[name] for name in THRESHOLDS},
        "names": list(_names(reading, extraction)),
        "candidates": [
            {**one, **_outcome(one, told.get(word), least, names)}
            for word, one in _candidates(reading, component)
        ],
    }


def _names(reading: Reading, extraction: Extraction) -> Iterator[Told]:
    """Yield the entities that the network labels, and the mentions of actors, in text order."""
    found: dict[tuple[int, int], Told] = {}
    for entity in reading.doc.ents:
        found[reading.span(entity.start, entity.end)] = {"label": entity.label_, "actor": None}
    actors = {actor.id: node_attributes(actor) for actor in extraction.actors}
    for mention in extraction.mentions:
        place = found.setdefault((mention.start, mention.end), {"label": None})
        place["mention"] = mention.label
        place["actor"] = {"id": mention.actor_id, **actors[mention.actor_id]}
    for (start, end), one in sorted(found.items()):
        text = reading.article.text[start:end]
        yield {"text": text, "start": start, "end": end, "mention": None, **one}


def _candidates(reading: Reading, component: ActorEvents) -> Iterator[tuple[int, Told]]:
    """Yield the words that may trigger an event, each with what was read of it."""
    doc = reading.doc
    if not len(doc):
        return
    least, weights = component.in_effect()
    states, chances = component.first_look(doc)
    looks = component.second_look(doc, states, chances, least["candidate"])
    looked = {look.trigger: look for look in looks}
    for word in np.flatnonzero(1.0 - chances[:, 0] >= min(SHOWN, least["candidate"])).tolist():
        look = looked.get(word)
        yield (
            word,
            {
                **_word(reading, word),
                "first": _share(1.0 - chances[word, 0]),
                "second": _share(look.chance) if look else None,
                "types": _types(look.read["verdict"] if look else chances[word]),
                **(_read(reading, look, least, weights) if look else {}),
            },
        )


def _types(chances: Floats) -> list[Told]:
    """Return the likeliest types of an event, if it is one."""
    order = np.argsort(-chances[1:], kind="stable").tolist()[:2]
    whole = max(float(1.0 - chances[0]), 1e-9)
    return [{"type": TYPES[n], "chance": _share(chances[1 + n] / whole)} for n in order]


def _read(
    reading: Reading,
    look: Look,
    least: Mapping[str, float],
    weights: Mapping[str, float],
) -> Told:
    """Return the event that a candidate tells, with the words that were weighed for each side."""
    seen = look.read
    found = decode(seen, look.words, look.trigger, least, weights)
    source = found.source

    def party(filler: Filler) -> Told:
        known = [{**_word(reading, word), "chance": chance} for word, chance in filler.names]
        return {**_word(reading, filler.word), "chance": _share(filler.score), "stands_for": known}

    return {
        "mode": found.mode,
        "underlying_type": found.underlying,
        "status": {"status": found.status, "chance": _share(found.grounds["status"])},
        "actors": [party(one) for one in found.actors],
        "recipients": [party(one) for one in found.recipients],
        "source": party(source) if source else None,
        "weighed": {side: list(_weighed(reading, seen[side], look)) for side in _SIDES},
        "grounds": found.grounds,
        "confidence": found.confidence,
    }


def _weighed(reading: Reading, chances: Floats, look: Look) -> Iterator[Told]:
    """Yield the likeliest words of a side; nobody, the last place of ``chances``, has no word."""
    for place in np.argsort(-chances, kind="stable").tolist()[:_MOST_WORDS]:
        nobody = {"word": None, "start": None, "end": None}
        last = place == len(chances) - 1
        word = nobody if last else _word(reading, int(look.words[place]))
        yield {**word, "chance": _share(chances[place])}


def _outcome(
    one: Told, told: Event | str | None, least: Mapping[str, float], names: Mapping[str, str]
) -> Told:
    """Return the event that is told, or why there is none."""
    if isinstance(told, Event):
        sides = {
            side: [names[mention.actor_id] for mention in mentions]
            for side, mentions in (("actors", told.actors), ("recipients", told.recipients))
        }
        return {"event": {"id": told.id, **sides, **event_edge(told)}, "reason": None}
    reached = {
        "candidate": one["first"], "trigger": one["second"], "event": one.get("confidence"),
    }  # fmt: skip
    low = (name for name, value in reached.items() if value is not None and value < least[name])
    missed = next(low, None)
    threshold = missed and f"{THRESHOLDS[missed]}: {reached[missed]:.2f}, less than {least[missed]}"
    return {"event": None, "reason": told or threshold}


def _word(reading: Reading, word: int) -> Told:
    start, end = reading.span(word, word + 1)
    return {"word": reading.text(word, word + 1), "start": start, "end": end}


def _share(chance: float) -> float:
    return round(float(chance), 4)

"""Marked texts to what the reader of parties learns: who is right, and who is left out.

Any mention of a party would do, but one is asked for: that in the trigger's sentence, else the
nearest name. Other mentions of the same party count neither as right nor as wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from explorer.language.contexts import contexts, sentence_bounds
from explorer.language.events import MODES, STATUS
from explorer.language.windows import LONGEST, SHARED
from training.examples import Annotated, Batch, Inventory, batch_of, part, windows
from training.marked import Marked, MarkedText, Party
from training.network import Parties, Reader, Roles
from training.train import head_losses

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

_UNSEEN = 0.15  # of the other triggers: reading misses some, too
_SIDES = ("actor", "recipient", "source")
_LOSSES = {"actor": 1.0, "recipient": 1.0, "source": 0.6, "more": 1.0, "antecedent": 0.8,
           "status": 0.5, "mode": 0.3}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """A marked text with its words in numbers."""

    text: MarkedText
    words: Annotated


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Some texts, in windows, and their events.

    ``where`` (events, words) says which of all words of all windows each word of a context is.
    ``right`` and ``out`` (events, words + 1) are, for each side, what it may choose, and what
    does not count. ``named`` are the words that stand for a name: event, word, weight; ``names``
    (those, words + 1) what they may choose.
    """

    batch: Batch
    where: Integers
    distances: Integers
    places: Integers
    types: Integers
    at: Integers
    there: Booleans
    right: dict[str, Booleans]
    out: dict[str, Booleans]
    status: Integers
    mode: Integers
    named: tuple[Integers, Integers, npt.NDArray[np.float32]]
    names: Booleans


def event_batches(
    lessons: Sequence[Lesson],
    known: Inventory,
    chance: random.Random,
    *,
    size: int,
    marks: tuple[int, int],
    blur: Callable[[Integers], Integers] | None = None,
) -> Iterator[EventBatch]:
    """Yield all texts in batches of windows of like length, in a random order."""
    cut = []
    for lesson in lessons:
        length = list(map(len, lesson.words.pieces))
        spans = list(windows(lesson.text, length, chance.choice((SHARED, LONGEST)) - 2))
        cut.append((lesson, spans, max(sum(length[a:b]) for a, b in spans) if spans else 0))
    cut = [one for one in cut if one[1]]
    cut.sort(key=lambda one: (one[2], chance.random()))
    groups: list[list[tuple[Lesson, list[tuple[int, int]], int]]] = [[]]
    rows = 0
    for one in cut:
        rows += len(one[1])
        if groups[-1] and rows * (one[2] + 2) > size:
            groups.append([])
            rows = len(one[1])
        groups[-1].append(one)
    chance.shuffle(groups)
    for group in groups:
        yield _event_batch([(a, b) for a, b, _ in group], known, chance, marks, blur)


def _event_batch(
    group: Sequence[tuple[Lesson, list[tuple[int, int]]]],
    known: Inventory,
    chance: random.Random,
    marks: tuple[int, int],
    blur: Callable[[Integers], Integers] | None,
) -> EventBatch:
    parts = [part(lesson.words, *span) for lesson, spans in group for span in spans]
    batch = batch_of(parts, marks, blur)
    width = batch.words.shape[1]
    rows, asked = [], []
    row = 0
    for lesson, spans in group:
        flat = np.concatenate(
            [(row + n) * width + np.arange(b - a) for n, (a, b) in enumerate(spans)]
        )
        row += len(spans)
        events = {event.word: event for event in lesson.text.events}
        if not events:
            continue
        words = sorted(events)
        types = [known.triggers.index(events[word].type) for word in words]
        bounds = sentence_bounds([a for a, _ in lesson.text.sentences], len(lesson.text.words))
        seen = contexts(bounds, words, types)
        shown = np.where(np.random.default_rng(chance.randrange(1 << 30)).random(seen.types.shape)
                         < _UNSEEN, 0, seen.types)  # fmt: skip
        own = np.arange(len(words)), seen.at
        shown[own] = seen.types[own]
        where = np.where(seen.words < 0, -1, flat[seen.words])
        rows.append((where, seen.distances, seen.places, shown, seen.at))
        asked += [
            _asked(events[word], lesson.text, line.tolist())
            for word, line in zip(words, seen.words, strict=True)
        ]
    return _joined(batch, rows, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one event should give; places in its row, -1 for nobody; None: not learned from."""

    right: dict[str, set[int] | None]
    out: dict[str, set[int]]
    status: int
    mode: int
    named: list[tuple[int, float, set[int]]]


def _asked(event: Marked, text: MarkedText, row: Sequence[int]) -> _Asked:
    place = {word: i for i, word in enumerate(row) if word >= 0}
    right: dict[str, set[int] | None] = {}
    out: dict[str, set[int]] = {}
    named: dict[int, list[str]] = {}
    for side, parties in (("actor", event.actors), ("recipient", event.recipients)):
        found: set[int] = set()
        others: set[int] = set()
        for party in parties:
            word = _word(party, event.word, text, place)
            others.update(place[w] for w in text.mentions.get(party.key, ()) if w in place)
            if word is not None:
                found.add(place[word])
                named.setdefault(word, []).append(party.key)
        right[side] = found or (None if parties else {-1})
        out[side] = others - found
    if event.source is None:
        right["source"], out["source"] = {-1}, set()
    else:
        said = {place[w] for w in text.mentions.get(event.source, ()) if w in place}
        right["source"], out["source"] = said or None, set()
    mode = f"{event.type}/{event.mode}"
    return _Asked(
        right=right,
        out=out,
        status=STATUS.index(event.status),
        mode=MODES.index(mode) if mode in MODES else 0,
        named=[one for word, keys in named.items() for one in _named(word, keys, text, place)],
    )


def _word(party: Party, trigger: int, text: MarkedText, place: dict[int, int]) -> int | None:
    """Return the word that a party is asked for at: its own, else the nearest that names it."""
    if party.word is not None and party.word in place:
        return party.word
    for words in (text.namings.get(party.key, ()), text.mentions.get(party.key, ())):
        near = [word for word in words if word in place]
        if near:
            return min(near, key=lambda word: abs(word - trigger) + 8 * (word > trigger))
    return None


def _named(
    word: int, keys: Sequence[str], text: MarkedText, place: dict[int, int]
) -> Iterator[tuple[int, float, set[int]]]:
    """Yield the names that a word stands for, for each of its parties; -1 for none."""
    for key in keys:
        namings = text.namings.get(key, ())
        near = {place[one] for one in namings if one in place}
        if word in namings or not namings:
            yield place[word], 1 / len(keys), {-1}
        elif near:
            yield place[word], 1 / len(keys), near


def _joined(
    batch: Batch, rows: Sequence[tuple[Integers, ...]], asked: Sequence[_Asked]
) -> EventBatch:
    width = max((one[0].shape[1] for one in rows), default=1)

    def stack(number: int, padding: int) -> Integers:
        wide = [
            np.pad(one[number], ((0, 0), (0, width - one[number].shape[1])),
                   constant_values=padding)
            for one in rows
        ]  # fmt: skip
        return np.concatenate(wide) if wide else np.zeros((0, width), dtype=np.int64)

    def flags(sets: Iterable[set[int] | None]) -> Booleans:
        table = np.zeros((0, width + 1), dtype=bool)
        lines = []
        for one in sets:
            line = np.zeros(width + 1, dtype=bool)
            line[list(one or ())] = True
            lines.append(line)
        return np.stack(lines) if lines else table

    where = stack(0, -1)
    named = [(n, *one) for n, event in enumerate(asked) for one in event.named]
    return EventBatch(
        batch=batch,
        where=np.maximum(where, 0),
        distances=stack(1, 0),
        places=stack(2, 0),
        types=stack(3, 0),
        at=np.concatenate([one[4] for one in rows] or [np.zeros(0, dtype=np.int64)]),
        there=where >= 0,
        right={side: flags(one.right[side] for one in asked) for side in _SIDES},
        out={side: flags(one.out[side] for one in asked) for side in _SIDES},
        status=np.array([one.status for one in asked], dtype=np.int64),
        mode=np.array([one.mode for one in asked], dtype=np.int64),
        named=(
            np.array([n for n, *_ in named], dtype=np.int64),
            np.array([word for _, word, _, _ in named], dtype=np.int64),
            np.array([weight for _, _, weight, _ in named], dtype=np.float32),
        ),
        names=flags(right for *_, right in named),
    )


def event_losses(reader: Reader, parties: Parties, one: EventBatch) -> Tensor:
    """Return the summed loss of words and parties on some texts."""
    batch = one.batch
    pieces, cases, words = (torch.from_numpy(a) for a in (batch.pieces, batch.cases, batch.words))
    with torch.autocast("cpu", torch.bfloat16):
        states = reader.states(pieces, cases, words)
        total = head_losses(reader, states, words, batch.targets)
        if not len(one.at):
            return total
        near = states.flatten(0, 1)[torch.from_numpy(one.where)]
        roles = parties(
            parties.project(near),
            *(torch.from_numpy(a) for a in (one.distances, one.places, one.types, one.at)),
            torch.from_numpy(one.there.astype(np.int64)),
        )
    return total + _role_losses(roles, one)


def _role_losses(roles: Roles, one: EventBatch) -> Tensor:
    there = torch.from_numpy(one.there)
    total = torch.zeros(())
    for side in _SIDES:
        right, out = torch.from_numpy(one.right[side]), torch.from_numpy(one.out[side])
        asked = right.any(1)
        total = total + _LOSSES[side] * _mean(_choice(getattr(roles, side), right, out), asked)
        if side == "source":
            continue
        counted = there & ~out[:, :-1] & asked[:, None]
        missed = functional.binary_cross_entropy_with_logits(
            getattr(roles, f"{side}s"), right[:, :-1].float(), reduction="none"
        )
        total = total + _LOSSES["more"] * (missed * counted).sum() / len(one.at)
    events, words, weight = (torch.from_numpy(a) for a in one.named)
    if len(events):
        right = torch.from_numpy(one.names)
        missed = _choice(roles.antecedent[events, words], right, torch.zeros_like(right))
        total = total + _LOSSES["antecedent"] * (missed * weight).sum() / len(one.at)
    total = total + _LOSSES["status"] * functional.cross_entropy(
        roles.status, torch.from_numpy(one.status)
    )
    return total + _LOSSES["mode"] * functional.cross_entropy(
        roles.mode, torch.from_numpy(one.mode)
    )


def _mean(lost: Tensor, asked: Tensor) -> Tensor:
    """Return the mean over those that are asked for; of none it is zero."""
    return (lost * asked).sum() / asked.sum().clamp(min=1)


def _choice(scores: Tensor, right: Tensor, out: Tensor) -> Tensor:
    """Return the loss of choosing any that is right, among all that count."""
    counted = scores.masked_fill(out & ~right, -1e4)
    return counted.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)


def new_parties(known: Inventory) -> Parties:
    """Return the reader of parties, untrained."""
    return Parties(types=len(known.triggers), modes=len(MODES))

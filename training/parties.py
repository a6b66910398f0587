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

from explorer.nlp.contexts import contexts, sentence_bounds
from explorer.nlp.events import MODES, STATUS
from explorer.nlp.windowing import LONGEST, SHARED
from training.examples import UNKNOWN, Annotated, Batch, Inventory, batch_of, part, windows
from training.marked import Marked, MarkedText, Party
from training.network import Parties, Reader, Roles
from training.train import head_losses

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

_LIKELY = 0.15  # a guess that is worth a second look
_AS_MARKED = 0.2  # how often the marked type is shown, not the guess that reading has
_SIDES = ("actor", "recipient", "source")
_LOSSES = {"actor": 1.0, "recipient": 1.0, "source": 0.6, "more": 1.0, "antecedent": 0.8,
           "status": 0.5, "mode": 0.3, "verdict": 1.0}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lesson:
    """A marked text with its words in numbers."""

    text: MarkedText
    words: Annotated


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Some texts, in windows; ``texts`` has which of all words of all windows each one's are."""

    batch: Batch
    texts: list[tuple[MarkedText, Integers]]


@dataclass(frozen=True, slots=True)
class Questions:
    """The events of some texts, and what should be said of each.

    ``where`` (events, words) says which of all words of all windows each word of a context is.
    ``right`` and ``out`` (events, words + 1) are, for each side, what it may choose, and what
    does not count. ``named`` are the words that stand for a name: event, word, weight; ``names``
    (those, words + 1) what they may choose. ``verdict`` is the type, 0 for what is no event.
    """

    where: Integers
    distances: Integers
    places: Integers
    kind: Integers
    at: Integers
    there: Booleans
    right: dict[str, Booleans]
    out: dict[str, Booleans]
    status: Integers
    mode: Integers
    verdict: Integers
    named: tuple[Integers, Integers, npt.NDArray[np.float32]]
    names: Booleans


def event_batches(
    lessons: Sequence[Lesson],
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
        yield _event_batch([(a, b) for a, b, _ in group], marks, blur)


def _event_batch(
    group: Sequence[tuple[Lesson, list[tuple[int, int]]]],
    marks: tuple[int, int],
    blur: Callable[[Integers], Integers] | None,
) -> EventBatch:
    parts = [part(lesson.words, *span) for lesson, spans in group for span in spans]
    batch = batch_of(parts, marks, blur)
    width = batch.words.shape[1]
    found = []
    row = 0
    for lesson, spans in group:
        flat = [(row + n) * width + np.arange(b - a) for n, (a, b) in enumerate(spans)]
        found.append((lesson.text, np.concatenate(flat)))
        row += len(spans)
    return EventBatch(batch, found)


def questions(
    texts: Iterable[tuple[MarkedText, Integers]],
    guesses: npt.NDArray[np.float32],
    known: Inventory,
    chance: random.Random,
) -> Questions:
    """Return what is asked of some texts: their events, and what the network takes for some.

    Args:
        texts: as an ``EventBatch`` has them.
        guesses: (words of all windows, types), how likely each word triggers what.
        known: has the order of the types.
        chance: decides whose type is shown as guessed.
    """
    rows, asked = [], []
    for text, flat in texts:
        events = {event.word: event for event in text.events}
        own = guesses[flat]
        kinds = (own[:, 1:].argmax(1) + 1).tolist()
        guessed = {word: kinds[word] for word in np.flatnonzero(own[:, 0] < 1 - _LIKELY).tolist()}
        marked = {word: known.triggers.index(event.type) for word, event in events.items()}
        words = sorted({*events, *guessed})
        if not words:
            continue
        bounds = sentence_bounds([a for a, _ in text.sentences], len(text.words))
        seen = contexts(text.words, bounds, words)
        told = [
            marked[word] if word in marked and chance.random() < _AS_MARKED else kinds[word]
            for word in words
        ]
        where = np.where(seen.words < 0, -1, flat[seen.words])
        rows.append((where, seen.distances, seen.places, np.array(told), seen.at))
        asked += [
            _asked(events[word], text, line, marked[word]) if word in events else _NOTHING
            for word, line in zip(words, seen.words.tolist(), strict=True)
        ]
    return _joined(rows, asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one event should give; places in its row, -1 for nobody; None: not learned from."""

    right: dict[str, set[int] | None]
    out: dict[str, set[int]]
    status: int
    mode: int
    verdict: int
    named: list[tuple[int, float, set[int]]]


_NOTHING = _Asked(
    right=dict.fromkeys(_SIDES),
    out={side: set() for side in _SIDES},
    status=UNKNOWN,
    mode=UNKNOWN,
    verdict=0,
    named=[],
)


def _asked(event: Marked, text: MarkedText, row: Sequence[int], kind: int) -> _Asked:
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
        verdict=kind,
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


def _joined(rows: Sequence[tuple[Integers, ...]], asked: Sequence[_Asked]) -> Questions:
    width = max((one[0].shape[1] for one in rows), default=1)

    def stack(number: int, padding: int) -> Integers:
        wide = [
            np.pad(one[number], ((0, 0), (0, width - one[number].shape[1])),
                   constant_values=padding)
            for one in rows
        ]  # fmt: skip
        return np.concatenate(wide) if wide else np.zeros((0, width), dtype=np.int64)

    def line(number: int) -> Integers:
        return np.concatenate([one[number] for one in rows] or [np.zeros(0, dtype=np.int64)])

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
    return Questions(
        where=np.maximum(where, 0),
        distances=stack(1, 0),
        places=stack(2, 0),
        kind=line(3),
        at=line(4),
        there=where >= 0,
        right={side: flags(one.right[side] for one in asked) for side in _SIDES},
        out={side: flags(one.out[side] for one in asked) for side in _SIDES},
        status=np.array([one.status for one in asked], dtype=np.int64),
        mode=np.array([one.mode for one in asked], dtype=np.int64),
        verdict=np.array([one.verdict for one in asked], dtype=np.int64),
        named=(
            np.array([n for n, *_ in named], dtype=np.int64),
            np.array([word for _, word, _, _ in named], dtype=np.int64),
            np.array([weight for _, _, weight, _ in named], dtype=np.float32),
        ),
        names=flags(right for *_, right in named),
    )


def event_losses(
    reader: Reader, parties: Parties, one: EventBatch, known: Inventory, chance: random.Random
) -> Tensor:
    """Return the summed loss of words and parties on some texts."""
    batch = one.batch
    pieces, cases, words = (torch.from_numpy(a) for a in (batch.pieces, batch.cases, batch.words))
    with torch.autocast("cpu", torch.bfloat16):
        states = reader.states(pieces, cases, words)
        total = head_losses(reader, states, words, batch.targets)
        triggers = reader.triggers(states)
        guesses = triggers.detach().float().softmax(-1).flatten(0, 1).numpy()
        asked = questions(one.texts, guesses, known, chance)
        if not len(asked.at):
            return total
        near = parties.prepare(states, triggers.detach()).flatten(0, 1)
        roles = parties(
            near[torch.from_numpy(asked.where)],
            *(torch.from_numpy(a) for a in (asked.distances, asked.places, asked.kind, asked.at)),
            torch.from_numpy(asked.there.astype(np.int64)),
        )
    return total + role_losses(roles, asked)


def role_losses(roles: Roles, one: Questions) -> Tensor:
    """Return the summed loss of all that is read of each event."""
    there = torch.from_numpy(one.there)
    verdict = torch.from_numpy(one.verdict)
    total = _LOSSES["verdict"] * functional.cross_entropy(roles.verdict, verdict)
    real = max(1, int((one.verdict > 0).sum()))
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
        total = total + _LOSSES["more"] * (missed * counted).sum() / real
    events, words, weight = (torch.from_numpy(a) for a in one.named)
    if len(events):
        right = torch.from_numpy(one.names)
        missed = _choice(roles.antecedent[events, words], right, torch.zeros_like(right))
        total = total + _LOSSES["antecedent"] * (missed * weight).sum() / real
    for name in ("status", "mode"):
        right = torch.from_numpy(getattr(one, name))
        known = right != UNKNOWN
        scores = getattr(roles, name)
        missed = functional.cross_entropy(scores, right.clamp(min=0), reduction="none")
        total = total + _LOSSES[name] * _mean(missed, known)
    return total


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

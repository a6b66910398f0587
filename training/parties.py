"""Marked texts to what the reader of parties learns: who is right, and who is left out.

Any mention of a party would do, but one is asked for: that in the trigger's sentence, else the
nearest name. Other mentions of the same party count neither as right nor as wrong.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from explorer.nlp.contexts import Contexts, contexts, sentence_bounds
from explorer.nlp.events import MODES, STATUS
from explorer.nlp.windowing import LONGEST, SHARED
from training.examples import UNKNOWN, Annotated, Batch, Inventory, batch_of, part, windows
from training.marked import Marked, MarkedText, Party
from training.network import Parties, Reader, Roles, Shape
from training.train import DEVICE, head_losses, tensor

Integers = npt.NDArray[np.int64]
Booleans = npt.NDArray[np.bool_]

LIKELY = 0.15  # a guess that is worth a second look
_AS_MARKED = 0.2  # how often the marked type is shown, not the guess that reading has
SIDES = ("actor", "recipient", "source")
LOSSES = {"actor": 1.0, "recipient": 1.0, "source": 0.6, "more": 1.0, "antecedent": 0.8,
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


class Context(NamedTuple):
    """Where the reader of parties looks for each event, in the order it takes them.

    All are (events, words) but ``kind`` and ``at``, which are (events,). ``where`` says which of
    all words of all windows each word is, ``there`` whether it is one. See ``Parties.forward``.
    """

    where: Integers
    distances: Integers
    places: Integers
    kind: Integers
    at: Integers
    there: Booleans


@dataclass(frozen=True, slots=True)
class Questions:
    """The events of some texts, and what should be said of each.

    ``right`` and ``out`` (events, words + 1) are, for each side, what it may choose, and what
    does not count. ``named`` are the words that stand for a name: event, word, weight; ``names``
    (those, words + 1) what they may choose. ``verdict`` is the type, 0 for what is no event.
    """

    context: Context
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
    as_marked: float,
) -> Questions:
    """Return what is asked of some texts: their events, and what the network takes for some.

    Args:
        texts: as an ``EventBatch`` has them.
        guesses: (words of all windows, types), how likely each word triggers what.
        known: has the order of the types.
        chance: decides whose type is shown as marked.
        as_marked: how often that is.
    """
    around, asked = [], []
    for text, flat in texts:
        events = {event.word: event for event in text.events}
        own = guesses[flat]
        kinds = (own[:, 1:].argmax(1) + 1).tolist()
        guessed = {word: kinds[word] for word in np.flatnonzero(own[:, 0] < 1 - LIKELY).tolist()}
        marked = {word: known.triggers.index(event.type) for word, event in events.items()}
        words = sorted({*events, *guessed})
        if not words:
            continue
        told = [
            marked[word] if word in marked and chance.random() < as_marked else kinds[word]
            for word in words
        ]
        seen = look_around(text.words, [a for a, _ in text.sentences], words)
        around.append(placed(seen, flat, np.array(told)))
        asked += [
            _asked(events[word], text, line, marked[word]) if word in events else _NOTHING
            for word, line in zip(words, seen.words.tolist(), strict=True)
        ]
    return _questions(joined(around), asked)


def look_around(text: Sequence[str], firsts: Sequence[int], triggers: Sequence[int]) -> Contexts:
    """Return what is looked at around some words of a text; ``firsts`` begin its sentences."""
    return contexts(text, sentence_bounds(firsts, len(text)), triggers)


def placed(seen: Contexts, flat: Integers, kind: Integers) -> Context:
    """Return the surroundings of a text's events among the words of all windows.

    Args:
        seen: the surroundings in the text.
        flat: which of all words each of the text's is.
        kind: the number of the type that each trigger has at first sight.
    """
    there = seen.words >= 0
    where = np.where(there, flat[seen.words], 0)
    return Context(where, seen.distances, seen.places, kind, seen.at, there)


def joined(around: Sequence[Context]) -> Context:
    """Return those of all texts in one, padded to one width."""
    width = max((one.where.shape[1] for one in around), default=1)

    def stack(name: str) -> npt.NDArray[Any]:
        parts = [getattr(one, name) for one in around]
        if not parts:
            kind = bool if name == "there" else np.int64
            return np.zeros((0, width) if name not in ("kind", "at") else 0, dtype=kind)
        if parts[0].ndim == 1:
            return np.concatenate(parts)
        return np.concatenate([np.pad(a, ((0, 0), (0, width - a.shape[1]))) for a in parts])

    return Context(*map(stack, Context._fields))


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
    right=dict.fromkeys(SIDES),
    out={side: set() for side in SIDES},
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


def _questions(context: Context, asked: Sequence[_Asked]) -> Questions:
    width = context.where.shape[1]

    def flags(sets: Iterable[set[int] | None]) -> Booleans:
        table = np.zeros((0, width + 1), dtype=bool)
        lines = []
        for one in sets:
            line = np.zeros(width + 1, dtype=bool)
            line[list(one or ())] = True
            lines.append(line)
        return np.stack(lines) if lines else table

    named = [(n, *one) for n, event in enumerate(asked) for one in event.named]
    return Questions(
        context=context,
        right={side: flags(one.right[side] for one in asked) for side in SIDES},
        out={side: flags(one.out[side] for one in asked) for side in SIDES},
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


@dataclass(frozen=True, slots=True)
class Answers:
    """What the network says of some texts: states and scores of all words, and of the events."""

    states: Tensor
    words: Tensor
    guesses: npt.NDArray[np.float32]
    asked: Questions
    roles: Roles | None


def answers(
    reader: Reader,
    parties: Parties,
    one: EventBatch,
    known: Inventory,
    chance: random.Random,
    as_marked: float = _AS_MARKED,
) -> Answers:
    """Return what the network says of some texts, and what it was asked; for 16-bit arithmetic.

    Args:
        reader: the first network.
        parties: the second.
        one: the texts.
        known: has the order of the types.
        chance: decides whose type is shown as marked.
        as_marked: how often that is.
    """
    batch = one.batch
    pieces, cases, words = map(tensor, (batch.pieces, batch.cases, batch.words))
    states = reader.states(pieces, cases, words)
    triggers = reader.triggers(states)
    guesses = triggers.detach().float().softmax(-1).flatten(0, 1).cpu().numpy()
    asked = questions(one.texts, guesses, known, chance, as_marked)
    roles = None
    if len(asked.context.at):
        roles = ask(parties, states, triggers, [tensor(one) for one in asked.context])
    return Answers(states, words, guesses, asked, roles)


def ask(parties: Parties, states: Tensor, triggers: Tensor, context: Sequence[Tensor]) -> Roles:
    """Return what is read of some events; ``context`` has the parts of a ``Context``."""
    where, *rest = context
    near = parties.prepare(states, triggers.detach()).flatten(0, 1)
    roles: Roles = parties(near[where], *rest)
    return roles


def event_losses(
    reader: Reader, parties: Parties, one: EventBatch, known: Inventory, chance: random.Random
) -> Tensor:
    """Return the summed loss of words and parties on some texts."""
    with torch.autocast(DEVICE.type, torch.bfloat16):
        said = answers(reader, parties, one, known, chance)
        total = head_losses(reader, said.states, said.words, one.batch.targets)
    return total if said.roles is None else total + role_losses(said.roles, said.asked)


def role_losses(roles: Roles, one: Questions) -> Tensor:
    """Return the summed loss of all that is read of each event."""
    there = tensor(one.context.there)
    verdict = tensor(one.verdict)
    total = LOSSES["verdict"] * functional.cross_entropy(roles.verdict, verdict)
    real = max(1, int((one.verdict > 0).sum()))
    for side in SIDES:
        right, out = tensor(one.right[side]), tensor(one.out[side])
        asked = right.any(1)
        total = total + LOSSES[side] * _mean(_choice(getattr(roles, side), right, out), asked)
        if side == "source":
            continue
        counted = there & ~out[:, :-1] & asked[:, None]
        missed = functional.binary_cross_entropy_with_logits(
            getattr(roles, f"{side}s"), right[:, :-1].float(), reduction="none"
        )
        total = total + LOSSES["more"] * (missed * counted).sum() / real
    events, words, weight = (tensor(part) for part in one.named)
    if len(events):
        right = tensor(one.names)
        missed = _choice(roles.antecedent[events, words], right, torch.zeros_like(right))
        total = total + LOSSES["antecedent"] * (missed * weight).sum() / real
    for name in ("status", "mode"):
        right = tensor(getattr(one, name))
        known = right != UNKNOWN
        scores = getattr(roles, name)
        missed = functional.cross_entropy(scores, right.clamp(min=0), reduction="none")
        total = total + LOSSES[name] * _mean(missed, known)
    return total


def _mean(lost: Tensor, asked: Tensor) -> Tensor:
    """Return the mean over those that are asked for; of none it is zero."""
    return (lost * asked).sum() / asked.sum().clamp(min=1)


def _choice(scores: Tensor, right: Tensor, out: Tensor) -> Tensor:
    """Return the loss of choosing any that is right, among all that count."""
    counted = scores.masked_fill(out & ~right, -1e4)
    return counted.logsumexp(1) - scores.masked_fill(~right, -1e4).logsumexp(1)


def new_parties(known: Inventory, shape: Shape) -> Parties:
    """Return the reader of parties, untrained."""
    return Parties(
        types=len(known.triggers), modes=len(MODES), hidden=shape.hidden, width=shape.width
    )

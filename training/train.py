"""The training loop: all heads on one encoder, each batch from a corpus that has their values."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import UNKNOWN, Annotated, Batch, batches, texts
from training.network import Reader

_START, _END, _MASK = 101, 102, 103  # [CLS], [SEP] and [MASK] of BERT's vocabulary
_HIDDEN_SHARE = 0.05  # of the pieces, so that words are also told by their surroundings
_WARM_UP = 0.06
_WEIGHTS = {"starts": 2.0, "entities": 1.5}
_SMOOTHED = {"tags": 0.03, "morphs": 0.03, "labels": 0.03, "entities": 0.03}
_SAVE_EVERY = 200
_TELL_EVERY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: how often each corpus is read, pieces in a batch, and the step sizes.

    ``speed`` is a factor of both step sizes.
    """

    trees: int = 12
    entities: int = 5
    batch: int = 2048
    encoder_rate: float = 1.2e-4
    heads_rate: float = 1.2e-3
    speed: float = 1.0
    decay: float = 0.01
    seed: int = 7


def train(
    reader: Reader,
    trees: Sequence[Annotated],
    entities: Sequence[Annotated],
    plan: Plan,
    checkpoint: Path,
) -> None:
    """Train ``reader`` in place; goes on from ``checkpoint`` where that is there.

    Args:
        reader: the network, with its pretrained encoder.
        trees: the sentences of the treebanks, in the order of their texts.
        entities: texts with entities.
        plan: how.
        checkpoint: a file for the state, written every few minutes.
    """
    order = list(_schedule(trees, entities, plan))
    optimizer = _optimizer(reader, plan)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, _rate(len(order)))
    done = _resume(checkpoint, reader, optimizer, schedule)
    reader.train()
    torch.manual_seed(plan.seed + done)
    began, lost = time.monotonic(), 0.0
    for step in range(done, len(order)):
        loss = losses(reader, order[step])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        lost += loss.item()
        if (step + 1) % _TELL_EVERY == 0:
            rate = (step + 1 - done) / (time.monotonic() - began)
            left = (len(order) - step - 1) / rate / 60
            print(
                f"step {step + 1}/{len(order)}  loss {lost / _TELL_EVERY:.3f}  {left:.0f} min left"
            )
            lost = 0.0
        if (step + 1) % _SAVE_EVERY == 0:
            _save(checkpoint, reader, optimizer, schedule, step + 1)
    _save(checkpoint, reader, optimizer, schedule, len(order))
    reader.eval()


def losses(reader: Reader, batch: Batch) -> Tensor:
    """Return the summed loss of all heads on the words whose values are known."""
    pieces, cases, words = (torch.from_numpy(a) for a in (batch.pieces, batch.cases, batch.words))
    target = {name: torch.from_numpy(values) for name, values in batch.targets.items()}
    tags, morphs, starts, entities, arcs, dep, head = reader(pieces, cases, words)
    scores = {"tags": tags, "morphs": morphs, "entities": entities}
    if (target["heads"] != UNKNOWN).any():
        scores["heads"] = arcs
        chosen = target["heads"].clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2])
        scores["labels"] = reader.score_labels(dep, head.gather(1, chosen))
    total = sum(
        (_loss(name, score, target[name]) for name, score in scores.items()), torch.zeros(())
    )
    known = target["starts"] != UNKNOWN
    if known.any():
        right = target["starts"][known].float()
        missed = functional.binary_cross_entropy_with_logits(starts[known], right)
        total = total + _WEIGHTS["starts"] * missed
    return total


def _loss(name: str, score: Tensor, target: Tensor) -> Tensor:
    if not (target != UNKNOWN).any():
        return torch.zeros(())
    lost = functional.cross_entropy(
        score.flatten(0, 1),
        target.flatten(),
        ignore_index=UNKNOWN,
        label_smoothing=_SMOOTHED.get(name, 0.0),
    )
    return _WEIGHTS.get(name, 1.0) * lost


def _schedule(
    trees: Sequence[Annotated], entities: Sequence[Annotated], plan: Plan
) -> Iterator[Batch]:
    """Yield all batches of the training, both corpora mixed evenly."""
    chance = random.Random(plan.seed)
    noise = np.random.default_rng(plan.seed)

    def blur(pieces: np.ndarray) -> np.ndarray:  # type: ignore[type-arg]
        hidden = noise.random(pieces.shape) < _HIDDEN_SHARE
        hidden &= (pieces != 0) & (pieces != _START) & (pieces != _END)
        return np.where(hidden, _MASK, pieces)

    def read(corpus: Sequence[Annotated], times: int, *, join: bool) -> list[Batch]:
        found: list[Batch] = []
        for _ in range(times):
            whole = texts(corpus, chance) if join else corpus
            found += batches(whole, chance, size=plan.batch, marks=(_START, _END), blur=blur)
        return found

    sources = [read(trees, plan.trees, join=True), read(entities, plan.entities, join=False)]
    places = [(place + 0.5) / len(source) for source in sources for place in range(len(source))]
    mixed = [batch for source in sources for batch in source]
    yield from (mixed[i] for i in sorted(range(len(mixed)), key=places.__getitem__))


def _optimizer(reader: Reader, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW; biases and norms do not decay, the encoder moves in smaller steps."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weights in reader.named_parameters():
        fresh = not name.startswith("encoder.") or name.startswith("encoder.cases")
        rate = plan.speed * (plan.heads_rate if fresh else plan.encoder_rate)
        decay = plan.decay if weights.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weights)
    return torch.optim.AdamW(
        [{"params": g, "lr": rate, "weight_decay": d} for (rate, d), g in groups.items()],
        betas=(0.9, 0.98),
    )


def _rate(steps: int) -> Callable[[int], float]:
    """Return the step size by step: a warm-up, then a straight line to zero."""
    warm = max(1, math.ceil(steps * _WARM_UP))
    return lambda step: min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _save(
    path: Path,
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
    step: int,
) -> None:
    state = {
        "step": step,
        "reader": reader.state_dict(),
        "optimizer": optimizer.state_dict(),
        "schedule": schedule.state_dict(),
    }
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)


def _resume(
    path: Path,
    reader: Reader,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LRScheduler,
) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True)
    reader.load_state_dict(state["reader"])
    optimizer.load_state_dict(state["optimizer"])
    schedule.load_state_dict(state["schedule"])
    return int(state["step"])

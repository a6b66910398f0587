"""The training loop: all heads on one encoder, each batch from a corpus that has their values."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn
from torch.nn import functional

from training.examples import TARGETS, UNKNOWN, Annotated, Batch, Integers, batches, texts
from training.network import Reader

MARKS, MASK = (101, 102), 103  # [CLS], [SEP] and [MASK] of BERT's vocabulary
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")
Step = TypeVar("Step")
HIDDEN = 0.05  # of the pieces, so that words are also told by their surroundings
_WARM_UP = 0.06
WEIGHTS = {"starts": 2.0, "entities": 1.5, "triggers": 2.0}
_SMOOTHED = {"tags": 0.03, "morphs": 0.03, "labels": 0.03}
_UNASKED = {**dict.fromkeys(TARGETS, UNKNOWN), "entities": 0}
_SAVE_EVERY = 200
_TELL_EVERY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How to train: pieces in a batch, and the step sizes.

    ``speed`` is a factor of both step sizes, ``last`` what is left of them at the end. Where
    ``seconds`` is given, training ends by then, and the step sizes fall by the clock.
    """

    batch: int = 2048
    encoder_rate: float = 1.2e-4
    heads_rate: float = 1.2e-3
    speed: float = 1.0
    last: float = 0.0
    decay: float = 0.01
    seed: int = 7
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Texts to learn from, and how often they are read; ``join`` puts sentences together."""

    texts: Sequence[Annotated]
    rounds: int
    join: bool = False


def train(
    network: nn.Module,
    order: Sequence[Step],
    losses: Callable[[Step], Tensor],
    plan: Plan,
    checkpoint: Path,
) -> None:
    """Train ``network`` in place; goes on from ``checkpoint`` where that is there.

    Args:
        network: what is trained.
        order: all batches, in order.
        losses: the loss of a batch.
        plan: how.
        checkpoint: a file for the state, written every few minutes.
    """
    optimizer = _optimizer(network, plan)
    done = _resume(checkpoint, network, optimizer)
    network.train()
    torch.manual_seed(plan.seed + done)
    began, lost = time.monotonic(), torch.zeros((), device=DEVICE)
    for step in range(done, len(order)):
        spent = (time.monotonic() - began) / plan.seconds if plan.seconds else 0.0
        if spent >= 1.0:
            break
        share = _rate(max(step / len(order), spent), plan.last)
        for group in optimizer.param_groups:
            group["lr"] = share * group["most"]
        loss = losses(order[step])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        lost += loss.detach()
        if (step + 1) % _TELL_EVERY == 0:
            rate = (step + 1 - done) / (time.monotonic() - began)
            left = (len(order) - step - 1) / rate / 60
            mean = lost.item() / _TELL_EVERY
            print(f"step {step + 1}/{len(order)}  loss {mean:.3f}  {left:.0f} min left", flush=True)
            lost.zero_()
        if (step + 1) % _SAVE_EVERY == 0:
            _save(checkpoint, network, optimizer, step + 1)
    _save(checkpoint, network, optimizer, len(order))
    network.eval()


def tensor(array: npt.NDArray[Any]) -> Tensor:
    """Return an array as a tensor where the network is."""
    return torch.from_numpy(array).to(DEVICE, non_blocking=True)


def word_losses(reader: Reader, batch: Batch) -> Tensor:
    """Return the summed loss of all heads on the words whose values are known."""
    pieces, cases, words = map(tensor, (batch.pieces, batch.cases, batch.words))
    with torch.autocast(DEVICE.type, torch.bfloat16):
        states = reader.states(pieces, cases, words)
        return head_losses(reader, states, words, batch.targets)


def head_losses(
    reader: Reader, states: Tensor, words: Tensor, targets: Mapping[str, Integers]
) -> Tensor:
    """Return the summed loss of the heads that read one word, or the tree.

    Args:
        reader: the network.
        states: (texts, words, hidden).
        words: (texts, words), 0 is padding.
        targets: (texts, words) for each head.
    """
    asked = {name for name, values in targets.items() if (values != _UNASKED[name]).any()}
    target = {name: tensor(targets[name]) for name in asked}
    total = torch.zeros((), device=DEVICE)
    flat = {"tags": reader.tags, "morphs": reader.morphs, "triggers": reader.triggers}
    for name in flat.keys() & asked:
        total = total + loss_of(name, flat[name](states).float(), target[name])
    if "heads" in asked:
        arcs, dep, head = reader.trees(states, words)
        total = total + loss_of("heads", arcs.float(), target["heads"])
        chosen = target["heads"].clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2])
        labels = reader.score_labels(dep, head.gather(1, chosen))
        total = total + loss_of("labels", labels.float(), target["labels"])
    if "starts" in asked:
        known = target["starts"] != UNKNOWN
        right = target["starts"].clamp(min=0).float()
        starts = reader.starts(states).squeeze(-1).float()
        missed = functional.binary_cross_entropy_with_logits(starts, right, reduction="none")
        total = total + WEIGHTS["starts"] * (missed * known).sum() / known.sum()
    if "entities" in asked:
        known = target["entities"] != 0
        scores = functional.log_softmax(reader.entities(states).float(), -1)
        bits = 1 << torch.arange(scores.shape[2], device=DEVICE)
        allowed = (target["entities"][:, :, None] & bits) != 0
        missed = -scores.masked_fill(~allowed, -1e4).logsumexp(-1)
        total = total + WEIGHTS["entities"] * (missed * known).sum() / known.sum()
    return total


def loss_of(name: str, score: Tensor, target: Tensor) -> Tensor:
    """Return the weighted loss of one head; what is ``UNKNOWN`` is left out."""
    lost = functional.cross_entropy(
        score.flatten(0, 1),
        target.flatten(),
        ignore_index=UNKNOWN,
        label_smoothing=_SMOOTHED.get(name, 0.0),
    )
    return WEIGHTS.get(name, 1.0) * lost


def word_batches(source: Source, plan: Plan, chance: random.Random) -> list[Batch]:
    """Return the batches of one corpus, all its rounds."""
    found: list[Batch] = []
    for _ in range(source.rounds):
        whole = texts(source.texts, chance) if source.join else source.texts
        found += batches(whole, chance, size=plan.batch, marks=MARKS, blur=blur(chance))
    return found


def blur(chance: random.Random) -> Callable[[Integers], Integers]:
    """Return what hides some pieces of a batch."""
    noise = np.random.default_rng(chance.randrange(1 << 30))

    def hide(pieces: Integers) -> Integers:
        hidden = noise.random(pieces.shape) < HIDDEN
        hidden &= (pieces != 0) & (pieces != MARKS[0]) & (pieces != MARKS[1])
        return np.where(hidden, MASK, pieces)

    return hide


def mixed(sources: Sequence[Sequence[Step]]) -> list[Step]:
    """Return the batches of all corpora, mixed evenly."""
    places = [(place + 0.5) / len(source) for source in sources for place in range(len(source))]
    whole = [batch for source in sources for batch in source]
    return [whole[i] for i in sorted(range(len(whole)), key=places.__getitem__)]


def _optimizer(network: nn.Module, plan: Plan) -> torch.optim.AdamW:
    """Return AdamW; biases and norms do not decay, the encoder moves in smaller steps."""
    groups: dict[tuple[float, float], list[Tensor]] = {}
    for name, weights in network.named_parameters():
        fresh = "encoder." not in name or "encoder.cases" in name
        rate = plan.speed * (plan.heads_rate if fresh else plan.encoder_rate)
        decay = plan.decay if weights.ndim > 1 else 0.0
        groups.setdefault((rate, decay), []).append(weights)
    return torch.optim.AdamW(
        [
            {"params": g, "lr": rate, "most": rate, "weight_decay": d}
            for (rate, d), g in groups.items()
        ],
        betas=(0.9, 0.98),
        fused=True,
    )


def _rate(done: float, last: float) -> float:
    """Return the share of the step size: a warm-up, then a straight line to what is left.

    Args:
        done: the share of the training that is done.
        last: what is left at the end.
    """
    return min((done + 1e-3) / _WARM_UP, last + (1 - last) * (1 - done) / (1 - _WARM_UP), 1.0)


def _save(path: Path, network: nn.Module, optimizer: torch.optim.Optimizer, step: int) -> None:
    state = {"step": step, "network": network.state_dict(), "optimizer": optimizer.state_dict()}
    fresh = path.with_suffix(".new")
    torch.save(state, fresh)
    fresh.replace(path)


def _resume(path: Path, network: nn.Module, optimizer: torch.optim.Optimizer) -> int:
    if not path.exists():
        return 0
    state = torch.load(path, weights_only=True, map_location=DEVICE)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    return int(state["step"])

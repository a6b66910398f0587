"""How well a network reads the marked texts that no stage learns from, as it stands in training.

It is quick, and needs no pipeline: what is read is compared word by word, for the triggers as
marked. What ships is measured on whole articles (``explorer evaluate``).
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt
import torch

from training.examples import Inventory
from training.network import Roles, Whole
from training.parties import LIKELY, Answers, Booleans, Lesson, Questions, answers, event_batches
from training.train import DEVICE, MARKS

_SIZE = 4096  # pieces in a batch
_THRESHOLDS = np.arange(0.3, 0.75, 0.05)
_SIDES = ("actor", "recipient")


def figures(network: Whole, held_out: Sequence[Lesson], known: Inventory) -> dict[str, float]:
    """Return shares of what is read right.

    Args:
        network: what is measured; it is left ready to learn.
        held_out: the texts.
        known: has the order of the types.

    Returns:
        ``type``: F1 of trigger and type, with the best threshold; ``actor``, ``recipient``,
        ``both``: of all events marked, how many have just the right ones; ``status``.
    """
    network.eval()
    chance = random.Random(0)
    right: list[dict[str, Booleans]] = []
    triggers: list[npt.NDArray[np.float64]] = []
    with torch.no_grad(), torch.autocast(DEVICE.type, torch.bfloat16):
        for one in event_batches(held_out, chance, size=_SIZE, marks=MARKS):
            said = answers(network.reader, network.parties, one, known, chance, as_marked=0.0)
            if said.roles is not None:
                right.append(_right(said.roles, said.asked))
                triggers.append(_triggers(said, said.roles))
    network.train()
    found = {name: _mean(one[name] for one in right) for name in right[0]}
    marked = sum(len(one.text.events) for one in held_out)
    return {"type": _best_f1(np.concatenate(triggers), marked), **found}


def _mean(parts: Iterable[Booleans]) -> float:
    return float(np.concatenate(list(parts)).mean())


def _right(roles: Roles, asked: Questions) -> dict[str, Booleans]:
    """Return what is right of each event that is marked."""
    real = asked.verdict > 0
    sides = {side: _side(roles, asked, side)[real] for side in _SIDES}
    status = roles.status.argmax(1).cpu().numpy() == asked.status
    return {**sides, "both": sides["actor"] & sides["recipient"], "status": status[real]}


def _side(roles: Roles, asked: Questions, side: str) -> Booleans:
    first = getattr(roles, side).softmax(-1).cpu().numpy()
    further = getattr(roles, f"{side}s").sigmoid().cpu().numpy() >= 0.5
    right, out = asked.right[side], asked.out[side]
    chosen = np.zeros_like(right)
    nobody = first[:, -1] >= 0.5
    chosen[:, :-1] = further & ~nobody[:, None]
    rows = np.arange(len(chosen))
    chosen[rows, np.where(nobody, chosen.shape[1] - 1, first[:, :-1].argmax(1))] = True
    same: Booleans = (~chosen | right | out).all(1) & (chosen.sum(1) == right.sum(1))
    return same | ~right.any(1)


def _triggers(said: Answers, roles: Roles) -> npt.NDArray[np.float64]:
    """Return for each guess how likely it is an event, and whether its type is the right one."""
    asked, context = said.asked, said.asked.context
    flat = context.where[np.arange(len(context.at)), context.at]
    guessed = said.guesses[flat, 0] < 1 - LIKELY
    verdict = roles.verdict.softmax(-1).cpu().numpy()
    right = (asked.verdict > 0) & (verdict[:, 1:].argmax(1) + 1 == asked.verdict)
    found: npt.NDArray[np.float64]
    found = np.stack([1.0 - verdict[:, 0], right.astype(float)], axis=1)[guessed]
    return found


def _best_f1(triggers: npt.NDArray[np.float64], marked: int) -> float:
    likely, right = triggers.T
    told = [likely >= threshold for threshold in _THRESHOLDS]
    return float(max(2 * right[one].sum() / (one.sum() + marked) for one in told))

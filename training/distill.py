"""What larger networks say of texts that nobody marked, for the small one to learn (Hinton, 2015).

Several teachers read each text; of what they say the mean is kept, so that the small network also
learns how sure to be. Both cut a text into the same pieces and look at the same words around a
trigger: nothing has to be matched. Tags and trees the small network teaches itself: it has learned
them from treebanks alone for longer than the teachers, and may not forget them in news.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.examples import UNKNOWN
from training.network import Reader, Roles, Whole
from training.parties import LOSSES, SIDES, EventBatch, ask, joined, look_around, placed
from training.train import DEVICE, HIDDEN, MASK, WEIGHTS, loss_of, tensor

_WORTH = 0.08  # of being an event: what the small network may take for one
_PARTY = 0.15  # of taking part: words whose names are learned

Named = tuple[Tensor, Tensor, Tensor]  # event, word, weight


@dataclass(frozen=True, slots=True)
class Silver:
    """Some texts with the mean of what the teachers say.

    ``targets`` (texts, words) has the likeliest value for tags, morphs, heads and labels;
    ``soft`` (texts, words, values) how likely each is, for starts, entities and triggers.
    ``roles`` (events, ...) are likelihoods, as ``Roles`` has scores; ``antecedent`` is kept for
    the words of ``named`` (event, word, weight) alone.
    """

    pieces: Tensor
    cases: Tensor
    words: Tensor
    targets: dict[str, Tensor]
    soft: dict[str, Tensor]
    context: list[Tensor] | None
    roles: dict[str, Tensor]
    named: Named | None


def label(teachers: Sequence[Whole], trees: Reader, one: EventBatch) -> Silver:
    """Return some texts with what the teachers say of them.

    Args:
        teachers: networks of one shape, which read as in use (``eval``).
        trees: the network that tells tags and trees, likewise.
        one: the texts, without anything hidden.
    """
    batch = one.batch
    pieces, cases, words = map(tensor, (batch.pieces, batch.cases, batch.words))
    with torch.no_grad(), torch.autocast(DEVICE.type, torch.bfloat16):
        states = [each.reader.states(pieces, cases, words) for each in teachers]
        read = list(zip(teachers, states, strict=True))
        said = [_say(each.reader, own) for each, own in read]
        mean = {name: torch.stack([each[name] for each in said]).mean(0) for name in said[0]}
        targets = _trees(trees, trees.states(pieces, cases, words), words)
        context = _context(one, mean["triggers"], mean["starts"])
        roles: dict[str, Tensor] = {}
        named = None
        if context is not None:
            events = [
                ask(each.parties, own, each.reader.triggers(own), context) for each, own in read
            ]
            roles, named = _roles(events, context[-1])
    return Silver(
        pieces=pieces,
        cases=cases,
        words=words,
        targets={name: best.masked_fill(words == 0, UNKNOWN) for name, best in targets.items()},
        soft={name: mean[name].half() for name in ("starts", "entities", "triggers")},
        context=context,
        roles=roles,
        named=named,
    )


def _say(reader: Reader, states: Tensor) -> dict[str, Tensor]:
    """Return how likely each value is for each word."""
    return {
        "starts": reader.starts(states).squeeze(-1).float().sigmoid(),
        "entities": reader.entities(states).float().softmax(-1),
        "triggers": reader.triggers(states).float().softmax(-1),
    }


def _trees(reader: Reader, states: Tensor, words: Tensor) -> dict[str, Tensor]:
    """Return the likeliest tags, heads and labels."""
    arcs, dep, head = reader.trees(states, words)
    heads = arcs.argmax(-1)
    chosen = heads[:, :, None].expand(-1, -1, head.shape[2])
    return {
        "tags": reader.tags(states).argmax(-1),
        "morphs": reader.morphs(states).argmax(-1),
        "heads": heads,
        "labels": reader.score_labels(dep, head.gather(1, chosen)).argmax(-1),
    }


def _context(one: EventBatch, triggers: Tensor, starts: Tensor) -> list[Tensor] | None:
    guesses = triggers.flatten(0, 1).cpu().numpy()
    begins = starts.flatten().cpu().numpy() > 0.5
    around = []
    for text, flat in one.texts:
        own = guesses[flat]
        words = np.flatnonzero(own[:, 0] < 1 - _WORTH).tolist()
        if words:
            firsts = sorted({0, *np.flatnonzero(begins[flat]).tolist()})
            seen = look_around(text.words, firsts, words)
            around.append(placed(seen, flat, own[words, 1:].argmax(1) + 1))
    return [tensor(part) for part in joined(around)] if around else None


def _roles(said: Sequence[Roles], there: Tensor) -> tuple[dict[str, Tensor], Named]:
    mean: dict[str, Tensor] = {}
    for field in fields(Roles):
        scores = torch.stack([getattr(one, field.name) for one in said]).float()
        several = field.name in ("actors", "recipients")
        mean[field.name] = (scores.sigmoid() if several else scores.softmax(-1)).mean(0)
    event = 1.0 - mean["verdict"][:, :1]
    share = torch.maximum(mean["actors"], mean["recipients"]) * event * there
    events, words = (share > _PARTY).nonzero(as_tuple=True)
    mean["antecedent"] = mean["antecedent"][events, words]
    return {name: one.half() for name, one in mean.items()}, (events, words, share[events, words])


def silver_losses(network: Whole, one: Silver) -> Tensor:
    """Return how far a network is from what the teachers say of some texts."""
    reader, parties = network.reader, network.parties
    hidden = (torch.rand(one.pieces.shape, device=DEVICE) < HIDDEN) & (one.pieces > MASK)
    with torch.autocast(DEVICE.type, torch.bfloat16):
        states = reader.states(one.pieces.masked_fill(hidden, MASK), one.cases, one.words)
        triggers = reader.triggers(states)
        total = _word_losses(reader, states, triggers, one)
        if one.context is None:
            return total
        roles = ask(parties, states, triggers, one.context)
    return total + _role_losses(roles, one)


def _word_losses(reader: Reader, states: Tensor, triggers: Tensor, one: Silver) -> Tensor:
    there = (one.words > 0).float()
    words = there.sum()
    arcs, dep, head = reader.trees(states, one.words)
    chosen = one.targets["heads"].clamp(min=0)[:, :, None].expand(-1, -1, head.shape[2])
    hard = {
        "tags": reader.tags(states),
        "morphs": reader.morphs(states),
        "heads": arcs,
        "labels": reader.score_labels(dep, head.gather(1, chosen)),
    }
    total = torch.stack(
        [loss_of(name, scores.float(), one.targets[name]) for name, scores in hard.items()]
    ).sum()
    for name, scores in (("triggers", triggers), ("entities", reader.entities(states))):
        missed = functional.cross_entropy(
            scores.float().flatten(0, 1), one.soft[name].float().flatten(0, 1), reduction="none"
        )
        total = total + WEIGHTS[name] * (missed * there.flatten()).sum() / words
    starts = functional.binary_cross_entropy_with_logits(
        reader.starts(states).squeeze(-1).float(), one.soft["starts"].float(), reduction="none"
    )
    return total + WEIGHTS["starts"] * (starts * there).sum() / words


def _role_losses(roles: Roles, one: Silver) -> Tensor:
    assert one.context is not None and one.named is not None
    there = one.context[-1].float()
    right = {name: likely.float() for name, likely in one.roles.items()}
    event = 1.0 - right["verdict"][:, 0]
    real = event.sum().clamp(min=1.0)
    total = LOSSES["verdict"] * functional.cross_entropy(roles.verdict, right["verdict"])
    for name in (*SIDES, "status", "mode"):
        missed = functional.cross_entropy(getattr(roles, name), right[name], reduction="none")
        total = total + LOSSES[name] * (missed * event).sum() / real
    for name in ("actors", "recipients"):
        missed = functional.binary_cross_entropy_with_logits(
            getattr(roles, name), right[name], reduction="none"
        )
        total = total + LOSSES["more"] * (missed * there * event[:, None]).sum() / real
    events, words, share = one.named
    missed = functional.cross_entropy(
        roles.antecedent[events, words], right["antecedent"], reduction="none"
    )
    return total + LOSSES["antecedent"] * (missed * share).sum() / real

"""The network: a small BERT encoder with one head for each thing we read off a word.

The encoder is MiniLM (Wang et al., 2020; all-MiniLM-L6-v2, Apache-2.0), with an embedding of each
word's letter case added, since its vocabulary is lower-case. Trees are scored by a biaffine head
over all words of a window (Dozat and Manning, 2017); a word whose best head is itself is a root.
The teacher is the same network with a larger encoder, MPNet (Song et al., 2020; all-mpnet-base-v2,
Apache-2.0), which adds to the attention a bias by how far apart two pieces stand.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils import parametrize

from explorer.nlp.contexts import DISTANCES, PLACES
from explorer.nlp.events import WIDTH

CASES = 6  # see explorer.nlp.windowing
STATUSES = 5
OWN = 13  # the distance of a trigger to itself
_ARC, _LABEL = 256, 128
_EPSILON = 1e-12
_SELDOM = -4.0  # log odds
_STEPS = 64  # of seven bits, to each side of zero


@dataclass(frozen=True, slots=True)
class Shape:
    """How many values each head chooses from, and how many layers of the encoder are kept."""

    tags: int
    morphs: int
    entities: int
    triggers: int
    labels: int
    layers: int = 6
    hidden: int = 384
    attention: int = 12
    inner: int = 1536
    pieces: int = 30522
    positions: int = 512
    distances: int = 0  # between pieces that attention tells apart, as MPNet's does
    width: int = WIDTH  # of the reader of parties


# What a larger encoder has that is not as in the small one.
TEACHER = {"layers": 12, "hidden": 768, "inner": 3072, "distances": 32, "width": 256}


class Rounded(nn.Module):
    """A matrix as it will be shipped: whole numbers of seven bits and a scale for each row.

    Learning passes straight through the rounding (Jacob et al., 2018).
    """

    def forward(self, weight: Tensor) -> Tensor:
        """Return the weights as they will be read."""
        values = weight.detach()
        scale = values.abs().amax(dim=1, keepdim=True).clamp(min=_EPSILON) / _STEPS
        return weight + ((values / scale).round() * scale - values)


class Layer(nn.Module):
    """One layer of BERT: self-attention and a feed-forward net, each with a residual."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.attention
        self.qkv = nn.Linear(shape.hidden, 3 * shape.hidden)
        self.out = nn.Linear(shape.hidden, shape.hidden)
        self.norm1 = nn.LayerNorm(shape.hidden, _EPSILON)
        self.up = nn.Linear(shape.hidden, shape.inner)
        self.down = nn.Linear(shape.inner, shape.hidden)
        self.norm2 = nn.LayerNorm(shape.hidden, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next states.

        ``bias`` (batch, 1 or heads, 1 or pieces, pieces) is very negative at padding.
        """
        x = self.norm1(x + self.dropout(self._attend(x, bias)))
        inner = self.down(functional.gelu(self.up(x)))
        normed: Tensor = self.norm2(x + self.dropout(inner))
        return normed

    def _attend(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        split = (batch, length, 3, self.heads, hidden // self.heads)
        q, k, v = self.qkv(x).view(split).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        joined: Tensor = self.out(mixed.transpose(1, 2).reshape(batch, length, hidden))
        return joined


class Encoder(nn.Module):
    """Word pieces to states."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.pieces = nn.Embedding(shape.pieces, shape.hidden)
        self.positions = nn.Embedding(shape.positions, shape.hidden)
        self.cases = nn.Embedding(CASES, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, _EPSILON)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.dropout = nn.Dropout(dropout)
        self.distances = nn.Embedding(shape.distances, shape.attention) if shape.distances else None
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor) -> Tensor:
        """Return (batch, pieces, hidden); piece 0 is padding."""
        bias = torch.where(pieces == 0, -1e4, 0.0)[:, None, None, :]
        places = torch.arange(pieces.shape[1], device=pieces.device)
        if self.distances is not None:
            steps = _distances(places, self.distances.num_embeddings)
            bias = bias + self.distances(steps).permute(2, 0, 1)[None]
        x = self.pieces(pieces) + self.cases(cases) + self.positions(places)
        x = self.dropout(self.norm(x))
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_pretrained(self, weights: Path, order: Sequence[int] | None = None) -> None:
        """Take over pretrained weights.

        Args:
            weights: a ``model.safetensors`` of a BERT or an MPNet.
            order: which row of its word pieces each of ours is, if the vocabularies differ.
        """
        state = load_file(weights)
        first = "embeddings"
        positions = state[f"{first}.position_embeddings.weight"]
        kinds = state.get(f"{first}.token_type_embeddings.weight")
        pieces = state[f"{first}.word_embeddings.weight"]
        with torch.no_grad():
            self.pieces.weight.copy_(pieces if order is None else pieces[list(order)])
            kept = positions[-self.positions.num_embeddings :]  # MPNet's first two are padding
            self.positions.weight.copy_(kept if kinds is None else kept + kinds[0])
            _copy(self.norm, state, f"{first}.LayerNorm")
            if self.distances is not None:
                name = "encoder.relative_attention_bias.weight"
                self.distances.weight.copy_(state[name])
            names = _MPNET if self.distances is not None else _BERT
            for number, layer in enumerate(self.layers):
                for own, others in names.items():
                    module = getattr(layer, own)
                    for kind in ("weight", "bias"):
                        parts = [state[f"encoder.layer.{number}.{one}.{kind}"] for one in others]
                        getattr(module, kind).copy_(torch.cat(parts))


# Our names of a layer's parts, and theirs.
_FEED_FORWARD = {
    "up": ("intermediate.dense",),
    "down": ("output.dense",),
    "norm2": ("output.LayerNorm",),
}
_BERT = {
    "qkv": tuple(f"attention.self.{one}" for one in ("query", "key", "value")),
    "out": ("attention.output.dense",),
    "norm1": ("attention.output.LayerNorm",),
    **_FEED_FORWARD,
}
_MPNET = {
    "qkv": tuple(f"attention.attn.{one}" for one in "qkv"),
    "out": ("attention.attn.o",),
    "norm1": ("attention.LayerNorm",),
    **_FEED_FORWARD,
}


def _distances(places: Tensor, most: int) -> Tensor:
    """Return (pieces, pieces), a number for how far each stands from each (Raffel et al., 2020).

    Half of the numbers are for each side; half of these for one step each, the rest for steps
    that grow up to 128.
    """
    steps = places[:, None] - places[None, :]
    sided = torch.where(steps < 0, most // 2, 0)
    exact = most // 4
    far = steps.abs().clamp(min=1).float()
    grown = exact + (far / exact).log() / math.log(128 / exact) * exact
    grown = grown.long().clamp(max=most // 2 - 1)
    return sided + torch.where(steps.abs() < exact, steps.abs(), grown)


def _copy(module: Tensor | nn.Module, state: dict[str, Tensor], name: str) -> None:
    for kind in ("weight", "bias"):
        getattr(module, kind).copy_(state[f"{name}.{kind}"])


class Reader(nn.Module):
    """The encoder with its heads. Words are given by the place of their first piece."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        hidden = shape.hidden
        self.encoder = Encoder(shape, dropout)
        self.tags = nn.Linear(hidden, shape.tags)
        self.morphs = nn.Linear(hidden, shape.morphs)
        self.starts = nn.Linear(hidden, 1)
        self.entities = nn.Linear(hidden, shape.entities)
        self.triggers = nn.Linear(hidden, shape.triggers)
        self.arc_dep = nn.Linear(hidden, _ARC)
        self.arc_head = nn.Linear(hidden, _ARC)
        self.arc = nn.Linear(_ARC, _ARC)
        self.arc_prior = nn.Linear(_ARC, 1)
        self.label_dep = nn.Linear(hidden, _LABEL)
        self.label_head = nn.Linear(hidden, _LABEL)
        self.label = nn.Linear(_LABEL, shape.labels)
        self.dropout = nn.Dropout(2 * dropout)

    def states(self, pieces: Tensor, cases: Tensor, words: Tensor) -> Tensor:
        """Return (batch, words, hidden), the state of each word's first piece.

        Args:
            pieces: (batch, pieces) piece ids, 0 is padding.
            cases: (batch, pieces) letter case of the piece's word.
            words: (batch, words) the place of each word's first piece, 0 (``[CLS]``) is padding.
        """
        states = self.encoder(pieces, cases)
        index = words[:, :, None].expand(-1, -1, states.shape[2])
        dropped: Tensor = self.dropout(states.gather(1, index))
        return dropped

    def trees(self, states: Tensor, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return arcs (batch, words, heads) and the two halves of the labels."""
        dep = self.dropout(functional.relu(self.arc_dep(states)))
        head = self.dropout(functional.relu(self.arc_head(states)))
        arcs = self.arc(dep) @ head.transpose(1, 2) / math.sqrt(_ARC)
        arcs = arcs + self.arc_prior(head).transpose(1, 2)
        arcs = arcs.masked_fill((words == 0)[:, None, :], -1e4)
        return arcs, self.label_dep(states), self.label_head(states)

    def round_weights(self) -> None:
        """Read and learn with the matrices of the encoder rounded as they will be shipped."""
        for module in self.encoder.modules():
            if isinstance(module, nn.Linear):
                parametrize.register_parametrization(module, "weight", Rounded())

    def keep_rounded(self) -> None:
        """Make the rounded matrices the network's own."""
        for module in self.encoder.modules():
            if isinstance(module, nn.Linear):
                parametrize.remove_parametrizations(module, "weight")

    def score_labels(self, dep: Tensor, head: Tensor) -> Tensor:
        """Return the scores of the labels from both halves, already those of chosen pairs."""
        scores: Tensor = self.label(functional.relu(dep + head))
        return scores


class Block(nn.Module):
    """A layer of the reader of parties: attention and a feed-forward net, norms first."""

    def __init__(self, width: int, heads: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.norm1 = nn.LayerNorm(width)
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm2 = nn.LayerNorm(width)
        self.up = nn.Linear(width, 3 * width)
        self.down = nn.Linear(3 * width, width)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Return the next states; ``bias`` (events, 1, 1, words) is very negative at padding."""
        batch, length, width = x.shape
        split = (batch, length, 3, self.heads, width // self.heads)
        q, k, v = self.qkv(self.norm1(x)).view(split).permute(2, 0, 3, 1, 4).unbind(0)
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=bias.to(q.dtype))
        joined = mixed.transpose(1, 2).reshape(batch, length, width)
        x = x + self.dropout(self.out(joined))
        inner: Tensor = self.down(self.dropout(functional.gelu(self.up(self.norm2(x)))))
        return x + self.dropout(inner)


@dataclass(frozen=True, slots=True)
class Roles:
    """What is read of each event: scores, all (events, words) unless told otherwise.

    ``actor``, ``recipient`` and ``source`` choose among the words and nobody, whose score comes
    last (events, words + 1). ``actors`` and ``recipients`` score each word by itself.
    ``antecedent`` (events, words, words + 1) chooses the name that a word stands for, the last
    column being none. ``status`` (events, 5), ``mode`` (events, modes), ``verdict`` (events,
    types): what the trigger tells after all, or nothing.
    """

    actor: Tensor
    recipient: Tensor
    source: Tensor
    actors: Tensor
    recipients: Tensor
    antecedent: Tensor
    status: Tensor
    mode: Tensor
    verdict: Tensor


class Parties(nn.Module):
    """Who takes part in an event, who says so, and whether it happened.

    A text is prepared once, with what each word may trigger marked in it (TabEAE: He et al., 2023);
    then each event is read by itself, its trigger and type marked (TagPrime: Hsu et al., 2023).
    """

    def __init__(
        self,
        *,
        types: int,
        modes: int,
        hidden: int = 384,
        width: int = WIDTH,
        layers: int = 2,
        dropout: float = 0.1,
    ) -> None:
        super().__init__()
        self.project = nn.Linear(hidden, width)
        self.likely = nn.Linear(types, width, bias=False)  # of what a word may trigger
        self.distance = nn.Embedding(DISTANCES, width)
        self.place = nn.Embedding(PLACES, width)
        self.own = nn.Embedding(types, width)  # of the trigger that is asked for
        self.norm = nn.LayerNorm(width)
        self.blocks = nn.ModuleList(Block(width, width // 32, dropout) for _ in range(layers))
        self.last = nn.LayerNorm(width)
        self.sides = nn.Linear(width, 5)  # actor, recipient, source, actors, recipients
        self.side_nobody = nn.Linear(width, 3)
        self.query = nn.Linear(width, width)
        self.key = nn.Linear(width, width)
        self.no_name = nn.Linear(width, 1)
        self.status = nn.Linear(width, STATUSES)
        self.mode = nn.Linear(width, modes)
        self.verdict = nn.Linear(width, types)
        self.dropout = nn.Dropout(dropout)
        for table in (self.distance, self.place, self.own):
            nn.init.normal_(table.weight, std=0.02)
        with torch.no_grad():
            self.sides.bias[3:] = _SELDOM  # few words are a party

    def prepare(self, states: Tensor, triggers: Tensor) -> Tensor:
        """Return (texts, words, width), what ``forward`` reads each event in.

        Args:
            states: (texts, words, hidden).
            triggers: (texts, words, types), the scores of each word as a trigger.
        """
        prepared: Tensor = self.project(states) + self.likely(triggers.softmax(-1))
        return prepared

    def forward(
        self,
        states: Tensor,
        distances: Tensor,
        places: Tensor,
        kind: Tensor,
        at: Tensor,
        there: Tensor,
    ) -> Roles:
        """Read some events.

        Args:
            states: (events, words, width), prepared.
            distances: (events, words), see ``explorer.nlp.contexts``.
            places: (events, words), likewise.
            kind: (events,) the number of the type that the trigger has at first sight.
            at: (events,) the place of the trigger among the words.
            there: (events, words) 1 for a word, 0 for padding.
        """
        marked = (distances == OWN)[:, :, None].to(states.dtype) * self.own(kind)[:, None]
        x = states + self.distance(distances) + self.place(places) + marked
        x = self.dropout(self.norm(x))
        absent = (1.0 - there.float()) * -1e4
        for block in self.blocks:
            x = block(x, absent[:, None, None, :])
        x = self.last(x)
        trigger = x.gather(1, at[:, None, None].expand(-1, 1, x.shape[2])).squeeze(1)
        sides = (self.sides(x).float() + absent[:, :, None]).unbind(-1)
        nobody = self.side_nobody(trigger).float()
        chosen = [torch.cat([sides[i], nobody[:, i : i + 1]], dim=1) for i in range(3)]
        named = self.query(x) @ self.key(x).transpose(1, 2) / math.sqrt(x.shape[2])
        named = named.float() + absent[:, None, :]
        antecedent = torch.cat([named, self.no_name(x).float()], dim=2)
        return Roles(
            actor=chosen[0],
            recipient=chosen[1],
            source=chosen[2],
            actors=sides[3],
            recipients=sides[4],
            antecedent=antecedent,
            status=self.status(trigger).float(),
            mode=self.mode(trigger).float(),
            verdict=self.verdict(trigger).float(),
        )


class Whole(nn.Module):
    """All that is trained: the reader of words and trees, and that of parties."""

    def __init__(self, reader: Reader, parties: Parties) -> None:
        super().__init__()
        self.reader = reader
        self.parties = parties

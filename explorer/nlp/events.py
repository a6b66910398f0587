"""The spaCy component that reads events: who did what to whom, whether it happened, who says so.

``news_reader`` leaves what it saw of each word in ``doc.tensor``; here a small second network looks
at each trigger in its surroundings and chooses the words of its parties. Behind a pipeline of
another make the words are read by our network first. Results are spans of triggers in
``doc.spans["events"]``, labelled with their PLOVER type; the group's ``attrs["events"]`` holds the
rest, one dict a span, as plain values (see ``Found``).
"""

from __future__ import annotations

import json
import math
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from explorer import ontology
from explorer.nlp.contexts import Contexts, contexts, sentence_bounds
from explorer.nlp.network import Network, open_session, softmax, stretches
from explorer.resources import data_path

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

NAME, GROUP = "actor_events", "events"
PARTIES, SETTINGS = "parties.onnx", "settings.json"
WIDTH = 128  # of what the first network leaves of each word
STATUS = ("done", "past", "planned", "possible", "denied")
TYPES = tuple(ontology.event_types())
MODES = (
    "",
    *(f"{one.name}/{mode}" for one in ontology.event_types().values() for mode in one.modes),
)
OUTPUTS = tuple("actor recipient source actors recipients antecedent status mode verdict".split())

# What has a threshold: how likely it must be. Their values come with the network, in its settings,
# with "calibration", the weights of the log odds of ``Found.grounds``.
THRESHOLDS = {
    "candidate": "a trigger at first sight",
    "trigger": "a trigger with the second look",
    "event": "all of an event",
    "side": "a side that is filled",
    "further": "a further party of a side",
    "named": "a name that a word stands for",
    "source": "a source",
}
_CHOICES = ("actor", "recipient", "source", "status", "verdict")
_LEAST_SCORE = -50.0  # of a word that is padding: it has no chance
_HALF = 0.5
_TOLD, _CLEARLY = 0.004, 0.8  # chance of a promised deed, and its share among such deeds
_LEAST_CHANCE, _MOST = 0.003, 30.0  # bounds of a ground, and of all of them together
_BATCH = 16  # events that are read at once

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Filler:
    """A party: the word that stands for it, and how likely that is.

    ``names`` are words that this word may stand for, each with how likely that is.
    """

    word: int
    names: tuple[tuple[int, float], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """An event as read: all words are places of tokens in the Doc.

    ``grounds`` are the probabilities that its ``confidence`` rests on, which is how likely all of
    it is right: type, actors and recipients.
    """

    trigger: int
    event_type: str
    mode: str | None
    status: str
    actors: tuple[Filler, ...]
    recipients: tuple[Filler, ...]
    source: Filler | None
    underlying: str | None
    grounds: dict[str, float]
    confidence: float


class Look(NamedTuple):
    """A trigger, the Doc's words around it, and its place in what was read of a batch."""

    trigger: int
    words: Integers
    batch: Mapping[str, Floats]
    place: int

    @property
    def chance(self) -> float:
        """How likely it is one."""
        return float(1.0 - self.batch["verdict"][self.place, 0])

    @property
    def read(self) -> dict[str, Floats]:
        """What was read of it."""
        return {name: values[self.place] for name, values in self.batch.items()}


@Language.factory(NAME, requires=["token.is_sent_start"])
def make_actor_events(nlp: Language, name: str) -> ActorEvents:
    """Make the component; its network comes with ``from_disk``, else the shipped one is used."""
    return ActorEvents(nlp.vocab, name)


class ActorEvents:
    """Reads events off a Doc.

    ``thresholds`` and ``calibration`` come with the network, chosen on held-out texts; what is put
    into ``thresholds`` by hand outweighs that: a higher "trigger" gives fewer and surer events.
    """

    def __init__(self, vocab: Vocab, name: str = NAME) -> None:
        """Make it; a network is loaded by ``from_disk``, the shipped one when first needed."""
        self.vocab = vocab
        self.name = name
        self.thresholds: dict[str, float] = {}
        self.calibration: dict[str, float] = {}
        self._settings: dict[str, dict[str, float]] = {"thresholds": {}, "calibration": {}}
        self._folder: Path | None = None
        self._session: InferenceSession | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it."""
        return self.set_annotations(doc, self.predict(doc))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Annotate Docs one by one."""
        return map(self, stream)

    def predict(self, doc: Doc) -> list[Found]:
        """Return the events of a Doc, in text order."""
        if not len(doc):
            return []
        least, weights = self.in_effect()
        looks = self.second_look(doc, *self.first_look(doc), least["candidate"])
        likely = (one for one in looks if one.chance >= least["trigger"])
        found = (decode(one.read, one.words, one.trigger, least, weights) for one in likely)
        sure = (one for one in found if one.confidence >= least["event"])
        return sorted(sure, key=lambda one: one.trigger)

    def in_effect(self) -> tuple[dict[str, float], dict[str, float]]:
        """Return the thresholds, and the weights of the grounds of confidence."""
        self._loaded()
        weights = self.calibration or self._settings["calibration"]
        return self._settings["thresholds"] | self.thresholds, weights

    def first_look(self, doc: Doc) -> tuple[Floats, Floats]:
        """Return the states of the words, and how likely each is a trigger: of none, of types."""
        states, scores = self._seen(doc)
        return states, softmax(scores)

    def second_look(
        self, doc: Doc, states: Floats, chances: Floats, least: float
    ) -> Iterator[Look]:
        """Yield what the second network sees of each likely trigger, in any order."""
        session = self._loaded()
        triggers = np.flatnonzero(1.0 - chances[:, 0] >= least).tolist()
        types = chances[triggers, 1:].argmax(axis=1) + 1
        firsts = [token.i for token in doc if token.is_sent_start or token.i == 0]
        bounds = sentence_bounds(firsts, len(doc))
        rows = contexts([token.text for token in doc], bounds, triggers)
        order = (rows.words >= 0).sum(axis=1).argsort(kind="stable")  # padding costs as much
        for start in range(0, len(triggers), _BATCH):
            batch = order[start : start + _BATCH]
            read = _run(session, states, rows, types, batch)
            for n, place in enumerate(batch.tolist()):
                yield Look(triggers[place], rows.words[place], read, n)

    def set_annotations(self, doc: Doc, found: Sequence[Found]) -> Doc:
        """Write events to ``doc.spans["events"]``."""
        spans = [Span(doc, one.trigger, one.trigger + 1, label=one.event_type) for one in found]
        attrs = {GROUP: [asdict(one) for one in found]}
        doc.spans[GROUP] = SpanGroup(doc, name=GROUP, spans=spans, attrs=attrs)
        return doc

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the network with its settings to the folder ``path``."""
        thresholds, weights = self.in_effect()
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        assert self._folder is not None
        if self._folder.resolve() != folder.resolve():
            shutil.copyfile(self._folder / PARTIES, folder / PARTIES)
        settings = {"modes": MODES, "thresholds": thresholds, "calibration": weights}
        (folder / SETTINGS).write_text(json.dumps(settings, indent=1), encoding="utf-8")

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> ActorEvents:
        """Load the network with its settings from the folder ``path``.

        A network that is not calibrated yet has no settings: then all ``thresholds`` must be set.

        Raises:
            ValueError: it was trained for other modes than the ontology has, or lacks a threshold.
        """
        self._folder = Path(path)
        self._session = open_session((self._folder / PARTIES).read_bytes())
        if (self._folder / SETTINGS).exists():
            settings = json.loads((self._folder / SETTINGS).read_text(encoding="utf-8"))
            if tuple(settings.pop("modes", MODES)) != MODES:
                raise ValueError(f"{path}: trained for other modes than data/ontology has")
            if missing := THRESHOLDS.keys() - settings["thresholds"]:
                raise ValueError(f"{path}: its settings lack {', '.join(sorted(missing))}")
            self._settings = settings
        return self

    def _loaded(self) -> InferenceSession:
        if self._session is None:
            self.from_disk(data_path("model") / NAME)
        assert self._session is not None
        return self._session

    def _seen(self, doc: Doc) -> tuple[Floats, Floats]:
        """Return what our network saw of each word, and its scores as a trigger."""
        seen = np.asarray(doc.tensor, dtype=np.float32)
        if seen.shape == (len(doc), WIDTH + 1 + len(TYPES)):
            return seen[:, :WIDTH], seen[:, WIDTH:]
        read = _shipped_network().read(stretches(doc))
        return read.states, read.triggers


def _run(
    session: InferenceSession, states: Floats, rows: Contexts, types: Integers, batch: Integers
) -> dict[str, Floats]:
    """Return how likely each choice is; of antecedents and modes their scores."""
    width = int((rows.words[batch] >= 0).sum(axis=1).max())
    words = rows.words[batch, :width]
    given = {
        "states": states[words],
        "distances": rows.distances[batch, :width],
        "places": rows.places[batch, :width],
        "kind": types[batch],
        "at": rows.at[batch],
        "there": (words >= 0).astype(np.int64),
    }
    read = dict(zip(OUTPUTS, session.run(list(OUTPUTS), given), strict=True))
    for name in _CHOICES:
        read[name] = softmax(read[name])
    for name in ("actors", "recipients"):
        read[name] = np.reciprocal(1 + np.exp(-np.maximum(read[name], _LEAST_SCORE)))
    return read


@cache
def _shipped_network() -> Network:
    return Network(data_path("model") / "news_reader")


def decode(
    read: Mapping[str, Floats],
    words: npt.NDArray[np.int64],
    trigger: int,
    least: Mapping[str, float],
    calibration: Mapping[str, float],
) -> Found:
    """Return one event from what was read of it; ``words`` are the Doc's words of its row."""
    chances = read["verdict"]
    kind = int(chances[1:].argmax())
    grounds = {
        "trigger": float(1 - chances[0]),
        "type": float(chances[1 + kind] / (1 - chances[0])),
        "status": float(read["status"].max()),
    }

    def filler(place: int, chance: float) -> Filler:
        names = _names(softmax(read["antecedent"][place]), words, least["named"])
        return Filler(int(words[place]), names, float(chance))

    sides = {}
    for side in ("actor", "recipient"):
        first, further = read[side], read[f"{side}s"]
        chosen = _choose(first, further, least)
        grounds[side] = float(1 - first[-1] if chosen else first[-1])
        grounds[f"which {side}"] = float(first[chosen].sum() / (1 - first[-1])) if chosen else 1.0
        sure = 1 - further
        sure[chosen] = further[chosen]
        sure[chosen[:1]] = 1.0  # the first is no further party
        grounds[f"{side}s"] = float(sure.prod())
        sides[side] = tuple(filler(n, first[n] if n == chosen[0] else further[n]) for n in chosen)
    said = read["source"]
    source = None
    if 1 - said[-1] >= least["source"]:
        n = int(said[:-1].argmax())
        source = filler(n, said[n])
    return Found(
        trigger=trigger,
        event_type=TYPES[kind],
        mode=_mode(read["mode"], TYPES[kind]),
        status=STATUS[int(read["status"].argmax())],
        actors=sides["actor"],
        recipients=sides["recipient"],
        source=source,
        underlying=_underlying(TYPES[kind], chances),
        grounds={name: round(value, 4) for name, value in grounds.items()},
        confidence=confidence(grounds, calibration),
    )


def confidence(grounds: Mapping[str, float], calibration: Mapping[str, float]) -> float:
    """Return how likely an event is right, a logistic regression over the odds of its grounds."""
    total = calibration.get("bias", 0.0) + sum(
        weight * log_odds(grounds[name]) for name, weight in calibration.items() if name in grounds
    )
    return round(1 / (1 + math.exp(-max(total, -_MOST))), 2)


def log_odds(chance: float) -> float:
    """Return the logarithm of the odds of a chance, bounded: no doubt weighs more than another."""
    kept = min(max(chance, _LEAST_CHANCE), 1 - _LEAST_CHANCE)
    return math.log(kept / (1 - kept))


def _choose(first: Floats, further: Floats, least: Mapping[str, float]) -> list[int]:
    """Return the words of one side, the surest first; nobody is the last place of ``first``."""
    if 1 - first[-1] < least["side"]:
        return []
    best = int(first[:-1].argmax())
    others = np.flatnonzero(further >= least["further"]).tolist()
    return [best, *(n for n in others if n != best)]


def _names(
    chances: Floats, words: npt.NDArray[np.int64], least: float
) -> tuple[tuple[int, float], ...]:
    """Return the names that a word may stand for, the likeliest first; none if it is one itself."""
    if 1 - chances[-1] < _HALF:
        return ()
    order = np.argsort(-chances[:-1], kind="stable").tolist()
    kept = [n for n in order if chances[n] >= least] or order[:1]
    return tuple((int(words[n]), round(float(chances[n]), 4)) for n in kept)


def _mode(scores: Floats, event_type: str) -> str | None:
    """Return the likeliest mode of the type, None where none is."""
    own = _modes_of(event_type)
    best = MODES[own[int(scores[own].argmax())]]
    return best.partition("/")[2] or None


@cache
def _modes_of(event_type: str) -> list[int]:
    return [n for n, mode in enumerate(MODES) if not mode or mode.startswith(f"{event_type}/")]


def _underlying(event_type: str, chances: Floats) -> str | None:
    """Return what a promised deed would be, of the types that are reduced to this one.

    None where the word tells only that something is promised.
    """
    wide = [kind for kind, less in ontology.REDUCED_WHEN_FUTURE.items() if less == event_type]
    known = {kind: float(chances[1 + TYPES.index(kind)]) for kind in wide}
    best = max(known, key=known.__getitem__, default=None)
    if best is None or known[best] < _TOLD:
        return None
    return best if known[best] >= _CLEARLY * sum(known.values()) else None

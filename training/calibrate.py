"""Chooses what counts as an event, and how sure to be of it, on marked texts that were held out.

Thresholds are those with the best F1 of whole events and of lines together; confidence is a
logistic regression over the log odds of what went into an event, fitted to
whether all of it was right (Platt, 1999). Both are written to the pipeline's settings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch.nn import functional

from explorer.entities.cast import Cast
from explorer.entities.finding import find_actors
from explorer.evaluation import Finding, GoldSet, findings_of, read_gold
from explorer.events.records import find_events
from explorer.model import Extraction
from explorer.nlp import Reading, load_pipeline, read
from explorer.nlp.events import NAME, ActorEvents, Found, confidence, log_odds
from explorer.syntax import Syntax
from training.marked import is_held_out

# What is tried, one threshold after the other, the rest as chosen so far.
_TRIED = {
    "trigger": (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8),
    "candidate": (0.15, 0.2, 0.25, 0.3),
    "side": (0.4, 0.5, 0.6),
    "further": (0.4, 0.5, 0.6, 0.7),
    "source": (0.3, 0.4, 0.5, 0.6),
}
# Where the trials begin; what is not tried stays so. A pipeline has these until it is calibrated.
FIRST = {"trigger": 0.4, "candidate": 0.2, "side": 0.5, "further": 0.5, "source": 0.5,
          "named": 0.03, "event": 0.0}  # fmt: skip
_LEAST_SURE = (0.0, 0.1, 0.15, 0.2, 0.25, 0.3)  # of an event that is told at all
_GROUNDS = (
    *("trigger", "type", "actor", "recipient"),
    *("which actor", "which recipient", "actors", "recipients"),
)
_FOLDS = 5
_BANDS = 10

Grounds = Sequence[Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class _Read:
    """One article as far as no threshold matters."""

    reading: Reading
    syntax: Syntax
    cast: Cast


def calibrate(model: Path, marked: Sequence[Path]) -> dict[str, float]:
    """Choose thresholds and weights for the pipeline in ``model`` and write them into it.

    Args:
        model: the folder of the pipeline.
        marked: files of marked events; of them the twelfth that was held out is read.

    Returns:
        The figures: whole and lines F1, events, expected calibration error (cross-validated).
    """
    nlp = load_pipeline(str(model))
    component: ActorEvents = nlp.get_pipe(NAME)  # type: ignore[assignment]
    golds = [_held_out(read_gold(path)) for path in marked]
    texts = [list(_texts(gold, nlp)) for gold in golds]

    def findings(some: Sequence[_Read]) -> Iterator[tuple[Finding, Found]]:
        for one in some:
            found = component.predict(one.reading.doc)
            component.set_annotations(one.reading.doc, found)
            events, parties = find_events(one.reading, one.cast, one.syntax)
            by_start = {one.reading.starts[each.trigger]: each for each in found}
            extraction = Extraction(
                one.reading.article, tuple(parties.actors.values()), (), events, ()
            )
            yield from zip(
                findings_of(extraction), (by_start[e.start] for e in events), strict=True
            )

    def score() -> float:
        return sum(
            figures["whole event f1"] + figures["line f1"]
            for gold, some in zip(golds, texts, strict=True)
            for figures in [gold.figures([finding for finding, _ in findings(some)])]
        )

    def choose(name: str, values: Sequence[float]) -> None:
        tried = {}
        for value in values:
            component.thresholds[name] = value
            tried[value] = score()
            print(f"{name} {value}: {tried[value]:.4f}", flush=True)
        component.thresholds[name] = max(tried, key=tried.__getitem__)

    component.thresholds.update(FIRST)
    for name, values in _TRIED.items():
        choose(name, values)
    pairs = [list(findings(some)) for some in texts]
    rights = [
        right
        for gold, some in zip(golds, pairs, strict=True)
        for right in _rights(gold, [finding for finding, _ in some])
    ]
    grounds = [found.grounds for some in pairs for _, found in some]
    component.calibration = _fitted(grounds, rights)
    choose("event", _LEAST_SURE)
    component.to_disk(model / NAME)
    pairs = [list(findings(some)) for some in texts]
    whole = [
        gold.figures([one for one, _ in some]) for gold, some in zip(golds, pairs, strict=True)
    ]
    return {
        "whole F1": whole[0]["whole event f1"],
        "lines F1": whole[0]["line f1"],
        "events": len(rights),
        "expected calibration error": _error(_cross_validated(grounds, rights), rights),
    }


def _held_out(gold: GoldSet) -> GoldSet:
    return replace(gold, records=tuple(one for one in gold.records if is_held_out(one.id)))


def _texts(gold: GoldSet, nlp: object) -> Iterator[_Read]:
    for reading in read(gold.articles, nlp):  # type: ignore[arg-type]
        syntax = Syntax(reading.doc)
        yield _Read(reading, syntax, find_actors(reading, syntax))


def _rights(gold: GoldSet, findings: Sequence[Finding]) -> list[bool]:
    """Return whether each finding is right as a whole, in their order."""
    right = {id(finding): one for finding, one in gold.verdicts(findings)}
    return [right[id(finding)] for finding in findings]


def _fitted(grounds: Grounds, rights: Sequence[bool]) -> dict[str, float]:
    """Return the weights of a logistic regression; no ground speaks against what it speaks for."""
    x = torch.tensor([[log_odds(one[name]) for name in _GROUNDS] for one in grounds])
    y = torch.tensor([float(one) for one in rights])
    weights = torch.full((len(_GROUNDS),), 0.1, dtype=x.dtype, requires_grad=True)
    bias = torch.zeros((), dtype=x.dtype, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights, bias], max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = x @ functional.relu(weights) + bias
        missed = functional.binary_cross_entropy_with_logits(scores, y.to(x.dtype))
        missed = missed + 1e-3 * (weights**2).sum()
        missed.backward()  # type: ignore[no-untyped-call]
        return missed

    optimizer.step(loss)  # type: ignore[arg-type]
    values = functional.relu(weights).tolist()
    fitted = {name: round(value, 3) for name, value in zip(_GROUNDS, values, strict=True)}
    return {"bias": round(bias.item(), 3), **fitted}


def _confidences(grounds: Grounds, weights: Mapping[str, float]) -> list[float]:
    return [confidence(one, weights) for one in grounds]


def _cross_validated(grounds: Grounds, rights: Sequence[bool]) -> list[float]:
    """Return the confidence of each event by weights that were fitted without it."""
    told = [0.0] * len(rights)
    for fold in range(_FOLDS):
        inside = [n for n in range(len(rights)) if n * _FOLDS // len(rights) != fold]
        outside = [n for n in range(len(rights)) if n * _FOLDS // len(rights) == fold]
        weights = _fitted([grounds[n] for n in inside], [rights[n] for n in inside])
        for n, value in zip(
            outside, _confidences([grounds[n] for n in outside], weights), strict=True
        ):
            told[n] = value
    return told


def _error(confidences: Sequence[float], rights: Sequence[bool]) -> float:
    """Return the expected calibration error in ten bands (Guo et al., 2017)."""
    bands: dict[int, list[tuple[float, bool]]] = {}
    for sure, right in zip(confidences, rights, strict=True):
        bands.setdefault(min(_BANDS - 1, int(sure * _BANDS)), []).append((sure, right))
    return sum(
        abs(sum(sure for sure, _ in band) - sum(right for _, right in band))
        for band in bands.values()
    ) / len(rights)

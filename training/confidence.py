"""Learns how sure to be of an event: data/ontology/confidence.tsv, in one command.

It reads the events off gold sets and asks of each whether it is right: by directed sentiment (the
sentences of Park, Pan and Joo, Findings of ACL 2021), an event between the two marked that is kind
or unkind as they are; by PLOVER records, an event that has the type of its sentence's gold event.
Both are strict: what is true and not marked counts as wrong. The share of right events among those
at 0.8 or more is printed as five-fold cross-validation tells it, in which no sentence helps to
judge itself.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.actors.finding import find_actors
from explorer.evaluation import GoldSet, findings_of, read_gold
from explorer.events.records import grounded_events
from explorer.language import load_pipeline, read
from explorer.pipeline import extract_one
from explorer.syntax import Syntax
from training.stance import FOLDS, fold_of, once, sparse

_SENTIMENT = "directed sentiment"
_WEIGHT = {_SENTIMENT: 1.0, "PLOVER records": 3.0}  # there are eight times as many of the former
_STRENGTH = 0.1  # scikit-learn's C, with the L2 penalty
_LEAST = 10  # events that a ground must be seen in
_SURE = 0.8

_HEAD = """\
# What speaks for an event (a weight above 0) and against it: a logistic regression made by
# training/confidence.py. ground: explorer/events/confidence.py says what they are.
# events: in how many of the events learned from it was seen; right: the share of these that are
#   right by the gold sets, which is a floor.
ground\tweight\tevents\tright
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """The grounds of an event, whether it is right, how much it counts, and its sentence's fold."""

    grounds: dict[str, float]
    right: bool
    source: str
    fold: int


def main(
    gold: Annotated[list[Path], typer.Argument(help="Directed sentiment and PLOVER records.")],
    out: Annotated[Path, typer.Option(help="The folder of the table.")] = Path("data/ontology"),
) -> None:
    """Read the events off the gold sets, learn from their verdicts, and write the table."""
    found = [one for path in gold for one in judged(read_gold(path))]
    for source, events, right in cross_validated(found):
        typer.echo(f"{source}: {events} events at {_SURE} or more, {right:.3f} of them right")
    names, model = fit(found)
    write(out / "confidence.tsv", names, model, found)


def judged(gold: GoldSet) -> Iterator[Judged]:
    """Yield the events that the gold set tells right from wrong."""
    records = once(gold.records) if gold.format.name == _SENTIMENT else list(gold.records)
    kept = {record.id: record for record in records}
    articles = (article for article in gold.articles if article.id in kept)
    for reading in read(articles, load_pipeline()):
        syntax = Syntax(reading.doc)
        events = grounded_events(reading, find_actors(reading, syntax), syntax)
        findings = list(findings_of(extract_one(reading)))
        verdicts = gold.format.judge([kept[reading.article.id]], findings)
        right = {id(finding): is_right for finding, is_right in verdicts}
        for finding, (_, grounds) in zip(findings, events, strict=True):
            if id(finding) in right:
                fold = fold_of(reading.article.text)
                yield Judged(grounds, right[id(finding)], gold.format.name, fold)


def cross_validated(found: Sequence[Judged]) -> Iterator[tuple[str, int, float]]:
    """Yield of each source how many events are sure, and the share of them that is right."""
    sure: dict[str, list[bool]] = {one.source: [] for one in found}
    for fold in range(FOLDS):
        names, model = fit([one for one in found if one.fold != fold])
        mine = [one for one in found if one.fold == fold]
        likely = model.predict_proba(_matrix(mine, names))[:, 1]
        for one, chance in zip(mine, likely, strict=True):
            if chance >= _SURE:
                sure[one.source].append(one.right)
    for source, rights in sure.items():
        yield source, len(rights), sum(rights) / max(1, len(rights))


def fit(found: Sequence[Judged]) -> tuple[DictVectorizer, Any]:
    """Return the names of the grounds and the model."""
    seen = Counter(name for one in found for name in one.grounds)
    kept = (name for name, count in seen.items() if count >= _LEAST)
    names = DictVectorizer().fit([dict.fromkeys(kept, 1.0)])
    model = LogisticRegression(C=_STRENGTH, solver="liblinear", fit_intercept=False, random_state=0)
    weights = [_WEIGHT[one.source] for one in found]
    return names, model.fit(_matrix(found, names), [one.right for one in found], weights)


def write(path: Path, names: DictVectorizer, model: Any, found: Sequence[Judged]) -> None:
    """Write the grounds with their weights."""
    lines = []
    for name, weight in sorted(zip(names.get_feature_names_out(), model.coef_[0], strict=True)):
        rights = [one.right for one in found if name in one.grounds]
        lines.append(f"{name}\t{weight:.2f}\t{len(rights)}\t{sum(rights) / len(rights):.2f}\n")
    path.write_text(_HEAD + "".join(lines), encoding="utf-8")


def _matrix(found: Sequence[Judged], names: DictVectorizer) -> Any:
    return sparse(names.transform([one.grounds for one in found]))


if __name__ == "__main__":
    typer.run(main)

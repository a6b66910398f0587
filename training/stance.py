"""Learns what tells a stance: data/ontology/stance.tsv and valence.tsv, in one command.

The sentences are those of Park, Pan and Joo, "Who Blames or Endorses Whom? Entity-to-Entity
Directed Sentiment Extraction in News Text" (Findings of ACL 2021), in the form that
``explorer evaluate`` reads; none of them is kept. Whether a word is kind comes from VADER (Hutto
and Gilbert 2014, MIT licence). How strongly the weights are held back is chosen by five-fold
cross-validation, in which a sentence that the set has twice is in one fold.
"""

from __future__ import annotations

import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

if __package__ in (None, ""):  # run as a file: the repository is the root of the imports
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.actors.cast import Cast
from explorer.actors.finding import find_actors
from explorer.evaluation import read_gold
from explorer.evaluation.matching import Span
from explorer.evaluation.sentiment import SentimentRecord
from explorer.events.records import open_pairs
from explorer.events.stance import LEAST
from explorer.language import Reading, load_pipeline, read
from explorer.model import Article
from explorer.syntax import Syntax

STANCES = ("likes", "dislikes")
_STRENGTHS = (0.3, 0.5, 0.8, 1.0)  # scikit-learn's C, with the L1 penalty
FOLDS = 5
_LEAST_VALENCE = 0.5

_VALENCE_HEAD = """\
# Whether a word is kind (above 0) or unkind, from -4 to 4: what people said of it for VADER (Hutto
# and Gilbert, ICWSM 2014; MIT licence). Only the words that the sentences learned from use, and
# that are not near 0. Made by training/stance.py.
word\tvalence
"""
_WEIGHTS_HEAD = """\
# What tells whether an actor likes or dislikes another: weights of two logistic regressions, made
# by training/stance.py from the sentences of Park, Pan and Joo, "Who Blames or Endorses Whom?
# Entity-to-Entity Directed Sentiment Extraction in News Text" (Findings of ACL 2021).
# feature: what is known of the two (explorer/events/stance.py); likes, dislikes: its weight for
#   either stance; seen: in how many pairs of the sentences it was seen.
feature\tlikes\tdislikes\tseen
"""


@dataclass(frozen=True, slots=True)
class Example:
    """What is known of a pair, how the first stands to the second, and its sentence's fold."""

    features: dict[str, float]
    stance: str  # "likes", "dislikes" or ""
    fold: int


def main(
    gold: Annotated[Path, typer.Argument(help="Directed sentiment, a record a line.")],
    out: Annotated[Path, typer.Option(help="The folder of the tables.")] = Path("data/ontology"),
    least: Annotated[int, typer.Option(help="In how many pairs a feature must be seen.")] = 5,
) -> None:
    """Read the sentences, learn from them, and write both tables."""
    records = once(read_gold(gold).records)
    write_valences(out / "valence.tsv", " ".join(record.text.lower() for record in records))
    found = list(examples(records, load_pipeline()))
    seen = Counter(name for one in found for name, value in one.features.items() if value)
    kept = {name for name, count in seen.items() if count >= least}
    worth = {one: cross_validated(found, kept, one) for one in _STRENGTHS}
    strength = max(worth, key=worth.__getitem__)
    names, models = fit(found, kept, strength)
    write_weights(out / "stance.tsv", names, models, seen)
    typer.echo(f"{len(found):,} pairs, {len(kept):,} features; mean F1 by C: {worth}")


def once(records: Iterable[SentimentRecord]) -> list[SentimentRecord]:
    """Return the records, each sentence with each pair once."""
    return list({(one.text, one.p, one.q): one for one in records}.values())


def examples(records: Iterable[SentimentRecord], nlp: Any) -> Iterator[Example]:
    """Yield the pairs that are marked and that no rule joins, in either direction."""
    known = {record.id: record for record in records}
    articles = (Article(record.id, record.text) for record in known.values())
    for reading in read(articles, nlp):
        yield from of_record(known[reading.article.id], reading)


def of_record(record: SentimentRecord, reading: Reading) -> Iterator[Example]:
    """Yield the examples of one sentence."""
    syntax = Syntax(reading.doc)
    cast = find_actors(reading, syntax)
    p, q = _actors_at(record.p, cast), _actors_at(record.q, cast)
    for pair in open_pairs(reading, cast, syntax):
        one, other = pair.actor.mention.actor_id, pair.recipient.mention.actor_id
        for first, second, way in ((p, q, "p {} q"), (q, p, "q {} p")):
            if one in first and other in second:
                told = (name for name in STANCES if record.label == way.format(name))
                yield Example(pair.features, next(told, ""), fold_of(record.text))


def cross_validated(found: Sequence[Example], kept: set[str], strength: float) -> float:
    """Return the mean F1 of the stances, each fold told by what the others teach."""
    told, marked = [], []
    for fold in range(FOLDS):
        mine = [one for one in found if one.fold == fold]
        names, models = fit([one for one in found if one.fold != fold], kept, strength)
        matrix = _matrix(mine, kept, names)
        likely = [models[stance].predict_proba(matrix)[:, 1] for stance in STANCES]
        told += [_stance(both) for both in zip(*likely, strict=True)]
        marked += [one.stance for one in mine]
    return float(f1_score(marked, told, labels=STANCES, average="macro"))


def _stance(likely: tuple[float, ...]) -> str:
    most = max(likely)
    return STANCES[likely.index(most)] if most >= LEAST else ""


def fit(
    found: Sequence[Example], kept: set[str], strength: float
) -> tuple[DictVectorizer, dict[str, Any]]:
    """Return the names of the features and a model of each stance."""
    names = DictVectorizer().fit([dict.fromkeys(kept, 1.0)])
    matrix = _matrix(found, kept, names)
    models = {}
    for stance in STANCES:
        model = LogisticRegression(
            C=strength, l1_ratio=1, solver="liblinear", fit_intercept=False, random_state=0
        )
        models[stance] = model.fit(matrix, [one.stance == stance for one in found])
    return names, models


def write_valences(path: Path, text: str) -> None:
    """Write the words of the text that VADER knows as kind or unkind."""
    present = set(text.replace("’", " ").replace("-", " ").split())
    lexicon = SentimentIntensityAnalyzer().lexicon
    rows = sorted(
        f"{word}\t{value:.1f}\n"
        for word, value in lexicon.items()
        if word.isalpha() and word in present and abs(value) >= _LEAST_VALENCE
    )
    path.write_text(_VALENCE_HEAD + "".join(rows), encoding="utf-8")


def write_weights(
    path: Path, names: DictVectorizer, models: dict[str, Any], seen: Counter[str]
) -> None:
    """Write the features that weigh anything."""
    columns = [models[stance].coef_[0] for stance in STANCES]
    rows = zip(names.get_feature_names_out(), *columns, strict=True)
    lines = [
        f"{name}\t{likes:.2f}\t{dislikes:.2f}\t{seen[name]}\n"
        for name, likes, dislikes in sorted(rows)
        if max(abs(likes), abs(dislikes)) >= 0.005
    ]
    path.write_text(_WEIGHTS_HEAD + "".join(lines), encoding="utf-8")


def _actors_at(span: Span, cast: Cast) -> set[str]:
    mentions = (placed.mention for placed in cast.placed)
    return {one.actor_id for one in mentions if one.start < span[1] and span[0] < one.end}


def fold_of(text: str) -> int:
    """Return which fold a sentence is in."""
    return int(hashlib.md5(text.encode(), usedforsecurity=False).hexdigest(), 16) % FOLDS


def _matrix(found: Sequence[Example], kept: set[str], names: DictVectorizer) -> Any:
    rows = [{k: v for k, v in one.features.items() if k in kept} for one in found]
    return sparse(names.transform(rows))


def sparse(matrix: Any) -> Any:
    """Return a sparse matrix with the short indices that liblinear asks for."""
    matrix.indices, matrix.indptr = matrix.indices.astype("i4"), matrix.indptr.astype("i4")
    return matrix


if __name__ == "__main__":
    typer.run(main)

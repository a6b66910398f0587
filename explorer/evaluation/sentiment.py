"""Directed sentiment: a sentence, two entities p and q in it, and who likes or dislikes whom.

The form is that of Park, Pan and Joo, "Who Blames or Endorses Whom? Entity-to-Entity Directed
Sentiment Extraction in News Text" (Findings of ACL 2021).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import (
    Figures,
    Finding,
    Findings,
    Span,
    Verdict,
    by_article,
    class_figures,
    macro_f1,
    share,
    stands_at,
)

# The classes by their number in the gold files.
CLASSES = ("none", "p likes q", "q likes p", "p dislikes q", "q dislikes p")


@dataclass(frozen=True, slots=True)
class SentimentRecord:
    """A sentence, where its two entities stand, and the class of their relation."""

    id: str
    text: str
    p: Span
    q: Span
    label: str


def read_sentiment(fields: Fields) -> SentimentRecord:
    """Return the record that the fields describe."""
    return SentimentRecord(
        id=fields.identifier(),
        text=fields.text("text"),
        p=fields.span("p_span"),
        q=fields.span("q_span"),
        label=CLASSES[fields.whole("label", below=len(CLASSES))],
    )


def measure_sentiment(records: Sequence[SentimentRecord], findings: Findings) -> Figures:
    """Return how often the class is right, and how well each class is told from the others.

    Figures:
        accuracy: records whose class is right.
        macro f1: the mean of the f1 of the five classes.
        ... precision, recall, f1: of each class.
    """
    found = by_article(findings)
    pairs = Counter((one.label, classify(one, found.get(one.id, []))) for one in records)
    of_class = {name: class_figures(name, pairs) for name in CLASSES}
    return {
        "records": len(records),
        "accuracy": share(sum(pairs[name, name] for name in CLASSES), len(records)),
        "macro f1": macro_f1(CLASSES, pairs),
    } | {f"{name}: {key}": value for name in CLASSES for key, value in of_class[name].items()}


def classify(record: SentimentRecord, findings: Sequence[Finding]) -> str:
    """Return the class that the events tell: the sign of their summed scores, the stronger way.

    Meetings tell nothing, for enemies meet too; nor does what is denied to have happened.
    """
    telling = [one for one in findings if _tells(one)]
    forward = sum(one.score for one in telling if _is_from(record.p, record.q, one))
    backward = sum(one.score for one in telling if _is_from(record.q, record.p, one))
    if forward and abs(forward) >= abs(backward):
        return "p likes q" if forward > 0 else "p dislikes q"
    if backward:
        return "q likes p" if backward > 0 else "q dislikes p"
    return "none"


def judge_sentiment(records: Sequence[SentimentRecord], findings: Findings) -> Iterator[Verdict]:
    """Yield each event that tells of p and q, with whether the class is what it tells.

    What it tells of others is not marked. Where the class is none, every such event is wrong, true
    or not, so that the share of right ones is a floor.
    """
    found = by_article(findings)
    for record in records:
        for one in found.get(record.id, []):
            told = classify(record, [one])
            if told != "none":
                yield one, told == record.label


def _tells(finding: Finding) -> bool:
    return finding.event_type != "CONSULT" and "negation" not in finding.auxiliary


def _is_from(source: Span, target: Span, finding: Finding) -> bool:
    return stands_at(source, finding.actors) and stands_at(target, finding.recipients)

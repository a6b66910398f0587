"""re3d documents: texts with the relations that hold between their entities.

The set is the UK Defence Science and Technology Laboratory's. Its relations tell how two parties
stand to each other, not what was done, so an event is right if it shows the relation: contact
between those who communicate, a score above zero between friends, below zero between enemies.
Not every relation is marked, so precision is a floor.
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
    f1,
    share,
    stands_at,
)

_SHOWN_BY = {
    "CommWith": "contact",
    "Likes": "positive",
    "AlliesOf": "positive",
    "Dislikes": "negative",
    "FightingAgainst": "negative",
}
_UNDIRECTED = frozenset(("CommWith", "AlliesOf", "FightingAgainst"))
_CONTACTS = frozenset(
    ("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "REQUEST", "ACCUSE", "REJECT", "THREATEN")
)


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation from the words at ``source`` to the words at ``target``."""

    kind: str
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Re3dDocument:
    """A text with its relations, those left out that no event could show (BelongsTo ...)."""

    id: str
    text: str
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class _Tally:
    """What became of one document: its relations by their kind, and its events."""

    marked: Counter[str]
    paired: int
    shown: Counter[str]
    verdicts: list[Verdict]


def read_re3d(fields: Fields) -> Re3dDocument:
    """Return the document that the fields describe."""
    relations = (_relation(one) for one in fields.records("relations"))
    return Re3dDocument(
        id=fields.identifier(),
        text=fields.text("text"),
        relations=tuple(one for one in relations if one.kind in _SHOWN_BY),
    )


def measure_re3d(documents: Sequence[Re3dDocument], findings: Findings) -> Figures:
    """Return how many of the relations the events show, and how many of the events show one.

    Figures:
        events: those with two parties or more, one of them a recipient unless they meet.
        pair recall: relations with an event between their parties, whatever it is.
        class recall: relations with an event that shows them.
        precision (floor): events that show a relation.
        f1 (floor): of class recall and precision.
        ... recall: class recall of each kind of relation.
    """
    tallies = _tallies(documents, findings)
    marked = sum((one.marked for one in tallies), Counter[str]())
    shown = sum((one.shown for one in tallies), Counter[str]())
    rights = [right for one in tallies for _, right in one.verdicts]
    recall = share(shown.total(), marked.total())
    precision = share(sum(rights), len(rights))
    return {
        "relations": marked.total(),
        "events": len(rights),
        "pair recall": share(sum(one.paired for one in tallies), marked.total()),
        "class recall": recall,
        "precision (floor)": precision,
        "f1 (floor)": f1(precision, recall),
    } | {f"{kind}: recall": share(shown[kind], marked[kind]) for kind in sorted(marked)}


def judge_re3d(documents: Sequence[Re3dDocument], findings: Findings) -> Iterator[Verdict]:
    """Yield each event between parties with whether it shows a relation that is marked."""
    for tally in _tallies(documents, findings):
        yield from tally.verdicts


def _relation(fields: Fields) -> Relation:
    return Relation(fields.text("type"), fields.span("source_span"), fields.span("target_span"))


def _tallies(documents: Sequence[Re3dDocument], findings: Findings) -> list[_Tally]:
    found = by_article(findings)
    return [_tally(document, found.get(document.id, [])) for document in documents]


def _tally(document: Re3dDocument, mine: Sequence[Finding]) -> _Tally:
    between = [(one, [f for f in mine if _is_between(one, f)]) for one in document.relations]
    shown = [one for one, pair in between if any(_shows(one, finding) for finding in pair)]
    right = [any(_is_between(r, f) and _shows(r, f) for r in document.relations) for f in mine]
    return _Tally(
        marked=Counter(one.kind for one in document.relations),
        paired=sum(bool(pair) for _, pair in between),
        shown=Counter(one.kind for one in shown),
        verdicts=[(f, hit) for f, hit in zip(mine, right, strict=True) if _is_dyadic(f)],
    )


def _is_between(relation: Relation, finding: Finding) -> bool:
    """Tell whether the event is from source to target, or simply has both if that is the same.

    Where there is no recipient, those who act do it to each other.
    """
    others = finding.recipients or finding.actors
    if stands_at(relation.source, finding.actors) and stands_at(relation.target, others):
        return True
    return (
        relation.kind in _UNDIRECTED
        and stands_at(relation.source, finding.parties)
        and stands_at(relation.target, finding.parties)
    )


def _shows(relation: Relation, finding: Finding) -> bool:
    shown_by = _SHOWN_BY[relation.kind]
    if shown_by == "contact":
        return finding.event_type in _CONTACTS
    return finding.score > 0 if shown_by == "positive" else finding.score < 0


def _is_dyadic(finding: Finding) -> bool:
    met = bool(finding.recipients) or finding.event_type == "CONSULT"
    return met and len(finding.parties) > 1

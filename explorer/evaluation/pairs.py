"""PLV pairs: a sentence, a source and a target marked in it, and the class of what is between them.

The form is that of Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot
Political Relation Classification" (ACL 2024). Classes are PLOVER's types, but that CONCEDE and
RETREAT are one, YIELD.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer import ontology
from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import (
    Figures,
    Finding,
    Findings,
    Named,
    Party,
    Span,
    any_same,
    by_article,
    macro_f1,
    share,
    stands_at,
)

NONE = "none"  # no event between the two
_MERGED = dict.fromkeys(("CONCEDE", "RETREAT"), "YIELD")


@dataclass(frozen=True, slots=True)
class PairRecord:
    """A sentence, where its source and target stand (one of them may do so nowhere), the class."""

    id: str
    text: str
    source: tuple[Span, ...]
    target: tuple[Span, ...]
    label: str


def classes() -> dict[str, str]:
    """Return the quad category of each class; that of YIELD is that of CONCEDE."""
    types = ontology.event_types()
    return {_class_of(name): one.quad for name, one in types.items() if name != "RETREAT"}


def read_pair(fields: Fields) -> PairRecord:
    """Return the record that the fields describe."""
    return PairRecord(
        id=fields.identifier(),
        text=fields.text("text"),
        source=fields.spans("source_spans"),
        target=fields.spans("target_spans"),
        label=fields.one_of("cls", tuple(classes())),
    )


def measure_pairs(records: Sequence[PairRecord], findings: Findings) -> Figures:
    """Return how often the class of the pair is told, and how well classes are told apart.

    Figures:
        type recall: records with an event of the class, whoever takes part.
        pair recall: records with an event from source to target, whatever it is.
        accuracy: records whose class is right.
        root macro f1: the mean of the f1 of the classes.
        quad macro f1: the mean of the f1 of the quad categories that the classes have.
    """
    found = by_article(findings)
    mine = [found.get(one.id, []) for one in records]
    between = [
        [finding for finding in some if _is_between(one, finding)]
        for one, some in zip(records, mine, strict=True)
    ]
    roots = Counter(zip((one.label for one in records), map(_told, between), strict=True))
    typed = sum(
        any(_class_of(finding.event_type) == one.label for finding in some)
        for one, some in zip(records, mine, strict=True)
    )
    quads = Counter[tuple[str, str]]()
    for (wanted, told), count in roots.items():
        quads[_quad(wanted), _quad(told)] += count
    return {
        "records": len(records),
        "type recall": share(typed, len(records)),
        "pair recall": share(sum(map(bool, between)), len(records)),
        "accuracy": share(sum(roots[name, name] for name in classes()), len(records)),
        "root macro f1": macro_f1(classes(), roots),
        "quad macro f1": macro_f1(ontology.QUADS, quads),
    }


def _class_of(event_type: str) -> str:
    return _MERGED.get(event_type, event_type)


def _quad(label: str) -> str:
    return classes().get(label, NONE)


def _told(between: Iterable[Finding]) -> str:
    """Return the class of the surest event between the two, of the first if several are."""
    surest = max(between, key=lambda finding: finding.confidence, default=None)
    return _class_of(surest.event_type) if surest else NONE


def _is_between(record: PairRecord, finding: Finding) -> bool:
    """Tell whether the event goes from source to target; a mutual one may go either way.

    Of a record with one end alone, the other one may be anybody, or nobody.
    """

    def source(parties: Iterable[Party]) -> bool:
        return _is_among(record.source, record.text, parties)

    def target(parties: Iterable[Party]) -> bool:
        return _is_among(record.target, record.text, parties)

    if not record.target:
        return source(finding.actors)
    if not record.source:
        return target(finding.recipients or finding.actors)
    if source(finding.actors) and target(finding.recipients):
        return True
    mutual = finding.reciprocal and len(finding.parties) > 1
    return mutual and source(finding.parties) and target(finding.parties)


def _is_among(spans: Iterable[Span], text: str, parties: Iterable[Party]) -> bool:
    """Tell whether a party overlaps one of the spans, or shares a content word with them."""
    places, present = tuple(spans), tuple(parties)
    words = " ".join(text[start:end] for start, end in places)
    return any(stands_at(one, present) for one in places) or any_same([Named(words)], present)

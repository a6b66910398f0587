"""An annotated document: the events that a whole article must yield, may yield, and who acts in it.

An edge of the annotation names those who may be its actor and its recipient, each one enough,
and the types it may have. ``*`` is anybody, null nobody. Names are the keys of ``actors``, and an
alias found in an event stands for its key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import Figures, Finding, Findings, Party, by_article, f1, share

ANYBODY = "*"
NOBODY = ""  # null in the file

_FRAME = re.compile(r"^the |'s$|’s$")


@dataclass(frozen=True, slots=True)
class Edge:
    """An event of the annotation; ``note`` says where in the text it is told."""

    actors: frozenset[str]
    recipients: frozenset[str]
    types: frozenset[str]
    undirected: bool = False
    future: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class AnnotatedDocument:
    """An article with its edges. ``names`` gives the actor of each name and alias, folded."""

    id: str
    text: str
    names: dict[str, str]
    must: tuple[Edge, ...]
    may: tuple[Edge, ...] = ()
    never_actors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Told:
    """An event with its parties under the names of the annotation."""

    actors: frozenset[str]
    recipients: frozenset[str]
    finding: Finding


def read_document(fields: Fields) -> AnnotatedDocument:
    """Return the document that the fields describe."""
    actors = fields.named_records("actors")
    aliases = {name: (name, *one.texts("aliases")) for name, one in actors.items()}
    return AnnotatedDocument(
        id=fields.identifier(),
        text=fields.text("text"),
        names={_folded(alias): name for name, known in aliases.items() for alias in known},
        must=tuple(map(_edge, fields.records("must"))),
        may=tuple(map(_edge, fields.records("may"))),
        never_actors=fields.texts("never_actors"),
    )


def measure_document(documents: Sequence[AnnotatedDocument], findings: Findings) -> Figures:
    """Return how much of what must be found was, and how much of what was found may be.

    Figures:
        recall: edges of ``must`` that an event fits.
        events: those with a recipient, or with two actors.
        precision: those of them that fit an edge of ``must`` or ``may``.
        never-actors seen: names that are no actors, and were taken for one.
    """
    pairs = _pairs(documents, findings)
    must = sum(len(document.must) for document in documents)
    missed = sum(len(_missed(*pair)) for pair in pairs)
    events = sum(len(_dyadic(told)) for _, told in pairs)
    wrong = sum(len(_wrong(*pair)) for pair in pairs)
    recall, precision = share(must - missed, must), share(events - wrong, events)
    return {
        "must": must,
        "events": events,
        "recall": recall,
        "precision": precision,
        "f1": f1(precision, recall),
        "never-actors seen": sum(len(_never_actors(*pair)) for pair in pairs),
    }


def remark_document(documents: Sequence[AnnotatedDocument], findings: Findings) -> list[str]:
    """Return what was missed, what was wrong and who is no actor, a line each."""
    pairs = _pairs(documents, findings)
    missed = [f"missed: {_shown(edge)}" for pair in pairs for edge in _missed(*pair)]
    wrong = [f"wrong: {_line(told)}" for pair in pairs for told in _wrong(*pair)]
    return missed + wrong + [f"no actor: {name}" for pair in pairs for name in _never_actors(*pair)]


def _edge(fields: Fields) -> Edge:
    return Edge(
        actors=frozenset(fields.texts("actor")),
        recipients=frozenset(fields.texts("recipient")),
        types=frozenset(fields.texts("types")),
        undirected=fields.flag("undirected"),
        future=fields.flag("future"),
        note=str(fields.raw.get("note", "")),
    )


def _folded(name: str) -> str:
    return _FRAME.sub("", name.strip().lower())


def _pairs(
    documents: Sequence[AnnotatedDocument], findings: Findings
) -> list[tuple[AnnotatedDocument, list[_Told]]]:
    found = by_article(findings)
    return [(one, [_told(one, mine) for mine in found.get(one.id, [])]) for one in documents]


def _told(document: AnnotatedDocument, finding: Finding) -> _Told:
    return _Told(_names(document, finding.actors), _names(document, finding.recipients), finding)


def _names(document: AnnotatedDocument, parties: Iterable[Party]) -> frozenset[str]:
    return frozenset(_name(document, party) for party in parties)


def _name(document: AnnotatedDocument, party: Party) -> str:
    by_text = document.names.get(_folded(party.text), party.name)
    return document.names.get(_folded(party.name), by_text)


def _missed(document: AnnotatedDocument, told: Iterable[_Told]) -> list[Edge]:
    everything = tuple(told)
    return [edge for edge in document.must if not any(_fits(edge, one) for one in everything)]


def _wrong(document: AnnotatedDocument, told: Iterable[_Told]) -> list[_Told]:
    edges = document.must + document.may
    return [one for one in _dyadic(told) if not any(_fits(edge, one) for edge in edges)]


def _dyadic(told: Iterable[_Told]) -> list[_Told]:
    return [one for one in told if one.recipients or len(one.actors) > 1]


def _never_actors(document: AnnotatedDocument, told: Iterable[_Told]) -> list[str]:
    seen = {name for one in told for name in one.actors | one.recipients}
    return sorted(seen.intersection(document.never_actors))


def _fits(edge: Edge, told: _Told) -> bool:
    return _fits_kind(edge, told.finding) and _fits_parties(edge, told.actors, told.recipients)


def _fits_kind(edge: Edge, finding: Finding) -> bool:
    """Tell whether type and time are right; what is agreed on (AGREE) is in the future anyway."""
    to_come = "future" in finding.auxiliary or finding.event_type == "AGREE"
    return finding.event_type in edge.types and (to_come or not edge.future)


def _fits_parties(edge: Edge, actors: frozenset[str], recipients: frozenset[str]) -> bool:
    if _fits_side(edge.actors, actors) and _fits_side(edge.recipients, recipients):
        return True
    if not edge.undirected:
        return False
    if _fits_side(edge.actors, recipients) and _fits_side(edge.recipients, actors):
        return True
    together = not recipients and len(actors) > 1
    return together and _fits_side(edge.actors, actors) and _fits_side(edge.recipients, actors)


def _fits_side(wanted: frozenset[str], present: frozenset[str]) -> bool:
    if not present:
        return NOBODY in wanted
    return ANYBODY in wanted or not wanted.isdisjoint(present)


def _shown(edge: Edge) -> str:
    kinds = _listed(edge.types, " or ")
    return edge.note or f"{_listed(edge.actors)} {kinds} {_listed(edge.recipients)}"


def _line(told: _Told) -> str:
    deed = f"{told.finding.event_type} ({told.finding.trigger})"
    return f"{_listed(told.actors)} {deed} {_listed(told.recipients)}"


def _listed(names: Iterable[str], joint: str = ", ") -> str:
    return joint.join(sorted(name or "nobody" for name in names)) or "nobody"

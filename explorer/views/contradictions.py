"""Where one sentence says what another denies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import networkx as nx

from explorer.edges import Edge
from explorer.graph import iter_events
from explorer.views.filter import event_day

Item = tuple[str, str, str | None]  # an event's key, its actor, its recipient if there is one
Told = tuple[str, str | None, str, Edge]  # actor, recipient, key, event
_Deed = tuple[str, str | None, str | None]  # actor, recipient, type

_NEAR = 7  # days after a charge in which its deed is denied elsewhere
_BETWEEN_SENTENCES = 3  # characters at most


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two sets of events that cannot both be as they are told.

    ``kind`` is "deed" where what a does to b, or both do together, is told and denied, and
    "charge" where a accuses b and b denies. ``a`` and ``b`` are actors' ids.
    """

    kind: str
    a: str
    b: str
    claims: tuple[Item, ...]
    denials: tuple[Item, ...]


def contradictions(graph: nx.MultiDiGraph[str]) -> list[Contradiction]:
    """Return all contradictions in a graph, those with the most events first."""
    edges = list(iter_events(graph))
    found = [*_deeds(edges), *_charges(graph, edges)]
    return sorted(found, key=lambda one: (-len(one.claims + one.denials), one.a, one.b, one.kind))


def _deeds(edges: Iterable[Told]) -> Iterator[Contradiction]:
    """Yield the deeds that are told of two actors and denied of them.

    A refusal denies what it refuses: "will not meet" is REJECT over CONSULT (PLOVER manual).
    """
    groups: dict[tuple[str, str, str | None], dict[bool, list[Item]]]
    groups = defaultdict(lambda: defaultdict(list))
    for actor, recipient, key, event in edges:
        deed = event["underlying_type"] or event["event_type"]
        refused = event["event_type"] == "REJECT"
        if recipient is not None and not _rejects_a_charge(event):
            denied = (event["status"] == "denied") != refused
            a, b = sorted((actor, recipient))
            groups[a, b, deed][denied].append((key, actor, recipient))
    for (a, b, _), told in groups.items():
        if told[True] and told[False]:
            yield Contradiction("deed", a, b, tuple(told[False]), tuple(told[True]))


def _rejects_a_charge(event: Edge) -> bool:
    """Tell whether somebody rejects what is said of it, or something that is not told."""
    return event["event_type"] == "REJECT" and event["underlying_type"] in (None, "ACCUSE")


def _charges(graph: nx.MultiDiGraph[str], edges: Iterable[Told]) -> Iterator[Contradiction]:
    """Yield the charges that are answered by the accused, or by somebody of its country.

    The answer follows upon the charge; or it comes later in the same article, between the same two;
    or it denies, later on, what is told in the charge's sentence.
    """
    edges = list(edges)
    charges: dict[tuple[str, str], list[Told]] = defaultdict(list)
    told: dict[tuple[str, int], set[_Deed]] = defaultdict(set)  # by sentence
    for edge in edges:
        actor, recipient, _, event = edge
        if event["event_type"] != "REJECT":
            told[event["article"], event["sentence_start"]].add(_deed(edge))
        if event["event_type"] == "ACCUSE" and event["status"] == "done" and recipient is not None:
            charges[actor, recipient].append(edge)
    answers = [edge for edge in edges if _is_answer(graph, edge)]

    def meets(answer: Told, charge: Told) -> bool:
        event = charge[3]
        deeds = told[event["article"], event["sentence_start"]]
        return _is_of_sides(graph, answer, charge) and (
            _follows(answer[3], event)
            or _returns(answer, charge)
            or (_deed(answer) in deeds and _is_later(graph, answer[3], event))
        )

    for (a, b), group in charges.items():
        met = [one for one in group if any(meets(answer, one) for answer in answers)]
        denials = [one for one in answers if any(meets(one, charge) for charge in met)]
        if denials:
            yield Contradiction("charge", a, b, _items(met), _items(denials))


def _is_answer(graph: nx.MultiDiGraph[str], edge: Told) -> bool:
    """Tell whether somebody rejects something, or denies what it or its country did."""
    actor, _, _, event = edge
    if _rejects_a_charge(event):
        return bool(event["status"] == "done")
    speaker = event["attribution_id"]
    return (
        event["status"] == "denied"
        and speaker is not None
        and side(graph, speaker) == side(graph, actor)
    )


def _deed(edge: Told) -> _Deed:
    actor, recipient, _, event = edge
    return actor, recipient, event["underlying_type"] or event["event_type"]


def _is_of_sides(graph: nx.MultiDiGraph[str], answer: Told, charge: Told) -> bool:
    """Tell whether the accused's side answers, and to the accuser's where it rejects something."""
    actor, recipient, _, event = answer
    accuser, accused, _, _ = charge
    if accused is None or side(graph, actor) != side(graph, accused):
        return False
    rejects = event["event_type"] == "REJECT"
    return not rejects or (recipient is not None and side(graph, recipient) == side(graph, accuser))


def _follows(answer: Edge, charge: Edge) -> bool:
    """Tell whether an answer stands in the same sentence as the charge, or in the next one."""
    since = answer["sentence_start"] - charge["sentence_start"]
    end = len(charge["sentence"]) + _BETWEEN_SENTENCES
    return answer["article"] == charge["article"] and 0 <= since <= end


def _returns(answer: Told, charge: Told) -> bool:
    """Tell whether the accused rejects the accuser itself, later in the same article."""
    event, accusation = answer[3], charge[3]
    return (
        event["event_type"] == "REJECT"
        and answer[:2] == (charge[1], charge[0])
        and event["article"] == accusation["article"]
        and event["sentence_start"] >= accusation["sentence_start"]
    )


def _is_later(graph: nx.MultiDiGraph[str], answer: Edge, charge: Edge) -> bool:
    """Tell whether an answer comes after the charge, in its article or within some days."""
    if answer["article"] == charge["article"]:
        return answer["sentence_start"] >= charge["sentence_start"]
    days = [day for event in (charge, answer) if (day := event_day(graph, event))]
    first, then = map(date.fromisoformat, days) if len(days) == 2 else (date.max, date.min)
    return 0 <= (then - first).days <= _NEAR


def side(graph: nx.MultiDiGraph[str], node: str) -> str:
    """Return for whom an actor speaks: its country, or itself."""
    country = graph.nodes[node]["country"] if node in graph else None
    return country or node


def _items(edges: Iterable[Told]) -> tuple[Item, ...]:
    return tuple((key, actor, recipient) for actor, recipient, key, _ in edges)

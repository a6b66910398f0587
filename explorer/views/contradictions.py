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

_NEAR = 7  # days between a charge and its denial, where nothing else connects the two


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
    """Yield the charges that are answered by the accused, or by somebody of its country."""
    edges = list(edges)
    charges: dict[tuple[str, str], list[Told]] = defaultdict(list)
    for edge in edges:
        actor, recipient, _, event = edge
        if event["event_type"] == "ACCUSE" and event["status"] == "done" and recipient is not None:
            charges[actor, recipient].append(edge)
    answers = [edge for edge in edges if _is_answer(graph, edge)]
    for (a, b), group in charges.items():
        denials = [one for one in answers if any(_meets(graph, one, charge) for charge in group)]
        if denials:
            yield Contradiction("charge", a, b, _items(group), _items(denials))


def _is_answer(graph: nx.MultiDiGraph[str], edge: Told) -> bool:
    """Tell whether somebody rejects something, or denies what it or its country did."""
    actor, _, _, event = edge
    if _rejects_a_charge(event):
        return bool(event["status"] == "done")
    speaker = event["attribution_id"]
    return (
        event["status"] == "denied"
        and speaker is not None
        and _side(graph, speaker) == _side(graph, actor)
    )


def _meets(graph: nx.MultiDiGraph[str], answer: Told, charge: Told) -> bool:
    actor, recipient, _, event = answer
    accuser, accused, _, accusation = charge
    if accused is None or _side(graph, actor) != _side(graph, accused):
        return False
    if event["event_type"] == "REJECT":
        return recipient is not None and _side(graph, recipient) == _side(graph, accuser)
    return event["article"] == accusation["article"] or _near(graph, event, accusation)


def _near(graph: nx.MultiDiGraph[str], one: Edge, other: Edge) -> bool:
    days = [day for event in (one, other) if (day := event_day(graph, event))]
    first, *rest = map(date.fromisoformat, days) if len(days) == 2 else (date.min, date.max)
    return abs((rest[0] - first).days) <= _NEAR


def _side(graph: nx.MultiDiGraph[str], node: str) -> str:
    country = graph.nodes[node]["country"] if node in graph else None
    return country or node


def _items(edges: Iterable[Told]) -> tuple[Item, ...]:
    return tuple((key, actor, recipient) for actor, recipient, key, _ in edges)

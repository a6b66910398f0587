"""Events as articles report them: one row each, with all who take part, whatever the pairs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import networkx as nx

from explorer.edges import Edge
from explorer.graph import iter_events
from explorer.views.bundles import event_label, is_many, line_id


@dataclass(frozen=True, slots=True)
class Report:
    """One event in one sentence; ``event`` are its edge attributes.

    ``actors`` and ``recipients`` are ids in the order of the graph. Where nobody acts on anybody
    (they meet, or one acts alone) there are no recipients. ``lines`` are the ids of the bundles
    that show it.
    """

    key: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    event: Edge
    lines: tuple[str, ...]


def reports(graph: nx.MultiDiGraph[str]) -> list[Report]:
    """Return every event once, by article and then in the order of the text."""
    found: dict[str, list[tuple[str, str | None]]] = {}
    events: dict[str, Edge] = {}
    for actor, recipient, key, event in iter_events(graph):
        found.setdefault(key, []).append((actor, recipient))
        events[key] = event
    rows = [_report(key, pairs, events[key]) for key, pairs in found.items()]
    return sorted(
        rows, key=lambda row: (row.event["article"], row.event["sentence_start"], row.key)
    )


def words(graph: nx.MultiDiGraph[str], report: Report) -> tuple[str, str, str]:
    """Return who, did what, to whom; those who meet are named before it, as one."""
    who, whom = (
        _listed([graph.nodes[one]["name"] for one in ids])
        for ids in (report.actors, report.recipients)
    )
    many = len(report.actors) > 1 or any(is_many(graph.nodes[one]) for one in report.actors)
    return who, event_label(report.event, many=many), whom


def said_by(graph: nx.MultiDiGraph[str], event: Edge) -> str | None:
    """Return who says so, by name where that is an actor: what stands there may be "Iranian"."""
    speaker = event["attribution_id"]
    if speaker is None or speaker not in graph:
        return event["attribution"]
    return str(graph.nodes[speaker]["name"])


def _listed(names: list[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _report(key: str, pairs: list[tuple[str, str | None]], event: Edge) -> Report:
    actors = [actor for actor, _ in pairs]
    others = [other for _, other in pairs if other is not None]
    if not event["directed"]:
        actors, others = [*actors, *others], []
    lines = (line_id(actor, other, event) for actor, other in pairs if other is not None)
    return Report(key, _once(actors), _once(others), event, _once(lines))


def _once(values: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))

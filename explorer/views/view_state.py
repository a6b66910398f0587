"""How somebody looks at a graph, and what is seen of it so.

``export/static/visible.js`` draws by the same rules, so that the key answers at once; what is taken
away is made by those here. A test holds the two together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import networkx as nx

from explorer.edges import Edge
from explorer.filters import MOST_ACTORS
from explorer.graph import Pair, iter_pairs, part
from explorer.views.bundles import line_id, polarity
from explorer.views.filter import without_idle_affiliations


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What is switched off in the key, hidden by hand, and whose surroundings alone are shown.

    ``hidden`` are ids of actors and of lines (``line_id``). ``ways`` are pairs of actors, "a|b" in
    alphabetical order: if there are any, only what is between them is seen. ``around`` are ids of
    actors, ``depth`` how many steps from them, ``most`` how many actors are drawn at most. ``pins``
    are the places that a reader gave to actors: id, x and y.
    """

    kinds_off: tuple[str, ...] = ()
    polarities_off: tuple[str, ...] = ()
    quads_off: tuple[str, ...] = ()
    statuses_off: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    ways: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    depth: int = 1
    most: int = MOST_ACTORS
    pins: tuple[tuple[str, int, int], ...] = ()

    def set_fields(self) -> dict[str, Any]:
        """Return what it leaves out, JSON-ready, to stand beside the fields of a Filter."""
        fields = {
            "without_kinds": self.kinds_off,
            "without_lines": self.polarities_off,
            "without_quads": self.quads_off,
            "without_statuses": self.statuses_off,
            "hidden": self.hidden,
            "ways": self.ways,
            "around": self.around,
            "steps": (self.depth,) if self.around else (),
        }
        return {name: list(values) for name, values in fields.items() if values}


def seen(graph: nx.MultiDiGraph[str], look: Look) -> nx.MultiDiGraph[str]:
    """Return what is seen of a graph, however many actors there are.

    ``graph["filters"]`` of the result tells what was left out, beside the filters there were.
    """
    look = _in_effect(graph, look)
    asked = look.set_fields()
    if not asked:
        return graph
    edges = [edge for edge in iter_pairs(graph) if _is_seen(graph, look, edge)]
    if look.polarities_off or look.quads_off or look.statuses_off:
        edges = without_idle_affiliations(edges)
    nodes = _nodes(graph, look, edges)
    kept = {edge[:3] for edge in edges}
    some = part(graph, nodes=nodes, keep=lambda edge: edge[:3] in kept)
    for _, attributes in some.nodes(data=True):
        attributes["solo"] = [one for one in attributes["solo"] if _passes(look, one)]
    some.graph["filters"] = {**graph.graph.get("filters", {}), **asked}
    return some


def _in_effect(graph: nx.MultiDiGraph[str], look: Look) -> Look:
    """Return the look without actors that a filter took away."""
    ways = tuple(pair for pair in look.ways if all(id in graph for id in pair.split("|")))
    return replace(look, ways=ways, around=tuple(id for id in look.around if id in graph))


def _is_seen(graph: nx.MultiDiGraph[str], look: Look, edge: Pair) -> bool:
    actor, recipient, _, event = edge
    return (
        _is_on(graph, look, actor)
        and _is_on(graph, look, recipient)
        and line_id(actor, recipient, event) not in look.hidden
        and (not look.ways or "|".join(sorted((actor, recipient))) in look.ways)
        and _passes(look, event)
    )


def _is_on(graph: nx.MultiDiGraph[str], look: Look, node: str) -> bool:
    return graph.nodes[node]["kind"] not in look.kinds_off and node not in look.hidden


def _passes(look: Look, event: Edge) -> bool:
    return (
        (event["quad"] or "affiliation") not in look.quads_off
        and event["status"] not in look.statuses_off
        and polarity(event) not in look.polarities_off
    )


def _nodes(graph: nx.MultiDiGraph[str], look: Look, edges: Sequence[Pair]) -> list[str]:
    """Return who is seen; who has no line at all is, as long as nothing is asked of lines."""
    linked = {node for edge in edges for node in edge[:2]}
    if not (look.polarities_off or look.quads_off or look.statuses_off or look.ways):
        linked |= {node for node in graph if not graph.degree(node) and _is_on(graph, look, node)}
    if look.around:
        linked &= _within(edges, look)
    return [node for node in graph if node in linked]


def _within(edges: Iterable[Pair], look: Look) -> set[str]:
    """Return the actors at most so many lines away from those looked around."""
    lines: nx.Graph[str] = nx.Graph(edge[:2] for edge in edges)
    lines.add_nodes_from(look.around)
    near = nx.multi_source_dijkstra_path_length(lines, {*look.around}, cutoff=look.depth)
    return set(near)

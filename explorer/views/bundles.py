"""Bundles: the lines of the picture, each standing for parallel events, and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import fmean
from typing import Any

import networkx as nx

from explorer.edges import Edge, KeyedEdge
from explorer.graph import iter_pairs
from explorer.model import Kind
from explorer.ontology import STATUSES, label
from explorer.views.filter import event_day

POLARITIES = ("conflict", "neutral", "cooperation", "affiliation")

_NEUTRAL_BELOW = 1.0  # a plain request scores 0 and an appeal for help 0.5: neither friend nor foe

# How the verb of a label ("meets") reads for an event of each status.
_PHRASES = {
    "done": "{third}",
    "planned": "will {verb}",
    "possible": "may {verb}",
    "denied": "does not {verb}",
}
_PHRASES_OF_MANY = _PHRASES | {"done": "{verb}", "denied": "do not {verb}"}
_HEAD = re.compile(r"\s(?:of|in|from|at|near|on|for|who|with|loyal)\s|,", re.IGNORECASE)
_IRREGULAR = ("men", "women", "people", "children", "police")
_SINGULAR = ("ss", "us")
# What an organisation calls itself where it means its men; most names in s are of one body.
_BODIES = ("forces", "troops", "rebels", "guards", "brigades", "fighters")


@dataclass(frozen=True, slots=True)
class Bundle:
    """One line of the picture.

    ``a`` and ``b`` are the actors' ids in alphabetical order; ``arrows`` says where the line has
    heads: "to" (at b), "from" (at a), "both" or "". ``keys`` are the edges it stands for, oldest
    first, ``score`` their mean. The ``id`` depends on the pair, polarity and status alone, so it
    stays the same whatever is filtered.
    """

    id: str
    a: str
    b: str
    polarity: str
    status: str
    arrows: str
    count: int
    score: float
    label: str
    keys: tuple[str, ...]


class _Drawn(KeyedEdge):
    """An edge on a line: whether it goes from a to b, and whether its actor is many."""

    forward: bool
    many: bool


def polarity(event: Edge) -> str:
    """Return one of ``POLARITIES`` for an edge: by its score, near 0 being neutral."""
    if event["relation"] == "affiliation":
        return "affiliation"
    if abs(event["score"]) < _NEUTRAL_BELOW:
        return "neutral"
    return "conflict" if event["score"] < 0 else "cooperation"


def event_label(event: Mapping[str, Any], *, many: bool = False) -> str:
    """Return the words between actor and recipient: "meets", "will meet", "does not accuse".

    What is planned, possible or denied is named by the deed itself (its underlying type).
    An affiliation has no verb: its role, or "". Of ``many`` actors, or of one whose name is in the
    plural, the verb is too: "meet", "do not accuse".
    """
    if event["relation"] == "affiliation":
        return event["role"] or ""
    deed = event["underlying_type"] if event["status"] != "done" else None
    return _phrase(deed or event["event_type"], event["mode"], event["status"], many)


@cache
def _phrase(event_type: str, mode: str | None, status: str, many: bool) -> str:
    third = label(event_type, mode)
    verb, *rest = third.split(" ")
    # All labels begin with a regular verb in the third person; a test holds the table to it.
    phrases = _PHRASES_OF_MANY if many else _PHRASES
    return phrases[status].format(third=third, verb=" ".join((verb.removesuffix("s"), *rest)))


def line_id(actor: str, recipient: str, event: Edge) -> str:
    """Return the id of the bundle that an edge belongs to."""
    return "|".join((*sorted((actor, recipient)), polarity(event), event["status"]))


def bundles(graph: nx.MultiDiGraph[str]) -> list[Bundle]:
    """Return the lines to draw, sorted by pair, polarity and status.

    All affiliations of a pair make one line without heads and without a label.
    """
    groups: dict[tuple[str, str, str, str], list[_Drawn]] = {}
    for actor, recipient, key, attributes in iter_pairs(graph):
        a, b = sorted((actor, recipient))
        many = is_many(graph.nodes[actor])
        edge: _Drawn = {**attributes, "key": key, "forward": actor == a, "many": many}
        groups.setdefault((a, b, polarity(edge), edge["status"]), []).append(edge)
    return [_bundle(graph, *kind, edges) for kind, edges in sorted(groups.items(), key=_place)]


def _place(group: tuple[tuple[str, str, str, str], Any]) -> tuple[str, str, int, int]:
    (a, b, polarity, status), _ = group
    return (a, b, POLARITIES.index(polarity), STATUSES.index(status))


def _bundle(
    graph: nx.MultiDiGraph[str],
    a: str,
    b: str,
    polarity: str,
    status: str,
    edges: Sequence[_Drawn],
) -> Bundle:
    tie = polarity == "affiliation"
    oldest_first = sorted(edges, key=lambda edge: (event_day(graph, edge) or "", edge["key"]))
    return Bundle(
        id="|".join((a, b, polarity, status)),
        a=a,
        b=b,
        polarity=polarity,
        status=status,
        arrows="" if tie else _arrows(edges),
        count=len(edges),
        score=fmean(edge["score"] for edge in edges),
        label="" if tie else _bundle_label(edges),
        keys=tuple(edge["key"] for edge in oldest_first),
    )


def _arrows(edges: Sequence[_Drawn]) -> str:
    ways = {edge["forward"] for edge in edges if edge["directed"]}
    return {(): "", (True,): "to", (False,): "from"}.get(tuple(ways), "both")


def _bundle_label(edges: Sequence[_Drawn]) -> str:
    """Return the most frequent label, the gravest of equals, and how many more events there are."""
    labels = [event_label(edge, many=edge["many"]) for edge in edges]
    counts = Counter(labels)
    weight = {label: abs(edge["score"]) for label, edge in zip(labels, edges, strict=True)}
    first = min(counts, key=lambda text: (-counts[text], -weight[text], text))
    return f"{first} +{len(edges) - 1}" if len(edges) > 1 else first


def is_many(actor: Mapping[str, Any]) -> bool:
    """Return whether an actor, by its node attributes, is named in the plural.

    Groups are by the last word before what they are of ("gunmen", "residents of Basra"), and
    organisations where that word is one for armed men. Countries are one: the United States does.
    """
    words = _HEAD.split(str(actor["name"]).casefold(), maxsplit=1)[0].split()
    last = words[-1] if words else ""
    if actor["kind"] == Kind.ORGANIZATION:
        return last in _BODIES
    if actor["kind"] != Kind.GROUP:
        return False
    return last.endswith(_IRREGULAR) or (last.endswith("s") and not last.endswith(_SINGULAR))

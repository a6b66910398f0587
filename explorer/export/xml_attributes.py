"""A graph in the flat shape that XML formats can hold: text, numbers and truth values only."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

import networkx as nx

from explorer.export.provenance import about, taking_part
from explorer.views import event_label, iter_pairs

# All that XML 1.0 does not allow, half surrogate pairs included, not even as an escape.
_ILLEGAL = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_LINE_END = re.compile(r"\r\n?")


def clean(text: str) -> str:
    """Return text without the characters that XML forbids, every line ending as a line feed."""
    return _ILLEGAL.sub("", _LINE_END.sub("\n", text))


def flat(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return a copy of what takes part whose attributes any graph format can hold.

    Lists and dicts become JSON text, what is None is left out, text is cleaned. Nodes and edges
    get a ``label``; edges get ``event``, their key in the graph given, and what is known of their
    article (``article_title``, ``article_outlet`` ...). Keys are unique over all edges here, as
    formats want it: where one event connects several pairs, its ends are part of the key.
    """
    copy: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    copy.graph.update(_flat(about(graph)))
    graph = taking_part(graph)
    for node, attributes in graph.nodes(data=True):
        copy.add_node(clean(node), **_flat({"label": attributes["name"], **attributes}))
    pairs = Counter(key for *_, key in graph.edges(keys=True))
    for actor, recipient, key, edge in iter_pairs(graph):
        unique = key if pairs[key] == 1 else "|".join((key, actor, recipient))
        source = {f"article_{n}": v for n, v in graph.graph["articles"][edge["article"]].items()}
        data = _flat({"label": event_label(edge) or None, "event": key, **edge, **source})
        copy.add_edge(clean(actor), clean(recipient), clean(unique), **data)
    return copy


def _flat(attributes: Mapping[str, Any]) -> dict[str, str | int | float]:
    return {name: _plain(value) for name, value in attributes.items() if value is not None}


def _plain(value: Any) -> str | int | float:
    if isinstance(value, list | dict):
        return clean(json.dumps(value, ensure_ascii=False))
    return clean(value) if isinstance(value, str) else value

"""Cytoscape's JSON, which Cytoscape opens and Cytoscape.js draws."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import networkx as nx

from explorer.export.provenance import generator
from explorer.export.xml_attributes import flat

_FORMAT = "1.0"
_SET_BY_FORMAT = ("id", "source", "target")


def render_cytoscape(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph, flattened (see ``flat``), as UTF-8 JSON with elements in two lists.

    Under "data" stand generator, version, articles and filters, the latter two as JSON text.
    """
    plain = flat(graph)
    data = {
        "format_version": _FORMAT,
        "generated_by": generator(),
        "data": {"name": "Who did what to whom", **plain.graph},
        "elements": {
            "nodes": [_element(more, id=node) for node, more in plain.nodes(data=True)],
            "edges": [
                _element(more, id=key, source=actor, target=recipient)
                for actor, recipient, key, more in plain.edges(keys=True, data=True)
            ],
        },
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")


def _element(attributes: Mapping[str, Any], **names: str) -> dict[str, Any]:
    kept = {key: value for key, value in attributes.items() if key not in _SET_BY_FORMAT}
    return {"data": {**names, **kept}}

"""Files for programs that read graphs: node-link JSON, GraphML, GEXF and Cytoscape's JSON.

All but the first take the graph in a flat shape: text, numbers and truth values only.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from explorer.export.provenance import about, generator, taking_part
from explorer.views import event_label, iter_pairs

# All that XML 1.0 does not allow, half surrogate pairs included, not even as an escape.
_ILLEGAL = re.compile(r"[^\t\n\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_LINE_END = re.compile(r"\r\n?")
_FORMAT = "1.0"
_SET_BY_FORMAT = ("id", "source", "target")


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


def render_node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph as UTF-8 JSON; ``networkx.node_link_graph(data, edges="edges")`` reads it.

    Under "graph" stand generator, version, articles and filters. Half a surrogate pair, which
    UTF-8 cannot hold, becomes a question mark.
    """
    data = nx.node_link_data(taking_part(graph), edges="edges")
    data["graph"] = about(graph)
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")


def render_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph, flattened (see ``flat``), as GraphML; articles and filters included."""
    file = BytesIO()
    # The plain writer: the other one depends on whether lxml happens to be installed.
    nx.write_graphml_xml(flat(graph), file)
    return file.getvalue()


def render_gexf(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph, flattened (see ``flat``), as GEXF 1.2.

    GEXF knows no attributes of a graph: articles and filters stand in its description, as JSON.
    """
    plain = flat(graph)
    for *_, key, attributes in plain.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter()
    meta = writer.xml.find("meta")
    meta.find("creator").text = generator()
    description = {
        name: json.loads(plain.graph[name]) for name in ("articles", "filters", "only_mentioned")
    }
    SubElement(meta, "description").text = json.dumps(description, ensure_ascii=False)
    writer.add_graph(plain)
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


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

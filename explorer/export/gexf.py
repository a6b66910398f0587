"""GEXF, Gephi's own format."""

from __future__ import annotations

import json
from io import BytesIO
from xml.etree.ElementTree import SubElement

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter

from explorer.export.provenance import generator
from explorer.export.xml_attributes import flat


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

"""GraphML, for Gephi, yEd, Cytoscape, igraph and others."""

from __future__ import annotations

from io import BytesIO

import networkx as nx

from explorer.export.xml_attributes import flat


def render_graphml(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph, flattened (see ``flat``), as GraphML; articles and filters included."""
    file = BytesIO()
    # The plain writer: the other one depends on whether lxml happens to be installed.
    nx.write_graphml_xml(flat(graph), file)
    return file.getvalue()

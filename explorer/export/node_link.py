"""Node-link JSON: networkx's own format, the whole graph and where it comes from."""

from __future__ import annotations

import json

import networkx as nx

from explorer.export.provenance import about, taking_part


def render_node_link(graph: nx.MultiDiGraph[str]) -> bytes:
    """Return the graph as UTF-8 JSON; ``networkx.node_link_graph(data, edges="edges")`` reads it.

    Under "graph" stand generator, version, articles and filters. Half a surrogate pair, which
    UTF-8 cannot hold, becomes a question mark.
    """
    data = nx.node_link_data(taking_part(graph), edges="edges")
    data["graph"] = about(graph)
    return json.dumps(data, ensure_ascii=False, indent=1).encode("utf-8", errors="replace")

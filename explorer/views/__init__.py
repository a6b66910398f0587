"""What to show of a graph: picks, neighbourhoods, rankings, bundles and places.

A graph goes in; a new graph or plain data comes out. Nothing here changes the graph it is given.
"""

from explorer.graph import STATUSES, edge_status
from explorer.views.bundles import POLARITIES, Bundle, bundles, event_label, polarity
from explorer.views.filter import Filter, filter_graph
from explorer.views.layout import layout
from explorer.views.mentioned import only_mentioned
from explorer.views.relations import Relation, between, ego, relations, top

__all__ = [
    "POLARITIES",
    "STATUSES",
    "Bundle",
    "Filter",
    "Relation",
    "between",
    "bundles",
    "edge_status",
    "ego",
    "event_label",
    "filter_graph",
    "layout",
    "only_mentioned",
    "polarity",
    "relations",
    "top",
]

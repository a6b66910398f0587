"""What to show of a graph: picks, neighbourhoods, rankings, bundles and places.

A graph goes in; a new graph or plain data comes out. Nothing here changes the graph it is given.
"""

from explorer.filters import Filter
from explorer.graph import OWN_WORDS, edge_status
from explorer.ontology import STATUSES
from explorer.views.annotated_text import Piece, marked
from explorer.views.brief import Name, Statement, actor_briefs, brief
from explorer.views.bundles import (
    POLARITIES,
    Bundle,
    bundles,
    event_label,
    line_id,
    polarity,
)
from explorer.views.comparison import Difference, compare
from explorer.views.contradictions import Contradiction, contradictions
from explorer.views.filter import filter_graph
from explorer.views.layout import layout
from explorer.views.matrix import Cell, busiest, matrix
from explorer.views.mentioned import only_mentioned
from explorer.views.new_nodes import with_newcomers
from explorer.views.offers import Offers, offers
from explorer.views.profile import Profile, profiles
from explorer.views.provenance import (
    all_events,
    meant,
    outlets,
    speakers,
)
from explorer.views.relations import Relation, between, ego, ranking, relations, top
from explorer.views.reports import Report, reports, said_by, words
from explorer.views.timeline import Bar, event_days, timeline, unit_for
from explorer.views.view_state import Look, seen
from explorer.views.wording import is_many

__all__ = [
    "OWN_WORDS",
    "POLARITIES",
    "STATUSES",
    "Bar",
    "Bundle",
    "Cell",
    "Contradiction",
    "Difference",
    "Filter",
    "Look",
    "Name",
    "Offers",
    "Piece",
    "Profile",
    "Relation",
    "Report",
    "Statement",
    "actor_briefs",
    "all_events",
    "between",
    "brief",
    "bundles",
    "busiest",
    "compare",
    "contradictions",
    "edge_status",
    "ego",
    "event_days",
    "event_label",
    "filter_graph",
    "is_many",
    "layout",
    "line_id",
    "marked",
    "matrix",
    "meant",
    "offers",
    "only_mentioned",
    "outlets",
    "polarity",
    "profiles",
    "ranking",
    "relations",
    "reports",
    "said_by",
    "seen",
    "speakers",
    "timeline",
    "top",
    "unit_for",
    "with_newcomers",
    "words",
]

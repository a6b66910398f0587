"""What to show of a graph: picks, neighbourhoods, rankings, bundles and places.

A graph goes in; a new graph or plain data comes out. Nothing here changes the graph it is given.
"""

from explorer.edges import OWN_WORDS
from explorer.filters import Filter
from explorer.graph import all_events, iter_edges, iter_events, iter_pairs, only_mentioned
from explorer.ontology import STATUSES
from explorer.views.aggregates import Bar, Cell, busiest, event_days, matrix, timeline, unit_for
from explorer.views.annotated_text import Piece, marked
from explorer.views.brief import Name, Statement, actor_briefs, brief
from explorer.views.bundles import (
    POLARITIES,
    Bundle,
    bundles,
    event_label,
    is_many,
    line_id,
    polarity,
)
from explorer.views.comparison import Difference, compare
from explorer.views.contradictions import Contradiction, contradictions
from explorer.views.filter import filter_graph
from explorer.views.layout import LONGEST_LABEL, layout, with_newcomers
from explorer.views.offers import Offers, meant, offers, outlets, speakers
from explorer.views.profile import Profile, profiles
from explorer.views.relations import Relation, between, ego, ranking, relations, top
from explorer.views.reports import Report, reports, said_by, words
from explorer.views.view_state import Look, seen

__all__ = [
    "LONGEST_LABEL",
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
    "ego",
    "event_days",
    "event_label",
    "filter_graph",
    "is_many",
    "iter_edges",
    "iter_events",
    "iter_pairs",
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

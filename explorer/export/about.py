"""What every file says of itself: which program wrote it, from which articles, how filtered."""

from __future__ import annotations

from importlib.metadata import distributions
from typing import Any

import networkx as nx

PROGRAM = "Actor Graph Explorer"
_PACKAGE = "actor-graph-explorer"


def version() -> str | None:
    """Return this program's version; None where it runs from a folder, not installed."""
    return next((found.version for found in distributions(name=_PACKAGE)), None)


def generator() -> str:
    """Return the program's name with its version, if that is known."""
    return " ".join(filter(None, (PROGRAM, version())))


def about(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return generator, version, articles (by id) and filters (empty if none), JSON-ready."""
    return {
        "generator": PROGRAM,
        "version": version(),
        "articles": graph.graph["articles"],
        "filters": graph.graph.get("filters", {}),
    }

"""What every file says of itself: which program wrote it, from which articles, how filtered."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import distributions
from typing import Any

import networkx as nx

from explorer.resources import PROJECT
from explorer.views import only_mentioned

PROGRAM = "Actor Graph Explorer"
_PACKAGE = "actor-graph-explorer"


@cache
def version() -> str | None:
    """Return this program's version: a checkout's own, else that of what is installed.

    None for a copy of the package that was neither installed nor checked out.
    """
    if PROJECT.is_file():
        project = tomllib.loads(PROJECT.read_text("utf-8")).get("project", {})
        if project.get("name") == _PACKAGE:
            return str(project["version"])
    return next((found.version for found in distributions(name=_PACKAGE)), None)


def generator() -> str:
    """Return the program's name with its version, if that is known."""
    return " ".join(filter(None, (PROGRAM, version())))


def about(graph: nx.MultiDiGraph[str]) -> dict[str, Any]:
    """Return what a file tells of itself, JSON-ready.

    That is generator, version, articles (by id), filters (empty if none), and the names of those
    who are only mentioned, and therefore left out.
    """
    return {
        "generator": PROGRAM,
        "version": version(),
        "articles": graph.graph["articles"],
        "filters": graph.graph.get("filters", {}),
        "only_mentioned": sorted(graph.nodes[one]["name"] for one in only_mentioned(graph)),
    }


def taking_part(graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """Return the graph as files hold it: of those who take part, as it is drawn, and weighed.

    An event weighs as much as it is likely to be right, so that the weights between two actors add
    up to how many of their events are; what ties an actor to another weighs 1.
    """
    part: nx.MultiDiGraph[str] = graph.subgraph(graph.nodes - only_mentioned(graph)).copy()
    for *_, edge in part.edges(data=True):
        sure = edge["confidence"]
        edge["weight"] = 1.0 if sure is None else sure
    return part

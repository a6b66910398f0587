"""What every file says of itself: which program wrote it, from which articles, how filtered."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.metadata import distributions
from typing import Any

import networkx as nx

from explorer.resources import PROJECT

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
    """Return generator, version, articles (by id) and filters (empty if none), JSON-ready."""
    return {
        "generator": PROGRAM,
        "version": version(),
        "articles": graph.graph["articles"],
        "filters": graph.graph.get("filters", {}),
    }

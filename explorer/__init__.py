"""The Actor Graph Explorer: who did what to whom, who says so, and where it is written.

These names are the public interface; everything else may change from one version to the next::

    articles = explorer.read_articles(["news/"])
    graph = explorer.build_graph(explorer.resolve(explorer.extract(articles)))
    explorer.write(explorer.filter_graph(graph, explorer.Filter(countries=("IRN",))), "iran.html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.errors import ExplorerError
    from explorer.export import write
    from explorer.filters import Filter
    from explorer.graph import build_graph
    from explorer.model import Actor, Article, Event, Extraction, Mention
    from explorer.pipeline import extract, resolve
    from explorer.sources import article_from_text, read_articles
    from explorer.views import filter_graph

_HOMES = {
    "Actor": "model",
    "Article": "model",
    "Event": "model",
    "ExplorerError": "errors",
    "Extraction": "model",
    "Filter": "filters",
    "Mention": "model",
    "article_from_text": "sources",
    "build_graph": "graph",
    "extract": "pipeline",
    "filter_graph": "views",
    "read_articles": "sources",
    "resolve": "pipeline",
    "write": "export",
}

__all__ = [
    "Actor",
    "Article",
    "Event",
    "ExplorerError",
    "Extraction",
    "Filter",
    "Mention",
    "article_from_text",
    "build_graph",
    "extract",
    "filter_graph",
    "read_articles",
    "resolve",
    "write",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use: spaCy and networkx take a second to load."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted(__all__)

"""Files to take away: one renderer a format, picked by a file's suffix."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import networkx as nx

from explorer.errors import ExplorerError, UnknownFormatError
from explorer.export.cytoscape import render_cytoscape
from explorer.export.evidence import render_evidence
from explorer.export.gexf import render_gexf
from explorer.export.graphml import render_graphml
from explorer.export.node_link import render_node_link
from explorer.export.table import render_table

__all__ = ["FORMATS", "format_of", "render", "write"]


def _html(graph: nx.MultiDiGraph[str]) -> bytes:
    # Loaded on use: the drawing library is large, and no other format needs it.
    from explorer.export.html import render_html

    return render_html(graph).encode("utf-8")


def _svg(graph: nx.MultiDiGraph[str]) -> bytes:
    from explorer.export.svg import render_svg

    return render_svg(graph)


FORMATS: dict[str, Callable[[nx.MultiDiGraph[str]], bytes]] = {
    "html": _html,
    "svg": _svg,
    "json": render_node_link,
    "graphml": render_graphml,
    "gexf": render_gexf,
    "cyjs": render_cytoscape,
    "csv": render_table,
    "evidence.csv": render_evidence,
}


def render(graph: nx.MultiDiGraph[str], format: str) -> bytes:
    """Return the graph in a format of ``FORMATS``, as the bytes of a file.

    Raises:
        UnknownFormatError: nothing here writes that format.
    """
    return _renderer(format, named=f'the format "{format}"')(graph)


def format_of(path: Path) -> str | None:
    """Return the format that a file's ending names, in any case: the longest one that fits."""
    fitting = (one for one in FORMATS if path.name[1:].lower().endswith(f".{one}"))
    return max(fitting, key=len, default=None)


def write(graph: nx.MultiDiGraph[str], path: Path | str) -> None:
    """Write the graph to a file in the format that its ending names, in any case.

    The file is complete or not there at all: what stood there before stays until the new one is
    whole.

    Raises:
        UnknownFormatError: nothing here writes files with that ending.
        ExplorerError: the file cannot be written.
    """
    path = Path(path)
    rendered = _renderer(format_of(path) or path.suffix, named=str(path))(graph)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        partial.write_bytes(rendered)
        partial.replace(path)
    except OSError as error:
        raise ExplorerError(f"{path}: cannot be written ({error.strerror})") from error
    finally:
        with suppress(OSError):  # renamed already, or never begun
            partial.unlink()


def _renderer(format: str, *, named: str) -> Callable[[nx.MultiDiGraph[str]], bytes]:
    if format not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnknownFormatError(f"{named}: cannot tell how to write it; known are {known}")
    return FORMATS[format]

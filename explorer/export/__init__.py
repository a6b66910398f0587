"""Files to take away: the table of formats, picked by a file's suffix, each with its writer."""

from __future__ import annotations

from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Literal, NamedTuple

from explorer.errors import ExplorerError, UnknownFormatError
from explorer.resources import replacing

if TYPE_CHECKING:
    import networkx as nx

    from explorer.export.vis import Positions

__all__ = ["FORMATS", "Format", "format_of", "render", "write"]


class Format(NamedTuple):
    """A file format that graphs are written in.

    Attributes:
        suffix: of its files, without the leading dot.
        label: what it is called on the page.
        mime: the MIME type of its files.
        use: whom or what it is for, as README tells it.
        writer: the function that takes a graph and returns the file's bytes, or its text, which is
            written as UTF-8; as "module:function", loaded on use.
        drawn: "page" if it is a page that people explore, "picture" if it is a picture of what is
            on the screen: then the writer takes ``positions`` too. None if it is data.
    """

    suffix: str
    label: str
    mime: str
    use: str
    writer: str
    drawn: Literal["page", "picture"] | None = None


FORMATS = {
    format.suffix: format
    for format in (
        Format("html", "Web page, works offline", "text/html",
               "people: the graph in one file, to click, search and filter, without a network",
               "explorer.export.html:render_html", drawn="page"),
        Format("svg", "Drawing", "image/svg+xml",
               "print and slides: the drawing with its key, sharp at any size",
               "explorer.export.svg:render_svg", drawn="picture"),
        Format("json", "Node-link data", "application/json",
               "programs: node-link data, as networkx and D3 read it",
               "explorer.export.graph_files:render_node_link"),
        Format("graphml", "GraphML", "application/graphml+xml",
               "Gephi, Cytoscape, yEd and other tools for graphs",
               "explorer.export.graph_files:render_graphml"),
        Format("gexf", "Gephi", "application/gexf+xml",
               "Gephi, in its own format",
               "explorer.export.graph_files:render_gexf"),
        Format("cyjs", "Cytoscape", "application/json",
               "Cytoscape and Cytoscape.js",
               "explorer.export.graph_files:render_cytoscape"),
        Format("csv", "Table of pairs and events", "text/csv",
               "spreadsheets: a row for every event and pair of actors",
               "explorer.export.tables:render_table"),
        Format("evidence.csv", "Table of evidence sentences", "text/csv",
               "citing: a row for every event, with its sentence, its source and who says so",
               "explorer.export.tables:render_evidence"),
    )
}  # fmt: skip


def render(
    graph: nx.MultiDiGraph[str], format: str, *, positions: Positions | None = None
) -> bytes:
    """Return the graph in a format of ``FORMATS``, as the bytes of a file.

    Args:
        graph: what to write; may be a filtered part.
        format: the suffix of the format.
        positions: a place for every actor where the format is drawn; without them it is laid out.

    Raises:
        UnknownFormatError: nothing here writes that format.
    """
    return _render(graph, format, positions, named=f'the format "{format}"')


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
    rendered = _render(graph, format_of(path) or path.suffix, None, named=str(path))
    try:
        with replacing(path) as beside:
            beside.write_bytes(rendered)
    except OSError as error:
        raise ExplorerError(f"{path}: cannot be written ({error.strerror})") from error


def _render(
    graph: nx.MultiDiGraph[str], format: str, positions: Positions | None, *, named: str
) -> bytes:
    if format not in FORMATS:
        known = ", ".join(f".{name}" for name in FORMATS)
        raise UnknownFormatError(f"{named}: cannot tell how to write it; known are {known}")
    found = FORMATS[format]
    placed = {"positions": positions} if found.drawn else {}
    made: str | bytes = resolve_name(found.writer)(graph, **placed)
    return made.encode("utf-8") if isinstance(made, str) else made

"""The drawing as SVG: lines and letters that print sharp at any size, with its key and its source.

It shows what ``vis.network_data`` holds, as the page draws it in the light. Everything is built as
an XML tree, so text stays text; the same graph gives the same file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import networkx as nx

from explorer.export.graph_files import clean
from explorer.export.provenance import about, generator
from explorer.export.vis import FONT, MUTED, PAPER, TEXT, Positions, legend, network_data
from explorer.text import counted
from explorer.views import layout

_LETTER = 0.56  # of the font size: about how wide a letter is
_MARGIN, _ROW, _COLUMN = 24.0, 22.0, 140.0  # drawing units
_LABELS_UP_TO = 40  # lines; with more, their labels would lie on each other
_MOST_TOLD = 3  # values of a filter in the line below the drawing
_ARROW = 9.0  # length of a head
_SHAPES = {  # corners, in sizes from the middle; a circle has none
    "dot": (),
    "square": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
    "diamond": ((0, -1), (1, 0), (0, 1), (-1, 0)),
    "triangle": ((0, -1), (0.95, 0.75), (-0.95, 0.75)),
}


def render_svg(graph: nx.MultiDiGraph[str], *, positions: Positions | None = None) -> bytes:
    """Return the drawing of a graph as an SVG file in UTF-8.

    Args:
        graph: what to draw; may be a filtered part.
        positions: a place for every actor; without them the graph is laid out by itself.
    """
    data = network_data(graph, positions=layout(graph) if positions is None else positions)
    nodes = {node["id"]: node for node in data["nodes"]}
    left, top, width, height = _frame(data["nodes"])
    key = list(_key(width))
    foot = _ROW * (max((row for _, row, _ in key), default=0) + 2) + _MARGIN
    svg = _svg((left, top, width, height + foot), graph)
    few = len(data["edges"]) <= _LABELS_UP_TO
    for edge in data["edges"]:
        _line(SubElement(svg, "g"), edge, nodes, labelled=few)
    for node in data["nodes"]:
        _actor(SubElement(svg, "g"), node)
    bottom = top + height + _MARGIN
    for x, row, entry in key:
        _entry(SubElement(svg, "g"), left + _MARGIN + x, bottom + row * _ROW, entry)
    _text(svg, (left + _MARGIN, top + height + foot - _ROW / 2), _source(graph), color=MUTED)
    file: bytes = tostring(svg, encoding="utf-8", xml_declaration=True)
    return file


def _svg(frame: tuple[float, float, float, float], graph: nx.MultiDiGraph[str]) -> Element:
    left, top, width, height = frame
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": _numbers(left, top, width, height),
            "width": _number(width),
            "height": _number(height),
            "font-family": FONT,
        },
    )
    SubElement(svg, "title").text = "Who did what to whom"
    # Which articles, which filters, which version: so that the drawing can be cited.
    SubElement(svg, "metadata").text = clean(json.dumps(about(graph), ensure_ascii=False))
    corner = {"x": _number(left), "y": _number(top)}
    size = {"width": _number(width), "height": _number(height)}
    SubElement(svg, "rect", {**corner, **size, "fill": PAPER})
    return svg


def _frame(nodes: list[dict[str, Any]]) -> tuple[float, float, float, float]:
    """Return left, top, width and height of all nodes with their labels."""
    boxes = [_box(node) for node in nodes] or [(0.0, 0.0, 0.0, 0.0)]
    left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
    width = max(right - left + 2 * _MARGIN, 4 * _COLUMN + 2 * _MARGIN)
    return left - _MARGIN, top - _MARGIN, width, bottom - top + 2 * _MARGIN


def _box(node: Mapping[str, Any]) -> tuple[float, float, float, float]:
    x, y, size, font = node["x"], node["y"], node["size"], node["font"]["size"]
    half = max(size, len(node["label"]) * font * _LETTER / 2)
    return x - half, y - size, x + half, y + size + 1.6 * font


def _actor(group: Element, node: Mapping[str, Any]) -> None:
    SubElement(group, "title").text = clean(node["tip"])
    _shape(group, (node["x"], node["y"]), node["size"], node["shape"], node["color"])
    font = node["font"]["size"]
    place = (node["x"], node["y"] + node["size"] + 1.1 * font)
    _text(group, place, node["label"], size=font, middle=True)


def _shape(group: Element, place: tuple[float, float], size: float, shape: str, color: str) -> None:
    x, y = place
    edge = {"fill": color, "stroke": PAPER, "stroke-width": "2"}
    if not _SHAPES[shape]:
        SubElement(group, "circle", {"cx": _number(x), "cy": _number(y), "r": _number(size)} | edge)
        return
    corners = " ".join(_numbers(x + a * size, y + b * size) for a, b in _SHAPES[shape])
    SubElement(group, "polygon", {"points": corners} | edge)


def _line(
    group: Element,
    edge: Mapping[str, Any],
    nodes: Mapping[str, Mapping[str, Any]],
    *,
    labelled: bool,
) -> None:
    """Draw a line from rim to rim, with its heads, and a bar across it if it is denied."""
    SubElement(group, "title").text = clean(edge["tip"])
    first, last = nodes[edge["from"]], nodes[edge["to"]]
    start, end = complex(first["x"], first["y"]), complex(last["x"], last["y"])
    via = _via(start, end, edge["smooth"])
    rims = {
        "from": _towards(start, via, first["size"] + 2),
        "to": _towards(end, via, last["size"] + 2),
    }
    style = {"stroke": edge["color"], "stroke-width": _number(edge["width"]), "fill": "none"}
    if edge["dashes"]:
        style["stroke-dasharray"] = _numbers(*edge["dashes"])
    path = f"M{_point(rims['from'])} Q{_point(via)} {_point(rims['to'])}"
    SubElement(group, "path", {"d": path} | style)
    middle = (start + 2 * via + end) / 4
    for arrow in edge["arrows"]:
        if arrow == "middle":
            _bar(group, middle, end - start, edge["color"])
        else:
            _head(group, rims[arrow], via, edge["color"])
    if labelled and edge["label"]:
        _text(group, (middle.real, middle.imag), edge["label"], color=MUTED, middle=True)


def _via(start: complex, end: complex, smooth: Mapping[str, Any]) -> complex:
    """Return the point that a line bends to, where vis-network puts it."""
    if not smooth["enabled"]:
        return (start + end) / 2
    side = -1 if smooth["type"] == "curvedCCW" else 1
    turn: float = (0.5 + side * smooth["roundness"] / 2) * math.pi
    angle = math.atan2((start - end).imag, (end - start).real) + turn
    reach: float = (0.5 + smooth["roundness"] / 2) * abs(end - start)
    return start + reach * complex(math.sin(angle), math.cos(angle))


def _towards(point: complex, other: complex, length: float) -> complex:
    away = max(abs(other - point), 1.0)
    return complex(point + (other - point) * (length / away))


def _head(group: Element, tip: complex, source: complex, color: str) -> None:
    back = _towards(tip, source, _ARROW) - tip
    corners = (tip, tip + back + back * 0.4j, tip + back * 0.7, tip + back - back * 0.4j)
    SubElement(group, "polygon", {"points": " ".join(map(_point, corners)), "fill": color})


def _bar(group: Element, middle: complex, way: complex, color: str) -> None:
    half = way / (abs(way) or 1) * 7j
    path = f"M{_point(middle - half)} L{_point(middle + half)}"
    SubElement(group, "path", {"d": path, "stroke": color, "stroke-width": "2.5"})


def _key(width: float) -> Iterator[tuple[float, int, Mapping[str, Any]]]:
    """Yield x, row and entry for all that the key explains, one group after the other."""
    across = max(int((width - 2 * _MARGIN) // _COLUMN), 1)
    row = 0
    for entries in legend().values():
        for at, entry in enumerate(entries):
            yield at % across * _COLUMN, row + at // across, entry
        row += math.ceil(len(entries) / across)


def _entry(group: Element, x: float, y: float, entry: Mapping[str, Any]) -> None:
    color = entry.get("color", TEXT)
    if "shape" in entry:
        _shape(group, (x + 17, y), 7, entry["shape"], color)
    else:
        style = {"stroke": color, "stroke-width": "2.2"}
        if entry.get("dashes"):
            style["stroke-dasharray"] = _numbers(*(0.7 * length for length in entry["dashes"]))
        SubElement(group, "path", {"d": f"M{_numbers(x, y)} h34"} | style)
        if entry.get("struck"):
            _bar(group, complex(x + 17, y), 1 + 0j, color)
    _text(group, (x + 42, y + 4), entry["label"])


def _source(graph: nx.MultiDiGraph[str]) -> str:
    count = len(graph.graph["articles"])
    told = [generator(), counted(count, "article")]
    filters = [
        f"{name.replace('_', ' ')}: {_told(value)}"
        for name, value in graph.graph.get("filters", {}).items()
    ]
    if filters:
        told.append(f"filtered by {'; '.join(filters)}")
    return " · ".join(told)


def _told(value: Any) -> str:
    """Return the first values of a filter, in a line that has to be short, as picture.js does."""
    values = value if isinstance(value, list) else [value]
    more = len(values) - _MOST_TOLD
    return ", ".join(map(str, values[:_MOST_TOLD])) + (f" and {more} more" if more > 0 else "")


def _text(
    parent: Element,
    place: tuple[float, float],
    text: str,
    *,
    size: float = 12.0,
    color: str = TEXT,
    middle: bool = False,
) -> None:
    """Write text with a rim in the colour of the paper, so that it can be read on lines."""
    x, y = place
    style = {"font-size": _number(size), "fill": color, "stroke": PAPER, "stroke-width": "4"}
    more = {"paint-order": "stroke", "stroke-linejoin": "round"}
    if middle:
        more["text-anchor"] = "middle"
    SubElement(parent, "text", {"x": _number(x), "y": _number(y)} | style | more).text = clean(text)


def _point(point: complex) -> str:
    return _numbers(point.real, point.imag)


def _numbers(*values: float) -> str:
    return " ".join(map(_number, values))


def _number(value: float) -> str:
    """Return a number to a tenth, without a useless zero: "3", "0.5"; never "-0"."""
    return f"{round(float(value), 1) + 0.0:g}" if abs(value) < 1e5 else f"{value:.0f}"

"""The picture of a graph: nodes, edges and options built by pyvis, and the script that draws them.

Of pyvis we use the ``Network`` object and its bundled copy of vis-network. Its HTML templates
load files from the network and put some text into the page unescaped, so nothing here calls them.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from typing import Any, NamedTuple

import networkx as nx
from pyvis.edge import Edge
from pyvis.network import Network
from pyvis.node import Node

from explorer.countries import country_name
from explorer.model import Kind
from explorer.text import counted, shortened
from explorer.views import LONGEST_LABEL, Bundle, bundles, only_mentioned

Positions = Mapping[str, tuple[float, float]]


class KindStyle(NamedTuple):
    """How a kind of actor is drawn; ``label`` names it in the legend."""

    label: str
    shape: str
    color: str


class LineStyle(NamedTuple):
    """How a line of some status is drawn; ``label`` says what it means."""

    label: str
    dashes: list[int] | None
    struck: bool


# The colours keep apart under the common forms of colour blindness, and shape says the same again.
# Shapes are vis-network's; ``SHAPE_PATHS`` in panel.js and ``_SHAPES`` in svg.py have them too.
KINDS: dict[str, KindStyle] = {
    Kind.PERSON: KindStyle("Person", "dot", "#E3A01B"),
    Kind.COUNTRY: KindStyle("Country", "square", "#6C63B5"),
    Kind.ORGANIZATION: KindStyle("Organisation", "diamond", "#3D9A76"),
    Kind.GROUP: KindStyle("Group", "triangle", "#C2608C"),
}
POLARITIES = {
    "conflict": ("Conflict", "#D1490C"),
    "neutral": ("Neutral", "#7C8696"),
    "cooperation": ("Cooperation", "#1478B8"),
    "affiliation": ("Belongs to", "#A9B2BF"),
}
QUAD_LABELS = {
    "verbal cooperation": "Cooperation: words",
    "material cooperation": "Cooperation: deeds",
    "verbal conflict": "Conflict: words",
    "material conflict": "Conflict: deeds",
    "affiliation": POLARITIES["affiliation"][0],
}
TEXT, MUTED, PAPER = "#1d2433", "#5d6778", "#ffffff"  # of a drawing on paper
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif"
STATUSES = {
    "done": LineStyle("happened", None, False),
    "planned": LineStyle("planned", [10, 7], False),
    "possible": LineStyle("possible", [3, 6], False),
    "denied": LineStyle("denied", [10, 7], True),
}

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {
        "hover": True,
        "selectable": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
    "nodes": {
        "borderWidth": 2,
        "borderWidthSelected": 4,
        "labelHighlightBold": False,
        "font": {"face": FONT, "multi": False, "strokeWidth": 4},
    },
    "edges": {
        "selectionWidth": 1.5,
        "hoverWidth": 0,
        "arrowStrikethrough": False,
        "labelHighlightBold": False,
        "font": {"face": FONT, "multi": False, "size": 12, "strokeWidth": 4, "align": "middle"},
    },
}
_BEND = 0.2  # how far lines between the same two actors bend away from each other
_CLEARANCE = 24.0  # how near, in pixels, a line may pass an actor that is not at its end
_DETOURS_UP_TO = 500  # lines; looking for actors in the way takes lines times actors
_LONGEST_TIP = 80  # characters
_NOBODY_ELSE = "\nIn its events nobody else is named, so no line leads here"
_SHARED = (
    "panel.js",
    "brief.js",
    "profile.js",
    "visible.js",
    "pairs.js",
    "paths.js",
    "key.js",
    "tools.js",
    "picture.js",
    "explore.js",
)
# Control characters, and those that turn the writing direction of all that follows them.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def network_data(
    graph: nx.MultiDiGraph[str], *, positions: Positions, lines: list[Bundle] | None = None
) -> dict[str, Any]:
    """Return what ``graph.js`` draws: ``{"nodes": [...], "edges": [...], "options": {...}}``.

    Actors that are only mentioned are left out.

    Args:
        graph: the actors and lines to draw; may be a filtered part.
        positions: a place for every actor, as ``views.layout`` gives them. Give those of the
            whole graph, so that an actor stays where it is whatever part of it is drawn.
        lines: the graph's bundles, if they are known already.
    """
    network = Network(directed=True)
    network.options = _OPTIONS
    idle = only_mentioned(graph)
    for node in (node for node in graph if node not in idle):
        x, y = positions[node]
        # Not by add_node and add_edge, which look through all the nodes each time.
        drawn = _node(graph.nodes[node])
        if not graph.degree(node):
            drawn["tip"] += _NOBODY_ELSE
        network.nodes.append(Node(node, x=x, y=y, **drawn).options)
    for bundle, curve, alone in _bends(bundles(graph) if lines is None else lines, positions):
        edge = Edge(bundle.a, bundle.b, True, smooth=curve, alone=alone, **_edge(graph, bundle))
        network.edges.append(edge.options)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def legend() -> dict[str, list[dict[str, Any]]]:
    """Return what shapes, colours and dashes mean, JSON-ready, under kinds, colors and lines."""
    return {
        "kinds": [{"kind": str(kind), **style._asdict()} for kind, style in KINDS.items()],
        "colors": [
            {"polarity": polarity, "label": label, "color": color}
            for polarity, (label, color) in POLARITIES.items()
        ],
        "lines": [{"status": status, **style._asdict()} for status, style in STATUSES.items()],
    }


@cache
def drawing_module() -> str:
    """Return one ES module: vis-network, kept off the global scope, and what draws with it."""
    library = files("pyvis") / "lib/vis-9.1.2/vis-network.min.js"
    code = library.read_text("utf-8").replace("//# sourceMappingURL=vis-network.min.js.map", "")
    shadows = "let regeneratorRuntime;const module={exports:{}},exports=module.exports;"
    drawing = "".join(map(static, ("labels.js", "light.js", "graph.js")))
    return f"const vis=(()=>{{{shadows}{code}\nreturn exports;}})();\n{drawing}"


@cache
def explorer_module() -> str:
    """Return the drawing module with all else that page and HTML file share: panel, key, tools."""
    return "\n".join([drawing_module(), *map(static, _SHARED)])


def static(name: str) -> str:
    """Return the text of a file under ``static/``."""
    return (files("explorer.export") / "static" / name).read_text("utf-8")


def _node(attributes: Mapping[str, Any]) -> dict[str, Any]:
    style = KINDS[Kind(attributes["kind"])]
    name = _plain(attributes["name"])
    weight = math.sqrt(attributes["mentions"])
    return {
        "label": shortened(name, LONGEST_LABEL),
        "tip": f"{shortened(name, _LONGEST_TIP)}\n{_facts(attributes)}",
        "kind": attributes["kind"],
        "shape": style.shape,
        "color": style.color,
        "size": round(min(8 + 3 * weight, 22), 1),
        "font": {"size": round(min(14.5 + weight / 2, 18), 1)},
    }


@lru_cache(maxsize=20_000)  # a name stands on all its lines
def _plain(text: str) -> str:
    """Return text on one line, without characters that would disturb the text around it."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def _facts(attributes: Mapping[str, Any]) -> str:
    """Return one line about an actor: kind or role, country, how often it is named."""
    country, mentions = attributes["country"], attributes["mentions"]
    role = shortened(_plain(attributes["role"] or ""), _LONGEST_TIP)
    facts = [role or KINDS[attributes["kind"]].label.lower()]
    if country and attributes["kind"] != Kind.COUNTRY:
        facts.append(country_name(country))
    return " · ".join([*facts, counted(mentions, "mention")])


def _edge(graph: nx.MultiDiGraph[str], bundle: Bundle) -> dict[str, Any]:
    line = STATUSES[bundle.status]
    affiliation = bundle.polarity == "affiliation"
    arrows: dict[str, dict[str, Any]] = {
        end: {"enabled": True, "scaleFactor": 0.6} for end in _ends(bundle.arrows)
    }
    if line.struck:
        arrows["middle"] = {"enabled": True, "type": "bar", "scaleFactor": 1.1}
    return {
        "id": bundle.id,
        "label": "" if affiliation else bundle.label,
        "tip": _edge_tip(graph, bundle),
        "polarity": bundle.polarity,
        "status": bundle.status,
        "width": 1 if affiliation else _width(bundle.count),
        "color": edge_color(bundle.polarity, bundle.score),
        "dashes": line.dashes or False,
        "arrows": arrows,
    }


def _width(count: int) -> float:
    return round(min(1.5 + math.log2(count), 7), 1)


def _ends(arrows: str) -> tuple[str, ...]:
    return ("to", "from") if arrows == "both" else (arrows,) if arrows else ()


def _edge_tip(graph: nx.MultiDiGraph[str], bundle: Bundle) -> str:
    names = (_plain(graph.nodes[node]["name"]) for node in (bundle.a, bundle.b))
    first, second = (shortened(name, _LONGEST_TIP) for name in names)
    if bundle.arrows == "from":
        first, second = second, first
    return f"{first} – {second}\n{bundle.label or POLARITIES[bundle.polarity][0].lower()}"


@lru_cache(maxsize=1_000)
def edge_color(polarity: str, score: float) -> str:
    """Return a line's colour: its polarity's, paler the nearer the mean score is to 0."""
    color = POLARITIES[polarity][1]
    if polarity not in ("conflict", "cooperation"):
        return color
    return _mix(POLARITIES["neutral"][1], color, 0.6 + 0.4 * min(abs(score) / 6, 1))


def quad_color(quad: str) -> str:
    """Return the colour that lines of a quad category have, about."""
    return edge_color(quad.rpartition(" ")[2], 1.0 if quad.startswith("verbal") else 6.0)


def _mix(start: str, end: str, share: float) -> str:
    """Return the colour that lies ``share`` (0 to 1) of the way from one #RRGGBB to another."""
    pairs = ((int(start[i : i + 2], 16), int(end[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


def _bends(
    drawn: list[Bundle], positions: Positions
) -> Iterator[tuple[Bundle, dict[str, Any], dict[str, Any]]]:
    """Yield every line with its curve among its parallels, and with that of a line for all of them.

    Parallel lines keep apart, lone ones go round actors.
    """
    detours = len(drawn) <= _DETOURS_UP_TO
    for _, group in groupby(drawn, key=lambda bundle: (bundle.a, bundle.b)):
        lines = list(group)
        alone = _curve(_detour(lines[0], positions) if detours else 0)
        if len(lines) == 1:
            yield lines[0], alone, alone
            continue
        for place, bundle in enumerate(lines):
            yield bundle, _curve((place - (len(lines) - 1) / 2) * _BEND), alone


def _curve(bend: float) -> dict[str, Any]:
    """Return a vis-network curve; a positive bend is to the left of the way from a to b."""
    if bend == 0:
        return {"enabled": False}
    kind = "curvedCW" if bend > 0 else "curvedCCW"
    return {"enabled": True, "type": kind, "roundness": round(abs(bend), 3)}


def _detour(bundle: Bundle, positions: Positions) -> float:
    """Return the bend that leads a line past the first actor in its way, or 0."""
    start, end = (complex(*positions[node]) for node in (bundle.a, bundle.b))
    length = abs(end - start) or 1.0
    for node, place in positions.items():
        # In the line's own frame: how far along it the actor lies, and how far to its right.
        seen = (complex(*place) - start) * (end - start).conjugate() / length
        between = _CLEARANCE < seen.real < length - _CLEARANCE
        if between and abs(seen.imag) < _CLEARANCE and node not in (bundle.a, bundle.b):
            return math.copysign(min(5 * _CLEARANCE / length, 0.6), seen.imag)
    return 0.0

"""One HTML file that holds a whole graph: opened from disk, it asks the network for nothing."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from hashlib import sha256
from html import escape
from string import Template
from typing import Any

import networkx as nx

from explorer.countries import country_name, flag
from explorer.edges import ATTRIBUTES, Edge
from explorer.export.provenance import generator
from explorer.export.vis import (
    QUAD_LABELS,
    Positions,
    explorer_module,
    legend,
    network_data,
    quad_color,
    static,
)
from explorer.ontology import event_types
from explorer.views import (
    Bundle,
    Name,
    Statement,
    actor_briefs,
    between,
    brief,
    bundles,
    event_label,
    is_many,
    iter_edges,
    layout,
    polarity,
    profiles,
    ranking,
)

_STATUS_MEANS = {
    "happened": "what happens or happened; whether that is true is another matter: see its source",
    "planned": "still to come: will, plans to, promised to",
    "possible": "what may, should or would be",
    "denied": "what the text says is not so",
    "sentiment": "the mean score of events, from -10 (conflict) to +10 (cooperation)",
}
# The panel has the others in other words: label, polarity and quad.
_IN_WORDS = ("relation", "event_type", "mode", "underlying_type", "quad", "auxiliary", "trigger",
             "role")  # fmt: skip
_EVENT_KEYS = tuple(one for one in ATTRIBUTES if one not in _IN_WORDS)
_WEB_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_JSON_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&"}


def render_html(graph: nx.MultiDiGraph[str], *, positions: Positions | None = None) -> str:
    """Return the graph as one self-contained HTML page, to be written as UTF-8.

    The page's policy allows only its own script and style, by their hashes: whatever an article
    says, nothing else can run and nothing is fetched. ``positions`` are as for ``page_data``.
    """
    script = "\n".join([explorer_module(), static("export.js")])
    style = "\n".join([static("shared.css"), static("export.css")])
    return Template(static("export.html")).substitute(
        policy=_policy(script=script, style=style),
        generator=_escaped(generator()),
        title=_escaped(_title(graph)),
        style=style,
        stage=static("stage.html"),
        data=_embedded(page_data(graph, positions=positions)),
        script=script,
    )


def page_data(graph: nx.MultiDiGraph[str], *, positions: Positions | None = None) -> dict[str, Any]:
    """Return all that the page shows, JSON-ready; every event once, whatever lines it is on.

    Args:
        graph: what to show; may be a filtered part.
        positions: a place for every actor; without them the graph is laid out by itself.
    """
    places = layout(graph) if positions is None else positions
    countries = _countries(data["country"] for _, data in graph.nodes(data=True))
    lines = bundles(graph)
    return {
        "generator": generator(),
        "filters": graph.graph.get("filters", {}),
        "articles": {key: article_data(key, data) for key, data in graph.graph["articles"].items()},
        "actors": _actors(graph),
        "brief": [_statement(one) for one in brief(graph)],
        "countries": countries,
        "flags": {code: flag(code) for code in countries},
        "events": _events(graph),
        "lines": {bundle.id: _items(graph, bundle) for bundle in lines},
        "graph": network_data(graph, positions=places, lines=lines),
        "ranking": ranking(graph),
        "legend": legend(),
        "glossary": _glossary(),
        "quads": [
            {"quad": quad, "label": label, "color": quad_color(quad)}
            for quad, label in QUAD_LABELS.items()
        ],
    }


def _label(edge: Edge) -> str:
    """Return the words between two actors: "will meet", "is president of"."""
    if edge["relation"] == "event":
        return event_label(edge)
    return f"is {edge['role']} of" if edge["role"] else "belongs to"


def _title(graph: nx.MultiDiGraph[str]) -> str:
    titles = [data["title"] for data in graph.graph["articles"].values() if data["title"]]
    return f"{titles[0]} · who did what to whom" if len(titles) == 1 else "Who did what to whom"


def _escaped(text: str) -> str:
    """Return text as ASCII HTML, so that half a surrogate pair cannot stop the file's writing."""
    return escape(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _policy(*, script: str, style: str) -> str:
    rules = {
        "default-src": "'none'",
        "script-src": _digest(script),
        "style-src": _digest(style),
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _embedded(data: Mapping[str, Any]) -> str:
    """Return ASCII JSON that cannot end the script element it stands in, whatever it holds."""
    return json.dumps(data, separators=(",", ":")).translate(_JSON_ESCAPES)


def article_data(key: str, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an article as the panel shows it, JSON-ready."""
    return {**data, "title": data["title"] or key, "url": safe_url(data["url"])}


def safe_url(url: str | None) -> str | None:
    """Return the address if a browser may open it, else None ("javascript:" runs code)."""
    return url if url and _WEB_ADDRESS.match(url) else None


def _actors(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    known, briefs = profiles(graph), actor_briefs(graph)
    return {
        node: {
            **_actor(data),
            "profile": known[node]._asdict() if node in known else None,
            "brief": [_statement(one) for one in briefs.get(node, ())],
        }
        for node, data in graph.nodes(data=True)
    }


def _statement(one: Statement) -> dict[str, Any]:
    """Return a sentence of the brief, JSON-ready; a name is told by its actor's id."""
    words = [{"actor": word.actor} if isinstance(word, Name) else word for word in one.words]
    return {"topic": one.topic, "words": words, "items": one.items, "polarity": one.polarity}


_TOLD = ("kind", "role", "country", "country_source", "wikidata", "aliases", "mentions")


def _actor(data: Mapping[str, Any]) -> dict[str, Any]:
    kept = {key: data[key] for key in _TOLD}
    return {**actor_name(data), **kept, "solo": [event["key"] for event in data["solo"]]}


def _countries(codes: Iterable[str | None]) -> dict[str, str]:
    """Return names by alpha-3 code, sorted by name."""
    names = {code: country_name(code) for code in codes if code}
    return dict(sorted(names.items(), key=lambda item: item[1]))


def _events(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, Any]]:
    of_many = events_of_many(graph)
    return {key: event_data(edge, many=key in of_many) for _, _, key, edge in iter_edges(graph)}


def events_of_many(graph: nx.MultiDiGraph[str]) -> set[str]:
    """Return the keys of the events of which an actor is named in the plural."""
    many = {node for node, data in graph.nodes(data=True) if is_many(data)}
    return {key for actor, _, key, _ in iter_edges(graph) if actor in many}


def actor_name(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return an actor's name, and ``many`` if that is in the plural."""
    return {"name": data["name"], **({"many": True} if is_many(data) else {})}


def event_data(data: Edge, *, many: bool = False) -> dict[str, Any]:
    """Return an event as the panel shows it, JSON-ready; with its words for ``many``, if asked."""
    kept: dict[str, Any] = {key: value for key, value in data.items() if key in _EVENT_KEYS}
    if many and data["relation"] == "event":
        kept["many"] = event_label(data, many=True)
    return {
        **kept,
        "label": _label(data),
        "polarity": polarity(data),
        "quad": data["quad"] or "affiliation",
    }


def _items(graph: nx.MultiDiGraph[str], bundle: Bundle) -> list[tuple[str, str, str]]:
    """Return (key, from whom, to whom) for every event that a line stands for, oldest first."""
    return [
        (edge["key"], edge["actor"], edge["recipient"])
        for edge in between(graph, bundle.a, bundle.b)
        if edge["key"] in bundle.keys
    ]


def _glossary() -> list[tuple[str, str]]:
    """Return what the words for events mean that are PLOVER's, and those for their status."""
    types = [
        (f"{one.label} ({one.name})", f"{one.covers}; sentiment {one.score:+g}")
        for one in event_types().values()
    ]
    return [*types, *_STATUS_MEANS.items()]

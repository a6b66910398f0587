"""PLOVER, the event vocabulary: sixteen types, their modes, quad categories and scores.

The tables live in data/ontology (source: Open Event Data Alliance, PLOVER manual, 2023);
this module reads them once and gives each fact one name.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from explorer.resources import read_table

# What each auxiliary mode makes of an event; where several apply, the first counts.
AUXILIARY = {
    "negation": "denied",
    "hypothetical": "possible",
    "future": "planned",
    "historical": "past",
}
STATUSES = ("done", "planned", "possible", "denied")  # of edges: what is past is done
QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")

# Future CONSULT, SUPPORT, COOPERATE and AID are AGREE, future RETREAT is CONCEDE (manual, AGREE);
# material conflict that is announced is a threat (manual, THREATEN).
REDUCED_WHEN_FUTURE = {
    "CONSULT": "AGREE",
    "SUPPORT": "AGREE",
    "COOPERATE": "AGREE",
    "AID": "AGREE",
    "RETREAT": "CONCEDE",
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "THREATEN"),
}


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of an event type, with its own score (-10 to +10) and a label for people."""

    event_type: str
    name: str
    score: float
    label: str


@dataclass(frozen=True, slots=True)
class EventType:
    """One of PLOVER's sixteen types; ``label`` reads as "A <label> B"."""

    name: str
    quad: str
    score: float
    label: str
    covers: str
    modes: dict[str, Mode]


@cache
def event_types() -> dict[str, EventType]:
    """Return all event types by name, in the manual's order."""
    rows = read_table("ontology", "event_types.tsv")
    scores = {row["type"]: float(row["score"]) for row in rows}
    modes: dict[str, dict[str, Mode]] = {name: {} for name in scores}
    for row in read_table("ontology", "modes.tsv"):
        kind, name = row["type"], row["mode"]
        modes[kind][name] = Mode(kind, name, float(row["score"] or scores[kind]), row["label"])
    return {
        row["type"]: EventType(
            row["type"],
            row["quad"],
            scores[row["type"]],
            row["label"],
            row["covers"],
            modes[row["type"]],
        )
        for row in rows
    }


def score(event_type: str, mode: str | None = None) -> float:
    """Return the score of a type, or of its mode where that has one of its own."""
    known = event_types()[event_type]
    return known.modes[mode].score if mode in known.modes else known.score


def quad(event_type: str) -> str:
    """Return the quad category of a type."""
    return event_types()[event_type].quad


def label(event_type: str, mode: str | None = None) -> str:
    """Return the words that go between actor and recipient: "accuses", "visits"."""
    known = event_types()[event_type]
    return known.modes[mode].label if mode in known.modes else known.label

"""Gold sets and findings of our own making: a few short sentences in every format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from explorer.evaluation import Figures, Finding, GoldSet, Party, read_gold
from explorer.model import Kind
from explorer.ontology import score

Record = dict[str, Any]
Side = Sequence[tuple[str, str | None]]  # of marked events: an actor's key, the words in the text
Deed = tuple[str, Sequence[str], Sequence[str]]  # an event type, its actors, its recipients

ACCUSED = "Iran accused Iraq of lying."
MET = "Envoys of Peru and Chile met in Lima."


def plover(**changes: Any) -> Record:
    """Return a PLOVER record: Iran accuses Iraq, unless it is changed."""
    record = {
        "id": "one",
        "text": ACCUSED,
        "event_type": "ACCUSE",
        "actors": ["Iran"],
        "actor_countries": ["IRN"],
        "recipients": ["Iraq"],
        "recipient_countries": ["IRQ"],
        "reciprocal": False,
    }
    return record | changes


def re3d(*relations: tuple[str, str, str], text: str = ACCUSED, id: str = "one") -> Record:
    """Return a re3d document with relations: kind, source, target."""
    spans = [(kind, *(span(text, words) for words in ends)) for kind, *ends in relations]
    made = [{"type": kind, "source_span": a, "target_span": b} for kind, a, b in spans]
    return {"id": id, "text": text, "entities": [], "relations": made}


def sentiment(label: int, *, id: str = "one") -> Record:
    """Return a directed sentiment record: p is Iran, q is Iraq."""
    spans = {"p_span": span(ACCUSED, "Iran"), "q_span": span(ACCUSED, "Iraq")}
    return {"id": id, "text": ACCUSED, "p": "Iran", "q": "Iraq", **spans, "label": label}


def document(*must: Record, **changes: Any) -> Record:
    """Return an annotated document whose actors are Iran, Iraq and the United States."""
    actors = {"Iran": {}, "Iraq": {"aliases": ["Baghdad"]}, "United States": {"aliases": ["U.S."]}}
    record = {"id": "one", "text": ACCUSED, "actors": actors, "must": list(must)}
    return record | {"may": [], "never_actors": ["Monday"]} | changes


def edge(actors: list[str | None], types: str, recipients: list[str | None], **more: Any) -> Record:
    """Return an event of an annotated document; the types are written as one string."""
    return {"actor": actors, "recipient": recipients, "types": types.split(), **more}


def marked(*events: Record, text: str = ACCUSED, id: str = "one") -> Record:
    """Return a text with marked events; its actors are two states and some of their people."""
    people: Record = {"kind": "person", "role": None}
    state: Record = {"kind": "country", "role": None}
    actors = {
        "IRN": {"name": "Iran", "country": "IRN", **state},
        "IRQ": {"name": "Iraq", "country": "IRQ", **state},
        "bo": {"name": "President Bo Li", "country": "IRN", **people},
        "mob": {"name": "angry crowds", "kind": "people", "country": None, "role": None},
    }
    common = {"sentences": [[0, len(text)]], "names": [], "date": "2020-01-02"}
    return {"id": id, "text": text, "actors": actors, "events": list(events), **common}


def event(
    type: str,
    actors: Side,
    recipients: Side = (),
    *,
    trigger: str = "accused",
    status: str = "done",
    source: str | None = None,
    text: str = ACCUSED,
) -> Record:
    """Return a marked event."""

    def parties(side: Side) -> list[Record]:
        return [{"actor": key, "span": words and span(text, words)} for key, words in side]

    return {
        "trigger": span(text, trigger),
        "type": type,
        "mode": None,
        "status": status,
        "source": source,
        "actors": parties(actors),
        "recipients": parties(recipients),
    }


def pair(
    label: str,
    *,
    text: str = ACCUSED,
    source: Sequence[str] = ("Iran",),
    target: Sequence[str] = ("Iraq",),
    id: str = "one",
) -> Record:
    """Return a PLV record: the class of what goes from the source's words to the target's."""
    spans = {"source_spans": source, "target_spans": target}
    places = {name: [span(text, words) for words in ends] for name, ends in spans.items()}
    return {"id": id, "text": text, "cls": label, **places}


def span(text: str, words: str) -> list[int]:
    """Return where words stand in a text."""
    start = text.index(words)
    return [start, start + len(words)]


def told(
    deed: Deed,
    *,
    text: str = ACCUSED,
    countries: Mapping[str, str] | None = None,
    article: str = "one",
    auxiliary: tuple[str, ...] = (),
    confidence: float = 0.9,
    trigger: str = "",
    source: str | None = None,
    reciprocal: bool = False,
    states: Mapping[str, str] | None = None,
) -> Finding:
    """Return a finding; parties that the text does not have stand at no place in it.

    Args:
        deed: its type and parties.
        countries: the countries of parties that are no states.
        states: the countries of those that are.
        trigger: the words that tell it; without them it stands nowhere.
    """
    codes = {**(countries or {}), **(states or {})}

    def party(words: str) -> Party:
        start, end = span(text, words) if words in text else (900, 901)
        kind = Kind.COUNTRY if words in (states or {}) else Kind.PERSON
        return Party(words, words, start, end, codes.get(words), kind)

    event_type, actors, recipients = deed
    start, end = span(text, trigger) if trigger else (0, 0)
    return Finding(
        article,
        event_type,
        score(event_type),
        tuple(map(party, actors)),
        tuple(map(party, recipients)),
        auxiliary,
        trigger,
        confidence=confidence,
        start=start,
        end=end,
        source=source,
        reciprocal=reciprocal,
    )


def written(path: Path, *records: Record) -> Path:
    """Write records to a file, a line each."""
    path.write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    return path


def gold_set(folder: Path, *records: Record) -> GoldSet:
    """Return records as they are after they were written and read."""
    return read_gold(written(folder / "gold.jsonl", *records))


def rounded(figures: Figures, *names: str) -> tuple[float, ...]:
    """Return the figures of those names, to three decimals."""
    return tuple(round(figures[name], 3) for name in names)

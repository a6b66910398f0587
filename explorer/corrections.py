"""What readers put right: actors that are one, names, countries, events that are wrong.

Corrections are kept apart from what is read, in a small JSON file, and applied to it each time. So
they outlive a new extraction, and any of them can be taken back.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from explorer.entities.merging import merge_all
from explorer.entities.resolution import rewritten
from explorer.errors import CorrectionsError
from explorer.model import READER, Actor, Extraction
from explorer.resources import replacing

_FORMAT = 1
_FILE = "corrections.json"


@dataclass(frozen=True, slots=True)
class Merge:
    """Two actors are one: ``actor`` is ``into``, which gives name, kind and country (ids)."""

    actor: str
    into: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rename:
    """An actor (its id) has another name; the names it had stay as aliases."""

    actor: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Locate:
    """An actor (its id) is of another country: an ISO 3166-1 alpha-3 code, "" for none."""

    actor: str
    country: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Hide:
    """An event is wrong. It is told by its article, its type and the offsets of its trigger."""

    article: str
    start: int
    end: int
    event_type: str
    note: str = ""


Correction = Merge | Rename | Locate | Hide  # ``note`` says for people what was corrected
_KINDS: dict[str, type[Any]] = {
    "merge": Merge,
    "rename": Rename,
    "country": Locate,
    "hide": Hide,
}


def correct(
    extractions: Iterable[Extraction], corrections: Sequence[Correction]
) -> list[Extraction]:
    """Return the extractions as corrected; a correction that fits nothing does nothing.

    Args:
        extractions: with one id for each actor over all of them (see ``pipeline.resolve``).
        corrections: in the order in which they were made. A name or country counts for the actor
            that is left, and if two are given, the later one.
    """
    read = list(extractions)
    if not corrections:
        return read
    who = in_truth(merge_all((actor, 1) for one in read for actor in one.actors), corrections)
    wrong = {_place(one) for one in corrections if isinstance(one, Hide)}
    return [
        _without(rewritten(one, {a.id: who.get(a.id, a) for a in one.actors}), wrong)
        for one in read
    ]


def _place(one: Hide) -> tuple[str, int, int, str]:
    return one.article, one.start, one.end, one.event_type


def _without(one: Extraction, wrong: set[tuple[str, int, int, str]]) -> Extraction:
    kept = tuple(
        event
        for event in one.events
        if (event.article_id, event.start, event.end, event.event_type) not in wrong
    )
    return replace(one, events=kept)


def in_truth(known: Mapping[str, Actor], corrections: Iterable[Correction]) -> dict[str, Actor]:
    """Return, for the id of every actor that a correction touches, who it is in truth.

    Args:
        known: all actors that corrections may name, by id.
        corrections: in the order in which they were made.
    """
    target = {id: id for id in known}
    names: dict[str, str] = {}
    countries: dict[str, str] = {}
    for one in corrections:
        if isinstance(one, Merge) and {one.actor, one.into} <= known.keys():
            gone, left = target[one.actor], target[one.into]
            target = {id: left if at == gone else at for id, at in target.items()}
        if isinstance(one, Rename) and one.actor in known:
            names[one.actor] = one.name
        if isinstance(one, Locate) and one.actor in known:
            countries[one.actor] = one.country
    groups: dict[str, list[Actor]] = {}
    for id, left in target.items():
        groups.setdefault(left, []).append(known[id])
    actors = {left: _merged(known[left], group) for left, group in groups.items()}
    for id, name in names.items():
        actors[target[id]] = _called(actors[target[id]], name)
    for id, code in countries.items():
        actors[target[id]] = _of_country(actors[target[id]], code)
    touched = {target[id] for id in (*names, *countries)} | {
        left for left in groups if len(groups[left]) > 1
    }
    return {id: actors[left] for id, left in target.items() if left in touched}


def _merged(actor: Actor, group: Iterable[Actor]) -> Actor:
    names = {name for one in group for name in (one.name, *one.aliases)}
    return replace(actor, aliases=tuple(sorted(names - {actor.name})))


def _called(actor: Actor, name: str) -> Actor:
    aliases = {actor.name, *actor.aliases} - {name}
    return replace(actor, name=name, aliases=tuple(sorted(aliases)))


def _of_country(actor: Actor, code: str) -> Actor:
    return replace(actor, country=code or None, country_source=READER if code else None)


def default_path() -> Path:
    """Return where corrections are kept if nothing says otherwise: the user's state folder."""
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "actor-graph-explorer" / _FILE


def load(path: Path) -> tuple[Correction, ...]:
    """Return the corrections in a file; none if there is no such file.

    Raises:
        CorrectionsError: it cannot be read, or holds something else.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise CorrectionsError(path, f"it cannot be read ({error.strerror})") from error
    except ValueError as error:
        reason = "it is no file of corrections; mend it, or move it away to begin anew"
        raise CorrectionsError(path, reason) from error
    if not isinstance(data, dict) or not isinstance(data.get("corrections"), list):
        raise CorrectionsError(path, 'an object with a list under "corrections" is expected')
    if data.get("format") != _FORMAT:
        raise CorrectionsError(path, f"only format {_FORMAT} is known; is it of a newer version?")
    return tuple(_read(path, n, record) for n, record in enumerate(data["corrections"], start=1))


def _read(path: Path, number: int, record: object) -> Correction:
    kind = _KINDS.get(str(record.get("kind"))) if isinstance(record, dict) else None
    if kind is None or not isinstance(record, dict):
        known = ", ".join(_KINDS)
        raise CorrectionsError(path, f"correction {number} is of no kind known ({known})")
    values = {field.name: record.get(field.name, field.default) for field in fields(kind)}
    wanted = {field.name: int if field.type == "int" else str for field in fields(kind)}
    wrong = [name for name, value in values.items() if type(value) is not wanted[name]]
    if wrong:
        raise CorrectionsError(path, f'correction {number} has no proper "{wrong[0]}"')
    correction: Correction = kind(**values)
    return correction


def save(path: Path, corrections: Iterable[Correction]) -> None:
    """Write corrections to a file, in place of what it held; it is whole or as it was.

    Raises:
        CorrectionsError: it cannot be written.
    """
    names = {kind: name for name, kind in _KINDS.items()}
    records = [{"kind": names[type(one)], **asdict(one)} for one in corrections]
    text = json.dumps({"format": _FORMAT, "corrections": records}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replacing(path) as beside:
            beside.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CorrectionsError(path, f"it cannot be written ({error.strerror})") from error

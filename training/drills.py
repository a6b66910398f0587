"""Drills: made sentences in which one deed is told in every way, as marked events to learn from.

News seldom say what did not happen, and seldom put other names between a party and its verb; what
is seldom told is learned badly. The deeds stand in ``drills.tsv``; here they are told of chance
parties: actively and passively, denied, planned, possible, long past, by another speaker, with
names around that take no part, two in a sentence, with a pronoun after it. The sentences of
``tests/minimal_pairs.tsv`` were written apart from them, mostly of other deeds: that table measures
whether what is drilled here is learned for deeds that are not.

    python -m training.drills 6000 > drills.jsonl
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.actors.gazetteer import gazetteer
from explorer.ontology import REDUCED_WHEN_FUTURE
from explorer.resources import read_table
from training.drill_words import (
    ACTIVE,
    AFTER,
    AHEAD,
    ARMED,
    ARTICLE,
    BEFORE,
    BESIDE,
    BODIES,
    DAY,
    DAY_AHEAD,
    FIRST,
    LAST,
    LONG_AGO,
    OFFICES,
    ORGANS,
    PASSIVE,
    PEOPLE,
    PLACED,
    PLURAL_ORGANS,
    SAID_AFTER,
    SAID_BEFORE,
    WORDS,
)

_TABLE = Path(__file__).with_suffix(".tsv")


# Deeds that are done to countries alone.
_OF_COUNTRIES = re.compile(
    r"out of <R>|in <R>|with <R> by|frontier with <R>|tour|travel|invade|gas with"
)
_PARTS = re.compile(r"(<\w+>)")

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its key, what it is, and the words for it with those that are names."""

    key: str
    name: str
    kind: str
    country: str | None
    words: tuple[tuple[str, str | None], ...]  # text and class of name
    before: str = ""
    plural: bool = False


@dataclass(slots=True)
class Draft:
    """A text as it grows, with what is marked in it."""

    text: str = ""
    names: list[tuple[int, int, str]] = field(default_factory=list)
    actors: dict[str, Who] = field(default_factory=dict)
    events: list[Record] = field(default_factory=list)

    def add(self, text: str, label: str | None = None) -> tuple[int, int]:
        """Add words; return where they stand."""
        start = len(self.text)
        self.text += text
        if label:
            self.names.append((start, len(self.text), label))
        return start, len(self.text)

    def party(self, who: Who, *, known: bool = True) -> Record:
        """Add the words of a party; return it as a side of an event has it."""
        self.add(who.before)
        start = len(self.text)
        for text, label in who.words:
            self.add(text, label)
        if known:
            self.actors.setdefault(who.key, who)
        return {"actor": who.key, "span": [start, len(self.text)]}


class Drills:
    """Makes records, always the same for a seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.deeds = read_rows()
        codes = {
            row["country"]: row["form"]
            for row in reversed(read_table("gazetteer", "demonyms.tsv"))
            if not row["form"].endswith("s") and " " not in row["form"]
        }
        names = gazetteer().countries
        self.countries = [
            (names[code], code, form)
            for code, form in sorted(codes.items())
            if code in names and "," not in names[code]
        ]

    def record(self, number: int) -> Record:
        """Return one marked text."""
        draft = Draft()
        cast = self._cast()
        shape = self.chance.choices(("one", "two", "again", "while", "relative"), (10, 3, 3, 2, 2))[
            0
        ]
        said = (
            self._who(("country", "person", "org", "organ")) if self.chance.random() < 0.3 else None
        )
        if said is not None and said.key in {who.key for who in cast}:
            said = None
        before = said is not None and self.chance.random() < 0.5
        if before and said is not None:
            self._fill(draft, self.chance.choice(SAID_BEFORE) + " ", {"S": said})
        elif said is None and self.chance.random() < 0.15:
            self._aside(draft, self.chance.choice(BEFORE), cast)
        first = len(draft.events)
        self._clauses(draft, shape, cast)
        if said is not None:
            for event in draft.events[first:]:
                event["source"] = said.key
            if not before:
                self._fill(draft, self.chance.choice(SAID_AFTER), {"S": said})
        elif self.chance.random() < 0.12:
            self._aside(draft, self.chance.choice(AFTER), cast)
        draft.text += "."
        sentences = [[0, len(draft.text)]]
        if shape == "again" and said is None and cast[0].kind in ("country", "person"):
            start = len(draft.text) + 1
            draft.text += " "
            word = "It" if cast[0].kind == "country" else self.chance.choice(("He", "She"))
            own = replace(cast[0], words=((word, None),), before="", plural=False)
            self._clause(
                draft, own, cast[2], self._deed(cast[0], cast[2]), self._status(), active=True
            )
            draft.text += "."
            sentences.append([start, len(draft.text)])
        draft.text = draft.text[:1].upper() + draft.text[1:]
        return {
            "id": f"drill-{number}",
            "date": None,
            "text": draft.text,
            "sentences": sentences,
            "actors": {
                key: {"name": who.name, "kind": who.kind, "country": who.country, "role": None}
                for key, who in draft.actors.items()
            },
            "names": [list(name) for name in draft.names],
            "events": draft.events,
        }

    # --- parties -------------------------------------------------------------------------------

    def _cast(self) -> list[Who]:
        """Return four different parties: actor, recipient, and two more."""
        found: list[Who] = []
        while len(found) < 4:
            kinds = ("country", "country", "organ", "person", "org", "people", "armed")
            who = self._who(kinds)
            if who.key not in {one.key for one in found}:
                found.append(who)
        return found

    def _who(self, kinds: Sequence[str]) -> Who:
        kind = self.chance.choice(kinds)
        name, code, adjective = self.chance.choice(self.countries)
        the = "the " if name in ARTICLE else ""
        if kind == "country":
            return Who(code, name, "country", code, ((name, "LOC"),), the)
        if kind == "organ":
            organ = self.chance.choice(ORGANS)
            plural = organ in PLURAL_ORGANS
            if self.chance.random() < 0.3:
                words = ((name, "LOC"), (f"'s {organ}", None))
                return Who(code, name, "country", code, words, the, plural)
            words = ((adjective, "NORP"), (f" {organ}", None))
            return Who(code, name, "country", code, words, "" if plural else "the ", plural)
        if kind == "person":
            first, last = self.chance.choice(FIRST), self.chance.choice(LAST)
            office = self.chance.choice((*OFFICES, ""))
            before = f"{office} " if office else ""
            full = f"{first} {last}"
            return Who(last.upper(), full, "person", None, ((full, "PERSON"),), before)
        if kind == "org":
            body = self.chance.choice(BODIES)
            the = "the " if body.startswith("the ") else ""
            bare = body.removeprefix("the ")
            return Who(slug(bare), bare, "org", None, ((bare, "ORG"),), the)
        noun = self.chance.choice(ARMED if kind == "armed" else PEOPLE)
        if self.chance.random() < 0.5:
            words = ((adjective, "NORP"), (f" {noun}", None))
            return Who(
                slug(f"{adjective}{noun}"), f"{adjective} {noun}", kind, code, words, "", True
            )
        return Who(slug(noun), noun, kind, None, ((noun, None),), "", True)

    # --- clauses -------------------------------------------------------------------------------

    def _clauses(self, draft: Draft, shape: str, cast: list[Who]) -> None:
        one, two, three, four = cast
        status = self._status()
        deed = self._deed(one, two)
        if shape == "relative" and not one.plural and one.kind in ("country", "org", "person"):
            self._relative(draft, cast, status)
            return
        self._clause(draft, one, two, deed, status, aside=True, active=shape == "two")
        if shape == "two":
            draft.text += " and "
            verbs = self._deed(one, three)
            self._clause(draft, one, three, verbs, status, subject=draft.events[-1])
        elif shape == "while":
            draft.text += self.chance.choice((", while ", " after ", ", and ", "; ", " but "))
            self._clause(draft, three, four, self._deed(three, four), self._status())

    def _relative(self, draft: Draft, cast: list[Who], status: str) -> None:
        """Add "Chad, which bombed Niger last year, thanked Benin"."""
        one, two, three, _ = cast
        own = draft.party(one)
        draft.text += ", who " if one.kind == "person" else ", which "
        same = {"actors": [own]}
        self._clause(draft, one, two, self._deed(one, two), self._status(), subject=same)
        draft.text += ", "
        self._clause(draft, one, three, self._deed(one, three), status, subject=same)

    def _clause(
        self,
        draft: Draft,
        actor: Who,
        other: Who,
        deed: dict[str, str],
        status: str,
        *,
        subject: Record | None = None,
        aside: bool = False,
        active: bool = False,
    ) -> None:
        """Add one deed; with ``subject`` its actor stands already in an event before."""
        mutual = deed["who"] == "mutual"
        if subject is not None and len(subject["actors"]) != 1:
            subject = None
        passive = bool(deed["passive"]) and subject is None and self.chance.random() < 0.3
        passive = passive and not active
        together = mutual and not passive and subject is None and self.chance.random() < 0.4
        event: Record = {"source": None, "actors": [], "recipients": []}
        pattern = deed["passive"] if passive else f"<A> {deed['active']}"
        if together:
            pattern = re.sub(r" (?:with )?<R>", "", pattern)
        if subject is not None:
            pattern = pattern.removeprefix("<A> ")
            event["actors"].append(subject["actors"][0])
        forms = dict(zip("bdps", deed["forms"].split(), strict=False)) | {
            "s": deed["forms"].split()[-1]
        }
        plural = together or (actor.plural if not passive else other.plural)
        for part in _PARTS.split(pattern):
            self._part(
                draft,
                part,
                event,
                actor,
                other,
                forms,
                plural,
                status,
                together=together,
                passive=passive,
                aside=aside,
            )
        if "trigger" not in event:
            raise ValueError(f"no trigger in {pattern!r}")
        tail = {"planned": DAY_AHEAD, "past": LONG_AGO}.get(status, DAY)
        day = self.chance.choice(tail)
        draft.text += f" {day}" if day else ""
        if mutual:
            event["actors"] += event.pop("recipients")
            event["recipients"] = []
        draft.events.append(event | _told(deed, status))

    def _part(
        self,
        draft: Draft,
        part: str,
        event: Record,
        actor: Who,
        other: Who,
        forms: dict[str, str],
        plural: bool,
        status: str,
        *,
        together: bool,
        passive: bool,
        aside: bool,
    ) -> None:
        name = part.strip("<>")
        if part == "<A>":
            event["actors"].append(draft.party(actor))
            if together:
                draft.text += " and "
                event["recipients"].append(draft.party(other))
            elif aside and not passive and self.chance.random() < 0.35:
                self._beside(draft, actor, other)
        elif part == "<R>":
            event["recipients"].append(draft.party(other))
            if aside and passive and self.chance.random() < 0.25:
                self._beside(draft, other, actor)
        elif part == "<v>":
            self._verb(draft, self.chance.choice(ACTIVE[status]), forms, event, plural=plural)
        elif part == "<p>":
            self._trigger(draft, forms["p"], event)
        elif part in ("<was>", "<were>"):
            told = self.chance.choice(PASSIVE[status]).removesuffix(" {p}")
            many = plural if draft.text.rstrip().endswith(_last(other)) else False
            draft.text += _agreed(told, plural=many or part == "<were>")
        elif part.startswith("<"):
            draft.add(self.chance.choice(WORDS[name]), "LOC" if name in PLACED else None)
        elif "*" in part:
            before, _, after = part.partition("*")
            word, space, rest = after.partition(" ")
            draft.text += before
            event["trigger"] = list(draft.add(word))
            draft.text += space + rest
        else:
            draft.text += part

    def _verb(
        self, draft: Draft, told: str, forms: dict[str, str], event: Record, *, plural: bool
    ) -> None:
        told = _agreed(told, plural=plural)
        before, form = told[:-3], told[-2]
        draft.text += before
        if form == "s" and plural:
            form = "b"
        self._trigger(draft, forms[form], event)

    def _trigger(self, draft: Draft, word: str, event: Record) -> None:
        span = list(draft.add(word))
        event.setdefault("trigger", span)

    def _deed(self, actor: Who, other: Who) -> dict[str, str]:
        while True:
            deed = self.chance.choice(self.deeds)
            if _may(deed, actor, other):
                return deed

    def _status(self) -> str:
        return self.chance.choices(tuple(ACTIVE), (9, 5, 4, 4, 1))[0]

    # --- names around ---------------------------------------------------------------------------

    def _beside(self, draft: Draft, who: Who, other: Who) -> None:
        if who.kind in BESIDE and len(who.words) == 1:
            self._aside(draft, self.chance.choice(BESIDE[who.kind]), [who, other])

    def _aside(self, draft: Draft, pattern: str, cast: Sequence[Who]) -> None:
        names: dict[str, Who] = {}
        while len(names) < 2:
            one = self._who(("country",))
            if one.key not in {who.key for who in (*cast, *names.values())}:
                names["XY"[len(names)]] = one
        self._fill(draft, pattern, names, known=False)

    def _fill(
        self, draft: Draft, pattern: str, whos: dict[str, Who], *, known: bool = True
    ) -> None:
        for part in _PARTS.split(pattern):
            who = whos.get(part.strip("<>")) if part.startswith("<") else None
            if who is None:
                draft.text += part
            else:
                draft.party(who, known=known)


def read_rows() -> list[dict[str, str]]:
    """Return the deeds of ``drills.tsv``."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").split("\n") if line.strip()]
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [dict(zip(header, row, strict=True)) for row in rows]


def slug(name: str) -> str:
    """Return a key of letters."""
    return re.sub(r"\W", "", name).upper()


def _last(who: Who) -> str:
    return who.words[-1][0]


def _may(deed: dict[str, str], actor: Who, other: Who) -> bool:
    """Tell whether the two can do and suffer the deed."""
    wide = ("country", "person", "org")
    acts = {
        "any": (*wide, "people", "armed"),
        "state": ("country",),
        "person": ("person", "country"),
        "people": ("people", "org"),
        "armed": ("armed", "country"),
        "mutual": wide,
        "visit": ("country", "person"),
    }[deed["who"]]
    if actor.kind not in acts or (deed["who"] == "mutual" and other.kind not in wide):
        return False
    plain = other.kind == "country" and len(other.words) == 1
    return plain or not _OF_COUNTRIES.search(f"{deed['active']} {deed['forms']}")


def _agreed(told: str, *, plural: bool) -> str:
    """Return a verb group that agrees with its subject."""
    one = {"have": "has", "do": "does", "be": "is", "plan": "plans", "intend": "intends"}
    many = {"be": "are", "was": "were", "has": "have", "is": "are"}
    first, space, rest = told.partition(" ")
    if not plural:
        return one.get(first, first) + space + rest
    return many.get(first, first) + space + rest


def _told(deed: dict[str, str], status: str) -> Record:
    """Return type, mode and status as the guide has them: planned cooperation is AGREE."""
    kind, _, mode = deed["type"].partition("/")
    promise = kind == "AGREE" and deed["forms"].split()[0] in ("promise", "vow")
    less = REDUCED_WHEN_FUTURE.get(kind)
    if (less == "AGREE" and status in AHEAD) or (less == "CONCEDE" and status == "planned"):
        kind, mode = less, ""
    if promise and status in ("done", "past"):
        status = "planned"
    return {"type": kind, "mode": mode or None, "status": status}


def records(number: int, seed: int = 1) -> Iterator[Record]:
    """Yield marked texts."""
    drills = Drills(seed)
    for n in range(number):
        yield drills.record(n)


if __name__ == "__main__":
    for made in records(int(sys.argv[1])):
        print(json.dumps(made, ensure_ascii=False))

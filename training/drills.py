"""Drills: made sentences in which one deed is told in every way, as marked events to learn from.

News seldom say what did not happen, and seldom put other names between a party and its verb; what
is seldom told is learned badly. The deeds stand in ``drills.tsv``; here they are told of chance
parties: actively and passively, denied, planned, possible, long past, by another speaker, with
names around that take no part, two in a sentence, as a noun, as a headline, with a pronoun after
it. ``SHAPES`` in ``drill_words.py`` has the kinds of sentence. The sentences of
``tests/minimal_pairs.tsv`` were written apart from them, mostly of other deeds: that table measures
whether what is drilled here is learned for deeds that are not.

    python -m training.drills 6000 > drills.jsonl
"""

from __future__ import annotations

import json
import random
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from explorer.ontology import REDUCED_WHEN_FUTURE
from training import drill_words as words
from training.drill_parties import Parties, Who, own

_TABLE = Path(__file__).with_suffix(".tsv")
# Deeds that are done to countries alone.
_OF_COUNTRIES = re.compile(
    r"out of <R>|in <R>|with <R> by|frontier with <R>|tour|travel|invade|gas with|"
    r"(?:refugees|workers|journalists|diplomats|travellers|observers|grain|copper|envoy) from <R>"
)
_PARTS = re.compile(r"(<[^<>]+>)")
_MUTE = re.compile(r"warplanes|guards|navy").search
_PROMISES = frozenset(("promise", "vow", "pledge", "offer", "invite", "commit", "undertake"))
_PRONOUNS = frozenset(("it", "them", "him", "her"))
_OF = re.compile(r"the ([a-z]+(?: [a-z]+)?) of <R>")  # "its demands"
_WITHOUT = re.compile(r"(?:of|in|by|from|made in) <R>")
_SMALL = frozenset(("a", "of", "to", "in", "on", "by", "with", "for", "and", "from", "at", "the"))
_LEADS = re.compile(r"\b(?:a|an|the|its|their|his|her) ")
_DOUBLED = re.compile(r"(?:[^aeiou]*|qu)[aeiou][^aeiouwxy]$|begin|forbid|overrun")

Record = dict[str, Any]
Told = Mapping[str, Sequence[str]]  # by status


@dataclass(frozen=True, slots=True)
class Way:
    """How a clause is told: the verb by status, the status, what of the deed stands in it."""

    told: Told = field(default_factory=lambda: words.ACTIVE)
    status: tuple[str, ...] = ()  # one of these; none: any
    passive: Told | None = None
    subject: bool = True
    same: bool = False  # the status of the clause before
    day: bool = False
    object: bool = True
    short: bool = False  # without articles
    noun: bool = False
    fits: str = ""  # what type and words of the deed must match


_DONE = ("done",)
_PAST = {"done": ("{d}",)}
_SHARED = r"<v> <R>(?: (?:for|over|of|sharply|with|on|in|as|before|at|through|from|against)\b.*)?$"
_HOSTILE = r"^(?:ACCUSE|REJECT|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT)"
_VERBAL = r"^(?:ACCUSE|SUPPORT|SANCTION|ASSAULT|COERCE|MOBILIZE|PROTEST|THREATEN)"
WAYS = {
    "do": Way(passive=words.PASSIVE, day=True),
    "done": Way(_PAST, _DONE, passive={"done": ("was {p}",)}, day=True),
    "act": Way(status=(*_DONE, *_DONE, "denied", "planned", "possible"), day=True),
    "deed": Way(_PAST, _DONE, day=True),
    "one": Way(words.PLAIN),
    "and": Way(words.PLAIN, subject=False, same=True, day=True),
    "also": Way(subject=False, status=("done", "denied", "planned", "possible"), day=True),
    "cut": Way(words.PLAIN, ("done", "planned", "possible", "past"), object=False, fits=_SHARED),
    "join": Way(words.PLAIN, subject=False, same=True, day=True, fits=_SHARED),
    "before": Way({"done": ("had {p}",)}, _DONE),
    "had": Way({"done": ("had {p}",)}, _DONE, subject=False),
    "ing": Way({"done": ("{g}",)}, _DONE, subject=False),
    "base": Way({"done": ("{b}",)}, _DONE, subject=False),
    "end": Way(status=("done", "denied", "planned", "possible"), fits="<R>$"),
    "if": Way({"possible": ("{d}", "were to {b}")}, ("possible",)),
    "would": Way({"possible": ("would {b}", "might {b}", "could {b}")}, ("possible",)),
    "might": Way({"possible": ("might {b}", "may {b}", "could {b}")}, ("possible",), fits=_HOSTILE),
    "refuse": Way({"denied": words.REFUSED}, ("denied",), fits=_VERBAL),
    "deny": Way({"denied": ("had {p}", "had {p}", "was {g}")}, ("denied",)),
    "noun": Way(noun=True),
    "thing": Way(status=_DONE, noun=True),
    "head": Way(words.HEADLINE, passive=words.HEADLINE_PASSIVE, short=True),
    "headact": Way(words.HEADLINE, short=True),
    "heads": Way(words.HEADLINE, subject=False, same=True, short=True),
}


@dataclass(slots=True)
class Draft:
    """A text as it grows, with what is marked in it."""

    text: str = ""
    names: list[tuple[int, int, str]] = field(default_factory=list)
    actors: dict[str, Who] = field(default_factory=dict)
    events: list[Record] = field(default_factory=list)
    sentences: list[list[int]] = field(default_factory=list)
    seen: dict[str, Record] = field(default_factory=dict)  # where the parties of a sentence stand
    short: bool = False

    def add(self, text: str, label: str | None = None) -> tuple[int, int]:
        """Add words; return where they stand."""
        if text.startswith("'s") and self.text.endswith("s"):
            text = "'" + text[2:]
        if self.short and not label:
            text = _LEADS.sub("", text)
        start = len(self.text)
        self.text += text
        if label:
            self.names.append((start, len(self.text), label))
        return start, len(self.text)

    def party(self, who: Who, letter: str = "", *, known: bool = True) -> Record:
        """Add the words of a party; return it as a side of an event has it."""
        for text, label in who.lead:
            self.add(text, label)
        start = len(self.text)
        for text, label in who.words:
            self.add(text, label)
        if known:
            self.actors.setdefault(who.key, who)
        side = {"actor": who.key, "span": [start, len(self.text)]}
        if letter:
            self.seen[letter.lower()] = side
        return side


class Drills(Parties):
    """Makes records, always the same for a seed."""

    def __init__(self, seed: int) -> None:
        super().__init__(random.Random(seed))
        self.deeds = read_rows()
        self.status = self.told = ""
        self.alike = True
        self.last: dict[str, str] | None = None

    def record(self, number: int) -> Record:
        """Return one marked text."""
        draft = Draft()
        weights, shapes = zip(*words.SHAPES, strict=True)
        shape = self.chance.choices(shapes, weights)[0]
        self.alike = not re.search(r"[A-D][a-d]|[a-d][A-D]", shape)
        cast = self.cast(alike=self.alike)
        for sentence in re.split(r"(?<=\.) |(?=\|)", shape):
            if draft.text:
                draft.text += "\n\n" if sentence[0] == "|" else " "
            self._sentence(draft, sentence.strip("|."), cast)
        return {
            "id": f"drill-{number}",
            "date": None,
            "text": draft.text,
            "sentences": draft.sentences,
            "actors": {
                key: {"name": who.name, "kind": who.kind, "country": who.country, "role": None}
                for key, who in draft.actors.items()
            },
            "names": [list(name) for name in draft.names],
            "events": draft.events,
        }

    def _sentence(self, draft: Draft, shape: str, cast: dict[str, Who]) -> None:
        """Add a sentence, at times with who says it or with names around it."""
        start, first = len(draft.text), len(draft.events)
        draft.short = "<head" in shape
        said, before, bare = None, False, draft.short or start > 0
        if not bare and self.chance.random() < 0.3:
            said = self.who(("country", "person", "org", "organ"))
            again = self.alike or said.pronoun != cast["a"].pronoun
            if (
                said.key in {who.key for who in cast.values()}
                or not again
                or _MUTE(said.words[-1][0])
            ):
                said = None
            before = self.chance.random() < 0.5
        if said is not None and before:
            self._fill(draft, self.chance.choice(words.SAID_BEFORE) + " ", {"S": said})
        elif said is None and not bare and self.chance.random() < 0.15:
            self._aside(draft, self.chance.choice(words.BEFORE), cast.values())
        self._clauses(draft, shape, cast, aside=not bare)
        for event in draft.events[first:]:
            for side in ("actors", "recipients"):
                event[side] = [draft.seen.get(one, one) if _is(one) else one for one in event[side]]
            if said is not None and event["source"] is None:
                event["source"] = said.key
        if said is not None and not before:
            self._fill(draft, self.chance.choice(words.SAID_AFTER), {"S": said})
        elif said is None and not bare and self.chance.random() < 0.15:
            self._aside(draft, self.chance.choice(words.AFTER), cast.values())
        draft.text += "" if draft.short else "."
        told = draft.text[start:]
        if draft.short and self.chance.random() < 0.4:
            told = re.sub(r"(?<![\w'’-])[a-z]\w*", _titled, told)
        draft.text = draft.text[:start] + told[:1].upper() + told[1:]
        draft.sentences.append([start, len(draft.text)])
        draft.short = False

    # --- clauses -------------------------------------------------------------------------------

    def _clauses(self, draft: Draft, shape: str, cast: dict[str, Who], *, aside: bool) -> None:
        for part in _PARTS.split(shape):
            name, _, letters = part.strip("<>").partition(" ")
            if part in ("<a>", "<c>"):
                draft.party(cast[name], name)
            elif name == "which":
                one = cast[letters]
                draft.text += "who" if one.plural or one.kind == "person" else "which"
            elif letters and part.startswith("<"):
                sides = [
                    self.again(cast[letter.lower()], subject=not place, short=name == "deny")
                    if letter.isupper()
                    else cast[letter]
                    for place, letter in enumerate(letters)
                ]
                if name == "deny":
                    self._denial(draft, letters[0].lower())
                self._clause(draft, WAYS[name], sides, letters, aside=aside and name == "do")
            else:
                draft.text += part

    def _denial(self, draft: Draft, letter: str) -> None:
        end = draft.text.rindex(" that ")
        event: Record = {"source": None, "actors": [draft.seen[letter]], "recipients": []}
        event["trigger"] = [end - len("denied"), end]
        draft.events.append(event | {"type": "REJECT", "mode": None, "status": "done"})

    def _clause(
        self, draft: Draft, way: Way, sides: list[Who], letters: str, *, aside: bool
    ) -> None:
        """Add one deed; without a subject its actor stands elsewhere in the sentence."""
        actor, other = sides
        deed = self._deed(way, actor, other)
        self.last = deed
        mutual = deed["who"] == "mutual"
        if not way.same:
            self.status = self._status(way, deed)
        status = self.status
        passive = bool(deed["passive"] and way.passive) and self.chance.random() < 0.3
        told = self.chance.choice((way.passive if passive and way.passive else way.told)[status])
        if way.same:  # "did not accuse and did not thank", "will accuse and thank"
            told = self.told[-3 if status in words.AHEAD else 0 :]
        self.told = told
        event: Record = {"source": None, "actors": [], "recipients": []}
        together = mutual and way.passive is not None and not passive and self.chance.random() < 0.4
        pattern = deed["passive"] if passive else f"<A> {deed['active']}"
        if way.noun:
            pattern = self._as_noun(deed, status, whole=not way.status)
        elif passive and status == "denied" and re.match(r"(?:an? )?\*", pattern):
            pattern = re.sub(r"^(?:an? )?", "no ", pattern)
            told = self.chance.choice(words.PASSIVE["done"])
        if together:
            pattern = re.sub(r" (?:with )?<R>", "", pattern).replace("<A>", "<A> and <R>")
        if not way.subject:
            pattern = pattern.removeprefix("<A> ")
            event["actors"].append(letters[0].lower())
        if other.words[0][0] in _PRONOUNS and re.search(r"of <R>", pattern):
            pattern = _OF.sub(r"<R> \1", pattern)
            sides = [actor, replace(other, words=((own(other), None),))]
        if not way.object:
            pattern = "<A> <v>"
            event["recipients"].append(letters[1].lower())
        many = together or actor.plural
        if passive:
            many = other.plural if pattern.startswith("<R>") else "<were>" in pattern
        for part in _PARTS.split(pattern):
            name = part.strip("<>")
            if part in ("<A>", "<R>"):
                place = "AR".index(name)
                side = draft.party(sides[place], letters[place])
                event["actors" if name == "A" else "recipients"].append(side)
                begins = pattern.startswith(part) and not together and not way.noun
                if aside and begins and self.chance.random() < 0.3:
                    self._beside(draft, sides[place], sides[1 - place])
            else:
                self._part(draft, part, event, told, deed, many=many, sides=sides)
        day = self.chance.choice(_days(told, status)) if way.day else ""
        draft.text += f" {day}" if day else ""
        if mutual:
            event["actors"] += event.pop("recipients")
            event["recipients"] = []
        if way is WAYS["deny"]:
            event["source"] = draft.seen[letters[0].lower()]["actor"]
        draft.events.append(event | _told(deed, status))

    def _part(
        self,
        draft: Draft,
        part: str,
        event: Record,
        told: str,
        deed: dict[str, str],
        *,
        many: bool,
        sides: list[Who],
    ) -> None:
        """Add one piece of a pattern that is no party."""
        name = part.strip("<>")
        forms = dict(zip("bdpsg", deed["forms"].split(), strict=False))
        if part in ("<v>", "<was>", "<were>"):
            group = _agreed(told, plural=many)
            if part != "<v>":
                group = group.removesuffix("{p}").rstrip()
                draft.text = draft.text.rstrip() if not group else draft.text + group
                return
            before, form = group[:-3], group[-2]
            draft.text += before
            self._trigger(draft, forms["b" if form == "s" and many else form], event)
        elif part == "<p>":
            self._trigger(draft, forms["p"], event)
        elif part in ("<its>", "<whose>"):
            draft.add(own(sides[part == "<whose>"]))
        elif part.startswith("<"):
            label = "LOC" if name in words.PLACED else None
            draft.add(self.chance.choice(words.WORDS[name]), label)
        else:
            before, star, after = part.partition("*")
            draft.add(before)
            word, space, rest = after.partition(" ")
            if star:
                event["trigger"] = list(draft.add(word))
                draft.add(space + rest)

    def _trigger(self, draft: Draft, word: str, event: Record) -> None:
        event.setdefault("trigger", list(draft.add(word)))

    def _as_noun(self, deed: dict[str, str], status: str, *, whole: bool) -> str:
        """Return "the attack on <R> by <A>", with ``whole`` as a clause that says no more of it."""
        bare = deed["noun"]
        if deed["who"] == "mutual" and "with <R>" in bare:
            long = bare.replace("with <R>", "between <A> and <R>")
        else:
            long = f"{bare} by <A>"
        nouns = [f"<A>'s {bare}", f"<A>'s {bare}", f"the {long}"]
        if re.fullmatch(r"\*\w+ of <R>", bare):
            nouns.append(f"<R>'s {bare.removesuffix(' of <R>')} by <A>")
        frames = words.NOUNS[status]
        if status == "done" and deed["type"].startswith("CONSULT"):
            frames = (*frames, *words.TALKS, *words.TALKS)
        frame = self.chance.choice(frames) if whole else "{n}"
        plural = _noun(deed).endswith("s")
        frame = re.sub(r"<(\w+)>", lambda verb: _agreed(verb[1], plural=plural), frame)
        return frame.replace("{n}", self.chance.choice(nouns)).replace("{bare}", long)

    def _deed(self, way: Way, actor: Who, other: Who) -> dict[str, str]:
        while True:
            deed = self.chance.choice(self.deeds)
            if deed is self.last or (way.noun and not deed["noun"]):
                continue
            if other.words[0][0] in _PRONOUNS and _WITHOUT.search(_OF.sub("", deed["active"])):
                continue
            if re.search(way.fits, f"{deed['type']} {deed['active']}") and _may(deed, actor, other):
                return deed

    def _status(self, way: Way, deed: dict[str, str]) -> str:
        if way.status:
            return self.chance.choice(way.status)
        status = self.chance.choices(tuple(words.ACTIVE), (9, 5, 4, 4, 1))[0]
        timed = ("CONSULT", "PROTEST", "COOPERATE", "SANCTION", "MOBILIZE", "RETREAT")
        if way.noun and status in words.AHEAD and not deed["type"].startswith(timed):
            return "done"
        return status

    # --- names around ---------------------------------------------------------------------------

    def _beside(self, draft: Draft, who: Who, other: Who) -> None:
        if who.kind in words.BESIDE and len(who.words) == 1:
            self._aside(draft, self.chance.choice(words.BESIDE[who.kind]), [who, other])

    def _aside(self, draft: Draft, pattern: str, cast: Iterable[Who]) -> None:
        names: dict[str, Who] = {}
        taken = {who.key for who in cast}
        while len(names) < 2:
            one = self.who(("country",))
            if one.key not in taken:
                taken.add(one.key)
                names["XY"[len(names)]] = one
        self._fill(draft, pattern, names, known=False)

    def _fill(
        self, draft: Draft, pattern: str, whos: dict[str, Who], *, known: bool = True
    ) -> None:
        for part in _PARTS.split(pattern):
            who = whos.get(part.strip("<>")) if part.startswith("<") else None
            if who is not None:
                draft.party(who, known=known)
            elif part == "<says>":
                draft.text += "say" if whos["S"].plural else "says"
            else:
                draft.add(part)


def read_rows() -> list[dict[str, str]]:
    """Return the deeds of ``drills.tsv``; after the forms stand that in -ing and the noun."""
    lines = [line for line in _TABLE.read_text(encoding="utf-8").split("\n") if line.strip()]
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    found = []
    for row in rows:
        deed = dict(zip(header, (*row, ""), strict=False))
        base, past = deed["forms"].split()[:2]
        deed["forms"] = f"{deed['forms']} {_ing(base, past)} {_noun(deed)}".rstrip()
        found.append(deed)
    return found


def _is(side: Record | str) -> bool:
    """Tell whether a side is the letter of a party that stands elsewhere."""
    return isinstance(side, str)


def _titled(found: re.Match[str]) -> str:
    return found[0] if found[0] in _SMALL else found[0][0].upper() + found[0][1:]


def _noun(deed: dict[str, str]) -> str:
    found = re.search(r"\*(\w+)", deed["noun"])
    return found[1] if found else ""


def _ing(base: str, past: str) -> str:
    if past.startswith(base + base[-1]) or _DOUBLED.fullmatch(base):
        return f"{base}{base[-1]}ing"
    return (base[:-1] if re.search(r"[^eoy]e$", base) else base) + "ing"


def _days(told: str, status: str) -> Sequence[str]:
    """Return what may say when, by the tense."""
    if status == "past":
        return words.LONG_AGO
    if status in words.AHEAD:
        return ("",) if re.search("soon|about", told) else words.DAY_AHEAD
    return words.DAY if re.match(r"\{d\}|did not \{b\}|was (?:not )?\{p\}", told) else ("",)


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
    one = {"have": "has", "be": "is", "plan": "plans", "intend": "intends"}
    many = {"be": "are", "was": "were", "has": "have", "is": "are"}
    first, space, rest = told.partition(" ")
    if not plural:
        return one.get(first, first) + space + rest
    return many.get(first, first) + space + rest


def _told(deed: dict[str, str], status: str) -> Record:
    """Return type, mode and status as the guide has them: planned cooperation is AGREE."""
    kind, _, mode = deed["type"].partition("/")
    promise = kind == "AGREE" and deed["forms"].split()[0] in _PROMISES
    less = REDUCED_WHEN_FUTURE.get(kind)
    retreat = less == "CONCEDE" and status == "planned" and mode != "resign"
    if less and ((less == "AGREE" and status in words.AHEAD) or retreat):
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

"""The parties of drills: chance countries, persons, bodies and groups, and how they are named."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from explorer.entities.gazetteer import gazetteer
from explorer.resources import read_table
from training import drill_words as words

Words = tuple[tuple[str, str | None], ...]  # text and class of name


@dataclass(frozen=True, slots=True)
class Who:
    """A party: its key, what it is, and the words for it with those that are names."""

    key: str
    name: str
    kind: str
    country: str | None
    words: Words
    lead: Words = ()
    plural: bool = False
    pronoun: str = "it"
    home: tuple[str, str] | None = None  # key and name of the country whose office it holds


class Parties:
    """Draws parties by chance."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.countries = read_countries()

    def cast(self, *, alike: bool) -> dict[str, Who]:
        """Return four different parties, the first with a pronoun of its own unless ``alike``."""
        found: list[Who] = []
        while len(found) < 4:
            kinds = ("country", "country", "organ", "person", "org", "people", "armed")
            who = self.who(kinds)
            keys = {key for one in found for key in (one.key, one.home and one.home[0])}
            if who.key in keys or (who.home and who.home[0] in keys):
                continue
            if alike or not found or who.pronoun != found[0].pronoun:
                found.append(who)
        return dict(zip("abcd", found, strict=True))

    def who(self, kinds: Sequence[str]) -> Who:
        """Return a chance party of one of the kinds."""
        kind = self.chance.choice(kinds)
        name, code, adjective = self.chance.choice(self.countries)
        the: Words = (("the ", None),)
        of_country = the if name in words.ARTICLE else ()
        if kind == "country":
            return Who(code, name, "country", code, ((name, "LOC"),), of_country)
        if kind == "organ":
            organ = self.chance.choice(words.ORGANS)
            many = organ in words.PLURAL_ORGANS
            pronoun = "they" if many else "it"
            if self.chance.random() < 0.3:
                own = "'" if name.endswith("s") else "'s"
                text: Words = ((name, "LOC"), (f"{own} {organ}", None))
                return Who(code, name, "country", code, text, of_country, many, pronoun)
            text = ((adjective, "NORP"), (f" {organ}", None))
            return Who(code, name, "country", code, text, () if many else the, many, pronoun)
        if kind == "person":
            return self._person(name, code, adjective)
        if kind == "org":
            body = self.chance.choice(words.BODIES)
            bare = body.removeprefix("the ")
            return Who(slug(bare), bare, "org", None, ((bare, "ORG"),), the if bare != body else ())
        noun = self.chance.choice(words.ARMED if kind == "armed" else words.PEOPLE)
        of = f"{adjective} {noun}"
        if self.chance.random() < 0.5:
            text = ((adjective, "NORP"), (f" {noun}", None))
            return Who(slug(of), of, kind, code, text, (), True, "they")
        return Who(slug(noun), noun, kind, None, ((noun, None),), (), True, "they")

    def _person(self, name: str, code: str, adjective: str) -> Who:
        pronoun = self.chance.choice(("he", "she"))
        first = self.chance.choice(words.HE if pronoun == "he" else words.SHE)
        last = self.chance.choice(words.LAST)
        office = self.chance.choice((*words.OFFICES, ""))
        lead: Words = ((f"{office} ", None),) if office else ()
        home = None
        if office and self.chance.random() < 0.3:
            lead, home = ((adjective, "NORP"), (f" {office} ", None)), (code, name)
        full = f"{first} {last}"
        text: Words = ((full, "PERSON"),)
        return Who(last.upper(), full, "person", home and code, text, lead, False, pronoun, home)

    def again(self, who: Who, *, subject: bool, short: bool = False) -> Who:
        """Return one that was named by a pronoun or, unless ``short``, by what it is."""
        chosen = words.AGAIN[who.pronoun][not subject]
        nouns = list(words.AGAIN_AS.get(who.kind, ()))
        if who.kind == "country" and (len(who.words) > 1 or who.plural):
            nouns = []
        if who.kind == "person" and who.lead:
            nouns = [f"the {who.lead[-1][0].strip().split()[-1].lower()}"]
            if who.home and nouns[0] in ("the president", "the minister", "the chancellor"):
                nouns.append(f"{'his' if who.pronoun == 'he' else 'her'} government")
        if nouns and not short and self.chance.random() < 0.5:
            chosen = self.chance.choice(nouns)
        if chosen.split()[0] in ("his", "her") and " " in chosen and who.home:
            key, name = who.home
            return Who(key, name, "country", key, ((chosen, None),))
        lead: Words = (("the ", None),) if chosen.startswith("the ") else ()
        many = chosen in ("they", "them") or chosen.endswith("s")
        text: Words = ((chosen.removeprefix("the "), None),)
        return replace(who, words=text, lead=lead, plural=many)


def read_countries() -> list[tuple[str, str, str]]:
    """Return name, code and adjective of countries."""
    names = dict(gazetteer().countries)
    forms = {
        row["country"]: row["form"]
        for row in reversed(read_table("gazetteer", "demonyms.tsv"))
        if not row["form"].endswith("s") and " " not in row["form"]
    }
    for code, own in (row.split(" ", 1) for row in words.COUNTRIES):
        names[code], _, forms[code] = own.partition("/")
    return [
        (names[code], code, form)
        for code, form in sorted(forms.items())
        if form and code in names and not re.search(r"[,&]|-$", names[code])
    ]


def slug(name: str) -> str:
    """Return a key of letters."""
    return re.sub(r"\W", "", name).upper()


def own(who: Who) -> str:
    """Return "its" or what else stands for it."""
    owns = {"they": "their", "he": "his", "she": "her"}
    return owns["they"] if who.plural else owns.get(who.pronoun, "its")

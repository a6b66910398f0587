"""A made-up world to measure with: who there is, what they do, and articles that tell of it.

The same seed gives the same world on every machine. Names are syllables put together; how often
somebody acts falls with the square root of their rank or so, as in the news.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from explorer.countries import country_name
from explorer.entities.names import slug
from explorer.model import Actor, Article, Event, Evidence, Extraction, Kind, Mention

FIRST_DAY, DAYS = date(2020, 1, 1), 1_500
COUNTRIES = tuple(
    "USA IRN IRQ SYR RUS CHN FRA GBR DEU ISR TUR SAU EGY JOR LBN UKR POL ITA ESP IND PAK JPN KOR "
    "PRK BRA ARG MEX VEN COL NGA KEN ETH SDN LBY TUN MAR DZA YEM QAT ARE".split()
)
_ROLES = ("president", "prime minister", "foreign minister", "defense minister", "ambassador")
_ONSETS, _VOWELS, _ENDS = "bdfgklmnprstvz", "aeiou", ("n", "r", "l", "s", "ko", "mi", "dov", "shan")
_OUTLETS = tuple(f"{bird} {kind}" for bird in ("Gull", "Heron", "Larkspur", "Tern", "Quail")
                 for kind in ("Post", "Wire", "Courier", "Gazette"))  # fmt: skip
_DEEDS = (
    "met {other} in {city} to talk about the border",
    "accused {other} of breaking the truce",
    "will meet {other} next week",
    "praised {other} for the release of prisoners",
    "warned {other} against further attacks",
    "urged {other} to open the crossing",
    "rejected the offer of {other}",
    "sent food and medicine to {other}",
    "signed a trade agreement with {other}",
    "threatened to impose sanctions on {other}",
    "attacked {other} with rockets near {city}",
    "thanked {other} for the talks in {city}",
)
_CITIES = ("Geneva", "Vienna", "Amman", "Doha", "Oslo", "Astana", "Cairo", "Muscat")
_FILLERS = (
    "The talks lasted for more than {n} hours, and nothing was said about their result.",
    "Prices of bread and fuel have risen by {n} percent since the spring.",
    "About {n} people waited outside the building in the rain.",
    "Observers doubt that the plan can be carried out before the end of the year.",
    "It was the {n}th meeting of this kind since the war.",
)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the made-up world."""

    name: str
    country: str
    role: str


def people(count: int, *, seed: int = 1) -> list[Person]:
    """Return so many different people, the most prominent first."""
    dice = random.Random(seed)
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{_word(dice, 1)} {_word(dice, 2)}"] = None
    return [Person(name, dice.choice(COUNTRIES), dice.choice(_ROLES)) for name in names]


def _word(dice: random.Random, syllables: int) -> str:
    made = "".join(dice.choice(_ONSETS) + dice.choice(_VOWELS) for _ in range(syllables))
    return (made + dice.choice(_ENDS)).title()


def articles(count: int, *, sentences: int = 6, seed: int = 1) -> Iterator[Article]:
    """Yield so many articles, one after the other; one in ten is another outlet's reprint.

    Args:
        count: how many.
        sentences: of each article; about fifteen words a sentence.
        seed: the same gives the same articles, and more of them begins with the fewer.
    """
    dice = random.Random(seed)
    cast = people(5_000, seed=seed)
    recent: list[str] = []
    for number in range(count):
        reprint = bool(recent) and dice.random() < 0.1
        text = dice.choice(recent) if reprint else _text(dice, cast, sentences)
        recent = [*recent[-50:], text]
        outlet = dice.choice(_OUTLETS)
        day = FIRST_DAY + timedelta(days=number * DAYS // count)
        dateline = f"{dice.choice(_CITIES).upper()} ({outlet}) - " if reprint else ""
        yield Article(f"made-{number:07}", dateline + text, published=day, outlet=outlet)


def read(count: int, *, seed: int = 1) -> Iterator[Extraction]:
    """Yield as many articles as if they had been read: each tells that one person met another."""
    dice = random.Random(seed)
    cast = people(20_000, seed=seed)
    for number in range(count):
        one, other = (cast[int(len(cast) * dice.random() ** 2)] for _ in range(2))
        words = (one.name, "met", other.name)
        day = FIRST_DAY + timedelta(days=number % DAYS)
        id, text = f"made-{number:07}", " ".join(words) + "."
        starts = [text.index(word) for word in words[:2]] + [len(text) - 1 - len(other.name)]
        mentions = tuple(
            Mention(id, at, at + len(who.name), who.name, "name", slug(who.name))
            for who, at in ((one, starts[0]), (other, starts[2]))
        )
        event = Event(
            id=f"{id}/{starts[1]}-consult", article_id=id, event_type="CONSULT", mode=None,
            underlying_type=None, auxiliary=(), score=2.5, actors=mentions, recipients=(),
            attribution=None, trigger="met", start=starts[1], end=starts[1] + 3,
            evidence=Evidence(id, 0, len(text), text), date=None, confidence=0.9, reciprocal=True,
        )  # fmt: skip
        actors = {
            slug(who.name): Actor(slug(who.name), who.name, Kind.PERSON, who.country, who.role)
            for who in (one, other)
        }
        article = Article(id, text, published=day, outlet=dice.choice(_OUTLETS))
        yield Extraction(article, tuple(actors.values()), mentions, (event,), ())


def _text(dice: random.Random, cast: list[Person], sentences: int) -> str:
    return " ".join(
        _event(dice, cast) if at % 2 == 0 else dice.choice(_FILLERS).format(n=dice.randint(2, 90))
        for at in range(sentences)
    )


def _event(dice: random.Random, cast: list[Person]) -> str:
    one, other = (cast[int(len(cast) * dice.random() ** 2)] for _ in range(2))
    who = dice.choice((
        f"{one.role.title()} {one.name} of {country_name(one.country)}",
        one.name,
        country_name(one.country),
    ))  # fmt: skip
    whom = dice.choice((other.name, country_name(other.country)))
    return f"{who} {dice.choice(_DEEDS).format(other=whom, city=dice.choice(_CITIES))}."

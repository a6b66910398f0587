"""Who is who over all articles: short names, spellings, namesakes, and why; in any order."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from explorer.entities.identities import Guise, identify
from explorer.model import Actor, Kind

Known = tuple[str, str | None, str | None]  # a name, a country and an office

KHAMENEI: Known = ("Ali Khamenei", "IRN", "supreme leader")
KING: Known = ("Hussein", "JOR", "king")
SADDAM: Known = ("Saddam Hussein", "IRQ", "former president")


def identities(known: Sequence[Known]) -> dict[Known, str]:
    """Return the id of each, as if one article knew everybody so."""
    return {guise: decision.actor.id for guise, decision in identify(_people(known)).items()}


def _people(known: Sequence[Known]) -> list[tuple[Actor, int]]:
    return [(Actor("own", name, Kind.PERSON, country, role), 1) for name, country, role in known]


# Who is known, and which of them are one person: the same letter.
TOGETHER = [
    ("short-name", [KHAMENEI, ("Khamenei", None, None)], "aa"),
    ("short-name-of-the-country", [KHAMENEI, ("Khamenei", "IRN", None)], "aa"),
    ("first-name", [SADDAM, ("Saddam", "IRQ", None)], "aa"),
    ("other-country", [SADDAM, KING], "ab"),
    ("namesakes", [("Ann Lee", "USA", None), ("Ann Lee", "AUS", None)], "ab"),
    ("spelling", [("Nouri al-Maliki", "IRQ", None), ("Nuri Maliki", None, None)], "aa"),
    ("initial", [("George W. Bush", "USA", None), ("G. Bush", None, None)], "aa"),
    ("middle-name", [("George W. Bush", "USA", None), ("George Bush", "USA", None)], "aa"),
    ("other-initial", [("George W. Bush", "USA", None), ("George H. Bush", "USA", None)], "ab"),
    ("names-turned", [("Ban Ki Moon", "KOR", None), ("Ki Ban", None, None)], "aa"),
    (
        "too-many-fit",
        [("Ali Khan", "PAK", None), ("Omar Khan", "PAK", None), ("Khan", None, None)],
        "abc",
    ),
    (
        "office-decides",
        [("Ali Khan", "PAK", "mayor"), ("Omar Khan", "PAK", "general"), ("Khan", None, "general")],
        "abb",
    ),
    (
        "country-decides",
        [SADDAM, ("Hussein", "IRQ", None), KING],
        "aab",
    ),
    ("country-alone-unknown", [("Ann Lee", "USA", None), ("Ann Lee", None, "mayor")], "aa"),
]


@pytest.mark.parametrize(
    ("known", "letters"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER]
)
def test_who_is_one(known: list[Known], letters: str) -> None:
    found = identities(known)
    same = {one: {other for other in known if found[other] == found[one]} for one in known}
    wanted = {
        one: {other for other, its in zip(known, letters, strict=True) if its == letter}
        for one, letter in zip(known, letters, strict=True)
    }
    assert same == wanted


REASONS = [
    ("fullest", [KHAMENEI], KHAMENEI, "nobody else has this name"),
    (
        "short",
        [KHAMENEI, ("Khamenei", "IRN", None)],
        ("Khamenei", "IRN", None),
        "short for Ali Khamenei, and of the same country, Iran",
    ),
    (
        "short-of-unknown-country",
        [KHAMENEI, ("Khamenei", None, None)],
        ("Khamenei", None, None),
        "short for Ali Khamenei, and no country speaks against it",
    ),
    (
        "spelling",
        [("Nouri al-Maliki", "IRQ", None), ("Nuri Maliki", None, None)],
        ("Nuri Maliki", None, None),
        "a form of the name Nouri al-Maliki, and no country speaks against it",
    ),
    ("other-country", [SADDAM, KING], KING, "kept apart: Saddam Hussein would fit, but is of "
     "another country"),
    (
        "unclear",
        [("Ali Khan", "PAK", None), ("Omar Khan", "PAK", None), ("Khan", None, None)],
        ("Khan", None, None),
        "kept apart: Ali Khan, Omar Khan would fit, and nothing tells which",
    ),
    (
        "office",
        [("Ali Khan", "PAK", "mayor"), ("Omar Khan", "PAK", "general"), ("Khan", None, "general")],
        ("Khan", None, "general"),
        "short for Omar Khan: of 2 who fit, the only general",
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("known", "who", "reason"), [row[1:] for row in REASONS], ids=[row[0] for row in REASONS]
)
def test_why(known: list[Known], who: Known, reason: str) -> None:
    assert identify(_people(known))[Guise(*who)].reason == reason


def crowd(size: int) -> list[Known]:
    """Return many people who share few names, some known by a short one."""
    dice = random.Random(7)
    first = [f"{a}{b}n" for a in "BDFKLM" for b in ("a", "e", "i", "oma")]
    last = [f"{a}{b}r" for a in ("Ab", "Kh", "Mal", "Tor") for b in ("ane", "ide", "udu")]
    countries, roles = (None, "IRN", "IRQ", "USA"), (None, "mayor", "general")
    return [
        (
            " ".join(filter(None, (dice.choice(("", *first)), dice.choice(last)))),
            dice.choice(countries),
            dice.choice(roles),
        )
        for _ in range(size)
    ]


def test_the_order_does_not_matter() -> None:
    people = crowd(400)
    found = identify(_people(people))
    assert identify(_people(people[::-1])) == found
    assert 1 < len({decision.actor.id for decision in found.values()}) < len(found)


def test_who_is_known_in_more_articles_weighs_more() -> None:
    often, once = (Actor("own", "Ann Lee", Kind.PERSON, "USA", role) for role in ("mayor", "judge"))
    [actor] = {one.actor for one in identify([(often, 3), (once, 1)]).values()}
    assert actor.role == "mayor"


def test_namesakes_have_ids_of_their_own() -> None:
    found = identities([("Ann Lee", "USA", None), ("Ann Lee", "AUS", None)])
    assert sorted(found.values()) == ["ann-lee", "ann-lee-usa"]

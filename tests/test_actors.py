"""Who is mentioned where: names, titles, pronouns, capitals, inhabitants, and what is no actor.

Every sentence is written for these tables and goes through the shipped pipeline.
"""

from __future__ import annotations

from functools import cache

import pytest

from explorer.entities.names import name_parts, same_full_name, short_name_fits, slug
from explorer.model import Actor, Article, Extraction, Kind
from explorer.pipeline import extract


@cache
def read(text: str) -> Extraction:
    (extraction,) = extract([Article("a", text)])
    return extraction


def meant(text: str, phrase: str) -> set[str]:
    """Return the ids of the actors that the last mention of a phrase stands for."""
    mentions = [m for m in read(text).mentions if m.text == phrase]
    last = max((m.start for m in mentions), default=None)
    return {m.actor_id for m in mentions if m.start == last}


# A text, a phrase in it, and the ids of those it stands for.
MENTIONS = [
    ("full-name", "Angela Merkel arrived.", "Angela Merkel", "angela-merkel"),
    ("al-name", "Nouri al-Maliki spoke to France.", "Nouri al-Maliki", "nouri-al-maliki"),
    ("short-name", "Jacques Chirac met Spain's king. Chirac smiled.", "Chirac", "jacques-chirac"),
    ("possessive-name", "Chirac's speech angered Spain.", "Chirac", "chirac"),
    ("country", "Norway thanked Sweden.", "Norway", "NOR"),
    ("the-country", "The Netherlands thanked Sweden.", "Netherlands", "NLD"),
    ("acronym", "The U.S. warned Cuba.", "U.S.", "USA"),
    ("metonym", "Paris accused London of delay.", "Paris", "FRA"),
    ("metonym-building", "The White House denied the report.", "White House", "USA"),
    ("demonym-plural", "The Turks rejected the plan.", "Turks", "TUR"),
    ("organ", "Egyptian officials met in Cairo.", "Egyptian officials", "EGY"),
    ("organ-of", "The government of Kenya resigned.", "The government of Kenya", "KEN"),
    (
        "title",
        "Polish President Lech Kaczynski left. The president was ill.",
        "The president",
        "lech-kaczynski",
    ),
    (
        "state-leader",
        "Lech Kaczynski, the Polish president, left. The Polish leader met Italy's king.",
        "The Polish leader",
        "lech-kaczynski",
    ),
    ("he", "Chirac criticised Israel. He also praised Egypt.", "He", "chirac"),
    ("she", "Angela Merkel met Tony Blair, and she thanked him.", "she", "angela-merkel"),
    ("him", "Angela Merkel met Tony Blair, and she thanked him.", "him", "tony-blair"),
    ("it", "Norway helped Sudan last year. It sent doctors.", "It", "NOR"),
    (
        "his-government",
        "Iraqi President Jalal Talabani spoke. His government needs help from Iran.",
        "His government",
        "IRQ",
    ),
    ("both-countries", "France and Spain met. Both countries want fish.", "countries", "FRA ESP"),
    ("organisation", "The United Nations condemned the raid.", "United Nations", "united-nations"),
    (
        "acronym-in-brackets",
        "The Kenyan Union of Teachers (KUT) met Sudan. KUT threatened Uganda.",
        "KUT",
        "kenyan-union-of-teachers",
    ),
    (
        "town-resident",
        "Residents of Mosul met Norway's king.",
        "Residents of Mosul",
        "residents-of-mosul",
    ),
    ("stationed", "Peacekeepers in Lebanon met Chad's king.", "Peacekeepers", "peacekeepers"),
    (
        "backed",
        "Iran-backed militias met Chad's king.",
        "Iran-backed militias",
        "iran-backed-militias",
    ),
    ("counterpart", "Ann Lee met her Iranian counterpart.", "Iranian counterpart", "IRN"),
    (
        "office-without-a-name",
        "The Prime Minister met Chad.",
        "The Prime Minister",
        "prime-minister",
    ),
    ("group", "Hezbollah threatened Israel.", "Hezbollah", "hezbollah"),
]


MISREAD = {
    "acronym-in-brackets": "the name is read as starting after the adjective",
    "stationed": "those in a country are taken for its own",
}


@pytest.mark.parametrize(
    ("text", "phrase", "ids"),
    [
        pytest.param(
            *row[1:],
            id=row[0],
            marks=[pytest.mark.xfail(reason=MISREAD[row[0]])] if row[0] in MISREAD else [],
        )
        for row in MENTIONS
    ],
)
def test_a_mention_leads_to_its_actor(text: str, phrase: str, ids: str) -> None:
    found = {id.removeprefix("the-") for id in meant(text, phrase)}
    assert found == set(ids.split()), read(text).mentions


# A text, and a word of it that no mention may hold.
NOT_ACTORS = [
    ("place-of-meeting", "Merkel met Chirac in Warsaw.", "Warsaw"),
    ("country-as-place", "Merkel met Chirac in Poland.", "Poland"),
    ("dateline", "WARSAW, Nov. 28 (Reuters) - France accused Russia.", "WARSAW"),
    ("agency", "France accused Russia, Reuters reported.", "Reuters"),
    ("plane", "Hadley spoke aboard Air Force One.", "Air"),
    ("language", "Talabani speaks fluent Farsi.", "Farsi"),
    ("weekday", "On Tuesday France accused Russia.", "Tuesday"),
    ("furniture", "France accused Russia.\n\nFor more news, go to our Poland Center.", "Center"),
]


@pytest.mark.parametrize(
    ("text", "word"), [row[1:] for row in NOT_ACTORS], ids=[row[0] for row in NOT_ACTORS]
)
def test_it_is_no_actor(text: str, word: str) -> None:
    assert [m for m in read(text).mentions if word in m.text] == []


def only(text: str, id: str) -> Actor:
    (actor,) = [actor for actor in read(text).actors if actor.id == id]
    return actor


# A text, an actor in it, and its role and country.
PROFILES = [
    ("title", "Iraqi President Jalal Talabani spoke.", "jalal-talabani", "president", "IRQ"),
    (
        "apposition",
        "Jalal Talabani, the president of Iraq, spoke.",
        "jalal-talabani",
        "president",
        "IRQ",
    ),
    (
        "possessive",
        "Iran's supreme leader, Ayatollah Ali Khamenei, spoke.",
        "ali-khamenei",
        "supreme leader",
        "IRN",
    ),
    (
        "former",
        "Former U.S. Secretary of State James Baker spoke.",
        "james-baker",
        "former secretary of state",
        "USA",
    ),
    ("no-title", "Ibrahim Omondi spoke.", "ibrahim-omondi", None, None),
]


@pytest.mark.parametrize(
    ("text", "id", "role", "country"), [row[1:] for row in PROFILES], ids=[r[0] for r in PROFILES]
)
def test_a_title_tells_role_and_country(
    text: str, id: str, role: str | None, country: str | None
) -> None:
    actor = only(text, id)
    assert (actor.kind, actor.role, actor.country) == (Kind.PERSON, role, country)


def test_a_title_makes_an_affiliation() -> None:
    [tie] = read("Iraqi President Jalal Talabani spoke.").affiliations
    assert (tie.actor_id, tie.target_id, tie.role) == ("jalal-talabani", "IRQ", "president")
    assert tie.evidence.text == "Iraqi President Jalal Talabani spoke."


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Bashar al-Assad", "Bashar Assad", True),
        ("Nuri al-Maliki", "Nouri Maliki", True),
        ("George W. Bush", "George Bush", True),
        ("George H. Bush", "George W. Bush", False),
        ("Jalal Talabani", "Qubad Talabani", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, same: bool) -> None:
    assert same_full_name(name_parts(one), name_parts(other)) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [("Bush", "George W. Bush", True), ("Saddam", "Saddam Hussein", True), ("Rice", "Bush", False)],
)
def test_short_names(short: str, full: str, fits: bool) -> None:
    assert short_name_fits(name_parts(short), name_parts(full)) is fits


@pytest.mark.parametrize(
    ("name", "id"),
    [("Nouri al-Maliki", "nouri-al-maliki"), ("Gül", "gul"), ("習近平", "7fd2-8fd1-5e73")],
)
def test_slugs(name: str, id: str) -> None:
    assert slug(name) == id

"""People whose country the article leaves open: what the table of office-holders says, and when."""

from __future__ import annotations

from datetime import date

import pytest

from explorer.entities.merging import merge
from explorer.entities.names import name_parts, without_suffix
from explorer.entities.office_holders import table
from explorer.model import ARTICLE, OFFICE_HOLDERS, Actor, Article, Kind
from explorer.pipeline import extract, resolve
from explorer.resources import table_lines

# An article, the year it was published, a person in it, and their country, office and its source.
TOLD = {
    "full-name": ("Viktor Orban criticised Brussels.", 2024, "Viktor Orban",
                  "HUN", "prime minister", OFFICE_HOLDERS),
    "title": ("President Putin warned Estonia.", 2019, "Putin",
              "RUS", "president", OFFICE_HOLDERS),
    "surname-of-a-head": ("Putin met Erdogan in Sochi.", 2018, "Erdogan",
                          "TUR", "president", OFFICE_HOLDERS),
    "surname-of-a-minister": ("Lavrov denied it.", 2016, "Lavrov",
                              "RUS", "foreign minister", OFFICE_HOLDERS),
    "afterwards": ("Bill Clinton visited Haiti.", 2010, "Bill Clinton",
                   "USA", "former president", OFFICE_HOLDERS),
    "the-article-first": ("The Georgian envoy, Viktor Orban, thanked Peru.", 2024, "Viktor Orban",
                          "GEO", "envoy", ARTICLE),
    "another-spelling": ("Saddam Husain threatened Kuwait.", 1990, "Saddam Husain",
                         "IRQ", "president", OFFICE_HOLDERS),
    "family-name-first": ("Xi Jinping thanked Peru.", 2020, "Xi Jinping",
                          "CHN", "president", OFFICE_HOLDERS),
    "international": ("Donald Tusk thanked Norway.", 2016, "Donald Tusk",
                      None, "european council president", None),
    "home-again": ("Donald Tusk thanked Norway.", 2024, "Donald Tusk",
                   "POL", "prime minister", OFFICE_HOLDERS),
    "nobody": ("Ibrahim Omondi thanked Norway.", 2024, "Ibrahim Omondi", None, None, None),
    "long-before": ("Viktor Orban thanked Norway.", 1975, "Viktor Orban", None, None, None),
    "two-fit": ("President Castro thanked Norway.", 2008, "Castro", None, "president", None),
    "common-surname": ("Brown thanked Norway.", 2008, "Brown", None, None, None),
    "of-a-master": ("Viktor Orban left. His aide, Zoltan Feher, thanked Norway.", 2024,
                    "Zoltan Feher", None, "aide", None),
}  # fmt: skip


def person(text: str, year: int, name: str) -> Actor:
    (one,) = extract([Article("a", text, published=date(year, 6, 1))])
    return next(actor for actor in one.actors if actor.name == name)


@pytest.mark.parametrize(
    ("text", "year", "name", "country", "role", "source"), TOLD.values(), ids=TOLD
)
def test_the_table_tells(
    text: str, year: int, name: str, country: str | None, role: str | None, source: str | None
) -> None:
    found = person(text, year, name)
    assert (found.country, found.role, found.country_source) == (country, role, source)


def test_the_office_of_the_table_is_the_one_that_is_meant() -> None:
    text = "Viktor Orban visited Peru. The Hungarian prime minister accused Chad."
    (one,) = extract([Article("a", text, published=date(2024, 6, 1))])
    assert {m.actor_id for event in one.events for m in event.actors} == {"viktor-orban"}


def test_without_a_day_only_full_names_are_looked_for() -> None:
    text = "Viktor Orban thanked Peru. Lavrov denied it."
    (one,) = extract([Article("a", text)])
    told = {actor.name: actor.country for actor in one.actors if actor.kind is Kind.PERSON}
    assert told == {"Viktor Orban": "HUN", "Lavrov": None}


def test_of_several_articles_one_that_tells_the_country_outweighs_the_table() -> None:
    by_table = Actor("a", "Ana Rey", Kind.PERSON, "ESP", country_source=OFFICE_HOLDERS)
    by_article = Actor("a", "Ana Rey", Kind.PERSON, "PER", country_source=ARTICLE)
    merged = merge("a", [(by_table, 9), (by_article, 1)])
    assert (merged.country, merged.country_source) == ("PER", ARTICLE)


def test_ids_go_with_the_person() -> None:
    texts = ("Vladimir Putin thanked Peru.", "Putin accused Chad.")
    days = date(2019, 5, 1), date(2020, 5, 1)
    articles = [
        Article(str(day), text, published=day) for text, day in zip(texts, days, strict=True)
    ]
    ids = {actor.wikidata for one in resolve(extract(articles)) for actor in one.actors
           if actor.id == "vladimir-putin"}  # fmt: skip
    assert ids == {"Q7747"}


def test_every_row_is_found_by_its_key() -> None:
    _, *rows = table_lines("gazetteer", "office_holders.tsv")
    keys = [row.split("\t", 1)[0].encode() for row in rows]
    assert keys == sorted(keys)
    for row in rows[:: len(rows) // 200]:
        key, names, country, *_ = row.split("\t")
        parts = [without_suffix(name_parts(name)) for name in names.split("|")]
        assert any(key in (name[0], *name[-2:]) for name in parts)
        assert (country or None) in {holder.country for holder in table().find(key)}
    assert table().find("nobodys-name") == []


# An article, and the names of the people, organisations and groups in it, each one identity.
ALIASES = {
    "acronym": ("The RSF attacked Sudan. Sudan accused the Rapid Support Forces.",
                "Rapid Support Forces"),
    "acronym-of-this-article": ("The National Union of Miners accused Spain. The NUM left.",
                                "National Union of Miners"),
    "known-as": ("Mohamed Hamdan Dagalo, known as Hemedti, accused Egypt. Hemedti left.",
                 "Mohamed Hamdan Dagalo"),
    "known-as-by-the-table": ("Hemedti accused Egypt.", "Mohamed Hamdan Dagalo"),
    "nicknamed": ('Pedro Quiroga, nicknamed "Tuco", thanked Cuba. Tuco left.', "Pedro Quiroga"),
    "better-known-as": ("Ana Quiroga, better known as Lucha, thanked Cuba. Lucha left.",
                        "Ana Quiroga"),
    "party": ("The AKP thanked Iran. The Justice and Development Party left.",
              "Justice and Development Party"),
    "inside-a-name": ("Hayat Tahrir al-Sham attacked Lebanon. HTS left.", "Hayat Tahrir al-Sham"),
    "mission": ("UNMISS accused Chad.", "UNMISS"),
    "counterpart": ("Antony Blinken met his Russian counterpart, Sergei Lavrov. Lavrov left.",
                    "Antony Blinken|Sergei Lavrov"),
    "two-unions": ("The National Union of Miners left. The Northern Union of Masons left. "
                   "The NUM thanked Cuba.",
                   "NUM|National Union of Miners|Northern Union of Masons"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "names"), ALIASES.values(), ids=ALIASES)
def test_aliases_are_one_identity(text: str, names: str) -> None:
    (one,) = extract([Article("a", text, published=date(2023, 6, 1))])
    found = {actor.name for actor in one.actors if actor.kind is not Kind.COUNTRY}
    assert found == set(names.split("|"))


def test_a_counterpart_is_the_one_who_is_named() -> None:
    text = "Antony Blinken met his Russian counterpart, Sergei Lavrov."
    (one,) = extract([Article("a", text)])
    assert [{m.actor_id for m in event.actors} for event in one.events] == [
        {"antony-blinken", "sergei-lavrov"}
    ]


def test_countries_and_organisations_have_their_ids() -> None:
    (one,) = extract([Article("a", "The IAEA accused Iran. NATO thanked Peru.")])
    ids = {actor.name: actor.wikidata for actor in one.actors}
    assert ids == {"International Atomic Energy Agency": "Q41984", "Iran": "Q794",
                   "NATO": "Q7184", "Peru": "Q419"}  # fmt: skip

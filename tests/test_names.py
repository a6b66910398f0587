"""Names that are also words, places or offices; particles, suffixes; places that are no country.

Every sentence is written for these tables and goes through the shipped pipeline.
"""

from __future__ import annotations

import pytest
from shares import assert_share

from explorer.entities.names import name_parts, same_full_name, short_name_fits
from explorer.model import Article, Kind
from explorer.pipeline import extract, resolve

# An article, and everybody of some kind in it: names, and after "@" the country.
PEOPLE = {
    # names that are also words
    "may": ("Talks may fail. Theresa May thanked Oman. May left.", "Theresa May"),
    "mark": ("Crowds mark the day. Mark Esper warned Syria.", "Mark Esper"),
    "bill": ("The bill passed. Bill Richardson visited Cuba. Richardson left.", "Bill Richardson"),
    "rice": ("They grow rice there. Susan Rice accused Sudan. Rice left.", "Susan Rice"),
    "gates": ("Guards shut the gates. Robert Gates met Egypt's king. Gates left.", "Robert Gates"),
    "brown": ("A brown bear fled. Gordon Brown thanked Kenya. Brown spoke.", "Gordon Brown"),
    "bush": ("Men hid in the bush. Laura Bush visited Mali. Bush thanked Mali.", "Laura Bush"),
    "hope": ("There is little hope. Akufo Hope threatened Togo.", "Akufo Hope"),
    "long": ("It was a long day. Gerry Long accused Peru. Long left.", "Gerry Long"),
    "cash": ("They had no cash. Bill Cash criticised Spain.", "Bill Cash"),
    "young": ("The young cheered. Andrew Young warned Chad. Young met Mali.", "Andrew Young"),
    "both-words": ("A rich man may grant it. Grant Rich accused Fiji.", "Grant Rich"),
    # particles
    "von-der": (
        "Ursula von der Leyen thanked Chile. Von der Leyen left Malta.",
        "Ursula von der Leyen",
    ),
    "van-den": ("Wim van den Berg accused Iran. Van den Berg left.", "Wim van den Berg"),
    "de": ("Villagers de facto rule. Bart De Wever met Norway's king.", "Bart De Wever"),
    "de-la": ("Pablo de la Cruz accused Peru. De la Cruz left Lima.", "Pablo de la Cruz"),
    "dos": ("Ana dos Reis warned Angola. Dos Reis thanked Cuba.", "Ana dos Reis"),
    "da": ("Rui da Costa warned Spain. Da Costa thanked Cuba.", "Rui da Costa"),
    "ter": ("Raffi Ter-Sarkisian thanked Iran. Ter-Sarkisian left.", "Raffi Ter-Sarkisian"),
    "al": ("Adel al-Jubeir warned Iran. Al-Jubeir met Oman's king.", "Adel al-Jubeir"),
    "bin": ("Khalid bin Fahd thanked Oman. Bin Fahd left Qatar.", "Khalid bin Fahd"),
    # suffixes and initials
    "jr": (
        "Robert Kane accused Iraq. Robert Kane Jr. accused Iran.",
        "Robert Kane|Robert Kane Jr.",
    ),
    "short-jr": (
        "Robert Kane accused Iraq. Robert Kane Jr. left. Kane Jr. accused Iran.",
        "Robert Kane|Robert Kane Jr.",
    ),
    "marcos": (
        "Ferdinand Marcos fled to Hawaii. Ferdinand Marcos Jr. warned China.",
        "Ferdinand Marcos|Ferdinand Marcos Jr.",
    ),
    "initials": (
        "George H. W. Bush thanked Japan. George W. Bush warned Iraq.",
        "George H. W. Bush|George W. Bush",
    ),
    "one-initial": ("John F. Kennedy warned Cuba. John Kennedy left.", "John F. Kennedy"),
    "numeral": ("Pope John Paul II visited Poland. John Paul left.", "John Paul II"),
    "nickname": ('Emilio "Jun" Santos Jr. warned China.', 'Emilio "Jun" Santos Jr.'),
    # surnames like titles
    "king": ("Peter King accused Iran. King left.", "Peter King"),
    "major": ("John Major thanked Japan. Major thanked Spain.", "John Major"),
    "prince": ("Erik Prince accused Libya.", "Erik Prince"),
    "bishop": ("Julie Bishop warned China. Bishop thanked Fiji.", "Julie Bishop"),
    "pope": ("Kyle Pope criticised Egypt.", "Kyle Pope"),
    "marshall": ("Roger Marshall condemned Cuba.", "Roger Marshall"),
    "title-stays": ("King Hussein thanked Spain.", "Hussein"),
    "two-titles": ("Prince Turki met King Fahd in Oman.", "Fahd|Turki"),
    # party tags
    "tag": ("Sen. Amy Klobuchar (D-Minn.) criticised Russia.", "Amy Klobuchar"),
    "tag-dots": ("Sen. Tim Scott (R-S.C.) condemned Iran.", "Tim Scott"),
    "tag-british": ("Alicia Kearns (Con) criticised China.", "Alicia Kearns"),
    # people called like places
    "jordan": ("Vernon Jordan accused Serbia. Jordan condemned Cuba.", "Vernon Jordan"),
    "london": ("Jack London praised Korea. London thanked Japan.", "Jack London"),
    "washington": ("Harold Washington met Chad's king. Washington left.", "Harold Washington"),
    "berlin": ("Isaiah Berlin praised Russia. Berlin thanked Latvia.", "Isaiah Berlin"),
    "austin": ("Lloyd Austin warned China. Austin thanked Israel.", "Lloyd Austin"),
    "tusk": ("Donald Tusk criticised Hungary. Tusk thanked Norway.", "Donald Tusk"),
    "lincoln": ("Abraham Lincoln wrote to Spain. Lincoln thanked Siam.", "Abraham Lincoln"),
    "minh": ("Ho Chi Minh accused France.", "Ho Chi Minh"),
    "first-name": ("Chad Wolf accused Mexico. Wolf left.", "Chad Wolf"),
}
COUNTRIES = {
    "person-not": ("Vernon Jordan accused Serbia. Jordan condemned Cuba.", "CUB SRB"),
    "in-place": ("Vernon Jordan accused Serbia. He was in Jordan.", "JOR SRB"),
    "king-of": ("Vernon Jordan met Serbia. Jordan police arrested him.", "JOR SRB"),
    "ngo": ("Amnesty International UK condemned Chad.", "TCD"),
    "bank": ("Bank of America sued Peru.", "PER"),
    "airline": ("Air France sued Peru.", "PER"),
    "pen": ("PEN America condemned Cuba.", "CUB"),
    "branch": ("Transparency International Kenya accused Peru.", "PER"),
    "iran-air": ("Iran Air sued Peru.", "PER"),
    "club": ("Oxfam America criticised Peru.", "PER"),
    "jersey": ("New Jersey sued Peru.", "PER USA"),
    "new-mexico": ("New Mexico thanked Peru.", "PER USA"),
    "georgia-gov": ("Georgia Gov. Nathan Deal thanked Peru.", "PER USA"),
    "georgia-state": ("The state of Georgia sued Peru.", "PER USA"),
    "georgia": ("Georgia accused Russia. Tbilisi thanked Peru.", "GEO PER RUS"),
    "inner-mongolia": ("Inner Mongolia thanked Peru.", "CHN PER"),
    "moscow-idaho": ("Police in Moscow, Idaho, thanked Peru.", "PER USA"),
    "paris-texas": ("Police in Paris, Texas, thanked Peru.", "PER USA"),
    "list-of-capitals": ("Moscow, Washington and Paris thanked Peru.", "FRA PER RUS USA"),
    "washington-state": ("Washington Gov. Jay Inslee thanked Peru.", "PER USA"),
    "red-sea": ("A ship of Peru sank in the Red Sea.", "PER"),
    "gulf": ("Peru sent ships to the Gulf of Oman.", "PER"),
    "sea": ("Peru crossed the Sea of Japan.", "PER"),
    "strait": ("Peru crossed the Taiwan Strait.", "PER"),
    "river": ("Peru crossed the Jordan River.", "PER"),
    "lake": ("Peru surveyed Lake Chad.", "PER"),
    "ocean": ("Peru patrols the Indian Ocean.", "PER"),
    "n-korea": ("N. Korea threatened Peru.", "PER PRK"),
    "s-korea": ("S. Korea thanked Peru.", "KOR PER"),
    "no-dot": ("Peru accused the U.S of spying.", "PER USA"),
    "the-west": ("Peru accused the West of neglect.", "PER"),
    "north-america": ("Peru exports fish to North America.", "PER"),
    "region": ("Peru sent doctors to Northern Iraq.", "IRQ PER"),
    "kingdom": ("The Kingdom of Spain thanked Peru.", "ESP PER"),
    "paris-agreement": ("Peru left the Paris Agreement.", "PER"),
    "oslo-accords": ("Peru praised the Oslo Accords.", "PER"),
    "vienna-convention": ("Peru violated the Vienna Convention.", "PER"),
    "kyoto": ("Peru signed the Kyoto Protocol.", "PER"),
    "treaty-of": ("Peru rejected the Treaty of Lisbon.", "PER"),
    "minsk": ("Peru praised the Minsk agreements.", "PER"),
    "geneva": ("Peru broke the Geneva Conventions.", "PER"),
    "pact": ("Peru criticised the Warsaw Pact.", "PER"),
}
GROUPS = {
    "clintons": ("The Clintons thanked Peru.", "Clintons", Kind.GROUP),
    "obamas": ("The Obamas visited Peru.", "Obamas", Kind.GROUP),
    "kennedys": ("The Kennedys thanked Peru.", "Kennedys", Kind.GROUP),
    "branch": ("Amnesty International UK thanked Peru.", "Amnesty International UK",
               Kind.ORGANIZATION),
}  # fmt: skip
# What is read wrong by the shipped pipeline, and why; it lowers the share of its table.
HARD_PEOPLE = {
    # the network takes part of the name for a thing or a country
    "two-labels": (
        "The power failed. Samantha Power condemned Russia. Power left.", "Samantha Power",
    ),
    "country-first": ("Israel Katz threatened Iran.", "Israel Katz"),
    # nothing in the article has the full name
    "alone": ("Tusk criticised Hungary.", "Tusk"),
}  # fmt: skip
HARD_COUNTRIES = {
    # nothing beside the name tells the state from the country
    "state-alone": ("Georgia sued Alabama over water.", "USA"),
    # the network reads no name, or none so long
    "animals": ("Guinea pigs filled the market in Peru.", "PER"),
    "children": ("Save the Children Norway criticised Peru.", "PER"),
}


def found(text: str, kind: Kind) -> list[str]:
    (one,) = extract([Article("a", text)])
    return sorted(actor.id if kind is Kind.COUNTRY else actor.name for actor in one.actors
                  if actor.kind is kind)  # fmt: skip


def test_people() -> None:
    rows = [*PEOPLE.values(), *HARD_PEOPLE.values()]
    assert_share(rows, lambda row: found(row[0], Kind.PERSON) == row[1].split("|"), 0.9)


def test_countries() -> None:
    rows = [*COUNTRIES.values(), *HARD_COUNTRIES.values()]
    assert_share(rows, lambda row: found(row[0], Kind.COUNTRY) == row[1].split(), 0.75)


def test_kinds() -> None:
    assert_share([*GROUPS.values()], lambda row: row[1] in found(row[0], row[2]), 0.75)


def test_a_name_with_jr_is_another_person_in_another_article() -> None:
    texts = ("Robert Kane praised Peru.", "Robert Kane Jr. accused Cuba.", "Kane thanked Fiji.")
    read = resolve(extract(Article(str(n), text) for n, text in enumerate(texts)))
    ids = [{a.id for a in one.actors if a.kind is Kind.PERSON} for one in read]
    assert ids[0] == {"robert-kane"}
    assert ids[1] == {"robert-kane-jr"}


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Robert F. Kennedy Jr.", "Robert Kennedy Jr.", True),
        ("John Paul II", "John Paul", True),
        ("Abdullah II", "Abdullah III", False),
        ("George H. W. Bush", "George W. Bush", False),
        ("George H.W. Bush", "George H. W. Bush", True),
        ("Lyndon B. Johnson", "Lyndon Baines Johnson", True),
        ("Luis Inacio Lula da Silva", "Lula da Silva", True),
    ],
)
def test_full_names(one: str, other: str, same: bool) -> None:
    assert same_full_name(name_parts(one), name_parts(other)) is same


@pytest.mark.parametrize(
    ("short", "full", "fits"),
    [
        ("Trump", "Donald Trump Jr.", True),
        ("Trump Jr.", "Donald Trump Jr.", True),
        ("Trump Jr.", "Donald Trump", False),
        ("Donald Trump", "Donald Trump Jr.", False),
        ("Elizabeth", "Elizabeth II", True),
        ("von der Leyen", "Ursula von der Leyen", True),
    ],
)
def test_short_names(short: str, full: str, fits: bool) -> None:
    assert short_name_fits(name_parts(short), name_parts(full)) is fits

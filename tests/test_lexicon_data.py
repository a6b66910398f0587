"""The lexicon tables are data that people edit: every row well formed, reachable and general."""

from __future__ import annotations

import re

import pytest

from explorer.ontology import event_types
from explorer.resources import data_path, read_table

TRIGGERS = read_table("ontology", "triggers.tsv")
LIGHT = read_table("ontology", "light_verbs.tsv")
EMBEDDING = read_table("ontology", "embedding.tsv")
REPORTING = read_table("ontology", "reporting.tsv")
MODES = read_table("ontology", "mode_by_complement.tsv")

COLUMNS = {
    "triggers.tsv": "lemma pos type mode actor recipient needs complement",
    "light_verbs.tsv": "verb slot subject other",
    "embedding.tsv": "lemma pos slot effect",
    "reporting.tsv": "lemma pos factive",
    "mode_by_complement.tsv": "type complement_type mode",
}
LEARNED = {
    "stance.tsv": "feature likes dislikes seen",
    "valence.tsv": "word valence",
    "confidence.tsv": "ground weight events right",
}
PREPOSITIONS = frozenset(
    "with to on upon against from for in at by between over of into about toward towards under "
    "through among as behind beside alongside outside near around along across off throughout "
    "after out next that".split()
)
SLOTS = PREPOSITIONS | frozenset(
    "subj obj iobj xcomp ccomp adverbial poss amod compound part".split()
)
COMPLEMENTS = frozenset(("", "promise", "request", "refuse", "threat", "claim", "none"))
EFFECTS = frozenset(("future", "hypothetical", "negation", "historical", "fact"))
ROLES = frozenset(("actor", "recipient", "-"))
NEED = re.compile(r"!?[a-z]+|[a-z]+:(actor|group|peer|duty)|![a-z]+:actor|[a-z]+!?=[a-z0-9,-]+")
LEMMA = re.compile(r"[a-z][a-z0-9-]*")
PHRASE = re.compile(r"[a-z][a-z-]*(_[a-z]+)?")


def name(row: dict[str, str]) -> str:
    return " ".join(filter(None, row.values()))


def complaints(row: dict[str, str]) -> list[str]:
    """Say what is wrong with a row of triggers.tsv."""
    types = event_types()
    slots = re.findall(r"[a-z]+", f"{row['actor']} {row['recipient']}")
    slots += [re.split(r"[!:=]", need.lstrip("!"))[0] for need in row["needs"].split()]
    checks = {
        "lemma": PHRASE.fullmatch(row["lemma"]),
        "particle of no verb": "_" not in row["lemma"] or row["pos"] == "verb",
        "pos": row["pos"] in ("verb", "noun", "adj"),
        "type": row["type"] in types,
        "mode": not row["mode"] or row["mode"] in types[row["type"]].modes,
        "slot": SLOTS.issuperset(slots),
        "actor": re.fullmatch(r"|-|[a-z]+([|+][a-z]+)*", row["actor"]),
        "recipient": re.fullmatch(r"|-|[a-z]+([|+][a-z]+)*", row["recipient"]),
        "needs": all(NEED.fullmatch(need) for need in row["needs"].split()),
        "repeated need": len(set(row["needs"].split())) == len(row["needs"].split()),
        "complement": row["complement"] in COMPLEMENTS,
        "nobody": row["actor"] != "-" or row["recipient"] == "-",
    }
    return [what for what, fine in checks.items() if not fine]


@pytest.mark.parametrize("table", COLUMNS)
def test_columns(table: str) -> None:
    text = data_path("ontology", table).read_text(encoding="utf-8")
    header, *body = [line for line in text.splitlines() if line and line[0] != "#"]
    assert header.split("\t") == COLUMNS[table].split()
    assert not [line for line in body if line.count("\t") > header.count("\t")]
    assert not [line for line in body if line != line.lower() and table != MODES_TABLE(table)]


def MODES_TABLE(table: str) -> str:
    return table if table in ("triggers.tsv", "mode_by_complement.tsv") else ""


def test_triggers_are_well_formed() -> None:
    assert {name(row): bad for row in TRIGGERS if (bad := complaints(row))} == {}


@pytest.mark.parametrize("table", LEARNED)
def test_learned_tables_hold_numbers_for_names(table: str) -> None:
    rows = read_table("ontology", table)
    name, *columns = LEARNED[table].split()
    assert [*rows[0]] == [name, *columns]
    assert len({row[name] for row in rows}) == len(rows) > 40
    assert all(abs(float(row[column])) < 100_000 for row in rows for column in columns)

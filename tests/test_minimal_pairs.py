"""Minimal pairs through the shipped pipeline: one thing changes, and only that may be read anew.

The sentences are our own: in minimal_pairs.tsv of deeds most of which are drilled in training, in
new_deeds.tsv of deeds of which none is, mostly rarer words. A row is read whole if each event that
it expects is read, with its type, its status, all its parties and nobody else, and who says so.
What is learned is measured, not pinned: a share must be right, and few may be told of more.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from shares import assert_share

from explorer.entities.gazetteer import gazetteer
from explorer.export.events import event_record
from explorer.model import Article, Extraction, Kind
from explorer.pipeline import extract
from training.drills import read_rows

DRILLED, NEW = "minimal_pairs.tsv", "new_deeds.tsv"
# What holds today, less a little; the aim is 0.95 of all, and 0.90 of each kind.
LEAST, LEAST_OF_A_KIND, LEAST_OF_TWO = 0.84, 0.79, 0.7
LEAST_OF_NEW = 0.45
LEAST_WITH_NOTHING_ELSE = 0.95  # of the rows that are read whole
_STATUS = {
    "negation": "denied", "hypothetical": "possible", "future": "planned", "historical": "past",
}  # fmt: skip
_EVENT = re.compile(r"(\w+) (\w+) ([^>]*)>([^<]*)(?:<(.*))?")


@dataclass(frozen=True, slots=True)
class Expected:
    type: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    source: str | None


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    kind: str
    sentence: str
    events: tuple[Expected, ...]


@cache
def rows(table: str = DRILLED) -> list[Row]:
    with Path(__file__).with_name(table).open(encoding="utf-8", newline="") as file:
        return [
            Row(one["id"], one["kind"], one["sentence"],
                tuple(expected(part) for part in one["expected"].split(";")))
            for one in csv.DictReader(file, delimiter="\t")
        ]  # fmt: skip


def expected(text: str) -> Expected:
    match = _EVENT.fullmatch(text.strip())
    assert match, text
    kind, status, actors, recipients, source = match.groups()
    return Expected(kind, status, names(actors), names(recipients), source and source.strip())


def names(side: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in side.split("+") if name.strip())


def is_same(name: str, party: dict[str, object]) -> bool:
    """Tell whether a party is the one named: the same country, or a word of its name."""
    known = gazetteer().names.find(name.split(), [" "] * 9, 0)
    if known is not None and known[1].kind is Kind.COUNTRY and known[0] == len(name.split()):
        return party["kind"] == "country" and party["country"] == known[1].country
    words = set(name.lower().split()) - {"the", "of"}
    return bool(words & set(f"{party['name']} {party['text']}".lower().split()))


def same_side(wanted: tuple[str, ...], parties: list[dict[str, object]]) -> bool:
    return all(any(is_same(n, p) for p in parties) for n in wanted) and all(
        any(is_same(n, p) for n in wanted) for p in parties
    )


def is_read(wanted: Expected, event: dict) -> bool:
    status = next((_STATUS[mark] for mark in event["auxiliary"]), "done")
    if (event["event_type"], status) != (wanted.type, wanted.status):
        return False
    if not same_side(wanted.actors, event["actors"]):
        return False
    if not same_side(wanted.recipients, event["recipients"]):
        return False
    said = event["attribution"]
    if said is None or wanted.source is None:
        return said is None and wanted.source is None
    return is_same(wanted.source, said["speaker"] or {"kind": "", "name": said["text"], "text": ""})


def is_whole(row: Row, events: list[dict]) -> bool:
    left = list(events)
    for wanted in row.events:
        hit = next((event for event in left if is_read(wanted, event)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


@pytest.fixture(scope="module")
def read() -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for one in extract(Article(row.id, row.sentence) for row in (*rows(), *rows(NEW))):
        found[one.article.id] = records(one)
    return found


def records(one: Extraction) -> list[dict]:
    actors = {actor.id: actor for actor in one.actors}
    return [event_record(event, actors) for event in one.events]


def failing(read: dict[str, list[dict]], table: str = DRILLED) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows(table):
        if not is_whole(row, read[row.id]):
            found[row.kind].append(row)
    return found


def test_enough_rows_of_every_kind() -> None:
    kinds = [row.kind for row in rows()]
    assert len(kinds) >= 400
    assert min(map(kinds.count, set(kinds))) >= 40
    assert len({row.sentence for row in rows()}) == len(kinds)


def test_little_else_is_read(read: dict[str, list[dict]]) -> None:
    whole = [row for row in rows() if is_whole(row, read[row.id])]
    assert_share(whole, lambda row: len(read[row.id]) == len(row.events), LEAST_WITH_NOTHING_ELSE)


@pytest.mark.parametrize("kind", sorted({row.kind for row in rows()}))
def test_a_kind_is_read_whole(kind: str, read: dict[str, list[dict]]) -> None:
    wrong = failing(read)[kind]
    number = sum(row.kind == kind for row in rows())
    told = "\n".join(row.sentence for row in wrong)
    least = LEAST_OF_TWO if kind == "two" else LEAST_OF_A_KIND
    assert 1 - len(wrong) / number >= least, told


def test_nearly_all_are_read_whole(read: dict[str, list[dict]]) -> None:
    wrong = sum(map(len, failing(read).values()))
    assert 1 - wrong / len(rows()) >= LEAST


def test_new_deeds_are_read_whole_now_and_then(read: dict[str, list[dict]]) -> None:
    wrong = sum(map(len, failing(read, NEW).values()))
    assert 1 - wrong / len(rows(NEW)) >= LEAST_OF_NEW


def test_new_deeds_are_not_drilled() -> None:
    assert not {row.sentence for row in rows(NEW)} & {row.sentence for row in rows()}
    drilled = [
        (form, {word for word in row["active"].replace("*", "").split() if word.isalpha()})
        for row in read_rows()
        for form in row["forms"].split()
    ]
    new = [row for row in rows(NEW) if row.kind == "plain"]
    assert len(new) >= 20
    for row in new:
        words = row.sentence.split()
        assert not [form for form, rest in drilled if form in words[1:3] and rest <= set(words)]


if __name__ == "__main__":  # what fails, for people: python tests/test_minimal_pairs.py [MODEL]
    import sys

    model = sys.argv[1] if len(sys.argv) > 1 else None
    for table in (DRILLED, NEW):
        articles = [Article(row.id, row.sentence) for row in rows(table)]
        told = {one.article.id: records(one) for one in extract(articles, model=model)}
        for kind, wrong in sorted(failing(told, table).items()):
            print(kind, len(wrong), "of", sum(row.kind == kind for row in rows(table)))
            for row in wrong:
                print("  ", row.id, row.sentence, [e.__repr__() for e in row.events])
                for event in told[row.id]:
                    sides = [[p["name"] for p in event[side]] for side in ("actors", "recipients")]
                    said = event["attribution"] and event["attribution"]["text"]
                    print(
                        "      ",
                        event["trigger"],
                        event["event_type"],
                        event["auxiliary"],
                        sides,
                        said,
                    )
        print(table, 1 - sum(map(len, failing(told, table).values())) / len(told))

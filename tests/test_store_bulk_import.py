"""Events that others have coded get the same rows as if each had been read as an article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explorer.event_data import Party, Row, as_extraction
from explorer.model import Kind
from explorer.store import connect, open_writer
from explorer.store.schema import TABLES

IRAN = Party("TEHRAN", "IRN", "Iran", Kind.COUNTRY, "IRN")
TALABANI = Party("JALAL TALABANI", "jalal-talabani", "Jalal Talabani", Kind.PERSON, "IRQ")
UN = Party("الأمم المتحدة 🕊", "united-nations", "United Nations", Kind.ORGANIZATION)
VISIT = Row(
    source="export.CSV, line 3",
    dataset="GDELT 2.0",
    id="gdelt-1",
    day=date(2006, 11, 25),
    actor=TALABANI,
    recipient=IRAN,
    event_type="CONSULT",
    mode="visit",
    underlying_type=None,
    auxiliary=(),
    deed="make a visit (CAMEO 042)",
    published=date(2006, 11, 26),
    outlet="larkspur.example",
    url="https://larkspur.example/visit",
    place="Tehran",
)
ROWS = {
    "visit": VISIT,
    "host": replace(VISIT, swapped=True),
    "actor-alone": replace(VISIT, recipient=None),
    "recipient-alone": replace(VISIT, actor=None),
    "recipient-alone-of-a-host": replace(VISIT, actor=None, swapped=True),
    "actors-in-the-other-order": replace(VISIT, actor=IRAN, recipient=TALABANI),
    "with-itself": replace(VISIT, actor=replace(IRAN, text="IRANIAN"), recipient=IRAN),
    "signs-of-many-bytes": replace(VISIT, actor=UN, deed="“call” (CAMEO 02)", place="Zürich"),
    "nothing-else-known": replace(
        VISIT, published=None, outlet=None, url=None, place=None, mode=None, note="story 2"
    ),
    "announced": replace(
        VISIT, event_type="AGREE", underlying_type="CONSULT", auxiliary=("future",)
    ),
    "long": replace(VISIT, place="a place of many words " * 20),
}


def coded(store: Path, rows: Iterable[Row]) -> dict[str, list[tuple[Any, ...]]]:
    with open_writer(store, paths=["made"]) as writer:
        for row in rows:
            writer.add_coded_event(row)
    return everything(store)


def read(store: Path, rows: Iterable[Row]) -> dict[str, list[tuple[Any, ...]]]:
    with open_writer(store, paths=["made"]) as writer:
        for row in rows:
            writer.add(as_extraction(row), source=row.source)
    return everything(store)


def everything(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, in their order, but for the clock."""
    with connect(store) as connection:
        return {
            name: connection.execute(f"FROM {name}").fetchall()
            for name in TABLES
            if name != "ingests"
        }


@pytest.mark.parametrize("kind", ROWS)
def test_the_rows_are_those_of_an_article(tmp_path: Path, kind: str) -> None:
    found = coded(tmp_path / "coded.duckdb", [ROWS[kind]])
    assert found["events"]
    assert found == read(tmp_path / "read.duckdb", [ROWS[kind]])


def test_many_and_again_and_of_a_taken_id(tmp_path: Path) -> None:
    many = [replace(row, id=f"gdelt-{kind}") for kind, row in ROWS.items()]
    other = replace(many[0], source="other.CSV, line 1", deed="met")
    given = [*many, many[1], other]
    found = coded(tmp_path / "coded.duckdb", given)
    assert found == read(tmp_path / "read.duckdb", given)
    assert [source for _, source, _ in found["refusals"]] == ["other.CSV, line 1"]
    assert coded(tmp_path / "coded.duckdb", many)["events"] == found["events"]


def test_what_was_added_before_a_sudden_end_is_in_the_store_after_the_next_run(
    tmp_path: Path,
) -> None:
    store = tmp_path / "corpus.duckdb"
    with pytest.raises(KeyboardInterrupt), open_writer(store, paths=["made"]) as writer:
        writer.add_coded_event(VISIT)
        raise KeyboardInterrupt
    assert not store.exists()
    assert coded(store, []) == read(tmp_path / "read.duckdb", [VISIT])

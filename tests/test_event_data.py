"""Event data that others have coded: the formats, CAMEO in PLOVER's terms, who is meant."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pycountry
import pytest

from explorer import ontology
from explorer.errors import RowError, UnknownFormatError
from explorer.event_data import FORMATS, as_extraction, read_events
from explorer.event_data.cameo import from_cameo
from explorer.event_data.parties import codes_of, find_party
from explorer.graph import build_graph
from explorer.model import Extraction, Kind
from explorer.pipeline import resolve
from explorer.resources import read_table
from tests.event_rows import COLUMNS, cells, table

CAMEO = read_table("ontology", "cameo.tsv")
ACTORS = read_table("ontology", "cameo_actors.tsv")


def read(
    path: Path, content: str | bytes, format: str | None = None
) -> tuple[list[Extraction], list[RowError]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    refused: list[RowError] = []
    found = read_events([path], format=format, on_refusal=refused.append)
    return [as_extraction(row) for row in found], refused


def only(path: Path, format: str, **changed: str) -> Extraction:
    [one], refused = read(path, table(format, [cells(format, **changed)]), format)
    assert refused == []
    return one


# --- the tables -----------------------------------------------------------------------------


@pytest.mark.parametrize("row", CAMEO, ids=lambda row: row["code"])
def test_a_row_of_cameo_leads_to_what_plover_has(row: dict[str, str]) -> None:
    types = ontology.event_types()
    assert row["code"].isdigit() and 2 <= len(row["code"]) <= 4 and row["meaning"]
    assert row["roles"] in ("", "swapped")
    if row["type"]:
        assert not row["mode"] or row["mode"] in types[row["type"]].modes
    if row["underlying"]:
        rule = ontology.REDUCED_WHEN_FUTURE
        assert row["type"] == rule.get(row["underlying"], row["underlying"])


def test_cameo_is_whole_and_in_order() -> None:
    codes = [row["code"] for row in CAMEO]
    assert codes == sorted(set(codes))
    assert {code[:2] for code in codes} == {f"{n:02}" for n in range(1, 21)}


def test_a_code_for_actors_is_no_country_by_mistake() -> None:
    iso = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert [row for row in ACTORS if row["code"] in iso] == []
    assert {row["name"] for row in ACTORS if row["kind"] == "country"} <= iso


CODES = [
    ("visit", "042", "CONSULT", "visit"),
    ("longer-than-the-table", "1411", "PROTEST", "demo"),
    ("root", "04", "CONSULT", None),
    ("lost-zero", "42", "CONSULT", "visit"),
    ("lost-zero-of-four", "841", "RETREAT", "release"),
    ("root-that-lost-nothing", "14", "PROTEST", None),
    ("drone", "1952", "ASSAULT", "drone"),
    ("sanctions", "163", "SANCTION", None),
    ("statement", "010", None, None),
]


@pytest.mark.parametrize(
    ("code", "type", "mode"), [r[1:] for r in CODES], ids=[r[0] for r in CODES]
)
def test_a_cameo_code_in_plovers_terms(code: str, type: str | None, mode: str | None) -> None:
    coded = from_cameo(code)
    assert coded is not None
    assert (coded.event_type, coded.mode) == (type, mode)


@pytest.mark.parametrize("code", ["", "0", "2A1", "2100", "x"])
def test_what_is_no_cameo_code(code: str) -> None:
    assert from_cameo(code) is None


# Name, country, codes; and the id, kind and country of who is meant.
PARTIES = [
    ("country", "UNITED STATES", "USA", "USA", ("USA", Kind.COUNTRY, "USA")),
    ("capital", "TEHRAN", "IRN", "IRN", ("IRN", Kind.COUNTRY, "IRN")),
    ("other-town", "NEW YORK", "USA", "USA", ("USA", Kind.COUNTRY, "USA")),
    ("town-in-small", "Los Angeles", "USA", "", ("USA", Kind.COUNTRY, "USA")),
    ("organ", "POLICE", "FRA", "FRACOP", ("FRA", Kind.COUNTRY, "FRA")),
    ("ministry", "Ministry of Foreign Affairs", "Egypt", "", ("EGY", Kind.COUNTRY, "EGY")),
    ("person", "BASHAR AL-ASSAD", "SYR", "SYRGOV", ("bashar-al-assad", Kind.PERSON, "SYR")),
    ("person-in-small", "Ali Khamenei", "Iran", "", ("ali-khamenei", Kind.PERSON, "IRN")),
    ("rebels", "REBEL", "SDN", "SDNREB", ("rebel-sudan", Kind.GROUP, "SDN")),
    ("of-country", "Citizen (India)", "India", "", ("IND", Kind.COUNTRY, "IND")),
    ("of-turkey", "Military (Turkey)", "", "", ("TUR", Kind.COUNTRY, "TUR")),
    ("of-ivory-coast", "Women (Ivory Coast)", "", "", ("women-cote-divoire", Kind.GROUP, "CIV")),
    ("britain", "Police (Britain)", "Britain", "", ("GBR", Kind.COUNTRY, "GBR")),
    ("group-of-country", "Armed Rebel (Syria)", "", "", ("armed-rebel-syria", Kind.GROUP, "SYR")),
    ("known-group", "HEZBOLLAH", "LBN", "LBNREB", ("hezbollah", Kind.GROUP, "LBN")),
    ("company", "GOLDMAN SACHS", "USA", "USAMNC", ("goldman-sachs", Kind.ORGANIZATION, "USA")),
    ("code-alone", "", "", "IGOUNO", ("united-nations", Kind.ORGANIZATION, None)),
    ("country-alone", "", "", "ISRMIL", ("ISR", Kind.COUNTRY, "ISR")),
    ("cameo-spelling", "", "", "ROM", ("ROU", Kind.COUNTRY, "ROU")),
    ("region", "AFRICA", "AFR", "AFR", ("africa", Kind.GROUP, None)),
]


@pytest.mark.parametrize(
    ("name", "country", "codes", "party"), [r[1:] for r in PARTIES], ids=[r[0] for r in PARTIES]
)
def test_who_is_meant(name: str, country: str, codes: str, party: Sequence[object]) -> None:
    found = find_party(name, country, codes_of(codes))
    assert found is not None
    assert (found.id, found.kind, found.country) == tuple(party)


@pytest.mark.parametrize(
    ("name", "country", "codes"),
    [("POLICE", "", "COP"), ("COMPANY", "", "BUS"), ("PRESIDENT", "", "GOV"), ("", "", ""),
     ("NEWSPAPER", "FRA", "FRAMED")],
)  # fmt: skip
def test_who_is_nobody_in_particular(name: str, country: str, codes: str) -> None:
    assert find_party(name, country, codes_of(codes)) is None


# --- the formats ----------------------------------------------------------------------------


OUTLETS = ("larkspur.example", "larkspur", "Larkspur Wire", "BBC Summary of World Broadcasts")


@pytest.mark.parametrize("format", FORMATS)
def test_a_visit_is_the_same_in_every_format(tmp_path: Path, format: str) -> None:
    one = only(tmp_path / "events", format)
    [event] = one.events
    assert (event.event_type, event.mode, event.score) == ("CONSULT", "visit", 4)
    assert event.date == date(2006, 11, 25)
    assert [m.actor_id for m in event.recipients] == ["IRN"]
    person = "IRQ" if "phoenix" in format else "jalal-talabani"  # Phoenix has no names
    assert [m.actor_id for m in event.actors] == [person]
    assert one.article.id.startswith(f"{format.partition('-')[0]}-")
    assert one.article.outlet in OUTLETS


@pytest.mark.parametrize("format", FORMATS)
def test_the_row_is_its_own_evidence_and_says_that_there_is_no_sentence(
    tmp_path: Path, format: str
) -> None:
    one = only(tmp_path / "events", format)
    [event] = one.events
    text = one.article.text
    assert text == event.evidence.text
    assert text.startswith(f"{FORMATS[format].dataset}, no sentence: ")
    assert text[event.start : event.end] == event.trigger
    assert [text[m.start : m.end] for m in one.mentions] == [m.text for m in one.mentions]
    assert len(one.mentions) == 2


@pytest.mark.parametrize("format", FORMATS)
def test_the_format_is_told_by_the_first_line(tmp_path: Path, format: str) -> None:
    rows = table(format, [cells(format)])
    assert read(tmp_path / "events", rows) == read(tmp_path / "events", rows, format)


def test_polecat_with_commas_and_quotes(tmp_path: Path) -> None:
    out = io.StringIO()
    rows = [COLUMNS["polecat"], cells("polecat", Placename='Tehran, "the city"')]
    csv.writer(out).writerows(rows)
    [one], refused = read(tmp_path / "events.csv", out.getvalue())
    assert refused == []
    assert 'Tehran, "the city"' in one.article.text


def test_historical_phoenix_with_commas_and_months_of_one_digit(tmp_path: Path) -> None:
    rows = [cells("phoenix-historical", eid=f"{of}1", month="3", day="5") for of in ("NYT", "X")]
    lines = table("phoenix-historical", rows, delimiter=",")
    found, refused = read(tmp_path / "PhoenixNYT.csv", lines)
    assert refused == []
    assert [one.article.outlet for one in found] == ["New York Times", None]
    assert found[0].events[0].date == date(2006, 3, 5)
    assert "| Tehran, IRN | article 1234" in found[0].article.text


def test_a_host_is_visited(tmp_path: Path) -> None:
    one = only(tmp_path / "events", "gdelt", EventCode="043")
    [event] = one.events
    assert [m.actor_id for m in event.actors] == ["IRN"]
    assert [m.actor_id for m in event.recipients] == ["jalal-talabani"]
    assert "JALAL TALABANI | host a visit (CAMEO 043) | TEHRAN" in one.article.text
    assert [one.article.text[m.start : m.end] for m in one.mentions] == ["JALAL TALABANI", "TEHRAN"]


def test_what_is_announced_lies_in_the_future(tmp_path: Path) -> None:
    [event] = only(tmp_path / "events", "gdelt", EventCode="036").events
    assert (event.event_type, event.underlying_type) == ("AGREE", "CONSULT")
    assert event.auxiliary == ("future",)


def test_a_party_that_is_nobody_in_particular_is_left_out(tmp_path: Path) -> None:
    nobody = {"Actor2Code": "COP", "Actor2Name": "POLICE", "Actor2CountryCode": ""}
    one = only(tmp_path / "events", "gdelt", **nobody)
    assert one.events[0].recipients == ()
    assert " | ? | " in one.article.text


def test_old_names_of_types_and_unknown_modes(tmp_path: Path) -> None:
    one = only(tmp_path / "events", "polecat", Event_Type="FIGHT", Event_Mode="skirmish")
    assert (one.events[0].event_type, one.events[0].mode) == ("ASSAULT", None)
    assert "FIGHT skirmish" in one.article.text


def test_an_address_that_is_none_is_the_outlet(tmp_path: Path) -> None:
    one = only(tmp_path / "events", "gdelt", SourceURL="javascript:alert(1)")
    assert (one.article.outlet, one.article.url) == ("javascript:alert(1)", None)


@pytest.mark.parametrize("pack", ["gzip", "zip"])
def test_packed_files(tmp_path: Path, pack: str) -> None:
    plain = table("gdelt", [cells("gdelt")]).encode()
    packed = io.BytesIO()
    if pack == "zip":
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("20061125.export.CSV", plain)
    else:
        packed.write(gzip.compress(plain))
    found = read(tmp_path / "events", packed.getvalue())
    assert found == read(tmp_path / "events", plain)
    assert len(found[0]) == 1


def test_people_meet_across_data_sets_and_articles(tmp_path: Path) -> None:
    events = [only(tmp_path / "events", format) for format in ("gdelt", "icews", "polecat")]
    graph = build_graph(resolve(events))
    assert sorted(graph) == ["IRN", "jalal-talabani"]
    assert graph.number_of_edges() == 3


# --- what is refused ------------------------------------------------------------------------

MALFORMED = [
    ("too-few-columns", ["1", "2"], "it has 2 columns, and 61 are expected"),
    ("too-many-columns", [*cells("gdelt"), "x"], "it has 62 columns, and 61 are expected"),
    ("no-date", cells("gdelt", Day="20061340"), '"20061340" is no date'),
    ("no-id", cells("gdelt", GlobalEventID=""), 'its column "GlobalEventID" is empty'),
    ("no-code", cells("gdelt", EventCode="X"), '"X" is no CAMEO code'),
    ("statement", cells("gdelt", EventCode="010"), "PLOVER has no event type for make a public "
     "statement (CAMEO 010)"),
    ("nobody", cells("gdelt", Actor1Code="", Actor1Name="", Actor1CountryCode="", Actor2Code="",
     Actor2Name="", Actor2CountryCode=""), "neither party can be told from others: no name, no "
     "country"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "reason"), [r[1:] for r in MALFORMED], ids=[r[0] for r in MALFORMED]
)
def test_a_row_that_cannot_be_used_is_named_and_the_others_are_read(
    tmp_path: Path, row: list[str], reason: str
) -> None:
    path = tmp_path / "export.CSV"
    found, refused = read(path, table("gdelt", [cells("gdelt"), row, cells("gdelt")]))
    assert len(found) == 2
    assert [str(one) for one in refused] == [f"{path}, line 2: {reason}"]


FILES = [
    ("no-format", b"one\ttwo\n", None, "its first lines are those of no format"),
    ("empty", b"", None, "its first lines are those of no format"),
    ("other-format", b"one\ttwo\n", "gdelt", "it has 2 columns, and 61 are expected"),
    ("no-header", b"one\ttwo\n", "icews", 'its first line lacks the column "Event ID"'),
    ("damaged-gzip", gzip.compress(b"x" * 999)[:20], None, "it is damaged"),
    ("damaged-zip", b"PK\x03\x04nothing", None, "it is damaged"),
    ("pdf", b"%PDF-1.7", None, "it is a PDF"),
    ("endless-line", b"x" * 1_000_001, None, "more than 1,000,000 characters"),
]


@pytest.mark.parametrize(
    ("content", "format", "reason"), [r[1:] for r in FILES], ids=[r[0] for r in FILES]
)
def test_a_file_that_cannot_be_used_is_named(
    tmp_path: Path, content: bytes, format: str | None, reason: str
) -> None:
    found, refused = read(tmp_path / "events", content, format)
    assert found == []
    assert len(refused) == 1
    assert reason in str(refused[0])
    assert str(tmp_path / "events") in refused[0].source


def test_files_and_folders_that_are_not_there_or_empty(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    refused: list[RowError] = []
    paths = [tmp_path / "folder", tmp_path / "none.csv"]
    assert list(read_events(paths, on_refusal=refused.append)) == []
    assert "this folder has no event data" in refused[0].reason
    assert "it cannot be opened (no such file or directory)" in refused[1].reason


def test_a_format_that_nobody_knows(tmp_path: Path) -> None:
    path = tmp_path / "events"
    path.write_text("")
    with pytest.raises(
        UnknownFormatError, match="gdelt, polecat, icews, phoenix-historical, phoenix"
    ):
        list(read_events([path], format="kedsi", on_refusal=lambda one: None))


def test_control_codes_and_markup_stay_text(tmp_path: Path) -> None:
    one = only(tmp_path / "events", "icews", Source_Name="<b>Jalal\x07 Talabani", City="\x1b[2J")
    assert "\x07" not in one.article.text
    assert "\x1b" not in one.article.text

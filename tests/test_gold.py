"""Gold sets from files: told apart by their fields, and what is refused with which words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from explorer.errors import GoldError
from explorer.evaluation import read_gold
from tests.gold import (
    ACCUSED,
    document,
    edge,
    event,
    marked,
    pair,
    plover,
    re3d,
    sentiment,
    written,
)

EDGE = edge(["Iran"], "ACCUSE", ["Iraq"])
EVENT = event("ACCUSE", [("IRN", "Iran")], [("IRQ", None)], source="bo")
DEEP = 200_000


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (plover(), "PLOVER records"),
        (re3d(("Likes", "Iran", "Iraq")), "re3d documents"),
        (sentiment(0), "directed sentiment"),
        (document(EDGE), "annotated document"),
        (marked(EVENT), "marked events"),
        (marked(), "marked events"),
        (pair("ACCUSE"), "PLV pairs"),
    ],
)
@pytest.mark.parametrize("ending", ["jsonl", "json"])
def test_formats_are_told_apart(
    tmp_path: Path, record: dict[str, Any], name: str, ending: str
) -> None:
    gold = read_gold(written(tmp_path / f"gold.{ending}", record))
    assert gold.format.name == name
    assert [(one.id, one.text) for one in gold.articles] == [("one", ACCUSED)]


def test_an_article_may_stand_beside_its_annotation(tmp_path: Path) -> None:
    record = {key: value for key, value in document(EDGE).items() if key != "text"}
    (tmp_path / "gold.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
    (tmp_path / "gold.txt").write_text("A headline\n\nIran accused Iraq.\n", encoding="utf-8")
    [article] = read_gold(tmp_path / "gold.json").articles
    assert article.text == "A headline\n\nIran accused Iraq.\n"
    (tmp_path / "gold.txt").unlink()
    with pytest.raises(
        GoldError, match=r'gold\.json: it has no "text", and .* gold\.txt beside it'
    ):
        read_gold(tmp_path / "gold.json")


def test_ids_may_be_numbers_and_lines_blank(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    lines = [json.dumps(plover(id=id)) for id in (1, "b")]
    path.write_text("\ufeff" + "\n\n".join(lines) + "\n", encoding="utf-8")
    assert [record.id for record in read_gold(path).records] == ["1", "b"]


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (plover(event_type="MEET"), '"event_type" has to be one of AGREE, CONSULT'),
        (plover(event_type=["ACCUSE"]), '"event_type" has to be one of AGREE, CONSULT'),
        (plover(actors="Iran"), '"actors" has to be a list of texts'),
        (plover(recipients=[1]), '"recipients" has to be a list of texts'),
        (plover(reciprocal="no"), '"reciprocal" has to be true or false'),
        (plover(text=" "), '"text" has to be a text'),
        (plover(id=None), '"id" has to be a text'),
        (re3d() | {"relations": {}}, '"relations" has to be a list of objects'),
        (re3d() | {"relations": [{"type": "Likes", "source_span": [0, 4]}]},
         'line 1, "relations" 1: "target_span" is missing; it has to be two whole numbers'),
        (sentiment(5), '"label" has to be a whole number from 0 to 4'),
        (sentiment(True), '"label" has to be a whole number from 0 to 4'),
        (sentiment(0) | {"p_span": [0]}, '"p_span" has to be two whole numbers'),
        (document(EDGE, actors=["Iran"]), '"actors" has to be an object of objects, by name'),
        (document(EDGE | {"types": None}), 'line 1, "must" 1: "types" has to be a list of texts'),
        (marked(EVENT, EVENT | {"type": "MEET"}),
         'line 1, "events" 2: "type" has to be one of AGREE, CONSULT'),
        (marked(EVENT | {"trigger": 5}), 'line 1, "events" 1: "trigger" has to be two whole'),
        (marked(EVENT | {"status": "soon"}), '"status" has to be one of done, denied, possible'),
        (marked(EVENT | {"source": "ann"}), '"source" has to be a key of "actors"'),
        (marked(EVENT | {"source": ["bo"]}), '"source" has to be a key of "actors"'),
        (marked(EVENT | {"recipients": [{"span": None}]}),
         'line 1, "events" 1, "recipients" 1: "actor" is missing; it has to be a key of "actors"'),
        (marked(EVENT | {"actors": [{"actor": "IRN", "span": [0]}]}),
         'line 1, "events" 1, "actors" 1: "span" has to be two whole numbers'),
        (marked() | {"actors": {"IRN": {"name": "Iran", "kind": "nation"}}},
         'line 1, "IRN": "kind" has to be one of person, country, org, armed, people'),
        (marked() | {"actors": {"IRN": {"name": "Iran", "kind": "country", "country": 1}}},
         'line 1, "IRN": "country" has to be a text'),
        (pair("CONCEDE"), '"cls" has to be one of AGREE, CONSULT, SUPPORT, YIELD, COOPERATE'),
        (pair("ACCUSE") | {"target_spans": [[0, 4], [5]]},
         '"target_spans" has to be a list of two whole numbers each'),
        (pair("ACCUSE") | {"source_spans": None},
         '"source_spans" has to be a list of two whole numbers each'),
    ],
)  # fmt: skip
def test_a_malformed_field_is_named(tmp_path: Path, record: dict[str, Any], message: str) -> None:
    with pytest.raises(GoldError) as caught:
        read_gold(written(tmp_path / "gold.jsonl", record))
    assert caught.value.source.startswith(f"{tmp_path / 'gold.jsonl'}, line 1")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("", "gold.jsonl: it is empty"),
        ("{}", "gold.jsonl, line 1: this is of no known format; it has no fields"),
        ('{"id": "a", "text": "b"}', 'line 1: this is of no known format; it has "id", "text"'),
        ("[1]", "line 1: a record is an object"),
        ("\n{1}", "line 2: this is no JSON (column 2: expecting property name"),
        ("[" * DEEP, "line 1: this is no JSON (nested too deeply"),
        ('{"label": ' + "9" * DEEP + "}", "line 1: this is no JSON"),
        (f"{json.dumps(plover())}\n{json.dumps(sentiment(0))}",
         'line 2: it has no "actors", "event_type", "recipients", as PLOVER records have'),
        (f"{json.dumps(plover())}\n{json.dumps(plover())}", 'the id "one" is used twice'),
    ],
    ids=["empty", "no-fields", "no-format", "list", "no-json", "deep", "long", "mixed", "twice"],
)  # fmt: skip
def test_a_file_that_is_no_gold_set_is_refused(tmp_path: Path, lines: str, message: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(lines, encoding="utf-8")
    with pytest.raises(GoldError) as caught:
        read_gold(path)
    assert message in str(caught.value)


def test_in_json_over_several_lines_the_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text('{"id": "a",\n "must" []}', encoding="utf-8")
    with pytest.raises(GoldError, match=r"this is no JSON \(line 2, column 9: expecting ':'"):
        read_gold(path)


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GoldError, match="there is no such file"):
        read_gold(tmp_path / "gold.jsonl")
    with pytest.raises(GoldError, match="it cannot be opened"):
        read_gold(tmp_path)
    (tmp_path / "gold.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GoldError, match="it is no UTF-8 text"):
        read_gold(tmp_path / "gold.jsonl")

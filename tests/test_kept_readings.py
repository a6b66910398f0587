"""What was read of the samples, kept beside them: true to a new reading, or not used at all."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from explorer import environment, samples
from explorer.app import extractions
from explorer.app.extractions import Step
from explorer.model import Article, Extraction
from explorer.resources import DATA
from explorer.samples import REMAKE, keep_readings, kept_readings, read_anew

HEAVY = ("duckdb", "pyarrow", "pandas", "spacy", "thinc", "onnxruntime", "altair",
         "trafilatura")  # fmt: skip
OPENING = """
import json, sys
from explorer.app import address, chips, downloads, filters, header, intake, reading, search, share
from explorer.app import tabs, timeline, widget
from explorer.app import data, extractions, graph_payload
from explorer.views import Filter
extractions.load_later = data.load_later = lambda: None
corpus = data.build(data.given_source(), corrections=(), advance=lambda step: None)
graph_payload.payload(corpus, data.picked(corpus, Filter()), None)
print(json.dumps([len(corpus.graph), sorted(sys.modules)]))
"""


def unsure(reading: Extraction) -> Extraction:
    """Return a reading without the figures that differ in the last digits between processors."""
    events = (replace(event, confidence=0.0) for event in reading.events)
    return replace(reading, events=tuple(events))


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what the readings are made of, which the module takes for the real one."""
    for name in ("articles", "gazetteer", "ontology"):
        shutil.copytree(DATA / name, tmp_path / name)
    (tmp_path / "model").mkdir()
    shutil.copy(DATA / "model" / "meta.json", tmp_path / "model")
    monkeypatch.setattr(samples, "DATA", tmp_path)
    monkeypatch.setattr(samples, "data_path", tmp_path.joinpath)
    monkeypatch.setattr(samples, "read_anew", lambda: READ[:2])
    keep_readings()
    return tmp_path


READ = read_anew()


def test_they_are_what_the_pipeline_reads_now() -> None:
    kept = kept_readings()
    anew = f"what is kept of the samples is out of date; make it anew: {REMAKE}"
    assert list(map(unsure, kept)) == list(map(unsure, READ)), anew
    sure = [[event.confidence for event in one.events] for one in kept]
    for one, read in zip(sure, READ, strict=True):
        assert one == pytest.approx([event.confidence for event in read.events], abs=0.05), anew


def test_they_come_back_as_they_were_written(data: Path) -> None:
    assert kept_readings() == tuple(READ[:2])


@pytest.mark.parametrize("changed", ["articles/new.txt", "model/meta.json", "gazetteer/organs.tsv"])
def test_out_of_date_they_are_not_used(data: Path, changed: str) -> None:
    with (data / changed).open("a") as file:
        file.write("Syria met Iran.\n")
    assert kept_readings() == ()


def test_a_document_changes_nothing(data: Path) -> None:
    (data / "model" / "MODEL_CARD.md").write_text("about the model")
    assert kept_readings()


def test_without_them_there_is_none(data: Path) -> None:
    (data / "samples.jsonl").unlink()
    assert kept_readings() == ()


def test_the_samples_graph_loads_no_pipeline_and_nothing_else_heavy(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv(environment.PATHS, raising=False)
    monkeypatch.delenv(environment.STORE, raising=False)
    command = [sys.executable, "-c", OPENING]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    actors, modules = json.loads(run.stdout)
    assert actors > 50
    assert set(HEAVY).intersection(modules) == set()


def articles(*texts: str) -> list[Article]:
    return [Article(f"{number} of {len(texts)}", text) for number, text in enumerate(texts)]


def test_only_what_is_not_kept_is_read_and_told() -> None:
    some = articles("Syria met Iran.", "Iran accused Iraq.", "", "Iraq met Syria and Iran again.")
    extractions.read_all(some[:2], lambda step: None)
    steps: list[Step] = []
    found = extractions.read_all([*some, some[3]], steps.append)
    assert [one.article for one in found] == [*some, some[3]]
    assert [len(one.events) for one in found] == [1, 1, 0, 1, 1]
    assert [(step.done, step.total, step.share) for step in steps] == [(2, 5, 0.0), (3, 5, 0.0)]
    extractions.read_all(some, steps.append)
    assert len(steps) == 2


def test_the_time_that_is_left_goes_by_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([10.0, 12.0, 15.0])  # the beginning, and after one and two articles
    monkeypatch.setattr(extractions, "monotonic", lambda: next(clock))
    some = articles("Oman met Iran. " * 2, "Iran met Oman. ", "Oman left. " * 3)
    steps: list[Step] = []
    extractions.read_all(some, steps.append)
    assert [step.left for step in steps] == [None, pytest.approx(3.2), pytest.approx(5 * 33 / 45)]
    assert [step.share for step in steps] == [0, pytest.approx(30 / 78), pytest.approx(45 / 78)]


def test_the_oldest_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extractions, "_kept", type(extractions._kept)())
    monkeypatch.setattr(extractions, "_MOST", 2)
    some = articles("Chad met Togo.", "Togo met Mali.", "Mali met Chad.")
    assert len(extractions.read_all(some, lambda step: None)) == 3
    assert list(extractions._kept) == some[1:]

"""The commands for a corpus: what they say, and their exit status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from explorer import cli
from explorer.corrections import Merge, Rename, save
from explorer.store import connect, query
from explorer.store.schema import TABLES


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with articles, and what was said when they were put into a store."""
    folder = tmp_path_factory.mktemp("corpus")
    lines = [
        {"id": "a", "published": "2006-11-28", "text": "Iran accused the United States."},
        {"id": "b", "published": "2006-11-20", "text": "Iran will meet Iraq.", "outlet": "Post"},
        {"id": "c", "text": ""},
    ]
    news = folder / "news.jsonl"
    news.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    result = run("ingest", news, news, "--store", folder / "corpus.duckdb", "--workers", "1")
    save(folder / "corrections.json", [Merge("USA", "IRQ"), Rename("IRN", "Persia")])
    (folder / "said.txt").write_text(f"{result.exit_code}\n{result.stderr}", encoding="utf-8")
    return folder


def run(*args: str | Path) -> Any:
    return CliRunner().invoke(cli.app, [str(arg) for arg in args])


def test_ingest_says_what_became_of_the_articles(folder: Path) -> None:
    refusal = f"{folder}/news.jsonl, line 3: its text is empty, so there is nothing to read"
    assert (folder / "said.txt").read_text().splitlines() == [
        "1",
        refusal,
        refusal,
        f"{folder}/corpus.duckdb: 2 articles added, with 2 events; 2 known already; "
        "2 inputs refused (explorer refusals lists them)",
    ]


def test_refusals_lists_each_once(folder: Path) -> None:
    result = run("refusals", "--store", folder / "corpus.duckdb")
    assert (result.exit_code, result.stdout.splitlines()) == (
        0,
        [f"{folder}/news.jsonl, line 3: its text is empty, so there is nothing to read"],
    )


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        pytest.param(["ingest", "news.jsonl"], 2, "--store", id="no-store"),
        pytest.param(
            ["ingest", "news.jsonl", "--store", "no/a.duckdb"],
            2,
            "--store: no/a.duckdb: there is no folder",
            id="folder",
        ),
        pytest.param(
            ["ingest", "news.jsonl", "--store", "news.jsonl"], 2, "also an input", id="input"
        ),
        pytest.param(
            ["ingest", "news.jsonl", "--store", "said.txt"], 1, "damaged, or no store", id="text"
        ),
        pytest.param(
            ["ingest", "a.txt", "--store", "b.duckdb", "--workers", "1", "--scheduler", "tcp://x"],
            2,
            "a cluster has its own workers",
            id="workers-of-a-cluster",
        ),
        pytest.param(["graph", "--out", "a.csv"], 2, "or --store", id="nothing-to-draw"),
        pytest.param(
            ["graph", "news.jsonl", "--store", "corpus.duckdb", "--out", "a.csv"],
            2,
            "not both",
            id="articles-and-store",
        ),
        pytest.param(
            ["graph", "--store", "corpus.duckdb", "--out", "corpus.duckdb"],
            1,
            "tells no format",
            id="over-the-store",
        ),
        pytest.param(
            ["export", "--store", "corpus.duckdb", "--out", "said.txt"], 1, "said.txt", id="file"
        ),
        pytest.param(["refusals", "--store", "no.duckdb"], 1, "there is no such store", id="none"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], status: int, words: str
) -> None:
    monkeypatch.chdir(folder)
    before = (folder / "said.txt").read_bytes()
    result = run(*args)
    assert (result.exit_code, words in result.stderr) == (status, True), result.stderr
    assert (folder / "said.txt").read_bytes() == before


@pytest.mark.parametrize(
    "options",
    [
        pytest.param([], id="all"),
        pytest.param(["--country", "Iraq"], id="filtered"),
        pytest.param(["--speaker", "the article", "--outlet", "POST"], id="named"),
        pytest.param(["--top", "2"], id="top"),
        pytest.param(["--corrections", "{folder}/corrections.json"], id="corrected"),
    ],
)
def test_the_graph_of_a_store_is_that_of_its_articles(
    folder: Path, tmp_path: Path, options: list[str]
) -> None:
    articles, store = tmp_path / "articles.csv", tmp_path / "store.csv"
    options = [option.format(folder=folder) for option in options]
    run("graph", folder / "news.jsonl", "--out", articles, *options)
    result = run("graph", "--store", folder / "corpus.duckdb", "--out", store, *options)
    assert result.exit_code == 0
    assert store.read_bytes() == articles.read_bytes()
    assert result.stderr.startswith(f"{store}: ")


def test_what_is_exported_can_be_ingested_again(folder: Path, tmp_path: Path) -> None:
    out, again = tmp_path / "tables", tmp_path / "again.duckdb"
    result = run("export", "--store", folder / "corpus.duckdb", "--out", out)
    assert (result.exit_code, result.stderr) == (0, f"{out}: {len(TABLES)} tables\n")
    assert {path.name for path in out.iterdir()} == {f"{name}.parquet" for name in TABLES}
    run("ingest", out / "articles.parquet", "--store", again, "--workers", "1")
    columns = "id, hash, text, published, outlet"
    stores = (folder / "corpus.duckdb", again)
    first, second = (
        connect(store).execute(f"SELECT {columns} FROM articles").fetchall() for store in stores
    )
    assert first == second != []


def test_a_filter_that_leaves_nothing_is_said(folder: Path, tmp_path: Path) -> None:
    args = ["graph", "--store", folder / "corpus.duckdb", "--country", "France"]
    result = run(*args, "--out", tmp_path / "a.csv")
    assert "Nothing passes --country; widen it, or leave it out." in result.stderr


def test_the_store_holds_the_articles_as_given(folder: Path) -> None:
    with connect(folder / "corpus.duckdb") as connection:
        found = connection.execute("SELECT id, found_at FROM articles").fetchall()
    assert found == [("a", f"{folder}/news.jsonl, line 1"), ("b", f"{folder}/news.jsonl, line 2")]


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        pytest.param(
            "html",
            "3 of 3 actors, 1 of 2 relations (the newest, since 2006-11-28; --until brings others)",
            id="drawn",
        ),
        pytest.param("json", "3 actors, 2 relations", id="data"),
    ],
)
def test_of_too_many_events_the_newest_are_drawn(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str, told: str
) -> None:
    monkeypatch.setattr(query, "MOST_EVENTS", 1)
    out = tmp_path / f"graph.{ending}"
    result = run("graph", "--store", folder / "corpus.duckdb", "--out", out)
    assert (result.exit_code, result.stderr) == (0, f"{out}: {told}\n")

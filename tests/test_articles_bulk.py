"""Articles in bulk: compressed files, Parquet, patterns, and how far the reading is."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.sources import input_size, locate_articles, parse_upload

LINES = b'{"id": "x", "text": "Iran spoke."}\n{"text": "Iraq spoke."}\n'


def zstd(data: bytes) -> bytes:
    file = pa.BufferOutputStream()
    with pa.CompressedOutputStream(file, "zstd") as stream:
        stream.write(data)
    packed: bytes = file.getvalue().to_pybytes()
    return packed


def parquet(**columns: list[object]) -> bytes:
    file = io.BytesIO()
    pq.write_table(pa.table(columns), file, row_group_size=1)
    return file.getvalue()


def upload(name: str, data: bytes) -> tuple[list[Article], list[str]]:
    refusals: list[ArticleError] = []
    articles = list(parse_upload(name, data, on_refusal=refusals.append))
    return articles, [str(refusal) for refusal in refusals]


def located(*paths: Path | str) -> tuple[list[str], list[str]]:
    """Return the sources that articles were found at, and the refusals."""
    refusals: list[ArticleError] = []
    found = [one.source for one in locate_articles(paths, on_refusal=refusals.append)]
    return found, [str(refusal) for refusal in refusals]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        pytest.param("a.jsonl.gz", gzip.compress, id="gzip"),
        pytest.param("a.JSONL.GZ", lambda data: gzip.compress(data[:35]) + gzip.compress(data[35:]),
                     id="gzip-in-two-parts"),
        pytest.param("a.jsonl.zst", zstd, id="zstd"),
        pytest.param("a.jsonl.zst", lambda data: zstd(data[:35]) + zstd(data[35:]),
                     id="zstd-in-two-frames"),
    ],
)  # fmt: skip
def test_compressed_files_are_read_as_what_is_in_them(
    name: str, pack: Callable[[bytes], bytes]
) -> None:
    articles, refusals = upload(name, pack(LINES))
    assert ([(one.id, one.text) for one in articles], refusals) == (
        [("x", "Iran spoke."), ("a-2", "Iraq spoke.")],
        [],
    )


def test_a_parquet_file_gives_an_article_a_row() -> None:
    data = parquet(
        id=[7, None],
        Text=["Iran spoke.", "Iraq\nspoke."],
        published=[date(2006, 11, 28), None],
        outlet=["Dune", None],
        other=[b"\xff", None],
    )
    articles, refusals = upload("a.parquet", data)
    assert refusals == []
    assert articles == [
        Article("7", "Iran spoke.", published=date(2006, 11, 28), outlet="Dune"),
        Article("a-2", "Iraq\nspoke."),
    ]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.txt.gz", gzip.compress(b"Iran spoke.")[:-9], "cut off", id="gzip-cut"),
        pytest.param("a.txt.zst", zstd(b"Iran spoke.")[:-5], "cut off", id="zstd-cut"),
        pytest.param("a.txt.zst", b"Iran spoke.", "damaged", id="no-zstd"),
        pytest.param("a.pdf.gz", gzip.compress(b"x"), "files ending in .pdf", id="packed-pdf"),
        pytest.param("a.parquet", b"PAR1 Iran spoke.", "no Parquet file", id="no-parquet"),
        pytest.param("a.parquet", b"", "no Parquet file", id="parquet-empty"),
        pytest.param("a.parquet", parquet(x=["a"]), '"text"', id="parquet-no-column"),
        pytest.param("a.parquet", parquet(text=[]), "it is empty", id="parquet-no-rows"),
        pytest.param("a.parquet", parquet(text=[b"a"]), "no text", id="parquet-of-bytes"),
        pytest.param(
            "a.parquet.gz", gzip.compress(parquet(text=["a"])), "unpack it", id="packed-parquet"
        ),
        pytest.param(
            "a.jsonl.gz", gzip.compress(b" " * 16_000_001), "line 1 has more", id="endless-line"
        ),
        pytest.param("a.txt.gz", gzip.compress(b" a" * 40_000_000), "larger than 64 MB", id="bomb"),
    ],
)
def test_what_cannot_be_read_is_refused(name: str, data: bytes, words: str) -> None:
    articles, [refusal] = upload(name, data)
    assert articles == []
    assert refusal.startswith(f"{name}")
    assert words in refusal


def test_a_pattern_stands_for_the_files_that_fit(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "in/c.txt", "d.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Iran spoke.", encoding="utf-8")
    assert located(tmp_path / "*.txt") == ([f"{tmp_path}/a.txt", f"{tmp_path}/b.txt"], [])
    deep, _ = located(tmp_path / "**" / "*.txt")
    assert {Path(one).name for one in deep} == {"a.txt", "b.txt", "c.txt"}
    missing = tmp_path / "x*.txt"
    assert located(missing) == ([], [f"{missing}: there is no such file or folder; check the path"])


def test_a_name_with_the_signs_of_a_pattern_is_that_file(tmp_path: Path) -> None:
    for name in ("a[1].txt", "a1.txt"):
        (tmp_path / name).write_text("Iran spoke.", encoding="utf-8")
    assert located(tmp_path / "a[1].txt") == ([f"{tmp_path}/a[1].txt"], [])


def test_what_was_read_adds_up_to_what_there_is(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Iran spoke.", encoding="utf-8")
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(LINES))
    counts: list[int] = []
    list(locate_articles([tmp_path], on_refusal=pytest.fail, on_bytes=counts.append))
    there = sum(file.stat().st_size for file in tmp_path.iterdir())
    assert sum(counts) == input_size([tmp_path]) == there


def test_nobody_knows_the_size_of_standard_input() -> None:
    assert input_size(["-"]) is None

"""Where articles come from: files, folders, standard input; what is refused, and every id once."""

from __future__ import annotations

import errno
import io
import json
import logging
import os
import sys
from pathlib import Path

import pytest

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.sources import SUFFIXES, input_size, parse_upload, read_articles

NEWS = "Talks open in Tehran\n\nIraq's president met Iran's leader on Monday.\n"
PAGE = """<!doctype html><html><head><title>Talks open in Tehran</title></head><body><article>
<p>The president of Iraq met the leader of Iran in Tehran on Monday, and asked him for help.</p>
<p>Washington accused Iran of sending weapons across the border.</p></article></body></html>"""


def read(*paths: Path | str) -> tuple[list[Article], list[str]]:
    refusals: list[ArticleError] = []
    articles = list(read_articles(paths, on_refusal=refusals.append))
    return articles, [str(refusal) for refusal in refusals]


def test_a_folder_is_read_with_its_subfolders_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.TXT", "a/c.md", "README.md", ".hidden/d.txt", "notes.log"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Iran spoke.", encoding="utf-8")
    articles, refusals = read(tmp_path)
    assert ([one.id for one in articles], refusals) == (["c", "z", "b"], [])


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.log").touch()
    articles, [refusal] = read(tmp_path)
    assert articles == []
    assert refusal.startswith(f"{tmp_path}: this folder has no articles")
    assert all(suffix in refusal for suffix in SUFFIXES)


def test_what_is_missing_is_named_and_the_rest_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / "missing.txt"
    good.write_text("Iran spoke.", encoding="utf-8")
    articles, refusals = read(bad, good)
    assert [one.id for one in articles] == ["a"]
    assert refusals == [f"{bad}: there is no such file or folder; check the path"]


def test_a_file_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.symlink_to(path)
    articles, [refusal] = read(path)
    assert articles == []
    assert refusal.startswith(f"{path}: it cannot be opened (")


@pytest.mark.parametrize("address", ["http://127.0.0.1/news.html?a=*", "HTTP://127.0.0.1"])
def test_a_web_address_is_fetched_and_refused_as_it_was_given(address: str) -> None:
    own = "it is not fetched: 127.0.0.1 is an address of this computer or of its network"
    assert read(address) == ([], [f"{address}: {own}"])
    assert input_size([address]) == 0


def test_a_folder_that_cannot_be_entered_is_refused_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, locked = tmp_path / "a.txt", tmp_path / "locked"
    good.write_text("Iran spoke.", encoding="utf-8")
    locked.mkdir()

    def denied(path: object, *args: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", denied)
    articles, refusals = read(locked, good)
    assert [one.id for one in articles] == ["a"]
    assert refusals == [f"{locked}: it cannot be opened (permission denied)"]


def test_a_path_that_cannot_be_looked_at_is_refused_and_the_rest_read(tmp_path: Path) -> None:
    good, bad = tmp_path / "a.txt", tmp_path / ("a" * 300)
    good.write_text("Iran spoke.", encoding="utf-8")
    articles, [refusal] = read(bad, good)
    assert [one.id for one in articles] == ["a"]
    assert refusal.startswith(f"{bad}: it cannot be opened (")


def test_standard_input_that_is_closed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    articles, [refusal] = read("-")
    assert articles == []
    assert refusal.startswith("standard input: it is closed")


def test_an_id_that_is_taken_is_said(caplog: pytest.LogCaptureFixture) -> None:
    lines = b'{"id": "x", "text": "One."}\n\n{"id": "x", "text": "Two."}'
    with caplog.at_level(logging.WARNING):
        articles = list(parse_upload("a.jsonl", lines, on_refusal=pytest.fail))
    assert [one.id for one in articles] == ["x", "x-2"]
    assert caplog.messages == ["a.jsonl, line 3: the id 'x' is taken; it is called 'x-2' here"]


def test_every_id_is_used_once(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    ids = ["a", "a-2", "a", None, "a"]
    file.write_text("\n".join(json.dumps({"id": id, "text": "One."}) for id in ids))
    articles, _ = read(file, file)
    found = [one.id for one in articles]
    assert found[:5] == ["a", "a-2", "a-3", "a-4", "a-5"]
    assert len(set(found)) == len(found) == 2 * len(ids)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        pytest.param(NEWS, "Talks open in Tehran", id="text"),
        pytest.param(PAGE, "Talks open in Tehran", id="html"),
        pytest.param('\n{"title": "One", "text": "One."}', "One", id="json-lines"),
    ],
)
def test_standard_input_tells_its_format(
    monkeypatch: pytest.MonkeyPatch, data: str, title: str
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data.encode())))
    articles, refusals = read("-")
    assert ([(one.id, one.title) for one in articles], refusals) == ([("stdin", title)], [])

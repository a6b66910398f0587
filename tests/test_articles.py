"""Reading articles: what is read from each format, and what is refused in which words."""

from __future__ import annotations

import json
import logging
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.sources import (
    MAX_CHARACTERS,
    SUFFIXES,
    article_from_text,
    parse_upload,
    read_articles,
)
from explorer.sources.article import parse_day
from explorer.sources.encoding import MAX_BYTES

NEWS = "Talks open in Tehran\n\nIraq's president met Iran's leader on Monday.\n"

PAGE = """<!doctype html><html><head><title>Talks open in Tehran | The Sand Dune</title>
<meta property="og:site_name" content="The Sand Dune">
<meta property="article:published_time" content="2006-11-28T10:00:00Z">
<link rel="canonical" href="https://sand-dune.example/talks"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks open in Tehran</h1>
<p>The president of Iraq met the leader of Iran in Tehran on Monday, and asked him for help.</p>
<p>Washington accused Iran of sending weapons across the border. Iran denies that.</p></article>
<footer>Copyright 2019 The Sand Dune</footer></body></html>"""

SIGN_IN = """<html><head><title>Sign in</title></head><body><main><h1>Sign in to your account</h1>
<p>Please sign in with your user name and your password to continue reading this page.</p>
<p>If you have forgotten your password, you can choose another by following the link below.</p>
<form><input name="user"><input name="word" type="password"></form></main></body></html>"""


def upload(name: str, data: bytes | str) -> tuple[list[Article], list[str]]:
    """Return the articles read and the refusals, as text."""
    refusals: list[ArticleError] = []
    raw = data.encode() if isinstance(data, str) else data
    articles = list(parse_upload(name, raw, on_refusal=refusals.append))
    return articles, [str(refusal) for refusal in refusals]


def read(*paths: Path | str) -> tuple[list[Article], list[str]]:
    refusals: list[ArticleError] = []
    articles = list(read_articles(paths, on_refusal=refusals.append))
    return articles, [str(refusal) for refusal in refusals]


def test_a_text_file_is_one_article_called_as_the_file(tmp_path: Path) -> None:
    file = tmp_path / "tehran.txt"
    file.write_text(NEWS, encoding="utf-8")
    assert read(file) == ([Article(id="tehran", text=NEWS, title="Talks open in Tehran")], [])


@pytest.mark.parametrize(
    ("text", "title"),
    [
        pytest.param(NEWS, "Talks open in Tehran", id="headline"),
        pytest.param("Will Syria answer?\n \nDamascus is silent.", "Will Syria answer?", id="asks"),
        pytest.param("\n\n  Silence  \n\nDamascus waits.", "Silence", id="after-blank-lines"),
        pytest.param("Talks open\nIraq's president flew in.", None, id="no-blank-line"),
        pytest.param("Syria is silent.\n\nSo is Jordan.", None, id="a-sentence"),
        pytest.param("Talks open in Tehran\n\n", None, id="nothing-follows"),
        pytest.param("word " * 60 + "\n\nMore.", None, id="too-long"),
    ],
)
def test_the_first_line_is_the_title_if_it_looks_like_one(text: str, title: str | None) -> None:
    article = article_from_text(text)
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param("Chávez met “friends”".encode(), "Chávez met “friends”", id="utf-8"),
        pytest.param("Chávez".encode("utf-8-sig"), "Chávez", id="utf-8-with-mark"),
        pytest.param("Chávez".encode("utf-16"), "Chávez", id="utf-16"),
        pytest.param(b"\xfe\xff" + "Chávez".encode("utf-16-be"), "Chávez", id="utf-16-be"),
        pytest.param("Chávez".encode("utf-32"), "Chávez", id="utf-32"),
        pytest.param("“Señor” Chávez".encode("cp1252"), "“Señor” Chávez", id="windows"),
        pytest.param(b"One.\r\nTwo.\rThree.\n", "One.\nTwo.\nThree.\n", id="line-ends"),
        pytest.param(b"One\x0cTwo\x07\xef\xbf\xbf", "One\nTwo\ufffd\ufffd", id="control-codes"),
    ],
)
def test_text_is_read_in_any_usual_encoding(data: bytes, text: str) -> None:
    articles, refusals = upload("a.txt", data)
    assert ([one.text for one in articles], refusals) == ([text], [])


def test_a_page_gives_its_article_and_what_it_says_of_itself() -> None:
    articles, refusals = upload("talks.html", PAGE)
    [article] = articles
    assert refusals == []
    assert (article.id, article.title, article.published, article.outlet, article.url) == (
        "talks",
        "Talks open in Tehran",
        date(2006, 11, 28),
        "The Sand Dune",
        "https://sand-dune.example/talks",
    )
    paragraphs = article.text.split("\n\n")
    assert paragraphs[-1].startswith("Washington accused Iran")
    assert "Copyright" not in article.text


def test_a_page_is_read_in_the_encoding_it_declares() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-5">').replace("Monday", "Москва")
    articles, _ = upload("talks.html", page.encode("iso-8859-5"))
    assert "Москва" in articles[0].text


def test_a_page_with_a_sign_in_form_may_still_hold_an_article() -> None:
    story = "<p>The president of Iraq met the leader of Iran in Tehran on Monday.</p>" * 6
    page = PAGE.replace("<nav>", '<nav><input type="password">').replace("<footer>", story)
    articles, refusals = upload("talks.html", page)
    assert (len(articles), refusals) == (1, [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_json_lines_give_an_article_a_line(name: str) -> None:
    lines = [
        {"id": "x", "text": "One.", "title": " A\ntitle ", "date": "2006-11-28", "outlet": "Dune"},
        {"text": "Two.", "published": "28 Nov 2006", "source": "Dune", "url": "https://a.example"},
        {"id": 7, "Text": "Three.", "source": {"name": "no string"}, "date": None, "n": 3},
    ]
    articles, refusals = upload(name, "\n\n".join(map(json.dumps, lines)))
    day = date(2006, 11, 28)
    assert refusals == []
    assert articles == [
        Article(id="x", text="One.", title="A title", published=day, outlet="Dune"),
        Article(id="a-2", text="Two.", published=day, outlet="Dune", url="https://a.example"),
        Article(id="7", text="Three."),
    ]


def test_lines_that_cannot_be_read_are_named_and_the_others_read() -> None:
    lines = [
        b'{"text": "One."}',
        b"{text: no}",
        b"[1]",
        b'{"title": "no text"}',
        b'{"text": " "}',
        b"[" * 200_000,
        b'{"text": 1' + b"0" * 5000 + b"}",
        "{'text': 'Москва'}".encode("koi8-r"),
        '{"text": "Chávez"}'.encode("cp1252"),
        b'{"text": "Nul \\u0000 half \\ud800."}',
    ]
    articles, refusals = upload("a.jsonl", b"\n".join(lines))
    assert [one.text for one in articles] == ["One.", "Chávez", "Nul \ufffd half \ufffd."]
    assert [refusal.split(": ")[0] for refusal in refusals] == [
        f"a.jsonl, line {number}" for number in range(2, 9)
    ]
    for refusal, words in zip(
        refusals,
        ["JSON", "an object", '"text"', "empty", "nested", "huge number", "encoding"],
        strict=True,
    ):
        assert words in refusal


def test_json_lines_in_utf_16_are_read() -> None:
    articles, _ = upload("a.jsonl", '{"text": "One."}\r\n{"text": "Two."}'.encode("utf-16"))
    assert [one.text for one in articles] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        pytest.param({"text": "One."}, ["a"], id="object"),
        pytest.param([{"text": "One."}, 3, {"text": "Three."}], ["a", "a-3"], id="list"),
    ],
)
def test_json_is_an_object_or_a_list(content: object, ids: list[str]) -> None:
    articles, refusals = upload("a.json", json.dumps(content))
    assert [one.id for one in articles] == ids
    assert all(refusal.startswith("a.json, item 2: ") for refusal in refusals)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_gives_an_article_a_row(delimiter: str) -> None:
    rows = [
        ["ID", " Text ", "date", "source"],
        ["x", f'"One,; ""two""\r\nthree {delimiter} é"', "2006-11-28", "Dune"],
        ["", "Two.", "", "", "beyond the header"],
        ["z"],
    ]
    data = "\r\n".join(delimiter.join(row) for row in rows).encode("cp1252")
    articles, refusals = upload("a.csv", data)
    text = f'One,; "two"\nthree {delimiter} é'
    assert articles == [
        Article(id="x", text=text, published=date(2006, 11, 28), outlet="Dune"),
        Article(id="a-2", text="Two."),
    ]
    assert refusals == ["a.csv, row 3: its text is empty, so there is nothing to read"]


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        pytest.param("a.txt", b"", "it is empty", id="empty"),
        pytest.param("a.txt", b" \n\t\n", "it is empty", id="white-space"),
        pytest.param("a.txt", "\u2003\n".encode(), "text is empty", id="unicode-white-space"),
        pytest.param("a.txt", b"word " * 500_000, "2,500,000 characters", id="too-long"),
        pytest.param("a.txt", b"%PDF-1.7 ...", "a PDF", id="pdf"),
        pytest.param("a.txt", b"PK\x03\x04...", "office document", id="zip"),
        pytest.param("a.txt", b"\x1f\x8b\x08", "end in .gz", id="gzip"),
        pytest.param("a.txt", b"\x28\xb5\x2f\xfd", "end in .zst", id="zstd"),
        pytest.param("a.txt", b"{\\rtf1", "RTF", id="rtf"),
        pytest.param("a.txt", b"words\x00\x01", "NUL bytes", id="binary"),
        pytest.param(
            "a.txt", "Tehran".encode("utf-16-le"), "UTF-16 without its mark", id="utf-16-no-mark"
        ),
        pytest.param("a.txt", b"\xff\xfea", "encoding is unknown", id="half-a-character"),
        pytest.param("a.txt", "Москва".encode("koi8-r"), "encoding is unknown", id="koi8"),
        pytest.param("a.txt", bytes(range(1, 256)), "encoding is unknown", id="random"),
        pytest.param("a.pdf", b"%PDF-1.7", "files ending in .pdf", id="ending"),
        pytest.param("a.jsonl", b"\n\n", "it is empty", id="no-lines"),
        pytest.param("a.jsonl", b"\x00\x01", "NUL bytes", id="binary-lines"),
        pytest.param("a.json", b'{"text":', "character 9", id="json"),
        pytest.param("a.json", b"[]", "it is empty", id="json-empty-list"),
        pytest.param("a.csv", b"", '"text"', id="csv-empty"),
        pytest.param("a.csv", b"a,b\n1,2", '"text"', id="csv-no-column"),
        pytest.param("a.csv", b"text,id\n", "it is empty", id="csv-no-rows"),
        pytest.param("a.csv", b'text\n"' + b"x" * 2_100_000, "quote left open", id="csv-quote"),
        pytest.param("a.html", b"<html></html>", "no article was found", id="html-empty"),
        pytest.param(
            "a.html",
            "<html><body><form>Name <input></form><p>Please sign in to go on.</p></body></html>",
            "no article was found",
            id="html-form",
        ),
        pytest.param("a.html", SIGN_IN, "no article was found", id="html-password"),
        pytest.param(
            "a.html",
            f"<html><body><ul>{'<li><a href=x>All about the talks of today</a></li>' * 30}</ul>",
            "no article was found",
            id="html-links",
        ),
        pytest.param("a.html", b"\x89PNG\r\n\x1a\n\x00\x00", "NUL bytes", id="html-image"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, data: bytes | str, words: str) -> None:
    articles, refusals = upload(name, data)
    assert articles == []
    [refusal] = refusals
    assert refusal.startswith(name)
    assert words in refusal


def test_a_file_too_large_for_memory_is_refused() -> None:
    _, refusals = upload("a.txt", b"x" * (MAX_BYTES + 1))
    assert refusals == ["a.txt: it is larger than 64 MB; split it"]


def test_an_article_may_be_as_long_as_the_bound() -> None:
    articles, refusals = upload("a.txt", b"w" * MAX_CHARACTERS)
    assert (len(articles[0].text), refusals) == (MAX_CHARACTERS, [])


@pytest.mark.parametrize("text", ["", " \n ", "\u00a0"])
def test_pasted_text_must_not_be_empty(text: str) -> None:
    with pytest.raises(ArticleError, match="pasted text: its text is empty"):
        article_from_text(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2006-11-28", date(2006, 11, 28)),
        ("2006-11-28T23:30:00-08:00", date(2006, 11, 28)),
        ("20061128", date(2006, 11, 28)),
        ("2006/11/28", date(2006, 11, 28)),
        ("28 November 2006", date(2006, 11, 28)),
        ("Nov 28, 2006", date(2006, 11, 28)),
        ("Tue, 28 Nov 2006 10:00:00 GMT", date(2006, 11, 28)),
        ("28/11/2006", date(2006, 11, 28)),
        ("03/04/2006", None),
        ("November 2006", None),
        ("2006", None),
        ("20061399", None),
        ("yesterday", None),
        ("soon", None),
    ],
)
def test_a_date_is_read_only_if_it_can_be_one_day_alone(text: str, day: date | None) -> None:
    assert parse_day(text) == day


def test_an_article_with_a_bad_date_is_read_without_it(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        articles, refusals = upload("a.jsonl", '{"text": "One.", "date": "so\\u001bon"}')
    assert (articles, refusals) == ([Article(id="a", text="One.")], [])
    [message] = caplog.messages
    assert message.startswith("a.jsonl, line 1: the date 'so")
    assert message.isprintable()


@settings(deadline=None)
@given(st.text())
def test_json_keeps_every_offset(text: str) -> None:
    articles, refusals = upload("a.json", json.dumps({"text": text}))
    assert len(articles) + len(refusals) == 1
    for article in articles:
        assert len(article.text) == len(text)
        assert article.text.encode("utf-8")


@settings(deadline=None)
@given(st.binary(max_size=200), st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    articles, refusals = upload(f"a{suffix}", data)
    assert articles or refusals
    assert all(refusal.startswith(f"a{suffix}") for refusal in refusals)

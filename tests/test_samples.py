"""The sample articles: every one is read, and carries what the page shows of an article."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

import pytest

from explorer.errors import ArticleError
from explorer.model import Article
from explorer.resources import DATA, data_path
from explorer.sources import read_articles

REFUSED: list[ArticleError] = []
ARTICLES = list(read_articles([data_path("articles")], on_refusal=REFUSED.append))
each = pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)


def sentences(article: Article) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+", article.text) if len(part.split()) > 3]


def test_all_are_read() -> None:
    assert REFUSED == []
    table = data_path("README.md").read_text(encoding="utf-8").split("| articles |")[1]
    told = [row for row in table.split("\n\n")[0].splitlines() if row.startswith("| `")]
    assert {one.id for one in ARTICLES} == {
        id for row in told for id in re.findall(r"`([^`]+)`", row.split("|")[2])
    }


def test_ids_are_their_own() -> None:
    # A repeated id would have been numbered by the reader: "larkspur-amman-2".
    assert [article.id for article in ARTICLES if re.search(r"\d$", article.id)] == []


@each
def test_each_has_what_the_page_shows(article: Article) -> None:
    assert article.title
    assert article.outlet
    assert article.url is None  # the papers are invented: no link may lead elsewhere
    assert article.published is not None
    assert date(2006, 11, 20) <= article.published <= date(2006, 12, 2)


@each
def test_each_is_a_short_text_in_paragraphs(article: Article) -> None:
    assert "\n\n" in article.text
    assert 180 <= len(article.text.split()) <= 350


def test_no_sentence_stands_twice() -> None:
    counts = Counter(sentence for article in ARTICLES for sentence in sentences(article))
    assert [sentence for sentence, count in counts.items() if count > 1] == []


def test_several_outlets_report() -> None:
    assert len({article.outlet for article in ARTICLES}) >= 4


def test_the_readme_names_every_article_and_table() -> None:
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    tables = [path.name for path in DATA.glob("*/*.tsv")]
    names = [article.id for article in ARTICLES] + tables
    assert [name for name in names if f"`{name}`" not in readme] == []

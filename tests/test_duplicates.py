"""Near-duplicates: what ten outlets print is one report, in any order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from explorer.duplicates import LEAST_WORDS, alike, bands, gathered, report_ids
from explorer.model import Article

_WORDS = [f"{a}{b}{c}" for a in "bdfgklmnprst" for b in "aeiou" for c in ("n", "rak", "lim", "sos")]


def story(seed: int, words: int = 300) -> str:
    return " ".join(random.Random(seed).choices(_WORDS, k=words))


def edited(text: str, share: float) -> str:
    """Return a text with a share of its words replaced, spread over it."""
    words = text.split()
    for at in range(0, len(words), round(1 / share)):
        words[at] = "edited"
    return " ".join(words)


WIRE = story(1)
PINNED = [4369904689907638129, -6974814178579557113]
PAIRS = [
    ("the-same", WIRE, WIRE, True),
    ("other-case-and-signs", WIRE, WIRE.upper().replace(" ", ", "), True),
    ("with-a-dateline", WIRE, f"BAGHDAD, Nov. 28 (Larkspur Wire) - {WIRE}", True),
    ("a-word-in-twenty", WIRE, edited(WIRE, 1 / 20), True),
    ("last-quarter-cut", WIRE, " ".join(WIRE.split()[:225]), True),
    ("a-word-in-five", WIRE, edited(WIRE, 1 / 5), False),
    ("first-third-alone", WIRE, " ".join(WIRE.split()[:100]), False),
    ("another-story", WIRE, story(2), False),
]


@pytest.mark.parametrize(
    ("one", "other", "same"), [r[1:] for r in PAIRS], ids=[r[0] for r in PAIRS]
)
def test_one_report(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same
    found = report_ids([Article("a", one), Article("b", other)])
    assert (found["a"] == found["b"]) is same


def test_short_texts_are_no_reprints() -> None:
    short = " ".join(WIRE.split()[: LEAST_WORDS - 1])
    assert bands(short) == []
    assert bands(" ".join(WIRE.split()[:LEAST_WORDS])) != []
    assert report_ids([Article("a", short), Article("b", short)]) == {"a": "a", "b": "b"}


def test_bands_stay_those_of_stores_that_there_are() -> None:
    assert bands(WIRE)[:2] == [4369904689907638129, -6974814178579557113]


def test_a_text_of_signs_alone_has_bands() -> None:
    assert bands("— " * 50) == bands("… " * 60)


def newspapers() -> list[Article]:
    """Return five stories, each printed by one to six outlets, now and then edited."""
    return [
        Article(f"{outlet}-{number}", edited(story(number), 1 / (30 + outlet)), outlet=f"{outlet}")
        for number in range(1, 6)
        for outlet in range(number + 1)
    ]


def test_reports_do_not_depend_on_the_order() -> None:
    articles = newspapers()
    found = report_ids(articles)
    assert {id.split("-")[1] + "<" + report.split("-")[1] for id, report in found.items()} == {
        f"{number}<{number}" for number in range(1, 6)
    }
    for seed in range(3):
        random.Random(seed).shuffle(articles)
        assert report_ids(articles) == found


def test_a_report_is_called_as_the_article_that_printed_it_first() -> None:
    first = Article("z", WIRE, published=date(2006, 11, 25))
    later = replace(first, id="b", published=date(2006, 11, 26))
    undated = replace(first, id="a", published=None)
    assert set(report_ids([undated, later, first]).values()) == {"z"}


def test_a_band_with_many_unlike_texts_is_not_compared_all_with_all() -> None:
    texts = [(f"{n:03}", story(n, 60)) for n in range(200)]
    assert gathered([[*texts, ("copy", story(0, 60))]]) == [["000", "copy"]]

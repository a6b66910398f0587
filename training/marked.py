"""Marked news events (one JSON text a line) as words, names, triggers and parties.

The format is that of the event gold sets: character offsets into ``text``; ``actors`` by key;
``names`` with their class; ``events`` with trigger, type, mode, status, source, parties. A span is
learned at one word, its head; the head is found by the span's own words, since these texts have
no trees.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from spacy.language import Language

from explorer.entities.gazetteer import gazetteer
from explorer.model import Kind

# A span's head stands before the first of these: "members of the army", "calls for".
_CUTS = frozenset(
    "of in on for from to at by with off up out down into over under away back against between "
    "about after before near around outside inside without that which who , ( a an the his her "
    "its their himself themselves itself and &".split()
)
# These never are a head: "will not retract", "the two countries".
_LEADS = frozenset(
    "the a an not will would to be been being have has had its his her their".split()
)
_POSSESSIVE = frozenset(("'s", "’s", "'", "’"))
_FOLDS = 12

Span = tuple[int, int]  # of words, end exclusive


@dataclass(frozen=True, slots=True)
class Party:
    """Who takes part: a key of the text's actors, and the head word of the span, if it has one."""

    key: str
    word: int | None


@dataclass(frozen=True, slots=True)
class Marked:
    """One event as marked: its trigger's head word, and who takes part in it."""

    word: int
    type: str
    mode: str | None
    status: str
    source: str | None
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]


@dataclass(slots=True)
class MarkedText:
    """A text in words.

    ``sentences`` are spans of words, ``names`` spans with their class. ``namings`` has for each
    key the head words of the names that name it, ``mentions`` those of all its spans.
    """

    id: str
    words: list[str]
    sentences: list[Span]
    names: list[tuple[int, int, str]]
    events: list[Marked]
    namings: dict[str, list[int]] = field(default_factory=dict)
    mentions: dict[str, list[int]] = field(default_factory=dict)


def read_marked(paths: Iterable[Path], nlp: Language) -> Iterator[MarkedText]:
    """Yield the texts of some files.

    Args:
        paths: the files.
        nlp: its tokenizer cuts the words.
    """
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                yield marked_text(json.loads(line), nlp)


def read_marks(path: Path, news: Path, nlp: Language) -> Iterator[MarkedText]:
    """Yield texts whose marks lie apart from their words.

    Args:
        path: a gzipped file of marks, a text a line, with all fields but ``text``.
        news: the folder with the texts by their ids, gzipped, an article a line.
        nlp: its tokenizer cuts the words.

    Raises:
        KeyError: a text is not in the folder.
    """
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        marks = [json.loads(line) for line in lines]
    texts = _news_texts(news, {record["id"] for record in marks})
    for record in marks:
        yield marked_text({**record, "text": texts[record["id"]]}, nlp)


def _news_texts(news: Path, wanted: Container[str]) -> dict[str, str]:
    """Return articles by id as they were marked: white space made single, the title above."""
    found = {}
    for path in sorted(news.glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                article = json.loads(line)
                if article["id"] in wanted:
                    title, text = (
                        " ".join((article.get(key) or "").split()) for key in ("title", "text")
                    )
                    found[article["id"]] = f"{title}\n\n{text}" if title else text
    return found


def is_held_out(text_id: str) -> bool:
    """Tell whether a text is of the twelfth by which thresholds and confidence are chosen."""
    return zlib.crc32(text_id.encode()) % _FOLDS == 0


def marked_text(record: Mapping[str, Any], nlp: Language) -> MarkedText:
    """Return one record in words."""
    tokens = [token for token in nlp.make_doc(record["text"]) if not token.is_space]
    words = [token.text for token in tokens]
    starts = [token.idx for token in tokens]
    ends = [token.idx + len(token) for token in tokens]

    def span(offsets: list[int]) -> Span:
        first = bisect_right(ends, offsets[0])
        return first, max(first + 1, bisect_left(starts, offsets[1]))

    names = [(*span(name[:2]), name[2]) for name in record["names"] if name[0] < name[1]]

    def head(offsets: list[int] | None) -> int | None:
        return None if offsets is None else head_word(words, span(offsets), names)

    def party(one: Mapping[str, Any]) -> Party:
        return Party(one["actor"], head(one["span"]))

    events = [
        Marked(
            word=head(event["trigger"]) or 0,
            type=event["type"],
            mode=event["mode"],
            status=event["status"],
            source=event["source"],
            actors=tuple(map(party, event["actors"])),
            recipients=tuple(map(party, event["recipients"])),
        )
        for event in record["events"]
    ]
    sentences = [span(one) for one in record["sentences"] if one[0] < one[1]]
    text = MarkedText(record["id"], words, sentences, names, events)
    text.namings = _namings(text, record["actors"])
    text.mentions = _mentions(text)
    return text


def head_word(words: list[str], span: Span, names: Iterable[tuple[int, int, str]] = ()) -> int:
    """Return the head of a span: the last word before what only adds to it.

    A name that the span begins in is not cut: its last word is its head.
    """
    start, end = span
    while start < end - 1 and words[start].lower() in _LEADS:
        start += 1
    for first, last, _ in names:
        if first <= start < last <= end:
            rest = words[last].lower() if last < end else "of"
            if rest in _CUTS:
                return last - 1
    cut = next((i for i in range(start + 1, end) if words[i].lower() in _CUTS), end)
    while cut - 1 > start and words[cut - 1] in _POSSESSIVE:
        cut -= 1
    return cut - 1


def _namings(text: MarkedText, actors: Mapping[str, Mapping[str, Any]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {key: [] for key in actors}
    for start, end, label in text.names:
        words = text.words[start:end]
        country = _country(words)
        for key, actor in actors.items():
            if _names(words, label, country, actor):
                found[key].append(head_word(text.words, (start, end), text.names))
    return found


def _mentions(text: MarkedText) -> dict[str, list[int]]:
    found = {key: set(words) for key, words in text.namings.items()}
    for event in text.events:
        for party in (*event.actors, *event.recipients):
            if party.word is not None:
                found.setdefault(party.key, set()).add(party.word)
    return {key: sorted(words) for key, words in found.items()}


def _country(words: list[str]) -> str | None:
    """Return the country that a name, demonym or capital stands for."""
    spaces = [" "] * len(words)
    for spacing in (spaces, _hyphens(words)):
        known = gazetteer().names.find(words, spacing, 0)
        if known is not None and known[0] == len(words) and known[1].kind is Kind.COUNTRY:
            return known[1].country
    return None


def _hyphens(words: list[str]) -> list[str]:
    after = [*words[1:], ""]
    return ["" if "-" in (a, b) or "." in b else " " for a, b in zip(words, after, strict=True)]


def _names(words: list[str], label: str, country: str | None, actor: Mapping[str, Any]) -> bool:
    """Tell whether a name is that of an actor."""
    if actor["kind"] == "country":
        return country is not None and country == actor["country"]
    own = [word for word in actor["name"].lower().replace("-", " - ").split() if word != "the"]
    name = [word.lower() for word in words if word.lower() != "the"] or [""]
    if name == own:
        return True
    if actor["kind"] == "person":
        return label == "PERSON" and name[-1] in own
    initials = "".join(word[0] for word in own if word[0].isalpha())
    short = "".join(name).replace(".", "")
    return label == "ORG" and (set(name) <= set(own) or (len(short) > 2 and short == initials))

"""Texts with named entities (a token and its BIO label a line) to spaCy Docs."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

# The labels of the corpora and ours; a country is a LOC like any other place.
LABELS = {
    **dict.fromkeys(("PER", "Person", "person", "politician"), "PERSON"),
    **dict.fromkeys(("ORG", "Organization", "organisation", "politicalparty"), "ORG"),
    **dict.fromkeys(("LOC", "Location", "location", "country"), "LOC"),
    **dict.fromkeys(("MISC", "Misc", "misc", "election", "event"), "MISC"),
    "NORP": "NORP",
    **dict.fromkeys(("Date", "TIME"), "DATE"),
}

Row = tuple[str, str]  # a token and its label
Entity = tuple[int, int, str]  # start, end, label; in tokens or in characters

_NO_SPACE_BEFORE = re.compile(r"[,.;:?!)\]}%”»…™°]+|['’](s|S|m|d|ll|re|ve)|n['’]t")
_NO_SPACE_AFTER = frozenset("([{“«$£€₹₡¡¿")
_BOTH_SIDES = frozenset("-/")
_CLITICS = frozenset(("s", "S", "t", "re", "m", "ve", "ll", "d"))
_STRAIGHT = frozenset("\"'")


@dataclass(frozen=True, slots=True)
class Layout:
    """How a corpus writes a token: what stands between its columns, and the two that count."""

    separator: str
    token: int
    label: int


WORLDWIDE = Layout("\t", 0, 1)
WIKIGOLD = Layout(" ", 0, 1)
UNER = Layout("\t", 1, 2)
CROSSNER = Layout("\t", 0, 1)


def read_sentences(path: Path, layout: Layout) -> Iterator[list[Row]]:
    """Yield the sentences of one file; lines without columns (addresses, comments) are left out."""
    rows: list[Row] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split(layout.separator)
            if len(columns) > layout.label and columns[layout.token].strip():
                rows.append((columns[layout.token].strip(), columns[layout.label].strip()))
            elif not line.strip() and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def read_docs(path: Path, layout: Layout, nlp: Language, *, sizes: Iterable[int]) -> Iterator[Doc]:
    """Yield Docs of consecutive sentences; ``sizes`` says how many each holds, over and over."""
    sentences = read_sentences(path, layout)
    for size in cycle(sizes):
        group = list(islice(sentences, size))
        if not group:
            return
        yield to_doc(group, nlp)


def read_docred(path: Path, nlp: Language, *, sizes: Iterable[int]) -> Iterator[Doc]:
    """Yield Docs of consecutive sentences of a DocRED file; a number is no name."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = json.load(file)
    cycled = cycle(sizes)
    for document in documents:
        labels = [["O"] * len(sentence) for sentence in document["sents"]]
        for mention in (one for entity in document["vertexSet"] for one in entity):
            start, end = mention["pos"]
            row = labels[mention["sent_id"]]
            row[start:end] = [f"{'I' if i else 'B'}-{mention['type']}" for i in range(end - start)]
        rows = [
            [(token, label) for token, label in zip(words, kinds, strict=True) if token.strip()]
            for words, kinds in zip(document["sents"], labels, strict=True)
        ]
        while rows:
            size = next(cycled)
            yield to_doc(rows[:size], nlp)
            rows = rows[size:]


def to_doc(sentences: Iterable[list[Row]], nlp: Language) -> Doc:
    """Return the sentences as one text, tokenised by ``nlp``, with their entities.

    An entity that ends inside a token is marked as unknown rather than as no entity.
    """
    text = ""
    entities: list[Entity] = []
    for rows in sentences:
        piece, spans = detokenise([token for token, _ in rows])
        for first, last, label in bio_entities([label for _, label in rows]):
            start, end = spans[first][0], spans[last - 1][1]
            entities.append((len(text) + start, len(text) + end, label))
        text += piece + " "
    return _annotated(nlp.make_doc(text.rstrip()), entities)


def bio_entities(labels: Iterable[str]) -> list[Entity]:
    """Return the entities of a sentence as (first token, token after the last, our label)."""
    found: list[Entity] = []
    for index, label in enumerate(labels):
        prefix, _, kind = label.partition("-")
        if prefix == "O" or kind not in LABELS:
            continue
        if prefix == "I" and found and found[-1][1:] == (index, LABELS[kind]):
            found[-1] = (found[-1][0], index + 1, LABELS[kind])
        else:
            found.append((index, index + 1, LABELS[kind]))
    return found


def detokenise(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the sentence as it would be printed, and the start and end of each token in it."""
    text = ""
    spans: list[tuple[int, int]] = []
    open_quotes: set[str] = set()
    glue = True
    for index, token in enumerate(tokens):
        closing = token in open_quotes
        following = tokens[index + 1] if index + 1 < len(tokens) else ""
        clitic_mark = token in ("'", "’") and following in _CLITICS
        plural = token in ("'", "’") and not closing and text.endswith("s")
        glued = closing or clitic_mark or plural or bool(_NO_SPACE_BEFORE.fullmatch(token))
        inner = token in _BOTH_SIDES or (token == "’" and not closing)
        if not (glue or glued or inner):
            text += " "
        spans.append((len(text), len(text) + len(token)))
        text += token
        opening = token in _STRAIGHT and not (closing or clitic_mark or plural)
        open_quotes ^= {token} if opening or closing else set()
        glue = opening or clitic_mark or token in _NO_SPACE_AFTER or token in _BOTH_SIDES
        glue = glue or token == "‘"
    return text, spans


def _annotated(doc: Doc, entities: Iterable[Entity]) -> Doc:
    whole: list[Span] = []
    unknown: list[Span] = []
    for start, end, label in entities:
        span = doc.char_span(start, end, label=label)
        if span is not None:
            whole.append(span)
        else:
            wide = doc.char_span(start, end, alignment_mode="expand")
            unknown += [wide] if wide is not None else []
    taken = {token.i for span in whole for token in span}
    free = [span for span in unknown if not taken & set(range(span.start, span.end))]
    doc.set_ents(whole, missing=_disjoint(free), default="outside")
    return doc


def _disjoint(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept

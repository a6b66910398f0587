"""The language pipeline: the one place that loads a spaCy model and parses text with it.

An article is one Doc, its white space collapsed (white-space tokens end up as subjects in a parse)
and a sentence begun with each paragraph; ``Reading.span`` maps tokens back to the characters of the
article as it was given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from explorer.errors import PipelineError
from explorer.model import Article
from explorer.nlp.language_id import foreign_language
from explorer.resources import data_path
from explorer.text import CLOSING, SENTENCE_ENDS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

SHIPPED = "data/model"

# A line break inside a paragraph is a hard wrap when the line before it is about a full line long
# and does not end a sentence; else it ends the paragraph (headlines, lists, one line a paragraph).
_WRAPPED_LINE = 60
_ENDS = (*SENTENCE_ENDS, *CLOSING, ":")
_BLOCK = re.compile(r"\S(?:.*\S)?", re.DOTALL)
_SPACE = re.compile(r"\s+")

# No sentence of a newspaper is longer; the bound keeps memory and time of one parse flat.
MAX_PARAGRAPH = 20_000

# The tokenizer takes signs off a run one by one and looks at all the rest each time: 20,000
# brackets cost it a minute. No word of a newspaper is longer, and hardly an address.
MAX_RUN = 500

# What is read of one article. No newspaper prints longer ones; it bounds what one input can cost to
# ten to twenty-five seconds on one core (prose, brackets alone), whatever it holds.
MAX_WORDS = 50_000

_LONG_RUN = re.compile(rf"\S{{{MAX_RUN}}}")


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with its parse.

    ``paragraph[i]`` is the number of the paragraph that token ``i`` of ``doc`` stands in;
    ``starts[i]`` and ``ends[i]`` are its offsets in ``article.text``. ``notices`` tell what of it
    was not read, and why.
    """

    article: Article
    doc: Doc
    paragraph: list[int]
    starts: list[int]
    ends: list[int]
    notices: tuple[str, ...] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the character offsets in ``article.text`` of tokens ``start`` to ``end``."""
        return self.starts[start], self.ends[end - 1]

    def text(self, start: int, end: int) -> str:
        """Return the article's own characters behind tokens ``start`` to ``end``."""
        return self.article.text[self.starts[start] : self.ends[end - 1]]


@cache
def load_pipeline(name: str | None = None) -> Language:
    """Load an installed spaCy English pipeline, by default the one that ships in data/model.

    Args:
        name: a package name ("en_core_web_sm"), a path, or None for the shipped one.

    Raises:
        PipelineError: it is not installed, or has no parser.
    """
    import spacy

    import explorer.nlp.component  # noqa: F401 - the factories of the shipped pipeline
    from explorer.nlp.events import NAME as EVENTS

    try:
        nlp = spacy.load(name or data_path("model"))
    except OSError as error:
        wanted = f"{name!r}" if name else f"the shipped one in {SHIPPED}"
        raise PipelineError(
            f"language pipeline {wanted}: not found; give the name of an installed "
            "spaCy English pipeline, or leave --model out"
        ) from error
    assigned = {one for pipe in nlp.pipe_names for one in nlp.get_pipe_meta(pipe).assigns}
    if "token.dep" not in assigned:
        raise PipelineError(f"language pipeline {name!r}: it has no dependency parser")
    if EVENTS not in nlp.pipe_names:
        nlp.add_pipe(EVENTS)
    return nlp


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the character offsets of each paragraph of ``text``, in order."""
    start = None
    position = 0
    previous = ""
    for line in text.splitlines(keepends=True):
        bare = line.strip()
        if start is not None and (not bare or not _is_wrapped(previous)):
            yield _trim(text, start, position)
            start = None
        if bare and start is None:
            start = position
        previous = bare
        position += len(line)
    if start is not None:
        yield _trim(text, start, position)


def read(articles: Iterable[Article], nlp: Language) -> Iterator[Reading]:
    """Parse articles, one Reading each, in order.

    An article without words, or in another language than English, has an empty Doc; of one that is
    longer than ``MAX_WORDS`` the paragraphs that fit in are read.
    """
    for article in articles:
        language = foreign_language(article.text)
        yield _unread(article, language, nlp) if language else _read_one(article, nlp)


def _unread(article: Article, language: str, nlp: Language) -> Reading:
    notice = f"this article is in {language}; only English is read, so nothing was taken from it"
    return Reading(article, nlp.make_doc(""), [], [], [], (notice,))


def _is_wrapped(line: str) -> bool:
    return len(line) >= _WRAPPED_LINE and not line.endswith(_ENDS)


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    match = _BLOCK.search(text, start, end)
    return (match.start(), match.end()) if match else (start, start)


def _read_one(article: Article, nlp: Language) -> Reading:
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    firsts: list[bool] = []
    paragraph: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    tokenized, origins, notices = _tokenized(article.text, nlp)
    for number, (doc, origin) in enumerate(zip(tokenized, origins, strict=True)):
        given = doc.to_array(["ORTH", "SPACY", "IDX", "LENGTH"]).tolist()
        words += [nlp.vocab.strings[orth] for orth, *_ in given]
        spaces += [bool(space) for _, space, *_ in given[:-1]] + [True] * bool(given)
        firsts += [True] * bool(given) + [False] * (len(given) - 1)
        paragraph += [number] * len(given)
        starts += [origin[first] for *_, first, _ in given]
        ends += [origin[first + length - 1] + 1 for *_, first, length in given]
    doc = Doc(nlp.vocab, words=words, spaces=spaces)
    for i, first in enumerate(firsts):
        if first:
            doc[i].is_sent_start = True
    return Reading(article, nlp(doc) if words else doc, paragraph, starts, ends, notices)


def _tokenized(text: str, nlp: Language) -> tuple[list[Doc], list[Sequence[int]], tuple[str, ...]]:
    """Return the words of each paragraph, where their characters stand, and what was left out."""
    docs: list[Doc] = []
    origins: list[Sequence[int]] = []
    room = MAX_WORDS
    for start, end in (piece for span in paragraphs(text) for piece in _bounded(text, *span)):
        flat, origin = _collapse(text, start, end)
        doc = nlp.make_doc(flat)
        room -= len(doc)
        if room < 0:
            return docs, origins, (_left_out(start, text),)
        docs.append(doc)
        origins.append(origin)
    return docs, origins, ()


def _left_out(start: int, text: str) -> str:
    return (
        f"it is longer than the {MAX_WORDS:,} words that are read of one article: its first "
        f"{start:,} of {len(text):,} characters were read; split it to read the rest"
    )


def _bounded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a paragraph in pieces of bounded length, with no long run of signs in them."""
    cuts = [match.end() for match in _LONG_RUN.finditer(text, start, end)]
    for first, last in pairwise(sorted({start, *cuts, end})):
        for begin in range(first, last, MAX_PARAGRAPH):
            yield _trim(text, begin, min(last, begin + MAX_PARAGRAPH))


def _collapse(text: str, start: int, end: int) -> tuple[str, Sequence[int]]:
    """Return the stretch with runs of white space made one space, and each character's origin."""
    raw = text[start:end]
    if "  " not in raw and not _ODD_SPACE.search(raw):
        return raw, range(start, end)
    out: list[str] = []
    origin: list[int] = []
    position = 0
    for match in _SPACE.finditer(raw):
        out.append(raw[position : match.start()] + " ")
        origin += range(start + position, start + match.start() + 1)
        position = match.end()
    out.append(raw[position:])
    origin += range(start + position, end)
    return "".join(out), origin


_ODD_SPACE = re.compile(r"[^\S ]")

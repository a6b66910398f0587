"""Universal Dependencies treebanks (CoNLL-U) to spaCy Docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

_COLUMNS = 10
# Relations of older treebanks under the names that EWT and GUM use now.
_RENAMED = {
    "root": "ROOT",
    "obl:npmod": "obl:unmarked",
    "obl:tmod": "obl:unmarked",
    "nmod:npmod": "nmod:unmarked",
    "nmod:tmod": "nmod:unmarked",
}


@dataclass(slots=True)
class Sentence:
    """The words of one sentence, a list per column; heads count from 0, a root is its own head."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of one CoNLL-U file; empty nodes of enhanced graphs are left out."""
    block: list[list[str]] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = line.rstrip("\n").split("\t")
            if len(row) == _COLUMNS:
                block.append(row)
            elif not line.strip() and block:
                yield _sentence(block)
                block = []
    if block:
        yield _sentence(block)


def read_docs(path: Path, vocab: Vocab, *, sizes: Iterable[int]) -> Iterator[Doc]:
    """Yield Docs of consecutive sentences; ``sizes`` says how many each holds, over and over."""
    sentences = read_sentences(path)
    for size in cycle(sizes):
        group = list(islice(sentences, size))
        if not group:
            return
        yield to_doc(group, vocab)


def to_doc(sentences: Iterable[Sentence], vocab: Vocab) -> Doc:
    """Return one Doc with tags, morphology, lemmas and trees of all ``sentences``."""
    joined = Sentence()
    starts: list[bool] = []
    for sentence in sentences:
        offset = len(joined.words)
        joined.words += sentence.words
        joined.spaces += [*sentence.spaces[:-1], True]
        joined.lemmas += sentence.lemmas
        joined.upos += sentence.upos
        joined.xpos += sentence.xpos
        joined.morphs += sentence.morphs
        joined.heads += [offset + head for head in sentence.heads]
        joined.deps += sentence.deps
        starts += [index == 0 for index in range(len(sentence.words))]
    doc = Doc(
        vocab,
        words=joined.words,
        spaces=joined.spaces,
        tags=joined.xpos,
        pos=joined.upos,
        morphs=joined.morphs,
        lemmas=joined.lemmas,
        heads=joined.heads,
        deps=joined.deps,
    )
    assert [bool(token.is_sent_start) for token in doc] == starts
    return doc


def _sentence(rows: list[list[str]]) -> Sentence:
    sentence = Sentence()
    glued = _glued(rows)
    for index, row in enumerate(row for row in rows if row[0].isdigit()):
        _, word, lemma, upos, xpos, feats, head, dep, _, misc = row
        sentence.words.append(word)
        sentence.spaces.append(glued.get(index + 1, "SpaceAfter=No" not in misc))
        sentence.lemmas.append(word if lemma == "_" else lemma)
        sentence.upos.append(upos)
        sentence.xpos.append(xpos)
        sentence.morphs.append("" if feats == "_" else feats)
        sentence.heads.append(int(head) - 1 if head != "0" else index)
        sentence.deps.append(_RENAMED.get(dep, dep))
    return sentence


def _glued(rows: list[list[str]]) -> dict[int, bool]:
    """Return whether a space follows, for each word of a multi-word token ("do" "n't")."""
    follows: dict[int, bool] = {}
    for row in rows:
        first, dash, last = row[0].partition("-")
        if dash:
            follows |= dict.fromkeys(range(int(first), int(last)), False)
            follows[int(last)] = "SpaceAfter=No" not in row[9]
    return follows

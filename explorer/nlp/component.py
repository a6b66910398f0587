"""The spaCy component of the shipped pipeline: one network sets all annotations of a Doc.

It is an ordinary component with an ordinary factory, so ``spacy.load`` reads the pipeline where
this module is imported or the package is installed, and all code above sees a plain ``Doc``.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, MORPH, POS, TAG
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, Token
from spacy.training import Example
from spacy.vocab import Vocab

from explorer.nlp.network import (
    LABELS,
    NETWORK,
    PIECES,
    VALUES,
    Network,
    Read,
    Values,
    stretches,
)

NAME = "news_reader"
FILES = (NETWORK, PIECES, VALUES, LABELS)

_ASSIGNS = [
    *("token.tag", "token.pos", "token.morph", "token.head", "token.dep"),
    *("token.is_sent_start", "doc.sents", "doc.ents", "token.ent_iob", "token.ent_type"),
    "doc.tensor",
]
_SCORES: dict[str, float | None] = dict.fromkeys(("tag_acc", "pos_acc", "dep_las", "ents_f"), 0.25)
_ATTRIBUTES = [TAG, POS, MORPH, HEAD, DEP, ENT_IOB, ENT_TYPE]
_IOB = {"": 2, "O": 2, "B": 3, "I": 1}  # spaCy's codes

Hashes = npt.NDArray[np.uint64]


@Language.factory(NAME, assigns=_ASSIGNS, default_score_weights=_SCORES)
def make_news_reader(nlp: Language, name: str) -> NewsReader:
    """Make the component; its network comes with ``from_disk``."""
    return NewsReader(nlp.vocab, name)


class NewsReader:
    """Tags, morphology, trees, sentences and entities, from one network.

    What it saw of each word, and its scores as the trigger of an event, are left in ``doc.tensor``.
    """

    def __init__(self, vocab: Vocab, name: str = NAME) -> None:
        """Make it without a network."""
        self.vocab = vocab
        self.name = name
        self._folder: Path | None = None
        self._network: Network | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one Doc in place and return it.

        Where ``is_sent_start`` was set before, a sentence begins; so are paragraphs kept apart.
        """
        if len(doc):
            self._annotate(doc, self.network.read(stretches(doc)))
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 1) -> Iterator[Doc]:
        """Annotate Docs one by one: each is read the same in any company."""
        return map(self, stream)

    @property
    def network(self) -> Network:
        """The loaded network.

        Raises:
            ValueError: nothing was loaded yet.
        """
        if self._network is None:
            raise ValueError(f"{self.name}: load it from a folder first")
        return self._network

    def score(self, examples: Iterable[Example], **_: Any) -> dict[str, Any]:
        """Return spaCy's own scores of tags, trees, sentences and entities."""
        examples = list(examples)
        token = Scorer.score_token_attr
        scores: dict[str, Any] = {
            **token(examples, "tag"),
            **token(examples, "pos"),
            **token(examples, "morph", getter=_morph),
            **Scorer.score_deps(examples, "dep", ignore_labels=("p", "punct"), getter=_dep),
            **Scorer.score_spans(examples, "sents"),
            **Scorer.score_spans(examples, "ents"),
        }
        return scores

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Copy the files of the network to the folder ``path``."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        if self._folder is not None and self._folder != folder:
            for name in FILES:
                shutil.copyfile(self._folder / name, folder / name)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> NewsReader:
        """Load the network from the folder ``path``."""
        self._folder = Path(path)
        self._network = Network(self._folder)
        self._columns = _Columns(self.vocab, self._network.values)
        return self

    def _annotate(self, doc: Doc, read: Read) -> None:
        known = self._columns
        table = np.empty((len(doc), len(_ATTRIBUTES)), dtype=np.uint64)
        table[:, 0] = known.tags[read.tags]
        table[:, 1] = known.parts[read.morphs]
        table[:, 2] = known.morphs[read.morphs]
        table[:, 3] = (read.heads - np.arange(len(doc))).astype(np.uint64)
        table[:, 4] = known.labels[read.labels]
        table[:, 5] = _mended(read.entities, known.kinds, known.iob)
        table[:, 6] = known.kinds[read.entities]
        doc.from_array(_ATTRIBUTES, table)  # type: ignore[arg-type] # it takes uint64 too
        doc.tensor = np.concatenate([read.states, read.triggers], axis=1)


class _Columns:
    """The values of each head as spaCy keeps them: hashes of strings, and entity codes."""

    def __init__(self, vocab: Vocab, values: Values) -> None:
        add = vocab.strings.add
        parts, feats = zip(*(one.partition("|")[::2] for one in values.morphs), strict=True)
        kinds = [one.partition("-")[2] for one in values.entities]
        self.tags = _hashes(map(add, values.tags))
        self.parts = _hashes(map(add, parts))
        self.morphs = _hashes(vocab.morphology.add(one) for one in feats)
        self.labels = _hashes(map(add, values.labels))
        self.kinds = _hashes(add(kind) if kind else 0 for kind in kinds)
        self.iob = np.array([_IOB[one[:1]] for one in values.entities], dtype=np.int64)


def _hashes(values: Iterable[int]) -> Hashes:
    return np.array(list(values), dtype=np.uint64)


def _mended(numbers: npt.NDArray[np.int64], kinds: Hashes, iob: npt.NDArray[np.int64]) -> Hashes:
    """Return spaCy's codes; what goes on without a beginning begins there."""
    codes, labels = iob[numbers], kinds[numbers]
    before = np.concatenate(([0], labels[:-1]))
    orphan = (codes == _IOB["I"]) & (labels != before)
    return np.where(orphan, _IOB["B"], codes).astype(np.uint64)


def _morph(token: Token, _: str) -> str:
    return str(token.morph)


def _dep(token: Token, _: str) -> str:
    return token.dep_

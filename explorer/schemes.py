"""Relations of a dependency parse by our names, the same for both label schemes."""

from __future__ import annotations

from collections.abc import Sequence

# One row a relation: our name, the labels of Universal Dependencies, the labels of ClearNLP style.
_SCHEMES = (
    ("subj", "nsubj csubj nsubj:outer csubj:outer", "nsubj csubj"),
    ("subj_pass", "nsubj:pass csubj:pass", "nsubjpass csubjpass"),
    ("obj", "obj", "dobj"),
    ("iobj", "iobj", "dative"),
    ("agent", "obl:agent", "agent"),
    ("oblique", "obl nmod obl:arg", ""),
    ("prep", "", "prep"),
    ("open", "xcomp", "xcomp oprd"),
    ("clause", "ccomp", "ccomp"),
    ("aside", "parataxis", "parataxis"),
    ("adverbial", "advcl advcl:relcl", "advcl"),
    ("relative", "acl:relcl", "relcl"),
    ("participle", "acl", "acl"),
    ("conj", "conj", "conj"),
    ("poss", "nmod:poss", "poss"),
    ("amod", "amod", "amod"),
    ("compound", "compound nmod:desc flat flat:name", "compound nn nmod"),
    ("case", "case", "case"),
    ("mark", "mark", "mark"),
    ("aux", "aux", "aux"),
    ("predicate", "", "acomp attr"),
    ("adverb", "advmod", "advmod neg"),
    ("appos", "appos", "appos"),
)
_UNIVERSAL = {label: name for name, labels, _ in _SCHEMES for label in labels.split()}
_CLEAR = {label: name for name, _, labels in _SCHEMES for label in labels.split()}
_ONLY_IN_CLEAR = frozenset(("prep", "pobj", "dobj", "nsubjpass", "relcl", "prt"))


def relations(labels: Sequence[str]) -> list[str]:
    """Return our name for each label of a Doc's tokens; a label without one stays as it is.

    Which scheme they are of, Universal Dependencies or ClearNLP style, the labels tell together.
    """
    scheme = _UNIVERSAL if _ONLY_IN_CLEAR.isdisjoint(labels) else _CLEAR
    return [scheme.get(label, label) for label in labels]

"""The tokenizer of the pipeline, and text with its gold tokens from tokens of a corpus."""

from __future__ import annotations

from typing import Any

import spacy
from spacy.language import Language

# spaCy splits these as if an apostrophe were missing ("we'd", "I'd"): in news they are words.
_PLAIN_WORDS = ("id", "Id", "wed", "Wed")
# Abbreviated titles the default tokenizer cuts before the full stop, which then ends a sentence.
_ABBREVIATIONS = (
    "Adm.", "Amb.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Ft.", "Hon.", "Lt.", "Maj.",
    "Pres.", "Pvt.", "Sgt.", "etc.",
)  # fmt: skip


def blank_pipeline() -> Language:
    """Return an English pipeline without components whose tokenizer fits the corpora.

    Hyphens between letters are tokens of their own ("al-Maliki" is three tokens, "US-led" too),
    as in the treebanks and in the newswire corpus; clitics are split ("do" "n't").
    """
    nlp = spacy.blank("en")
    tokenizer: Any = nlp.tokenizer  # to type checkers it is just some callable
    rules = dict(tokenizer.rules or {})
    for word in _PLAIN_WORDS:
        rules.pop(word, None)
    tokenizer.rules = rules
    for word in _ABBREVIATIONS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    return nlp

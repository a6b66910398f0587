"""Which language a text is in, so that one in another than English is named and not guessed at.

Two independent signs decide: English function words, which settle nearly all English texts at
once, and for the others py3langid, a naive Bayes classifier of byte n-grams (Lui and Baldwin 2012,
"langid.py: An Off-the-shelf Language Identification Tool"), whose model comes with the package.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE = 4_000  # characters looked at: a language shows itself soon
_ENOUGH = 80  # bytes of letters; a shorter text is given the benefit of the doubt

# The shares and bounds below were set on 400 newspaper articles in English from 35 countries: the
# article with the fewest function words has 29 in 100, and none of their 7,460 sentences is taken
# for another language, except one that is a bare web address.
_ENGLISH_SHARE = 0.25
_LIKELY, _UNLIKELY = 0.4, 0.05
_AS_ENGLISH = frozenset(("en", "pcm", "zxx"))  # English, Nigerian Pidgin, no language at all

_QUOTED = re.compile(r"[“„«\"][^“”„«»\"\n]*[”“»\"]")
_WORD = re.compile(r"[^\W\d_]+")


def foreign_language(text: str) -> str | None:
    """Return the English name of a text's language if it is clearly not English, else None.

    What stands in quotation marks does not count: an article may quote in any language.
    """
    words = _WORD.findall(_QUOTED.sub(" ", text[:_SAMPLE].lower()))
    if len("".join(words).encode()) < _ENOUGH or _function_share(words) >= _ENGLISH_SHARE:
        return None
    ranked = dict(_identifier().rank(" ".join(words)))
    code, share = max(ranked.items(), key=lambda one: one[1])
    english = sum(ranked.get(one, 0.0) for one in _AS_ENGLISH)
    return _name(code) if share >= _LIKELY and english <= _UNLIKELY else None


def _function_share(words: list[str]) -> float:
    from spacy.lang.en.stop_words import STOP_WORDS

    return sum(word in STOP_WORDS for word in words) / len(words)


@cache
def _identifier() -> LanguageIdentifier:
    """Load the classifier, only where it is needed: that takes half a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def _name(code: str) -> str:
    from babel import Locale

    name: str = Locale("en").languages.get(code, "another language")
    return name

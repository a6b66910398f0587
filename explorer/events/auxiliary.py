"""Auxiliary modes: whether an event happened, will happen, might happen, did not, or is long past.

PLOVER (manual, "Auxiliary modes") names four: negation, hypothetical, future, historical. They are
read off the words around the trigger: its own auxiliaries and adverbs, the predicates it is
embedded in (data/ontology/embedding.tsv), conditional clauses, and modifiers of event nouns.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.events import lexicon
from explorer.syntax import Syntax

_FUTURE, _HYPOTHETICAL, _NEGATION, _HISTORICAL = "future", "hypothetical", "negation", "historical"

_AUXILIARIES = {
    **dict.fromkeys(("will", "shall", "'ll", "wo", "’ll"), _FUTURE),
    **dict.fromkeys(
        ("may", "might", "could", "can", "should", "ought", "must", "ca"), _HYPOTHETICAL
    ),
}
_BACKSHIFTED = frozenset(("would", "'d", "’d"))  # "said it would meet" is "will meet"
_NEGATIONS = frozenset(("not", "n't", "n’t", "never", "no", "neither", "hardly", "nor", "without"))
_CONDITIONS = frozenset(("if", "unless", "whether", "lest"))
_MODIFIERS = {
    **dict.fromkeys(
        ("planned", "upcoming", "forthcoming", "scheduled", "promised", "future", "next",
         "impending", "expected"), _FUTURE
    ),
    **dict.fromkeys(
        ("possible", "potential", "proposed", "hypothetical", "eventual", "any"), _HYPOTHETICAL
    ),
    **dict.fromkeys(("former", "past", "historic", "historical", "old", "earlier"), _HISTORICAL),
}  # fmt: skip
_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adj", "PROPN": "noun"}
# Relations through which a predicate bears on what stands below it.
_BEARING = frozenset(
    ("open", "clause", "obj", "oblique", "conj", "predicate", "adverbial", "participle", "subj",
     "subj_pass", "prep", "prep_object", "prep_clause")
)  # fmt: skip
_MAX_CLIMB = 6


def auxiliaries(syntax: Syntax, trigger: int, verb: int | None = None) -> set[str]:
    """Return the auxiliary modes of the event at ``trigger``.

    Args:
        syntax: the parse.
        trigger: index of the word that carries the event.
        verb: index of the light verb it leans on, if any ("held" in "held talks").
    """
    effects = [*_of_words_below(syntax, trigger), *_of_condition(syntax, trigger)]
    bearers = [trigger]
    below = trigger
    for above in _chain(syntax, trigger):
        rows = _embeddings(syntax, above, below)
        effects += [effect for row in rows for effect in row.effects]
        effects += _of_condition(syntax, above)
        if above == verb or rows or _shares(syntax, above, below):
            effects += _of_words_below(syntax, above)
            bearers.append(above)
        if lexicon.reports(syntax.lemma[above], "verb"):
            break
        below = above
    if any(_has_backshift(syntax, bearer) for bearer in bearers):
        effects.append(_FUTURE if _is_reported(syntax, trigger) else _HYPOTHETICAL)
    if effects.count(_NEGATION) % 2 == 0:  # "did not fail to meet"
        effects = [effect for effect in effects if effect != _NEGATION]
    return set(effects)


def _chain(syntax: Syntax, i: int) -> Iterator[int]:
    below = i
    for steps, above in enumerate(syntax.ancestors(i)):
        if steps >= _MAX_CLIMB or syntax.rel[below] not in _BEARING:
            return
        yield above
        below = above


def _of_words_below(syntax: Syntax, i: int) -> Iterator[str]:
    for c in syntax.children[i]:
        rel, word = syntax.rel[c], syntax.lower[c]
        if rel in ("aux", "aux_pass") and word in _AUXILIARIES:
            yield _AUXILIARIES[word]
        elif rel in ("adverb", "det", "mark", "case", "neg") and word in _NEGATIONS:
            if not _is_not_only(syntax, c):
                yield _NEGATION
        elif rel in ("amod", "adverb", "det", "compound") and word in _MODIFIERS:
            yield _MODIFIERS[word]
        elif rel in ("subj", "subj_pass", "obj") and _is_nobody(syntax, c):
            yield _NEGATION


def _is_not_only(syntax: Syntax, i: int) -> bool:
    return i + 1 < len(syntax) and syntax.lower[i + 1] in ("only", "just", "merely")


def _is_nobody(syntax: Syntax, i: int) -> bool:
    return syntax.lower[i] in ("nobody", "none", "nothing", "neither") or any(
        syntax.rel[c] == "det" and syntax.lower[c] in ("no", "neither") for c in syntax.children[i]
    )


def _embeddings(syntax: Syntax, above: int, below: int) -> list[lexicon.Embedding]:
    """Return what ``above`` does to the event below it, by the slot that one stands in."""
    rows = lexicon.embeddings(syntax.lemma[above], _POS.get(syntax.pos[above], ""))
    if not rows:
        return []
    slots = syntax.slots(above)
    return [row for row in rows if below in slots.get(row.slot, ())][:1]


def _shares(syntax: Syntax, above: int, below: int) -> bool:
    """Tell whether tense and polarity of ``above`` are also those of ``below``."""
    rel = syntax.rel[below]
    if rel == "conj":
        return syntax.is_verb(below) and syntax.child(below, "aux", "subj", "subj_pass") is None
    if rel == "predicate":
        return True
    plain = not lexicon.senses(syntax.lemma[above], "verb")
    return plain and not syntax.is_verb(below) and rel in ("subj", "subj_pass", "obj")


def _of_condition(syntax: Syntax, i: int) -> list[str]:
    mark = syntax.child(i, "mark", "adverb")
    conditional = mark is not None and syntax.lower[mark] in _CONDITIONS
    return [_HYPOTHETICAL] if conditional and syntax.rel[i] != "clause" else []


def _has_backshift(syntax: Syntax, i: int) -> bool:
    return any(
        syntax.rel[c] in ("aux", "aux_pass") and syntax.lower[c] in _BACKSHIFTED
        for c in syntax.children[i]
    )


def _is_reported(syntax: Syntax, i: int) -> bool:
    return any(lexicon.reports(syntax.lemma[above], "verb") for above in syntax.ancestors(i))

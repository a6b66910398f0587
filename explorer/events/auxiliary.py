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
     "subj_pass", "prep", "prep_object", "prep_clause", "aside")
)  # fmt: skip
_MAX_CLIMB = 6


def auxiliaries(syntax: Syntax, trigger: int, verb: int | None = None) -> set[str]:
    """Return the auxiliary modes of the event at ``trigger``.

    Args:
        syntax: the parse.
        trigger: index of the word that carries the event.
        verb: index of the light verb it leans on, if any ("held" in "held talks").
    """
    found = set(_of_words_below(syntax, trigger))
    effects: list[str] = []
    below = trigger
    for above in _chain(syntax, trigger):
        effects += _of_embedding(syntax, above, below)
        if above == verb or not syntax.is_verb(trigger):
            if _carries(syntax, above, below):
                effects += _of_words_below(syntax, above)
        elif effects or syntax.rel[below] in ("predicate",):
            effects += [e for e in _of_words_below(syntax, above) if _is_transparent(syntax, above)]
        if _is_conditional(syntax, below):
            effects.append(_HYPOTHETICAL)
        if lexicon.reports(syntax.lemma[above], "verb"):
            break
        below = above
    if _is_conditional(syntax, trigger):
        effects.append(_HYPOTHETICAL)
    found.update(effects)
    if _has_backshift(syntax, trigger, verb):
        found.add(_FUTURE if _is_reported(syntax, trigger) else _HYPOTHETICAL)
    if _NEGATION in found and effects.count(_NEGATION) > 1:
        found.discard(_NEGATION)  # "did not fail to"
    return found


def _chain(syntax: Syntax, i: int) -> Iterator[int]:
    below = i
    for steps, above in enumerate(syntax.ancestors(i)):
        if steps >= _MAX_CLIMB or syntax.rel[below] not in _BEARING:
            return
        if syntax.rel[below] == "aside":
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


def _of_embedding(syntax: Syntax, above: int, below: int) -> list[str]:
    pos = _POS.get(syntax.pos[above])
    if pos is None:
        return []
    rows = lexicon.embeddings(syntax.lemma[above], pos)
    if not rows:
        return []
    slots = syntax.slots(above)
    for row in rows:
        if row.slot == "*" or below in slots.get(row.slot, ()):
            return list(row.effects)
    return []


def _carries(syntax: Syntax, above: int, below: int) -> bool:
    """Tell whether the tense and polarity of ``above`` are those of event noun ``below``."""
    return syntax.rel[below] in ("obj", "subj", "subj_pass", "oblique", "conj")


def _is_transparent(syntax: Syntax, above: int) -> bool:
    """Tell whether a denied embedding denies what it embeds: "did not manage to meet"."""
    return bool(lexicon.embeddings(syntax.lemma[above], _POS.get(syntax.pos[above], "verb")))


def _is_conditional(syntax: Syntax, i: int) -> bool:
    mark = syntax.child(i, "mark", "adverb")
    return mark is not None and syntax.lower[mark] in _CONDITIONS and syntax.rel[i] != "clause"


def _has_backshift(syntax: Syntax, trigger: int, verb: int | None) -> bool:
    heads = [trigger] if verb is None else [trigger, verb]
    return any(
        syntax.rel[c] in ("aux", "aux_pass") and syntax.lower[c] in _BACKSHIFTED
        for head in heads
        for c in syntax.children[head]
    )


def _is_reported(syntax: Syntax, i: int) -> bool:
    return any(lexicon.reports(syntax.lemma[above], "verb") for above in syntax.ancestors(i))

"""Auxiliary modes: whether an event happened, will happen, might happen, did not, or is long past.

PLOVER (manual, "Auxiliary modes") names four: negation, hypothetical, future, historical. They are
read off the small words beside the trigger (data/ontology/markers.tsv), the predicates it is
embedded in (embedding.tsv), conditional clauses, and the time that is named (``times``).
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.events import lexicon
from explorer.events.dates import When
from explorer.events.markers import effect_of, marks
from explorer.syntax import Syntax

_FUTURE, _HYPOTHETICAL, _NEGATION, _HISTORICAL = "future", "hypothetical", "negation", "historical"

_OPEN = "open"  # "any attack": hypothetical unless negated
_BACKSHIFTED = frozenset(("would", "'d", "’d"))  # "said it would meet" is "will meet"
# Relations through which a predicate bears on what stands below it.
_BEARING = frozenset(
    ("open", "clause", "obj", "oblique", "conj", "predicate", "adverbial", "participle", "subj",
     "subj_pass", "prep", "prep_object", "prep_clause", "agent", "iobj", "compound", "poss")
)  # fmt: skip
_INVERTED = frozenset(("had", "were", "should"))  # "had Iran attacked", "were Iran to attack"
_DEEDS = frozenset(("xcomp", "ccomp"))
_LINKS = {"mark": "link", "case": "link", "oblique": "phrase"}
_PRESENT = frozenset(("VBP", "VBZ"))
_MAX_CLIMB = 6


def auxiliaries(syntax: Syntax, trigger: int, verb: int | None = None) -> set[str]:
    """Return the auxiliary modes of the event at ``trigger``, as its words tell them.

    Args:
        syntax: the parse.
        trigger: index of the word that carries the event.
        verb: index of the light verb it leans on, if any ("held" in "held talks").
    """
    effects = [*_of_bearer(syntax, trigger), *_of_clauses_below(syntax, trigger)]
    below, carried = trigger, True
    for above in _chain(syntax, syntax.measure(trigger)):
        found = _embedded(syntax, above, below) if carried else None
        effects += found or ()
        shared = above == verb or found is not None or (carried and _shares(syntax, above, below))
        if shared:
            effects += _of_bearer(syntax, above)
        elif carried and _is_imagined(syntax, above, below):
            effects.append(_HYPOTHETICAL)
        carried = shared or (syntax.rel[below] == "conj" and not _is_on_its_own(syntax, below))
        if not carried or lexicon.reports(syntax.lemma[above], "verb"):
            break
        below = above
    return _settled(effects)


def with_time(syntax: Syntax, modes: set[str], when: When | None, verb: int) -> set[str]:
    """Return the modes with what the named time adds: long past, or "meet next week"."""
    if when is None or _FUTURE in modes or _HYPOTHETICAL in modes:
        return modes
    if when.past:
        return modes | {_HISTORICAL}
    return modes | {_FUTURE} if when.ahead and is_present(syntax, verb) else modes


def is_present(syntax: Syntax, verb: int) -> bool:
    """Tell whether a verb is in the present tense, which with a day ahead means the future."""
    if not syntax.is_verb(verb):
        return False
    tags = (syntax.tag[c] for c in syntax.children[verb] if syntax.rel[c] in ("aux", "aux_pass"))
    return next(tags, syntax.tag[verb]) in _PRESENT


def promises(syntax: Syntax, trigger: int) -> bool:
    """Tell whether a promise announces a deed: "agreed to leave", not "offered to", "agreed on"."""
    rows = lexicon.embeddings(syntax.lemma[trigger], _pos(syntax, trigger))
    slots = syntax.slots(trigger)
    return any(_FUTURE in r.effects and r.slot in _DEEDS and r.slot in slots for r in rows)


def _settled(effects: list[str]) -> set[str]:
    """Let two negations cancel out ("did not fail to meet"); "not any attack" is "no attack"."""
    found = set(effects) - {_OPEN}
    if _OPEN in effects and _NEGATION not in effects:
        found.add(_HYPOTHETICAL)
    return found if effects.count(_NEGATION) % 2 else found - {_NEGATION}


def _chain(syntax: Syntax, i: int) -> Iterator[int]:
    """Yield the predicates above ``i``, nearest first, as far as they may bear on it."""
    below = i
    for steps, above in enumerate(syntax.ancestors(i)):
        if steps >= _MAX_CLIMB or syntax.rel[below] not in _BEARING:
            return
        if syntax.rel[above] != "prep":
            yield above
        below = above


def _of_bearer(syntax: Syntax, i: int) -> Iterator[str]:
    """Yield what stands beside a predicate: auxiliaries, negations, conditions."""
    for effect in marks(syntax, i):
        if effect != "question":
            yield effect
        elif syntax.rel[i] in ("clause", "subj", "open") or _is_infinitive(syntax, i):
            yield _HYPOTHETICAL
    if _would(syntax, i):
        yield _FUTURE if _is_foreseen(syntax, i) else _HYPOTHETICAL
    elif _depends_on_condition(syntax, i) or _is_inverted(syntax, i):
        yield _HYPOTHETICAL
    if _is_bare_infinitive(syntax, i):
        yield _FUTURE


def _of_clauses_below(syntax: Syntax, noun: int) -> Iterator[str]:
    """Yield what a clause on an event noun does to it: "talks scheduled for Friday"."""
    for c in syntax.children[noun]:
        if syntax.rel[c] in ("participle", "relative") and syntax.is_verb(c):
            rows = _embeddings(syntax, c, noun)
            if rows:
                yield from (effect for row in rows for effect in row.effects)
                yield from _of_bearer(syntax, c)


def _embedded(syntax: Syntax, above: int, below: int) -> list[str] | None:
    """Return what ``above`` does to the event below it; None if it is no such predicate."""
    rows = _embeddings(syntax, above, below)
    return [effect for row in rows for effect in row.effects] if rows else None


def _embeddings(syntax: Syntax, above: int, below: int) -> list[lexicon.Embedding]:
    slots = syntax.slots(above)
    is_clause = syntax.is_verb(below) and below in slots.get("subj", ())
    for lemma in _names(syntax, above):
        for row in lexicon.embeddings(lemma, _pos(syntax, above)):
            extraposed = is_clause and row.slot in ("ccomp", "xcomp")  # "it is vital that ..."
            if extraposed or (below in slots.get(row.slot, ()) and _fits(syntax, row, below)):
                return [row]
    return []


def _fits(syntax: Syntax, row: lexicon.Embedding, below: int) -> bool:
    """Tell a clause that a predicate is about from its circumstances: "ended when they signed"."""
    return row.slot != "adverbial" or syntax.tag[below] == "VBG"


def _names(syntax: Syntax, i: int) -> Iterator[str]:
    """Yield the names a predicate may have in the table: "fall_through", "fall"."""
    for c in syntax.children[i]:
        if syntax.rel[c] in ("particle", "adverb") or syntax.pos[c] == "ADP":
            yield f"{syntax.lemma[i]}_{syntax.lower[c]}"
    yield syntax.lemma[i]


def _pos(syntax: Syntax, i: int) -> str:
    pos = syntax.pos[i]
    return "noun" if pos == "PRON" else lexicon.PARTS_OF_SPEECH.get(pos, "adj")


def _shares(syntax: Syntax, above: int, below: int) -> bool:
    """Tell whether tense and polarity of ``above`` are also those of ``below``."""
    rel = syntax.rel[below]
    if rel == "conj":
        has_own = syntax.child(below, "aux", "subj", "subj_pass") is not None
        return syntax.is_verb(below) == syntax.is_verb(above) and not has_own
    if rel == "adverbial":  # "will go to Kyiv to meet"
        mark = syntax.child(below, "mark")
        return mark is not None and syntax.lower[mark] == "to"
    if rel in ("subj", "subj_pass"):  # "the meeting will be on Friday"
        return syntax.child(above, "copula") is not None and syntax.child(above, "case") is not None
    return rel == "predicate"


def _is_imagined(syntax: Syntax, above: int, below: int) -> bool:
    """Tell whether an event noun is the subject of "would": "an invasion would cost"."""
    had = any(syntax.rel[c] == "aux" and syntax.lower[c] == "have" for c in syntax.children[above])
    subject = syntax.rel[below] == "subj" and not syntax.is_verb(below)
    return subject and not had and _would(syntax, above) and not _is_foreseen(syntax, above)


def _is_on_its_own(syntax: Syntax, i: int) -> bool:
    """Tell whether a finite clause is coordinated with an infinitive: "offered to, and will"."""
    mark = syntax.child(syntax.head[i], "mark")
    has_own = syntax.child(i, "aux", "subj", "subj_pass") is not None
    return has_own and mark is not None and syntax.lower[mark] == "to"


def _would(syntax: Syntax, i: int) -> bool:
    return any(
        syntax.rel[c] in ("aux", "aux_pass") and syntax.lower[c] in _BACKSHIFTED
        for c in syntax.children[i]
    )


def _is_foreseen(syntax: Syntax, i: int) -> bool:
    """Tell whether "would" is the "will" of a report in the past: "said it would meet"."""
    had = any(syntax.rel[c] == "aux" and syntax.lower[c] == "have" for c in syntax.children[i])
    if had or _depends_on_condition(syntax, i):
        return False
    below = i
    for above in syntax.ancestors(i):
        sayers = [c for c in syntax.children[above] if syntax.rel[c] == "aside"]
        if syntax.rel[below] in ("clause", "open", "aside"):
            sayers.append(above)
        if any(_told_in_the_past(syntax, sayer) for sayer in sayers):
            return True
        below = above
    return any(_told_in_the_past(syntax, c) for c in syntax.children[i] if syntax.rel[c] == "aside")


def _told_in_the_past(syntax: Syntax, i: int) -> bool:
    return syntax.tag[i] in ("VBD", "VBN") and lexicon.reports(syntax.lemma[i], "verb")


def _depends_on_condition(syntax: Syntax, i: int) -> bool:
    """Tell whether an if-clause hangs on ``i``; what did happen then depends on nothing."""
    if syntax.tag[i] == "VBD" or not syntax.is_verb(i):
        return False
    clauses = (c for c in syntax.children[i] if syntax.rel[c] == "adverbial")
    return any(_is_condition(syntax, c) for c in clauses)


def _is_condition(syntax: Syntax, clause: int) -> bool:
    links = {c: _LINKS.get(syntax.rel[c]) for c in syntax.children[clause]}
    effects = (effect_of(syntax, c, place) for c, place in links.items() if place)
    return _HYPOTHETICAL in effects or _is_inverted(syntax, clause)


def _is_inverted(syntax: Syntax, i: int) -> bool:
    """Tell whether the subject stands after its auxiliary in a dependent clause."""
    if syntax.rel[i] not in ("adverbial", "aside"):
        return False
    subject = syntax.child(i, "subj", "subj_pass")
    first = min((c for c in (i, *syntax.children[i]) if syntax.rel[c] != "punct"), default=i)
    return subject is not None and first < subject and syntax.lower[first] in _INVERTED


def _is_infinitive(syntax: Syntax, i: int) -> bool:
    return any(syntax.lower[c] == "to" for c in syntax.children[i] if syntax.rel[c] == "mark")


def _is_bare_infinitive(syntax: Syntax, i: int) -> bool:
    """Tell whether ``i`` is a headline's "Germany to supply" or the predicate of "is to host"."""
    small = (c for c in syntax.children[i] if syntax.rel[c] in ("mark", "aux"))
    mark = next((c for c in small if syntax.lower[c] == "to"), None)
    if mark is None or not syntax.is_verb(i):
        return False
    head, subject = syntax.head[i], syntax.child(i, "subj", "subj_pass")
    if syntax.is_headline(i):
        return True
    if head == i:
        return subject is not None and subject < mark
    return syntax.lemma[head] == "be" and syntax.rel[i] in ("open", "clause", "predicate")

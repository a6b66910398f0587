"""Whether a country or capital is named as an actor or only as a place.

"Tehran's invitation", "talks with Tehran" and "accused Damascus" name who acts; "in Tehran",
"arrived in Baghdad" and "from Baghdad airport" say where. A country that someone travels to is
visited, hence an actor; a capital as a destination is a place.
"""

from __future__ import annotations

from explorer.entities.gazetteer import Known, Match
from explorer.entities.gazetteer_matches import Text
from explorer.entities.names import words
from explorer.text import POSSESSIVE

_WHERE = words(
    "in inside across throughout near at around within into through outside over via "
    "onto beyond along amid off"
)
_MOTION = words(
    "travel fly go come return arrive head move drive trip journey flight tour deploy "
    "withdraw pull flee leave escape deport evacuate withdrawal pullout return departure "
    "arrival visit land depart march sail bring carry"
)
_VISITING = words("visit reach enter leave tour storm capture seize bomb shell hit rock")
_GIVING = words(
    "support help aid pressure assistance backing assurance promise guarantee invitation offer "
    "demand message signal response answer reply order hear seek want receive get ask expect "
    "approval permission weapon threat request call money arm assurances concession word statement "
    "denial criticism reaction gas oil import buy need win secure"
)
_SPOTS = words(
    "city capital street suburb outskirts north south east west center centre airport university "
    "resident neighborhood neighbourhood district region province part town area road hospital "
    "mosque hotel square market embassy northeast northwest southeast southwest mile kilometer "
    "kilometre map soil territory border hub prison palace"
)
_WAR = words("war conflict crisis issue question")
_SKIPPED = frozenset(("DET", "ADJ", "NUM"))


def is_place(text: Text, match: Match[Known], head: int, previous: bool | None) -> bool:
    """Tell whether a country's name or metonym is used as a place.

    Args:
        text: the article.
        match: where the name stands.
        head: its head token.
        previous: whether the name right before it, up to a comma, is a place; None if there is
            none: "Amman, Jordan".
    """
    if previous:
        return True
    capital = match.value.place
    thing = _owned(text, match.end, head)
    if thing is not None:
        return thing in _SPOTS or (thing in _WAR and not capital) or _is_bare(text, match, capital)
    preposition = _preposition(text, match.start, head)
    if preposition is None:
        return capital and _governor(text, head) in _VISITING and text.syntax.rel[head] == "obj"
    return _is_where(text, preposition, _governor(text, head), capital)


def _is_where(text: Text, preposition: str, governor: str, capital: bool) -> bool:
    if preposition in _WHERE:
        return True
    if preposition == "from":
        return governor in _MOTION or (capital and governor not in _GIVING)
    if preposition == "to":
        return capital and governor in _MOTION
    return preposition in ("of", "on") and governor in _SPOTS


def _preposition(text: Text, start: int, head: int) -> str | None:
    """Return the preposition before a name: by position if it stands there, else by the parse."""
    pos, i = text.syntax.pos, start - 1
    while i >= 0 and pos[i] in _SKIPPED and text.sentence[i] == text.sentence[start]:
        i -= 1
    if i >= 0 and pos[i] == "ADP" and text.sentence[i] == text.sentence[start]:
        return text.lower[i]
    return text.preposition(head)


def _governor(text: Text, head: int) -> str:
    """Return the lemma of the verb or noun that the name depends on."""
    syntax, i = text.syntax, head
    for _ in range(10):
        joined, i = syntax.rel[i] == "conj", syntax.head[i]
        if not joined and syntax.rel[i] != "prep" and syntax.pos[i] != "PROPN":
            break
    return syntax.lemma[i] if i != head else ""


def _owned(text: Text, end: int, head: int) -> str | None:
    """Return the lemma of the thing named after it: "Baghdad airport", "Tehran's streets"."""
    parent = text.syntax.head[head]
    if text.syntax.rel[head] in ("poss", "compound") and parent >= end:
        return text.syntax.lemma[parent]
    return None


def _is_bare(text: Text, match: Match[Known], capital: bool) -> bool:
    """Tell whether a capital stands before a noun without a possessive: "the Amman summit"."""
    after = text.lower[match.end] if match.end < len(text) else ""
    return capital and after not in POSSESSIVE

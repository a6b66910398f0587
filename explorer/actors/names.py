"""Names of people as keys: what makes two spellings the same name, and ids out of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Particles that some outlets write and others leave out: "Bashar al-Assad", "Bashar Assad".
PARTICLES = frozenset(("al", "el", "ul", "ad", "an", "as", "at", "ar", "az", "ash", "bin", "ibn"))
_SUFFIXES = frozenset(("jr", "sr", "ii", "iii", "iv"))
_SPLIT = re.compile(r"[^\w']+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Latin spellings of one sound: Nouri/Nuri, Moallem/Muallem, Hossein/Husein, Yusuf/Iusuf.
_SPELLINGS = ((re.compile(r"ou|oo|o"), "u"), (re.compile(r"ei|ee|y"), "i"), (re.compile(r"q"), "k"))
_DOUBLED = re.compile(r"(.)\1")


def words(listed: str) -> frozenset[str]:
    """Return the words of a list written as one string."""
    return frozenset(listed.split())


def plain(text: str) -> str:
    """Return ``text`` in lower case without diacritics."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


@lru_cache(maxsize=4096)
def slug(name: str) -> str:
    """Return the id for a name: "Nouri al-Maliki" gives "nouri-al-maliki"."""
    made = _NOT_WORD.sub("-", plain(name).replace("'", "").replace("’", "")).strip("-")
    return made or "-".join(f"{ord(c):x}" for c in name.strip()) or "unnamed"


@lru_cache(maxsize=4096)
def name_parts(name: str) -> tuple[str, ...]:
    """Return the parts of a person's name that tell it from others, as keys.

    Particles and suffixes are left out, initials stay as one letter, and spellings of the same
    sound are one: "Nouri al-Maliki" and "Nuri Maliki" have the same parts.
    """
    words = [word.strip("'") for word in _SPLIT.split(plain(name.replace("’", "'")))]
    words = [word for word in words if word]
    kept = [word for word in words if word not in PARTICLES and word not in _SUFFIXES]
    return tuple(_spelling(word) for word in kept or words)


@lru_cache(maxsize=65536)
def _spelling(word: str) -> str:
    if len(word) == 1:
        return word
    for pattern, sound in _SPELLINGS:
        word = pattern.sub(sound, word)
    return _DOUBLED.sub(r"\1", word)


def same_full_name(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names of two or more parts can be one person's.

    The last parts agree, and so do the first or their initials, or all of the shorter name's
    parts are in the longer one; a middle name may be missing on one side only.
    """
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one, other), key=len)
    if set(short) <= set(long):
        return True
    return one[-1] == other[-1] and _same_first(one[0], other[0]) and _middles_agree(one, other)


def _same_first(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    pairs = zip(one[1:-1], other[1:-1], strict=False)
    return all(_same_first(a, b) for a, b in pairs)


def short_name_fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether ``short`` ("Bush", "Saddam", "Ali Khamenei") may stand for ``full``."""
    return short == full[-len(short) :] or short == full[: len(short)]

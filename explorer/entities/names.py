"""Names of people as keys: what makes two spellings the same name, and ids out of names."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Particles that some outlets write and others leave out: "Bashar al-Assad", "Bashar Assad".
PARTICLES = frozenset(("al", "el", "ul", "ad", "an", "as", "at", "ar", "az", "ash", "bin", "ibn"))
# Particles that are part of a name: "Ursula von der Leyen", "Luiz Inacio Lula da Silva".
JOINTS = PARTICLES | frozenset(
    "de da do das dos del della di du la le van von der den ten ter zu abu ben bint".split()
)
_GENERATIONS = frozenset(("jr", "sr", "junior"))  # with one of these it is another person
_NUMERALS = frozenset(("ii", "iii", "iv", "v", "vi", "xii", "xvi"))  # often left out
SUFFIXES = _GENERATIONS | _NUMERALS
_SPLIT = re.compile(r"[^\w']+")
_NOT_WORD = re.compile(r"[^a-z0-9]+")
# Latin spellings of one sound: Nouri/Nuri, Moallem/Muallem, Hossein/Husein, Sergei/Sergey.
_SPELLINGS = (
    (re.compile(r"^m[ou]h?amm?[ae]d$"), "muhamad"),
    (re.compile(r"^h[ou]ss?[ae][iy]n$"), "husin"),
    (re.compile(r"ou|oo|oe|o"), "u"),
    (re.compile(r"e[iy]|ee|y"), "i"),
    (re.compile(r"q"), "k"),
)
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

    Particles are left out, initials stay as one letter, and spellings of the same sound are one:
    "Nouri al-Maliki" and "Nuri Maliki" have the same parts. Suffixes come last: "jr", "ii".
    """
    words = [word.strip("'") for word in _SPLIT.split(plain(name.replace("’", "'")))]
    words = [word for word in words if word]
    kept = [word for word in words if word not in PARTICLES] or words
    suffix = kept[-1:] if len(kept) > 1 and kept[-1] in SUFFIXES else []
    return (*map(_spelling, kept[: len(kept) - len(suffix)]), *suffix)


def without_suffix(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Return the parts of a name without "jr" or "ii"."""
    return parts[:-1] if len(parts) > 1 and parts[-1] in SUFFIXES else parts


def _suffixes_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names may be one person's by their suffixes.

    "Donald Trump Jr." is not Donald Trump, but "John Paul" may be John Paul II.
    """
    ours, theirs = ({*parts[-1:]} & SUFFIXES for parts in (one, other))
    return ours == theirs or not ((ours and theirs) or (ours | theirs) & _GENERATIONS)


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
    if not _suffixes_agree(one, other):
        return False
    one, other = without_suffix(one), without_suffix(other)
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one, other), key=len)
    if set(short) <= set(long) and not any(len(part) == 1 for part in short[1:-1]):
        return True
    return one[-1] == other[-1] and _same_first(one[0], other[0]) and _middles_agree(one, other)


def _same_first(one: str, other: str) -> bool:
    return one == other or (one[0] == other[0] and 1 in (len(one), len(other)))


def _middles_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    pairs = zip(one[1:-1], other[1:-1], strict=False)
    return all(_same_first(a, b) for a, b in pairs)


def short_name_fits(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Tell whether ``short`` ("Bush", "Trump Jr.", "Ali Khamenei") may stand for ``full``."""
    core, whole = without_suffix(short), without_suffix(full)
    if (core != short or len(core) == len(whole) > 1) and not _suffixes_agree(short, full):
        return False
    return core == whole[-len(core) :] or core == whole[: len(core)]

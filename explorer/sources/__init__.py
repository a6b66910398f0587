r"""Articles in: text, HTML, JSON Lines, JSON, CSV and Parquet, from paths, uploads or a string.

What cannot be read is never skipped in silence: each refusal is an ``ArticleError`` that names
the input and says what to do, and goes to ``on_refusal`` while all other inputs are still read.

``Article.text`` is the text as it was given. Two things alone are changed: line endings of text
files and CSV fields become ``\n``, and characters that no document may hold (NUL and other
control codes, lone surrogates) are replaced one for one, so that offsets stay true.
"""

from explorer.sources.article import MAX_CHARACTERS
from explorer.sources.formats import PACKINGS, SUFFIXES
from explorer.sources.paths import (
    Located,
    article_from_text,
    input_size,
    locate_articles,
    parse_upload,
    read_articles,
)

__all__ = [
    "MAX_CHARACTERS",
    "PACKINGS",
    "SUFFIXES",
    "Located",
    "article_from_text",
    "input_size",
    "locate_articles",
    "parse_upload",
    "read_articles",
]

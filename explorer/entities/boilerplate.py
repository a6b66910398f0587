"""What stands on a news page without being the news: datelines, bylines, links, credits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.nlp import Reading

# A paragraph that matches one of these is left out as a whole.
_LINES = re.compile(
    r"""^\W*(?:
        (?:click|tap|sign\ up|subscribe|follow\ us|read\ more|see\ also|related|watch|download
          |listen|join\ us|share\ this|e-?mail\ this|print\ this|advertisement|copyright|©
          |\(c\)\s|loading|terms\ of|privacy|more\ on\ this)\b
        |for\ (?:more|all\ the|the\ latest|full|complete|additional)\b.{0,60}?
          \b(?:go\ to|visit|click|see|check|follow|news|information|coverage|stories|details)\b
        |new\W*you\ can\b | you\ can\ now\ (?:listen|watch|read|follow|subscribe)\b
        |(?:reporting|editing|writing|additional\ reporting|compiled)\ by\b
        |by\ [A-Z][^.!?]{2,80}$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ANYWHERE = re.compile(
    r"contributed\ to\ this\ (?:report|story|article) | all\ rights\ reserved"
    r"| (?:may|must)\ not\ be\ (?:published|reproduced|redistributed)",
    re.IGNORECASE | re.VERBOSE,
)

# "TEHRAN, Iran (AP) -- ", "BAGHDAD, Nov 28 (Wire) - ", "Amman, 29 November: "
_DASH = r"\s*(?:—|–|--|-|:|―)\s"
_DATELINE = re.compile(
    rf"^(?:[A-Z][A-Z .'’/-]{{2,40}}(?:,\s[\w .,/]{{2,30}})?(?:\s\([^)]{{2,40}}\))?{_DASH}"
    rf"|[A-Z][\w .'’-]{{2,30}}(?:,\s[\w .]{{2,30}})?,?\s\([A-Z][^)]{{1,40}}\){_DASH}"
    rf"|[A-Z][\w .'’-]{{2,30}},\s(?:\d{{1,2}}\s\w+|\w{{3,9}}\.?\s\d{{1,2}})(?:,?\s\d{{4}})?{_DASH})"
)
_MAX_LINE = 300

# "Ilhan Omar (D-Minn.)", "Tom Tugendhat (Con)"
_PARTY_TAG = re.compile(r"\((?:[DRIL]|Dem|Rep|Ind|Con|Lab|LD|SNP)(?:[-–][A-Z][\w. ]{0,15})?\)")


def furniture(reading: Reading) -> list[bool]:
    """Tell for each token whether it is no part of the story."""
    marked = [False] * len(reading.paragraph)
    for first, end in _paragraphs(reading.paragraph):
        text = reading.text(first, end)
        if _is_line(text):
            marked[first:end] = [True] * (end - first)
        elif dateline := _DATELINE.match(text):
            limit = reading.starts[first] + dateline.end()
            for i in range(first, end):
                if reading.ends[i] > limit:
                    break
                marked[i] = True
        for tag in _PARTY_TAG.finditer(text) if "(" in text else ():
            bounds = range(reading.starts[first] + tag.start(), reading.starts[first] + tag.end())
            for i in range(first, end):
                marked[i] = marked[i] or reading.starts[i] in bounds
    return marked


def _is_line(text: str) -> bool:
    short = len(text) <= _MAX_LINE
    return short and (_LINES.match(text) is not None or _ANYWHERE.search(text) is not None)


def _paragraphs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for i in range(1, len(numbers) + 1):
        if i == len(numbers) or numbers[i] != numbers[start]:
            yield start, i
            start = i

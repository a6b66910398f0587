"""Gold sets from files: which format a file has, its records, and what events are worth by them.

The formats are told apart by their fields, so that a file alone is enough.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from explorer.errors import GoldError
from explorer.evaluation.document import measure_document, read_document, remark_document
from explorer.evaluation.fields import Fields
from explorer.evaluation.findings import Figures, Findings, Verdict
from explorer.evaluation.marked import judge_marked, measure_marked, read_marked
from explorer.evaluation.pairs import measure_pairs, read_pair
from explorer.evaluation.plover import judge_plover, measure_plover, read_plover
from explorer.evaluation.re3d import judge_re3d, measure_re3d, read_re3d
from explorer.evaluation.sentiment import judge_sentiment, measure_sentiment, read_sentiment
from explorer.model import Article
from explorer.sources.article import Draft, to_article


def _no_verdicts(records: Sequence[Any], findings: Findings) -> Iterator[Verdict]:
    return iter(())


def _no_remarks(records: Sequence[Any], findings: Findings) -> list[str]:
    return []


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of gold sets.

    Attributes:
        name: what to call it.
        marks: the fields that records of this format have, and no other has all of.
        read: one record from its fields.
        measure: the figures of events, given the records.
        judge: each event with whether it is right, where the measure tells that of an event.
        remark: what people want to see of it, beyond figures.
    """

    name: str
    marks: frozenset[str]
    read: Callable[[Fields], Any]
    measure: Callable[[Sequence[Any], Findings], Figures]
    judge: Callable[[Sequence[Any], Findings], Iterator[Verdict]] = _no_verdicts
    remark: Callable[[Sequence[Any], Findings], list[str]] = _no_remarks


FORMATS = (
    Format(
        name="marked events",
        marks=frozenset(("actors", "events")),
        read=read_marked,
        measure=measure_marked,
        judge=judge_marked,
    ),
    Format(
        name="PLV pairs",
        marks=frozenset(("cls", "source_spans", "target_spans")),
        read=read_pair,
        measure=measure_pairs,
    ),
    Format(
        name="PLOVER records",
        marks=frozenset(("event_type", "actors", "recipients")),
        read=read_plover,
        measure=measure_plover,
        judge=judge_plover,
    ),
    Format(
        name="re3d documents",
        marks=frozenset(("relations",)),
        read=read_re3d,
        measure=measure_re3d,
        judge=judge_re3d,
    ),
    Format(
        name="directed sentiment",
        marks=frozenset(("p_span", "q_span", "label")),
        read=read_sentiment,
        measure=measure_sentiment,
        judge=judge_sentiment,
    ),
    Format(
        name="annotated document",
        marks=frozenset(("actors", "must")),
        read=read_document,
        measure=measure_document,
        remark=remark_document,
    ),
)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The records of one file, in the format that they have."""

    path: Path
    format: Format
    records: tuple[Any, ...]

    @property
    def articles(self) -> list[Article]:
        """The texts to read events off; each has the id of its record.

        Raises:
            ArticleError: a text is too long for an article.
        """
        return [_article(record, f"{self.path}, {record.id}") for record in self.records]

    def figures(self, findings: Findings) -> Figures:
        """Return what the findings in these articles are worth."""
        return self.format.measure(self.records, findings)

    def verdicts(self, findings: Findings) -> list[Verdict]:
        """Return each finding with whether it is right; none in formats that do not tell."""
        return list(self.format.judge(self.records, findings))

    def remarks(self, findings: Findings) -> list[str]:
        """Return what was missed and what was wrong, in formats that tell it."""
        return self.format.remark(self.records, findings)


def read_gold(path: Path) -> GoldSet:
    """Read a gold set: a ``.json`` file holds one record, any other one a line.

    A record without a text of its own has it in the ``.txt`` file of the same name beside it.

    Raises:
        GoldError: there is no such file, it is of no known format, or a record is malformed.
    """
    lines = list(_fields(path))
    if not lines:
        raise GoldError(str(path), "it is empty; a gold set has a record a line")
    format = _format_of(lines[0])
    records = tuple(format.read(_marked(fields, format)) for fields in lines)
    twice = [id for id, count in Counter(record.id for record in records).items() if count > 1]
    if twice:
        raise GoldError(str(path), f'the id "{twice[0]}" is used twice; every record needs its own')
    return GoldSet(path, format, records)


def _article(record: Any, source: str) -> Article:
    return to_article(Draft(source, record.id, lambda: {"text": record.text}))


def _fields(path: Path) -> Iterator[Fields]:
    text = _text(path)
    if path.suffix.lower() == ".json":
        yield _with_text(_parsed(text, str(path)), path)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            yield _parsed(line, f"{path}, line {number}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise GoldError(str(path), "there is no such file; check the path") from error
    except OSError as error:
        reason = f"it cannot be opened ({(error.strerror or str(error)).lower()})"
        raise GoldError(str(path), reason) from error
    except UnicodeDecodeError as error:
        raise GoldError(str(path), "it is no UTF-8 text; save it as such") from error


def _parsed(text: str, source: str) -> Fields:
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:  # numbers may be too long, too
        raise GoldError(source, f"this is no JSON ({_where(error)})") from error
    if not isinstance(record, dict):
        raise GoldError(source, "a record is an object, as in {...}")
    return Fields(source, record)


def _where(error: Exception) -> str:
    if not isinstance(error, json.JSONDecodeError):
        return "nested too deeply, or a number is too long"
    place = f"line {error.lineno}, " if error.lineno > 1 else ""
    return f"{place}column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"


def _with_text(fields: Fields, path: Path) -> Fields:
    if "text" in fields.raw:
        return fields
    beside = path.with_suffix(".txt")
    if not beside.is_file():
        reason = f'it has no "text", and there is no {beside.name} beside it'
        raise GoldError(fields.source, reason)
    return Fields(fields.source, {**fields.raw, "text": _text(beside)})


def _format_of(fields: Fields) -> Format:
    for format in FORMATS:
        if format.marks <= fields.raw.keys():
            return format
    raise GoldError(fields.source, f"this is of no known format; {_known(fields.raw)}")


def _known(raw: Mapping[str, Any]) -> str:
    wanted = "; ".join(f"{_listed(format.marks)} ({format.name})" for format in FORMATS)
    return f"it has {_listed(raw) or 'no fields'}, and a gold record has {wanted}"


def _marked(fields: Fields, format: Format) -> Fields:
    """Return the fields if they are of the format that the file began with."""
    missing = format.marks - fields.raw.keys()
    if missing:
        reason = f"it has no {_listed(missing)}, as {format.name} have"
        raise GoldError(fields.source, reason)
    return fields


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in sorted(names)[:12])

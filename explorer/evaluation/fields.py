"""The fields of one gold record, checked as they are read, so that a mistake is named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from explorer.errors import GoldError
from explorer.evaluation.findings import Span

_One = TypeVar("_One")
_SPAN = "two whole numbers"


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a record; each method gives one of them, in the type that it must have.

    Attributes:
        source: what to call the record in a message ("gold.jsonl, line 3").
        raw: the record as JSON gave it.

    Raises:
        GoldError: by every method, if the field is missing or of another type.
    """

    source: str
    raw: Mapping[str, Any]

    def has(self, name: str) -> bool:
        """Tell whether the field is there, and not null."""
        return self.raw.get(name) is not None

    def identifier(self) -> str:
        """Return the record's id; a number is one too."""
        value = self.raw.get("id")
        return str(value) if type(value) is int else self.text("id")

    def text(self, name: str) -> str:
        """Return a string that is not blank."""
        value = self.raw.get(name)
        if not isinstance(value, str) or not value.strip():
            raise self._wrong(name, "a text")
        return value

    def one_of(self, name: str, known: Sequence[str]) -> str:
        """Return a string that is one of those known."""
        value = self.raw.get(name)
        if value not in known:
            raise self._wrong(name, f"one of {', '.join(known)}")
        return str(value)

    def one_by_key(self, name: str, known: Mapping[str, _One]) -> _One:
        """Return the one of those known (by the keys of "actors") that the field names."""
        value = self.raw.get(name)
        if not isinstance(value, str) or value not in known:
            raise self._wrong(name, 'a key of "actors"')
        return known[value]

    def flag(self, name: str) -> bool:
        """Return true or false; a flag that is missing is false."""
        value = self.raw.get(name, False)
        if not isinstance(value, bool):
            raise self._wrong(name, "true or false")
        return value

    def whole(self, name: str, *, below: int) -> int:
        """Return a whole number from 0 up."""
        value = self.raw.get(name)
        if type(value) is not int or not 0 <= value < below:
            raise self._wrong(name, f"a whole number from 0 to {below - 1}")
        return value

    def span(self, name: str) -> Span:
        """Return a stretch of the text: where it starts, and where it ends (exclusive)."""
        span = _span(self.raw.get(name))
        if span is None:
            raise self._wrong(name, f"{_SPAN}: where the words start and where they end")
        return span

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return a list of stretches of the text; a missing list is empty."""
        value = self.raw.get(name, [])
        spans = [_span(one) for one in value] if isinstance(value, list) else [None]
        known = tuple(span for span in spans if span is not None)
        if len(known) < len(spans):
            raise self._wrong(name, f"a list of {_SPAN} each")
        return known

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of strings; null in it is an empty one, and a missing list is empty."""
        value = self.raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, str | None) for one in value):
            raise self._wrong(name, "a list of texts")
        return tuple(one or "" for one in value)

    def records(self, name: str) -> tuple[Fields, ...]:
        """Return a list of records; a missing list is empty."""
        value = self.raw.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._wrong(name, "a list of objects")
        numbered = enumerate(value, 1)
        return tuple(Fields(f'{self.source}, "{name}" {at}', one) for at, one in numbered)

    def named_records(self, name: str) -> dict[str, Fields]:
        """Return records by their names; none if the field is missing."""
        value = self.raw.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(v, dict) for v in value.values()):
            raise self._wrong(name, "an object of objects, by name")
        return {key: Fields(f'{self.source}, "{key}"', one) for key, one in value.items()}

    def _wrong(self, name: str, wanted: str) -> GoldError:
        problem = "has to be" if name in self.raw else "is missing; it has to be"
        return GoldError(self.source, f'"{name}" {problem} {wanted}')


def _span(value: Any) -> Span | None:
    match value:
        case [int(start), int(end)]:
            return start, end
    return None

"""Filters in SQL: which edges pass a ``views.Filter``, just as ``views.filter_graph`` has it."""

from __future__ import annotations

from typing import Any

from explorer.views import Filter

Values = dict[str, Any]  # what stands in a query for its $names

_INVOLVED = """(
    list_contains($countries, actor_country) OR list_contains($countries, recipient_country)
)"""
_AMONG = """(
    list_contains($countries, actor_country)
    AND (recipient IS NULL OR list_contains($countries, recipient_country))
)"""
_KINDS = """(
    list_contains($kinds, actor_kind)
    AND (recipient IS NULL OR list_contains($kinds, recipient_kind))
)"""
_OF_EVENTS = {
    "event_types": "list_contains($event_types, event_type)",
    "quads": "list_contains($quads, quad)",
    "statuses": "list_contains($statuses, status)",
    "outlets": "list_contains($outlets, outlet)",
    "speakers": "list_contains($speakers, speaker)",
    "since": "day >= $since",
    "until": "day <= $until",
    "min_confidence": "confidence >= $min_confidence",
    "reprints": "article = report",
}
_ENOUGH = """
    SELECT * FROM passing QUALIFY relation = 'affiliation' OR $min_events <= count(*)
        FILTER (relation = 'event')
        OVER (PARTITION BY least(actor, recipient), greatest(actor, recipient))
"""
_WITHOUT_IDLE = """
    SELECT * FROM enough WHERE relation = 'event' OR (
        actor IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
        AND recipient IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
    )
"""


class Passing:
    """A filter as SQL.

    ``edges`` are common table expressions, to stand after WITH: the edges between two actors that
    pass are those of the last, ``drawn``. ``alone`` and ``events`` are conditions on the table
    ``edges``: which events of one actor alone pass beside these edges, and which events pass at
    all. ``values`` is what the names in them stand for; leave out what a query does not use.
    """

    def __init__(self, wanted: Filter) -> None:
        asked = wanted.set_fields()
        of_ends, of_events = (
            _of_ends(asked),
            [sql for name, sql in _OF_EVENTS.items() if name in asked],
        )
        self.alone = _all(of_events)
        self.events = _all([*of_ends, *of_events])
        ties = f"(relation = 'affiliation' OR {_all(of_events)})"
        steps = {
            "passing": f"FROM edges WHERE recipient IS NOT NULL AND {_all([*of_ends, ties])}",
            "enough": _ENOUGH if "min_events" in asked else "FROM passing",
            "drawn": _WITHOUT_IDLE if of_events or "min_events" in asked else "FROM enough",
        }
        self.edges = ", ".join(f"{name} AS ({sql})" for name, sql in steps.items())
        self.is_set = bool(asked)
        self._values = {name: getattr(wanted, name) for name in asked}

    def values(self, sql: str, **others: Any) -> Values:
        """Return what the names in a query stand for."""
        known = {name: _plain(value) for name, value in {**self._values, **others}.items()}
        return {name: value for name, value in known.items() if f"${name}" in sql}


def _of_ends(asked: Values) -> list[str]:
    countries = _AMONG if "only_among" in asked else _INVOLVED
    conditions = {"countries": countries, "kinds": _KINDS}
    return [sql for name, sql in conditions.items() if name in asked]


def _all(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})" if conditions else "true"


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value

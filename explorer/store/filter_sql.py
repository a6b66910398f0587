"""Filters in SQL: which edges pass a ``Filter``, just as ``views.filter_graph`` has it."""

from __future__ import annotations

from typing import Any

from explorer.filters import Filter, conditions

Values = dict[str, Any]  # what stands in a query for its $names

_ENOUGH = """
    SELECT * EXCLUDE pair_events FROM (
        SELECT *, count(*) FILTER (relation = 'event')
            OVER (PARTITION BY least(actor, recipient), greatest(actor, recipient)) AS pair_events
        FROM passing
    ) WHERE relation = 'affiliation' OR {pairs}
"""
_WITHOUT_IDLE = """
    SELECT * FROM enough WHERE relation = 'event' OR (
        actor IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
        AND recipient IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
    )
"""


class FilterQuery:
    """A filter as SQL.

    ``edges`` are common table expressions, to stand after WITH: the edges between two actors that
    pass are those of the last, ``drawn``. ``alone`` and ``events`` are conditions on the table
    ``edges``: which events of one actor alone pass beside these edges, and which events pass at
    all. ``values`` is what the names in them stand for; leave out what a query does not use.
    """

    def __init__(self, filter: Filter) -> None:
        asked = filter.set_fields()
        ends, events, pairs = ([one.sql for one in some] for some in conditions(asked).values())
        self.alone = _all(events)
        self.events = _all([*ends, *events])
        ties = f"(relation = 'affiliation' OR {_all(events)})"
        steps = {
            "passing": f"FROM edges WHERE recipient IS NOT NULL AND {_all([*ends, ties])}",
            "enough": _ENOUGH.format(pairs=_all(pairs)) if pairs else "FROM passing",
            "drawn": _WITHOUT_IDLE if events or pairs else "FROM enough",
        }
        self.edges = ", ".join(f"{name} AS ({sql})" for name, sql in steps.items())
        self.is_set = bool(asked)
        self._values = {name: getattr(filter, name) for name in asked}

    def values(self, sql: str, **others: Any) -> Values:
        """Return what the names in a query stand for."""
        used = {name: one for name, one in (self._values | others).items() if f"${name}" in sql}
        return {name: list(one) if isinstance(one, tuple) else one for name, one in used.items()}


def _all(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})" if conditions else "true"

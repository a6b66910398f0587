"""Filters in SQL: the edges that pass a ``Filter``, the same as in ``views.filter_graph``."""

from __future__ import annotations

from typing import Any

from explorer.filters import Filter, conditions

Values = dict[str, Any]  # the $parameters of a query

_PAIRS = """
    SELECT * EXCLUDE pair_events FROM (
        SELECT *, count(*) FILTER (relation = 'event')
            OVER (PARTITION BY least(actor, recipient), greatest(actor, recipient)) AS pair_events
        FROM passing
    ) WHERE relation = 'affiliation' OR {pairs}
"""
_OF_CONNECTED = """
    SELECT * FROM enough WHERE relation = 'event' OR (
        actor IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
        AND recipient IN (SELECT unnest([actor, recipient]) FROM enough WHERE relation = 'event')
    )
"""


class FilterQuery:
    """A filter as SQL.

    ``edges`` are common table expressions, to stand after WITH; the last, ``drawn``, has the edges
    between two actors that pass. ``alone`` and ``events`` are conditions on the table ``edges``:
    for the events of one actor alone that pass beside these, and for all events that pass.
    ``values`` gives the parameters of a query.
    """

    def __init__(self, filter: Filter) -> None:
        fields = filter.set_fields()
        ends, events, pairs = ([one.sql for one in some] for some in conditions(fields).values())
        self.alone = _all(events)
        self.events = _all([*ends, *events])
        ties = f"(relation = 'affiliation' OR {_all(events)})"
        steps = {
            "passing": f"FROM edges WHERE recipient IS NOT NULL AND {_all([*ends, ties])}",
            "enough": _PAIRS.format(pairs=_all(pairs)) if pairs else "FROM passing",
            "drawn": _OF_CONNECTED if events or pairs else "FROM enough",
        }
        self.edges = ", ".join(f"{name} AS ({sql})" for name, sql in steps.items())
        self.is_set = bool(fields)
        self._values = {name: getattr(filter, name) for name in fields}

    def values(self, sql: str, **others: Any) -> Values:
        """Return the values of the parameters that a query has."""
        used = {name: one for name, one in (self._values | others).items() if f"${name}" in sql}
        return {name: list(one) if isinstance(one, tuple) else one for name, one in used.items()}


def _all(conditions: list[str]) -> str:
    return f"({' AND '.join(conditions)})" if conditions else "true"

"""Which actors are many, so that the verb after their name has no s: "gunmen attack"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from explorer.model import Kind

_HEAD = re.compile(r"\s(?:of|in|from|at|near|on|for|who|with|loyal)\s|,", re.IGNORECASE)
_IRREGULAR = ("men", "women", "people", "children", "police")
_SINGULAR = ("ss", "us")
# What an organisation calls itself where it means its men; most names in s are of one body.
_BODIES = ("forces", "troops", "rebels", "guards", "brigades", "fighters")


def is_many(actor: Mapping[str, Any]) -> bool:
    """Return whether an actor, by its node attributes, is named in the plural.

    Groups are by the last word before what they are of ("gunmen", "residents of Basra"), and
    organisations where that word is one for armed men. Countries are one: the United States does.
    """
    words = _HEAD.split(str(actor["name"]).casefold(), maxsplit=1)[0].split()
    last = words[-1] if words else ""
    if actor["kind"] == Kind.ORGANIZATION:
        return last in _BODIES
    if actor["kind"] != Kind.GROUP:
        return False
    return last.endswith(_IRREGULAR) or (last.endswith("s") and not last.endswith(_SINGULAR))

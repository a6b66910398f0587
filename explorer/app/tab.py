"""What is declared of a tab of the page; ``tabs`` has the table of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import networkx as nx

from explorer.app.data import Corpus


class Param(NamedTuple):
    """A key in the page's address that a tab owns.

    Attributes:
        value: returns what it is set to now; nothing (None or empty) is left out of the address.
        apply: sets it, to None or an empty tuple too; called before anything is shown.
        read: turns its text into a value, or raises a ValueError.
        write: turns a value into its text.
        many: it may stand there several times; its value is a tuple.
    """

    value: Callable[[], Any]
    apply: Callable[[Any], None]
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    many: bool = False


class Tab(NamedTuple):
    """One tab: a way to look at the events that pass the filters.

    Attributes:
        label: stands on the tab and, in lower case, in the address.
        panel: shows it, given the corpus and the graph of what passes.
        session: its keys in the session, each with the value that other articles reset it to.
        address: its keys in the address.
        of_drawn: it looks at what is drawn alone, not at a whole store.
    """

    label: str
    panel: Callable[[Corpus, nx.MultiDiGraph[str]], None]
    session: Mapping[str, Any] = {}
    address: Mapping[str, Param] = {}
    of_drawn: bool = False

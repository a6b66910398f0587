"""What events can be filtered by: each field of ``Filter`` is one row of ``FIELDS``.

A row is the only place that knows a filter: command line, page, addresses, the filtering of graphs
and of stores, and README's table of options ask it. CONTRIBUTING.md tells how to add one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from operator import ge, le
from typing import Any, Literal, NamedTuple

from explorer.countries import country_name, find_country
from explorer.model import Kind
from explorer.ontology import QUADS, STATUSES, event_types

MOST = 1_000_000  # the largest number that a filter takes
MOST_ACTORS = 150  # in a drawing, if a reader asks for no others; ``visible.js`` has it, too


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to keep; an empty field keeps everything.

    ``countries`` are ISO alpha-3 codes: an edge stays if one of its ends is of such a country, or,
    with ``only_among``, if both are; with ``states_only`` one end must be such a country itself,
    not one of its people or organisations. Of ``kinds`` both ends must be. ``outlets`` are named as
    articles name them, ``speakers`` as ``views.speakers`` does. ``since`` and ``until`` include
    their day and look at an event's own date, else at its article's; an event with neither does
    not pass. Without ``reprints`` a report counts once, however many print it: of the articles that
    print nearly the same text, what the first one says stays. ``min_events`` is how many of the
    events that pass two actors must share.
    """

    countries: tuple[str, ...] = ()
    only_among: bool = False
    states_only: bool = False
    kinds: tuple[str, ...] = ()
    event_types: tuple[str, ...] = ()
    quads: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    min_events: int = 1
    min_confidence: float = 0.0
    reprints: bool = True

    def set_fields(self) -> dict[str, Any]:
        """Return the fields that keep something out, JSON-ready: dates as ISO strings."""
        values = ((one.name, getattr(self, one.name), one.default) for one in fields(self))
        asked = {name: _plain(value) for name, value, default in values if value != default}
        return {name: asked[name] for name in asked if FIELDS[name].needs in (None, *asked)}


def _plain(value: Any) -> Any:
    value = list(value) if isinstance(value, tuple) else value
    return value.isoformat() if isinstance(value, date) else value


Asked = Mapping[str, Any]  # what Filter.set_fields returns
Columns = Mapping[str, Any]  # of an edge


class Condition(NamedTuple):
    """A condition on an edge, twice: for a store and for a graph in memory."""

    sql: str  # on the columns of the store's table ``edges``; ``$name`` is the value of a field
    passes: Callable[[Asked, Columns], bool]  # on the same columns, days as ISO strings


def is_in(field: str, column: str) -> Condition:
    """Return the condition that a column has one of the values of a field."""
    sql = f"list_contains(${field}, {column})"
    return Condition(sql, lambda asked, edge: edge[column] in asked[field])


def _compares(column: str, sign: str, field: str) -> Condition:
    test = {">=": ge, "<=": le}[sign]
    return Condition(
        f"{column} {sign} ${field}",
        lambda asked, edge: edge[column] is not None and test(edge[column], asked[field]),
    )


def _ends_in(field: str, column: str, *, both: bool) -> Condition:
    """Return a condition on one end or both, or on the only end of an event of one actor alone."""
    ends = f"actor_{column}", f"recipient_{column}"
    one, other = (f"list_contains(${field}, {end})" for end in ends)
    test = all if both else any
    return Condition(
        f"({one} AND (recipient IS NULL OR {other}))" if both else f"({one} OR {other})",
        lambda asked, edge: test(edge[end] in asked[field] for end in ends),
    )


def _is_state(field: str) -> Condition:
    """Return the condition that one end is itself a country of a field."""
    ends = (("actor_kind", "actor_country"), ("recipient_kind", "recipient_country"))
    sql = (
        f"({kind} = '{Kind.COUNTRY}' AND list_contains(${field}, {code}))" for kind, code in ends
    )
    return Condition(
        f"({' OR '.join(sql)})",
        lambda asked, edge: any(
            edge[kind] == Kind.COUNTRY and edge[code] in asked[field] for kind, code in ends
        ),
    )


class Control(NamedTuple):
    """How the page asks for a field."""

    widget: Literal["multiselect", "pills", "radio", "toggle", "slider", "dates"]
    label: str
    more: bool = False  # whether it stands under "More filters"
    choices: tuple[str, str] = ("off", "on")  # what a radio calls them
    chip: str = ""  # what is said while it is set, with {} for its value; else the label
    key: str | None = None  # in the session, where two fields share one control


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of ``Filter``, and all that is said and asked about it.

    ``scope`` is what the condition is tested on: the ends of an edge, be it an event or an
    affiliation; an event; or how many events that pass all else a pair of actors shares.
    """

    name: str
    key: str  # in an address ("type"), and of the option ("--type")
    condition: Condition
    control: Control
    scope: Literal["ends", "event", "pair"] = "event"
    help: str | None = None  # of the option, and in README; without it there is no option
    metavar: str | None = None  # what stands for the value in the help
    read: Callable[[str], Any] = str  # text to value, or ValueError or ExplorerError; see parse
    show: Callable[[str], str] = str  # value to name
    known: Callable[[], Iterable[str]] | None = None  # all values there can be, in their order
    least: float | None = None
    most: float | None = None
    needs: str | None = None  # the field without which this one means nothing
    offered: tuple[str, str] | None = None  # table and column of the values that a corpus has
    plural: str | None = None  # what these are called, if not as the control's key

    @property
    def default(self) -> Any:
        """The value that keeps everything."""
        return next(one.default for one in fields(Filter) if one.name == self.name)

    @property
    def many(self) -> bool:
        """Whether it takes several values."""
        return isinstance(self.default, tuple)

    @property
    def is_name(self) -> bool:
        """Whether its values are names that only a corpus knows."""
        return self.many and self.read is str and not self.known

    @property
    def option(self) -> str:
        """The option of the command line; it switches off what is on by default."""
        return f"--no-{self.key}" if self.default is True else f"--{self.key}"

    @property
    def noun(self) -> str:
        """What its values are called."""
        return self.plural or self.session_key

    @property
    def session_key(self) -> str:
        """The key of its control in the page's session: its name in words, as in drawings."""
        return self.control.key or self.name.replace("_", " ")

    def parse(self, text: str) -> Any:
        """Return the value that a text means, or one of the values.

        Raises:
            ValueError: it means none.
            ExplorerError: it means none; the message suggests others.
        """
        if self.known:
            return one_of(self.known())(text)
        if isinstance(self.default, bool):
            return one_of(("yes", "no"))(text) == "yes"
        if self.least is not None:
            return number(type(self.default), self.least, self.most or MOST)(text)
        return self.read(text)

    def named(self, values: Collection[str]) -> dict[str, tuple[str, ...]]:
        """Return values in the order to show them, each with its name."""
        order = self.known() if self.known else sorted(values, key=self.show)
        return {str(one): (self.show(one),) for one in order if one in values}


def one_of(known: Iterable[str]) -> Callable[[str], str]:
    """Return a reader of the known words, in any case."""
    names = {name.casefold(): str(name) for name in known}

    def read(text: str) -> str:
        name = names.get(text.strip().casefold())
        if name is None:
            raise ValueError(f'"{text}" is none of {", ".join(names.values())}')
        return name

    return read


def day(text: str) -> date:
    """Read a day in ISO form."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f'"{text}" is no date; write it as 2006-11-28') from None


def number(kind: Callable[[str], float], least: float, most: float) -> Callable[[str], float]:
    """Return a reader of numbers between two, both included."""

    def read(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            raise ValueError(f'"{text}" is no number') from None
        if not least <= value <= most:
            raise ValueError(f'"{text}" is not between {least:g} and {most:g}')
        return value

    return read


_DATES = Control("dates", "Dates", key="dates")

_ROWS = (
    Field(
        name="countries",
        key="country",
        help="Keep what involves this country (a name or ISO code), its people, organisations or "
        "officials; may be given again",
        read=find_country,
        show=country_name,
        scope="ends",
        condition=_ends_in("countries", "country", both=False),
        offered=("actors", "country"),
        control=Control("multiselect", "Countries"),
    ),
    Field(
        name="only_among",
        key="only-among",
        help="Keep only what is among the countries given",
        needs="countries",
        scope="ends",
        condition=_ends_in("countries", "country", both=True),
        control=Control(
            "radio", "Relations to keep", choices=("involving one of them", "only between them")
        ),
    ),
    Field(
        name="states_only",
        key="state-only",
        help="Keep only what a country given takes part in itself: its government, not its people",
        needs="countries",
        scope="ends",
        condition=_is_state("countries"),
        control=Control("toggle", "The state itself only"),
    ),
    Field(
        name="kinds",
        key="kind",
        help="Keep only actors of this kind: person, country, organization or group; may be given "
        "again",
        known=lambda: Kind,
        scope="ends",
        condition=_ends_in("kinds", "kind", both=True),
        offered=("actors", "kind"),
        control=Control("pills", "Kind of actor"),
    ),
    Field(
        name="quads",
        key="quad",
        known=lambda: QUADS,
        condition=is_in("quads", "quad"),
        offered=("edges", "quad"),
        control=Control("pills", "Kind of event"),
    ),
    Field(
        name="event_types",
        key="type",
        help="Keep events of this PLOVER type, such as CONSULT (meet) or ACCUSE; may be given "
        "again",
        known=event_types,
        condition=is_in("event_types", "event_type"),
        offered=("edges", "event_type"),
        plural="types",
        control=Control("multiselect", "Event types", more=True),
    ),
    Field(
        name="statuses",
        key="status",
        help="Keep events that are done, planned, possible or denied; may be given again",
        known=lambda: STATUSES,
        condition=is_in("statuses", "status"),
        offered=("edges", "status"),
        control=Control("pills", "Happened, planned or denied"),
    ),
    Field(
        name="outlets",
        key="outlet",
        metavar="NAME",
        help="Keep what this outlet reports; may be given again",
        condition=is_in("outlets", "outlet"),
        offered=("articles", "outlet"),
        control=Control("multiselect", "Outlets", more=True),
    ),
    Field(
        name="speakers",
        key="speaker",
        metavar="NAME",
        help='Keep what the articles say that this actor says; "(the article)" is what they tell '
        "in their own words; may be given again",
        condition=is_in("speakers", "speaker"),
        offered=("edges", "speaker"),
        control=Control("multiselect", "Sources quoted", more=True),
    ),
    Field(
        name="since",
        key="since",
        metavar="DATE",
        help="Keep events of this day (2006-11-28) or later; an event without a day of its own "
        "counts on the day its article was published, and without either it is left out",
        read=day,
        condition=_compares("day", ">=", "since"),
        offered=("edges", "day"),
        control=_DATES,
    ),
    Field(
        name="until",
        key="until",
        metavar="DATE",
        help="Keep events of this day or earlier",
        read=day,
        condition=_compares("day", "<=", "until"),
        offered=("edges", "day"),
        control=_DATES,
    ),
    Field(
        name="min_events",
        key="min-events",
        metavar="N",
        help="Keep actors who share at least N of the events that are kept",
        least=1,
        scope="pair",
        condition=_compares("pair_events", ">=", "min_events"),
        control=Control(
            "slider",
            "Fewest events between two actors",
            more=True,
            chip="at least {} events between two",
        ),
    ),
    Field(
        name="min_confidence",
        key="min-confidence",
        metavar="SHARE",
        help="Keep events of at least this confidence, from 0 to 1",
        least=0,
        most=1,
        condition=_compares("confidence", ">=", "min_confidence"),
        control=Control(
            "slider",
            "Hide readings less sure than",
            more=True,
            chip="at least {:.0%} sure",
        ),
    ),
    Field(
        name="reprints",
        key="reprints",
        help="Count a report once, however many articles print it: keep what the first one says",
        condition=Condition(
            "article = report", lambda asked, edge: bool(edge["article"] == edge["report"])
        ),
        control=Control("toggle", "Reprints of a report, too", more=True, chip="each report once"),
    ),
)
FIELDS = {row.name: row for row in _ROWS}


def conditions(asked: Asked) -> dict[str, list[Condition]]:
    """Return the conditions of the fields that are set, by what they are tested on."""
    found: dict[str, list[Condition]] = {"ends": [], "event": [], "pair": []}
    for name in asked:
        found[FIELDS[name].scope].append(FIELDS[name].condition)
    return found

"""The records of an import: one row of an event data set, whatever its format."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from explorer.model import Kind


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or recipient as a row names it.

    ``text`` stands in the row, ``name`` is the one shown; ``id`` is an actor's, ``country`` an ISO
    3166-1 alpha-3 code.
    """

    text: str
    id: str
    name: str
    kind: Kind
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One event of a data set that others have coded.

    Attributes:
        source: where it stands ("export.CSV, line 3").
        dataset: where it comes from, for people ("GDELT 2.0").
        id: the same for the same row, different for any other.
        day: when it happened, as the data set has it.
        actor: who did it, None if that is nobody in particular.
        recipient: to whom; one of the two is known.
        event_type: PLOVER's.
        mode: PLOVER's, None if the data set tells none.
        underlying_type: what is announced, if that is what the row codes.
        auxiliary: of ``ontology.AUXILIARY``.
        deed: the event in the data set's own terms ("make a visit (CAMEO 042)").
        published: when it was reported.
        outlet: who reported it.
        url: where the report stands, http or https.
        place: where it happened.
        swapped: the data set names the recipient first ("France hosts the United States").
        note: what else leads to the report ("story 24, sentence 3").
    """

    source: str
    dataset: str
    id: str
    day: date
    actor: Party | None
    recipient: Party | None
    event_type: str
    mode: str | None
    underlying_type: str | None
    auxiliary: tuple[str, ...]
    deed: str
    published: date | None = None
    outlet: str | None = None
    url: str | None = None
    place: str | None = None
    note: str | None = None
    swapped: bool = False

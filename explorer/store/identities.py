"""Who is taken for whom in a store, why, and how to keep somebody apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from explorer.actors.identities import Guise
from explorer.store.commit import commit
from explorer.store.connection import Connection
from explorer.store.reading import rows
from explorer.store.staging import lock_staging

_WHO = """
    WITH wanted AS (
        SELECT DISTINCT identity FROM article_actors JOIN identities USING (article, actor)
        WHERE kind = 'person' AND contains(lower(name), lower($name))
    )
    SELECT identity, actors.name AS called, known.name, known.country, known.role,
        any_value(reason) AS reason, count(*) AS articles
    FROM article_actors AS known
    JOIN identities USING (article, actor)
    JOIN wanted USING (identity)
    JOIN actors ON actors.id = identity
    GROUP BY identity, called, known.name, known.country, known.role
    ORDER BY identity, articles DESC, known.name, known.country, known.role
"""


@dataclass(frozen=True, slots=True)
class VariantResolution:
    """How articles know a person, in how many of them, who that is over all, and why."""

    guise: Guise
    articles: int
    identity: str
    called: str
    reason: str


def find_variants(connection: Connection, name: str) -> list[VariantResolution]:
    """Return all that people are known by, some of whose names have these letters in them.

    Who is one person stands together, ordered by its id.
    """
    return [
        VariantResolution(
            guise=Guise(row["name"], row["country"], row["role"]),
            articles=row["articles"],
            identity=row["identity"],
            called=row["called"],
            reason=row["reason"],
        )
        for row in rows(connection, _WHO, {"name": name})
    ]


def set_judgement(store: Path, guise: Guise, *, apart: bool) -> None:
    """Keep people that articles know so apart from all others, or no longer; publish the store.

    Raises:
        StoreError: the store cannot be read or written, or is being written to.
    """
    with lock_staging(store) as staging:
        commit(staging, judgement=(guise, apart))
        staging.drop()

"""How long 10,000 rows of GDELT take into a store: the whole command, from its start to its end.

Run from the project's folder: ``python benchmarks/imports.py``. The rows are made up, always the
same ones, in the mix that a day of GDELT has: mostly countries, then roles of a country, people and
companies; every third has one party alone. All of them tell an event.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the project's folder

import typer

from benchmarks.generated import COUNTRIES, DAYS, FIRST_DAY, people
from explorer.countries import country_name
from explorer.event_data import FORMATS

_ROOT = Path(__file__).resolve().parents[1]
_MOST = 2.0  # seconds
_CODES = "020 036 040 042 043 051 057 060 073 084 090 111 112 120 130 141 163 172 173 190".split()
_ROLES = ("POLICE", "GOV"), ("PRESIDENT", "GOV"), ("REBEL", "REB"), ("MILITARY", "MIL")
_PLACES = "Geneva Vienna Amman Doha Oslo Astana Cairo Muscat Lagos Lima".split()

Actor = tuple[str, str, str]  # code, name, code of the country


def measure(
    rows: Annotated[int, typer.Option(min=1, help="How many rows")] = 10_000,
    repeat: Annotated[int, typer.Option(min=1, help="How many rounds")] = 5,
) -> None:
    """Print the medians, and end with status 1 if that many seconds are too many."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "made.export.CSV")
        file.write_text("".join(lines(rows)), encoding="utf-8")
        times = [_import(file, Path(folder, "corpus.duckdb")) for _ in range(repeat)]
    seconds, processor = (median(one[which] for one in times) for which in (0, 1))
    typer.echo(f"{rows:,} rows of GDELT: {seconds:.2f} s (at most {_MOST:g}), "
               f"{processor:.2f} s of processor time, medians of {repeat}")  # fmt: skip
    raise typer.Exit(int(seconds > _MOST))


def lines(count: int, *, seed: int = 1) -> Iterator[str]:
    """Yield so many rows of an export of GDELT 2.0."""
    dice = random.Random(seed)
    cast = _cast(dice)
    for number in range(count):
        one, other = (cast[int(len(cast) * dice.random() ** 3)] for _ in range(2))
        day = FIRST_DAY + timedelta(days=number * DAYS // count)
        known = {
            "GlobalEventID": str(900_000_000 + number),
            "Day": f"{day:%Y%m%d}",
            **_party("Actor1", one),
            **(_party("Actor2", other) if dice.random() < 0.67 else {}),
            "EventCode": dice.choice(_CODES),
            "ActionGeo_FullName": dice.choice(_PLACES),
            "DateAdded": f"{day:%Y%m%d}143000",
            "SourceURL": f"https://www.larkspur.example/{day:%Y/%m/%d}/story-{number}.html",
        }
        yield "\t".join(known.get(column, "") for column in FORMATS["gdelt"].columns) + "\n"


def _cast(dice: random.Random) -> list[Actor]:
    """Return who acts, the most frequent first."""
    nations = [(code, country_name(code).upper(), code) for code in COUNTRIES]
    roles = [(f"{code}{role}", name, code) for code in COUNTRIES for name, role in _ROLES]
    persons = [(f"{one.country}GOV", one.name.upper(), one.country) for one in people(1_500)]
    firms = [
        (f"{one.country}BUS", f"{one.name.split()[1].upper()} HOLDINGS", one.country)
        for one in people(500, seed=2)
    ]
    others = [*roles, *persons, *firms]
    dice.shuffle(others)
    return nations + others


def _party(of: str, actor: Actor) -> dict[str, str]:
    code, name, country = actor
    return {f"{of}Code": code, f"{of}Name": name, f"{of}CountryCode": country}


def _import(file: Path, store: Path) -> tuple[float, float]:
    """Return the seconds that went by, and those of processor time."""
    store.unlink(missing_ok=True)
    command = [sys.executable, "-m", "explorer", "import", str(file), "--store", str(store)]
    began, processor = time.perf_counter(), _of_children()
    subprocess.run(command, check=True, cwd=_ROOT, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began, _of_children() - processor


def _of_children() -> float:
    used = os.times()
    return used.children_user + used.children_system


if __name__ == "__main__":
    typer.run(measure)

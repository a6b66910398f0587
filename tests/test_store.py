"""The store: what goes in comes out, whatever breaks off in between; a real DuckDB file."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from builders import Deed, extraction
from samples import IRAN, TALABANI, extractions, hostile_extractions

from explorer.errors import StoreError
from explorer.graph import build_graph
from explorer.model import Actor, Article, Extraction, Kind
from explorer.pipeline import resolve
from explorer.store import (
    connect,
    encode_extraction,
    load_extraction,
    open_writer,
    pack_shard,
    schema,
)
from explorer.store import load_extractions as load
from explorer.store.staging import lock_staging

PATHS = ("news",)


def save(store: Path, read: Iterable[Extraction], *, paths: tuple[str, ...] = PATHS) -> Path:
    with open_writer(store, paths=paths) as writer:
        for one in read:
            writer.add(one, source=f"{one.article.id}.txt")
    return store


def table(store: Path, name: str, columns: str = "*") -> list[tuple[Any, ...]]:
    with connect(store) as connection:
        return connection.execute(f"SELECT {columns} FROM {name}").fetchall()


def everything(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, in their order, but for the clock."""
    clock = {"ingests": "* EXCLUDE (started_at, ended_at)"}
    return {name: table(store, name, clock.get(name, "*")) for name in schema.TABLES}


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "corpus.duckdb"


@pytest.mark.parametrize("read", [extractions(), hostile_extractions()], ids=["news", "hostile"])
def test_what_goes_in_comes_out(store: Path, read: list[Extraction]) -> None:
    save(store, read)
    with connect(store) as connection:
        assert list(load(connection)) == sorted(read, key=lambda one: one.article.id)


def test_the_edges_and_actors_are_those_of_the_graph(store: Path) -> None:
    read = namesakes() + extractions()
    graph = build_graph(resolve(read))
    save(store, read)
    pairs = {(actor, recipient, key) for actor, recipient, key in graph.edges(keys=True)}
    alone = {(id, None, one["key"]) for id, solo in graph.nodes(data="solo") for one in solo}
    assert alone
    assert set(table(store, "edges", "actor, recipient, key")) == pairs | alone
    columns = ("name", "kind", "country", "role", "aliases", "country_source", "wikidata",
               "mentions")  # fmt: skip
    nodes = [(id, *(data[name] for name in columns)) for id, data in graph.nodes(data=True)]
    assert table(store, "actors", f"id, {', '.join(columns)}") == nodes


def namesakes() -> list[Extraction]:
    """Return two articles that call two people Hussein, and a third that has the whole name."""
    people = {
        "jordan": Actor("hussein", "Hussein", Kind.PERSON, "JOR", "king"),
        "iraq": Actor("hussein", "Hussein", Kind.PERSON, "IRQ", "former president"),
        "trial": Actor("saddam-hussein", "Saddam Hussein", Kind.PERSON, "IRQ"),
    }
    return [
        extraction(
            id=id,
            sentences=(f"In the {id} paper {actor.name} spoke.",),
            actors=(actor,),
            deeds=[
                Deed(sentence=0, type="CONSULT", trigger="spoke", actors=[(actor.id, actor.name)])
            ],
        )
        for id, actor in people.items()
    ]


def test_identities_tell_who_is_who_and_why(store: Path) -> None:
    save(store, namesakes())
    found = table(store, "identities", "article, identity")
    assert found == [
        ("iraq", "saddam-hussein"),
        ("jordan", "hussein"),
        ("trial", "saddam-hussein"),
    ]
    assert all(reason for (reason,) in table(store, "identities", "reason"))


def reprints() -> list[Extraction]:
    """Return a story that three outlets print, not in the order of days, and two others."""
    words = " ".join(f"word{number % 97} of{number % 89}" for number in range(200))
    [first, second] = extractions()
    days = {"gull": 27, "tern": 26, "heron": 28}
    return [
        Extraction(Article(id, f"{words} {id}", published=date(2006, 11, day)), (), (), (), ())
        for id, day in days.items()
    ] + [first, second]


def test_articles_that_print_one_report_know_which_was_first(store: Path) -> None:
    save(store, reprints())
    assert table(store, "reports") == [("gull", "tern"), ("heron", "tern"), ("tern", "tern")]
    assert {one.article.id for one in extractions()} == {
        report for (report,) in table(store, "edges", "report")
    }


def test_one_article_is_read_with_the_ids_of_all_articles(store: Path) -> None:
    read = namesakes() + extractions()
    save(store, read)
    with connect(store) as connection:
        found = [load_extraction(connection, one.article.id) for one in read]
        assert load_extraction(connection, "no-such-article") is None
    assert found == resolve(read)


def test_the_result_does_not_depend_on_the_order(tmp_path: Path) -> None:
    read = namesakes() + reprints()
    one, other = (
        everything(save(tmp_path / f"{number}.duckdb", order))
        for number, order in enumerate((read, read[::-1]))
    )
    assert one == other


def test_one_by_one_is_the_same_as_at_once(tmp_path: Path) -> None:
    read = namesakes() + extractions()
    at_once = everything(save(tmp_path / "at_once.duckdb", read))
    for one in read:
        save(tmp_path / "one_by_one.duckdb", [one])
    assert everything(tmp_path / "one_by_one.duckdb") == at_once


def test_the_same_article_twice_is_one_whatever_its_id(store: Path) -> None:
    [first, _] = extractions()
    again = replace(first, article=replace(first.article, id="copy"), events=())
    save(store, [first, again])
    save(store, [again])
    assert table(store, "articles", "id") == [(first.article.id,)]


def test_articles_that_share_an_id_are_kept_apart(store: Path) -> None:
    article = extractions()[0].article
    others = [replace(article, text=f"Iran met Iraq {number} times.") for number in (2, 3)]
    with open_writer(store, paths=PATHS) as writer:
        admitted = writer.deduplicate([article, *others, others[0]])
        again = writer.deduplicate([others[1]])
    ids = [one and one.id for one in (*admitted, *again)]
    assert ids[0] == article.id
    assert ids[3:] == [None, None]
    assert len(set(ids[:3])) == 3
    assert all(id and id.startswith(f"{article.id}-") for id in ids[1:3])


def test_what_was_added_before_an_error_is_in_the_store_after_the_next_run(store: Path) -> None:
    first, second = extractions()
    with pytest.raises(KeyboardInterrupt), open_writer(store, paths=PATHS) as writer:
        writer.add(first, source="a.txt")
        raise KeyboardInterrupt
    assert not store.exists()
    save(store, [second])
    assert len(table(store, "articles")) == 2
    assert [path.name for path in store.parent.iterdir()] == [store.name]


def test_refusals_are_those_of_the_last_whole_run_of_each_ingest(store: Path) -> None:
    runs = [
        ("old", ["a.txt", "b.txt"]),
        ("new", ["c.txt"]),
        ("old", ["b.txt", "b.txt"]),
    ]
    for paths, refused in runs:
        with open_writer(store, paths=(paths,)) as writer:
            for source in refused:
                writer.add_refusal(source, "it is empty")
    assert table(store, "refusals", "source, reason") == [
        ("b.txt", "it is empty"),
        ("c.txt", "it is empty"),
    ]
    assert [finished for (finished,) in table(store, "ingests", "finished")] == [True, True]


def test_readers_see_a_whole_store_while_it_is_written(store: Path) -> None:
    first, second = extractions()
    save(store, [first])
    with connect(store) as reader, open_writer(store, paths=PATHS) as writer:
        writer.add(second, source="b.txt")
        writer.flush()
        assert count_elsewhere(store) == 1
        writer.commit()
        assert reader.execute("SELECT count(*) FROM articles").fetchall() == [(1,)]
        assert count_elsewhere(store) == 2


def count_elsewhere(store: Path) -> int:
    """Return how many articles another process finds in a store."""
    code = (
        "import sys; from explorer.store import connect; from pathlib import Path; "
        "print(connect(Path(sys.argv[1])).execute('SELECT count(*) FROM articles').fetchone()[0])"
    )
    command = [sys.executable, "-c", code, str(store)]
    return int(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_two_do_not_write_at_once(store: Path) -> None:
    with (
        open_writer(store, paths=PATHS),
        pytest.raises(StoreError, match="another command is writing"),
        open_writer(store, paths=("other",)),
    ):
        pass


def newer(store: Path) -> None:
    save(store, [])
    with duckdb.connect(store) as connection:
        connection.execute("UPDATE meta SET version = version + 1")


def truncated(store: Path) -> None:
    save(store, extractions())
    store.write_bytes(store.read_bytes()[:5000])


def foreign(store: Path) -> None:
    with duckdb.connect(store) as connection:
        connection.execute("CREATE TABLE t (x INTEGER)")


BAD = {
    "newer": (newer, "newer version"),
    "truncated": (truncated, "damaged"),
    "text": (lambda store: store.write_text("Iran met Iraq. " * 1000), "damaged"),
    "another-database": (foreign, "damaged, or no store"),
    "folder": (lambda store: store.mkdir(), "folder"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_bad_store_is_named_and_left_as_it_is(store: Path, kind: str) -> None:
    spoil, reason = BAD[kind]
    spoil(store)
    before = None if store.is_dir() else store.read_bytes()
    with pytest.raises(StoreError, match=reason) as told:
        connect(store)
    assert str(store) in str(told.value)
    with pytest.raises(StoreError, match=reason):
        save(store, extractions())
    assert before is None or store.read_bytes() == before


def test_an_unknown_kind_of_actor_is_named(store: Path) -> None:
    save(store, extractions())
    with duckdb.connect(store) as connection:
        connection.execute("UPDATE actors SET kind = 'vessel' WHERE kind = 'person'")
    with pytest.raises(StoreError, match='"vessel" is no kind of actor; known are person') as told:
        connect(store)
    assert str(store) in str(told.value)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_a_store_that_opens_though_its_end_is_missing(store: Path, share: float) -> None:
    save(store, extractions())
    whole = store.read_bytes()
    left = whole[: int(len(whole) * share)]
    store.write_bytes(left)
    with pytest.raises(StoreError, match="damaged"):
        save(store, extractions())
    assert store.read_bytes() == left


def test_a_store_that_is_not_there(store: Path) -> None:
    with pytest.raises(StoreError, match="there is no such store"):
        connect(store)


def test_a_store_that_another_program_writes_to(store: Path) -> None:
    save(store, extractions())
    code = "import duckdb, sys; c = duckdb.connect(sys.argv[1]); print(flush=True); input()"
    command = [sys.executable, "-c", code, str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        with pytest.raises(StoreError, match="open for writing"):
            connect(store)
        other.communicate(b"\n")


@pytest.mark.parametrize("read", [[], namesakes()], ids=["opened", "added-to"])
def test_an_older_store_is_brought_up_to_date(store: Path, read: list[Extraction]) -> None:
    """Tables and columns that came later are made; nothing that was read is lost."""
    save(store, extractions())
    before = everything(store)
    with duckdb.connect(store) as connection:
        connection.execute("ALTER TABLE articles DROP url")
        connection.execute("DROP TABLE edges")
        connection.execute("DROP TABLE pairs")
        connection.execute("UPDATE meta SET version = 0")
    if read:
        save(store, read)
    assert table(store, "meta", "version") == [(schema.VERSION,)]
    assert {*before["edges"]} <= {*table(store, "edges")}
    assert {*before["pairs"]} <= {*table(store, "pairs")}
    assert table(store, "articles", "DISTINCT url") == [(None,)]
    assert {one.article.id for one in (*extractions(), *read)} == {
        id for (id,) in table(store, "articles", "id")
    }


def test_shards_of_an_older_version_are_drawn_as_those_of_this_one(
    store: Path, tmp_path: Path
) -> None:
    """An ingest may be interrupted, and go on with a newer version: its shards have no pairs."""
    save(store, extractions())
    older = tmp_path / "older.duckdb"
    with lock_staging(older) as staging:
        packed = pack_shard(
            encode_extraction(one, source=f"{one.article.id}.txt") for one in extractions()
        )
        table = pq.read_table(BytesIO(packed)).drop_columns(["pairs"])
        shard = BytesIO()
        pq.write_table(table, shard)
        staging.write_shard(shard.getvalue())
    save(older, [])
    assert everything(older) == everything(store)


def test_on_a_full_disk_nothing_is_lost(store: Path) -> None:
    """A bound on the size of files stands for the end of the disk."""
    first, second = extractions()
    save(store, [first])
    before = store.read_bytes()
    with full_disk(200_000), pytest.raises(StoreError, match="is the disk full"):
        save(store, [second])  # its shard fits, the new store does not
    assert store.read_bytes() == before
    work = Path(f"{store}.work")
    assert not list(work.glob("next.*"))
    (work / "next.duckdb.tmp").mkdir()  # as after a power cut
    with full_disk(10), pytest.raises(StoreError, match="is the disk full"):
        save(store, namesakes())
    save(store, [])
    assert len(table(store, "articles")) == 2


@contextmanager
def full_disk(bytes: int) -> Iterator[None]:
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (bytes, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)


def test_dates_are_kept(store: Path) -> None:
    read = [
        extraction(
            id="a",
            sentences=("Talabani met Iran.",),
            actors=extractions()[0].actors,
            published=date(2006, 11, 28),
            deeds=[
                Deed(
                    sentence=0,
                    type="CONSULT",
                    trigger="met",
                    actors=[(TALABANI, "Talabani"), (IRAN, "Iran")],
                )
            ],
        )
    ]
    save(store, read)
    assert table(store, "events", "date, day") == [(None, date(2006, 11, 28))]

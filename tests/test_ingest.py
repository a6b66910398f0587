"""The ingest: real processes, a real Dask cluster, real kills; the store is always the same."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import poison
import pytest

from explorer.errors import ExplorerError, PipelineError
from explorer.export import write
from explorer.ingest import (
    BatchExecutor,
    Limits,
    Progress,
    dask_executor,
    executors,
    ingest,
    process_executor,
)
from explorer.store import connect, export_parquet, query, schema

ROOT = Path(__file__).resolve().parents[1]
LEADERS = ("President Ilham Aliyev", "Ali Khamenei", "Prime Minister Nouri al-Maliki", "Aliyev")
DEEDS = ("accused Iran of arming gunmen", "met the Syrian president", "will visit Jordan")
ARTICLES = 90


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Return inputs: articles, one of them twice, some of one id, and what must be refused."""
    folder = tmp_path_factory.mktemp("corpus")
    deeds = zip(cycle(LEADERS), cycle((*DEEDS, "spoke")), strict=False)
    lines = [
        json.dumps({"id": f"news-{n % 80}", "text": f"{who} {what} in week {n}.", "outlet": "Dune"})
        for n, (who, what) in enumerate(islice(deeds, ARTICLES))
    ]
    lines[50:50] = [lines[3], '{"text": ""}']
    packed = folder / "news.jsonl.gz"
    packed.write_bytes(gzip.compress("\n".join(lines).encode()))
    return [str(packed), str(folder / "missing.txt")]


@pytest.fixture(scope="module")
def unbroken(corpus: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the store that one process makes in one go."""
    store = tmp_path_factory.mktemp("unbroken") / "corpus.duckdb"
    with process_executor(1) as executor:
        done = read(corpus, store, executor)
    assert (done.added, done.known, done.refused) == (ARTICLES, 1, 2)
    return store


def read(paths: list[str], store: Path, executor: BatchExecutor, **options: Any) -> Progress:
    return ingest(paths, store, executor=executor, on_refusal=lambda refusal: None, **options)


def everything(store: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return all rows of all tables, in their order, but for the clock."""
    clock = {"ingests": "* EXCLUDE (started_at, ended_at)"}
    with connect(store) as connection:
        return {
            name: connection.execute(f"SELECT {clock.get(name, '*')} FROM {name}").fetchall()
            for name in schema.TABLES
        }


def exports(store: Path) -> dict[str, bytes]:
    """Return all that can be exported of a store, byte by byte, but for the clock's table."""
    tables_of, drawn = store.parent / f"{store.stem} tables", store.parent / f"{store.stem}.json"
    with connect(store) as connection:
        files = export_parquet(connection, tables_of)
        write(query.graph(connection), drawn)
    return {one.name: one.read_bytes() for one in files if one.stem != "ingests"} | {
        "graph": drawn.read_bytes()
    }


def command(paths: list[str], store: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "explorer", "ingest", *paths, "--store", str(store), *options]


def started(paths: list[str], store: Path, *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command(paths, store, *options), cwd=ROOT, stderr=subprocess.PIPE, text=True
    )


def until(happened: Callable[[], object]) -> None:
    """Wait for something that a process does."""
    for _ in range(6000):
        if happened():
            return
        time.sleep(0.01)
    pytest.fail("it did not happen")


def shards(store: Path) -> int:
    return len(list(Path(f"{store}.work", "shards").glob("*.parquet")))


def children(pid: int) -> list[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(child) for child in listed.split()]


def gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] == "Z"


def test_many_workers_give_the_store_of_one(
    corpus: list[str], unbroken: Path, tmp_path: Path
) -> None:
    seen: list[tuple[int, int]] = []
    with process_executor(2) as executor:
        store = tmp_path / "two.duckdb"
        read(
            corpus,
            store,
            executor,
            on_progress=lambda now: seen.append((now.articles, now.position)),
        )
    assert exports(store) == exports(unbroken)
    assert seen == sorted(seen)
    assert seen[-1] == (ARTICLES + 1, Path(corpus[0]).stat().st_size)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks for processes in /proc")
def test_killed_again_and_again_it_ends_with_the_same_store(
    corpus: list[str], unbroken: Path, tmp_path: Path
) -> None:
    store = tmp_path / "killed.duckdb"
    moments: tuple[Callable[[], object], ...] = (
        lambda: shards(store) >= 1,
        lambda: shards(store) >= 3 or Path(f"{store}.work", "next.duckdb").exists(),
        lambda: Path(f"{store}.work", "next.duckdb").exists(),
    )
    for moment in moments:
        process = started(corpus, store, "--workers", "2")
        until(moment)
        workers = children(process.pid)
        process.kill()
        process.communicate()
        until(lambda workers=workers: all(map(gone, workers)))  # type: ignore[misc]
    done = subprocess.run(command(corpus, store, "--workers", "2"), cwd=ROOT, capture_output=True)
    assert done.returncode == 1  # for what was refused
    assert everything(store) == everything(unbroken)
    assert [path.name for path in tmp_path.iterdir()] == [store.name]


def test_after_ctrl_c_the_same_command_goes_on(
    corpus: list[str], unbroken: Path, tmp_path: Path
) -> None:
    store = tmp_path / "stopped.duckdb"
    process = started(corpus, store, "--workers", "1")
    until(lambda: shards(store))
    process.send_signal(signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130
    assert said.splitlines()[-1].startswith("Stopped. What was read is kept")
    with process_executor(1) as executor:
        read(corpus, store, executor)
    assert everything(store) == everything(unbroken)


def poisoned(tmp_path: Path) -> list[str]:
    texts = (poison.FAIL, poison.CRASH, "Iran accused Iraq.", poison.EAT, poison.HANG)
    folder = tmp_path / "poisoned"
    folder.mkdir()
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return [str(folder)]


def test_a_poisonous_article_costs_itself_alone(tmp_path: Path) -> None:
    store = tmp_path / "corpus.duckdb"
    refused: dict[str, str] = {}
    limits = Limits(seconds=8)
    with process_executor(2, task=poison.read_poisoned) as executor:
        done = ingest(
            poisoned(tmp_path),
            store,
            executor=executor,
            limits=limits,
            on_refusal=lambda one: refused.update({Path(one.source).stem: one.reason}),
        )
    assert (done.added, done.events, done.refused) == (1, 1, 4)
    assert {name: reason.split("(")[0][:30] for name, reason in refused.items()} == {
        "0": "it could not be read ",
        "1": "the process that read it came ",
        "3": "it could not be read ",
        "4": "the process that read it came ",
    }
    assert "too deep" in refused["0"]
    assert "MemoryError" in refused["3"]
    assert [source for source, *_ in everything(store)["articles"]] == ["2"]
    assert len(everything(store)["refusals"]) == len(refused)


def test_a_pipeline_that_is_not_there_is_told_at_once(corpus: list[str], tmp_path: Path) -> None:
    with process_executor(1) as executor, pytest.raises(PipelineError, match="no_such_pipeline"):
        read(corpus, tmp_path / "corpus.duckdb", executor, model="no_such_pipeline")


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        processes=True,
        host="127.0.0.1",
        dashboard_address=None,
        silence_logs=60,
    ) as cluster:
        yield cluster


def test_a_cluster_that_loses_a_worker_gives_the_same_store(
    corpus: list[str], unbroken: Path, tmp_path: Path, dask: Any
) -> None:
    store = tmp_path / "cluster.duckdb"
    killed: list[int] = []

    def kill_one(now: Progress) -> None:
        if not killed:
            killed.append(dask.workers[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    with dask_executor(dask.scheduler_address) as executor:
        read(corpus, store, executor, on_progress=kill_one)
    assert killed
    assert exports(store) == exports(unbroken)


def test_a_cluster_without_workers_is_said_and_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(executors, "_WORKER_GRACE", 0.2)
    said: list[str] = []
    with LocalCluster(
        n_workers=0,
        processes=False,
        host="127.0.0.1",
        protocol="tcp://",
        dashboard_address=None,
        silence_logs=60,
    ) as dask:

        def come(message: str) -> None:
            said.append(message)
            dask.scale(1)

        with dask_executor(dask.scheduler_address, on_wait=come) as executor:
            assert executor.capacity() >= 1
    assert [f"{dask.scheduler_address}: no worker has come yet" in one for one in said] == [True]


def test_a_cluster_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "_CONNECT_TIMEOUT", 1)
    with (
        pytest.raises(ExplorerError, match="no Dask scheduler answers"),
        dask_executor("tcp://[::1]:9"),
    ):
        pass

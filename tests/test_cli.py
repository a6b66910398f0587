"""The commands, with the shipped pipeline: what they write, where, and their exit status."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from explorer import __main__, cli, environment
from explorer.cli import commands
from explorer.corrections import Merge, Rename, save
from explorer.resources import DATA

ROOT = Path(__file__).resolve().parents[1]
TEXT = "Iran accused the United States of arming gunmen in Iraq. Syria is a large country.\n"
OTHER = "Jordan's foreign minister met the Syrian president in Damascus on Monday.\n"

PARTY = {"id", "name", "kind", "country", "text", "start", "end"}
EVENT = {
    "id", "article", "date", "event_type", "mode", "underlying_type", "quad", "auxiliary", "score",
    "actors", "recipients", "reciprocal", "attribution", "trigger", "start", "end",
    "sentence", "sentence_start", "confidence",
}  # fmt: skip


GRAPH = ["graph", "NEWS", "--out", "a.csv"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def dated(tmp_path: Path) -> Path:
    """Give two articles: an accusation, and a week before it a meeting that is planned."""
    path = tmp_path / "dated.jsonl"
    lines = [
        {"id": "a", "published": "2006-11-28", "text": "Iran accused the United States."},
        {"id": "b", "published": "2006-11-20", "text": "Iran will meet Iraq.", "outlet": "Post"},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    return path


def run(*args: str | Path, stdin: str | None = None) -> Any:
    """Run a command in this process, where the language pipeline is loaded once."""
    return CliRunner().invoke(cli.app, [str(arg) for arg in args], input=stdin)


def process(*args: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command as people do."""
    command = [sys.executable, "-m", "explorer", *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, **options)


def events(lines: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.splitlines()]


def test_extract_prints_an_event_a_line(news: Path) -> None:
    result = run("extract", news)
    assert (result.exit_code, result.stderr) == (0, "")
    [event] = [one for one in events(result.stdout) if one["trigger"] == "accused"]
    assert set(event) == EVENT
    [actor], [recipient] = event["actors"], event["recipients"]
    assert set(actor) == set(recipient) == PARTY
    assert (event["article"], event["quad"], event["trigger"]) == (
        "news",
        "verbal conflict",
        "accused",
    )
    assert (actor["name"], actor["country"], actor["kind"]) == ("Iran", "IRN", "country")
    assert recipient["country"] == "USA"
    for part in (event | {"text": event["trigger"]}, actor, recipient):
        assert TEXT[part["start"] : part["end"]] == part["text"]
    assert TEXT[event["sentence_start"] :].startswith(event["sentence"])


def test_extract_names_the_speaker(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Iran sent weapons to Syria, President George W. Bush said.", encoding="utf-8")
    sources = [one["attribution"] for one in events(run("extract", path).stdout)]
    assert any(source and source["speaker"]["name"] == "George W. Bush" for source in sources)
    assert all(set(one) == {"text", "start", "end", "speaker"} for one in sources if one)


def test_what_is_refused_is_named_and_the_rest_done(news: Path, tmp_path: Path) -> None:
    (tmp_path / "lines.jsonl").write_text('{"id": "good", "text": "Iran accused Iraq."}\nbad\n')
    result = run("extract", tmp_path / "missing.txt", tmp_path / "lines.jsonl", news)
    assert result.exit_code == 1
    assert {one["article"] for one in events(result.stdout)} == {"good", "news"}
    missing, line = result.stderr.splitlines()
    assert missing.startswith(f"{tmp_path / 'missing.txt'}: there is no such file")
    assert line.startswith(f"{tmp_path / 'lines.jsonl'}, line 2: it is not valid JSON")


def test_a_date_that_is_not_understood_is_said_and_no_failure(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b.jsonl"
    path.write_text('{"text": "Iran accused Iraq.", "published": "soon"}', encoding="utf-8")
    result = run("extract", path)
    assert (result.exit_code, len(events(result.stdout))) == (0, 1)
    assert result.stderr.count("the date 'soon' is not understood") == 1
    assert "\x1b" not in result.stderr


def test_extract_reads_standard_input_and_writes_a_file(tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    result = run("extract", "-", "--out", out, stdin=TEXT)
    assert (result.exit_code, result.output) == (0, "")
    assert "ACCUSE" in {one["event_type"] for one in events(out.read_text(encoding="utf-8"))}


def test_standard_input_may_be_empty() -> None:
    result = run("extract", "-", stdin="")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "standard input: it is empty, so there is nothing to read\n"


def test_no_event_is_no_failure_and_said(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The weather is fine.", encoding="utf-8")
    for format in ("jsonl", "table"):
        result = run("extract", path, "--format", format)
        assert (result.exit_code, result.stdout) == (0, "")
        assert result.stderr.startswith("No event was found")


def test_control_codes_in_articles_are_escaped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Iran accused the U.S. of a \x9b31m \x7fplot\u2028today.", encoding="utf-8")
    result = run("extract", path)
    assert all(sign.isprintable() or sign == "\n" for sign in result.stdout)
    assert "\x9b31m \x7fplot" in events(result.stdout)[0]["sentence"]


def test_other_scripts_are_written_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Iran accused Iraq of a “plot”.", encoding="utf-8")
    plain = {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = process("extract", path, env={**os.environ, **plain}, encoding="utf-8")
    assert (done.returncode, done.stderr) == (0, "")
    assert "“plot”" in done.stdout


@pytest.mark.parametrize("ending", ["html", "json", "graphml", "gexf", "csv"])
def test_graph_writes_every_format(news: Path, tmp_path: Path, ending: str) -> None:
    out = tmp_path / f"graph.{ending}"
    result = run("graph", news, "--out", out)
    assert result.exit_code == 0
    assert result.stderr.startswith(f"{out}: ")
    assert "United States" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("options", "kept"),
    [
        pytest.param([], {"IRN", "USA", "SYR", "JOR"}, id="all"),
        pytest.param(["--country", "iran"], {"IRN", "USA"}, id="name"),
        pytest.param(["--country", "SYR"], {"SYR", "JOR"}, id="code"),
        pytest.param(["--country", "Persia"], {"IRN", "USA"}, id="former-name"),
        pytest.param(["--country", "Damascus"], {"SYR", "JOR"}, id="capital"),
        pytest.param(["--country", "USA", "--country", "IRN", "--only-among"], {"IRN", "USA"},
                     id="among"),
        pytest.param(["--country", "USA", "--country", "SYR", "--only-among"], set(), id="none"),
    ],
)  # fmt: skip
def test_graph_keeps_the_countries_asked_for(
    news: Path, tmp_path: Path, options: list[str], kept: set[str]
) -> None:
    other, out = tmp_path / "other.txt", tmp_path / "graph.json"
    other.write_text(OTHER, encoding="utf-8")
    assert run("graph", news, other, "--out", out, *options).exit_code == 0
    nodes = json.loads(out.read_text(encoding="utf-8"))["nodes"]
    assert {node["country"] for node in nodes} - {None, "IRQ"} == kept


@pytest.mark.parametrize(
    ("options", "types"),
    [
        pytest.param(["--type", "Accuse"], {"ACCUSE"}, id="type"),
        pytest.param(["--type", "ACCUSE", "--type", "agree"], {"ACCUSE", "AGREE"}, id="types"),
        pytest.param(["--status", "planned"], {"AGREE"}, id="status"),
        pytest.param(["--since", "2006-11-28"], {"ACCUSE"}, id="since"),
        pytest.param(["--until", "2006-11-27"], {"AGREE"}, id="until"),
        pytest.param(["--type", "ACCUSE", "--status", "planned"], set(), id="none"),
        pytest.param(["--min-events", "9"], set(), id="min-events"),
        pytest.param(["--kind", "Country"], {"ACCUSE", "AGREE"}, id="kind"),
        pytest.param(["--kind", "person"], set(), id="kind-that-is-not-there"),
        pytest.param(["--outlet", "post"], {"AGREE"}, id="outlet"),
        pytest.param(["--speaker", "(the article)"], {"ACCUSE", "AGREE"}, id="speaker"),
        pytest.param(["--min-confidence", "1"], set(), id="min-confidence"),
    ],
)
def test_graph_keeps_the_events_asked_for(
    dated: Path, tmp_path: Path, options: list[str], types: set[str]
) -> None:
    out = tmp_path / "graph.json"
    result = run("graph", dated, "--out", out, *options)
    edges = json.loads(out.read_text(encoding="utf-8"))["edges"]
    assert {edge["event_type"] for edge in edges if edge["relation"] == "event"} == types
    first, *rest = result.stderr.splitlines()
    assert re.fullmatch(rf"{out}: \d of \d actors, \d of \d relations", first)
    assert bool(rest) == (not types)


def test_graph_applies_corrections(news: Path, tmp_path: Path) -> None:
    out, file = tmp_path / "graph.json", tmp_path / "corrections.json"
    save(file, [Merge("IRN", "SYR"), Rename("USA", "America")])
    assert run("graph", news, "--out", out, "--corrections", file).exit_code == 0
    nodes = json.loads(out.read_text(encoding="utf-8"))["nodes"]
    assert {node["name"] for node in nodes} >= {"Syria", "America"}
    assert "IRN" not in {node["id"] for node in nodes}


def test_corrections_that_cannot_be_read_are_refused_before_the_work(
    news: Path, tmp_path: Path
) -> None:
    file = tmp_path / "corrections.json"
    file.write_text("{")
    result = run("graph", news, "--out", tmp_path / "a.csv", "--corrections", file)
    assert result.exit_code == 1
    assert "no file of corrections" in result.stderr
    result = run("graph", news, "--out", tmp_path / "a.csv", "--corrections", tmp_path / "none")
    assert result.exit_code == 2
    assert not (tmp_path / "a.csv").exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        pytest.param(["--type", "aid"], "passes --type; widen it", id="type"),
        pytest.param(["--type", "aid"], "the types ACCUSE, AGREE", id="types"),
        pytest.param(["--status", "denied"], "the statuses done, planned", id="statuses"),
        pytest.param(["--since", "2007-01-01"], "dates from 2006-11-20 to 2006-11-28", id="dates"),
        pytest.param(["--country", "Chad"], "the countries Iran, Iraq", id="countries"),
        pytest.param(["--outlet", "Wire"], "the outlets Post", id="outlets"),
        pytest.param(["--speaker", "Bush"], "the speakers (the article)", id="speakers"),
        pytest.param(["--type", "aid", "--min-events", "2"], "--type and --min-events", id="two"),
    ],
)
def test_when_nothing_is_left_there_is_advice(
    dated: Path, tmp_path: Path, options: list[str], words: str
) -> None:
    result = run("graph", dated, "--out", tmp_path / "graph.json", *options)
    assert result.exit_code == 0
    assert words in result.stderr


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        pytest.param(["graph", "NEWS", "--out", "a.xyz"], 1, "a.xyz", id="ending"),
        pytest.param(["graph", "NEWS", "--out", "a"], 1, "one of .html", id="no-ending"),
        pytest.param(["extract", "NEWS", "--format", "xml"], 2, "'table'", id="format"),
        pytest.param([*GRAPH, "--country", "Atlantis"], 1, '"Atlantis"', id="country"),
        pytest.param([*GRAPH, "--country", "Iraqq"], 1, "Did you mean Iraq?", id="near-country"),
        pytest.param([*GRAPH, "--type", "quarrel"], 2, "AGREE, CONSULT, SUPPORT", id="type"),
        pytest.param([*GRAPH, "--status", "maybe"], 2, "done, planned, possible", id="status"),
        pytest.param([*GRAPH, "--since", "soon"], 2, "write it as 2006-11-28", id="since"),
        pytest.param([*GRAPH, "--until", "2006-02-30"], 2, '"2006-02-30"', id="until"),
        pytest.param([*GRAPH, "--since", "2006-12-01", "--until", "2006-11-01"], 2, "is after",
                     id="since-after-until"),
        pytest.param([*GRAPH, "--kind", "ghost"], 2, "person, country", id="kind"),
        pytest.param([*GRAPH, "--min-confidence", "2"], 2, "--min-confidence", id="confidence"),
        pytest.param([*GRAPH, "--min-events", "0"], 2, "--min-events", id="min-events"),
        pytest.param(["graph", "no.txt", "--out", "a.csv"], 1, "no.txt", id="nothing-read"),
        pytest.param(["extract", "NEWS", "--model", "no_such"], 1, "no_such", id="model"),
        pytest.param(["extract", "NEWS", "--out", "no/such/a"], 2, "no folder no/such", id="out"),
        pytest.param(["graph", "NEWS", "--out", "no/a.csv"], 2, "no folder no;", id="graph-out"),
        pytest.param(["extract", "NEWS", "--out", "."], 2, "a folder", id="out-is-folder"),
        pytest.param(["extract", "-", "-"], 2, "only once", id="stdin-twice"),
        pytest.param(["extract", "NEWS", ""], 2, "is a variable unset?", id="empty-path"),
        pytest.param(["app", "-"], 2, "standard input", id="app-stdin"),
        pytest.param(["extract", "https://a.example/b.html"], 1, "save the page", id="address"),
        pytest.param(["graph", "NEWS"], 2, "--out", id="no-out"),
        pytest.param(["graph", "NEWS", "--out", "a.csv", "--only-among"], 2, "--country",
                     id="only-among-what"),
        pytest.param(["extract", "NEWS", "--out", "NEWS"], 2, "also an input", id="over-input"),
        pytest.param(["extract"], 2, "PATH", id="no-path"),
        pytest.param(["extract", "NEWS", "--nonsense"], 2, "--nonsense", id="option"),
        pytest.param(["nonsense"], 2, "nonsense", id="command"),
        pytest.param(["app", "--port", "0"], 2, "--port", id="port"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(
    news: Path, monkeypatch: pytest.MonkeyPatch, args: list[str], status: int, words: str
) -> None:
    monkeypatch.chdir(news.parent)
    result = run(*(str(news) if arg == "NEWS" else arg for arg in args))
    assert result.exit_code == status
    assert words in result.stderr
    assert result.stdout == ""
    assert [path.name for path in news.parent.iterdir()] == ["news.txt"]
    assert news.read_text(encoding="utf-8") == TEXT


def test_an_unknown_model_leaves_the_file_as_it_was(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.jsonl"
    out.write_text("kept", encoding="utf-8")
    assert run("extract", news, "--out", out, "--model", "no_such").exit_code == 1
    assert out.read_text(encoding="utf-8") == "kept"


def test_names_of_files_cannot_send_codes_to_the_terminal(tmp_path: Path) -> None:
    result = run("extract", tmp_path / "a\x1b[31m.txt")
    assert (result.exit_code, "\x1b" in result.stderr) == (1, False)


def test_a_reader_who_leaves_early_sees_no_error(news: Path) -> None:
    command = f'"{sys.executable}" -m explorer extract "{news}" | true'
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize(
    ("command", "words"),
    [
        pytest.param("extract NEWS > /dev/full", "standard output: it cannot be", id="full"),
        pytest.param("extract NEWS --out /dev/full", "/dev/full: it cannot be", id="full-file"),
        pytest.param("extract NEWS >&-", "standard output is closed", id="closed-output"),
        pytest.param("extract - <&-", "standard input: it is closed", id="closed-input"),
        pytest.param("graph - --out a.csv <&-", "standard input: it is closed", id="graph"),
    ],
)
def test_streams_that_fail_are_said_in_a_line(news: Path, command: str, words: str) -> None:
    line = f'"{sys.executable}" -m explorer {command.replace("NEWS", str(news))}'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        line, shell=True, capture_output=True, text=True, cwd=news.parent, env=env
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith(words)


def test_ctrl_c_ends_it_without_a_word() -> None:
    command = [sys.executable, "-m", "explorer", "extract", "-"]
    pipes: dict[str, Any] = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.PIPE)
    with subprocess.Popen(command, cwd=ROOT, text=True, **pipes) as running:
        assert running.stdin is not None
        running.stdin.write("word " * 100_000)  # more than a pipe holds: it reads by now
        running.stdin.flush()
        running.send_signal(signal.SIGINT)
        assert running.communicate(timeout=60) == ("", "")
    assert running.returncode == 130


def test_ctrl_c_while_the_command_is_loading(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "main", interrupted)
    with pytest.raises(SystemExit) as end:
        __main__.main()
    assert end.value.code == 130


@pytest.mark.parametrize(
    "args", [[], ["--help"], ["extract", "-h"], ["graph", "-h"], ["app", "-h"]]
)
def test_help_shows_examples(args: list[str]) -> None:
    result = run(*args)
    assert "Examples" in result.output
    assert "explorer " in result.output


def test_version() -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.output.startswith("Actor Graph Explorer")


def test_app_starts_streamlit_for_this_computer_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calls: list[tuple[list[str], dict[str, str]]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        calls.append((command, env))
        return 0

    monkeypatch.setattr(commands.subprocess, "call", call)
    monkeypatch.chdir(tmp_path)
    assert run("app", "a.txt", "b", "--port", "8600", "--corrections", "c.json").exit_code == 0
    [(command, env)] = calls
    assert command[:3] == [sys.executable, "-m", "explorer.app.serve"]
    assert Path(command[3]).is_file()
    assert command[4:6] == ["--server.address=127.0.0.1", "--server.port=8600"]
    assert env[environment.CORRECTIONS] == str(tmp_path / "c.json")
    given = env[environment.PATHS].split(os.pathsep)
    assert given == [str(tmp_path / "a.txt"), str(tmp_path / "b")]


def test_the_samples_are_read_without_a_refusal() -> None:
    result = run("extract", DATA / "articles")
    assert (result.exit_code, result.stderr) == (0, "")
    assert len({one["article"] for one in events(result.stdout)}) >= 5

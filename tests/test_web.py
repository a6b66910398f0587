"""Links to articles, fetched from a real server; what is of this computer's network never is."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from explorer import cli, environment
from explorer.errors import ArticleError, ExplorerError
from explorer.sources import web
from explorer.sources.web import fetch_article, is_address, local_networks

SCRIPT = Path(__file__).parent.parent / "streamlit_app.py"
STORY = (
    "Norway accused Denmark of lies about the herring on Tuesday. The Danish government said "
    "that it would answer in due course. Both kingdoms are to meet in Gothenburg in May."
)
PAGE = f"""<html><head><title>Herring again</title>
<meta property="og:site_name" content="Fjord Gazette"></head>
<body><article><h1>Herring again</h1><p>{STORY}</p></article></body></html>"""
HERE = ("127.0.0.1/32",)
LATIN = PAGE.replace("herring", "blåbær").encode("latin-1")

# What the server answers: status, headers, body.
ANSWERS: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/story": (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE.encode()),
    "/latin": (200, {"Content-Type": "text/html; charset=iso-8859-1"}, LATIN),
    "/packed": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(PAGE.encode()),
    ),
    "/plain.txt": (200, {"Content-Type": "text/plain"}, STORY.encode()),
    "/menu": (200, {"Content-Type": "text/html"}, b"<html><a href='/'>Home</a></html>"),
    "/paper.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.7"),
    "/moved": (302, {"Location": "/story?from=moved"}, b""),
    "/round": (301, {"Location": "/round"}, b""),
    "/gone": (404, {"Content-Type": "text/html"}, b"gone"),
    "/bomb": (
        200,
        {"Content-Type": "text/html", "Content-Encoding": "gzip"},
        gzip.compress(b" " * 3 * web.MAX_PAGE),
    ),
    **{
        f"/to/{number}": (307, {"Location": location}, b"")
        for number, location in enumerate(
            (
                "http://127.0.0.2/",
                "http://[::1]/",
                "http://169.254.169.254/latest/meta-data/",
                "http://10.1.2.3/",
                "file:///etc/passwd",
                "//0.0.0.0/",
            )
        )
    },
}


class Handler(BaseHTTPRequestHandler):
    """Answers from the table; "/slow" and "/drip" never end, "/large" is too large."""

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["Host"]))  # type: ignore[attr-defined]
        path = self.path.partition("?")[0]
        if path == "/slow":
            time.sleep(3)
        status, headers, body = ANSWERS.get(path, (200, {"Content-Type": "text/html"}, b""))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        try:
            self.wfile.write(body)
            while path == "/large":
                self.wfile.write(b"<p>" * 100_000)
            while path == "/drip":
                self.wfile.write(b"<p>")
                time.sleep(0.05)
        except OSError:
            pass  # the reader has enough

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.asked = []  # type: ignore[attr-defined]
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def site(server: ThreadingHTTPServer) -> str:
    server.asked.clear()  # type: ignore[attr-defined]
    return f"http://127.0.0.1:{server.server_port}"


def refused(address: str, **options: Any) -> str:
    with pytest.raises(ArticleError) as caught:
        fetch_article(address, **options)
    assert caught.value.source == address.strip()
    return caught.value.reason


def test_a_page_becomes_an_article(site: str) -> None:
    article = fetch_article(f" {site}/story\n", local=HERE)
    assert article.text == STORY or article.text.endswith(STORY)
    assert (article.title, article.outlet) == ("Herring again", "Fjord Gazette")
    assert (article.id, article.url) == ("127.0.0.1/story", f"{site}/story")


@pytest.mark.parametrize("path", ["/latin", "/packed", "/plain.txt", "/moved"])
def test_however_it_is_sent(site: str, path: str) -> None:
    text = fetch_article(site + path, local=HERE).text
    assert text.endswith(STORY.replace("herring", "blåbær") if path == "/latin" else STORY)


def test_a_redirect_is_followed_to_where_it_leads(site: str, server: Any) -> None:
    assert fetch_article(f"{site}/moved", local=HERE).url == f"{site}/story?from=moved"
    host = site.removeprefix("http://")
    assert server.asked == [("/moved", host), ("/story?from=moved", host)]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/menu", "no article was found in this page"),
        ("/paper.pdf", "it is no page of text, but application/pdf"),
        ("/round", "it leads on and on, more than 5 times"),
        ("/gone", "it answers 404"),
        ("/large", "it is larger than 5 MB"),
        ("/bomb", "it is larger than 5 MB"),
        ("/empty", "it is empty"),
    ],
)
def test_what_is_no_article_is_refused(site: str, path: str, reason: str) -> None:
    assert reason in refused(site + path, local=HERE)


@pytest.mark.parametrize("path", ["/slow", "/drip"])
def test_it_takes_only_so_long(site: str, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web, "MAX_SECONDS", 0.5)
    began = time.monotonic()
    assert "no answer within 0.5 seconds" in refused(site + path, local=HERE)
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "[fe80::1]",
        "[fc00::1]",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
    ],
)
def test_no_address_of_this_computer_or_its_network(
    host: str, server: Any, site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "create_connection", None)  # nothing is even tried
    reason = refused(f"http://{host}:{server.server_port}/story")
    assert "an address of this computer or of its network" in reason
    assert server.asked == []


@pytest.mark.parametrize("number", range(5))
def test_no_redirect_to_one(site: str, number: int, server: Any) -> None:
    to = ANSWERS[f"/to/{number}"][1]["Location"]
    reason = refused(f"{site}/to/{number}", local=HERE)
    assert reason.startswith(f"it leads to {to}: it is not fetched: ")
    assert len(server.asked) == 1


def test_a_name_is_resolved_once_and_all_its_addresses_checked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[str] = []
    tried: list[Any] = []

    def resolve(name: str, port: int, **options: Any) -> list[Any]:
        asked.append(name)
        answers = {
            "rebound.example": ["93.184.215.14"] if len(asked) == 1 else ["127.0.0.1"],
            "both.example": ["93.184.215.14", "127.0.0.1"],
        }
        return [(2, 1, 6, "", (one, port)) for one in answers[name]]

    def connect(address: Any, **options: Any) -> None:
        tried.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(web, "getaddrinfo", resolve)
    monkeypatch.setattr(web, "create_connection", connect)
    assert "Connection refused" in refused("https://rebound.example/")
    assert (asked, tried) == (["rebound.example"], [("93.184.215.14", 443)])
    assert "127.0.0.1 is an address of this computer" in refused("https://both.example/")
    assert len(tried) == 1


def test_this_computer_under_an_address_that_is_public(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web, "_is_public", lambda address: True)
    assert "127.0.0.1 is this computer" in refused(f"{site}/story")


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("ftp://paper.example/a", "only addresses of http and https"),
        ("file:///etc/passwd", "only addresses of http and https"),
        ("http://", "only addresses of http and https"),
        ("https://reader:secret@paper.example/", "a user's name"),
        ("http://paper.example/a b", "it is no address of a page"),
        ("http://paper.example/\x00", "it is no address of a page"),
        (f"http://paper.example/{'a' * 1900}{'b' * 200}"[:2100], "it is no address of a page"),
        ("http://[::1", "it cannot be fetched"),
        ("http://paper.example:99999/", "it cannot be fetched"),
        ("http://no-such-name.invalid/", "it cannot be fetched"),
    ],
)
def test_what_is_no_address_is_refused(address: str, reason: str) -> None:
    with pytest.raises(ArticleError, match=reason):
        fetch_article(address)


def test_networks_are_named_by_an_option_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(environment.LOCAL_LINKS, raising=False)
    assert local_networks() == ()
    monkeypatch.setenv(environment.LOCAL_LINKS, "10.0.0.0/8,127.0.0.1")
    assert local_networks() == ("10.0.0.0/8", "127.0.0.1/32")
    monkeypatch.setenv(environment.LOCAL_LINKS, "the office")
    with pytest.raises(ExplorerError, match=r"the office.*10\.0\.0\.0/8"):
        local_networks()


def test_an_address_stands_alone() -> None:
    assert is_address(" HTTPS://paper.example/story \n")
    assert not is_address("https://paper.example/story is what I read")
    assert not is_address("Iran met Iraq.")


def test_a_link_can_be_pasted_into_the_page(
    site: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "one.txt").write_text("Oman met Togo.", encoding="utf-8")
    monkeypatch.setenv(environment.PATHS, str(tmp_path))
    monkeypatch.setenv(environment.CORRECTIONS, str(tmp_path / "corrections.json"))
    monkeypatch.setenv(environment.LOCAL_LINKS, HERE[0])
    page = AppTest.from_file(str(SCRIPT), default_timeout=60).run()
    [box] = [one for one in page.text_area if one.label == "Paste an article"]
    box.set_value(f"{site}/story\n{site}/gone\nhttp://127.0.0.2/")
    [outlet] = [one for one in page.text_input if one.label == "Outlet"]
    outlet.set_value("Herring Times")
    [button] = [one for one in page.button if one.label == "Draw the graph"]
    button.click().run()
    assert not page.exception
    source = page.session_state["source"]
    assert [(one.id, one.outlet) for one in source.articles] == [
        ("127.0.0.1/story", "Herring Times")
    ]
    gone, other = source.refusals
    assert gone.startswith(f"{site}/gone: it answers 404")
    assert other.startswith("http://127.0.0.2/: it is not fetched")


def test_the_command_names_networks_for_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[dict[str, str]] = []
    monkeypatch.setattr("subprocess.call", lambda *args, env: called.append(env) or 0)
    options = ["--local-links", "10.0.0.0/8", "--local-links", "127.0.0.1"]
    assert CliRunner().invoke(cli.app, ["app", *options]).exit_code == 0
    assert called[0][environment.LOCAL_LINKS] == "10.0.0.0/8,127.0.0.1"
    wrong = CliRunner().invoke(cli.app, ["app", "--local-links", "here"])
    assert wrong.exit_code == 1
    assert "10.0.0.0/8" in wrong.output
    assert len(called) == 1


def test_a_command_reads_a_link(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(environment.LOCAL_LINKS, HERE[0])
    told = CliRunner().invoke(cli.app, ["extract", f"{site}/story"])
    assert told.exit_code == 0
    assert '"article": "127.0.0.1/story"' in told.stdout

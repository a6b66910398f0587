"""Web pages to articles: by http or https, and never from this computer or its network.

Whoever can open the page can have the server fetch an address. So a name is resolved once, each
address that it has is checked, and one that was checked is connected to: a name that stands for
something else a moment later (DNS rebinding) leads nowhere else. Redirects keep to the same rules.
"""

from __future__ import annotations

import io
import os
import ssl
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Event, Timer
from time import monotonic
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from explorer import environment
from explorer.errors import ArticleError, ExplorerError
from explorer.model import Article
from explorer.sources.article import to_article
from explorer.sources.formats import Source, drafts

MAX_PAGE = 5_000_000  # bytes
MAX_SECONDS = 15.0  # for all of it, redirects included

_MOST_REDIRECTS = 5
_LONGEST = 2_000  # characters of an address
_REDIRECTS = (301, 302, 303, 307, 308)
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; Actor Graph Explorer)",
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
    "Accept-Language": "en",
    "Accept-Encoding": "identity",
    "Connection": "close",
}
_KEPT = "%/:?#[]@!$&'()*+,;=~"  # what is written as it stands in the path of an address
_SAVE = "save the page as a file, and upload that"

Address = IPv4Address | IPv6Address


class _Refused(Exception):
    """Why an address is not fetched, or not any further."""


class _Page(NamedTuple):
    address: str
    suffix: str
    data: bytes


def is_address(text: str) -> bool:
    """Tell if a text is the address of a web page, and nothing else."""
    return text.strip().lower().startswith(("http://", "https://")) and len(text.split()) == 1


def local_networks(named: Sequence[str] | None = None) -> tuple[str, ...]:
    """Return the networks that may be fetched from although they are not public.

    Args:
        named: as people write them ("10.0.0.0/8"); by default those that the environment names.

    Raises:
        ExplorerError: one is no network.
    """
    if named is None:
        named = os.environ.get(environment.LOCAL_LINKS, "").split(",")
    try:
        return tuple(str(ip_network(one, strict=False)) for one in named if one)
    except ValueError as error:
        raise ExplorerError(f"{error}; a network is written as 10.0.0.0/8") from error


def fetch_article(address: str, *, local: Sequence[str] = ()) -> Article:
    """Return the article that a web page holds.

    Args:
        address: by http or https.
        local: networks that may be fetched from, see ``local_networks``.

    Raises:
        ArticleError: the address may not be fetched, cannot be, or holds no article.
    """
    named = address.strip()[:_LONGEST]
    try:
        page = _followed(address.strip(), local)
    except _Refused as refusal:
        raise ArticleError(named, str(refusal)) from refusal
    source = Source(named, named, io.BufferedReader(io.BytesIO(page.data)))
    [draft] = drafts(source, page.suffix)
    article = to_article(draft)
    parts = urlsplit(page.address)
    host = (parts.hostname or "").removeprefix("www.")
    id = f"{host}{parts.path}".rstrip("/")[:_LONGEST]
    return replace(article, id=id, url=page.address, outlet=article.outlet or host)


def _followed(address: str, local: Sequence[str]) -> _Page:
    """Return the page at an address or, if that redirects, at where it leads to."""
    until = monotonic() + MAX_SECONDS
    first = address
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            found = _tried(address, local, until)
        except _Refused as refusal:
            way = "" if address == first else f"it leads to {address[:_LONGEST]}: "
            raise _Refused(f"{way}{refusal}") from refusal
        if isinstance(found, _Page):
            return found
        address = urljoin(address, found)
    raise _Refused(f"it leads on and on, more than {_MOST_REDIRECTS} times; {_SAVE}")


def _tried(address: str, local: Sequence[str], until: float) -> _Page | str:
    """Return what is fetched; whatever goes wrong is a refusal."""
    try:
        return _fetched(address, local, until)
    except (OSError, HTTPException, ValueError, zlib.error) as error:
        told = getattr(error, "strerror", None) or str(error) or type(error).__name__
        late = isinstance(error, TimeoutError) or monotonic() >= until
        why = f"no answer within {MAX_SECONDS:g} seconds" if late else " ".join(str(told).split())
        raise _Refused(f"it cannot be fetched ({why[:200]}); {_SAVE}") from error


def _fetched(address: str, local: Sequence[str], until: float) -> _Page | str:
    """Return the page at an address, or the address that it redirects to."""
    parts = _parsed(address)
    with _connected(parts, local, until) as (sock, late), _asked(parts, sock) as response:
        if response.status in _REDIRECTS and (location := response.getheader("Location")):
            return location
        if response.status != 200:
            raise _Refused(f"it answers {response.status} {response.reason[:100]}; {_SAVE}")
        kind = response.headers.get_content_type()
        if kind not in _SUFFIXES:
            raise _Refused(f"it is no page of text, but {kind[:100]}; save its text as a file")
        data = _unpacked(response.read(MAX_PAGE + 1), response)
        if late.is_set():
            raise TimeoutError
        if len(data) > MAX_PAGE:
            raise _Refused(f"it is larger than {MAX_PAGE // 10**6} MB; save its text as a file")
        return _Page(address, _SUFFIXES[kind], _as_utf8(data, response))


def _parsed(address: str) -> SplitResult:
    if len(address) > _LONGEST or any(sign.isspace() or not sign.isprintable() for sign in address):
        raise _Refused("it is no address of a page; copy it anew from the browser")
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise _Refused("it is not fetched: only addresses of http and https are")
    if parts.username is not None:
        raise _Refused("it is not fetched with a user's name in it; leave that out")
    return parts


@contextmanager
def _connected(
    parts: SplitResult, local: Sequence[str], until: float
) -> Iterator[tuple[socket, Event]]:
    """Give a connection, which is cut off when it is late; then the event is set."""
    host, port = str(parts.hostname), parts.port or _PORTS[parts.scheme]
    name = host.encode("idna").decode("ascii") if not host.isascii() else host
    to = _checked(name, port, local)
    late = Event()
    with create_connection((str(to), port), timeout=max(0.1, until - monotonic())) as plain:
        if plain.getpeername()[0] == plain.getsockname()[0] and not _is_in(to, local):
            raise _Refused(f"it is not fetched: {host} is this computer")
        sock = _secured(plain, name) if parts.scheme == "https" else plain
        with sock:
            timer = Timer(max(0.0, until - monotonic()), _cut, (sock, late))
            timer.start()
            try:
                yield sock, late
            finally:
                timer.cancel()


def _checked(name: str, port: int, local: Sequence[str]) -> Address:
    """Return an address of a host; all that it has must be public, or in a network named."""
    found = getaddrinfo(name, port, type=SOCK_STREAM)
    addresses = [ip_address(str(one[4][0]).partition("%")[0]) for one in found]
    for one in addresses:
        if not (_is_public(one) or _is_in(one, local)):
            raise _Refused(
                f"it is not fetched: {one} is an address of this computer or of its network"
            )
    return addresses[0]


def _is_public(address: Address) -> bool:
    """Tell if an address is anybody's; those that stand for another one (6to4) are not."""
    if isinstance(address, IPv6Address) and (address.sixtofour or address.is_site_local):
        return False
    apart = address.is_multicast or address.is_reserved or address.is_link_local
    return address.is_global and not apart


def _is_in(address: Address, networks: Sequence[str]) -> bool:
    return any(address in ip_network(one, strict=False) for one in networks)


def _secured(sock: socket, name: str) -> socket:
    return ssl.create_default_context().wrap_socket(sock, server_hostname=name)


def _cut(sock: socket, late: Event) -> None:
    late.set()
    with suppress(OSError):
        sock.shutdown(SHUT_RDWR)


@contextmanager
def _asked(parts: SplitResult, sock: socket) -> Iterator[HTTPResponse]:
    """Ask for a page over a connection, and give the answer."""
    host = parts.netloc.encode("idna").decode("ascii")
    http = HTTPConnection(host)
    http.sock = sock
    query = f"?{parts.query}" if parts.query else ""
    http.putrequest("GET", quote(f"{parts.path or '/'}{query}", safe=_KEPT), skip_host=True,
                    skip_accept_encoding=True)  # fmt: skip
    http.putheader("Host", host)
    for name, value in _HEADERS.items():
        http.putheader(name, value)
    http.endheaders()
    with http.getresponse() as response:
        yield response


def _unpacked(data: bytes, response: HTTPResponse) -> bytes:
    """Return a page that is sent compressed, though nobody asked for that, up to the bound."""
    if response.getheader("Content-Encoding", "identity").lower() in ("gzip", "deflate"):
        return zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(data, MAX_PAGE + 1)
    return data


def _as_utf8(data: bytes, response: HTTPResponse) -> bytes:
    """Return the page as UTF-8 if the server says in what it is written; else as it is."""
    charset = response.headers.get_content_charset() or "utf-8"
    with suppress(LookupError):
        return data if charset == "utf-8" else data.decode(charset, "replace").encode("utf-8")
    return data

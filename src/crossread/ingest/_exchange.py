"""One request and its answer, within limits of size and time, at an address that was checked before."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread import __version__
from crossread.ingest._addresses import SCHEMES, Refused, Target

if TYPE_CHECKING:
    import httpx2

USER_AGENT = f"crossread/{__version__}"
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, application/feed+json, "
    "application/xml;q=0.9, application/json;q=0.9, text/*;q=0.8, */*;q=0.1"
)
DECODED = frozenset({"", "identity", "gzip", "deflate"})
"""Content codings that are asked for and unpacked, in pieces; packings inside packings are refused."""

CONNECT_S = 5.0
"""How long one address of a host may take to answer the call; there may be others."""

MAX_ADDRESSES = 4
"""So many addresses of one host are tried."""

LEAST_BYTES_PER_S = 10_000
"""A large file that is passed on while it comes may take a page's time, and a second more for so many bytes."""

MAX_VALIDATOR_CHARS = 500
MAX_CONTACT_CHARS = 200
OK = 200

Sink = Callable[[bytes], None]
"""Takes the pieces of a body as they come, and returns when it wants the next; may raise `Refused`."""


class Validators(Struct, frozen=True):
    """What a server wants to be told at the next visit, to answer "nothing new": ETag and Last-Modified."""

    etag: str | None = None
    modified: str | None = None

    def headers(self) -> dict[str, str]:
        """Give them as the headers of a conditional request (RFC 9110, 13.1)."""
        said = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in said.items() if value}


class Answer(Struct, frozen=True, kw_only=True):
    """What a server said; `data` is there with status 200 alone, and unpacked."""

    status: int
    data: bytes = b""
    location: str | None = None
    content_type: str | None = None
    charset: str | None = None
    retry_after: str | None = None
    validators: Validators = Validators()


class Want(Struct, frozen=True, kw_only=True):
    """What is wanted of an answer."""

    max_bytes: int
    """How much the body may have, packed and unpacked."""
    is_cut: bool = False
    """A longer body is cut there, and not refused."""
    check: Callable[[Answer], None] | None = None
    """Called before the body is read; may raise `Refused`."""
    sink: Sink | None = None
    """Takes the body as it was sent, piece by piece, in the place of `Answer.data`."""


class Budget:
    """What is left of the time that one URL may take, with all its redirects and retries, pauses not counted."""

    def __init__(self, left_s: float) -> None:
        self.left_s = left_s


def user_agent(contact: str | None) -> str:
    """Say who asks: our name and version, and whom to write to about it, where the user says so (RFC 9110, 10.1.5)."""
    said = " ".join((contact or "").split())
    is_sayable = said.isascii() and said.isprintable() and not set(said) & set("()\\")
    return f"{USER_AGENT} ({said[:MAX_CONTACT_CHARS]})" if said and is_sayable else USER_AGENT


def make_client(*, tls: ssl.SSLContext, read_s: float, contact: str | None) -> httpx2.AsyncClient:
    """Make a client that reads no environment, follows nothing, keeps no cookie and no connection.

    A kept connection would be found again by its IP address, under which another host may be, to whose
    name the certificate was never held.
    """
    import httpx2  # noqa: PLC0415

    return httpx2.AsyncClient(
        verify=tls,
        trust_env=False,
        follow_redirects=False,
        limits=httpx2.Limits(max_keepalive_connections=0),
        timeout=httpx2.Timeout(read_s, connect=CONNECT_S, pool=None),
        cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
        headers={"User-Agent": user_agent(contact), "Accept": ACCEPT, "Accept-Encoding": "gzip"},
    )


async def ask(
    client: httpx2.AsyncClient,
    target: Target,
    addresses: Iterable[str],
    *,
    budget: Budget,
    want: Want,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Ask for one page at the first of its addresses that answers.

    Args:
        client: of `make_client`.
        target: what to ask for.
        addresses: those of `find_addresses`; no other is connected to.
        budget: the time that is left; what this takes is taken off. A body that goes to a sink has it to begin
            with, and more for every byte.
        want: what is done with the body.
        headers: sent beside those of the client.

    Raises:
        Refused: there is no whole answer, or `check` or the sink refused it.
    """
    import httpx2  # noqa: PLC0415

    began = time.monotonic()
    error: Exception | None = None
    try:
        async with asyncio.timeout(budget.left_s) as limit:
            for address in list(addresses)[:MAX_ADDRESSES]:
                request = _request(client, target, address, headers or {})
                try:
                    return await _send(client, request, target, want=want, limit=limit)
                except (httpx2.ConnectError, httpx2.ConnectTimeout) as e:
                    error = e
    except httpx2.TimeoutException as e:
        raise Refused("fetch-timeout", f"{target.url}: the server said nothing for too long") from e
    except TimeoutError as e:
        raise Refused("fetch-timeout", f"{target.url}: the time for one page is over; it came too slowly") from e
    except (httpx2.HTTPError, httpx2.InvalidURL, OSError, ValueError) as e:
        error = e
    finally:
        budget.left_s -= time.monotonic() - began
    why = " ".join(str(error).split())[:200] or type(error).__name__
    raise Refused("fetch-failed", f"{target.url}: no answer that could be read: {why}") from error


def _request(client: httpx2.AsyncClient, target: Target, address: str, headers: Mapping[str, str]) -> httpx2.Request:
    """Make a request that goes to an address, and is to the server and its certificate one to the name."""
    import httpx2  # noqa: PLC0415

    name = f"[{target.host}]" if ":" in target.host else target.host
    host = name if target.port == SCHEMES[target.scheme] else f"{name}:{target.port}"
    place = httpx2.URL(target.url).copy_with(host=address)
    extensions = {"sni_hostname": target.host}
    return client.build_request("GET", place, headers={**headers, "Host": host}, extensions=extensions)


async def _send(
    client: httpx2.AsyncClient,
    request: httpx2.Request,
    target: Target,
    *,
    want: Want,
    limit: asyncio.Timeout,
) -> Answer:
    response = await client.send(request, stream=True)
    try:
        answer = _answer(response)
        if answer.status != OK:
            return answer
        if want.check:
            want.check(answer)
        if want.sink:
            await _pass_on(response, target, want.sink, max_bytes=want.max_bytes, limit=limit)
        data = b"" if want.sink else await _body(response, target, max_bytes=want.max_bytes, is_cut=want.is_cut)
    finally:
        await response.aclose()
    return Answer(
        status=OK,
        data=data,
        content_type=answer.content_type,
        charset=answer.charset,
        validators=answer.validators,
    )


async def _body(response: httpx2.Response, target: Target, *, max_bytes: int, is_cut: bool) -> bytes:
    """Read and unpack the body, as far as the limit."""
    coding = response.headers.get("content-encoding", "").strip().lower()
    if coding not in DECODED:
        raise Refused("fetch-failed", f"{target.url}: packed with '{coding[:60]}', which was not asked for")
    data = bytearray()
    is_over = not is_cut and _said_bytes(response) > max_bytes
    if not is_over:
        async for piece in response.aiter_bytes():
            data += piece
            is_over = max(len(data), response.num_bytes_downloaded) > max_bytes
            if is_over:
                break
    if is_over and not is_cut:
        message = f"{target.url}: the page is larger than {max_bytes:,} bytes; raise max_bytes if it is wanted"
        raise Refused("file-too-large", message)
    return bytes(data[:max_bytes])


async def _pass_on(
    response: httpx2.Response, target: Target, sink: Sink, *, max_bytes: int, limit: asyncio.Timeout
) -> None:
    """Pass the body on as it comes, without what the server calls its coding: `.gz` is what the file is, packed or not.

    Only the time for which the server is waited for counts, so that whoever takes the pieces may work on each.
    """
    grace_s = (limit.when() or 0.0) - asyncio.get_running_loop().time()
    limit.reschedule(None)
    n_bytes, waited_s, began = 0, 0.0, time.monotonic()
    if _said_bytes(response) > max_bytes:
        raise _archive_too_large(target, max_bytes)
    async for piece in response.aiter_raw():
        n_bytes += len(piece)
        waited_s += time.monotonic() - began
        if n_bytes > max_bytes:
            raise _archive_too_large(target, max_bytes)
        if waited_s > grace_s + n_bytes / LEAST_BYTES_PER_S:
            message = f"{target.url}: {n_bytes:,} bytes came in {waited_s:.0f} s, which is too slow; fetch it by hand"
            raise Refused("fetch-timeout", message)
        sink(piece)
        began = time.monotonic()


def _archive_too_large(target: Target, max_bytes: int) -> Refused:
    message = f"{target.url}: the archive is larger than {max_bytes:,} bytes; fetch it by hand and give the file"
    return Refused("file-too-large", message)


def _said_bytes(response: httpx2.Response) -> int:
    """Give the size that a server announces, 0 where it does not."""
    said = response.headers.get("content-length", "")
    return int(said) if said.isascii() and said.isdigit() else 0


def _answer(response: httpx2.Response) -> Answer:
    headers = response.headers
    return Answer(
        status=response.status_code,
        location=headers.get("location"),
        content_type=headers.get("content-type", "").split(";", 1)[0].strip().lower()[:100] or None,
        charset=response.charset_encoding,
        retry_after=headers.get("retry-after"),
        validators=Validators(_validator(headers.get("etag")), _validator(headers.get("last-modified"))),
    )


def _validator(value: str | None) -> str | None:
    """Give a value that can be sent back as it came, or None."""
    return value if value and len(value) <= MAX_VALIDATOR_CHARS and value.isascii() and value.isprintable() else None

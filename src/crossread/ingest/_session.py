"""A run of fetching: pages of many hosts side by side, by the manners that sites ask for."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from crossread.ingest._addresses import Refused, Resolver, Target, find_addresses, parse_target, resolve_by_system
from crossread.ingest._download import Download
from crossread.ingest._exchange import OK, Answer, Budget, Sink, Validators, Want, ask, make_client
from crossread.ingest._media_types import is_archive, is_readable
from crossread.ingest._robots import MAX_ROBOTS_BYTES, OPEN, SHUT, Robots, parse_robots
from crossread.records import Found, Problem

if TYPE_CHECKING:
    import httpx2

T = TypeVar("T")

REDIRECTS = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
BUSY = frozenset({429, 502, 503, 504})
"""What a server says when the same request may be answered later."""

FIRST_RETRY_S = 0.5
"""How long a busy server that does not say when is left alone; then twice as long. stamina adds up to a second by chance."""

MAX_HOSTS = 8
"""So many hosts are asked side by side, each one request after the other."""


class FetchSettings(Struct, frozen=True, kw_only=True):
    """How pages are fetched. Times are seconds."""

    allow_private: bool = False
    """Ask hosts of this machine and of private networks too."""
    contact: str | None = None
    """Whom those who run a server can write to about these requests, a page or an e-mail address: told to each server."""
    max_bytes: int = 20_000_000
    """A page larger than this, also when unpacked, is not read."""
    max_archive_bytes: int = 5_000_000_000
    """A web archive is read page by page as far as this; a file of CC-NEWS has 1 GB."""
    max_time_s: float = 30.0
    """One page takes no longer, with all that it redirects to; pauses are not counted."""
    read_s: float = 10.0
    """A server that says nothing for so long is given up."""
    max_redirects: int = 5
    attempts: int = 3
    """How often a server that is busy is asked."""
    max_retry_s: float = 30.0
    """A server that wants to be left alone for longer is not asked again."""
    pause_s: float = 1.0
    """Between two pages of one host."""
    max_pause_s: float = 10.0
    """A robots.txt that wants a longer pause gets this one."""


class Fetched(Struct, frozen=True, kw_only=True):
    """A page as it came, unpacked. `is_unchanged`: the server has nothing newer than `seen`, and sent no bytes."""

    asked: str
    url: str
    data: bytes = b""
    content_type: str | None = None
    charset: str | None = None
    at: datetime
    validators: Validators = Validators()
    is_unchanged: bool = False


class Busy(Exception):
    """A server answered that it will answer later; `wait_s` says when, where it said so. It never leaves this module."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(f"status {answer.status}")
        self.answer = answer
        self.wait_s = parse_retry_after(answer.retry_after, now=datetime.now(UTC))


def parse_retry_after(value: str | None, *, now: datetime) -> float | None:
    """Read Retry-After, seconds or a date (RFC 9110, 10.2.3), as seconds from now; None where it says nothing."""
    if value is None:
        return None
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value[:10])
    try:
        moment = parsedate_to_datetime(value[:60])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())


class Session:
    """One run of fetching: what it has learned of hosts (addresses, robots.txt) and when it may ask them again."""

    def __init__(
        self,
        settings: FetchSettings,
        *,
        seen: Mapping[str, Validators] | None = None,
        resolve: Resolver = resolve_by_system,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.settings = settings
        self.seen = dict(seen or {})
        self.learned: dict[str, Validators] = {}
        """What servers said of pages that became documents: `seen` of the next session, once the documents are kept."""
        self._resolve = resolve
        self._tls = tls
        self._addresses: dict[str, tuple[str, ...] | Problem] = {}
        self._robots: dict[str, Robots | Problem] = {}
        self._next_turn: dict[str, float] = {}

    def fetch(self, urls: Iterable[str]) -> Found[Fetched]:
        """Fetch pages, in the order of their URLs, each once."""
        asked = list(dict.fromkeys(urls))
        if not asked:
            return Found()
        results = _run(self._fetch_all(asked))
        answers = [results[url] for url in asked]
        return Found(
            tuple(a for a in answers if isinstance(a, Fetched)), tuple(a for a in answers if isinstance(a, Problem))
        )

    def download(self, url: str) -> Download[Fetched | Problem]:
        """Begin to fetch one large page, which is read while it comes; close it when it is read."""
        return Download(lambda sink: asyncio.run(self._fetch_into(url, sink)))

    async def _fetch_into(self, url: str, sink: Sink) -> Fetched | Problem:
        async with self._client() as client:
            return await self._fetch_or_say_why(client, url, sink=sink)

    def _client(self) -> httpx2.AsyncClient:
        import httpx2  # noqa: PLC0415  (0.1 s)

        self._tls = self._tls or httpx2.create_ssl_context(trust_env=False)
        return make_client(tls=self._tls, read_s=self.settings.read_s, contact=self.settings.contact)

    async def _fetch_all(self, urls: Sequence[str]) -> dict[str, Fetched | Problem]:
        results: dict[str, Fetched | Problem] = {}
        by_host: dict[str, list[str]] = {}
        for url in urls:
            try:
                by_host.setdefault(parse_target(url).host, []).append(url)
            except Refused as refused:
                results[url] = refused.problem
        slots = asyncio.Semaphore(MAX_HOSTS)
        async with self._client() as client, asyncio.TaskGroup() as hosts:
            for of_host in by_host.values():
                hosts.create_task(self._fetch_host(client, of_host, slots=slots, results=results))
        return results

    async def _fetch_host(
        self,
        client: httpx2.AsyncClient,
        urls: Sequence[str],
        *,
        slots: asyncio.Semaphore,
        results: dict[str, Fetched | Problem],
    ) -> None:
        """Fetch the pages of one host, one after the other, and put them into the results."""
        async with slots:
            for url in urls:
                results[url] = await self._fetch_or_say_why(client, url)

    async def _fetch_or_say_why(
        self, client: httpx2.AsyncClient, url: str, *, sink: Sink | None = None
    ) -> Fetched | Problem:
        try:
            return await self._fetch_page(client, url, sink=sink)
        except Refused as refused:
            return _told_for(url, refused.problem)

    async def _fetch_page(self, client: httpx2.AsyncClient, asked: str, *, sink: Sink | None) -> Fetched:
        """Fetch one page, following what it redirects to; what goes to a sink is asked for as it lies on the server."""
        budget = Budget(self.settings.max_time_s)
        target = parse_target(asked)
        for _ in range(self.settings.max_redirects + 1):
            await self._await_leave(client, target)
            known = self.seen.get(target.url, Validators())
            answer = await self._ask(
                client,
                target,
                budget=budget,
                headers={**known.headers(), **({"Accept-Encoding": "identity"} if sink else {})},
                want=Want(
                    max_bytes=self.settings.max_archive_bytes if sink else self.settings.max_bytes,
                    check=partial(_check_archive_type if sink else _check_type, target),
                    sink=sink,
                ),
            )
            if answer.status not in REDIRECTS or answer.location is None:
                return _fetched(asked, target, answer, known)
            target = _redirected(target, answer.location)
        message = f"{asked}: redirects more than {self.settings.max_redirects} times, last to {target.url}"
        raise Refused("too-many-redirects", message)

    async def _ask(
        self,
        client: httpx2.AsyncClient,
        target: Target,
        *,
        budget: Budget,
        want: Want,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Ask at a checked address, again where the server is busy; gives its last answer."""
        from stamina import retry_context  # noqa: PLC0415

        addresses = await self._addresses_of(target)
        try:
            async for attempt in retry_context(
                on=self._wait_if_busy, attempts=self.settings.attempts, timeout=None, wait_initial=FIRST_RETRY_S
            ):
                with attempt:
                    return _unless_busy(await ask(client, target, addresses, budget=budget, want=want, headers=headers))
        except Busy as busy:
            return busy.answer
        raise AssertionError  # there is an attempt at least

    async def _addresses_of(self, target: Target) -> tuple[str, ...]:
        """Give the checked addresses of a host, which is resolved once in a run.

        Raises:
            Refused: it has none that may be asked.
        """
        find = partial(find_addresses, target, resolve=self._resolve, allow_private=self.settings.allow_private)
        return await _once(self._addresses, target.origin, lambda: asyncio.to_thread(find))

    def _wait_if_busy(self, error: Exception) -> bool | float:
        """Tell how long to wait before the next attempt: what the server says, or (True) longer every time."""
        if not isinstance(error, Busy):
            return False
        if error.wait_s is None:
            return True
        return error.wait_s if error.wait_s <= self.settings.max_retry_s else False

    async def _await_leave(self, client: httpx2.AsyncClient, target: Target) -> None:
        """Ask the robots.txt of a site whether a page may be fetched, and wait until it is our turn.

        Raises:
            Refused: it may not.
        """
        await self._addresses_of(target)  # so that a host that may not be asked is refused under the page's name
        robots = await _once(self._robots, target.origin, lambda: self._read_robots(client, target))
        if not robots.allows(target.url):
            message = (
                f"{target.url}: the robots.txt of '{target.host}' asks programs not to fetch it, or cannot be read"
            )
            raise Refused("robots-disallow", message)
        pause_s = max(self.settings.pause_s, min(robots.delay_s, self.settings.max_pause_s))
        now = time.monotonic()
        turn = max(now, self._next_turn.get(target.host, 0.0))
        self._next_turn[target.host] = turn + pause_s
        await asyncio.sleep(turn - now)

    async def _read_robots(self, client: httpx2.AsyncClient, target: Target) -> Robots:
        """Fetch the robots.txt of a site; it may redirect like a page, and is not asked for leave itself.

        Raises:
            Refused: the site itself may not be asked, so that its page is refused for the same reason.
        """
        budget = Budget(self.settings.max_time_s)
        want = Want(max_bytes=MAX_ROBOTS_BYTES, is_cut=True)
        place = parse_target("/robots.txt", base=target.url)
        for n_redirects in range(self.settings.max_redirects + 1):
            try:
                answer = await self._ask(client, place, budget=budget, want=want)
                if answer.status not in REDIRECTS or answer.location is None:
                    return _rules_in(answer)
                place = _redirected(place, answer.location)
            except Refused:
                if n_redirects == 0:
                    raise
                return SHUT
        return OPEN  # as if there were none (RFC 9309, 2.3.1.2)


async def _once(known: dict[str, T | Problem], key: str, find: Callable[[], Awaitable[T]]) -> T:
    """Give what is known, or find it out; what was refused is refused again without asking.

    Raises:
        Refused: by `find`, now or before.
    """
    if key not in known:
        try:
            known[key] = await find()
        except Refused as refused:
            known[key] = refused.problem
    found = known[key]
    if isinstance(found, Problem):
        raise Refused(found.code, found.message)
    return found


def _told_for(asked: str, problem: Problem) -> Problem:
    """Name the address that was asked for in a problem of one that it led to."""
    if asked in problem.message:
        return problem
    return replace(problem, message=f"{asked}: not fetched: {problem.message}")


def _unless_busy(answer: Answer) -> Answer:
    if answer.status in BUSY:
        raise Busy(answer)
    return answer


def _rules_in(answer: Answer) -> Robots:
    if answer.status == OK:
        return parse_robots(answer.data)
    return OPEN if 400 <= answer.status < 500 else SHUT


def _redirected(target: Target, location: str) -> Target:
    """Give where a page redirects to, checked in its form as a URL that was given."""
    place = parse_target(location, base=target.url)
    if target.scheme == "https" and place.scheme == "http":
        message = f"{target.url}: redirects to {place.url}, which anybody on the way can change; give that address if it is meant"
        raise Refused("insecure-redirect", message)
    return place


def _check_type(target: Target, answer: Answer) -> None:
    if not is_readable(answer.content_type, url=target.url):
        message = f"{target.url}: the server says it is '{answer.content_type}', which holds no report"
        raise Refused("wrong-content-type", message)


def _check_archive_type(target: Target, answer: Answer) -> None:
    if not is_archive(answer.content_type):
        message = f"{target.url}: the server says it is '{answer.content_type}', which is no web archive"
        raise Refused("wrong-content-type", message)


def _fetched(asked: str, target: Target, answer: Answer, known: Validators) -> Fetched:
    """Make a page of a server's last answer.

    Raises:
        Refused: it is no page.
    """
    is_unchanged = answer.status == NOT_MODIFIED and known != Validators()
    if answer.status != OK and not is_unchanged:
        later = f"; it asks to come back later (Retry-After: {answer.retry_after[:60]})" if answer.retry_after else ""
        raise Refused("http-status", f"{target.url}: the server answered with status {answer.status}{later}")
    return Fetched(
        asked=asked,
        url=target.url,
        data=answer.data,
        content_type=answer.content_type,
        charset=answer.charset,
        at=datetime.now(UTC),
        validators=known if is_unchanged else answer.validators,
        is_unchanged=is_unchanged,
    )


def _run(work: Coroutine[None, None, T]) -> T:
    """Run to its end; in a thread of its own where this one has a loop already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()

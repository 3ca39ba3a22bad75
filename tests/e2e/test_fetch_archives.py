"""Web archives by their address: read while they come, within limits, and never whole in memory."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from crossread.ingest.fetch import FetchSettings, Session, Validators, stream_fetched
from crossread.records import Document, Found
from crossread.settings import Settings
from crossread.store.library import open_library
from crossread.store.read import known_ids, list_stories
from tests.made_files import FIRST, SECOND, Capture, make_page, make_warc
from tests.web_server import Handler, Server, endless, sent

pytestmark = pytest.mark.e2e

QUICK = FetchSettings(allow_private=True, pause_s=0, max_time_s=1.0, read_s=0.5)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/gzip\r\nConnection: close\r\n"
HOST = "https://vellinpost.example"
MAX_MORE_BYTES = 40_000_000
"""Of memory for an archive of 100 MB over that for one of 8 KB, which takes 0.2 GB."""


def page_of(n: int) -> Capture:
    """Make a page that no other number has."""
    own = f"Pier {n} of the harbour was inspected at {n % 12 + 1} o’clock by a crew of {n + 7}."
    return Capture(make_page(FIRST, SECOND, own), url=f"{HOST}/{n}")


def archive(n_pages: int) -> bytes:
    """Make an archive of so many pages."""
    return make_warc(*map(page_of, range(n_pages)))


def batches(url: str, session: Session | None = None, **settings: Any) -> Iterator[Found[Document]]:
    """Read an archive, a page at a time."""
    return stream_fetched([url], settings=Settings(allow_private=True, **settings), session=session or Session(QUICK))


def read(url: str, session: Session | None = None, **settings: Any) -> tuple[list[str | None], list[str]]:
    """Read an archive; give the addresses of its pages, and the codes of its problems."""
    found = list(batches(url, session, **settings))
    codes = [problem.code for one in found for problem in one.problems]
    return [doc.url for one in found for doc in one.records], [code for code in codes if code != "date-of-copy"]


@pytest.mark.parametrize("type_", ["application/gzip", "application/octet-stream", "application/warc", "text/plain"])
def test_each_page_of_an_archive_is_a_document(server: Server, type_: str) -> None:
    """With the address of the archive and its own, whatever the server calls the archive."""
    docs = [doc for one in batches(server.page("/a.warc.gz", archive(3), type_=type_)) for doc in one.records]
    assert [doc.source for doc in docs] == [f"{server.url('/a.warc.gz')}#{HOST}/{n}" for n in range(3)]
    assert [doc.published for doc in docs] == ["2031-08-20T06:00:00+00:00"] * 3


def test_an_archive_that_the_server_calls_packed_is_read_whole(server: Server) -> None:
    """Many servers say `Content-Encoding: gzip` of a `.gz` file; unpacked as an answer it would end after one record."""
    url = server.page("/a.warc.gz", archive(3), type_="application/warc", Content_Encoding="gzip")
    assert read(url) == ([f"{HOST}/{n}" for n in range(3)], ["skipped-records"])
    assert {headers["Accept-Encoding"] for path, headers in server.asked if path == "/a.warc.gz"} == {"identity"}


def test_pages_are_given_while_the_rest_is_still_to_come(server: Server) -> None:
    """The server sends the second half once the first page is a document."""
    half, rest, is_read = archive(8), make_warc(page_of(8)), threading.Event()

    def answer(handler: Handler) -> None:
        handler.wfile.write(HEAD + b"\r\n" + half)
        handler.wfile.write(rest if is_read.wait(20) else b"")

    server.paths["/a.warc.gz"] = answer
    urls = []
    for found in batches(server.url("/a.warc.gz"), Session(replace(QUICK, read_s=30, max_time_s=30))):
        urls += [doc.url for doc in found.records]
        is_read.set()
    assert urls == [f"{HOST}/{n}" for n in range(9)]


def test_what_the_server_says_is_kept_when_the_archive_is_read_whole(server: Server) -> None:
    """An archive that was cut off is asked for again, one that has not changed is not sent."""
    session = Session(QUICK)
    server.page("/a.warc.gz", archive(1), type_="application/gzip", ETag='"v1"')
    server.paths["/b.warc.gz"] = sent(HEAD + b'ETag: "v1"\r\nContent-Length: 9999\r\n\r\n' + archive(1))
    assert read(server.url("/b.warc.gz"), session)[1] == ["skipped-records", "fetch-failed"]
    assert len(read(server.url("/a.warc.gz"), session)[0]) == 1
    assert session.learned == {server.url("/a.warc.gz"): Validators('"v1"')}
    server.paths["/a.warc.gz"] = lambda h: h.say(304) if "If-None-Match" in h.headers else h.say(500)
    assert read(server.url("/a.warc.gz"), Session(QUICK, seen=session.learned)) == ([], [])


def test_a_run_with_a_limit_leaves_the_rest_on_the_server(server: Server) -> None:
    """Whoever wants no more pages ends the connection."""
    left = threading.Event()

    def answer(handler: Handler) -> None:
        handler.wfile.write(HEAD + b"\r\n" + archive(2))
        try:
            for n in range(2, 5_000):
                handler.wfile.write(make_warc(page_of(n)))
        except OSError:
            left.set()

    server.paths["/a.warc.gz"] = answer
    found = batches(server.url("/a.warc.gz"))
    assert [doc.url for doc in next(found).records] == [f"{HOST}/0"]
    found.close()  # type: ignore[attr-defined]  # it is a generator
    assert left.wait(20)


HARMFUL: dict[str, tuple[Any, set[str], int]] = {
    "10 GB announced": (
        endless(HEAD + b"Content-Length: 10000000000\r\n\r\n", b"x", 0.1), {"file-too-large"}, 0
    ),
    "endless pages": (endless(HEAD + b"\r\n", make_warc(page_of(0))), {"file-too-large"}, 1),
    "endless zeros": (endless(HEAD + b"\r\n", bytes(65_536)), {"bad-warc"}, 0),
    "gzip bomb": (
        endless(HEAD + b"\r\n" + gzip.compress(b"WARC/1.0\r\n"), gzip.compress(b"\n" * 10_000_000)),
        {"bad-warc"}, 0,
    ),
    "slow drip": (endless(HEAD + b"\r\n" + archive(1), b"\x1f", 0.1), {"fetch-timeout"}, 1),
    "silence": (sent(b"", 3), {"fetch-timeout"}, 0),
    "silence after a page": (sent(HEAD + b"\r\n" + archive(1) + archive(1)[:300], 3), {"fetch-timeout"}, 1),
    "cut off": (sent(HEAD + b"Content-Length: 90000\r\n\r\n" + archive(1)[:-200]), {"bad-warc", "fetch-failed"}, 0),
    "cut off on the server": (lambda h: h.say(body=archive(2)[:-200], type_="application/gzip"), {"bad-warc"}, 1),
    "packed otherwise": (lambda h: h.say(body=gzip.compress(archive(2)), type_="application/gzip"), {"bad-warc"}, 0),
    "a page of words": (lambda h: h.say(body=b"Gone."), {"wrong-content-type"}, 0),
    "words": (lambda h: h.say(body=b"Gone.", type_="text/plain"), {"bad-warc"}, 0),
    "nothing": (lambda h: h.say(type_="text/plain"), {"empty-file"}, 0),
    "gone": (lambda h: h.say(404), {"http-status"}, 0),
    "redirect to a cloud's keys": (lambda h: h.say(302, Location="http://169.254.169.254/a.warc.gz"), {"private-address"}, 0),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMFUL)
def test_an_archive_made_to_harm_is_a_problem(server: Server, harm: str) -> None:
    """What came before is read, the fault is named with the address, and none takes long."""
    server.paths["/bad.warc.gz"], codes, n_pages = HARMFUL[harm]
    began = time.perf_counter()
    found = list(batches(server.url("/bad.warc.gz"), Session(replace(QUICK, max_archive_bytes=1_000_000))))
    assert time.perf_counter() - began < 15
    assert len({doc.url for one in found for doc in one.records}) == n_pages
    problems = {p.code: p.message for one in found for p in one.problems}
    assert codes <= set(problems), problems
    assert all(server.url("/bad.warc.gz") in message for message in problems.values())


def large(n_captures: int) -> Iterator[bytes]:
    """Make an archive piece by piece: in ten captures there are nine pictures of 40 KB and a page."""
    chance = random.Random(7)
    for n in range(n_captures):
        picture = Capture(chance.randbytes(40_000), url=f"{HOST}/{n}.png", content_type="image/png")
        yield make_warc(picture if n % 10 else page_of(n))


PEAK = """
import atexit, re, sys
from pathlib import Path
atexit.register(lambda: print(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1], file=sys.stderr))
from crossread.cli import main
main()
"""


def peak_of_adding(url: str, library: Path) -> int:
    """Add an archive to a library in a process of its own; give the memory that it took, in bytes."""
    command = [sys.executable, "-c", PEAK, "add", url, "--allow-private", "--unread", "--quiet", "--library"]
    done = subprocess.run([*command, str(library)], capture_output=True, text=True, check=True, timeout=600)
    return int(done.stderr.split()[-1]) * 1_024


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs the memory of a process as Linux tells it")
def test_a_large_archive_takes_the_memory_of_a_small_one(server: Server, tmp_path: Path) -> None:
    """One of 3,000 captures and 100 MB, sent while it is made, is added batch by batch; each report is kept."""

    def answer(handler: Handler) -> None:
        handler.wfile.write(HEAD + b"\r\n")
        for piece in large(3_000):
            handler.wfile.write(piece)

    server.paths["/large.warc.gz"] = answer
    small = peak_of_adding(server.page("/small.warc.gz", archive(10), type_="application/gzip"), tmp_path / "small")
    peak = peak_of_adding(server.url("/large.warc.gz"), tmp_path / "large")
    assert peak - small < MAX_MORE_BYTES, (peak, small)
    with open_library(tmp_path / "large") as library:
        assert sum(story.reports for story in list_stories(library)) == 300


@pytest.mark.slow
def test_reports_of_an_archive_are_safe_batch_by_batch(server: Server, tmp_path: Path) -> None:
    """What `add` has acknowledged is in the library while the server still has the rest of the archive."""
    is_read = threading.Event()

    def answer(handler: Handler) -> None:
        handler.wfile.write(HEAD + b"\r\n" + archive(150))
        is_read.wait(60)

    server.paths["/a.warc.gz"] = answer
    place = tmp_path / "library.sqlite"
    command = [sys.executable, "-c", "from crossread.cli import main; main()", "add", server.url("/a.warc.gz")]
    options = ["--allow-private", "--unread", "--json", "--quiet", "--library", str(place)]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, text=True) as adding:
        assert adding.stdout is not None
        try:
            reports = [line.split('"')[3] for line, _ in zip(adding.stdout, range(100), strict=False)]
        finally:
            adding.kill()
            is_read.set()
    with open_library(place) as library, library.reading() as conn:
        assert known_ids(conn, reports) == set(reports)
    assert len(set(reports)) == 100

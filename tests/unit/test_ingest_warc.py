"""Web archives: pages record by record, what their servers said, and archives that are cut off or made to harm."""

import gzip
import io
import time
import tracemalloc
from collections.abc import Iterable

import pytest

from crossread.ingest.raw import RawReport
from crossread.ingest.warc import is_warc, read_warc
from crossread.records import Problem
from tests.made_files import FIRST, SECOND, Capture, make_packed_blanks, make_page, make_warc

PAGE = make_page(FIRST, SECOND, head="<title>Harbour shut</title>")
TEXT = f"{FIRST}\n{SECOND}"


def read(data: bytes, *, max_bytes: int = 10**6) -> tuple[list[RawReport], list[Problem]]:
    """Read a whole archive."""
    found = list(read_warc(io.BytesIO(data), source="a.warc.gz", max_bytes=max_bytes))
    return [report for one in found for report in one.records], [problem for one in found for problem in one.problems]


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in problems]


@pytest.mark.parametrize("packing", ["a member a record", "none", "one member"])
def test_pages_are_read_with_address_and_day_of_capture(packing: str) -> None:
    """Whether each record is packed, the whole, or nothing."""
    captures = (Capture(PAGE), Capture(PAGE, url="https://b.example/2", at="2031-08-21T06:00:00Z"))
    data = make_warc(*captures, is_packed=packing == "a member a record")
    reports, problems = read(gzip.compress(data) if packing == "one member" else data)
    assert [(report.text, report.title) for report in reports] == [(TEXT, "Harbour shut")] * 2
    assert [(r.url, r.part, r.saved) for r in reports] == [(c.url, c.url, c.at) for c in captures]
    assert codes(problems) == ["skipped-records"]
    assert "3 record(s)" in problems[0].message


def test_the_page_s_own_address_comes_before_that_of_the_capture() -> None:
    """A canonical link is the page's word; the record keeps the address that was asked."""
    head = '<link rel="canonical" href="https://vellinpost.example/a">'
    (report,), _ = read(make_warc(Capture(make_page(FIRST, SECOND, head=head), url="https://vellinpost.example/a?x=1")))
    assert (report.url, report.part) == ("https://vellinpost.example/a", "https://vellinpost.example/a?x=1")


def test_the_charset_of_the_server_is_used() -> None:
    """A page that names none is read as its HTTP header says."""
    page = make_page(FIRST, SECOND, "Café “Zoë” in Łódka closed as well.", charset="cp1250")
    (report,), problems = read(make_warc(Capture(page, content_type="text/html; charset=windows-1250")))
    assert report.text.endswith("Café “Zoë” in Łódka closed as well.")
    assert "encoding-guessed" not in codes(problems)


@pytest.mark.parametrize(
    ("body", "header"),
    [
        (gzip.compress(PAGE, mtime=0), ("Content-Encoding", "gzip")),
        (b"%x\r\n%s\r\n0\r\n\r\n" % (len(PAGE), PAGE), ("Transfer-Encoding", "chunked")),
    ],
)
def test_packed_and_chunked_answers_are_unpacked(body: bytes, header: tuple[str, str]) -> None:
    """The archive has the bytes that went over the wire."""
    (report,), _ = read(make_warc(Capture(body, headers=[header])))
    assert report.text == TEXT


def test_plain_text_is_read_as_text() -> None:
    """Of servers, and of the conversion records of archives of texts."""
    captures = [Capture(FIRST.encode(), content_type="text/plain", kind=kind) for kind in ("response", "conversion")]
    reports, _ = read(make_warc(*captures))
    assert [report.text for report in reports] == [FIRST, FIRST]


def test_what_is_no_page_is_counted() -> None:
    """Errors, pictures and requests are told in one line."""
    reports, problems = read(
        make_warc(Capture(PAGE, status="404 Not Found"), Capture(b"\x89PNG", content_type="image/png"))
    )
    assert reports == []
    assert codes(problems) == ["skipped-records"]
    assert "5 record(s)" in problems[0].message


@pytest.mark.parametrize("is_packed", [True, False])
@pytest.mark.parametrize("n_missing", [3, 100, 400])
def test_an_archive_that_is_cut_off_gives_what_came_before(n_missing: int, *, is_packed: bool) -> None:
    """The first page is read, the half one is not, and the cut is told."""
    data = make_warc(Capture(PAGE), Capture(PAGE, url="https://b.example/2"), is_packed=is_packed)
    reports, problems = read(data[:-n_missing] if n_missing > 3 or is_packed else data[:-10])
    assert reports[0].text == TEXT
    assert all(report.text == TEXT for report in reports)
    assert "bad-warc" in codes(problems)


def test_a_damaged_archive_gives_what_came_before() -> None:
    """Bytes that are no gzip end the reading with a word."""
    whole = make_warc(Capture(PAGE))
    reports, problems = read(whole + b"\x1f\x8b\x08 no gzip")
    assert [report.text for report in reports] == [TEXT]
    assert "bad-warc" in codes(problems)


def test_a_page_that_is_too_large_is_passed_over() -> None:
    """Whole, or once its server's packing is taken off."""
    large = make_page(*([FIRST] * 2_000))
    captures = (Capture(large), Capture(gzip.compress(large), headers=[("Content-Encoding", "gzip")]), Capture(PAGE))
    reports, problems = read(make_warc(*captures), max_bytes=100_000)
    assert [report.text for report in reports] == [TEXT]
    assert sorted(codes(problems)) == ["bad-warc", "skipped-records"]


HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\n"
BOMBS = {
    "line ends where a record should be": make_packed_blanks(200_000_000),
    "a head without end": make_packed_blanks(0, first=HEAD + b"X: " + b"a" * 200_000_000),
    "a record of 200 MB": make_packed_blanks(200_000_000, first=HEAD + b"Content-Length: 200000000\r\n\r\n"),
    "an answer whose head has no end": gzip.compress(
        HEAD + b"Content-Length: 15000000\r\n\r\nHTTP/1.1 200 OK\r\nX: " + b"a" * 15_000_000
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("bomb", BOMBS)
def test_bombs_end_soon_and_small(bomb: str) -> None:
    """An archive of 200 KB that unpacks to 200 MB takes seconds and a few megabytes, and is told."""
    packed = make_warc(Capture(PAGE)) + BOMBS[bomb]
    read(make_warc(Capture(PAGE)))  # starts the process that parses
    tracemalloc.start()
    start = time.process_time()
    reports, problems = read(packed, max_bytes=20_000_000)
    took_s, (_, peak) = time.process_time() - start, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [report.text for report in reports] == [TEXT]
    assert "bad-warc" in codes(problems)
    assert took_s < 10
    assert peak < 100_000_000


def test_archives_are_known_by_their_first_bytes() -> None:
    """Packed or not; other gzip files are no archives."""
    assert is_warc(make_warc(Capture(PAGE))[:100])
    assert is_warc(make_warc(Capture(PAGE), is_packed=False)[:100])
    assert not is_warc(gzip.compress(b'{"text": "WARC/1.0"}'))
    assert not is_warc(b"\x1f\x8b broken")
    assert not is_warc(b"")

"""Parsers in a process of their own: the same answer, and an end for what does not end."""

import os
import signal
from pathlib import Path

import pytest

from crossread.errors import CrossreadError
from crossread.ingest import guard
from crossread.ingest.guard import read_guarded
from crossread.ingest.html import read_html
from crossread.ingest.pdf import read_pdf
from crossread.ingest.text import read_text
from tests.made_files import FIRST, SECOND, make_page, make_pdf, make_pdf_bomb, pdf_lines

PAGE = make_page(FIRST, SECOND, head='<meta property="og:site_name" content="Vellin Post">')
HARD_PAGE = make_page(*[FIRST] * 5_000)
"""Takes seconds: the extractor compares its paragraphs."""


def test_the_answer_is_that_of_the_reader() -> None:
    """Text, metadata, problems and what is in `extra`, byte for byte."""
    for data in (PAGE, b"\x89PNG", b"<p>" * 300, "<p>Caf\u00e9</p>".encode("cp1252"), b""):
        assert read_guarded(read_html, data, source="a", max_bytes=10**6) == read_html(
            data, source="a", max_bytes=10**6
        )


def test_one_process_serves_many_files() -> None:
    """It is started once, and serves all formats."""
    read_guarded(read_html, PAGE, source="a", max_bytes=10**6)
    (kept,) = guard._kept
    read_guarded(read_pdf, b"%PDF-", source="b", max_bytes=10**6)
    assert guard._kept == [kept]


def test_own_readers_run_here() -> None:
    """Plain text needs no other process."""
    found = read_guarded(read_text, b"Words.", source="a", max_bytes=10, deadline_s=0)
    assert [report.text for report in found.records] == ["Words."]


def test_a_page_that_takes_too_long_is_read_without_its_tags() -> None:
    """The process is ended at the deadline; the next file gets a new one."""
    found = read_guarded(read_html, HARD_PAGE, source="a.html", max_bytes=10**6, deadline_s=0.05)
    (report,) = found.records
    assert FIRST in report.text
    assert [note.code for note in report.notes] == ["html-too-hard"]
    assert read_guarded(read_html, PAGE, source="a", max_bytes=10**6) == read_html(PAGE, source="a", max_bytes=10**6)


def test_other_files_that_take_too_long_are_problems() -> None:
    """With how long was waited."""
    data = make_pdf(*[pdf_lines(*[FIRST] * 50, gap=13)] * 300)
    found = read_guarded(read_pdf, data, source="a.pdf", max_bytes=10**6, deadline_s=0.05)
    assert found.records == ()
    assert [problem.code for problem in found.problems] == ["parser-stopped"]
    assert "a.pdf" in found.problems[0].message
    assert "longer" in found.problems[0].message


@pytest.mark.slow
def test_a_parser_that_crashes_takes_nothing_with_it() -> None:
    """A PDF that unpacks to 2 GB takes all memory of that process; the next file is read."""
    pytest.importorskip("pypdfium2")
    found = read_guarded(read_pdf, make_pdf_bomb(2_000), source="a.pdf", max_bytes=10**6)
    assert [problem.code for problem in found.problems] == ["parser-stopped"]
    assert read_guarded(read_html, PAGE, source="a", max_bytes=10**6).records


@pytest.mark.skipif(os.name != "posix", reason="ends a process by signal")
def test_a_process_that_died_between_two_files_is_replaced() -> None:
    """The fault of another file, or of who looks for memory, is not this file's."""
    read_guarded(read_html, PAGE, source="a", max_bytes=10**6)
    os.kill(guard._kept[0]._process.pid, signal.SIGKILL)
    assert read_guarded(read_html, PAGE, source="a", max_bytes=10**6) == read_html(PAGE, source="a", max_bytes=10**6)


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("raise ModuleNotFoundError('No module named trafilatura', name='trafilatura')", "'trafilatura' is missing"),
        ("raise ImportError('libxml2.so.2: cannot open shared object file')", "libxml2.so.2"),
    ],
)
def test_a_package_that_is_missing_is_no_fault_of_the_page(
    fault: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The installation is broken, and what to do is said; no page is told to be too hard."""
    (tmp_path / "trafilatura.py").write_text(fault, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    guard._end()  # so that the next process is started with this path
    with pytest.raises(CrossreadError, match=f"broken: .*{told}.*pip install"):
        read_guarded(read_html, PAGE, source="a.html", max_bytes=10**6)
    guard._end()

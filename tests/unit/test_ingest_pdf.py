"""PDF: paragraphs out of lines, words joined over line ends, what the file says about itself, and files made to harm."""

import sys
from collections.abc import Iterable

import pytest

from crossread.ingest.pdf import read_pdf
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem
from tests.made_files import make_pdf, pdf_lines

pytest.importorskip("pypdfium2")

LINES = (
    "The harbour of Vellin closed on Monday after a storm dam-",
    "aged three piers, and ships waited outside the two moles.",
    "The port authority said so.",
)
TEXT = "The harbour of Vellin closed on Monday after a storm damaged three piers, and ships waited outside the two moles. The port authority said so."
NEXT = ("Ana Ruiz, the harbour master of Vellin, spoke to the crew", "in the morning.")


def read(data: bytes) -> Found[RawReport]:
    """Read a PDF in this process."""
    return read_pdf(data, source="a.pdf", max_bytes=10**7)


def read_one(data: bytes) -> RawReport:
    """Read a PDF that is a report."""
    (report,) = read(data).records
    return report


def codes(problems: Iterable[Problem]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in problems]


def test_lines_become_a_paragraph_and_cut_words_whole() -> None:
    """A hyphen at the end of a line goes."""
    assert read_one(make_pdf(pdf_lines(*LINES))).text == TEXT


def test_a_hyphen_stays_where_the_word_has_it_elsewhere() -> None:
    """One place with "well-known" tells that "well-" and "known" are not to be made "wellknown"."""
    lines = (
        "A well-known harbour has closed, and everybody is well-",
        "known there as the day goes on and on and on again.",
    )
    assert "is well-known there" in read_one(make_pdf(pdf_lines(*lines))).text


@pytest.mark.parametrize(
    "second",
    [
        pdf_lines(*NEXT, y=640),
        pdf_lines(NEXT[0], x=90, y=658) + " " + pdf_lines(NEXT[1], y=644),
        pdf_lines(*NEXT, y=658),
    ],
    ids=["gap", "indent", "short line before"],
)
def test_paragraphs_are_told_apart(second: str) -> None:
    """By a gap, by an indent, or by a last line that is short."""
    assert read_one(make_pdf(pdf_lines(*LINES) + " " + second)).text.split("\n") == [TEXT, " ".join(NEXT)]


def test_a_paragraph_goes_on_over_pages_without_heads_and_numbers() -> None:
    """The name of the paper and the number of the page are no part of it."""
    heads = [pdf_lines("Vellin Post, 19 August 2031", y=760, size=8) for _ in range(3)]
    feet = [pdf_lines(f"- {n} -", y=30, size=8) for n in (1, 2, 3)]
    bodies = (
        pdf_lines("The harbour of Vellin closed on Monday after a storm", y=100),
        pdf_lines("had damaged three of the piers, as the port authority", y=700),
        pdf_lines("said in the afternoon.", y=700),
    )
    pages = [" ".join(parts) for parts in zip(heads, bodies, feet, strict=True)]
    assert read_one(make_pdf(*pages)).text == (
        "The harbour of Vellin closed on Monday after a storm had damaged three of the piers,"
        " as the port authority said in the afternoon."
    )


def test_two_columns_are_read_one_after_the_other() -> None:
    """Across them a sentence goes on."""
    left = ("The harbour of Vellin was shut", "on Monday after a storm broke", "three of the piers that ships")
    right = ("from the islands use, as many", "people there had feared since", "the spring.")
    text = read_one(make_pdf(pdf_lines(*left) + " " + pdf_lines(*right, x=330))).text
    assert text == " ".join((*left, *right))


def test_what_the_file_says_about_itself() -> None:
    """Title, authors, and the day on which the file was made: that is no day of publication."""
    about = "/Title(Harbour shut)/Author(Ana Ruiz and Tom Vale)/CreationDate(D:20310819140500+02'00')"
    report = read_one(make_pdf(pdf_lines(*LINES), about=about))
    assert (report.title, report.authors) == ("Harbour shut", ("Ana Ruiz", "Tom Vale"))
    assert (report.published, report.saved) == (None, "2031-08-19T14:05:00+02:00")


def test_the_name_of_a_file_is_no_title() -> None:
    """Then the lines in the largest letters are it."""
    head = pdf_lines("Storm shuts the", "harbour of Vellin", y=760, size=20, gap=22)
    report = read_one(make_pdf(head + " " + pdf_lines(*LINES), about="/Title(Microsoft Word - draft7.docx)"))
    assert report.title == "Storm shuts the harbour of Vellin"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (make_pdf(pdf_lines(*LINES))[:200], "bad-pdf"),
        (b"%PDF-1.7", "bad-pdf"),
        (b"no PDF", "bad-pdf"),
        (make_pdf("BT ET"), "no-text"),
        (make_pdf("BT ET", kids="2 0 R"), "bad-pdf"),
        (make_pdf("BT ET", kids="2 0 R 2 0 R " * 500), "bad-pdf"),
    ],
    ids=["cut", "empty", "other", "no text", "loop", "loops"],
)
def test_files_that_cannot_be_read_are_problems(data: bytes, code: str) -> None:
    """Cut off, without text, and with a tree of pages that holds itself."""
    found = read(data)
    assert found.records == ()
    assert code in codes(found.problems)


def test_pages_after_the_limit_are_told() -> None:
    """A million pages that are one: the number is the file's claim."""
    data = make_pdf("BT ET", kids="2 0 R").replace(b"/Count 1", b"/Count 1000000")
    assert "pdf-too-long" in codes(read(data).problems)


def test_without_the_extra_the_install_line_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF in a folder does not stop the run of who has no PDF reader."""
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (problem,) = read(make_pdf(pdf_lines(*LINES))).problems
    assert problem.code == "missing-extra"
    assert "pip install 'crossread[pdf]'" in problem.message

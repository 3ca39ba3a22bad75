"""PDF, by PDFium: lines of pages put together to paragraphs, words that a line end cut in two joined again.

PDFium is not safe between threads and reads what strangers wrote, so this runs in a process that can
be ended (`guard`).
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from itertools import dropwhile, pairwise, takewhile
from statistics import median
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from crossread.errors import MissingExtra
from crossread.ingest.fields import clean_line, parse_authors
from crossread.ingest.raw import RawReport
from crossread.records import Found, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PDF_MAGIC = b"%PDF-"
MAGIC_WITHIN_BYTES = 1_024
"""The mark of a PDF may have so much before it (PDF 1.7, appendix H, note 13)."""

MAX_PAGES = 300
MAX_PAGE_CHARS = 100_000
"""A page of a broadsheet has about 15,000."""

WIDE_GAP = 1.4
"""Lines further apart than this share of the usual distance are two paragraphs."""

INDENT_EM = 0.8
"""A line that begins further right than the one before by this, in widths of an m, begins a paragraph."""

SHORT_LINE = 0.8
"""A line that ends a sentence and is shorter than this share of the widest of its column ends its paragraph."""

COLUMN_WIDTH = 100.0
"""Lines of one size that begin within the same stripe of this width, in points, are of one column."""

HEADING = 0.6
"""A line shorter than this share is one for itself, sentence or not: a byline, a heading."""

TITLE_SIZE = 1.25
"""A title is set at least this much larger than most of the text."""

MIN_REPEATED = 3
"""A first or last line that stands on this many pages (or on all), whatever its numbers, is a running head."""

HYPHEN_AT_LINE_END = 2
"""The code that PDFium has for it."""

SENTENCE_END = (".", "!", "?", ":", "”", '"', "’", ")")
DIGITS = re.compile(r"\d+")
PAGE_NUMBER = re.compile(r"(?:page\s)?[-–\s]{0,3}\d{1,4}[-–\s]{0,3}(?:(?:of|/)\s{0,2}\d{1,4})?", re.IGNORECASE)
MADE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-]\d\d)'?(\d\d)|Z)?")
FILE_NAME = re.compile(
    r"\.(?:docx?|indd|qxp|pdf|rtf|odt|pages|pptx?|xlsx?)$|^microsoft word\b|^untitled", re.IGNORECASE
)


class Line(Struct, frozen=True):
    """A line of a page: its words, where it begins and ends, its baseline and the size of its letters, in points."""

    text: str
    left: float
    right: float
    base: float
    size: float


def read_pdf(data: bytes, *, source: str, max_bytes: int) -> Found[RawReport]:  # noqa: ARG001
    """Read one PDF as one report."""
    try:
        import pypdfium2  # noqa: PLC0415  (an extra)
    except ModuleNotFoundError:
        error = MissingExtra("reading PDF", extra="pdf")
        return Found((), (Problem(code="missing-extra", message=f"{source}: not read: {error}"),))
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        why = "it needs a password" if "password" in str(error).lower() else f"PDFium says: {error}"
        return Found((), (Problem(code="bad-pdf", message=f"{source}: this PDF cannot be opened: {why}"),))
    with document:
        return _read_document(document, source=source)


def _read_document(document: Any, *, source: str) -> Found[RawReport]:  # noqa: ANN401  (PDFium has no types)
    pages, broken = _pages(document)
    problems = list(_check_pages(len(document), len(broken), source=source))
    lines = _without_running_heads(pages)
    text = "\n".join(_paragraphs(lines))
    if not text.strip() and broken:
        return Found((), tuple(problems))
    if not text.strip():
        message = f"{source}: no page has text, only pictures of it at most; run a text recognition over it first"
        return Found((), (*problems, Problem(code="no-text", message=message)))
    about = document.get_metadata_dict(skip_empty=True)
    report = RawReport(
        text=text,
        title=_title(about.get("Title"), lines),
        authors=parse_authors(about.get("Author")),
        saved=_day(about.get("CreationDate", "")),
        notes=tuple(problems),
    )
    return Found((report,))


def _pages(document: Any) -> tuple[list[list[Line]], list[int]]:  # noqa: ANN401
    """Give the lines of each page, and the numbers of the pages that cannot be read."""
    from pypdfium2 import PdfiumError  # noqa: PLC0415

    pages: list[list[Line]] = []
    broken: list[int] = []
    for number in range(min(len(document), MAX_PAGES)):
        try:
            page = document[number]
            lines = list(_lines(page.get_textpage()))
            page.close()
        except PdfiumError:
            broken.append(number + 1)
            continue
        pages.append(lines)
    return pages, broken


def _lines(textpage: Any) -> Iterator[Line]:  # noqa: ANN401
    """Cut the characters of a page into lines, in the order of reading."""
    from pypdfium2 import raw  # noqa: PLC0415

    start = 0
    n_chars = min(textpage.count_chars(), MAX_PAGE_CHARS)
    codes = [raw.FPDFText_GetUnicode(textpage.raw, i) for i in range(n_chars)]
    for i, code in enumerate([*codes, ord("\n")]):
        if code in (ord("\n"), ord("\r"), HYPHEN_AT_LINE_END):
            line = _line(textpage, codes[start:i], start, has_hyphen=code == HYPHEN_AT_LINE_END)
            if line is not None:
                yield line
            start = i + 1


def _line(textpage: Any, codes: Sequence[int], start: int, *, has_hyphen: bool) -> Line | None:  # noqa: ANN401
    from pypdfium2 import raw  # noqa: PLC0415

    units = b"".join(code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le") for code in codes)
    text = " ".join(units.decode("utf-16-le", "replace").replace("\x00", "").split())
    solid = [start + i for i, code in enumerate(codes) if not chr(min(code, 0x10FFFF)).isspace()]
    if not text or not solid:
        return None
    left, base, right, ignored = ctypes.c_double(), ctypes.c_double(), ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage.raw, solid[0], left, base)
    raw.FPDFText_GetCharOrigin(textpage.raw, solid[-1], right, ignored)
    size = abs(raw.FPDFText_GetFontSize(textpage.raw, solid[0]))
    return Line(text + "-" * has_hyphen, left.value, right.value, base.value, size)


def _without_running_heads(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Take off the page numbers, and the first and last lines that pages have in common."""
    if len(pages) < 2:
        return [list(page) for page in pages]
    n_repeated = min(MIN_REPEATED, len(pages))
    edges = Counter(key for page in pages for key in {_key(line) for line in (*page[:1], *page[-1:])})
    kept: list[list[Line]] = []
    for page in pages:
        lines = list(page)
        for at in (0, -1):
            if lines and (edges[_key(lines[at])] >= n_repeated or PAGE_NUMBER.fullmatch(lines[at].text)):
                lines.pop(at)
        kept.append(lines)
    return kept


def _key(line: Line) -> str:
    return DIGITS.sub("0", line.text.casefold())


def _paragraphs(pages: Sequence[Sequence[Line]]) -> Iterator[str]:
    """Put lines together to paragraphs, over columns and pages too."""
    words = Counter(word for page in pages for line in page for word in line.text.casefold().split())
    paragraph = ""
    before: Line | None = None
    widest = _widest(pages)
    for page in pages:
        usual = _usual_gap(page)
        for line in page:
            if before is None or _is_new(before, line, usual=usual, widest=widest.get(_column(before), 0.0)):
                if paragraph:
                    yield paragraph
                paragraph = line.text
            else:
                paragraph = _join(paragraph, line.text, words)
            before = line
    if paragraph:
        yield paragraph


def _column(line: Line) -> tuple[int, int]:
    """Give what lines of one column have in common: their size and about where they begin."""
    return round(line.size), int(line.left // COLUMN_WIDTH)


def _widest(pages: Sequence[Sequence[Line]]) -> dict[tuple[int, int], float]:
    """Give the width of the widest line of each column, in points."""
    widest: dict[tuple[int, int], float] = {}
    for line in (line for page in pages for line in page):
        column = _column(line)
        widest[column] = max(widest.get(column, 0.0), line.right - line.left)
    return widest


def _usual_gap(page: Sequence[Line]) -> float:
    """Give the usual distance of baselines on a page, in points; 0 for a page of one line."""
    gaps = [a.base - b.base for a, b in pairwise(page) if a.base - b.base > 1 and a.size == b.size]
    return median(gaps) if gaps else 0.0


def _is_new(before: Line, line: Line, *, usual: float, widest: float) -> bool:
    """Tell whether a line begins a paragraph."""
    gap = before.base - line.base
    if before.text.endswith("-") and line.text[:1].islower():
        return False
    if abs(before.size - line.size) > 0.5:
        return True
    ends_sentence = before.text.endswith(SENTENCE_END)
    is_short = before.right - before.left < SHORT_LINE * widest
    if gap <= 0 or gap > 4 * max(usual, line.size):  # the next column or page
        return ends_sentence and (is_short or not line.text[:1].islower())
    is_indented = INDENT_EM * line.size < line.left - before.left < 5 * line.size
    is_heading = before.right - before.left < HEADING * widest and not line.text[:1].islower()
    is_after_end = ends_sentence and (is_indented or is_short)
    return is_heading or is_after_end or gap > WIDE_GAP * max(usual, line.size)


def _join(paragraph: str, line: str, words: Counter[str]) -> str:
    """Join a line to its paragraph: "dam-" and "aged" are one word, "well-" and "known" keep their hyphen if it is used elsewhere."""
    if not paragraph.endswith("-") or not line[:1].islower():
        return f"{paragraph} {line}"
    head, tail = paragraph.rsplit(maxsplit=1)[-1].casefold(), line.split(maxsplit=1)[0].casefold()
    has_hyphen = words[head + tail] > words[head[:-1] + tail]
    return paragraph + line if has_hyphen else paragraph[:-1] + line


def _title(said: str | None, pages: Sequence[Sequence[Line]]) -> str | None:
    """Give the title that the file names, unless that is the name of a file; else the first lines in the largest letters."""
    line = clean_line(said)
    if line and not FILE_NAME.search(line):
        return line
    first = next((page for page in pages if page), [])
    usual = median(line.size for page in pages for line in page) if first else 0.0
    largest = max((line.size for line in first), default=0.0)
    if largest < TITLE_SIZE * usual or not first:
        return None
    from_title = dropwhile(lambda line: line.size < largest, first)
    return clean_line(" ".join(line.text for line in takewhile(lambda line: line.size == largest, from_title)))


def _day(made: str) -> str | None:
    """Read the date of a PDF, D:20310819140500+02'00', as ISO 8601."""
    found = MADE.match(made)
    if not found or not found[3]:
        return None
    day = f"{found[1]}-{found[2]}-{found[3]}"
    if not found[5]:
        return day
    zone = f"{found[7]}:{found[8]}" if found[7] else "Z" if made.endswith("Z") else ""
    return f"{day}T{found[4]}:{found[5]}:{found[6] or '00'}{zone}"


def _check_pages(n_pages: int, n_broken: int, *, source: str) -> Iterator[Problem]:
    if n_pages > MAX_PAGES:
        message = f"{source}: {n_pages:,} pages, of which the first {MAX_PAGES} are read; split it"
        yield Problem(code="pdf-too-long", message=message)
    if n_broken:
        message = f"{source}: {n_broken} of {n_pages} pages are damaged, so their text is missing"
        yield Problem(code="bad-pdf", message=message)

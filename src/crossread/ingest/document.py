"""From a report as its file tells it to a document: canonical text, hash, id, day, language; or why it is none."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import msgspec

from crossread.ingest.canonical import canonical_text
from crossread.ingest.dates import date_in_head, is_after, parse_published
from crossread.ingest.fields import clean_line
from crossread.ingest.language import find_language
from crossread.ingest.raw import RawReport
from crossread.records import Document, Found, Problem, content_id

if TYPE_CHECKING:
    from datetime import date

    from crossread.settings import Settings

READ_LANGUAGE = "en"


def make_document(report: RawReport, *, source: str, settings: Settings, today: date | None = None) -> Found[Document]:
    """Make a document of a report as its file tells it, or say why it is none."""
    name = f"{source}#{report.part}" if report.part else source
    text = canonical_text(report.text)
    if not text:
        return _refuse("no-text", f"{name}: there are no words in it")
    if len(text) > settings.max_chars:
        size = f"{len(text):,} characters, more than {settings.max_chars:,}"
        return _refuse("text-too-long", f"{name}: {size}; split it, or raise max_chars")
    outlet = report.outlet or clean_line(settings.outlet) or _host(report.url)
    said = parse_published(report.published or "")
    published = said or _published(report, text, settings=settings)
    language = find_language(text)
    doc = Document(
        id=content_id("d", text, outlet or "", report.url or ""),
        source=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=report.title,
        outlet=outlet,
        authors=report.authors,
        published=published,
        url=report.url,
        language=language,
        text=text,
        extra=report.extra,
    )
    problems = (
        *report.notes,
        *_check_date(doc, report, said=said, settings=settings, today=today),
        *_check_language(doc),
    )
    return Found((doc,), tuple(msgspec.structs.replace(problem, doc=doc.id) for problem in problems))


def _published(report: RawReport, text: str, *, settings: Settings) -> str | None:
    """Give the day of a report whose file says none: the one that its text begins with, the caller's, or that of the copy.

    A caller's day is that of a whole folder, and tells the year of a dateline: a day far from it is not the report's own.
    """
    if settings.published:
        return date_in_head(text, near=settings.published) or settings.published.isoformat()
    return date_in_head(text, near=None) or (parse_published(report.saved) if report.saved else None)


def _check_date(
    doc: Document, report: RawReport, *, said: str | None, settings: Settings, today: date | None
) -> list[Problem]:
    problems: list[Problem] = []
    if report.published and not said:
        message = f"{doc.source}: '{report.published[:60]}' is no day that can be told for certain; write 2025-08-19"
        problems.append(Problem(code="bad-date", message=message))
    if settings.published and not said and doc.published != settings.published.isoformat():
        message = f"{doc.source}: its dateline says {doc.published}, which is taken in place of --published"
        problems.append(Problem(code="date-of-dateline", message=message))
    if report.saved and doc.published == parse_published(report.saved):
        message = f"{doc.source}: no day of publication, so the day on which this copy was made is taken; correct it with --published"
        problems.append(Problem(code="date-of-copy", message=message))
    if doc.published is None:
        message = f'{doc.source}: no day of publication, so days such as "Monday" or "next week" cannot be resolved; give one with --published'
        problems.append(Problem(code="no-date", message=message))
    elif today is not None and is_after(doc.published, today):
        message = f"{doc.source}: published {doc.published}, which is after today ({today.isoformat()}); kept as it is"
        problems.append(Problem(code="future-date", message=message))
    return problems


def _check_language(doc: Document) -> list[Problem]:
    if doc.language in {None, READ_LANGUAGE}:
        return []
    message = f"{doc.source}: looks like language '{doc.language}'; Crossread reads English, so expect little from it"
    return [Problem(code="language-not-read", message=message)]


def _host(url: str | None) -> str | None:
    """Give the site of an address as the last resort for the name of the outlet."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _refuse(code: str, message: str) -> Found[Document]:
    return Found((), (Problem(code=code, message=message),))

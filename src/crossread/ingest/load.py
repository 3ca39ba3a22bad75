"""The way in: what the caller names becomes documents, sorted, checked, each one once."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from crossread.errors import BadInput, NothingToRead
from crossread.ingest.canonical import canonical_text, replace_surrogates
from crossread.ingest.dates import is_after, parse_published
from crossread.ingest.decode import gunzip
from crossread.ingest.fields import clean_line
from crossread.ingest.formats import GZIP_SUFFIX, reader_for, sniff_reader
from crossread.ingest.jsonl import report_from
from crossread.ingest.language import find_language
from crossread.ingest.paths import STDIN, find_files, known_suffixes
from crossread.ingest.raw import RawReport
from crossread.records import Document, Found, Problem, content_id

if TYPE_CHECKING:
    from datetime import date

    from crossread.settings import Settings

GZIP_MAGIC = b"\x1f\x8b"
READ_LANGUAGE = "en"
MAX_ALIKE = 20
"""How many problems of one kind are told one by one for one source."""

MAX_SHOWN = 5
"""How many problems the error names when there was nothing to read."""

Progress = Callable[[int, int], None]
"""Called with how many sources are read, and how many there are."""

Given = str | os.PathLike[str] | Document | Mapping[str, object]
"""What the Python API takes for a report: a path, a document, or a mapping such as a line of JSONL."""


class Source(Struct, frozen=True):
    """Something that reports come from: its name, its key for sorting, and the function that reads it."""

    name: str
    key: str
    load: Callable[[], Found[RawReport]]
    ready: Document | None = None


class Candidate(Struct, frozen=True):
    """A document that may go into the record, with the problems that go with it."""

    doc: Document
    problems: tuple[Problem, ...] = ()


def load_documents(
    paths: Iterable[str | os.PathLike[str]],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Found[Document]:
    """Read the reports in files, folders, globs and standard input.

    Args:
        paths: files, folders (read with all below them), patterns, or "-" for standard input.
        settings: `published` and `outlet` fill what a report does not say; `limit`, `max_bytes` and
            `max_chars` bound the reading.
        stdin: where "-" reads from.
        today: a day after which a date of publication is in the future; None checks nothing.
        on_progress: called after each source.

    Returns:
        The documents sorted by (published, label, source, id), whatever the order of `paths`; and
        what could not be read or used.

    Raises:
        BadInput: a path does not exist, or "-" was given without `stdin`.
        NothingToRead: there is no report in any of them.
    """
    return documents_from(paths, settings=settings, stdin=stdin, today=today, on_progress=on_progress)


def documents_from(
    given: Given | Iterable[Given],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Found[Document]:
    """Make documents of paths, documents and mappings `{text, title?, outlet?, ...}`, one or many.

    Works as `load_documents`, and raises the same. A document is taken as it is.
    """
    items: list[Given] = [given] if isinstance(given, str | os.PathLike | Document | Mapping) else list(given)
    files = find_files(item for item in items if isinstance(item, str | os.PathLike) and item != STDIN)
    sources = [Source(f.source, f.source, partial(_read_file, f.path, f.source, settings)) for f in files.records]
    if STDIN in items:
        sources.append(_stdin_source(stdin, settings))
    sources.extend(_object_source(item) for item in items if not isinstance(item, str | os.PathLike))
    sources.sort(key=lambda source: (source.name, source.key))
    found = _collect(sources, settings=settings, today=today, on_progress=on_progress)
    problems = files.problems + found.problems
    if not found.records:
        raise NothingToRead(_nothing(items, problems))
    docs = sorted(found.records, key=lambda doc: (doc.published or "", doc.label, doc.source, doc.id))
    return Found(tuple(docs), problems)


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
    published = parse_published(report.published) if report.published else None
    language = find_language(text)
    doc = Document(
        id=content_id("d", text, outlet or "", report.url or ""),
        source=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=report.title,
        outlet=outlet,
        authors=report.authors,
        published=published or (settings.published.isoformat() if settings.published else None),
        url=report.url,
        language=language,
        text=text,
        extra=report.extra,
    )
    problems = (*report.notes, *_check_date(doc, report, today=today), *_check_language(doc))
    return Found((doc,), tuple(msgspec.structs.replace(problem, doc=doc.id) for problem in problems))


def _check_date(doc: Document, report: RawReport, *, today: date | None) -> list[Problem]:
    problems: list[Problem] = []
    if report.published and not parse_published(report.published):
        said = report.published[:60]
        message = f"{doc.source}: '{said}' is no day that can be told for certain; write 2025-08-19"
        problems.append(Problem(code="bad-date", message=message))
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


def _collect(
    sources: list[Source], *, settings: Settings, today: date | None, on_progress: Progress | None
) -> Found[Document]:
    """Read the sources in order until the limit, leaving out what came before under the same outlet."""
    docs: list[Document] = []
    problems: list[Problem] = []
    seen: dict[tuple[str, str], str] = {}
    limit = settings.limit
    for n_done, source in enumerate(sources, start=1):
        found = _candidates(source, settings=settings, today=today)
        fresh, repeated = _without_repeats(found.records, seen)
        room = len(fresh) if limit is None else limit - len(docs)
        docs.extend(candidate.doc for candidate in fresh[:room])
        problems.extend(problem for candidate in fresh[:room] for problem in candidate.problems)
        problems.extend(_in_short((*found.problems, *repeated), source.name))
        if on_progress is not None:
            on_progress(n_done, len(sources))
        if limit is not None and len(docs) >= limit:
            problems.extend(_check_limit(limit, n_reports=len(fresh) - room, n_sources=len(sources) - n_done))
            break
    return Found(tuple(docs), tuple(problems))


def _candidates(source: Source, *, settings: Settings, today: date | None) -> Found[Candidate]:
    """Read one source; problems of a report stay with it, so that one that is not kept takes them along."""
    if source.ready is not None:
        return Found((Candidate(source.ready),))
    raw = source.load()
    candidates: list[Candidate] = []
    problems = list(raw.problems)
    for report in raw.records:
        made = make_document(report, source=source.name, settings=settings, today=today)
        candidates.extend(Candidate(doc, made.problems) for doc in made.records)
        if not made.records:
            problems.extend(made.problems)
    return Found(tuple(candidates), tuple(problems))


def _without_repeats(
    candidates: Iterable[Candidate], seen: dict[tuple[str, str], str]
) -> tuple[list[Candidate], list[Problem]]:
    """Leave out a text that the same outlet gave before; under another outlet it is agency copy, and counts."""
    fresh: list[Candidate] = []
    problems: list[Problem] = []
    for candidate in candidates:
        doc = candidate.doc
        key = (doc.sha256, (doc.outlet or "").casefold())
        if key in seen:
            message = f"{doc.source}: the same text of the same outlet as {seen[key]}; read once"
            problems.append(Problem(code="duplicate-report", message=message))
            continue
        seen[key] = doc.source
        fresh.append(candidate)
    return fresh, problems


def _in_short(problems: Iterable[Problem], source: str) -> list[Problem]:
    """Keep the first problems of each kind in one source and count the others: a broken export has 100,000 alike."""
    kept: list[Problem] = []
    counts: Counter[str] = Counter()
    for problem in problems:
        counts[problem.code] += 1
        if counts[problem.code] <= MAX_ALIKE:
            kept.append(problem)
    more = ((code, n - MAX_ALIKE) for code, n in counts.items() if n > MAX_ALIKE)
    return kept + [Problem(code=code, message=f"{source}: {n} more of this kind") for code, n in more]


def _check_limit(limit: int, *, n_reports: int, n_sources: int) -> list[Problem]:
    left = [f"{n} {what}" for n, what in ((n_reports, "report(s)"), (n_sources, "file(s)")) if n]
    if not left:
        return []
    message = f"stopped at the limit of {limit} report(s); left unread: {' and '.join(left)}"
    return [Problem(code="limit-reached", message=message)]


def _stdin_source(stdin: BinaryIO | None, settings: Settings) -> Source:
    if stdin is None:
        msg = "'-' means standard input, and there is none here; give a path or a mapping"
        raise BadInput(msg)
    return Source(STDIN, "", partial(_read_stream, stdin, STDIN, settings))


def _object_source(item: Given) -> Source:
    """Take a document or a mapping; the name of a mapping is made of its id or its words, not of its place."""
    if isinstance(item, Document):
        return Source(item.source, item.id, Found, ready=item)
    if not isinstance(item, Mapping):
        msg = f"cannot read a {type(item).__name__}; give a path, a Document, or a mapping with a field 'text'"
        raise BadInput(msg)
    key = content_id("", *(f"{name}={item[name]}" for name in sorted(map(str, item)) if name in item))
    part = clean_line(item.get("id")) or key
    return Source("given", f"{part} {key}", partial(report_from, item, where=f"given#{part}", part=part))


def _read_file(path: str, source: str, settings: Settings) -> Found[RawReport]:
    """Read one file with the reader of its suffix; its size is looked at before its content."""
    reader = reader_for(path)
    try:
        if reader is not None and Path(path).stat().st_size > settings.max_bytes:
            return Found((), (_too_large(source, settings),))
        with Path(path).open("rb") as stream:
            if reader is None:
                return _read_stream(stream, source, settings)
            data = stream.read(settings.max_bytes + 1)
    except OSError as error:
        message = f"{source}: cannot be opened: {error.strerror}"
        return Found((), (Problem(code="unreadable-file", message=message),))
    return _read_bytes(data, source, settings, name=path)


def _read_stream(stream: BinaryIO, source: str, settings: Settings) -> Found[RawReport]:
    return _read_bytes(stream.read(settings.max_bytes + 1), source, settings, name=None)


def _read_bytes(data: bytes, source: str, settings: Settings, *, name: str | None) -> Found[RawReport]:
    """Unpack, choose the reader by name or by content, and read."""
    if len(data) > settings.max_bytes:
        return Found((), (_too_large(source, settings),))
    if not data:
        return Found((), (Problem(code="empty-file", message=f"{source}: the file is empty"),))
    if name.lower().endswith(GZIP_SUFFIX) if name else data.startswith(GZIP_MAGIC):
        try:
            unpacked = gunzip(data, max_bytes=settings.max_bytes)
        except ValueError as error:
            return Found((), (Problem(code="bad-gzip", message=f"{source}: {error}; pack it again"),))
        if unpacked is None:
            return Found((), (_too_large(source, settings),))
        data = unpacked
    reader = (reader_for(name) if name else None) or sniff_reader(data)
    return reader(data, source=source, max_bytes=settings.max_bytes)


def _too_large(source: str, settings: Settings) -> Problem:
    message = f"{source}: larger than {settings.max_bytes:,} bytes; split it, or raise max_bytes"
    return Problem(code="file-too-large", message=message)


def _nothing(items: list[Given], problems: tuple[Problem, ...]) -> str:
    """Say what was looked at, what would be read, and what was wrong with what was there."""
    names = ", ".join(f"'{replace_surrogates(os.fspath(i))}'" for i in items if isinstance(i, str | os.PathLike))
    message = f"no report in {names or 'what was given'}; reports are files ending in {known_suffixes()}"
    shown = "".join(f"\n  {problem.code}: {problem.message}" for problem in problems[:MAX_SHOWN])
    more = f"\n  and {len(problems) - MAX_SHOWN} more" if len(problems) > MAX_SHOWN else ""
    return message + shown + more

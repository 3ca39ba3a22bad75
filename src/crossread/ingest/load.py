"""The way in: what the caller names becomes documents, sorted, checked, each one once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, TypeGuard

from msgspec import Struct
from msgspec.structs import replace

from crossread.errors import BadInput, NothingToRead
from crossread.ingest.canonical import replace_surrogates
from crossread.ingest.dates import date_in_head
from crossread.ingest.document import make_document
from crossread.ingest.fields import clean_line, parse_url
from crossread.ingest.jsonl import report_from
from crossread.ingest.paths import STDIN, find_files, known_suffixes
from crossread.ingest.raw import RawReport
from crossread.ingest.sources import read_file, read_stream
from crossread.records import Document, Found, Problem, content_id

if TYPE_CHECKING:
    from crossread.settings import Settings

MAX_ALIKE = 20
"""How many problems of one kind are told one by one for one source."""

MAX_SHOWN = 5
"""How many problems the error names when there was nothing to read."""

Progress = Callable[[int, int], None]
"""Called with how many sources are read, and how many there are."""

Given = str | os.PathLike[str] | Document | Mapping[str, object]
"""What the Python API takes for a report: a path, a document, or a mapping such as a line of JSONL."""


class Candidate(Struct, frozen=True):
    """A document that may go into the record, with the problems that go with it."""

    doc: Document
    problems: tuple[Problem, ...] = ()


class Source(Struct, frozen=True):
    """Something that reports come from: its name, its key for sorting, and the function that reads it."""

    name: str
    key: str
    load: Callable[[], Iterator[Found[RawReport] | Candidate]]


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
        paths: files, folders (read with all below them), patterns, web addresses, or "-" for standard input.
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
    items = _listed(given)
    docs: list[Document] = []
    problems: list[Problem] = []
    for batch in stream_documents(items, settings=settings, stdin=stdin, today=today, on_progress=on_progress):
        docs.extend(batch.records)
        problems.extend(batch.problems)
    if not docs:
        raise NothingToRead(_nothing(items, problems))
    docs, problems = _with_years(docs, problems)
    return Found(
        tuple(sorted(docs, key=lambda doc: (doc.published or "", doc.label, doc.source, doc.id))), tuple(problems)
    )


def _with_years(docs: Sequence[Document], problems: Sequence[Problem]) -> tuple[list[Document], list[Problem]]:
    """Read datelines without a year ("ELLERY, May 2 - ") where the other reports tell it: that of the middle of their days."""
    days = sorted(doc.published[:10] for doc in docs if doc.published)
    near = date.fromisoformat(days[len(days) // 2]) if days else None
    told = {doc.id: day for doc in docs if not doc.published and near and (day := date_in_head(doc.text, near=near))}
    if not told:
        return list(docs), list(problems)
    found = [replace(doc, published=told.get(doc.id, doc.published)) for doc in docs]
    notes = [
        Problem(
            code="date-of-dateline",
            message=f"{doc.source}: its dateline says {doc.published}; the year is that of the other reports",
            doc=doc.id,
        )
        for doc in found
        if doc.id in told
    ]
    kept = [p for p in problems if not (p.code == "no-date" and p.doc in told)]
    return found, [*kept, *notes]


def stream_documents(
    given: Given | Iterable[Given],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    today: date | None = None,
    on_progress: Progress | None = None,
) -> Iterator[Found[Document]]:
    """Make documents as `documents_from` does, a batch at a time: a file, or a page of a web archive.

    So an archive of a million pages is never in memory at once. The batches come in the order of the
    names of their sources, whatever the order of `given`.

    Raises:
        BadInput: a path does not exist, or "-" was given without `stdin`.
    """
    items = _listed(given)
    urls = sorted({item for item in items if _is_url(item)})
    files = find_files(i for i in items if isinstance(i, str | os.PathLike) and i != STDIN and not _is_url(i))
    sources = [
        Source(f.source, f.source, partial(read_file, f.path, f.source, settings=settings)) for f in files.records
    ]
    if urls:
        sources.append(Source("the web", "", partial(_fetched, urls, settings, today)))
    if STDIN in items:
        sources.append(_stdin_source(stdin, settings))
    sources.extend(_object_source(item) for item in items if not isinstance(item, str | os.PathLike))
    sources.sort(key=lambda source: (source.name, source.key))
    if files.problems:
        yield Found((), files.problems)
    yield from _batches(sources, settings=settings, today=today, on_progress=on_progress)


def _listed(given: Given | Iterable[Given]) -> list[Given]:
    return [given] if isinstance(given, str | os.PathLike | Document | Mapping) else list(given)


def _batches(
    sources: list[Source], *, settings: Settings, today: date | None, on_progress: Progress | None
) -> Iterator[Found[Document]]:
    """Read the sources in order until the limit, leaving out what came before under the same outlet."""
    seen: dict[tuple[str, str], str] = {}
    n_kept = 0
    for n_done, source in enumerate(sources, start=1):
        counts: Counter[str] = Counter()
        batches = source.load()
        for raw in batches:
            found = _candidates(raw, source.name, settings=settings, today=today)
            fresh, repeated = _without_repeats(found.records, seen)
            room = len(fresh) if settings.limit is None else settings.limit - n_kept
            kept = fresh[:room]
            n_kept += len(kept)
            problems = [problem for candidate in kept for problem in candidate.problems]
            problems.extend(_in_short((*found.problems, *repeated), counts))
            yield Found(tuple(candidate.doc for candidate in kept), tuple(problems))
            if settings.limit is not None and n_kept >= settings.limit:
                break
        yield Found((), tuple(_more(counts, source.name)))
        if on_progress is not None:
            on_progress(n_done, len(sources))
        if settings.limit is not None and n_kept >= settings.limit:
            rest = source.name if next(batches, None) is not None else None
            left = _check_limit(settings.limit, n_reports=len(fresh) - room, n_sources=len(sources) - n_done, rest=rest)
            yield Found((), tuple(left))
            return


def _candidates(
    raw: Found[RawReport] | Candidate, source: str, *, settings: Settings, today: date | None
) -> Found[Candidate]:
    """Make candidates of a batch; problems of a report stay with it, so that one that is not kept takes them along."""
    if isinstance(raw, Candidate):
        return Found((raw,))
    candidates: list[Candidate] = []
    problems = list(raw.problems)
    for report in raw.records:
        made = make_document(report, source=source, settings=settings, today=today)
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


def _in_short(problems: Iterable[Problem], counts: Counter[str]) -> list[Problem]:
    """Keep the first problems of each kind in one source and count the others: a broken export has 100,000 alike."""
    kept: list[Problem] = []
    for problem in problems:
        counts[problem.code] += 1
        if counts[problem.code] <= MAX_ALIKE:
            kept.append(problem)
    return kept


def _more(counts: Counter[str], source: str) -> Iterator[Problem]:
    for code, n in counts.items():
        if n > MAX_ALIKE:
            yield Problem(code=code, message=f"{source}: {n - MAX_ALIKE} more of this kind")


def _check_limit(limit: int, *, n_reports: int, n_sources: int, rest: str | None) -> list[Problem]:
    left = [f"{n} {what}" for n, what in ((n_reports, "report(s)"), (n_sources, "file(s)")) if n]
    if rest:
        left.append(f"the rest of {rest}")
    if not left:
        return []
    message = f"stopped at the limit of {limit} report(s); left unread: {' and '.join(left)}"
    return [Problem(code="limit-reached", message=message)]


def _stdin_source(stdin: BinaryIO | None, settings: Settings) -> Source:
    if stdin is None:
        msg = "'-' means standard input, and there is none here; give a path or a mapping"
        raise BadInput(msg)
    return Source(STDIN, "", partial(read_stream, stdin, STDIN, settings=settings))


def _is_url(item: object) -> TypeGuard[str]:
    return isinstance(item, str) and parse_url(item) is not None


def _fetched(urls: list[str], settings: Settings, today: date | None) -> Iterator[Found[RawReport] | Candidate]:
    """Fetch pages and feeds; they are documents already, each with its own address for a source."""
    from crossread.ingest.fetch import stream_fetched  # noqa: PLC0415  (the network, only where it is asked for)

    for found in stream_fetched(urls, settings=settings, today=today):
        yield Found((), tuple(problem for problem in found.problems if problem.doc is None))
        for doc in found.records:
            yield Candidate(doc, tuple(problem for problem in found.problems if problem.doc == doc.id))


def _object_source(item: Given) -> Source:
    """Take a document or a mapping; the name of a mapping is made of its id or its words, not of its place."""
    if isinstance(item, Document):
        return Source(item.source, item.id, lambda: iter((Candidate(item),)))
    if not isinstance(item, Mapping):
        msg = f"cannot read a {type(item).__name__}; give a path, a Document, or a mapping with a field 'text'"
        raise BadInput(msg)
    key = content_id("", *(f"{name}={item[name]}" for name in sorted(map(str, item)) if name in item))
    part = clean_line(item.get("id")) or key
    return Source("given", f"{part} {key}", lambda: iter((report_from(item, where=f"given#{part}", part=part),)))


def _nothing(items: list[Given], problems: list[Problem]) -> str:
    """Say what was looked at, what would be read, and what was wrong with what was there."""
    names = ", ".join(f"'{replace_surrogates(os.fspath(i))}'" for i in items if isinstance(i, str | os.PathLike))
    message = f"no report in {names or 'what was given'}; reports are files ending in {known_suffixes()}"
    shown = "".join(f"\n  {problem.code}: {problem.message}" for problem in problems[:MAX_SHOWN])
    more = f"\n  and {len(problems) - MAX_SHOWN} more" if len(problems) > MAX_SHOWN else ""
    return message + shown + more

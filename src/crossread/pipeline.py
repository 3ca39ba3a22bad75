"""The whole way, documents to record, in one plain function: read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import BinaryIO

import msgspec
from msgspec import Struct

from crossread import __version__
from crossread.compare.story import compare_reports, outline
from crossread.errors import NothingToRead
from crossread.extract.report import Report
from crossread.ingest.load import Given, documents_from
from crossread.records import Document, MadeBy, Model, Problem, Record, Story
from crossread.settings import Settings
from crossread.stories.cluster import group_reports
from crossread.stories.fingerprints import fingerprint
from crossread.verify import seal_of

Progress = Callable[[str, int, int], None]


def read_record(
    inputs: Iterable[Given],
    *,
    settings: Settings,
    today: date | None = None,
    now: datetime | None = None,
    stdin: BinaryIO | None = None,
    on_progress: Progress | None = None,
) -> Record:
    """Read reports and write the record of their stories.

    Args:
        inputs: paths, documents or mappings, as `crossread.ingest` takes them.
        settings: what the run is told.
        today: the day of the run, against which a date of publication can lie in the future.
        now: when the run is made, for `made_by.at`.
        stdin: where "-" reads from.
        on_progress: called with the stage ("ingest", "read", "compare"), how much of it is done, and of how much.

    Returns:
        The record; the same for the same reports and settings whatever their order, but for `made_by.at`.

    Raises:
        BadInput: an input that does not exist.
        NothingToRead: no report was found in the inputs.
        BrokenModel: the language model cannot be loaded.
    """
    found = documents_from(
        inputs,
        settings=settings,
        today=today,
        stdin=stdin,
        on_progress=(lambda done, of: on_progress("ingest", done, of)) if on_progress else None,
    )
    if not found.records:
        raise NothingToRead(_why_nothing(found.problems))
    docs = found.records
    groups = group_stories(docs, settings=settings)
    if settings.stories_only:
        stories = tuple(outline([docs[i] for i in group]) for group in groups)
        return seal(docs, stories, found.problems, settings=settings, now=now)
    read = read_all(docs, settings=settings, on_progress=on_progress)
    stories = tuple(_compared(groups, docs, read.reports, on_progress))
    return seal(docs, stories, (*found.problems, *read.problems), settings=settings, now=now)


class ReadDocuments(Struct, frozen=True):
    """Reports as far as each can be read alone, by the id of the document; one that could not be read is not there."""

    reports: Mapping[str, Report]
    problems: tuple[Problem, ...] = ()


def read_all(docs: Sequence[Document], *, settings: Settings, on_progress: Progress | None = None) -> ReadDocuments:
    """Read documents one by one, side by side where the settings say so.

    Raises:
        BrokenModel: the language model cannot be loaded.
    """
    from crossread.run.reading import read_reports  # noqa: PLC0415  (grouping alone needs no model)

    read = list(read_reports(docs, model=settings.model, processes=settings.processes, on_progress=on_progress))
    reports = [r.report for r in read if r.report is not None]
    return ReadDocuments({r.doc.id: r for r in reports}, tuple(p for r in read for p in r.problems))


def compare_story(docs: Sequence[Document], reports: Mapping[str, Report], *, story: str | None = None) -> Story:
    """Compare what was read out of the documents of one story.

    Args:
        docs: the documents of the story; what could not be read out of one is missing in the result.
        reports: what was read, by the id of the document.
        story: the id of the story; None makes one of the documents.
    """
    about = outline(docs)
    if story is not None:
        about = msgspec.structs.replace(about, id=story)
    return compare_reports([reports[d.id] for d in docs if d.id in reports], outline=about)


def seal(
    docs: tuple[Document, ...],
    stories: tuple[Story, ...],
    problems: Iterable[Problem],
    *,
    settings: Settings,
    now: datetime | None,
) -> Record:
    """Put documents, stories and problems together as a record, and seal it."""
    model: Model | None = None
    if not settings.stories_only:
        from crossread.language.model import load_about  # noqa: PLC0415  (grouping alone needs no model)

        model = load_about(settings.model).record
    record = Record(
        made_by=MadeBy(
            crossread=__version__,
            model=model,
            settings=settings.as_made_by(),
            at=now.isoformat(timespec="seconds") if now else None,
        ),
        documents=docs,
        problems=tuple(sorted(problems, key=lambda p: (p.doc or "", p.code, p.message))),
        stories=stories,
    )
    return sealed(record)


def sealed(record: Record) -> Record:
    """Put the seal on a record, whatever was its seal before."""
    return msgspec.structs.replace(record, made_by=msgspec.structs.replace(record.made_by, seal=seal_of(record)))


def group_stories(docs: Sequence[Document], *, settings: Settings) -> list[list[int]]:
    """Group documents into stories: rows of `docs`, the largest story first, each in the order of the documents."""
    if settings.as_one_story:
        return [list(range(len(docs)))]
    groups = group_reports([fingerprint(d) for d in docs])
    return sorted((sorted(g) for g in groups), key=lambda g: (-len(g), g))


def _compared(
    groups: Sequence[Sequence[int]],
    docs: Sequence[Document],
    reports: Mapping[str, Report],
    on_progress: Progress | None,
) -> Iterable[Story]:
    for n, group in enumerate(groups, start=1):
        yield compare_story([docs[i] for i in group], reports)
        if on_progress:
            on_progress("compare", n, len(groups))


def _why_nothing(problems: Sequence[Problem]) -> str:
    told = "; ".join(f"{p.code}: {p.message}" for p in problems[:5])
    return f"no report to read{': ' + told if told else ''}; give files, folders or '-' for standard input"

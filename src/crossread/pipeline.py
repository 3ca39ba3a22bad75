"""The whole way, documents to record, in one plain function: read this first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import BinaryIO

import msgspec
from msgspec import Struct

from crossread import __version__
from crossread.compare.story import compare_reports, outline
from crossread.errors import NothingToRead
from crossread.extract.report import Report
from crossread.ingest.load import Given, documents_from
from crossread.records import Document, MadeBy, Model, Problem, Record, Story
from crossread.run.executors import choose_executor
from crossread.run.reading import order_of, read_reports
from crossread.run.stories import Plan, ReadStory, read_stories
from crossread.settings import Settings
from crossread.stories.cluster import group_reports
from crossread.stories.fingerprints import fingerprint
from crossread.verify import seal_of

__all__ = [
    "Plan",
    "ReadDocuments",
    "ReadStory",
    "compare_story",
    "group_stories",
    "read_all",
    "read_plans",
    "read_record",
    "seal",
    "sealed",
]

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
    plans = [Plan(outline(group).id, group) for group in (tuple(docs[i] for i in rows) for rows in groups)]
    made = read_plans(plans, settings=settings, n_reports=len(docs), n_stories=len(plans), on_progress=on_progress)
    read = {story.id: story for story in made}
    stories = tuple(read[plan.story].story or outline(plan.docs) for plan in plans)
    problems = (problem for story in read.values() for problem in story.problems)
    return seal(docs, stories, (*found.problems, *problems), settings=settings, now=now)


def read_plans(
    plans: Iterable[Plan], *, settings: Settings, n_reports: int, n_stories: int, on_progress: Progress | None = None
) -> Iterator[ReadStory]:
    """Read the reports of stories and compare them, wherever the settings say.

    Args:
        plans: the stories.
        settings: what the run is told.
        n_reports: how many reports they have.
        n_stories: how many stories there are.
        on_progress: called with the stage ("read", "compare"), how much of it is done, and of how much.

    Returns:
        The stories as they are done, in no certain order.

    Raises:
        BrokenModel: the language model cannot be loaded.
        BadInput: a folder for readings, or a cluster, that cannot be used.
        MissingExtra: Ray is asked for and not installed.
    """
    n_read = 0

    def note(n: int) -> None:
        nonlocal n_read
        n_read += n
        if on_progress and n:
            on_progress("read", n_read, n_reports)

    order = order_of(settings)
    with choose_executor(settings, n_reports=n_reports) as run:
        made = read_stories(
            plans, order=order, compare=partial(compare_plan, issues=settings.issues), run=run, on_read=note
        )
        for n, story in enumerate(made, start=1):
            yield story
            if on_progress:
                on_progress("compare", n, n_stories)


def compare_plan(plan: Plan, reports: Mapping[str, Report], *, issues: Sequence[str] = ()) -> Story:
    """Compare what was read out of the documents of a story, as `run.stories` wants it done."""
    return compare_story(plan.docs, reports, story=plan.story, issues=issues)


def compare_story(
    docs: Sequence[Document],
    reports: Mapping[str, Report],
    *,
    story: str | None = None,
    issues: Sequence[str] = (),
) -> Story:
    """Compare what was read out of the documents of one story.

    Args:
        docs: the documents of the story; what could not be read out of one is missing in the result.
        reports: what was read, by the id of the document.
        story: the id of the story; None makes one of the documents.
        issues: issues asked for, in words.
    """
    about = outline(docs)
    if story is not None:
        about = msgspec.structs.replace(about, id=story)
    return compare_reports([reports[d.id] for d in docs if d.id in reports], outline=about, issues=issues)


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


class ReadDocuments(Struct, frozen=True):
    """Reports as far as each can be read alone, by the id of the document; one that could not be read is not there."""

    reports: Mapping[str, Report]
    problems: tuple[Problem, ...] = ()


def read_all(docs: Sequence[Document], *, settings: Settings) -> ReadDocuments:
    """Read documents one by one in this process, and compare nothing.

    Raises:
        BrokenModel: the language model cannot be loaded.
    """
    read = list(read_reports(docs, model=settings.model))
    reports = {r.report.doc.id: r.report for r in read if r.report is not None}
    return ReadDocuments(reports, tuple(p for r in read for p in r.problems))


def _why_nothing(problems: Sequence[Problem]) -> str:
    told = "; ".join(f"{p.code}: {p.message}" for p in problems[:5])
    return f"no report to read{': ' + told if told else ''}; give files, folders or '-' for standard input"

"""How a library grows: reports in and placed, then the stories read to which something came.

A report is acknowledged when it is stored and placed, a batch a transaction; the stories that it touched are
read after, each in a transaction of its own. Whatever is stopped in between goes on at the next `add`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import msgspec
from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update

from crossread.errors import BadInput, CrossreadError
from crossread.ingest.load import Given, stream_documents
from crossread.ingest.paths import STDIN, find_files
from crossread.pipeline import Plan, ReadStory, read_plans, seal
from crossread.records import Document, Found, Problem, content_id
from crossread.settings import Settings
from crossread.store.corrections import corrected_record
from crossread.store.library import Library, moment
from crossread.store.placing import Placer
from crossread.store.read import load_documents, load_problems, reports_of
from crossread.store.schema import assignments, files, jobs, stories
from crossread.store.settling import end_story, save_record, save_vectors
from crossread.store.vectors import vector_bytes
from crossread.store.write import Added, add_documents

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from crossread.ingest.paths import NamedFile

Progress = Callable[[str, int, int], None]
Clock = Callable[[], datetime]
_Source = tuple[list[Given], tuple[str, str] | None]

BATCH_REPORTS = 100
"""So many reports are stored in one transaction: as many as can be placed in about half a second."""


class AddedBatch(Struct, frozen=True):
    """Reports that are now safe in the library, and what could not be read or used."""

    records: tuple[Added, ...] = ()
    problems: tuple[Problem, ...] = ()


class _Asked(Struct, frozen=True):
    """What a job was told to add."""

    paths: tuple[str, ...]
    settings: Settings


class _Part(Struct, frozen=True):
    """Reports of one source; `done` is the source and its stamp where these are its last."""

    docs: tuple[Document, ...] = ()
    problems: tuple[Problem, ...] = ()
    done: tuple[tuple[str, str], ...] = ()


def clock() -> datetime:
    """Give the moment."""
    return datetime.now(UTC)


def add_reports(
    library: Library,
    paths: Sequence[str | os.PathLike[str] | Document],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    now: Clock = clock,
    on_progress: Progress | None = None,
) -> Iterator[AddedBatch]:
    """Store the reports of files and folders, and place them in stories.

    A file that is in the library whole and has not changed since is passed over unread. Each batch that is
    given out is in the library for good.

    Args:
        library: an open library.
        paths: files, folders, globs, "-" for standard input, or documents made elsewhere.
        settings: what is said of reports that do not say it themselves, and how much is read.
        stdin: where "-" reads from.
        now: the clock.
        on_progress: called with "add", the number of files done, and of all.

    Raises:
        BadInput: a path does not exist.
    """
    asked = _asked(paths, settings)
    named = _named(library, paths, asked, at=moment(now()))
    sources: list[_Source] = [([file.path], _stamp(file, settings)) for file in named.records]
    sources += [([item], None) for item in paths if isinstance(item, Document) or _is_elsewhere(item)]
    _begin(library, asked, at=moment(now()))
    placer = Placer()
    parts = _parts(library, sources, settings=settings, stdin=stdin, today=now().date(), on_progress=on_progress)
    if named.problems:
        yield AddedBatch((), named.problems)
    for batch in _batches(parts):
        at = moment(now())
        with library.writing() as conn:
            placer.catch_up(conn)
            added = add_documents(conn, placer, batch.docs, problems=batch.problems, at=at)
            for source, stamp in batch.done:
                conn.execute(delete(files).where(files.c.source == source))
                conn.execute(insert(files).values(source=source, stamp=stamp, done_at=at))
            placer.save(conn)
        yield AddedBatch(added, batch.problems)
    with library.writing() as conn:
        placer.catch_up(conn)
        placer.save(conn, at_end=True)
        _end(conn, asked, at=moment(now()))


def stopped_jobs(library: Library) -> tuple[tuple[tuple[str, ...], Settings], ...]:
    """Give paths and settings of each `add` that was stopped before its end; adding them again ends it."""
    with library.reading() as conn:
        query = select(jobs.c.asked).where(jobs.c.ended_at.is_(None)).order_by(jobs.c.n)
        stopped = [msgspec.json.decode(asked, type=_Asked) for asked in conn.execute(query).scalars()]
    return tuple((job.paths, job.settings) for job in stopped)


def _is_elsewhere(path: object) -> bool:
    """Tell whether a path is a web address or standard input, and no place in the file system."""
    return isinstance(path, str) and (path == STDIN or "://" in path)


def _asked(paths: Sequence[str | os.PathLike[str] | Document], settings: Settings) -> str | None:
    """Write down what is to be added, so that it can be taken up again; what comes by standard input cannot."""
    if any(isinstance(path, Document) or path == STDIN for path in paths):
        return None
    named = (os.fspath(path) for path in paths if not isinstance(path, Document))
    places = tuple(path if _is_elsewhere(path) else os.path.abspath(path) for path in named)  # noqa: PTH100  (a pattern is no path)
    return msgspec.json.encode(_Asked(places, settings)).decode()


def _named(library: Library, paths: Sequence[object], asked: str | None, *, at: str) -> Found[NamedFile]:
    """Find the files; where one that was asked for is gone, the job that asked for it is over."""
    try:
        return find_files(path for path in paths if isinstance(path, str | os.PathLike) and not _is_elsewhere(path))
    except BadInput:
        with library.writing() as conn:
            _end(conn, asked, at=at)
        raise


def _begin(library: Library, asked: str | None, *, at: str) -> None:
    """Note a job, unless it is one that was stopped and is taken up again."""
    if asked is None:
        return
    with library.writing() as conn:
        open_jobs = select(jobs.c.n).where(jobs.c.asked == asked, jobs.c.ended_at.is_(None))
        if conn.execute(open_jobs.limit(1)).one_or_none() is None:
            conn.execute(insert(jobs).values(kind="add", asked=asked, started_at=at))


def _end(conn: Connection, asked: str | None, *, at: str) -> None:
    conn.execute(update(jobs).where(jobs.c.asked == asked, jobs.c.ended_at.is_(None)).values(ended_at=at))


def _parts(
    library: Library,
    sources: Sequence[_Source],
    *,
    settings: Settings,
    stdin: BinaryIO | None,
    today: date,
    on_progress: Progress | None,
) -> Iterator[_Part]:
    """Read the sources one after the other, those passed over that were read whole before."""
    left = settings.limit
    for n_done, (source, stamp) in enumerate(sources, start=1):
        if stamp is None or not _is_done(library, stamp):
            limited = msgspec.structs.replace(settings, limit=left)
            for batch in stream_documents(source, settings=limited, stdin=stdin, today=today):
                left = None if left is None else left - len(batch.records)
                yield _Part(batch.records, batch.problems)
            if stamp and left != 0:
                yield _Part(done=(stamp,))
        if on_progress:
            on_progress("add", n_done, len(sources))
        if left == 0:
            return


def _batches(parts: Iterable[_Part]) -> Iterator[_Part]:
    """Put small parts together and cut large ones, so that a transaction has up to `BATCH_REPORTS` reports."""
    docs: list[Document] = []
    problems: list[Problem] = []
    done: list[tuple[str, str]] = []
    for part in parts:
        docs += part.docs
        problems += part.problems
        while len(docs) > BATCH_REPORTS:
            yield _Part(tuple(docs[:BATCH_REPORTS]), tuple(problems), tuple(done))
            docs, problems, done = docs[BATCH_REPORTS:], [p for p in problems if p.doc], []
        done += part.done
    yield _Part(tuple(docs), tuple(problems), tuple(done))


def _stamp(file: NamedFile, settings: Settings) -> tuple[str, str] | None:
    """Give the place of a file and what would change if it did; None for what is no ordinary file."""
    place = Path(file.path)
    if not place.is_file():
        return None
    told = place.stat()
    said = (settings.published, settings.outlet, settings.max_bytes, settings.max_chars)
    return str(place.resolve()), content_id("", told.st_size, told.st_mtime_ns, *said)


def _is_done(library: Library, stamp: tuple[str, str]) -> bool:
    with library.reading() as conn:
        return conn.execute(select(files.c.stamp).where(files.c.source == stamp[0])).scalar_one_or_none() == stamp[1]


class StoryRead(Struct, frozen=True):
    """A story that was waiting: its record is `kept` now, or a problem says what stood in the way and it waits on."""

    story: str
    problems: tuple[Problem, ...] = ()
    kept: bool = False


def read_waiting(
    library: Library, *, settings: Settings, now: Clock = clock, on_progress: Progress | None = None
) -> Iterator[StoryRead]:
    """Read each story to which something came since it was read last.

    Args:
        library: an open library.
        settings: the language model, and where reports are read.
        now: the clock.
        on_progress: called with "stories", the number read, and of all.

    Raises:
        BrokenModel: the language model cannot be loaded.
        BadInput: a folder for readings, or a cluster, that cannot be used.
        MissingExtra: Ray is asked for and not installed.
    """
    with library.reading() as conn:
        query = select(stories.c.id).where(stories.c.waiting == 1).order_by(stories.c.changed_at, stories.c.id)
        waiting = list(conn.execute(query).scalars())
        placed = select(func.count()).select_from(assignments.join(stories, stories.c.id == assignments.c.story))
        n_reports = conn.execute(placed.where(stories.c.waiting == 1, assignments.c.until.is_(None))).scalar_one()
    read = _read_plans(library, waiting, n_reports, settings=settings, now=now)
    for n_done, one in enumerate(read, start=1):
        yield one
        if on_progress:
            on_progress("stories", n_done, len(waiting))


def _read_plans(
    library: Library, waiting: Sequence[str], n_reports: int, *, settings: Settings, now: Clock
) -> Iterator[StoryRead]:
    """Read the stories that have reports, and end those that have none."""
    begun: dict[str, tuple[Document, ...]] = {}
    plans = _plans(library, waiting, begun)
    for made in read_plans(plans, settings=settings, n_reports=n_reports, n_stories=len(waiting)):
        yield _guarded(library, made, begun.pop(made.id), settings=settings, now=now)
    for story in begun:
        yield _end_empty(library, story, now=now)


def _plans(library: Library, waiting: Sequence[str], begun: dict[str, tuple[Document, ...]]) -> Iterator[Plan]:
    """Load the reports of one story after the other, and note them in `begun`; what has none is not read."""
    for story in waiting:
        with library.reading() as conn:
            begun[story] = load_documents(conn, reports_of(conn, story))
        if begun[story]:
            yield Plan(story, begun[story])


def _guarded(
    library: Library, made: ReadStory, docs: tuple[Document, ...], *, settings: Settings, now: Clock
) -> StoryRead:
    """Keep what was read of a story; where that fails it waits on, and does not keep the others from being read."""
    try:
        return _keep_story(library, made, docs, settings=settings, now=now)
    except CrossreadError:
        raise
    except Exception as e:  # noqa: BLE001  (the boundary: a story that cannot be kept is its own problem)
        message = f"story {made.id} could not be kept ({type(e).__name__}: {e}); it waits, unread; please report it"
        return StoryRead(made.id, (Problem(code="story-unread", message=message),))


def _keep_story(
    library: Library, made: ReadStory, docs: tuple[Document, ...], *, settings: Settings, now: Clock
) -> StoryRead:
    """Keep the record of a story that was read; nothing is kept where its reports changed meanwhile."""
    if made.story is None:
        return StoryRead(made.id, made.problems)
    ids = {doc.id for doc in docs}
    with library.writing() as conn:
        if set(reports_of(conn, made.id)) != ids:
            return _changed(made.id)
        problems = (*load_problems(conn, list(ids)), *made.problems)
        record = seal(docs, (made.story,), problems, settings=settings, now=now())
        save_record(conn, record, corrected=corrected_record(conn, record), at=moment(now()))
        model = record.made_by.model.sha256 if record.made_by.model else ""
        save_vectors(conn, {id_: vector_bytes(mean[None]) for id_, mean in made.vectors.items()}, model=model)
    return StoryRead(made.id, made.problems, kept=True)


def _end_empty(library: Library, story: str, *, now: Clock) -> StoryRead:
    """End a story that has no reports left."""
    with library.writing() as conn:
        if reports_of(conn, story):
            return _changed(story)
        end_story(conn, story, at=moment(now()))
    return StoryRead(story, kept=True)


def _changed(story: str) -> StoryRead:
    message = f"story {story}: reports came or went while it was read; it waits for the next add"
    return StoryRead(story, (Problem(code="story-changed", message=message),))

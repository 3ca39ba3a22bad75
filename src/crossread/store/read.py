"""Reading from a library: reports, stories, and the record of a story."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from sqlalchemy import func, select

from crossread.errors import BadInput
from crossread.records import Document, Problem, Record
from crossread.store.schema import assignments, documents, records, stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from crossread.store.library import Library

MAX_PARAMETERS = 500
"""Ids asked for in one query; SQLite takes up to 999 parameters in its older versions."""

_ABOUT = msgspec.json.Decoder(Document)
_PROBLEMS = msgspec.json.Decoder(tuple[Problem, ...])
_RECORD = msgspec.json.Decoder(Record)


class StoryLine(Struct, frozen=True, kw_only=True):
    """A story in a list. `waiting`: reports came or went since its record was read."""

    id: str
    title: str
    first: str | None
    last: str | None
    reports: int
    changed_at: str
    waiting: bool


def load_documents(conn: Connection, ids: Sequence[str]) -> tuple[Document, ...]:
    """Load reports by id, in the order in which they were added; one that is not there is left out."""
    found: list[tuple[int, Document]] = []
    columns = select(documents.c.n, documents.c.about, documents.c.text)
    for start in range(0, len(ids), MAX_PARAMETERS):
        part = ids[start : start + MAX_PARAMETERS]
        found += [
            (row.n, _document(row.about, row.text)) for row in conn.execute(columns.where(documents.c.id.in_(part)))
        ]
    return tuple(doc for _, doc in sorted(found, key=lambda pair: pair[0]))


def load_problems(conn: Connection, ids: Sequence[str]) -> tuple[Problem, ...]:
    """Load what was wrong with some reports when they were added."""
    found: list[Problem] = []
    for start in range(0, len(ids), MAX_PARAMETERS):
        query = select(documents.c.problems).where(documents.c.id.in_(ids[start : start + MAX_PARAMETERS]))
        for text in conn.execute(query).scalars():
            found += _PROBLEMS.decode(text)
    return tuple(found)


def reports_of(conn: Connection, story: str) -> tuple[str, ...]:
    """Give the ids of a story's reports as they stand now, earlier versions left out, in the order in which they were added."""
    query = (
        select(assignments.c.document)
        .join(documents, documents.c.id == assignments.c.document)
        .where(assignments.c.story == story, assignments.c.until.is_(None), documents.c.superseded_by.is_(None))
        .order_by(documents.c.n)
    )
    return tuple(conn.execute(query).scalars())


def story_of(conn: Connection, document: str) -> str | None:
    """Give the story that a report is in now; None for an earlier version, which is in none."""
    query = select(assignments.c.story).where(assignments.c.document == document, assignments.c.until.is_(None))
    return conn.execute(query).scalar_one_or_none()


def find_story(conn: Connection, asked: str) -> str:
    """Give the id of the story that is meant: by its id, the beginning of it, or the id of one that went into it.

    Raises:
        BadInput: no story, or several, have such an id.
    """
    id_ = asked
    while True:
        row = conn.execute(select(stories.c.id, stories.c.merged_into).where(stories.c.id == id_)).one_or_none()
        if row is None or row.merged_into is None:
            break
        id_ = row.merged_into
    if row is not None:
        return str(row.id)
    alike = select(stories.c.id).where(stories.c.id.startswith(asked, autoescape=True), stories.c.merged_into.is_(None))
    found = list(conn.execute(alike.order_by(stories.c.id).limit(4)).scalars()) if asked else []
    if len(found) == 1:
        return str(found[0])
    told = f"several: {', '.join(found)}" if found else "none; list them with: crossread stories"
    msg = f"no one story has the id '{asked}': {told}"
    raise BadInput(msg)


def list_stories(
    library: Library, *, since: str | None = None, until: str | None = None, limit: int | None = None
) -> tuple[StoryLine, ...]:
    """List the stories, those first to which something came last.

    Args:
        library: an open library.
        since: a moment; stories to which nothing came after it are left out.
        until: a moment; stories that began after it are left out.
        limit: so many at most.
    """
    query = select(stories).where(stories.c.merged_into.is_(None), stories.c.n_reports > 0)
    if since:
        query = query.where(stories.c.changed_at > since)
    if until:
        query = query.where(stories.c.started_at <= until)
    query = query.order_by(stories.c.changed_at.desc(), stories.c.n_reports.desc(), stories.c.id).limit(limit)
    with library.reading() as conn:
        return tuple(
            StoryLine(
                id=row.id,
                title=row.title,
                first=row.first,
                last=row.last,
                reports=row.n_reports,
                changed_at=row.changed_at,
                waiting=bool(row.waiting),
            )
            for row in conn.execute(query)
        )


def saved_record(conn: Connection, story: str) -> Record | None:
    """Load the record of a story as it was last read, without corrections; None where it never was."""
    data = conn.execute(select(records.c.data).where(records.c.story == story)).scalar_one_or_none()
    return _RECORD.decode(zlib.decompress(data)) if data else None


def count_waiting(conn: Connection) -> int:
    """Count the stories that have changed since they were read."""
    query = select(func.count()).select_from(stories).where(stories.c.waiting == 1)
    return int(conn.execute(query).scalar_one())


def known_ids(conn: Connection, ids: Iterable[str]) -> set[str]:
    """Give those ids of reports that are in the library."""
    wanted = list(ids)
    found: set[str] = set()
    for start in range(0, len(wanted), MAX_PARAMETERS):
        query = select(documents.c.id).where(documents.c.id.in_(wanted[start : start + MAX_PARAMETERS]))
        found.update(conn.execute(query).scalars())
    return found


def _document(about: str, text: bytes) -> Document:
    return msgspec.structs.replace(_ABOUT.decode(about), text=text.decode())

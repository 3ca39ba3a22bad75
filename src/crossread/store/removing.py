"""Taking reports and stories out of a library, for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from crossread.errors import BadInput
from crossread.store.library import moment
from crossread.store.placing import Placer
from crossread.store.read import find_story, known_ids
from crossread.store.schema import assignments, documents
from crossread.store.write import remove_documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from crossread.store.library import Library


def remove(library: Library, ids: Sequence[str], *, now: datetime) -> tuple[str, ...]:
    """Take out reports, and stories with all their reports and earlier versions of them.

    Returns:
        The ids of the reports that are gone.

    Raises:
        BadInput: there is no report or story with one of the ids.
    """
    with library.writing() as conn:
        gone = list(dict.fromkeys(document for id_ in ids for document in _meant(conn, id_)))
        placer = Placer()
        placer.catch_up(conn)
        remove_documents(conn, placer, gone, at=moment(now))
    return tuple(gone)


def _meant(conn: Connection, id_: str) -> list[str]:
    if known_ids(conn, [id_]):
        return [id_]
    try:
        story = find_story(conn, id_)
    except BadInput as e:
        msg = f"no report or story has the id '{id_}'; find one with: crossread stories, crossread search"
        raise BadInput(msg) from e
    now = (assignments.c.story == story, assignments.c.until.is_(None))
    return _with_versions(conn, list(conn.execute(select(assignments.c.document).where(*now)).scalars()))


def _with_versions(conn: Connection, ids: list[str]) -> list[str]:
    """Give reports with all earlier versions of them."""
    found = list(ids)
    for id_ in found:  # grows while it is walked
        found += conn.execute(select(documents.c.id).where(documents.c.superseded_by == id_)).scalars()
    return found

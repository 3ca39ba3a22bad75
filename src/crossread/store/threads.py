"""The threads of a story of the library, made from its reports as they stand now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crossread.store.read import load_documents, reports_of
from crossread.stories.threads import Thread, find_threads

if TYPE_CHECKING:
    from sqlalchemy import Connection

__all__ = ["Thread", "story_threads"]


def story_threads(conn: Connection, story: str) -> tuple[Thread, ...]:
    """Give the threads of a story by its id; none where it is all of one piece, or has no reports."""
    return find_threads(load_documents(conn, reports_of(conn, story)))

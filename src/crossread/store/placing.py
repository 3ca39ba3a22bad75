"""The index of stories as a library keeps it: its bytes as of some placement, and the log of those that followed.

Every writer brings its index up to the log before it places anything, so that two of them agree. The
index itself is `stories.online.StoryIndex`; nothing else of the library knows it.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from msgspec import Struct
from sqlalchemy import delete, insert, select

from crossread.errors import BadInput
from crossread.records import Document
from crossread.store.read import load_documents
from crossread.store.schema import assignments, documents, placements, states
from crossread.store.write import move_reports, refresh_stories
from crossread.stories.fingerprints import fingerprint
from crossread.stories.online import Arrival, StoryIndex

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection, Row

    from crossread.stories.online import Placement

INDEX = "stories"
SAVE_EVERY = 2_000
"""The bytes of the index are written after so many placements; what follows them is replayed at the next start, at
about 300 a second."""

SAVED_SHARE = 20
"""At the end of a run they are written where a twentieth of the reports would have to be replayed."""

REPLAY_BATCH = 200


class Place(Struct, frozen=True, kw_only=True):
    """Where a report went: its story, whether it began there, what merged into it, and other reports that moved."""

    document: str
    story: str
    started: bool = False
    merged: tuple[str, ...] = ()
    copy_of: str | None = None
    moved: tuple[tuple[str, str], ...] = ()


class Placer:
    """The index of stories in memory, as of placement `n` of the log.

    Use it inside a writing transaction, after `catch_up`; where the transaction fails, throw it away.
    """

    def __init__(self) -> None:
        self._index = StoryIndex()
        self._n = 0
        self._saved_n = 0

    def catch_up(self, conn: Connection) -> None:
        """Bring the index up to the log, from its saved bytes where nothing is in memory yet."""
        if self._n == 0:
            self._load(conn)
        query = select(placements).where(placements.c.n > self._n).order_by(placements.c.n)
        rows = list(conn.execute(query))
        for start in range(0, len(rows), REPLAY_BATCH):
            batch = rows[start : start + REPLAY_BATCH]
            docs = {doc.id: doc for doc in load_documents(conn, [row.document for row in batch if row.op == "place"])}
            for row in batch:
                self._replay(row, docs)

    def _load(self, conn: Connection) -> None:
        saved = conn.execute(select(states).where(states.c.name == INDEX)).one_or_none()
        if saved is None:
            return
        try:
            self._index = StoryIndex.from_bytes(saved.data)
        except BadInput:
            self._rebuild(conn)  # near copies are found by another version of their library: sketch all anew
            return
        self._n = self._saved_n = saved.n

    def _rebuild(self, conn: Connection) -> None:
        """Make the index from the reports themselves, held together as the stories of the library hold them."""
        query = (
            select(documents.c.id, documents.c.added_at, assignments.c.story)
            .join(assignments, assignments.c.document == documents.c.id)
            .where(assignments.c.until.is_(None))
            .order_by(documents.c.n)
        )
        rows = list(conn.execute(query))
        home = {row.id: row.story for row in rows}
        first_of: dict[str, str] = {}
        for row in rows:
            (doc,) = load_documents(conn, [row.id])
            self._index.place(_arrival(doc, row.added_at))
            self._hold(row.id, first_of.setdefault(row.story, row.id), home)
        last = conn.execute(select(placements.c.n, placements.c.at).order_by(placements.c.n.desc()).limit(1)).one()
        self._n = last.n
        moved = {row.id: story for row in rows if (story := self._index.story_of(row.id)) != row.story}
        move_reports(conn, moved, at=last.at, why="placed anew")
        refresh_stories(conn, {*moved.values(), *(row.story for row in rows if row.id in moved)}, at=last.at)

    def _hold(self, document: str, first: str, home: Mapping[str, str]) -> None:
        """Hold a report in the story of another, and out of the stories of those that are at home elsewhere."""
        for other in self._index.reports_of(self._index.story_of(document)):
            together = self._index.story_of(other) == self._index.story_of(document)
            if together and home[other] != home[document]:
                self._index.force_apart(other, document)
        if self._index.story_of(first) != self._index.story_of(document):
            self._index.force_same(first, document)

    def _replay(self, row: Row[tuple[object, ...]], docs: dict[str, Document]) -> None:
        if row.op == "place" and row.document in docs:
            self._index.place(_arrival(docs[row.document], row.at))
        elif row.op == "remove" and row.document in self._index:
            self._index.remove(row.document)
        elif row.op == "same":
            self._index.force_same(row.document, row.other)
        elif row.op == "apart":
            self._index.force_apart(row.document, row.other)
        self._n = row.n

    def place(self, conn: Connection, doc: Document, *, at: str) -> Place:
        """Put a report into a story, and log it."""
        placed = self._index.place(_arrival(doc, at))
        self._log(conn, "place", doc.id, at=at, story=placed.story)
        return _place(placed)

    def remove(self, conn: Connection, document: str, *, at: str) -> None:
        """Take a report out of its story."""
        self._index.remove(document)
        self._log(conn, "remove", document, at=at)

    def join(self, conn: Connection, document: str, other: str, *, at: str) -> dict[str, str]:
        """Hold the stories of two reports together in that of the first; give the reports that moved, and where to."""
        moved = self._index.force_same(document, other)
        self._log(conn, "same", document, at=at, other=other)
        return {one.report: one.story for one in moved}

    def part(self, conn: Connection, leaving: Sequence[str], staying: Sequence[str], *, at: str) -> dict[str, str]:
        """Part the reports of one story into two; give the reports that moved, and where to.

        The index parts two reports and takes along what is nearer to the one that leaves, so what went to the
        wrong side is brought back one by one.
        """
        before = {report: self._index.story_of(report) for report in (*leaving, *staying)}
        first, anchor = leaving[0], staying[0]
        self._apart(conn, anchor, first, at=at)
        for _ in range(len(before)):
            home, away = self._index.story_of(anchor), self._index.story_of(first)
            if stray := next((r for r in staying if self._index.story_of(r) != home), None):
                if self._index.story_of(stray) == away:
                    self._apart(conn, first, stray, at=at)
                self.join(conn, anchor, stray, at=at)
            elif stray := next((r for r in leaving if self._index.story_of(r) != away), None):
                if self._index.story_of(stray) == home:
                    self._apart(conn, anchor, stray, at=at)
                self.join(conn, first, stray, at=at)
            else:
                break
        after = {report: self._index.story_of(report) for report in before}
        return {report: story for report, story in after.items() if before[report] != story}

    def _apart(self, conn: Connection, stays: str, leaves: str, *, at: str) -> None:
        self._index.force_apart(stays, leaves)
        self._log(conn, "apart", stays, at=at, other=leaves)

    def _log(
        self, conn: Connection, op: str, document: str, *, at: str, story: str | None = None, other: str | None = None
    ) -> None:
        values = {"op": op, "document": document, "at": at, "story": story, "other": other}
        done = insert(placements).values(values).returning(placements.c.n)
        self._n = conn.execute(done).scalar_one()

    def save(self, conn: Connection, *, at_end: bool = False, always: bool = False) -> None:
        """Write the bytes of the index where enough has happened since they were written last.

        Args:
            conn: inside a writing transaction.
            at_end: nothing more comes for now: write where the next start would replay more than it loads.
            always: write, whatever has happened.
        """
        enough = min(SAVE_EVERY, len(self._index) // SAVED_SHARE) if at_end else SAVE_EVERY
        if self._n > self._saved_n and (always or self._n - self._saved_n >= enough):
            conn.execute(delete(states).where(states.c.name == INDEX))
            conn.execute(insert(states).values(name=INDEX, n=self._n, made_by="online", data=self._index.to_bytes()))
            self._saved_n = self._n


def _arrival(doc: Document, at: str) -> Arrival:
    return Arrival(
        report=doc.id, fingerprint=fingerprint(doc), published=_published(doc), arrived=datetime.fromisoformat(at)
    )


def _published(doc: Document) -> datetime | None:
    try:
        told = datetime.fromisoformat(doc.published) if doc.published else None
    except ValueError:
        return None
    return told.replace(tzinfo=UTC) if told and told.tzinfo is None else told


def _place(placed: Placement) -> Place:
    return Place(
        document=placed.report,
        story=placed.story,
        started=placed.started,
        merged=placed.merged,
        copy_of=placed.copy_of,
        moved=tuple((moved.report, moved.story) for moved in placed.moved),
    )

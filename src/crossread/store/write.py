"""Writing to a library: reports, the stories that they belong to, and their removal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update

from crossread.store.library import storable
from crossread.store.read import MAX_PARAMETERS, known_ids, story_of
from crossread.store.schema import (
    assignments,
    changes,
    documents,
    facts,
    files,
    records,
    stories,
    vectors,
)
from crossread.store.settling import move_facts, remove_facts
from crossread.store.words import index_words, unindex_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from crossread.records import Document, Problem
    from crossread.store.placing import Placer

Outcome = Literal["added", "known", "replaced", "older"]


class Added(Struct, frozen=True, kw_only=True):
    """What became of a report that was given.

    added: it is new. known: it was there. replaced: it is the later version of `replaces`, whose text its
    outlet changed under the same URL. older: a later version was there already.
    """

    report: str
    source: str
    outcome: Outcome
    story: str | None = None
    replaces: str | None = None
    copy_of: str | None = None


def add_documents(
    conn: Connection, placer: Placer, docs: Sequence[Document], *, problems: Sequence[Problem], at: str
) -> tuple[Added, ...]:
    """Store reports and place them in stories.

    Args:
        conn: inside a writing transaction.
        placer: the index of stories, brought up to the log.
        docs: in the order in which they came.
        problems: of these reports; each is kept with its report.
        at: the moment.
    """
    known = known_ids(conn, [doc.id for doc in docs])
    own: dict[str, list[Problem]] = {}
    for problem in problems:
        own.setdefault(problem.doc or "", []).append(problem)
    done: list[Added] = []
    touched: set[str] = set()
    for doc in docs:
        if doc.id in known:
            done.append(Added(report=doc.id, source=doc.source, outcome="known", story=story_of(conn, doc.id)))
            continue
        known.add(doc.id)
        done.append(_add(conn, placer, doc, own.get(doc.id, []), touched, at=at))
    refresh_stories(conn, touched, at=at)
    return tuple(done)


def _add(
    conn: Connection, placer: Placer, doc: Document, problems: Sequence[Problem], touched: set[str], *, at: str
) -> Added:
    """Store and place one report; the stories that it changes go into `touched`."""
    other = _same_url(conn, doc)
    row = insert(documents).values(_row(doc, problems, at=at)).returning(documents.c.n)
    n = conn.execute(row).scalar_one()
    index_words(conn, "documents", n, doc.title or "", doc.text)
    if other is not None and (doc.published or "") < (other[1] or "") and doc.published:
        conn.execute(update(documents).where(documents.c.id == doc.id).values(superseded_by=other[0], superseded_at=at))
        return Added(report=doc.id, source=doc.source, outcome="older", story=story_of(conn, other[0]))
    place = placer.place(conn, doc, at=at)
    copy_of = place.copy_of if other is None or place.copy_of != other[0] else None  # a later version is no copy
    if copy_of:
        conn.execute(update(documents).where(documents.c.id == doc.id).values(copy_of=copy_of))
    touched |= {place.story, *(story for _, story in place.moved)}
    touched |= _stories_of(conn, [report for report, _ in place.moved])
    _ensure_story(conn, place.story, doc, at=at)
    conn.execute(insert(assignments).values(document=doc.id, story=place.story, since=at, why="placed"))
    move_reports(conn, dict(place.moved), at=at, why="regrouped")
    for gone in place.merged:
        merge_story(conn, gone, place.story, at=at)
    if other is not None:
        touched |= _stories_of(conn, [other[0]])
        _supersede(conn, placer, other[0], doc.id, at=at)
    outcome: Outcome = "added" if other is None else "replaced"
    replaces = other[0] if other else None
    return Added(
        report=doc.id,
        source=doc.source,
        outcome=outcome,
        story=place.story,
        replaces=replaces,
        copy_of=copy_of,
    )


def _row(doc: Document, problems: Sequence[Problem], *, at: str) -> dict[str, object]:
    about = msgspec.json.encode(msgspec.structs.replace(doc, text=""))
    return {
        "id": doc.id,
        "sha256": doc.sha256,
        "url": doc.url,
        "outlet": storable(doc.label),
        "title": storable(doc.title),
        "authors": storable("; ".join(doc.authors)),
        "credit": _credit(doc),
        "published": doc.published,
        "source": storable(doc.source),
        "about": about.decode(),
        "problems": msgspec.json.encode(problems).decode(),
        "text": doc.text.encode(),
        "added_at": at,
    }


def _credit(doc: Document) -> str | None:
    """Give whom a report credits, where its file says so in a field of that name."""
    raw = doc.extra.get("credit")
    if raw is None:
        return None
    said = msgspec.json.decode(raw)
    return storable(said) if isinstance(said, str) else None


def _same_url(conn: Connection, doc: Document) -> tuple[str, str | None] | None:
    """Give id and day of the report that stands under the same URL."""
    if not doc.url:
        return None
    query = select(documents.c.id, documents.c.published).where(
        documents.c.url == doc.url, documents.c.superseded_by.is_(None)
    )
    row = conn.execute(query.order_by(documents.c.n.desc()).limit(1)).one_or_none()
    return (row.id, row.published) if row else None


def _supersede(conn: Connection, placer: Placer, old: str, new: str, *, at: str) -> None:
    """Let a later version take the place of an earlier one, which stays readable and leaves its story."""
    conn.execute(update(documents).where(documents.c.id == old).values(superseded_by=new, superseded_at=at))
    ended = update(assignments).where(assignments.c.document == old, assignments.c.until.is_(None))
    if conn.execute(ended.values(until=at, why="superseded")).rowcount:
        placer.remove(conn, old, at=at)


def _stories_of(conn: Connection, ids: Sequence[str]) -> set[str]:
    query = select(assignments.c.story).where(assignments.c.until.is_(None))
    found: set[str] = set()
    for start in range(0, len(ids), MAX_PARAMETERS):
        part = ids[start : start + MAX_PARAMETERS]
        found.update(conn.execute(query.where(assignments.c.document.in_(part))).scalars())
    return found


def _ensure_story(conn: Connection, story: str, doc: Document | None, *, at: str) -> None:
    """Make the row of a story where there is none; one that had gone into another begins again."""
    values = {"merged_into": None, "changed_at": at, "waiting": 1}
    if conn.execute(update(stories).where(stories.c.id == story).values(values)).rowcount == 0:
        title = (doc.title or doc.text.split("\n", 1)[0][:200] or doc.label) if doc else story
        conn.execute(insert(stories).values(id=story, title=storable(title), n_reports=0, started_at=at, **values))


def move_reports(conn: Connection, moved: Mapping[str, str], *, at: str, why: str) -> None:
    """Put reports into other stories, and with them the facts that rest on them alone."""
    for document, story in moved.items():
        _ensure_story(conn, story, None, at=at)
        now = (assignments.c.document == document, assignments.c.until.is_(None))
        left = conn.execute(select(assignments.c.story).where(*now)).scalar_one_or_none()
        conn.execute(update(assignments).where(*now).values(until=at))
        conn.execute(insert(assignments).values(document=document, story=story, since=at, why=why))
        if left is not None:
            move_facts(conn, left, story, {d for d, s in moved.items() if s == story})


def merge_story(conn: Connection, gone: str, into: str, *, at: str) -> None:
    """Let a story go into another, with its reports and facts; its id leads to the heir."""
    if gone == into:
        return
    query = select(assignments.c.document).where(assignments.c.story == gone, assignments.c.until.is_(None))
    for document in list(conn.execute(query).scalars()):
        now = update(assignments).where(assignments.c.document == document, assignments.c.until.is_(None))
        conn.execute(now.values(until=at))
        conn.execute(insert(assignments).values(document=document, story=into, since=at, why="merged"))
    conn.execute(update(facts).where(facts.c.story == gone).values(story=into))
    conn.execute(update(changes).where(changes.c.story == gone).values(story=into))
    conn.execute(delete(records).where(records.c.story == gone))
    conn.execute(update(stories).where(stories.c.id == gone).values(merged_into=into, waiting=0, n_reports=0))


def refresh_stories(conn: Connection, touched: Iterable[str], *, at: str) -> None:
    """Count the reports of stories anew and set them waiting to be read; one without reports leads to where they went."""
    for story in sorted(touched):
        query = (
            select(func.count(), func.min(documents.c.published), func.max(documents.c.published))
            .join(assignments, assignments.c.document == documents.c.id)
            .where(assignments.c.story == story, assignments.c.until.is_(None))
        )
        n, first, last = conn.execute(query).one()
        values = {"n_reports": n, "first": first, "last": last, "changed_at": at, "waiting": 1}
        conn.execute(update(stories).where(stories.c.id == story, stories.c.merged_into.is_(None)).values(values))
        heir = _heir(conn, story) if n == 0 else None
        if heir is not None:
            merge_story(conn, story, heir, at=at)


def _heir(conn: Connection, story: str) -> str | None:
    """Give the story that the reports of an empty one are in now."""
    past, now = assignments.alias("past"), assignments.alias("now")
    query = (
        select(now.c.story)
        .join(past, past.c.document == now.c.document)
        .where(past.c.story == story, now.c.until.is_(None), now.c.story != story)
        .order_by(now.c.n.desc())
        .limit(1)
    )
    return conn.execute(query).scalar_one_or_none()


def remove_documents(conn: Connection, placer: Placer, ids: Sequence[str], *, at: str) -> None:
    """Take reports out of the library with their text, the records that have it, and their part in facts.

    Their stories wait to be read again.
    """
    touched = _stories_of(conn, ids)
    for story in sorted(touched):
        remove_facts(conn, story, set(ids))
    for id_ in ids:
        row = conn.execute(select(documents).where(documents.c.id == id_)).one()
        if conn.execute(
            update(assignments).where(assignments.c.document == id_, assignments.c.until.is_(None)).values(until=at)
        ).rowcount:
            placer.remove(conn, id_, at=at)
        conn.execute(update(documents).where(documents.c.superseded_by == id_).values(superseded_by=row.superseded_by))
        conn.execute(update(documents).where(documents.c.copy_of == id_).values(copy_of=None))
        unindex_words(conn, "documents", row.n, row.title or "", row.text.decode())
        name = Path(row.source.split("#", 1)[0]).name  # another file of that name is only read again
        conn.execute(delete(files).where(files.c.source.endswith(name, autoescape=True)))
        conn.execute(delete(assignments).where(assignments.c.document == id_))
        conn.execute(delete(vectors).where(vectors.c.document == id_))
        conn.execute(delete(documents).where(documents.c.id == id_))
    placer.save(conn, always=True)  # the log can no longer be replayed without the reports
    for story in touched:
        read = conn.execute(select(records.c.documents).where(records.c.story == story)).scalar_one_or_none() or ""
        left = " ".join(id_ for id_ in read.split() if id_ not in ids)
        conn.execute(update(records).where(records.c.story == story).values(data=b"", documents=left))
    refresh_stories(conn, touched, at=at)

"""The record of a story as last read, and its facts brought to what it says: what became of each is noted."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import delete, insert, select, update

from crossread.records import Record, content_id
from crossread.store.facts import Fact, Fate, Kept, facts_of, name_words, settle
from crossread.store.library import storable
from crossread.store.read import load_documents, story_of
from crossread.store.schema import changes, documents, facts, names, records, stories, vectors
from crossread.store.vectors import index_vectors
from crossread.store.words import index_words, unindex_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection, Row, Select

_FACT = msgspec.json.Decoder(Fact)


def move_facts(conn: Connection, left: str, story: str, moved: set[str]) -> None:
    """Let facts that rest on some reports alone go from one story to another with them."""
    for row in conn.execute(_standing(left)).all():
        fact = _FACT.decode(row.about)
        if all(span.doc in moved for span in fact.evidence):
            conn.execute(update(facts).where(facts.c.id == row.id).values(story=story))
            conn.execute(update(changes).where(changes.c.fact == row.id).values(story=story))


def save_record(conn: Connection, record: Record, *, corrected: Record, at: str) -> tuple[Fate, ...]:
    """Keep what was read of one story, and settle its facts against those before.

    Args:
        conn: inside a writing transaction.
        record: the record with its one story, as read.
        corrected: the same with what a person's hand set right.
        at: the moment.

    Returns:
        What became of each fact.
    """
    (story,) = record.stories
    before = conn.execute(select(records.c.documents).where(records.c.story == story.id)).scalar_one_or_none()
    conn.execute(delete(records).where(records.c.story == story.id))
    made = record.made_by
    row = {
        "story": story.id,
        "documents": " ".join(doc.id for doc in record.documents),
        "made_at": at,
        "crossread": made.crossread,
        "model": made.model.sha256 if made.model else None,
        "settings": msgspec.json.encode(made.settings).decode(),
        "data": zlib.compress(msgspec.json.encode(record)),
    }
    conn.execute(insert(records).values(row))
    values = {"title": storable(story.title), "waiting": 0}
    conn.execute(update(stories).where(stories.c.id == story.id).values(values))
    return settle_story(conn, corrected, together=set((before or "").split()), at=at)


def settle_story(conn: Connection, corrected: Record, *, together: set[str], at: str) -> tuple[Fate, ...]:
    """Bring the facts of a story to what its record says, and note what became of each.

    Args:
        conn: inside a writing transaction.
        corrected: the record of the story, with what a person's hand set right.
        together: the documents that the story was last read with.
        at: the moment.
    """
    (story,) = corrected.stories
    kept = [_kept(row) for row in conn.execute(_standing(story.id).order_by(facts.c.n))]
    resting_on = {span.doc for one in kept for span in one.fact.evidence}
    own = {doc.id for doc in corrected.documents}
    fates = settle(
        kept,
        facts_of(corrected),
        together=together,
        read_before=together | resting_on,  # a story that merged into this one was read too
        present=own | _placed(conn, resting_on - own),
        later=_later(conn, resting_on - own),
    )
    taken = {one.id for one in kept}
    for fate in fates:
        _write_fate(conn, fate, story.id, taken, at=at)
    return fates


def _placed(conn: Connection, ids: set[str]) -> set[str]:
    """Give those of some reports that are in a story now."""
    return {id_ for id_ in ids if story_of(conn, id_) is not None}


def _standing(story: str) -> Select[Any]:
    return select(facts).where(facts.c.story == story, facts.c.withdrawn_at.is_(None))


def _later(conn: Connection, ids: set[str]) -> dict[str, str]:
    """Give for earlier versions of reports the latest one of each."""
    later: dict[str, str] = {}
    for id_ in ids:
        at = id_
        while newer := conn.execute(select(documents.c.superseded_by).where(documents.c.id == at)).scalar_one_or_none():
            at = later[id_] = newer
    return later


def _kept(row: Row[Any]) -> Kept:
    return Kept(row.id, msgspec.structs.replace(_FACT.decode(row.about), members=tuple(row.members.split())))


def _write_fate(conn: Connection, fate: Fate, story: str, taken: set[str], *, at: str) -> None:
    before, after = fate.before, fate.after
    id_ = before.id if before else _fresh_id(story, after, taken) if after else ""
    taken.add(id_)
    if after is None:
        conn.execute(update(facts).where(facts.c.id == id_).values(withdrawn_at=at))
    else:
        _keep(conn, id_, story, after, at=at)
    if fate.what is not None:
        told = {"before": _told(before.fact) if before else None, "after": _told(after) if after else None}
        conn.execute(insert(changes).values(at=at, fact=id_, story=story, what=fate.what, **told))


def _fresh_id(story: str, fact: Fact, taken: set[str]) -> str:
    """Make the id of a fact from what it was first known by."""
    n = 0
    while (id_ := content_id("f", fact.kind, story, *fact.members, *([n] if n else []))) in taken:
        n += 1
    return id_


def _told(fact: Fact) -> str:
    """Write a fact without what only serves to find it again."""
    return msgspec.json.encode(msgspec.structs.replace(fact, members=(), names=())).decode()


def _keep(conn: Connection, id_: str, story: str, fact: Fact, *, at: str) -> None:
    """Write the row of a fact, findable by its words and by who is named; one that was withdrawn stands again."""
    values = {
        "kind": fact.kind,
        "story": story,
        "text": fact.text,
        "detail": fact.detail,
        "status": fact.status,
        "speaker": storable(fact.speaker),
        "outlets": "; ".join(fact.outlets),
        "about": _told(fact),
        "members": " ".join(fact.members),
        "day": fact.day,
        "last_seen_at": at,
        "withdrawn_at": None,
    }
    row = conn.execute(select(facts.c.n, facts.c.text).where(facts.c.id == id_)).one_or_none()
    if row is None:
        done = insert(facts).values(id=id_, first_seen_at=at, **values).returning(facts.c.n)
        index_words(conn, "facts", conn.execute(done).scalar_one(), fact.text)
    else:
        conn.execute(update(facts).where(facts.c.id == id_).values(values))
        if row.text != fact.text:
            unindex_words(conn, "facts", row.n, row.text)
            index_words(conn, "facts", row.n, fact.text)
        conn.execute(delete(names).where(names.c.fact == id_))
    named = [{"fact": id_, "role": n.role, "name": storable(n.name), "key": name_words(n.name)} for n in fact.names]
    if named:
        conn.execute(insert(names), named)


def save_vectors(conn: Connection, made: Mapping[str, bytes], *, model: str) -> None:
    """Keep one vector a report, float16, in the place of the one before."""
    for document, data in made.items():
        conn.execute(delete(vectors).where(vectors.c.document == document))
        conn.execute(insert(vectors).values(document=document, model=model, data=data))
    index_vectors(conn, model=model)


def remove_facts(conn: Connection, story: str, ids: set[str]) -> None:
    """Take some reports out of the facts of a story, with all that was noted of these facts.

    A fact that other reports state stays, in their words; a conflict, whose words are those of several, goes.
    """
    for row in conn.execute(select(facts).where(facts.c.story == story)).all():
        fact = _FACT.decode(row.about)
        left = tuple(span for span in fact.evidence if span.doc not in ids)
        if left == fact.evidence:
            continue
        conn.execute(delete(changes).where(changes.c.fact == row.id))
        unindex_words(conn, "facts", row.n, row.text)
        if not left or fact.kind == "conflict":
            conn.execute(delete(names).where(names.c.fact == row.id))
            conn.execute(delete(facts).where(facts.c.id == row.id))
            continue
        docs = {doc.id: doc for doc in load_documents(conn, [span.doc for span in left])}
        outlets = tuple(sorted({doc.label for doc in docs.values()}))
        words = docs[left[0].doc][left[0]].replace("\x00", "\ufffd")
        fact = msgspec.structs.replace(fact, text=words, evidence=left, outlets=outlets)
        values = {"text": words, "outlets": "; ".join(outlets), "about": _told(fact)}
        conn.execute(update(facts).where(facts.c.id == row.id).values(values))
        index_words(conn, "facts", row.n, words)


def end_story(conn: Connection, story: str, *, at: str) -> None:
    """Let a story without reports rest: its facts are gone with them."""
    for row in conn.execute(_standing(story)).all():
        conn.execute(update(facts).where(facts.c.id == row.id).values(withdrawn_at=at))
        told = msgspec.structs.replace(_FACT.decode(row.about), text="", evidence=())
        conn.execute(insert(changes).values(at=at, fact=row.id, story=story, what="removed", before=_told(told)))
    conn.execute(update(stories).where(stories.c.id == story).values(waiting=0))

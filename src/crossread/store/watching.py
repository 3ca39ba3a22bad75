"""Watching: a word, a person or an issue, and what changed about it since it was looked at last."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from msgspec import Struct
from sqlalchemy import delete, func, insert, select, update

from crossread.errors import BadInput
from crossread.records import content_id
from crossread.store.changes import FactNews, changes_after
from crossread.store.facts import Role, name_words
from crossread.store.library import moment
from crossread.store.schema import changes, names, watches
from crossread.store.words import answers, parse_query

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from crossread.store.library import Library

WatchKind = Literal["word", "person", "issue"]
WATCH_KINDS: tuple[WatchKind, ...] = get_args(WatchKind)
ROLES: dict[WatchKind, tuple[Role, ...]] = {"person": ("speaker", "entity"), "issue": ("issue",)}


class Watch(Struct, frozen=True, kw_only=True):
    """Something that is watched. A word is asked for as in a search; of a person or an issue a part of the name is enough."""

    id: str
    kind: WatchKind
    words: str
    added_at: str
    seen: int


class Sighting(Struct, frozen=True, kw_only=True):
    """What changed about something that is watched."""

    watch: Watch
    story: str
    news: FactNews


def add_watch(library: Library, kind: WatchKind, words: str, *, now: datetime) -> Watch:
    """Watch something from now on.

    Raises:
        BadInput: there is no word in it, or it is watched already.
    """
    if kind == "word":
        parse_query(words)
    elif not name_words(words).strip():
        msg = f"'{words}' has no letters; give a name or a part of one"
        raise BadInput(msg)
    id_ = content_id("w", kind, words.casefold())
    with library.writing() as conn:
        if conn.execute(select(watches.c.id).where(watches.c.id == id_)).one_or_none():
            msg = f"the {kind} '{words}' is watched already ({id_}); see: crossread watch check"
            raise BadInput(msg)
        made = Watch(id=id_, kind=kind, words=words, added_at=moment(now), seen=_latest(conn))
        conn.execute(insert(watches).values(id=id_, kind=kind, words=words, added_at=made.added_at, seen=made.seen))
    return made


def list_watches(library: Library) -> tuple[Watch, ...]:
    """List what is watched, in the order in which it was asked for."""
    with library.reading() as conn:
        rows = conn.execute(select(watches).order_by(watches.c.added_at, watches.c.id))
        return tuple(
            Watch(id=row.id, kind=row.kind, words=row.words, added_at=row.added_at, seen=row.seen) for row in rows
        )


def remove_watch(library: Library, id_: str) -> None:
    """Watch something no longer.

    Raises:
        BadInput: it is not watched.
    """
    with library.writing() as conn:
        if conn.execute(delete(watches).where(watches.c.id == id_)).rowcount == 0:
            msg = f"nothing with the id '{id_}' is watched; list what is with: crossread watch list"
            raise BadInput(msg)


def check_watches(library: Library, *, keep: bool = False) -> tuple[Sighting, ...]:
    """Tell what changed about everything that is watched since it was checked last.

    Args:
        library: an open library.
        keep: leave it as if nobody had looked, so that the next check tells it again.
    """
    watched = list_watches(library)
    if not watched:
        return ()
    with library.reading() as conn:
        latest = _latest(conn)
    since = {seen: changes_after(library, seen, until=latest) for seen in {watch.seen for watch in watched}}
    found: list[Sighting] = []
    with library.reading() as conn:
        for watch in watched:
            news = [(one, story) for one, story in since[watch.seen] if _concerns(conn, watch, one)]
            found += [Sighting(watch=watch, story=story, news=one) for one, story in news]
    if not keep:
        with library.writing() as conn:
            ids = [watch.id for watch in watched]
            conn.execute(update(watches).where(watches.c.id.in_(ids)).values(seen=latest))
    return tuple(found)


def _latest(conn: Connection) -> int:
    return int(conn.execute(select(func.max(changes.c.n))).scalar_one() or 0)


def _concerns(conn: Connection, watch: Watch, news: FactNews) -> bool:
    """Tell whether a change is about what is watched."""
    if watch.kind == "word":
        texts = [fact.text for fact in (news.before, news.after) if fact]
        return any(answers(text, parse_query(watch.words)) for text in texts)
    query = select(names.c.fact).where(
        names.c.fact == news.id,
        names.c.role.in_(ROLES[watch.kind]),
        names.c.key.contains(name_words(watch.words), autoescape=True),
    )
    return conn.execute(query.limit(1)).one_or_none() is not None

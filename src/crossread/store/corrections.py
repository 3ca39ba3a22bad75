"""A person's hand: what was set right by whom, when and why; undone, and handed on as gold."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

import msgspec
from sqlalchemy import insert, select, update

from crossread.errors import BadInput
from crossread.pipeline import sealed
from crossread.records import Record, Span, content_id
from crossread.store.applying import Correction, CorrectionKind, apply_corrections, find_entity
from crossread.store.facts import Fact
from crossread.store.library import Library, moment
from crossread.store.placing import Placer
from crossread.store.read import find_story, load_documents, reports_of, saved_record
from crossread.store.schema import assignments, corrections, facts
from crossread.store.settling import settle_story
from crossread.store.write import merge_story, move_reports, refresh_stories

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import Connection, Row


class By(msgspec.Struct, frozen=True, kw_only=True):
    """Who sets something right, when, and why."""

    who: str
    at: datetime
    why: str | None = None


def merge_stories(library: Library, into: str, gone: str, *, by: By) -> Correction:
    """Let two stories be one, with the id of the first; later reports find it so.

    Raises:
        BadInput: there is no such story, or the two are one.
    """
    with library.writing() as conn:
        heir, other = find_story(conn, into), find_story(conn, gone)
        kept, moved = reports_of(conn, heir), reports_of(conn, other)
        if heir == other or not kept or not moved:
            msg = f"'{into}' and '{gone}' are one story already, or one of them has no reports; give two stories"
            raise BadInput(msg)
        placer, at = _placer(conn), moment(by.at)
        went = placer.join(conn, kept[0], moved[0], at=at)
        move_reports(conn, went, at=at, why="merged by hand")
        merge_story(conn, other, heir, at=at)
        refresh_stories(conn, {heir}, at=at)
        return _note(conn, "merge-stories", by, story=heir, documents=moved, names=(heir, other))


def split_story(library: Library, story: str, documents: Sequence[str], *, by: By) -> Correction:
    """Let some reports of a story be a story of their own; later reports go to the nearer of the two.

    Raises:
        BadInput: a report is not of that story, or none would be left.
    """
    with library.writing() as conn:
        id_ = find_story(conn, story)
        members = reports_of(conn, id_)
        if unknown := sorted(set(documents) - set(members)):
            msg = f"report '{unknown[0]}' is not in story '{id_}'; see: crossread show {id_} --format json"
            raise BadInput(msg)
        leaving, staying = [d for d in members if d in documents], [d for d in members if d not in documents]
        if not leaving or not staying:
            msg = f"a story of {len(members)} report(s) cannot be split so; name some of them, not none or all"
            raise BadInput(msg)
        _part(conn, leaving, staying, at=moment(by.at), touched={id_})
        return _note(conn, "split-story", by, story=id_, documents=tuple(leaving))


def _part(conn: Connection, leaving: Sequence[str], staying: Sequence[str], *, at: str, touched: set[str]) -> None:
    went = _placer(conn).part(conn, leaving, staying, at=at)
    move_reports(conn, went, at=at, why="split by hand")
    refresh_stories(conn, {*touched, *went.values()}, at=at)


def _placer(conn: Connection) -> Placer:
    placer = Placer()
    placer.catch_up(conn)
    return placer


def merge_entities(library: Library, story: str, names: Sequence[str], *, by: By) -> Correction:
    """Let several names of a story be of one person, organization or place.

    Raises:
        BadInput: fewer than two of them are names of the story.
    """
    return _correct(library, "merge-entities", story, by, names=_known_names(library, story, names, least=2))


def split_entity(library: Library, story: str, name: str, leaving: Sequence[str], *, by: By) -> Correction:
    """Let some names of an entity be another's.

    Raises:
        BadInput: one of them is no name of the story.
    """
    return _correct(library, "split-entity", story, by, names=_known_names(library, story, (name, *leaving), least=1))


def _known_names(library: Library, story: str, names: Sequence[str], *, least: int) -> tuple[str, ...]:
    _, record = _record(library, story)
    known = {entity.id for name in names if (entity := find_entity(record.stories[0], name))}
    unknown = [name for name in names if find_entity(record.stories[0], name) is None]
    if unknown or len(known) < least:
        msg = f"'{unknown[0]}' is no name in this story" if unknown else f"{', '.join(names)} are one already"
        raise BadInput(msg)
    return tuple(names)


def set_speaker(library: Library, story: str, quote: str, name: str, *, by: By) -> Correction:
    """Say whose words a quote is.

    Raises:
        BadInput: there is no such quote, or its report does not have the name.
    """
    _, record = _record(library, story)
    ids = _parts_meant(library, quote)
    found = [q for q in record.stories[0].quotes if q.id in ids]
    texts = {doc.id: doc.text for doc in record.documents}
    if not found or not (find_entity(record.stories[0], name) or all(name in texts[q.content[0].doc] for q in found)):
        msg = f"no quote '{quote}' in the story" if not found else f"'{name}' is named nowhere in the story"
        raise BadInput(f"{msg}; see: crossread show {story} --format json")
    spans = tuple(span for q in found for span in q.content)
    return _correct(library, "set-speaker", story, by, spans=spans, names=(name,))


def reject_claim(library: Library, story: str, claim: str, *, by: By) -> Correction:
    """Say that a report makes no such claim; a point is rejected with all its claims.

    Raises:
        BadInput: there is no such claim or point.
    """
    _, record = _record(library, story)
    ids = _parts_meant(library, claim)
    ids |= {c for p in record.stories[0].points if p.id in ids for c in p.claims}
    spans = tuple(c.span for c in record.stories[0].claims if c.id in ids)
    return _correct(library, "reject-claim", story, by, spans=_found(spans, "claim", claim, story))


def reject_conflict(library: Library, story: str, conflict: str, *, by: By) -> Correction:
    """Say that what looks like a conflict is none.

    Raises:
        BadInput: there is no such conflict.
    """
    _, record = _record(library, story)
    ids = _parts_meant(library, conflict)
    sides = [side for c in record.stories[0].conflicts if c.id in ids for side in c.sides]
    spans = tuple(span for side in sides for span in side.evidence)
    return _correct(library, "reject-conflict", story, by, spans=_found(spans, "conflict", conflict, story))


def mark_point(library: Library, story: str, point: str, label: str, *, by: By) -> Correction:
    """Mark a point with a word of one's own; it is shown with it and changes nothing else.

    Raises:
        BadInput: there is no such point.
    """
    _, record = _record(library, story)
    ids = _parts_meant(library, point)
    claims = {c for p in record.stories[0].points if p.id in ids for c in p.claims}
    spans = tuple(c.span for c in record.stories[0].claims if c.id in claims)
    return _correct(library, "mark-point", story, by, spans=_found(spans, "point", point, story), label=label)


def _found(spans: tuple[Span, ...], what: str, id_: str, story: str) -> tuple[Span, ...]:
    if not spans:
        msg = f"no {what} '{id_}' in the story; see: crossread show {story} --format json"
        raise BadInput(msg)
    return spans


def _record(library: Library, story: str) -> tuple[str, Record]:
    """Load the record of a story with the corrections so far."""
    with library.reading() as conn:
        id_ = find_story(conn, story)
        return id_, story_record(conn, id_)


def _parts_meant(library: Library, id_: str) -> set[str]:
    """Give ids of a record: the one that was given, or those behind the fact of that id."""
    with library.reading() as conn:
        about = conn.execute(select(facts.c.about).where(facts.c.id == id_)).scalar_one_or_none()
    return {id_, *(msgspec.json.decode(about, type=Fact).parts if about else ())}


def story_record(conn: Connection, story: str) -> Record:
    """Load the record of a story as last read, with what a person's hand set right.

    Raises:
        BadInput: the story was not read yet.
    """
    record = saved_record(conn, story)
    if record is None:
        msg = f"story '{story}' was not read yet; read what is waiting with: crossread add"
        raise BadInput(msg)
    return corrected_record(conn, record)


def corrected_record(conn: Connection, record: Record) -> Record:
    """Put what a person's hand set right over a record, and seal it."""
    (story,) = record.stories
    standing = [c for c in load_corrections(conn, story=story.id) if c.undone_at is None]
    return sealed(apply_corrections(record, standing)) if standing else record


def load_corrections(conn: Connection, *, story: str | None = None) -> tuple[Correction, ...]:
    """Load corrections in the order in which they were made, those of one story or all; of a story merged into it too."""
    found = (_correction(row) for row in conn.execute(select(corrections).order_by(corrections.c.n)))
    if story is None:
        return tuple(found)
    return tuple(c for c in found if c.story == story or (c.story and _leads_to(conn, c.story, story)))


def _leads_to(conn: Connection, story: str, heir: str) -> bool:
    try:
        return find_story(conn, story) == heir
    except BadInput:
        return False


def _correction(row: Row[Any]) -> Correction:
    told = msgspec.json.decode(row.target, type=Correction)
    return msgspec.structs.replace(told, undone_at=row.undone_at, undone_by=row.undone_by)


def _correct(library: Library, kind: CorrectionKind, story: str, by: By, **target: Any) -> Correction:  # noqa: ANN401  (fields of a Correction)
    """Note a correction of a story's record, and settle the story's facts anew."""
    with library.writing() as conn:
        id_ = find_story(conn, story)
        made = _note(conn, kind, by, story=id_, **target)
        _settle(conn, id_, at=moment(by.at))
        return made


def _settle(conn: Connection, story: str, *, at: str) -> None:
    """Bring the facts of a story to what its corrected record says; its reports are the same."""
    record = saved_record(conn, story)
    if record is not None:
        settle_story(conn, corrected_record(conn, record), together={doc.id for doc in record.documents}, at=at)


def _note(
    conn: Connection,
    kind: CorrectionKind,
    by: By,
    *,
    story: str,
    spans: tuple[Span, ...] = (),
    **target: Any,  # noqa: ANN401  (fields of a Correction)
) -> Correction:
    """Write a correction down with the words that it is about."""
    docs = {doc.id: doc for doc in load_documents(conn, sorted({span.doc for span in spans}))}
    at = moment(by.at)
    n = conn.execute(select(corrections.c.n).order_by(corrections.c.n.desc()).limit(1)).scalar_one_or_none() or 0
    made = Correction(
        id=content_id("h", kind, story, by.who, at, n),
        kind=kind,
        story=story,
        who=by.who,
        at=at,
        why=by.why,
        spans=spans,
        words=tuple(docs[span.doc][span] for span in spans),
        **target,
    )
    row = {"id": made.id, "kind": kind, "story": story, "who": by.who, "at": at, "why": by.why}
    conn.execute(insert(corrections).values(target=msgspec.json.encode(made).decode(), **row))
    return made


def undo(library: Library, correction: str, *, by: By) -> Correction:
    """Take a correction back; it stays in the list as undone.

    Raises:
        BadInput: there is none with that id, or it was undone.
    """
    with library.writing() as conn:
        found = next((c for c in load_corrections(conn) if c.id == correction), None)
        if found is None or found.undone_at:
            msg = f"no correction '{correction}' that stands; list them with: crossread correct list"
            raise BadInput(msg)
        at = moment(by.at)
        done = update(corrections).where(corrections.c.id == correction).values(undone_at=at, undone_by=by.who)
        conn.execute(done)
        story = find_story(conn, found.story or "")
        if found.kind == "merge-stories":
            _take_apart(conn, story, found.documents, at=at)
        elif found.kind == "split-story":
            _bring_together(conn, story, found.documents, at=at)
        else:
            _settle(conn, story, at=at)
        return msgspec.structs.replace(found, undone_at=at, undone_by=by.who)


def _take_apart(conn: Connection, story: str, documents: Sequence[str], *, at: str) -> None:
    members = reports_of(conn, story)
    leaving = [d for d in members if d in documents]
    staying = [d for d in members if d not in documents]
    if leaving and staying:
        _part(conn, leaving, staying, at=at, touched={story})


def _bring_together(conn: Connection, story: str, documents: Sequence[str], *, at: str) -> None:
    staying = reports_of(conn, story)
    placer = _placer(conn)
    for document in documents:
        if staying and document not in staying:
            went = placer.join(conn, staying[0], document, at=at)
            move_reports(conn, went, at=at, why="brought back by hand")
            refresh_stories(conn, {story, *_left_by(conn, went)}, at=at)
            staying = reports_of(conn, story)


def _left_by(conn: Connection, went: Iterable[str]) -> set[str]:
    """Give the stories that some reports were in before they were moved last."""
    query = select(assignments.c.story).where(assignments.c.document.in_(list(went)), assignments.c.until.is_not(None))
    return set(conn.execute(query).scalars())


def export_gold(library: Library) -> Iterator[bytes]:
    """Give each correction that stands as a line of JSONL: what it says, its passages with their words, the documents' hashes."""
    with library.reading() as conn:
        for made in load_corrections(conn):
            if made.undone_at is None:
                docs = load_documents(conn, sorted({*(s.doc for s in made.spans), *made.documents}))
                hashes = {doc.id: doc.sha256 for doc in docs}
                yield msgspec.json.encode({**msgspec.to_builtins(made), "sha256": hashes}) + b"\n"

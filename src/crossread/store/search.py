"""Looking for words, names and days in all reports and facts, with the passage that answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec
from msgspec import Struct
from sqlalchemy import exists, select

from crossread.errors import BadInput
from crossread.records import Span
from crossread.store.facts import KINDS, Fact, FactKind, Role, name_words
from crossread.store.read import find_story, known_ids, load_documents, reports_of
from crossread.store.schema import assignments, documents, facts, names
from crossread.store.vectors import most_like
from crossread.store.words import Ask, find_passage, matching, parse_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Select

    from crossread.store.library import Library

HitKind = Literal["report", "quote", "point", "figure", "conflict", "position", "deadline"]
HIT_KINDS: tuple[HitKind, ...] = ("report", *KINDS)
_FACT = msgspec.json.Decoder(Fact)


class Asked(Struct, frozen=True, kw_only=True):
    """What is looked for: words, and what the answer must be. Days are ISO dates, inclusive, of publication."""

    words: str = ""
    kinds: tuple[HitKind, ...] = ()
    speaker: str | None = None
    outlet: str | None = None
    entity: str | None = None
    since: str | None = None
    until: str | None = None
    like: str | None = None
    limit: int = 20


class Hit(Struct, frozen=True, kw_only=True):
    """One answer. `text` is the passage, `span` where it stands in its report, `hits` the words asked for, as offsets in `text`."""

    kind: HitKind
    id: str
    story: str | None
    title: str | None = None
    text: str
    span: Span
    hits: tuple[tuple[int, int], ...] = ()
    speaker: str | None = None
    detail: str | None = None
    status: str | None = None
    outlets: tuple[str, ...] = ()
    day: str | None = None
    score: float | None = None


def search_library(library: Library, asked: Asked) -> tuple[Hit, ...]:
    """Look for what was asked.

    Without `kinds` reports are looked for; quotes where a speaker is asked for. Of each kind there are up to
    `limit` answers, the best first: by the words, or without words the latest.

    Raises:
        BadInput: nothing was asked, or what cannot be.
    """
    if not any((asked.words.strip(), asked.speaker, asked.outlet, asked.entity, asked.like, asked.since, asked.until)):
        msg = "nothing to look for; give words, or one of --speaker --outlet --entity --since --until --like"
        raise BadInput(msg)
    asks = parse_query(asked.words) if asked.words.strip() else ()
    kinds = asked.kinds or (("quote",) if asked.speaker else ("report",))
    with library.reading() as conn:
        if asked.like:
            return _like(conn, asked)
        hits: list[Hit] = []
        for kind in HIT_KINDS:
            if kind in kinds:
                hits += _reports(conn, asked, asks) if kind == "report" else _facts(conn, asked, asks, kind)
        return tuple(hits)


def _reports(conn: Connection, asked: Asked, asks: Sequence[Ask]) -> list[Hit]:
    query: Select[Any] = (
        select(documents.c.id, assignments.c.story)
        .join(assignments, (assignments.c.document == documents.c.id) & assignments.c.until.is_(None))
        .where(documents.c.superseded_by.is_(None))
    )
    for role, name in (("speaker", asked.speaker), ("entity", asked.entity)):
        if name:
            query = query.where(assignments.c.story.in_(_stories_naming(role, name)))  # type: ignore[arg-type]
    if asked.outlet:
        query = query.where(documents.c.outlet.icontains(asked.outlet, autoescape=True))
    query = _between(query, documents.c.published, asked)
    if asks:
        found = matching(conn, "documents", asks)
        matched = query.join(found, found.c.n == documents.c.n)
        query = matched.order_by(found.c.rank, documents.c.n)
    else:
        query = query.order_by(documents.c.published.desc().nulls_last(), documents.c.n.desc())
    rows = list(conn.execute(query.limit(asked.limit)))
    return _report_hits(conn, [(row.id, row.story, None) for row in rows], asks)


def _stories_naming(role: Role, name: str) -> Select[Any]:
    named = select(facts.c.story).join(names, names.c.fact == facts.c.id)
    return named.where(names.c.role == role, names.c.key.contains(_key(name), autoescape=True))


def _key(name: str) -> str:
    key = name_words(name)
    if not key.strip():
        msg = f"'{name}' has no letters to look for; give a name or a part of one"
        raise BadInput(msg)
    return key


def _between(query: Select[Any], column: Any, asked: Asked) -> Select[Any]:  # noqa: ANN401  (a column)
    """Keep what was published on certain days; a moment of publication begins with its day."""
    if asked.since:
        query = query.where(column >= asked.since)
    if asked.until:
        query = query.where(column < f"{asked.until}~")  # after every moment of that day
    return query


def _report_hits(
    conn: Connection, found: Sequence[tuple[str, str | None, float | None]], asks: Sequence[Ask]
) -> list[Hit]:
    docs = {doc.id: doc for doc in load_documents(conn, [id_ for id_, _, _ in found])}
    hits: list[Hit] = []
    for id_, story, score in found:
        doc = docs[id_]
        passage = find_passage(doc.text, asks)
        hits.append(
            Hit(
                kind="report",
                id=id_,
                story=story,
                title=doc.title,
                text=doc.text[passage.start : passage.end],
                span=Span(id_, passage.start, passage.end),
                hits=tuple((a - passage.start, b - passage.start) for a, b in passage.hits),
                outlets=(doc.label,),
                day=doc.published[:10] if doc.published else None,
                score=score,
            )
        )
    return hits


def _facts(conn: Connection, asked: Asked, asks: Sequence[Ask], kind: FactKind) -> list[Hit]:
    query = select(facts).where(facts.c.kind == kind, facts.c.withdrawn_at.is_(None))
    for role, name in (("speaker", asked.speaker), ("entity", asked.entity), ("outlet", asked.outlet)):
        if name:
            named = (names.c.fact == facts.c.id) & (names.c.role == role)
            query = query.where(exists().where(named & names.c.key.contains(_key(name), autoescape=True)))
    query = _between(query, facts.c.day, asked)
    if asks:
        found = matching(conn, "facts", asks)
        query = query.join(found, found.c.n == facts.c.n).order_by(found.c.rank, facts.c.n)
    else:
        query = query.order_by(facts.c.day.desc().nulls_last(), facts.c.n.desc())
    hits: list[Hit] = []
    for row in conn.execute(query.limit(asked.limit)):
        fact = _FACT.decode(row.about)
        passage = find_passage(fact.text, asks, chars=max(1, len(fact.text)))
        hits.append(
            Hit(
                kind=kind,
                id=row.id,
                story=row.story,
                text=fact.text,
                span=fact.evidence[0],
                hits=passage.hits,
                speaker=fact.speaker,
                detail=fact.detail,
                status=fact.status,
                outlets=fact.outlets,
                day=fact.day,
            )
        )
    return hits


def _like(conn: Connection, asked: Asked) -> tuple[Hit, ...]:
    """Give the reports that are most like one; for a story, most like its first."""
    if asked.words.strip() or asked.speaker or asked.outlet or asked.entity or asked.since or asked.until:
        msg = "--like stands alone; leave out the words and the other options"
        raise BadInput(msg)
    near = most_like(conn, _report_meant(conn, asked.like or ""), limit=asked.limit)
    query = select(assignments.c.document, assignments.c.story).where(
        assignments.c.until.is_(None), assignments.c.document.in_([i for i, _ in near])
    )
    story_of = {row.document: row.story for row in conn.execute(query)}
    return tuple(_report_hits(conn, [(id_, story_of.get(id_), score) for id_, score in near], ()))


def _report_meant(conn: Connection, id_: str) -> str:
    """Give the report that has an id, or the first one of the story whose id it is or begins."""
    if known_ids(conn, [id_]):
        return id_
    try:
        return reports_of(conn, find_story(conn, id_))[0]
    except (BadInput, IndexError) as e:
        msg = f"no report or story has the id '{id_}'; find one with: crossread stories, crossread search"
        raise BadInput(msg) from e

"""What is new between two moments: reports, facts one by one, and what an outlet changed in its text, word by word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct
from sqlalchemy import select

from crossread.compare.collation import collate
from crossread.records import Document, Quote, Span
from crossread.store.facts import Fact, FactKind, What
from crossread.store.read import MAX_PARAMETERS, load_documents
from crossread.store.schema import assignments, changes, documents, stories

if TYPE_CHECKING:
    from sqlalchemy import Connection, Row

    from crossread.store.library import Library

MOST_TELLING: tuple[What, ...] = ("corrected", "dropped", "changed", "carried", "revised")
"""Of several things that happened to a fact that stands before and after, the first of these is told."""

MAX_COMPARED_CHARS = 20_000
"""A longer stretch that was changed is not compared word by word: aligning takes the square of its words."""

_FACT = msgspec.json.Decoder(Fact)


class Piece(Struct, frozen=True):
    """A stretch of two wordings: the same in both, or what stands in one where the other has something else, or nothing."""

    before: str
    after: str
    same: bool


class FactNews(Struct, frozen=True, kw_only=True):
    """What happened to a fact; `before` and `after` are as it stood at both moments, `words` how a corrected text differs."""

    id: str
    n: int
    kind: FactKind
    what: What
    before: Fact | None = None
    after: Fact | None = None
    words: tuple[Piece, ...] = ()

    @property
    def fact(self) -> Fact:
        """The fact as it stands, or as it last stood."""
        found = self.after or self.before
        assert found is not None
        return found


class NewReport(Struct, frozen=True, kw_only=True):
    """A report that came; `replaces` is the version before it, and `changed` the stretches that differ from that."""

    id: str
    outlet: str
    title: str | None
    published: str | None
    added_at: str
    replaces: str | None = None
    changed: tuple[tuple[Piece, ...], ...] = ()


class StoryNews(Struct, frozen=True, kw_only=True):
    """What is new in a story."""

    id: str
    title: str
    started: bool
    waiting: bool
    reports: tuple[NewReport, ...] = ()
    facts: tuple[FactNews, ...] = ()


def what_is_new(
    library: Library, *, since: str, until: str | None = None, story: str | None = None, revised: bool = False
) -> tuple[StoryNews, ...]:
    """Tell what came between two moments, story by story, the one with most of it first.

    Args:
        library: an open library.
        since: a moment; what came at it is left out.
        until: a moment; what came at it is told. None is now.
        story: the id of one story; None tells of all.
        revised: tell also what reads otherwise though no report changed: another model, a person's hand.
    """
    with library.reading() as conn:
        facts = _facts(conn, since, until, story=story, revised=revised)
        reports = _reports(conn, since, until, story=story)
        known = _stories(conn, sorted({*reports, *facts}))
    news = [
        StoryNews(
            id=id_,
            title=known[id_].title,
            started=known[id_].started_at > since,
            waiting=bool(known[id_].waiting),
            reports=tuple(reports.get(id_, ())),
            facts=tuple(facts.get(id_, ())),
        )
        for id_ in {**reports, **facts}
        if id_ in known
    ]
    return tuple(sorted(news, key=lambda one: (-len(one.reports), -len(one.facts), one.id)))


def _stories(conn: Connection, ids: Sequence[str]) -> dict[str, Row[Any]]:
    """Load the rows of stories; one that went into another is left out."""
    found: dict[str, Row[Any]] = {}
    for start in range(0, len(ids), MAX_PARAMETERS):
        part = stories.c.id.in_(ids[start : start + MAX_PARAMETERS])
        found |= {row.id: row for row in conn.execute(select(stories).where(part, stories.c.merged_into.is_(None)))}
    return found


def changes_after(library: Library, n: int, *, until: int) -> tuple[tuple[FactNews, str], ...]:
    """Give what happened to facts after change `n` up to change `until`, each with the story that it is in."""
    with library.reading() as conn:
        rows = conn.execute(select(changes).where(changes.c.n > n, changes.c.n <= until).order_by(changes.c.n))
        return tuple((one, story) for story, found in _grouped(rows, revised=False).items() for one in found)


def _facts(
    conn: Connection, since: str, until: str | None, *, story: str | None, revised: bool
) -> dict[str, list[FactNews]]:
    query = select(changes).where(changes.c.at > since).order_by(changes.c.n)
    if until:
        query = query.where(changes.c.at <= until)
    if story:
        query = query.where(changes.c.story == story)
    found = _grouped(conn.execute(query), revised=revised)
    return {id_: [_compared(conn, one) for one in news] for id_, news in found.items()}


def _grouped(rows: Iterable[Row[Any]], *, revised: bool) -> dict[str, list[FactNews]]:
    """Put together what happened to each fact, by story; what came and went in between is left out."""
    by_fact: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        by_fact[row.fact].append(row)
    found: defaultdict[str, list[FactNews]] = defaultdict(list)
    for id_, events in by_fact.items():
        news = _net(id_, events)
        if news is not None and (revised or news.what != "revised"):
            found[events[-1].story].append(news)
    return found


def _net(id_: str, events: Sequence[Row[Any]]) -> FactNews | None:
    """Give what happened to a fact on the whole."""
    first, last = events[0], events[-1]
    before = _FACT.decode(first.before) if first.before else None
    after = _FACT.decode(last.after) if last.after else None
    told: set[What] = {event.what for event in events}
    if before is None and after is None:
        return None
    if before is None:
        what: What = "appeared" if "appeared" in told else "revised"
    elif after is None:
        what = last.what
    else:
        what = next((w for w in MOST_TELLING if w in told), "carried")
    kind = (after or before or Fact(kind="point", text="")).kind
    return FactNews(id=id_, n=last.n, kind=kind, what=what, before=before, after=after)


def _compared(conn: Connection, news: FactNews) -> FactNews:
    """Show how a corrected text differs, word by word."""
    if news.what != "corrected" or news.before is None or news.after is None or news.kind == "conflict":
        return news
    before, after = news.before.evidence[:1], news.after.evidence[:1]
    docs = {doc.id: doc for doc in load_documents(conn, [span.doc for span in (*before, *after)])}
    if not all(span.doc in docs for span in (*before, *after)):
        return news
    return msgspec.structs.replace(news, words=compare_words(docs, before, after))


def _reports(conn: Connection, since: str, until: str | None, *, story: str | None) -> dict[str, list[NewReport]]:
    query = (
        select(documents, assignments.c.story)
        .join(assignments, assignments.c.document == documents.c.id)
        .where(documents.c.added_at > since, assignments.c.until.is_(None))
        .order_by(documents.c.n)
    )
    if until:
        query = query.where(documents.c.added_at <= until)
    if story:
        query = query.where(assignments.c.story == story)
    found: defaultdict[str, list[NewReport]] = defaultdict(list)
    for row in conn.execute(query).all():
        earlier = select(documents.c.id).where(documents.c.superseded_by == row.id).order_by(documents.c.n.desc())
        replaces = conn.execute(earlier.limit(1)).scalar_one_or_none()
        versions = load_documents(conn, [replaces, row.id]) if replaces else ()
        found[row.story].append(
            NewReport(
                id=row.id,
                outlet=row.outlet,
                title=row.title,
                published=row.published,
                added_at=row.added_at,
                replaces=replaces,
                changed=tuple(compare_versions(*versions)) if len(versions) > 1 else (),
            )
        )
    return found


def compare_versions(before: Document, after: Document) -> Iterator[tuple[Piece, ...]]:
    """Compare two versions of a report: each stretch of paragraphs that differs, word by word."""
    from rapidfuzz.distance import LCSseq  # noqa: PLC0415  (only where a text was changed)

    old, new = _paragraphs(before), _paragraphs(after)
    docs = {before.id: before, after.id: after}
    for block in _joined(LCSseq.opcodes([before[s] for s in old], [after[s] for s in new])):
        yield compare_words(docs, old[block[0] : block[1]], new[block[2] : block[3]])


def _joined(opcodes: Iterable[Any]) -> Iterator[tuple[int, int, int, int]]:
    """Put what was deleted and inserted at one place together as one block."""
    block: tuple[int, int, int, int] | None = None
    for code in opcodes:
        if code.tag == "equal":
            if block:
                yield block
            block = None
        elif block:
            block = (block[0], code.src_end, block[2], code.dest_end)
        else:
            block = (code.src_start, code.src_end, code.dest_start, code.dest_end)
    if block:
        yield block


def _paragraphs(doc: Document) -> tuple[Span, ...]:
    found: list[Span] = []
    at = 0
    for line in doc.text.split("\n"):
        if line.strip():
            found.append(Span(doc.id, at, at + len(line)))
        at += len(line) + 1
    return tuple(found)


def _between(docs: Mapping[str, Document], spans: Sequence[Span]) -> str:
    """Give the words from the first passage to the last."""
    return docs[spans[0].doc].text[spans[0].start : spans[-1].end] if spans else ""


def compare_words(docs: Mapping[str, Document], before: Sequence[Span], after: Sequence[Span]) -> tuple[Piece, ...]:
    """Align two wordings word by word.

    Args:
        docs: the documents of the passages, by id.
        before: passages of one document, in order.
        after: likewise.
    """
    sides = [_between(docs, spans) for spans in (before, after)]
    if not all(sides) or max(map(len, sides)) > MAX_COMPARED_CHARS:
        return (Piece(sides[0], sides[1], same=sides[0] == sides[1]),)
    wordings = [
        Quote(id=name, type="direct", content=tuple(spans)) for name, spans in (("before", before), ("after", after))
    ]
    rows = {row.quote: row.cells for row in collate(wordings, docs)}
    if len(rows) < len(sides):
        return (Piece(sides[0], sides[1], same=False),)
    pieces = [
        Piece(docs[a.span.doc][a.span], docs[b.span.doc][b.span], same=a.op == b.op == "same")
        for a, b in zip(rows["before"], rows["after"], strict=True)
    ]
    return tuple(pieces)

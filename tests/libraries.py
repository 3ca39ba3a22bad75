"""Libraries for the tests: invented reports, and what puts them into one."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import msgspec

from crossread.pipeline import sealed
from crossread.records import Claim, Document, MadeBy, Point, Record, Span, Story, content_id
from crossread.store.library import Library, moment
from crossread.store.placing import Placer
from crossread.store.settling import save_record
from crossread.store.write import Added, add_documents

START = datetime(2031, 5, 20, 8, tzinfo=UTC)


def at(hours: float) -> str:
    """Give a moment so many hours after the start."""
    return moment(START + timedelta(hours=hours))


def report(
    text: str,
    *,
    outlet: str = "Ellery Herald",
    title: str | None = None,
    url: str | None = None,
    on: str | None = "2031-05-20",
) -> Document:
    """Make a report."""
    return Document(
        id=content_id("d", text, outlet, url or ""),
        source=f"{outlet.lower().replace(' ', '-')}.txt",
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=title,
        outlet=outlet,
        published=on,
        url=url,
        language="en",
        text=text,
    )


def add(library: Library, *docs: Document, hours: float = 0.0) -> tuple[Added, ...]:
    """Add reports with an index that was just loaded, as a new run does."""
    placer = Placer()
    with library.writing() as conn:
        placer.catch_up(conn)
        done = add_documents(conn, placer, docs, problems=(), at=at(hours))
        placer.save(conn, at_end=True)
    return done


def keep(library: Library, record: Record, *, hours: float = 0.0) -> str:
    """Add the reports of a record with one story, keep the record as read, and give the story's id in the library."""
    story = next(one.story for one in reversed(add(library, *record.documents, hours=hours)) if one.story)
    reread(library, record, story=story, hours=hours)
    return story


def told(*docs: Document, points: Sequence[str]) -> Record:
    """Make a record by hand: a point for each of some words, with a claim in every report that has them."""
    claims: list[Claim] = []
    found: list[Point] = []
    for words in points:
        spans = [Span(d.id, d.text.index(words), d.text.index(words) + len(words)) for d in docs if words in d.text]
        own = [Claim(id=content_id("k", span), span=span, by="outlet") for span in spans]
        outlets = tuple(sorted({d.label for d in docs if words in d.text}))
        claims += own
        found.append(
            Point(
                id=content_id("p", *spans),
                span=spans[0],
                claims=tuple(claim.id for claim in own),
                outlets=outlets,
                origins=len(outlets),
                status="corroborated" if len(outlets) > 1 else "single_source",
            )
        )
    story = Story(
        id="s",
        title=docs[0].title or docs[0].text,
        documents=tuple(d.id for d in docs),
        claims=tuple(claims),
        points=tuple(found),
    )
    made_by = MadeBy(crossread="0.1.0", model=None, settings={})
    return sealed(Record(made_by=made_by, documents=docs, stories=(story,)))


def reread(library: Library, record: Record, *, story: str, hours: float) -> None:
    """Keep a record as a later reading of a story."""
    made = sealed(msgspec.structs.replace(record, stories=(msgspec.structs.replace(record.stories[0], id=story),)))
    with library.writing() as conn:
        save_record(conn, made, corrected=made, at=at(hours))

"""What is in a library as lines of JSON: reports, records, facts, corrections."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, assert_never

import msgspec
from sqlalchemy import select

from crossread.store.corrections import export_gold, story_record
from crossread.store.facts import Fact
from crossread.store.read import load_documents
from crossread.store.schema import documents, facts, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crossread.store.library import Library

What = Literal["reports", "records", "facts", "gold"]
BATCH = 200
LINE_FIELDS = ("id", "title", "outlet", "authors", "published", "url", "text")
"""The fields of a line of JSONL that `crossread read` and `add` take."""


def export_lines(library: Library, what: What) -> Iterator[bytes]:
    """Give a line of JSON for each of what is in the library, in the order in which it came."""
    if what == "reports":
        return _reports(library)
    if what == "records":
        return _records(library)
    if what == "facts":
        return _facts(library)
    if what == "gold":
        return export_gold(library)
    assert_never(what)


def _reports(library: Library) -> Iterator[bytes]:
    with library.reading() as conn:
        ids = list(conn.execute(select(documents.c.id).order_by(documents.c.n)).scalars())
        for start in range(0, len(ids), BATCH):
            for doc in load_documents(conn, ids[start : start + BATCH]):
                extra = {name: value for name, value in doc.extra.items() if name not in LINE_FIELDS}
                yield msgspec.json.encode({**{f: getattr(doc, f) for f in LINE_FIELDS}, **extra}) + b"\n"


def _records(library: Library) -> Iterator[bytes]:
    with library.reading() as conn:
        for story in list(conn.execute(select(records.c.story).order_by(records.c.made_at, records.c.story)).scalars()):
            yield msgspec.json.encode(story_record(conn, story)) + b"\n"


def _facts(library: Library) -> Iterator[bytes]:
    with library.reading() as conn:
        query = select(facts).where(facts.c.withdrawn_at.is_(None)).order_by(facts.c.n)
        for row in conn.execution_options(yield_per=BATCH).execute(query):
            fact = msgspec.to_builtins(msgspec.json.decode(row.about, type=Fact))
            seen = {"first_seen_at": row.first_seen_at, "last_seen_at": row.last_seen_at}
            yield msgspec.json.encode({"id": row.id, "story": row.story, **fact, **seen}) + b"\n"

"""Prove a record: every span lies in its document, every stored word stands there, every reference resolves.

`verify` reads the bytes of a `record.json` and trusts nothing in them. What it checks, in this order:

1. the JSON has the fields and types of the format, each once and no other;
2. hashes and ids: each document's text has its hash, no id is given twice;
3. spans: in bounds, not empty, in a document of their story, no end inside a word;
4. references: each resolves, and to the right kind (`REFERENCES`);
5. words: what the record stores or shows beside a span are the words there;
6. sense: bounds, days, counts and the rows of a collation agree with each other.

It says nothing about whether the reports are right, nor whether the record read them well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from crossread.errors import BadRecord
from crossread.records import Record, Story
from crossread.verify.anchors import REFERENCES, check_references, check_spans, find_references, find_spans
from crossread.verify.failure import Failure
from crossread.verify.form import check_documents, check_fields, check_unique, ids_of, misfit, parse_tree, seal_of
from crossread.verify.sense import check_days, check_due, check_figures, check_parties, check_points, check_scores
from crossread.verify.words import (
    Words,
    check_brief,
    check_collation,
    check_conflicts,
    check_entities,
    check_quotes,
    check_title,
)

__all__ = [
    "REFERENCES",
    "Failure",
    "Verification",
    "check_record",
    "find_references",
    "find_spans",
    "seal_of",
    "verify",
]


class Verification(Struct, frozen=True, kw_only=True):
    """What was checked, and what did not hold: the record is sound when there is no failure."""

    spans: int = 0
    references: int = 0
    documents: int = 0
    failures: tuple[Failure, ...] = ()


StoryCheck = Callable[[Story, Words, str], Iterator[Failure]]
STORY_CHECKS: tuple[StoryCheck, ...] = (
    check_title,
    check_entities,
    check_quotes,
    check_conflicts,
    check_brief,
    check_collation,
    check_figures,
    check_points,
)


def _check_story(story: Story, record: Record, where: str) -> Iterator[Failure]:
    """Run every check of one story."""
    docs = {doc.id: doc for doc in record.documents if doc.id in story.documents}
    yield from check_unique((where + at, id_) for _, at, id_ in ids_of(story))
    yield from check_spans(story, docs, where)
    yield from check_days(story, where)
    yield from check_due(story, where)
    yield from check_parties(story, where)
    yield from check_scores(story, where)
    words = Words(story, docs)
    for check in STORY_CHECKS:
        yield from check(story, words, where)


def check_record(raw: bytes) -> tuple[Failure, ...]:
    """Give every failure of a record.

    Args:
        raw: the bytes of a `record.json`.

    Raises:
        BadRecord: the bytes are no record at all.
    """
    return verify(raw).failures


def verify(raw: bytes) -> Verification:
    """Check a record and count what was checked.

    Args:
        raw: the bytes of a `record.json`.

    Raises:
        BadRecord: the bytes are no record at all.
    """
    tree, doubled = parse_tree(raw)
    try:
        record = msgspec.json.decode(raw, type=Record)
    except msgspec.ValidationError as e:
        return Verification(documents=len(tree["documents"]), failures=(*doubled, misfit(e)))
    except (msgspec.DecodeError, RecursionError) as e:
        raise BadRecord(f"no record: {e}") from e
    spans = [(where, span) for where, span, _ in find_spans(record.stories, "/stories")]
    references = list(find_references(record, ""))
    failures = (
        *doubled,
        *check_fields(tree, msgspec.json.decode(msgspec.json.encode(record)), ""),
        *check_documents(record),
        *check_references(record),
        *(f for i, story in enumerate(record.stories) for f in _check_story(story, record, f"/stories/{i}")),
    )
    return Verification(
        spans=len(spans),
        references=len(references),
        documents=len(record.documents),
        failures=tuple(dict.fromkeys(failures)),
    )

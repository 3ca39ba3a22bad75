"""Spans and references of a record: where each points, and whether something is there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from crossread.records import (
    Cell,
    Change,
    Citation,
    Claim,
    CollationRow,
    Commitment,
    Condition,
    Document,
    Due,
    Issue,
    Mention,
    Point,
    Position,
    Problem,
    Quote,
    Record,
    Reuse,
    Span,
    Story,
    TimelineEntry,
    Utterance,
)
from crossread.verify.failure import Failure, fail
from crossread.verify.form import ids_of

REFERENCES: dict[tuple[type[Struct], str], tuple[str, ...]] = {
    (Problem, "doc"): ("documents",),
    (Story, "documents"): ("documents",),
    (Quote, "speaker"): ("entities",),
    (Quote, "via"): ("citations",),
    (Quote, "time"): ("times",),
    (Utterance, "speaker"): ("entities",),
    (Utterance, "quotes"): ("quotes",),
    (CollationRow, "quote"): ("quotes",),
    (CollationRow, "doc"): ("documents",),
    (Citation, "entity"): ("entities",),
    (Citation, "covers"): ("quotes", "claims"),
    (Claim, "by"): ("quotes", "=outlet"),
    (Claim, "entities"): ("entities",),
    (Claim, "figures"): ("figures",),
    (Claim, "times"): ("times",),
    (Point, "claims"): ("claims",),
    (Point, "silent"): ("documents",),
    (Position, "entity"): ("entities",),
    (Position, "issue"): ("issues",),
    (Position, "quotes"): ("quotes",),
    (Change, "when"): ("times",),
    (Issue, "points"): ("points",),
    (Condition, "by"): ("entities",),
    (Commitment, "who"): ("entities",),
    (Due, "time"): ("times",),
    (TimelineEntry, "point"): ("points",),
    (TimelineEntry, "quote"): ("quotes",),
    (Reuse, "likely_origin"): ("documents", "=wire", "=pool", "=statement"),
}
"""Which field refers to which list of its story; "=word" is a plain word that the field may hold instead of an id."""

LONGEST_WORD = 64
"""A run of letters longer than this is no word of a language: a span may end inside it."""
SPLIT_OFF = ("n't", "n’t", "not", "na", "ta")
"""Words that treebanks split from the one before ("did|n't", "can|not", "gon|na"), Universal Dependencies, English."""
ENDS_IN_RUN = re.compile(r"\w{0,64}\Z")
BEGINS_WITH_RUN = re.compile(r"\w{0,64}")


def walk(value: object, where: str) -> Iterator[tuple[str, Struct]]:
    """Give every struct inside a value with its JSON pointer, outer ones first."""
    if isinstance(value, Struct):
        yield where, value
        for name, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from walk(getattr(value, name), f"{where}/{key}")
    elif isinstance(value, tuple):
        for i, item in enumerate(value):
            yield from walk(item, f"{where}/{i}")


def find_spans(value: object, where: str) -> Iterator[tuple[str, Span, bool]]:
    """Give every span inside a value: JSON pointer, span, and whether it has to be empty (a "missing" cell)."""
    empty: set[str] = set()
    for here, item in walk(value, where):
        if isinstance(item, Cell) and item.op == "missing":
            empty.add(f"{here}/span")
        elif isinstance(item, Mention):
            yield here, Span(item.doc, item.start, item.end), False
        elif isinstance(item, Span):
            yield here, item, here in empty


def check_spans(story: Story, docs: dict[str, Document], where: str) -> Iterator[Failure]:
    """Check that every span of a story is in bounds, has words, and is of a document of the story."""
    for here, span, empty in find_spans(story, where):
        doc = docs.get(span.doc)
        if doc is None:
            yield fail("span-document", here, f"document '{span.doc}' is none of this story")
        elif not 0 <= span.start <= span.end <= len(doc.text):
            yield fail(
                "span-bounds",
                here,
                f"{span.start}:{span.end} does not lie in the {len(doc.text)} characters of '{doc.id}'",
            )
        elif (span.start == span.end) is not empty:
            yield fail("span-empty", here, "this span must be empty" if empty else "the span has no words")
        elif not empty and (doc.text[span.start].isspace() or doc.text[span.end - 1].isspace()):
            yield fail("span-edges", here, f"{span.start}:{span.end} of '{doc.id}' begins or ends with white space")
        elif not empty and (_is_inside_word(doc.text, span.start) or _is_inside_word(doc.text, span.end)):
            yield fail("span-splits-word", here, f"{span.start}:{span.end} of '{doc.id}' begins or ends inside a word")


def _is_inside_word(text: str, at: int) -> bool:
    """Tell whether an offset lies between two letters of one word, or between two digits of one number."""
    if not 0 < at < len(text):
        return False
    before, after = text[max(0, at - LONGEST_WORD) : at], text[at : at + LONGEST_WORD]
    left = ENDS_IN_RUN.search(before)[0]  # type: ignore[index]  # may be empty, is never None
    right = BEGINS_WITH_RUN.search(after)[0]  # type: ignore[index]  # likewise
    if not left or not right or len(left + right) >= LONGEST_WORD:
        return False
    if (left + right).isdigit():
        return not before.removesuffix(left).endswith(",")  # "1,2345" is no number, and may be cut anywhere
    return _is_cased(left + right) and not _joins_words(left, right, after)


def _is_cased(word: str) -> bool:
    """Tell whether every character is a letter of a script that has capitals, so that spaces part its words."""
    return all(c.lower() != c.upper() for c in word)


def _joins_words(left: str, right: str, after: str) -> bool:
    """Tell whether two words meet here without a space: "can|not", "did|n't", or a lost space as in "said|On"."""
    return after.lower().startswith(SPLIT_OFF) or (left[-1].islower() and right[0].isupper())


def find_references(value: object, where: str) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Give every reference inside a value: JSON pointer, what it holds, and the lists it may point into."""
    for here, item in walk(value, where):
        for name, key in zip(item.__struct_fields__, item.__struct_encode_fields__, strict=True):
            kinds = REFERENCES.get((type(item), name))
            held = getattr(item, name)
            if kinds and isinstance(held, str):
                yield f"{here}/{key}", held, kinds
            elif kinds and held:
                yield from ((f"{here}/{key}/{i}", one, kinds) for i, one in enumerate(held))


def check_references(record: Record) -> Iterator[Failure]:
    """Check that every reference resolves to the right kind, those of a story inside the story."""
    docs = {"documents": {doc.id for doc in record.documents}}
    yield from _check_resolves(find_references(record.problems, "/problems"), docs)
    for i, story in enumerate(record.stories):
        where = f"/stories/{i}"
        own = ((f"{where}/documents/{j}", id_, ("documents",)) for j, id_ in enumerate(story.documents))
        yield from _check_resolves(own, docs)
        known = {"documents": set(story.documents)}
        for name, _, id_ in ids_of(story):
            known.setdefault(name, set()).add(id_)
        parts = (getattr(story, name) for name in story.__struct_fields__ if name != "documents")
        names = (name for name in story.__struct_fields__ if name != "documents")
        for name, part in zip(names, parts, strict=True):
            yield from _check_resolves(find_references(part, f"{where}/{name}"), known)


def _check_resolves(
    references: Iterator[tuple[str, str, tuple[str, ...]]], known: dict[str, set[str]]
) -> Iterator[Failure]:
    """Find references that point nowhere, or at something of another kind."""
    for where, held, kinds in references:
        if f"={held}" in kinds or any(held in known.get(kind, ()) for kind in kinds):
            continue
        wanted = " or ".join(kind.lstrip("=") for kind in kinds)
        others = [kind for kind, ids in known.items() if held in ids]
        what = f"'{held}' is of {others[0]}" if others else f"'{held}' does not exist"
        yield fail("dangling-reference", where, f"{what}; it should be of {wanted}")

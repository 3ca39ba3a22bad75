"""Reasons as text for a terminal, and as JSON: each with the passages that it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from crossread.reasons.recorded import Sections, words_of
from crossread.records import Span
from crossread.show._passages import Passages, shorten

if TYPE_CHECKING:
    from crossread.reasons.judgement import Judgement, Measure, Reason
    from crossread.reasons.listed import Listed
    from crossread.records import Record

MAX_WORDS = 200
"""A longer passage is cut in the text; its place tells where it goes on."""


MIN_ADDS = 0.1
"""What moves a logit by less is left to the JSON."""


_MARKS = ("“", '"', "‘", "«", "„")


class ShownPassage(Struct, frozen=True, kw_only=True):
    """A passage with its outlet and its words."""

    outlet: str
    words: str
    span: Span


class ShownReason(Struct, frozen=True, kw_only=True):
    """A reason with its passages in words."""

    says: str
    passages: tuple[ShownPassage, ...]
    measures: tuple[Measure, ...]


class ShownJudgement(Struct, frozen=True, kw_only=True):
    """A judgement with its reasons; `note` says what those worked out again were worked out with."""

    id: str
    kind: str
    story: str
    says: str
    recorded: tuple[ShownReason, ...]
    again: tuple[ShownReason, ...]
    note: str


def shown_reasons(passages: Passages, reasons: Iterable[Reason]) -> tuple[ShownReason, ...]:
    """Look up the words of reasons."""
    return tuple(
        ShownReason(
            says=reason.says,
            passages=tuple(
                ShownPassage(outlet=passages.label(span.doc), words=passages.words(span), span=span)
                for span in dict.fromkeys(reason.evidence)
            ),
            measures=reason.measures,
        )
        for reason in reasons
    )


def to_json(record: Record, judgement: Judgement) -> str:
    """Write a judgement with its reasons as JSON."""
    passages = Passages(record)
    shown = ShownJudgement(
        id=judgement.id,
        kind=judgement.kind,
        story=judgement.story,
        says=judgement.says,
        recorded=shown_reasons(passages, judgement.recorded),
        again=shown_reasons(passages, judgement.again),
        note=judgement.note,
    )
    return msgspec.json.format(msgspec.json.encode(shown), indent=2).decode()


def reason_lines(record: Record, judgement: Judgement) -> Iterator[str]:
    """Write a judgement with its reasons as lines of text."""
    passages = Passages(record)
    yield f"{judgement.kind} {judgement.id}: {judgement.says}"
    for heading, reasons in (
        ("In the record", judgement.recorded),
        (f"Worked out again {judgement.note}", judgement.again),
    ):
        if reasons:
            yield ""
            yield f"{heading}:"
        for reason in shown_reasons(passages, reasons):
            yield f"  - {reason.says}"
            yield from (f"      {_measured(m)}" for m in reason.measures if m.adds is None or abs(m.adds) >= MIN_ADDS)
            yield from (_passage_line(passage) for passage in reason.passages)


def _measured(measure: Measure) -> str:
    adds = "" if measure.adds is None else f" (adds {measure.adds:+.2f})"
    return f"{measure.name}: {measure.value:g}{adds}"


def _passage_line(passage: ShownPassage) -> str:
    place = f"{passage.span.doc}[{passage.span.start}:{passage.span.end}]"
    words = shorten(passage.words, MAX_WORDS)
    return f"      {passage.outlet}, {place}: {words if words[:1] in _MARKS else f'“{words}”'}"


def id_lines(record: Record, every: Iterable[Listed]) -> Iterator[str]:
    """List judgements: id, kind, and what each says."""
    told = {story.id: Sections(record, story) for story in record.stories}
    for listed in every:
        yield f"{listed.id}  {listed.kind}: {shorten(words_of(told[listed.story.id], listed.part))}"

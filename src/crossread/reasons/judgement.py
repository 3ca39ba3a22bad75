"""What is given out for a judgement: what was judged, and for what reasons."""

from __future__ import annotations

from msgspec import Struct

from crossread.records import Span


class Measure(Struct, frozen=True, kw_only=True):
    """A number that went into a judgement; `adds` is what it added to the logit, None where it was held against a threshold."""

    name: str
    value: float
    adds: float | None = None


class Reason(Struct, frozen=True, kw_only=True):
    """One reason in words, the passages that it rests on, and what was measured."""

    says: str
    evidence: tuple[Span, ...] = ()
    measures: tuple[Measure, ...] = ()


class Judgement(Struct, frozen=True, kw_only=True):
    """Something that a record says, with its reasons: those that stand in the record, and those worked out again from it."""

    id: str
    kind: str
    story: str
    says: str
    recorded: tuple[Reason, ...] = ()
    again: tuple[Reason, ...] = ()
    note: str = ""
    """What the reasons were worked out with, and whether that is what made the record."""

"""Views of reasons inside a page: what a point, conflict, utterance or position rests on, as far as the record holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.reasons.listed import parts_of
from crossread.reasons.recorded import Sections, reasons_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crossread.records import Story
    from crossread.show._passages import Passages, Ref

SHOWN = ("points", "conflicts", "utterances", "positions")
"""The sections whose judgements can be asked for their reasons in the page; `crossread why` answers for all."""


class WhyReason(Struct, frozen=True, kw_only=True):
    """A reason in words, the links to its passages, and what was measured."""

    says: str
    refs: tuple[Ref, ...]


class WhyView(Struct, frozen=True, kw_only=True):
    """The reasons of one judgement; `id` is what `crossread why` is asked for."""

    id: str
    reasons: tuple[WhyReason, ...]


def why_views(passages: Passages, story: Story) -> Mapping[tuple[str, int], WhyView]:
    """Give the reasons of the judgements of a story by section and number in it, from 0."""
    told = Sections(passages.record, story)
    return {
        (section, row): WhyView(
            id=id_,
            reasons=tuple(WhyReason(says=r.says, refs=passages.refs(r.evidence)) for r in reasons_of(told, part)),
        )
        for section in SHOWN
        for row, (id_, part) in enumerate(parts_of(passages.record, story, section))
    }

"""The judgements of a record and the ids by which one asks for them.

What has an id of its own is asked for by it. Lines of the brief, positions, passages carried over and entries of the
timeline have none: they are numbered from 1 in the order of the record ("brief-1", "position-3"), with the id of their
story before it where a record has several ("s1f0c42:brief-1").
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from msgspec import Struct

from crossread.errors import BadInput
from crossread.records import (
    BriefLine,
    Citation,
    Claim,
    Commitment,
    Condition,
    Conflict,
    Entity,
    Figure,
    Issue,
    Point,
    Position,
    Quote,
    Record,
    Reuse,
    Story,
    TimelineEntry,
    TimeRef,
    Utterance,
)

Part = (
    Story | Entity | Quote | Utterance | Figure | TimeRef | Citation | Claim | Point | Conflict | Position | Issue
    | Condition | Commitment | TimelineEntry | Reuse | BriefLine
)  # fmt: skip

NAMED: dict[str, str] = {
    "brief": "brief line",
    "points": "point",
    "conflicts": "conflict",
    "utterances": "utterance",
    "positions": "position",
    "commitments": "commitment",
    "conditions": "condition",
    "issues": "issue",
    "timeline": "timeline entry",
    "reuse": "carried passage",
    "entities": "entity",
    "quotes": "quote",
    "citations": "citation",
    "claims": "claim",
    "figures": "figure",
    "times": "time",
}
"""The sections of a story with the word for one of each, those that a reader asks about first in front."""
NUMBERED = {"brief": "brief", "positions": "position", "timeline": "timeline", "reuse": "reuse"}
"""The sections whose parts have no id, with what stands before their number."""
MAX_NEAR = 3
"""So many ids are suggested for one that is not there."""


class Listed(Struct, frozen=True, kw_only=True):
    """A judgement of a record: its id, the word for its kind, and where it stands."""

    id: str
    kind: str
    story: Story
    part: Part


def judgements_of(record: Record) -> Iterator[Listed]:
    """Give every judgement of a record, story by story, in the order of `NAMED`."""
    for story in record.stories:
        yield Listed(id=story.id, kind="story", story=story, part=story)
        for section, kind in NAMED.items():
            for id_, part in parts_of(record, story, section):
                yield Listed(id=id_, kind=kind, story=story, part=part)


def parts_of(record: Record, story: Story, section: str) -> Iterator[tuple[str, Part]]:
    """Give the parts of a section of a story, each with the id by which one asks for it."""
    ahead = f"{story.id}:" if len(record.stories) > 1 else ""
    for n, part in enumerate(getattr(story, section), 1):
        yield f"{ahead}{NUMBERED[section]}-{n}" if section in NUMBERED else part.id, part


def find_listed(record: Record, asked: str) -> Listed:
    """Find the judgement with an id, or with the one id that begins so.

    Raises:
        BadInput: there is none, or there are several.
    """
    every = list(judgements_of(record))
    exact = [one for one in every if one.id == asked]
    found = exact or [one for one in every if asked and one.id.startswith(asked)]
    if len(found) == 1 or exact:
        return found[0]
    if found:
        several = ", ".join(f"{one.id} ({one.kind})" for one in found[:MAX_NEAR])
        raise BadInput(
            f"{len(found)} judgements have an id that begins with '{asked}', such as {several}; give more of it"
        )
    raise BadInput(f"no judgement with the id '{asked}'{_near(every, asked)}; list them with: crossread why ids RECORD")


def _near(every: Sequence[Listed], asked: str) -> str:
    kinds = {one.id: one.kind for one in every}
    near = get_close_matches(asked, list(kinds), n=MAX_NEAR)
    return f"; near it: {', '.join(f'{id_} ({kinds[id_]})' for id_ in near)}" if near else ""

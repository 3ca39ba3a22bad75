"""Commitments and conditions: who is to do what by when, and what is made to depend on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from crossread.compare._conditions import find_conditions_in
from crossread.compare._reading import readings_of
from crossread.compare._undertakings import Undertaking, find_undertakings
from crossread.extract.report import Report
from crossread.records import Commitment, CommitmentStatus, Condition, Entity, content_id

MIN_SHARED = 2
"""Content words that two reports of one commitment have in common at least."""
MIN_OVERLAP = 0.5
"""And their share of the shorter one's content words."""


def find_conditions(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Condition, ...]:
    """Find what is made to depend on something else: "no X without Y", "X only if Y", "Y before X", "X unless Y".

    Args:
        reports: the reports of the story.
        entities: its entities; `by` is who says so, or whose act depends.

    Returns:
        One condition a place, in the order of the reports.
    """
    return tuple({c.id: c for r in readings_of(reports, entities) for c in find_conditions_in(r)}.values())


def find_commitments(reports: Sequence[Report], entities: Sequence[Entity]) -> tuple[Commitment, ...]:
    """Find what somebody says will be done, and events fixed for a day to come.

    Args:
        reports: the reports of the story.
        entities: its entities.

    Returns:
        One commitment for all reports that tell it, those due first in front, those without a day last.
    """
    groups: list[list[Undertaking]] = []
    index: dict[tuple[str | None, str], list[list[Undertaking]]] = defaultdict(list)
    for reading in readings_of(reports, entities):
        for one in find_undertakings(reading):
            day = one.due.date if one.due else None
            keys = sorted((day, s) for s in one.stems)
            group = next((g for k in keys for g in index[k] if any(_is_same(one, other) for other in g)), None)
            if group is None:
                group = []
                groups.append(group)
            group.append(one)
            for k in keys:
                if group not in index[k]:
                    index[k].append(group)
    made = [_commitment(g) for g in groups]
    return tuple(sorted(made, key=lambda c: (c.due.date or "9" if c.due else "9", c.what)))


def _is_same(a: Undertaking, b: Undertaking) -> bool:
    """Tell whether two clauses tell one commitment: the same day, and words or the one who commits in common."""
    if a.what.doc == b.what.doc and a.due is None:
        return False
    if (a.due.date if a.due else None) != (b.due.date if b.due else None):
        return False
    shared = len(a.stems & b.stems)
    share = shared / max(1, min(len(a.stems), len(b.stems)))
    return share >= MIN_OVERLAP and (shared >= MIN_SHARED or (a.who is not None and a.who == b.who))


FIRMNESS: tuple[CommitmentStatus, ...] = ("denied", "done", "announced", "open")


def _commitment(group: Sequence[Undertaking]) -> Commitment:
    """Make one commitment of all the clauses that tell it: the one with who and most words says what."""
    best = min(group, key=lambda u: (u.who is None, -len(u.stems), u.what))
    status = min((u.status for u in group), key=FIRMNESS.index)
    who = tuple(dict.fromkeys(u.who for u in (best, *group) if u.who))
    return Commitment(
        id=content_id("m", best.what),
        who=who,
        what=best.what,
        due=best.due,
        status=status,
        evidence=tuple(dict.fromkeys((best.what, *(u.what for u in group)))),
    )

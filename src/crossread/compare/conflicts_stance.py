"""One actor's stand that reports tell differently: "ruled out sending troops", "left the door open to sending troops".

What an actor rules out in one report and leaves open in another is told from the stands that positions are made of
(`_stances`): of one actor, on one thing, in two reports, and neither tells that the stand changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from crossread.compare._stances import Stands
from crossread.compare._standing import OPPOSITE, Standing
from crossread.compare._things import Thing
from crossread.extract.report import Report
from crossread.records import Conflict, Entity, Side, Span, Stance, content_id

SCORE = 0.87
"""Share of those found on the labelled stories that are right, 12 of 13 with one more of either kind; in real news that
was read none was found (`python -m evaluation.conflicts`)."""

WHY = (
    "one report has it that {who} ruled this out, another that it was left open; both could be right only if the stand "
    "changed in between, and no report says so"
)

Told = tuple[Standing, Thing]


def find_stance_conflicts(
    reports: Sequence[Report], entities: Sequence[Entity], stands: Stands
) -> tuple[Conflict, ...]:
    """Find what an actor is told to rule out in one report, and to leave open in another.

    Args:
        reports: of one story.
        entities: those of the story.
        stands: what the reports tell of.
    """
    told: dict[tuple[str, str], dict[Stance, list[Told]]] = defaultdict(lambda: defaultdict(list))
    for stand in stands.standings:
        if stand.earlier.alone or stand.earlier.stance:
            continue  # a report tells what was before
        for thing in stand.things:
            stance = OPPOSITE[stand.stance] if thing.ended else stand.stance
            told[stand.actor, thing.key][stance].append((stand, thing))
    names = {e.id: e.name for e in entities}
    by_id = {r.doc.id: r for r in reports}
    found: list[Conflict] = []
    for actor, key in sorted(told):
        conflict = _conflict(names.get(actor, ""), told[actor, key], by_id)
        if conflict is not None and not any(_are_one(conflict, other) for other in found):
            found.append(conflict)
    return tuple(found)


def _conflict(who: str, told: Mapping[Stance, Sequence[Told]], by_id: Mapping[str, Report]) -> Conflict | None:
    """Make a conflict of what is told against a thing, and what leaves it open, in two reports or more."""
    left_open = list(dict.fromkeys(stand.evidence for stand, _ in told.get("open", ())))
    ruled = [
        (stand.evidence, thing)
        for stand, thing in told.get("against", ())
        if not any(stand.evidence.overlaps(other) for other in left_open)
    ]
    docs = {span.doc for span in (*left_open, *(span for span, _ in ruled))}
    if not who or not ruled or not left_open or len(docs) < MIN_REPORTS:
        return None
    sides = (
        _side(list(dict.fromkeys(span for span, _ in ruled)), by_id),
        _side(left_open, by_id),
    )
    words = min((" ".join(thing.words.split()) for _, thing in ruled), key=lambda w: (len(w), w))
    return Conflict(
        id=content_id("x", "stance", *(s for side in sides for s in side.evidence)),
        kind="assertion",
        verdict="conflict",
        about=f"{who}, {words}: ruled out or left open",
        sides=sides,
        why=WHY.format(who=who),
        score=SCORE,
    )


MIN_REPORTS = 2


def _side(spans: Sequence[Span], by_id: Mapping[str, Report]) -> Side:
    """Show the longest words of those that are one report's; the others stand behind them."""
    shown = max(spans, key=lambda s: (s.end - s.start, s.doc))
    ordered = tuple(sorted(spans))
    outlets = tuple(sorted({by_id[s.doc].doc.label for s in ordered}))
    return Side(says=by_id[shown.doc].words(shown), evidence=ordered, outlets=outlets)


def _are_one(conflict: Conflict, other: Conflict) -> bool:
    """Tell conflicts of the same words: what is ruled out may have two names."""
    return any(a.overlaps(b) for a in conflict.sides[0].evidence for b in other.sides[0].evidence)

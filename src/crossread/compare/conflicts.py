"""Where reports cannot all be right, or look so: figures, speakers, sequences, assertions, wordings.

Each kind has a module of its own; here they are put together, ordered, and held to the score that is asked for.
A score says how surely the sides are about one thing and cannot both be right: that of a logistic fitted on labelled
stories (training/conflicts.py), or the share of its kind that was right there. Who is right is not said.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from crossread.compare._stances import Stands, read_stands
from crossread.compare.ages import find_age_conflicts
from crossread.compare.conflict_passages import read_passages
from crossread.compare.conflicts_assertion import find_assertion_conflicts
from crossread.compare.conflicts_day import find_day_conflicts
from crossread.compare.conflicts_dispute import find_disputes
from crossread.compare.conflicts_figure import find_figure_conflicts
from crossread.compare.conflicts_sequence import find_sequence_conflicts
from crossread.compare.conflicts_speech import find_cuts, find_speaker_conflicts, find_wording_conflicts, speeches
from crossread.compare.conflicts_stance import find_stance_conflicts
from crossread.extract.report import Report
from crossread.records import Conflict, Entity, Side, Utterance

MADE_BY = "conflicts@1"

RAISE_SCORE = 0.4
"""A conflict less sure than this is not raised, of whatever kind; each kind has a threshold of its own, at or above it."""

KINDS = ("figure", "speaker", "sequence", "assertion", "wording")
VERDICTS = ("conflict", "scope", "wording")


def find_conflicts(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    utterances: Sequence[Utterance] = (),
    stands: Stands | None = None,
) -> tuple[Conflict, ...]:
    """Find the conflicts between the reports of one story, and between the sources that they name.

    Args:
        reports: of one story, with quotes, figures, times and claims.
        entities: those of the story.
        utterances: of the story: their speakers and wordings are compared.
        stands: what `read_stands` gave for the same reports and entities, where it has been called already.

    Returns:
        Conflicts, those of verdict "conflict" first and then by score; every side says words of its evidence.
    """
    reading = read_passages(reports, entities)
    found = (
        *find_figure_conflicts(reading),
        *find_age_conflicts(reports, entities),
        *find_speaker_conflicts(reports, entities, utterances),
        *find_sequence_conflicts(reading),
        *find_day_conflicts(reading),
        *find_assertion_conflicts(reading, speeches(reports, utterances)),
        *find_stance_conflicts(reports, entities, stands or read_stands(reports, entities)),
        *find_disputes(reading),
        *find_wording_conflicts(reports, utterances),
        *find_cuts(reports, utterances),
    )
    raised = {c.id: c for c in found if c.score >= RAISE_SCORE and len(c.sides) > 1 and all(s.says for s in c.sides)}
    ordered = sorted(raised.values(), key=lambda c: (VERDICTS.index(c.verdict), -c.score, KINDS.index(c.kind), c.id))
    kept: list[Conflict] = []
    for conflict in ordered:
        row = next((i for i, other in enumerate(kept) if _is_one_matter(conflict, other)), None)
        if row is None:
            kept.append(conflict)
        else:
            kept[row] = _joined(kept[row], conflict)
    return tuple(kept)


def _is_one_matter(conflict: Conflict, other: Conflict) -> bool:
    """Tell whether two conflicts are about one matter: an account and its denial are found in two ways.

    They stand between the same words; or one account is affirmed or denied in both, and then the other sides deny or
    affirm the same.
    """
    if conflict.kind != other.kind or conflict.verdict != other.verdict:
        return False
    hits = _shared_sides(conflict, other)
    if all(hits) and len(set().union(*hits)) > 1:
        return True
    return conflict.kind == "assertion" and any(hits) and len(conflict.sides) == len(other.sides) == OPPOSED


OPPOSED = 2
"""What is affirmed has one opposite."""


def _shared_sides(conflict: Conflict, other: Conflict) -> list[set[int]]:
    """Give for each side of a conflict the rows of those of the other that it shares words with."""
    return [{j for j, side in enumerate(other.sides) if _share_words(own, side)} for own in conflict.sides]


def _joined(conflict: Conflict, other: Conflict) -> Conflict:
    """Add the sides of a conflict about the same matter to those of a surer one, where two stand against two."""
    hits = _shared_sides(other, conflict)
    if conflict.kind != "assertion" or not len(conflict.sides) == len(other.sides) == OPPOSED:
        return conflict
    straight, turned = bool(0 in hits[0] or 1 in hits[1]), bool(1 in hits[0] or 0 in hits[1])
    if straight == turned:
        return conflict
    added = other.sides if straight else other.sides[::-1]
    return replace(conflict, sides=tuple(_with(a, b) for a, b in zip(conflict.sides, added, strict=True)))


def _with(side: Side, other: Side) -> Side:
    """Add the evidence of a side to another, but for words that this has."""
    more = tuple(s for s in other.evidence if not any(s.overlaps(own) for own in side.evidence))
    return replace(
        side, evidence=side.evidence + more, outlets=tuple(sorted({*side.outlets, *(other.outlets if more else ())}))
    )


def _share_words(a: Side, b: Side) -> bool:
    return any(x.overlaps(y) for x in a.evidence for y in b.evidence)

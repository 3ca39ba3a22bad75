"""Where reports cannot all be right, or look so: figures, speakers, sequences, assertions, wordings.

Each kind has a module of its own; here they are put together, ordered, and held to the score that is asked for.
A score is that of a hand-set logistic and says how surely the sides are about one thing; it is not calibrated
yet: the labelled stories have too few conflicts for that (evaluation/conflicts.py prints the table). Who is right is not said.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.compare.conflict_passages import read_passages
from crossread.compare.conflicts_assertion import find_assertion_conflicts
from crossread.compare.conflicts_day import find_day_conflicts
from crossread.compare.conflicts_figure import find_figure_conflicts
from crossread.compare.conflicts_sequence import find_sequence_conflicts
from crossread.compare.conflicts_speech import find_speaker_conflicts, find_wording_conflicts
from crossread.compare.points import ClaimPair
from crossread.extract.report import Report
from crossread.records import Conflict, Entity, Point, Utterance

MADE_BY = "conflicts@1"

RAISE_SCORE = 0.5
"""A conflict less sure than this is not raised."""

KINDS = ("figure", "speaker", "sequence", "assertion", "wording")
VERDICTS = ("conflict", "scope", "wording")


def find_conflicts(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    *,
    utterances: Sequence[Utterance] = (),
    points: Sequence[Point] = (),  # noqa: ARG001  (see the docstring)
    pairs: Sequence[ClaimPair] = (),  # noqa: ARG001
) -> tuple[Conflict, ...]:
    """Find the conflicts between the reports of one story, and between the sources that they name.

    Args:
        reports: of one story, with quotes, figures, times and claims.
        entities: those of the story.
        utterances: of the story: their speakers and wordings are compared.
        points: of the story; not needed so far, as a point joins only claims that agree.
        pairs: of claims about one thing; not needed so far, as each kind of conflict has an index of its own.

    Returns:
        Conflicts, those of verdict "conflict" first and then by score; every side says words of its evidence.
    """
    reading = read_passages(reports, entities)
    found = (
        *find_figure_conflicts(reading),
        *find_speaker_conflicts(reports, entities, utterances),
        *find_sequence_conflicts(reading),
        *find_day_conflicts(reading),
        *find_assertion_conflicts(reading, utterances),
        *find_wording_conflicts(reports, utterances),
    )
    raised = {c.id: c for c in found if c.score >= RAISE_SCORE and len(c.sides) > 1 and all(s.says for s in c.sides)}
    return tuple(
        sorted(raised.values(), key=lambda c: (VERDICTS.index(c.verdict), -c.score, KINDS.index(c.kind), c.id))
    )

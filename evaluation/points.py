"""Points and origins of the invented stories, from our own reading of the reports.

The labels' origins are points: passages of several reports that tell one fact. Each passage is taken for the claim of ours that
shares most characters with it (the shortest of equal ones), and belongs to the point of that claim; without a claim it stands
alone. `points` is the B³ of these passages: recall falls where one fact lies in several points, precision where
passages of several facts lie in one. Claims that no label names are not judged.

A labelled point's number of origins is that of the point which holds most of its passages. As the number is one for most, a
point that was never put together may have the right number: `origins_linked` counts those alone of which two passages at least
are in one point, and `origins_several_told` the labels with two origins or more for which we tell more than one.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from crossread.records import Span
from evaluation.coreference import b_cubed_groups
from evaluation.invented import shared_chars
from evaluation.metrics import Matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from crossread.records import Claim, Point, Story
    from evaluation.coreference import Group
    from evaluation.invented import ReadStory, Scores

Passage = tuple[int, Span]
"""A passage, and the row of the labelled point that it tells."""


def score_points(read: ReadStory) -> tuple[Scores, list[str]]:
    """Score labelled points and their origins; give too what lies apart or together wrongly."""
    labels = read.labels["origins"]
    point_of = {c: p for p in read.story.points for c in p.claims}
    held: dict[Passage, Point | None] = {}
    for row, label in enumerate(labels):
        for span in read.gold.spans(label["evidence"]):
            claim = best_claim(read.story.claims, span)
            held[row, span] = point_of.get(claim.id) if claim else None
    exact = linked = linked_exact = too_high = several = several_told = 0
    notes: list[str] = []
    for row, label in enumerate(labels):
        of = Counter(p.id for (r, _), p in held.items() if r == row and p)
        best = next((p for p in read.story.points if of and p.id == of.most_common(1)[0][0]), None)
        ours, together = (best.origins, of[best.id]) if best else (0, 0)
        exact += ours == label["origins"]
        several += label["origins"] > 1
        several_told += label["origins"] > 1 < ours
        too_high += ours > label["origins"]
        linked += together > 1
        linked_exact += together > 1 and ours == label["origins"]
        if ours != label["origins"]:
            notes.append(
                f"origins {label['origins']}, ours {ours}: {label['about']} ({best.why if best else 'no claim'})"
            )
    notes += _notes(read, held)
    n = len(labels)
    return {
        "points_b3": b_cubed_groups(_our_groups(held), _labelled_groups(held)),
        "origins": Matches(n, exact, n, exact),
        "origins_too_high": Matches(n, too_high, n, too_high),
        "origins_several": Matches(several, several_told, several, several_told),
        "origins_linked": Matches(linked, linked_exact, n, linked),
    }, notes


def best_claim(claims: Sequence[Claim], passage: Span) -> Claim | None:
    """Find the claim that shares most characters with a passage; of equal ones the shortest."""
    best = max(claims, key=lambda c: (shared_chars(c.span, passage), c.span.start - c.span.end), default=None)
    return best if best is not None and shared_chars(best.span, passage) else None


def _our_groups(held: dict[Passage, Point | None]) -> list[Group]:
    groups: dict[object, set[Passage]] = defaultdict(set)
    for passage, point in held.items():
        groups[point.id if point else passage].add(passage)
    return [frozenset(g) for g in groups.values()]


def _labelled_groups(held: dict[Passage, Point | None]) -> list[Group]:
    groups: dict[int, set[Passage]] = defaultdict(set)
    for row, span in held:
        groups[row].add((row, span))
    return [frozenset(g) for g in groups.values()]


def _notes(read: ReadStory, held: dict[Passage, Point | None]) -> Iterator[str]:
    for row, label in enumerate(read.labels["origins"]):
        parts = {s: p for (r, s), p in held.items() if r == row}
        if len(parts) > 1 and len({p.id if p else s for s, p in parts.items()}) > 1:
            yield f"point apart: {label['about']}"
            for span, point in parts.items():
                claim = best_claim(read.story.claims, span)
                yield f"    {point.id if point else '-':18} {read.words(claim.span if claim else span)!r}"
    rows: dict[str, set[int]] = defaultdict(set)
    for (row, _), point in held.items():
        if point:
            rows[point.id].add(row)
    for point_id, several in rows.items():
        if len(several) > 1:
            abouts = "; ".join(read.labels["origins"][r]["about"] for r in sorted(several))
            yield f"points together: {abouts}: {_texts(read.story, read, point_id)}"


def _texts(story: Story, read: ReadStory, point_id: str) -> list[str]:
    claims = next(p.claims for p in story.points if p.id == point_id)
    return [read.words(c.span) for c in story.claims if c.id in claims]

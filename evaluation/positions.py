"""Positions, conditions, commitments and deadlines against the labels of the invented stories.

The labels of commitments are exhaustive. A commitment is met where a passage that it rests on overlaps the label's words and
its last day is that of the label; `deadlines` leaves out those without a day on either side.

The labels of positions are representative: of ours only those count that a label can judge. A position of ours is judged by
a label where it rests on the label's passage, or is of the same actor and the same issue (a term of the issue is in
the label's name of it); it is right where actor and stance are the label's too. A condition is met where both of its sides
overlap the label's; those that no label names are not judged, so conditions have recall alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evaluation.metrics import Matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from crossread.records import Commitment, Condition, Position, Span, Story
    from evaluation.invented import Gold, Label, ReadStory, Scores


def names_of(story: Story, ids: Iterable[str | None]) -> set[str]:
    """Give all names of entities, lower case."""
    wanted = set(ids)
    return {n.lower() for e in story.entities if e.id in wanted for n in (e.name, *e.aliases)}


def is_named(label: str, names: set[str]) -> bool:
    """Tell whether a label's name is one of the names."""
    return any(part.strip().lower() in names for part in label.split(";"))


def score_commitments(read: ReadStory, *, dated: bool) -> Matches:
    """Score commitments passage by passage; `dated` leaves out those without a day on both sides."""
    labels = [c for c in read.labels["commitments"] if c["due"] or not dated]
    found = [c for c in read.story.commitments if (c.due and c.due.date) or not dated]
    passages = [(span, c) for c in found for span in c.evidence]

    def right(span: Span, commitment: Commitment, label: Label) -> bool:
        day = commitment.due.date if commitment.due else None
        return day == label["due"] and _on(read.gold, [span], label["what"])

    return Matches(
        len(passages),
        sum(any(right(s, c, label) for label in labels) for s, c in passages),
        len(labels),
        sum(any(right(s, c, label) for s, c in passages) for label in labels),
    )


def _on(gold: Gold, spans: Iterable[Span], anchor: Label) -> bool:
    """Tell whether one of some spans overlaps the words of a label."""
    return any(s.overlaps(wanted) for wanted in gold.spans([anchor]) for s in spans)


def is_judged(read: ReadStory, label: Label, position: Position) -> bool:
    """Tell whether a label says if a position is right: it rests on the same words, or is of the same actor and issue."""
    if _on(read.gold, position.evidence, label["evidence"]):
        return True
    issue = next(i for i in read.story.issues if i.id == position.issue)
    words = set(label["issue"].lower().replace("'s", "").split())
    return is_named(label["entity"], names_of(read.story, [position.entity])) and bool(words & {*issue.terms})


def is_right(read: ReadStory, label: Label, position: Position) -> bool:
    """Tell whether a position that a label judges has its actor and stance."""
    return position.stance == label["stance"] and is_named(label["entity"], names_of(read.story, [position.entity]))


def condition_met(gold: Gold, label: Label, condition: Condition) -> bool:
    """Tell whether a condition is that of a label."""
    return _on(gold, [condition.what], label["what"]) and _on(gold, [condition.requires], label["requires"])


def score_positions(read: ReadStory) -> tuple[Scores, list[str]]:
    """Score one story: counts by part, and what was missed or made up, in words."""
    story, labels = read.story, read.labels
    judged = [(x, [p for p in labels["positions"] if is_judged(read, p, x)]) for x in story.positions]
    judged = [(x, by) for x, by in judged if by]
    wrong = [x for x, by in judged if not any(is_right(read, p, x) for p in by)]
    missed = [p for p in labels["positions"] if not any(p in by and is_right(read, p, x) for x, by in judged)]
    lost = [c for c in labels["conditions"] if not any(condition_met(read.gold, c, x) for x in story.conditions)]
    n_positions, n_conditions = len(labels["positions"]), len(labels["conditions"])
    scores = {
        "positions": Matches(len(judged), len(judged) - len(wrong), n_positions, n_positions - len(missed)),
        "conditions": Matches(0, 0, n_conditions, n_conditions - len(lost)),
        "commitments": score_commitments(read, dated=False),
        "deadlines": score_commitments(read, dated=True),
    }
    notes = [f"position missed: {p['entity']} {p['stance']} {p['issue']}: {p['evidence']['words']}" for p in missed]
    notes += [
        f"position wrong: {', '.join(sorted(names_of(story, [x.entity])))} {x.stance} "
        f"{next(i.label for i in story.issues if i.id == x.issue)}: {read.words(x.evidence[0])!r}"
        for x in wrong
    ]
    notes += [f"condition missed: {c['what']['words']} <= {c['requires']['words']}" for c in lost]
    return scores, [*notes, *_commitment_notes(read)]


def _commitment_notes(read: ReadStory) -> Iterator[str]:
    labels = read.labels["commitments"]
    for label in labels:
        at = [c for c in read.story.commitments if _on(read.gold, c.evidence, label["what"])]
        days = [c.due.date if c.due else None for c in at]
        if label["due"] not in days:
            yield f"commitment missed: {label['who']}: {label['what']['words']} due {label['due']}, found {days}"
    for c in read.story.commitments:
        for span in c.evidence:
            if not any(_on(read.gold, [span], label["what"]) for label in labels):
                yield f"commitment made up: {names_of(read.story, c.who)} {read.words(span)!r} {c.due}"

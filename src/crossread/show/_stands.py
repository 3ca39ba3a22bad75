"""Views of where actors stand: the grid of actors × issues, conditions, commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.show._words import ORDERS, STANCES, day_words, sentence_case

if TYPE_CHECKING:
    from crossread.records import Position, Stance, Story
    from crossread.show._passages import Passage, Passages, Ref


class StanceView(Struct, frozen=True, kw_only=True):
    """Where an actor stands on one issue, by the words of the reports; `row` is its number in the record."""

    row: int
    stance: Stance
    symbol: str
    word: str
    passages: tuple[Passage, ...]
    changed: str
    changed_passages: tuple[Passage, ...]


class ActorView(Struct, frozen=True, kw_only=True):
    """A row of the grid: one tuple of stances an issue."""

    name: str
    stances: tuple[tuple[StanceView, ...], ...]


class ConditionView(Struct, frozen=True, kw_only=True):
    """Something made to depend on something else."""

    by: str
    what: Ref
    order: str
    requires: Ref


class CommitmentView(Struct, frozen=True, kw_only=True):
    """Something that somebody says will be done."""

    who: str
    what: Ref
    due: str
    due_iso: str
    status: str
    refs: tuple[Ref, ...]


class StandsView(Struct, frozen=True, kw_only=True):
    """Positions, conditions and commitments of a story."""

    issues: tuple[str, ...]
    actors: tuple[ActorView, ...]
    conditions: tuple[ConditionView, ...]
    commitments: tuple[CommitmentView, ...]


def stands_view(passages: Passages, story: Story) -> StandsView:
    """Lay actors out against issues; both in order of how many positions they have."""
    names = {e.id: e.name for e in story.entities}
    labels = {i.id: i.label for i in story.issues}
    per_issue: dict[str, list[Position]] = {}
    per_actor: dict[str, list[tuple[int, Position]]] = {}
    for row, position in enumerate(story.positions):
        per_issue.setdefault(position.issue, []).append(position)
        per_actor.setdefault(position.entity, []).append((row, position))
    issues = sorted(per_issue, key=lambda i: (-len(per_issue[i]), labels.get(i, i)))
    actors = sorted(per_actor, key=lambda a: (-len(per_actor[a]), names.get(a, a)))
    return StandsView(
        issues=tuple(sentence_case(labels.get(i, i)) for i in issues),
        actors=tuple(
            ActorView(
                name=names.get(a, a),
                stances=tuple(
                    tuple(_stance_view(passages, story, row, p) for row, p in per_actor[a] if p.issue == i) for i in issues
                ),
            )
            for a in actors
        ),
        conditions=tuple(
            ConditionView(
                by=names.get(c.by or "", ""), what=passages.ref(c.what), order=ORDERS[c.order],
                requires=passages.ref(c.requires),
            )
            for c in story.conditions
        ),
        commitments=commitment_views(passages, story),
    )  # fmt: skip


def _stance_view(passages: Passages, story: Story, row: int, position: Position) -> StanceView:
    symbol, word = STANCES[position.stance]
    changed = ""
    if position.changed:
        days = {t.id: t.from_ for t in story.times}
        when = day_words(days.get(position.changed.when or ""))
        was = position.changed.from_ or "another position"
        changed = f"was {STANCES[was][1] if was in STANCES else was}{' on ' + when if when else ' before'}"
    return StanceView(
        row=row,
        stance=position.stance,
        symbol=symbol,
        word=word,
        passages=passages.passages(position.evidence),
        changed=changed,
        changed_passages=passages.passages(position.changed.evidence) if position.changed else (),
    )


def commitment_views(passages: Passages, story: Story) -> tuple[CommitmentView, ...]:
    """Show what is to be done, what falls due first at the top and what has no day at the end."""
    names = {e.id: e.name for e in story.entities}
    times = {t.id: t for t in story.times}
    views = []
    for commitment in story.commitments:
        due = commitment.due
        time = times.get(due.time) if due and due.time else None
        date = due.date if due and due.date else None
        views.append(
            CommitmentView(
                who=", ".join(names.get(w, w) for w in commitment.who),
                what=passages.ref(commitment.what),
                due=day_words(date) or (passages.words(time.span) if time else ""),
                due_iso=date or "",
                status=commitment.status,
                refs=passages.refs(commitment.evidence),
            )
        )
    return tuple(sorted(views, key=lambda v: (not v.due_iso, v.due_iso, v.what.span)))

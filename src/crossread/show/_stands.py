"""Views of where actors stand: the grid of actors × issues, conditions, commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.records import Span
from crossread.show._seats import countries_of
from crossread.show._words import COMMITMENT_STATUSES, ORDERS, STANCES, day_words, days_words, sentence_case

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from crossread.records import Condition, Position, Quote, Stance, Story
    from crossread.show._passages import Passage, Passages, Ref


class StanceView(Struct, frozen=True, kw_only=True):
    """Where an actor stands on one issue, by the words of the reports; `row` is its number in the record.

    `told_by` names those who say so of the actor, where no report says it itself and the actor does not either; `named`
    is the seat of government by which the reports call the actor here.
    """

    row: int
    stance: Stance
    symbol: str
    word: str
    told_by: str
    named: str
    passages: tuple[Passage, ...]
    changed: str
    changed_passages: tuple[Passage, ...]


class ActorView(Struct, frozen=True, kw_only=True):
    """A row of the grid: one tuple of stances an issue, and which of the issues that others stand on and nobody else."""

    name: str
    stances: tuple[tuple[StanceView, ...], ...]
    shared: bool
    alone: tuple[tuple[str, tuple[StanceView, ...]], ...]


class ConditionView(Struct, frozen=True, kw_only=True):
    """Something made to depend on something else; both in the order of the report, with the words between them where it has any."""

    by: str
    first: Ref
    joint: str
    second: Ref


class CommitmentView(Struct, frozen=True, kw_only=True):
    """Something that somebody says will be done."""

    who: str
    told_by: str
    what: Ref
    terms: str
    due: str
    due_iso: str
    status: str
    refs: tuple[Ref, ...]


class StandsView(Struct, frozen=True, kw_only=True):
    """Positions, conditions and commitments of a story; the first `n_shared` issues have more than one actor."""

    issues: tuple[str, ...]
    n_shared: int
    actors: tuple[ActorView, ...]
    conditions: tuple[ConditionView, ...]
    commitments: tuple[CommitmentView, ...]


class Voices:
    """Whose words a passage stands in."""

    def __init__(self, story: Story) -> None:
        self._said: dict[str, list[tuple[int, int, Quote]]] = {}
        for quote in story.quotes:
            for span in quote.content:
                self._said.setdefault(span.doc, []).append((span.start, span.end, quote))

    def other_than(self, actors: AbstractSet[str], evidence: Sequence[Span]) -> str:
        """Name those who say all of some passages; "" where a report says one itself, or one of the actors does."""
        names: list[str] = []
        for span in evidence:
            inside = [(b - a, q.id, q) for a, b, q in self._said.get(span.doc, ()) if a <= span.start and span.end <= b]
            quote = min(inside, key=lambda held: held[:2])[2] if inside else None
            if quote is None or quote.speaker in actors or not quote.speaker_name:
                return ""
            names.append(quote.speaker_name)
        return " and ".join(dict.fromkeys(names))


def stands_view(passages: Passages, story: Story) -> StandsView:
    """Lay actors out against issues: what several stand on first, the rest by actor; most positions first."""
    names = {e.id: e.name for e in story.entities}
    labels = {i.id: i.label for i in story.issues}
    per_issue: dict[str, list[Position]] = {}
    per_actor: dict[str, list[tuple[int, Position]]] = {}
    governed = _governed(story)
    for row, position in enumerate(story.positions):
        per_issue.setdefault(position.issue, []).append(position)
        per_actor.setdefault(governed.get(position.entity, position.entity), []).append((row, position))
    n_actors = {i: len({governed.get(p.entity, p.entity) for p in of}) for i, of in per_issue.items()}
    issues = sorted(per_issue, key=lambda i: (n_actors[i] == 1, -len(per_issue[i]), labels.get(i, i)))
    actors = sorted(per_actor, key=lambda a: (-len(per_actor[a]), names.get(a, a)))
    voices, seats = Voices(story), {seat: names[seat] for seat in governed}
    words = tuple(sentence_case(labels.get(i, i)) for i in issues)
    n_shared = sum(n > 1 for n in n_actors.values())

    def actor_view(actor: str) -> ActorView:
        of = per_actor[actor]
        stances = tuple(
            tuple(_stance_view(passages, story, voices, seats, row, p) for row, p in of if p.issue == i) for i in issues
        )
        lone = zip(words[n_shared:], stances[n_shared:], strict=True)
        return ActorView(
            name=names.get(actor, actor),
            stances=stances,
            shared=any(stances[:n_shared]),
            alone=tuple((issue, cell) for issue, cell in lone if cell),
        )

    return StandsView(
        issues=words,
        n_shared=n_shared,
        actors=tuple(actor_view(a) for a in actors),
        conditions=tuple(_condition_view(passages, c, names) for c in story.conditions),
        commitments=commitment_views(passages, story),
    )  # fmt: skip


def _condition_view(passages: Passages, condition: Condition, names: Mapping[str, str]) -> ConditionView:
    first, second = sorted((condition.what, condition.requires))
    between = Span(first.doc, first.end, second.start)
    joint = ""
    if first.doc == second.doc and first.end < second.start <= first.end + MAX_JOINT_CHARS:
        joint = passages.words(between).strip(' ,;:–—-“”"')
    if not any(c.isalpha() for c in joint):  # "once it is lined, nobody rides": the joint leads
        first, joint, second = condition.what, ORDERS[condition.order], condition.requires
    by = names.get(condition.by or "", "")
    return ConditionView(by=by, first=passages.ref(first), joint=joint, second=passages.ref(second))


MAX_JOINT_CHARS = 40
"""Between what depends and what it requires stand so many characters: "but only if"."""


def _governed(story: Story) -> dict[str, str]:
    """Give for a seat of government that the story speaks of the country that it governs, where the story names that too."""
    countries = {
        n.lower(): e.id for e in reversed(story.entities) if e.kind == "location" for n in (*e.aliases, e.name)
    }
    found = ((e.id, countries.get(name)) for e in story.entities for name in sorted(countries_of(e.name)))
    return {seat: country for seat, country in found if country is not None and country != seat}


def _stance_view(
    passages: Passages, story: Story, voices: Voices, seats: Mapping[str, str], row: int, position: Position
) -> StanceView:
    symbol, word = STANCES[position.stance]
    changed = ""
    if position.changed:
        days = {t.id: days_words(t.from_, t.to) for t in story.times}
        when = days.get(position.changed.when or "")
        was = position.changed.from_ or "another position"
        changed = f"was {STANCES[was][1] if was in STANCES else was}{' on ' + when if when else ' before'}"
    return StanceView(
        row=row,
        stance=position.stance,
        symbol=symbol,
        word=word,
        told_by=voices.other_than({position.entity}, position.evidence),
        named=seats.get(position.entity, ""),
        passages=passages.passages(position.evidence),
        changed=changed,
        changed_passages=passages.passages(position.changed.evidence) if position.changed else (),
    )


def terms_of(passages: Passages, story: Story) -> dict[str, str]:
    """Say what each commitment hangs on, by its id: "unless the council pays"; those that hang on nothing are left out."""
    conditions: dict[str, list[Condition]] = {}
    for condition in story.conditions:
        conditions.setdefault(condition.what.doc, []).append(condition)
    found: dict[str, str] = {}
    for commitment in story.commitments:
        for span in (commitment.what, *commitment.evidence):
            for c in conditions.get(span.doc, ()):
                if c.what.overlaps(span) and not c.requires.overlaps(span) and c.order != "before":
                    found.setdefault(commitment.id, f"{ORDERS[c.order]} {passages.words(c.requires)}")
    return found


def commitment_views(passages: Passages, story: Story) -> tuple[CommitmentView, ...]:
    """Show what is to be done, what falls due first at the top and what has no day at the end."""
    names = {e.id: e.name for e in story.entities}
    times, voices = {t.id: t for t in story.times}, Voices(story)
    terms = terms_of(passages, story)
    views = []
    for commitment in story.commitments:
        due = commitment.due
        time = times.get(due.time) if due and due.time else None
        date = due.date if due and due.date else None
        views.append(
            CommitmentView(
                who=", ".join(names.get(w, w) for w in commitment.who),
                told_by=voices.other_than(set(commitment.who), commitment.evidence) if commitment.who else "",
                what=passages.ref(commitment.what),
                terms=terms.get(commitment.id, ""),
                due=day_words(date) or (passages.words(time.span) if time else ""),
                due_iso=date or "",
                status=COMMITMENT_STATUSES[commitment.status],
                refs=passages.refs(commitment.evidence),
            )
        )
    return tuple(sorted(views, key=lambda v: (not v.due_iso, v.due_iso, v.what.span)))

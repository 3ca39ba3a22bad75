"""Views of what the reports agree and disagree on: conflicts side by side, and the grid of points × outlets."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from crossread.show._stands import Voices
from crossread.show._words import (
    BOTH_RIGHT,
    CONFLICT_KINDS,
    ORIGINS,
    STATUSES,
    VERDICTS,
    certainty,
    count,
    says_plainly,
    sentence_case,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from crossread.records import Claim, Conflict, Point, Quote, Side, Span, Story
    from crossread.show._passages import Passage, Passages, Ref

Mark = Literal["has", "not", "against", "both"]

MAX_SIDE_PASSAGES = 3
"""So many passages of a side stand in full; the others are links."""


class SideView(Struct, frozen=True, kw_only=True):
    """One side of a conflict; `by` names whose account it is, "" where a report says so itself."""

    says: str
    by: str
    outlets: tuple[str, ...]
    passages: tuple[Passage, ...]
    more: tuple[Ref, ...]


class ConflictView(Struct, frozen=True, kw_only=True):
    """Sides that look as if they cannot all be right; `row` is its number in the record."""

    row: int
    id: str
    kind: str
    about: str
    verdict: str
    verdict_words: str
    why: str
    certainty: str
    sides: tuple[SideView, ...]


class CellView(Struct, frozen=True, kw_only=True):
    """Whether an outlet has a point, has it not, says otherwise, or does both."""

    label: str
    mark: Mark
    has: Ref | None
    against: Ref | None


class PointView(Struct, frozen=True, kw_only=True):
    """A row of the grid; `row` is the number of the point in the record.

    `lead` are the words of saying that belong before the point's: "the allies “refused”" before "to accept defeat".
    """

    row: int
    ref: Ref
    status: str
    status_words: str
    lead: str
    said_by: str
    origins: str
    n_has: int
    why: str
    cells: tuple[CellView, ...]
    refs: tuple[Ref, ...]

    @property
    def is_alone(self) -> bool:
        """Whether one outlet alone has it; several that print one agency's words have a single source too, and are not alone."""
        return self.status == "single_source" and self.n_has <= 1


class SingleView(Struct, frozen=True, kw_only=True):
    """What one outlet alone has."""

    label: str
    points: tuple[PointView, ...]


class PointsView(Struct, frozen=True, kw_only=True):
    """The whole grid. `shared` are the rows that more than one outlet has to do with."""

    outlets: tuple[str, ...]
    shared: tuple[PointView, ...]
    single: tuple[SingleView, ...]
    n_disputed: int
    n_corroborated: int
    n_untold: int
    n_single: int

    @property
    def n_alone(self) -> int:
        """How many points one outlet alone has."""
        return sum(len(one.points) for one in self.single)

    @property
    def n_all(self) -> int:
        """How many points there are."""
        return self.n_disputed + self.n_corroborated + self.n_untold + self.n_single


STATUS_ORDER = ("disputed", "corroborated", "untold", "single_source")


def conflict_views(passages: Passages, story: Story) -> tuple[ConflictView, ...]:
    """Show conflicts: what cannot all be right first, and the surest of those first."""
    order = list(VERDICTS)
    ranked = sorted(enumerate(story.conflicts), key=lambda c: (order.index(c[1].verdict), -c[1].score, c[1].id))
    voices = Voices(story)
    return tuple(_conflict_view(passages, voices, row, c) for row, c in ranked)


def _conflict_view(passages: Passages, voices: Voices, row: int, conflict: Conflict) -> ConflictView:
    return ConflictView(
        row=row,
        id=conflict.id,
        kind=CONFLICT_KINDS[conflict.kind],
        about=sentence_case(conflict.about),
        verdict=conflict.verdict,
        verdict_words=_verdict_words(conflict),
        why=conflict.why,
        certainty=certainty(conflict.score),
        sides=tuple(_side_view(passages, voices, s, conflict) for s in conflict.sides),
    )


_LEAVES_ROOM = re.compile(r"\bleaves room\b|\bmay still be so\b|\bcould be right if\b")
"""Words of the reasons of a conflict by which both sides could be right all the same."""


def _verdict_words(conflict: Conflict) -> str:
    """Say what is wrong between the sides, and no more than the reasons say."""
    if conflict.verdict == "conflict" and _LEAVES_ROOM.search(conflict.why):
        return BOTH_RIGHT
    return VERDICTS[conflict.verdict]


def _side_view(passages: Passages, voices: Voices, side: Side, conflict: Conflict) -> SideView:
    by = "" if conflict.kind in SAME_WORDS else voices.other_than(frozenset(), side.evidence)
    return SideView(
        says=side.says,
        by=by,
        outlets=side.outlets,
        passages=passages.passages(side.evidence[:MAX_SIDE_PASSAGES]),
        more=passages.refs(side.evidence[MAX_SIDE_PASSAGES:]),
    )


def points_view(passages: Passages, story: Story) -> PointsView:
    """Lay points out against outlets: disputed first, then by how many have it, then what one alone has."""
    outlets = tuple(dict.fromkeys(passages.label(d) for d in story.documents))
    claims = {c.id: c for c in story.claims}
    speakers = {q.id: _voice(q, passages) for q in story.quotes}
    rows = [
        _point_view(passages, row, p, outlets, claims, speakers, story.conflicts) for row, p in enumerate(story.points)
    ]
    shared = [r for r in rows if not r.is_alone]
    shared.sort(
        key=lambda r: (
            STATUS_ORDER.index(r.status), -r.n_has, passages.number(r.ref.span.doc), r.ref.span.start,
        )
    )  # fmt: skip
    single: dict[str, list[PointView]] = {}
    alone = sorted((r for r in rows if r.is_alone), key=lambda r: (r.ref.span.doc, r.ref.span.start, -r.ref.span.end))
    end: dict[str, int] = {}
    for row in alone:
        # a part of a line before it says nothing more than that does
        if row.ref.span.end > end.get(row.ref.span.doc, -1):
            single.setdefault(row.ref.label, []).append(row)
            end[row.ref.span.doc] = row.ref.span.end
    return PointsView(
        outlets=outlets,
        shared=tuple(shared),
        single=tuple(SingleView(label=o, points=tuple(single[o])) for o in _in_order(outlets, single)),
        n_disputed=sum(r.status == "disputed" for r in rows),
        n_corroborated=sum(r.status == "corroborated" for r in rows),
        n_untold=sum(r.status == "untold" for r in rows),
        n_single=sum(r.status == "single_source" for r in rows),
    )


def _in_order(outlets: Sequence[str], found: dict[str, list[PointView]]) -> list[str]:
    return [o for o in outlets if o in found] + sorted(set(found) - set(outlets))


def _point_view(
    passages: Passages,
    row: int,
    point: Point,
    outlets: Sequence[str],
    claims: dict[str, Claim],
    speakers: dict[str, str],
    conflicts: Sequence[Conflict],
) -> PointView:
    told = [claims[c] for c in point.claims if c in claims]
    against = _against(point, told, conflicts)
    has = {passages.label(c.span.doc): c.span for c in reversed(told) if c.span not in against}
    otherwise = {passages.label(s.doc): s for s in reversed(against)}
    if point.span not in against:
        has.setdefault(passages.label(point.span.doc), point.span)
    voices = _voices(told, speakers)
    lead = _lead(point, told, speakers) if voices else ""
    cells = tuple(_cell_view(passages, outlet, has.get(outlet), otherwise.get(outlet)) for outlet in outlets)
    return PointView(
        row=row,
        ref=passages.ref(point.span),
        status=_status(point),
        status_words=STATUSES[_status(point)],
        lead=lead,
        said_by=_said_by([v for v in voices if v != lead and not lead.startswith(f"{v.removeprefix('said by ')} “")]),
        origins=_how_many(point),
        n_has=len(has),
        why=point.why,
        cells=cells,
        refs=passages.refs(has.values()),
    )


def _status(point: Point) -> str:
    """Tell what several outlets carry without a word of where they have it from apart from what has one source."""
    return "untold" if point.status == "single_source" and point.origins_most > 1 else point.status


def _how_many(point: Point) -> str:
    """Write the number of independent origins, or between which it lies: "1", "1-3"."""
    least, most = point.origins, max(point.origins, point.origins_most)
    return str(least) if least == most else f"{least}–{most}"


def _cell_view(passages: Passages, outlet: str, has: Span | None, against: Span | None) -> CellView:
    mark: Mark = "both" if has and against else "has" if has else "against" if against else "not"
    return CellView(
        label=outlet,
        mark=mark,
        has=passages.ref(has) if has else None,
        against=passages.ref(against) if against else None,
    )


def _voices(told: Sequence[Claim], speakers: dict[str, str]) -> list[str]:
    """Name the speakers of a point that no report states in its own voice, and whether it was said or denied."""
    if any(c.by == "outlet" for c in told):
        return []
    return list(dict.fromkeys(speakers.get(c.by, "said by somebody") for c in told))


def _lead(point: Point, told: Sequence[Claim], speakers: dict[str, str]) -> str:
    """Give the voice of the claim that says a point best where its verb belongs to what is said."""
    voice = next((speakers.get(c.by, "") for c in told if c.span == point.span), "")
    return "" if voice.startswith(("said by ", "denied by ")) else voice


def _said_by(voices: Sequence[str]) -> str:
    """Put voices together; who denied a thing in one report denied it: another told only what he spoke of."""
    denied = {v.removeprefix("denied by ") for v in voices if v.startswith("denied by ")}
    said = [n for v in voices if v.startswith("said by ") and (n := v.removeprefix("said by ")) not in denied]
    return "; ".join(
        ([f"said by {', '.join(said)}"] if said else []) + [v for v in voices if not v.startswith("said by ")]
    )


_DENIES = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject\w*|refut\w*|disput\w*|dismiss\w*|disavow\w*)\b", re.IGNORECASE)
_NOT = re.compile(r"\bnot\b|n['’]t\b|\bnever\b", re.IGNORECASE)


def _voice(quote: Quote, passages: Passages) -> str:
    """Say by whom words were said, or denied: without it "denied that it leaked" would be shown as "it leaked"."""
    name = quote.speaker_name or (passages.words(quote.source) if quote.source else "") or "somebody"
    cue = passages.words(quote.cue) if quote.cue else ""
    if _DENIES.search(cue) and not _NOT.search(cue):
        return f"denied by {name}"
    plain = not cue or quote.type == "direct" or says_plainly(cue)
    return f"said by {name}" if plain else f"{name} “{cue}”"


def _against(point: Point, told: Sequence[Claim], conflicts: Sequence[Conflict]) -> tuple[Span, ...]:
    """Give the spans that contradict a point: the other sides of the conflicts that are about it.

    The point's own side is the one whose evidence touches the claim that says the point best. A claim of a point that
    is negated where another is not is no contradiction: "not one was found", "none was found".
    """
    spans: list[Span] = []
    for conflict in conflicts if point.status == "disputed" else ():
        if conflict.verdict != "conflict" or conflict.kind in SAME_WORDS:
            continue
        own = [s for s in conflict.sides if any(e.overlaps(point.span) for e in s.evidence)]
        if len(own) == 1:
            spans.extend(_told_span(e, told) for s in conflict.sides if s is not own[0] for e in s.evidence)
    return tuple(dict.fromkeys(spans))


SAME_WORDS = frozenset({"speaker", "wording"})
"""Kinds of conflicts in which both sides carry the words: they differ in who said them, or in a word."""


def _told_span(evidence: Span, told: Sequence[Claim]) -> Span:
    """Give the claim of the point that a piece of evidence lies in, or else the evidence itself."""
    return next((c.span for c in told if evidence.overlaps(c.span)), evidence)


def origin_words(origin: str | None, passages: Passages) -> str:
    """Say where a passage that two reports share comes from."""
    if origin is None:
        return "origin not told"
    return ORIGINS.get(origin) or passages.label(origin)


def points_summary(view: PointsView) -> str:
    """Say in one line how much is carried by how many."""
    return " · ".join(
        (
            f"{view.n_disputed} disputed",
            f"{view.n_corroborated} corroborated",
            f"{view.n_untold} of several outlets that do not say where they have it",
            f"{view.n_single} with a single source",
            count(len(view.outlets), "outlet"),
        )
    )

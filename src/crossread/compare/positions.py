"""Positions: where each actor stands on each issue, with the words that it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from crossread.compare._stances import Stands, read_stands
from crossread.compare._standing import OPPOSITE, Standing
from crossread.compare._things import Thing
from crossread.compare.issues import laying_of, wanted_in
from crossread.extract.report import Report
from crossread.records import Change, Entity, Issue, Position, Span, Stance, content_id

STANCES: tuple[Stance, ...] = ("for", "against", "conditional", "open")


class _Stand(Struct, frozen=True, kw_only=True):
    """A standing laid on an issue."""

    entity: str
    issue: str
    stance: Stance
    evidence: Span
    quote: str | None = None
    past: bool = False
    changed_from: Stance | None = None
    when: str | None = None
    change: Span | None = None


def find_positions(
    reports: Sequence[Report],
    entities: Sequence[Entity],
    issues: Sequence[Issue],
    stands: Stands | None = None,
) -> tuple[Position, ...]:
    """Find where the actors stand on the issues.

    Args:
        reports: the reports of the story.
        entities: its entities.
        issues: what to look for stances on.
        stands: what `read_stands` gave for the same reports and entities, where it has been called already.

    Returns:
        One position an actor, issue and stance, with all evidence, in the order of the issues.
    """
    stands = stands or read_stands(reports, entities)
    readings = {r.report.doc.id: r for r in stands.readings}
    laying = laying_of(wanted_in(issues))
    known = {issue.id for issue in issues}
    laid = (_lay(one, *laying.lay(readings[one.evidence.doc], one)) for one in stands.standings)
    on_issues = [s for s in laid if s.issue in known]
    grouped: dict[tuple[str, str], list[_Stand]] = defaultdict(list)
    for stand in on_issues:
        grouped[stand.entity, stand.issue].append(stand)
    rank = {issue.id: n for n, issue in enumerate(issues)}
    positions = [p for group in grouped.values() for p in _positions(group)]
    names = {e.id: e.name for e in entities}
    positions.sort(key=lambda p: (rank[p.issue], names.get(p.entity, ""), p.entity, STANCES.index(p.stance)))
    return tuple(positions)


def _lay(standing: Standing, issue: str, thing: Thing) -> _Stand:
    """Lay a standing on what it is about; who wants an end to that is against it."""
    turn = OPPOSITE if thing.ended else {s: s for s in STANCES}
    return _Stand(
        entity=standing.actor,
        issue=content_id("i", issue),
        stance=turn[standing.stance],
        evidence=standing.evidence,
        quote=standing.quote,
        past=standing.earlier.alone,
        changed_from=turn[standing.earlier.stance] if standing.earlier.stance else None,
        when=standing.earlier.when,
        change=standing.earlier.evidence,
    )


def _positions(group: Sequence[_Stand]) -> Iterator[Position]:
    """Put the standings of one actor on one issue together, a stance at a time; those of the past tell what changed."""
    now = [s for s in group if not s.past]
    past = [s for s in group if s.past]
    now, past = (now, past) if now else (past, now)  # the last that is known
    for stance in STANCES:
        same = [s for s in now if s.stance == stance]
        if not same:
            continue
        evidence = _merged([s.evidence for s in same])
        quotes = tuple(dict.fromkeys(s.quote for s in same if s.quote))
        yield Position(
            entity=same[0].entity,
            issue=same[0].issue,
            stance=stance,
            evidence=evidence,
            quotes=quotes,
            changed=_change(stance, same, past),
        )


def _change(stance: Stance, same: Sequence[_Stand], past: Sequence[_Stand]) -> Change | None:
    """Tell how a stance came about, where a report says so."""
    said = [s for s in same if s.changed_from and s.changed_from != stance]
    if said:
        return Change(
            from_=said[0].changed_from, when=said[0].when, evidence=_merged([s.change or s.evidence for s in said])
        )
    before = [s for s in past if s.stance != stance]
    if before:
        return Change(from_=before[0].stance, when=before[0].when, evidence=_merged([s.evidence for s in before]))
    return None


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Drop spans that lie in others, keep the order of reports."""
    kept: list[Span] = []
    for span in dict.fromkeys(spans):
        inside = [k for k in kept if k.overlaps(span)]
        if not inside:
            kept.append(span)
        elif all(span.end - span.start > k.end - k.start for k in inside):
            kept = [k for k in kept if k not in inside] + [span]
    return tuple(kept)

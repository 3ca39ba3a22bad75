"""Ages: whose age a number of years is, and where reports tell it differently."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from crossread.extract.report import Report
from crossread.records import Conflict, Entity, Figure, Side, Span, content_id

SCORE = 0.75
"""Share of those found in 102 labelled stories and real news that are right, both of two, with one more of either kind."""
OLD = re.compile(r"\d{1,3}$|.*[- ]years?[- ]old$", re.IGNORECASE)
"""A number of years that tells an age by itself: "34" (which was read as years from where it stands), "36-year-old"."""
BEHIND_NAME = re.compile(r"(?:,| \(| is| was|, who is|, who was|, now)(?: aged| just| only)? ?")
BEFORE_NAME = re.compile(r",? (?:[a-z][\w-]{1,20} ){0,4}")
WHY = "the reports give {who} different ages; both could be right only a birthday apart"


def with_ages(report: Report, entities: Sequence[Entity]) -> Report:
    """Add to each age in a report whose it is, as what the figure counts.

    Args:
        report: with its figures.
        entities: those of the story.
    """
    named = _people_in(report, entities)
    starts, text = [a for a, _, _ in named], report.doc.text
    figures = tuple(
        replace(f, of=whose) if (whose := _whose(text, f, named, starts)) is not None else f for f in report.figures
    )
    return replace(report, figures=figures)


def _people_in(report: Report, entities: Sequence[Entity]) -> list[tuple[int, int, str]]:
    return sorted(
        (m.start, m.end, e.id)
        for e in entities
        if e.kind == "person"
        for m in e.mentions
        if m.doc == report.doc.id and m.form == "name"
    )


def is_age(text: str, figure: Figure) -> bool:
    """Tell whether a figure is somebody's age."""
    words = text[figure.span.start : figure.span.end]
    old = text.startswith(" old", figure.span.end)
    return figure.kind == "duration" and figure.unit == "year" and (old or bool(OLD.fullmatch(words)))


def _whose(text: str, figure: Figure, named: Sequence[tuple[int, int, str]], starts: Sequence[int]) -> Span | None:
    """Find the name that an age stands beside: "Ada Pell, 52, ", "the 52-year-old baker Ada Pell"."""
    if not is_age(text, figure):
        return None
    at, end = figure.span.start, figure.span.end
    row = bisect_left(starts, at)
    if row and BEHIND_NAME.fullmatch(text, named[row - 1][1], at):
        return Span(figure.span.doc, named[row - 1][0], named[row - 1][1])
    before = text[max(0, at - 3) : at].lower() == "at " or text[end - 3 : end] == "old"
    if row < len(named) and before and BEFORE_NAME.fullmatch(text, end, named[row][0]):
        return Span(figure.span.doc, named[row][0], named[row][1])
    return None


def find_age_conflicts(reports: Sequence[Report], entities: Sequence[Entity]) -> Iterator[Conflict]:
    """Find people whose age two reports tell differently.

    Args:
        reports: of one story, as `with_ages` gave them.
        entities: those of the story.
    """
    told: dict[str, dict[str, list[tuple[Report, Figure, Span]]]] = defaultdict(lambda: defaultdict(list))
    for report in reports:
        whose = {(a, b): who for a, b, who in _people_in(report, entities)}
        for f in report.figures:
            if f.of is not None and f.value and is_age(report.doc.text, f) and (f.of.start, f.of.end) in whose:
                shown = Span(f.span.doc, min(f.of.start, f.span.start), max(f.of.end, f.span.end))
                told[whose[f.of.start, f.of.end]][f.value].append((report, f, shown))
    names = {e.id: e.name for e in entities}
    for who in sorted(told):
        if len(told[who]) > 1 and len({r.doc.id for same in told[who].values() for r, _, _ in same}) > 1:
            yield _conflict(names[who], told[who])


def _conflict(name: str, told: Mapping[str, Sequence[tuple[Report, Figure, Span]]]) -> Conflict:
    sides = tuple(
        Side(
            says=same[0][0].words(same[0][2]),
            evidence=tuple(sorted(shown for _, _, shown in same)),
            outlets=tuple(sorted({report.doc.label for report, _, _ in same})),
        )
        for _, same in sorted(told.items(), key=lambda item: float(item[0]))
    )
    return Conflict(
        id=content_id("x", "age", *(s for side in sides for s in side.evidence)),
        kind="figure",
        verdict="conflict",
        about=f"age of {name}",
        sides=sides,
        why=WHY.format(who=name),
        score=SCORE,
    )

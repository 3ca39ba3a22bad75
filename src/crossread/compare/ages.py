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
    text = report.doc.text
    if not any(is_age(text, f) for f in report.figures):
        return report
    named = sorted((span.start, span.end) for span in _names_of_people(entities) if span.doc == report.doc.id)
    return replace(report, figures=tuple(replace(f, of=_whose(text, f, named) or f.of) for f in report.figures))


def _names_of_people(entities: Sequence[Entity]) -> dict[Span, str]:
    """Give the places where people are named, with the id of each."""
    people = (e for e in entities if e.kind == "person")
    return {Span(m.doc, m.start, m.end): e.id for e in people for m in e.mentions if m.form == "name"}


def is_age(text: str, figure: Figure) -> bool:
    """Tell whether a figure is somebody's age."""
    words = text[figure.span.start : figure.span.end]
    old = text.startswith(" old", figure.span.end)
    return figure.kind == "duration" and figure.unit == "year" and (old or bool(OLD.fullmatch(words)))


def _whose(text: str, figure: Figure, named: Sequence[tuple[int, int]]) -> Span | None:
    """Find the name that an age stands beside: "Ada Pell, 52, ", "the 52-year-old baker Ada Pell"."""
    if not is_age(text, figure):
        return None
    at, end = figure.span.start, figure.span.end
    row = bisect_left(named, (at, at))
    if row and BEHIND_NAME.fullmatch(text, named[row - 1][1], at):
        return Span(figure.span.doc, *named[row - 1])
    before = text[max(0, at - 3) : at].lower() == "at " or text[end - 3 : end] == "old"
    if row < len(named) and before and BEFORE_NAME.fullmatch(text, end, named[row][0]):
        return Span(figure.span.doc, *named[row])
    return None


def find_age_conflicts(reports: Sequence[Report], entities: Sequence[Entity]) -> Iterator[Conflict]:
    """Find people whose age two reports tell differently.

    Args:
        reports: of one story, as `with_ages` gave them.
        entities: those of the story.
    """
    told: dict[str, dict[str, list[tuple[Report, Span]]]] = defaultdict(lambda: defaultdict(list))
    whose = _names_of_people(entities)
    for report in reports:
        for f in report.figures:
            if f.of in whose and f.value and is_age(report.doc.text, f):
                shown = Span(f.span.doc, min(f.of.start, f.span.start), max(f.of.end, f.span.end))
                told[whose[f.of]][f.value].append((report, shown))
    names = {e.id: e.name for e in entities}
    for who in sorted(told):
        if len(told[who]) > 1 and len({r.doc.id for same in told[who].values() for r, _ in same}) > 1:
            yield _conflict(names[who], told[who])


def _conflict(name: str, told: Mapping[str, Sequence[tuple[Report, Span]]]) -> Conflict:
    sides = tuple(
        Side(
            says=same[0][0].words(same[0][1]),
            evidence=tuple(sorted(shown for _, shown in same)),
            outlets=tuple(sorted({report.doc.label for report, _ in same})),
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

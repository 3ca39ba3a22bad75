"""One event that reports put on different days.

Two clauses tell one event where they share most of what they tell besides names and days, and one day is told in
each of them. A span of days, a month or a year is too wide to disagree with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from math import exp

from msgspec import Struct

from crossread.compare.conflict_passages import Passage, Reading, concepts_of, firmness_of
from crossread.compare.conflict_words import Term
from crossread.compare.same_count import HISTORY
from crossread.records import Conflict, Side, Span, content_id

RAISE_SCORE = 0.72
"""Higher than for other kinds: below it, steps of one affair (charged on Saturday, in court on Monday) were taken for one event in ECB+ train."""

BASE, MASS_WEIGHT, SHARE_WEIGHT, CLOSE_WEIGHT, MAX_MASS = -5.4, 0.3, 3.0, 2.0, 10.0
"""Set by hand on the two dev stories and the seeds (evaluation/conflicts.py)."""

MIN_TOLD = 2
"""Words that two clauses must share besides names."""

MAX_MEMBERS = 40
"""A word that more dated clauses have than this tells nothing; it leads to no pairs."""


class _Dated(Struct, frozen=True):
    """A clause with one day: ISO date, what it tells, and who is named in it."""

    passage: Passage
    day: str
    words: str
    numbers: frozenset[str]
    about: frozenset[str]
    names: frozenset[str]
    planned: bool
    shown: Span


def find_day_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find events that two reports put on different days."""
    dated = [d for p in reading.passages for d in _dated(reading, p)]
    by_word: dict[str, list[int]] = defaultdict(list)
    for row, clause in enumerate(dated):
        for concept in clause.about - reading.name_keys:
            by_word[concept].append(row)
    rows = {pair for members in by_word.values() if len(members) <= MAX_MEMBERS for pair in combinations(members, 2)}
    scored = sorted(((_score(reading, dated[i], dated[j]), i, j) for i, j in rows), key=lambda s: (-s[0], s[1:]))
    found: list[Conflict] = []
    used: set[int] = set()
    for score, i, j in scored:
        if score < RAISE_SCORE:
            break
        if not {i, j} & used:
            used |= {i, j}
            found.append(_conflict(reading, (dated[i], dated[j]), score))
    return tuple(found)


def _dated(reading: Reading, passage: Passage) -> Iterator[_Dated]:
    text = reading.reports[passage.report].doc.text
    if HISTORY.search(text[passage.span.start : passage.span.end]):
        return
    days = [t for t in passage.times if t.type == "date" and t.from_ and t.from_ == t.to]
    for time in days:
        clause = passage.clause_of(time.span.start, time.span.end)
        if sum(clause[0].start <= t.span.start < clause[-1].end for t in days) != 1 or not clause:
            continue
        firm = firmness_of(clause)
        if firm in {"conditional", "demanded", "possible"} or any(t.sign < 0 and t.tells for t in clause):
            continue
        told = [t for t in clause if not time.span.start <= t.start < time.span.end]
        yield _Dated(
            passage=passage,
            day=(time.from_ or "")[:10],
            words=text[time.span.start : time.span.end].casefold(),
            numbers=frozenset(t.key for t in told if t.key.isdigit()),
            about=concepts_of(told),
            names=frozenset(id_ for a, _, id_ in passage.mentions if clause[0].start <= a < clause[-1].end),
            planned=firm == "planned",
            shown=_span(passage, clause),
        )


def _span(passage: Passage, clause: Sequence[Term]) -> Span:
    return Span(passage.span.doc, clause[0].start, clause[-1].end)


def _score(reading: Reading, a: _Dated, b: _Dated) -> float:
    """Give how surely two dated clauses tell one event on different days."""
    if a.passage.report == b.passage.report or a.day == b.day or a.planned != b.planned:
        return 0.0
    if a.words == b.words or (a.numbers and b.numbers and a.numbers != b.numbers):
        return 0.0  # "on Friday" in reports of two weeks; nine ships by one day, all forty by another
    if a.names and b.names and not a.names & b.names:
        return 0.0
    x, y = a.about - reading.name_keys, b.about - reading.name_keys
    lighter = min(reading.mass(x), reading.mass(y))
    if len(x & y) < MIN_TOLD or not lighter:
        return 0.0
    mass = reading.mass(x & y)
    logit = BASE + MASS_WEIGHT * min(MAX_MASS, mass) + SHARE_WEIGHT * mass / lighter
    return 1 / (1 + exp(-logit - CLOSE_WEIGHT * reading.closeness(a.passage, b.passage)))


def _conflict(reading: Reading, pair: tuple[_Dated, _Dated], score: float) -> Conflict:
    first, second = sorted(pair, key=lambda d: (d.day, d.shown))
    sides = tuple(
        Side(
            says=reading.reports[d.passage.report].words(d.shown),
            evidence=(d.shown,),
            outlets=(reading.outlet(d.passage),),
        )
        for d in (first, second)
    )
    text = reading.reports[first.passage.report].doc.text
    shared = first.about & second.about
    words = [
        text[t.start : t.end]
        for t in first.passage.terms
        if t.concept in shared and first.shown.start <= t.start < first.shown.end
    ]
    return Conflict(
        id=content_id("x", "day", *(s for side in sides for s in side.evidence)),
        kind="sequence",
        verdict="conflict",
        about=f"the day of “{' '.join(dict.fromkeys(words[:6]))}”",
        sides=sides,
        why=f"the reports put it on {first.day} and on {second.day}; both could be right if it happened twice, or took more than a day",
        score=round(score, 3),
    )

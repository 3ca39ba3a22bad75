"""One event that reports put on different days.

Two clauses tell one event where they share most of what they tell besides names and days, or who does it, and one
day is told in each of them. A span of days, a month or a year is too wide to disagree with.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from msgspec import Struct

from crossread.compare import _conflict_weights as fitted
from crossread.compare._likeness import best_kin, covered, matches, probability, shared_mass
from crossread.compare.conflict_passages import Passage, Reading, concepts_of, firmness_of
from crossread.compare.conflict_statements import read_statements
from crossread.compare.conflict_words import Term
from crossread.compare.same_count import HISTORY, WHOLE
from crossread.records import Conflict, Side, Span, TimeRef, content_id

RAISE_SCORE = 0.6
"""Two dated clauses are held to tell one event at or above this (training/conflicts.py)."""

MAX_MASS = 10.0
"""More nats than this tell no more."""

MIN_TOLD = 2
"""A clause that tells fewer words is read with the rest of its sentence."""

FEW_WORDS = 2
"""Of clauses that tell more words than this, one in common is not enough: many things reopen."""

MAX_MEMBERS = 40
"""A word or name that more dated clauses have than this tells nothing; it leads to no pairs."""


class Dated(Struct, frozen=True):
    """A clause with one day: ISO date, what it tells, and who is named in it.

    `ahead` where the day lies after the report's own.
    """

    passage: Passage
    day: str
    words: str
    numbers: frozenset[str]
    about: frozenset[str]
    predicate: frozenset[str]
    names: frozenset[str]
    subject: str
    ahead: bool
    whole: bool
    shown: Span


def find_day_conflicts(reading: Reading) -> tuple[Conflict, ...]:
    """Find events that two reports put on different days."""
    found: list[Conflict] = []
    used: set[Span] = set()
    scored = [(score_of(reading, a, b), a, b) for a, b in dated_pairs(reading)]
    for score, a, b in sorted(scored, key=lambda s: (-s[0], s[1].shown, s[2].shown)):
        if score < RAISE_SCORE:
            break
        if not {a.shown, b.shown} & used:
            used |= {a.shown, b.shown}
            found.append(_conflict(reading, (a, b), score))
    return tuple(found)


def dated_pairs(reading: Reading) -> list[tuple[Dated, Dated]]:
    """Find clauses of two reports with different days that share a word, or somebody whom not all reports name."""
    dated = [d for p in reading.passages for d in read_dated(reading, p)]
    by_key: dict[str, list[int]] = defaultdict(list)
    for row, clause in enumerate(dated):
        for key in (clause.about - reading.name_keys) | {f"entity:{n}" for n in clause.names - reading.common}:
            by_key[key].append(row)
    rows = {pair for members in by_key.values() if len(members) <= MAX_MEMBERS for pair in combinations(members, 2)}
    told = {(d.passage.report, d.day) for d in dated}
    return [
        (dated[i], dated[j])
        for i, j in sorted(rows)
        if _may_be_one(dated[i], dated[j]) and not _knows_both(told, dated[i], dated[j], dated)
    ]


def read_dated(reading: Reading, passage: Passage) -> Iterator[Dated]:
    """Read the clauses of a sentence in which one day is told."""
    report = reading.reports[passage.report]
    text = report.doc.text
    if HISTORY.search(text[passage.span.start : passage.span.end]):
        return
    saying = passage.saying()
    statements = list(read_statements(reading, passage))
    days = [
        t
        for t in passage.times
        if not any(a <= t.span.start < b for a, b in saying)
        and t.type in {"date", "time"}
        and t.from_
        and t.from_[:10] == (t.to or "")[:10]
    ]
    for time in days:
        clause = passage.clause_of(time.span.start, time.span.end)
        if not clause or len({(t.from_ or "")[:10] for t in days if _holds(clause, t)}) != 1:
            continue
        firm = firmness_of(clause)
        if firm in {"conditional", "demanded", "possible"} or any(t.sign < 0 and t.tells for t in clause):
            continue
        told = [t for t in clause if not time.span.start <= t.start < time.span.end]
        if sum(t.tells for t in told) < MIN_TOLD and len({(t.from_ or "")[:10] for t in days}) == 1:
            clause, told = passage.terms, list(passage.terms)  # "The court, which has been asked twice, sits on Monday"
        told = [t for t in told if not any(a <= t.start < b for a, b in saying)]
        named = [id_ for a, _, id_ in passage.mentions if clause[0].start <= a < clause[-1].end]
        within = [s for s in statements if s.shown.start <= time.span.start < s.shown.end]
        yield Dated(
            passage=passage,
            day=(time.from_ or "")[:10],
            words=text[time.span.start : time.span.end].casefold(),
            numbers=frozenset(t.key for t in told if t.key.isdigit()),
            about=concepts_of(told),
            predicate=within[0].predicate if within and within[0].predicate != within[0].about else frozenset(),
            names=frozenset(named),
            subject=named[0] if named else "",
            ahead=bool(report.doc.published) and (time.from_ or "")[:10] > (report.doc.published or "")[:10],
            whole=bool(WHOLE.search(text[clause[0].start : clause[-1].end])),
            shown=Span(passage.span.doc, clause[0].start, clause[-1].end),
        )


def _holds(clause: Sequence[Term], time: TimeRef) -> bool:
    return clause[0].start <= time.span.start < clause[-1].end


def _may_be_one(a: Dated, b: Dated) -> bool:
    """Refuse clauses of one report or one day, of what was and what will be, and of other numbers or people."""
    if a.passage.report == b.passage.report or a.day == b.day or a.ahead != b.ahead or a.whole != b.whole:
        return False
    if a.words == b.words or (a.numbers and b.numbers and a.numbers != b.numbers):
        return False  # "on Friday" in reports of two weeks; nine ships by one day, all forty by another
    if a.names & b.names:
        return True
    alone = len(matches(a.about, b.about)) == 1 and min(len(a.about), len(b.about)) > FEW_WORDS
    return not (a.names and b.names) and not alone


def _knows_both(told: set[tuple[int, str]], a: Dated, b: Dated, dated: Sequence[Dated]) -> bool:
    """Tell whether the report of one day tells the other day of the same words too: then it tells two events."""
    for x, y in ((a, b), (b, a)):
        if (x.passage.report, y.day) in told and any(
            d.passage.report == x.passage.report and d.day == y.day and d.about & y.about & x.about for d in dated
        ):
            return True
    return False


def score_of(reading: Reading, a: Dated, b: Dated) -> float:
    """Give how surely two dated clauses tell one event, in [0, 1]."""
    return probability(fitted.DAY_WEIGHTS, fitted.DAY_BIAS, day_features(reading, a, b))


def day_features(reading: Reading, a: Dated, b: Dated) -> dict[str, float]:
    """Give what tells whether two dated clauses tell one event, by the names of `DAY_WEIGHTS`.

    told, named, wider: what the clauses share, of words and of names, and what their sentences and the ones around
    share, in nats. share: of what the lighter clause tells besides names, how much the other tells. entity: they name
    somebody whom not all reports name. subject: the first one named is the same. ahead: both days are to come.
    """
    x, y = a.about - reading.name_keys, b.about - reading.name_keys
    told = shared_mass(reading, x, y)
    named = shared_mass(reading, a.about & reading.name_keys, b.about & reading.name_keys)
    wider = shared_mass(reading, reading.concepts_near(a.passage), reading.concepts_near(b.passage)) - told - named
    return {
        "told": min(MAX_MASS, told),
        "named": min(MAX_MASS, named),
        "wider": min(MAX_MASS, max(0.0, wider)),
        "share": covered(reading, x, y),
        "predicate": best_kin(a.predicate, b.predicate),
        "close": reading.closeness(a.passage, b.passage),
        "entity": float(bool((a.names & b.names) - reading.common)),
        "subject": float(bool(a.subject) and a.subject == b.subject),
        "ahead": float(a.ahead and b.ahead),
    }


def _conflict(reading: Reading, pair: tuple[Dated, Dated], score: float) -> Conflict:
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
    about = " ".join(dict.fromkeys(words[:6])) or sides[0].says
    return Conflict(
        id=content_id("x", "day", *(s for side in sides for s in side.evidence)),
        kind="sequence",
        verdict="conflict",
        about=f"the day of “{about}”",
        sides=sides,
        why=f"the reports put it on {first.day} and on {second.day}; both could be right if it happened twice, or took more than a day",
        score=round(score, 3),
    )

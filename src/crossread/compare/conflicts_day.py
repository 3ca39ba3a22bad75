"""One event that reports put on different days, or at different times of one day.

Two clauses tell one event where they share most of what they tell besides names and days, or who does it, and one
day is told in each of them. A span of days, a month or a year is too wide to disagree with.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import Literal

from msgspec import Struct

from crossread.compare import _conflict_weights as fitted
from crossread.compare._alignment import Weighed
from crossread.compare._likeness import LEAST_KIN, best_kin, covered, matches, probability, shared_mass
from crossread.compare._told_events import is_negated, sense_keys, told_concepts
from crossread.compare.conflict_passages import Passage, Reading, firmness_of, nearness_of_words, title_of
from crossread.compare.conflict_statements import Statement, read_statements
from crossread.compare.conflict_words import Term
from crossread.compare.same_count import DUE, HISTORY, WHOLE
from crossread.records import Conflict, Side, Span, TimeRef, content_id

RAISE_SCORE = 0.55
"""Two dated clauses are held to tell one event at or above this (training/conflicts.py)."""

MAX_MASS = 10.0
"""More nats than this tell no more."""

MIN_TOLD = 2
"""A clause that tells fewer words is read with the rest of its sentence."""

FEW_WORDS = 2
"""Of clauses that tell more words than this, one in common is not enough: many things reopen."""

MAX_MEMBERS = 40
"""A word or name that more dated clauses have than this tells nothing; it leads to no pairs."""


CLOCK = re.compile(r"T(\d\d):(\d\d)")
LOOSE = re.compile(
    r"\b(?:about|around|shortly|soon|just|nearly|almost|some time|roughly|before|after|by|until|since|from)\s+$",
    re.IGNORECASE,
)
"""A time of day behind such a word is not told to the minute."""

HALF_OF_DAY = re.compile(
    r"(?<=\d)\s?[ap]\.?m\b|\b(?:morning|afternoon|evening|night|noon|midnight)\b|\b(?:1[3-9]|2[0-4])[:.]", re.IGNORECASE
)
"""A time of day without such a word may be before or after noon."""

CLOCKS_APART = 20
"""Times of day that lie no more minutes apart may be one, told roughly."""

FIRST_PERSON = frozenset("our my we us i".split())

CALLED_OFF = frozenset({"cancel", "delay"})
"""What has been called off or put off is not what is to come on another day."""


class Dated(Struct, frozen=True):
    """A clause with one day: ISO date, what it tells, and who is named in it.

    `ahead` where the day lies after the report's own; `clock` the time of day told, in minutes; `due` where it is by,
    until or from the day, `off` where it is called off; `stretch` where the day is the end of "within a week"; `own` is who says it of what is theirs ("our council meets"); `cast` are
    the concepts that only name somebody or a place ("Tarn General Hospital").
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
    clock: int | None
    due: Literal["", "by", "until", "from"]
    stretch: bool
    off: bool
    own: str
    written: Weighed
    cast: frozenset[str] = frozenset()


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
        for key in _keys(reading, clause):
            by_key[key].append(row)
    rows = {pair for members in by_key.values() if len(members) <= MAX_MEMBERS for pair in combinations(members, 2)}
    told = {(d.passage.report, d.day) for d in dated}
    return [
        (dated[i], dated[j])
        for i, j in sorted(rows)
        if _may_be_one(dated[i], dated[j])
        and _tell_alike(reading, dated[i], dated[j])
        and not _knows_both(told, dated[i], dated[j], dated)
    ]


def _keys(reading: Reading, clause: Dated) -> frozenset[str]:
    """Give what a clause is found by: its words, their common senses ("fell in", "collapsed"), who is named in it."""
    words = clause.about - reading.name_keys
    return words | sense_keys(words) | {f"entity:{n}" for n in clause.names - reading.common}


def _is_of_saying(text: str, passage: Passage, day: Span) -> bool:
    """Tell a day on which something was said, and not done: "repeated on Friday that it had recalled the jars"."""
    behind = [q.cue.end for q in passage.quotes if q.cue is not None and q.cue.end <= day.start]
    return bool(behind) and bool(OF_SAYING.fullmatch(text[max(behind) : day.start]) or THAT.match(text, day.end))


OF_SAYING = re.compile(r"\s+(?:(?:late |early )?on )?")
THAT = re.compile(r",? that\b")


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
        and not _is_of_saying(text, passage, t.span)
        and _is_one_day(t)
    ]
    for time in days:
        within = [s for s in statements if s.shown.start <= time.span.start < s.shown.end]
        clause = _clause_with(passage, time, days, within)
        if not clause:
            continue
        denied = any(is_negated(t) and t.tells for t in clause)
        if firmness_of(clause) in {"conditional", "demanded", "possible"} or denied:
            continue
        if any(_holds(clause, t) and t.type == "date" and t.from_ and not _covers(t, time) for t in passage.times):
            continue  # "cracked early in December and was mended on 20 February"
        told = [t for t in clause if not time.span.start <= t.start < time.span.end]
        if sum(t.tells for t in told) < MIN_TOLD and told and told[0].key in RELATIVE:
            told = [*_antecedent(passage, told[0]), *told]  # "the second reading, which is due on Thursday"
        if sum(t.tells for t in told) < MIN_TOLD and len({(t.from_ or "")[:10] for t in days}) == 1:
            clause, told = passage.terms, list(passage.terms)  # "The court, which has been asked twice, sits on Monday"
            if firmness_of(clause) == "conditional":
                continue
        told = [t for t in told if not any(a <= t.start < b for a, b in saying)]
        named = [id_ for a, _, id_ in passage.mentions if clause[0].start <= a < clause[-1].end]
        shown = Span(passage.span.doc, clause[0].start, clause[-1].end)
        yield Dated(
            passage=passage,
            day=(time.to or "")[:10],
            words=text[time.span.start : time.span.end].casefold(),
            numbers=frozenset(t.key for t in told if t.key[:1].isdigit()),
            about=told_concepts(told),
            predicate=within[0].predicate if within and within[0].predicate != within[0].about else frozenset(),
            names=frozenset(named),
            subject=named[0] if named else "",
            ahead=bool(report.doc.published) and (time.to or "")[:10] > (report.doc.published or "")[:10],
            whole=bool(WHOLE.search(text[clause[0].start : clause[-1].end])),
            shown=shown,
            clock=_clock(time, text),
            stretch=time.type == "duration",
            due="by" if time.type == "duration" else _lead(text, passage, time),
            off=any(t.concept in CALLED_OFF for t in told),
            own=_owner(passage, told),
            cast=told_concepts([t for t in told if any(a <= t.start < b for a, b, _ in passage.mentions)]),
            written=reading.weighed(passage, shown),
        )


def _is_one_day(time: TimeRef) -> bool:
    """Tell whether a time tells one day: a day or its hour, or the end of "within two weeks"."""
    if not time.from_ or not time.to:
        return False
    return time.type == "duration" or (time.type in {"date", "time"} and time.from_[:10] == time.to[:10])


def _clause_with(
    passage: Passage, time: TimeRef, days: Sequence[TimeRef], within: Sequence[Statement]
) -> tuple[Term, ...]:
    """Give the words of the clause that tells a day, none where it tells two.

    Signs cut clauses too seldom: then the tree tells where one ends ("will be sent on Friday and the talks open on Monday").
    """
    clause = passage.clause_of(time.span.start, time.span.end)
    if clause and len({t.to for t in days if _holds(clause, t)}) == 1:
        return clause
    at = min((s.shown for s in within), key=lambda s: s.end - s.start, default=None)
    inside = tuple(t for t in clause if at is not None and at.start <= t.start < at.end)
    return inside if inside and len({t.to for t in days if _holds(inside, t)}) == 1 else ()


LEADS: tuple[tuple[Literal["by", "until", "from"], re.Pattern[str]], ...] = (
    ("until", re.compile(r"\b(?:until|till|through)\b", re.IGNORECASE)),
    ("from", re.compile(r"\b(?:from|after|since)\b", re.IGNORECASE)),
)
"""What holds until a day is not what begins from it, nor what is done by it."""


def _lead(text: str, passage: Passage, time: TimeRef) -> Literal["", "by", "until", "from"]:
    """Tell how a clause stands to its day: on it, by it, until it or from it on."""
    found = DUE.search(text[max(passage.span.start, time.span.start - MAX_LEAD) : time.span.start])
    return next((lead for lead, words in LEADS if words.search(found[0])), "by") if found else ""


RELATIVE = frozenset("which that due set schedul plan".split())
MAX_ANTECEDENT = 3


def _antecedent(passage: Passage, first: Term) -> list[Term]:
    """Give the words right before a relative clause, which say what it is about."""
    before = [t for t in passage.terms if t.end <= first.start]
    return before[-MAX_ANTECEDENT:]


MAX_LEAD = 30
"""So many characters before a time tell whether something is due by it."""


def _covers(other: TimeRef, time: TimeRef) -> bool:
    """Tell whether a time holds another: a week or month its day."""
    return bool(other.from_ and other.to and time.from_) and (other.from_ or "") <= (time.from_ or "") <= (
        other.to or ""
    )


def _clock(time: TimeRef, text: str) -> int | None:
    """Give the time of day in minutes where it is told to the minute, and which half of the day is."""
    told = CLOCK.search(time.value or "")
    words = text[time.span.start : time.span.end + MAX_LEAD // 2]
    if (
        told is None
        or not HALF_OF_DAY.search(words)
        or LOOSE.search(text[max(0, time.span.start - MAX_LEAD) : time.span.start])
    ):
        return None
    return int(told[1]) * 60 + int(told[2])


def _owner(passage: Passage, told: Sequence[Term]) -> str:
    """Give who speaks of "our" or "we" in a quote, "" for nobody."""
    word = next((t for t in told if t.key in FIRST_PERSON), None)
    quote = passage.quote_at(word.start) if word else None
    return (quote.speaker or quote.id) if quote else ""


def _are_of_others(a: Dated, b: Dated) -> bool:
    """Tell whether one speaks of what is theirs, and the other clause is neither theirs nor names them."""
    return any(x.own and x.own != y.own and x.own not in y.passage.entities for x, y in ((a, b), (b, a)))


def _clocks_differ(a: Dated, b: Dated) -> bool:
    return a.clock is not None and b.clock is not None and abs(a.clock - b.clock) > CLOCKS_APART


def _holds(clause: Sequence[Term], time: TimeRef) -> bool:
    return clause[0].start <= time.span.start < clause[-1].end


def _may_be_one(  # noqa: PLR0911  (a return for each reason)
    a: Dated, b: Dated
) -> bool:
    """Refuse clauses of one report or one day, of what was and what will be, and of other numbers or people."""
    if a.passage.report == b.passage.report or a.ahead != b.ahead or a.whole != b.whole:
        return False
    if (a.day == b.day and not _clocks_differ(a, b)) or a.due != b.due or a.off != b.off:
        return False
    if (a.stretch and b.stretch) or ((a.stretch or b.stretch) and _days_between(a, b) <= FEW_DAYS):
        return False  # "within 72 hours" and "within three days" end on two days in reports of two
    if a.day == b.day and a.predicate and b.predicate and best_kin(a.predicate, b.predicate) < LEAST_KIN:
        return False  # a fire is "under control" at nine and "put out" at eleven
    if _are_of_others(a, b):
        return False
    if a.words == b.words or (a.numbers and b.numbers and a.numbers != b.numbers):
        return False  # "on Friday" in reports of two weeks; nine ships by one day, all forty by another
    if a.names & b.names:
        return True
    alone = len(matches(a.about, b.about)) == 1 and min(len(a.about), len(b.about)) > FEW_WORDS
    return (a.ahead and b.ahead) or (not (a.names and b.names) and not alone)


def _tell_alike(reading: Reading, a: Dated, b: Dated) -> bool:
    """Refuse clauses that share nobody's deed but names: of what is to come, the names may be enough ("hears both on Friday")."""
    names = reading.name_keys | a.cast | b.cast
    if a.off and b.off:
        plain = CALLED_OFF | {"plan"} | names
        return bool(matches(a.about - plain, b.about - plain))
    return (a.ahead and b.ahead) or bool(matches(a.about - names, b.about - names))


def _knows_both(told: set[tuple[int, str]], a: Dated, b: Dated, dated: Sequence[Dated]) -> bool:
    """Tell whether the report of one day tells the other day of the same words too: then it tells two events."""
    for x, y in ((a, b), (b, a)):
        if (
            x.day != y.day
            and (x.passage.report, y.day) in told
            and any(
                d.passage.report == x.passage.report and d.day == y.day and d.about & y.about & x.about for d in dated
            )
        ):
            return True
    return False


def score_of(reading: Reading, a: Dated, b: Dated) -> float:
    """Give how surely two dated clauses tell one event, in [0, 1]."""
    features = day_features(reading, a, b)
    if features["close"] < LEAST_CLOSE:
        return 0.0
    return probability(fitted.DAY_WEIGHTS, fitted.DAY_BIAS, features)


LEAST_CLOSE = 0.3
"""Sentences further apart in meaning tell two events, whatever words they share: a strike for more pay, and the pay that ended
it. The labelled conflicts of days have .43 and more."""


def day_features(reading: Reading, a: Dated, b: Dated) -> dict[str, float]:
    """Give what tells whether two dated clauses tell one event, by the names of `DAY_WEIGHTS`.

    told, named, wider: what the clauses share, of words and of names, and what their sentences and the ones around
    share, in nats. share: of what the lighter clause tells besides names, how much the other tells. entity: they name
    somebody whom not all reports name. aligned: how near their words lie to each other. subject: the first one named is the same. ahead: both days are to come.
    clock: it is the time of one day that differs. apart: so many days lie between, at most `MAX_DAYS`.
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
        "aligned": nearness_of_words(a.written, b.written),
        "entity": float(bool((a.names & b.names) - reading.common)),
        "subject": float(bool(a.subject) and a.subject == b.subject),
        "ahead": float(a.ahead and b.ahead),
        "clock": float(a.day == b.day),
        "apart": min(MAX_DAYS, _days_between(a, b)),
    }


FEW_DAYS = 2.0
"""The end of "within a week" lies no surer than this."""

MAX_DAYS = 14.0
"""Farther apart than this tells no more."""


def _days_between(a: Dated, b: Dated) -> float:
    """Give how many days lie between two."""
    return float(abs((date.fromisoformat(a.day) - date.fromisoformat(b.day)).days))


def _conflict(reading: Reading, pair: tuple[Dated, Dated], score: float) -> Conflict:
    first, second = sorted(pair, key=lambda d: (d.day, d.clock or 0, d.shown))
    sides = tuple(
        Side(
            says=reading.reports[d.passage.report].words(d.shown),
            evidence=(d.shown,),
            outlets=(reading.outlet(d.passage),),
        )
        for d in (first, second)
    )
    shared = first.about & second.about
    about = title_of(reading, first.passage, shared, within=first.shown) or sides[0].says
    return Conflict(
        id=content_id("x", "day", *(s for side in sides for s in side.evidence)),
        kind="sequence",
        verdict="conflict",
        about=f"the {'time' if first.day == second.day else 'day'} of “{about}”",
        sides=sides,
        why=_why(first, second),
        score=round(score, 3),
    )


def _why(first: Dated, second: Dated) -> str:
    if first.day != second.day:
        return f"the reports put it on {first.day} and on {second.day}; both could be right if it happened twice, or took more than a day"
    times = " and at ".join(f"{(d.clock or 0) // 60:02d}:{(d.clock or 0) % 60:02d}" for d in (first, second))
    return f"the reports put it at {times} of {first.day}; both could be right if it happened twice, or took that long"

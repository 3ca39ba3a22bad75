"""The timeline: what the reports tell of days, in the order of the days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from crossread.compare._lines import after_dateline, begins_clause, is_junk, is_whole, marks_pair, speaks_itself
from crossread.compare._reading import stem
from crossread.extract.report import Report
from crossread.language.marks import Pair, find_pairs
from crossread.records import Claim, Point, Precision, Span, TimelineEntry, TimeRef

MAX_DAYS = 370
"""A longer stretch of days ("since 2018") is no event."""
MIN_SHARED = 2
"""Content words that two reports of one event have in common at least."""
MIN_SHARED_LOOSE = 4
"""And where one of them tells the day loosely: "overnight", "at the weekend"."""
MIN_OVERLAP = 0.5
"""And their share of the shorter one's content words."""
MIN_WORDS = 4
"""A passage with fewer words tells no event."""
MAX_CHARS = 320
"""A longer sentence without a claim in it is no line of a timeline."""
_CONTENT = frozenset("NOUN PROPN VERB NUM".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split())
_DAY_WORDS = _DAYS | frozenset("said say says told".split())
_BOUNDING = frozenset("since before after than recently".split())
_PAST = frozenset("was were did had".split())
_AHEAD = frozenset("will would shall to due planned scheduled set expected until by".split()) - {"to", "by", "until"}
_LEADING_ON = frozenset("until till by".split())
_DEMANDING = frozenset(
    "ask asks asked want wants wanted demand demands demanded insist insists insisted urge urges urged".split()
)
_SUPPOSING = frozenset("if may might could whether".split())
MAX_LOOSE_DAYS = 8
"""A stretch of more days that is no calendar month or year ("this summer") does not date an event."""
MIN_CLAIM_WORDS = 6
"""A shorter claim is shown with its whole sentence."""
MAX_GROUPS = 64
"""A word in so many events tells none of them apart, and finds none."""
MAX_TOLD = 8
"""So many tellings of an event are compared with another."""
_PARTS_OF_DAYS = frozenset(
    "hours morning mornings afternoon evening night noon midnight dawn end start beginning middle week weekend day days part".split()
)
_CLOCK = re.compile(r"T(?:(\d{2})(?::(\d{2}))?|([A-Z]{2}))")
_PARTS = {"MO": 9.0, "MI": 12.0, "AF": 15.0, "EV": 19.0, "NI": 22.0, "DT": 12.0}
"""Hours at which a part of a day is put, to order the events of the day (TIMEX3: TMO is the morning)."""
UNTIMED = 24.0
"""Events of a day that no hour is told for stand after those with one."""


class _Event(Struct, frozen=True, kw_only=True):
    """A passage with its days, before reports are put together."""

    first: str
    last: str
    span: Span
    point: str | None
    quote: str | None
    stems: frozenset[str]
    hour: float = UNTIMED


def make_timeline(reports: Sequence[Report], points: Sequence[Point]) -> tuple[TimelineEntry, ...]:
    """Put what the reports tell of days in order.

    Args:
        reports: the reports of the story.
        points: its points; claims of one point are one entry.

    Returns:
        Entries by first day, last day, hour and passage; one an event, in the words of the claim that says it best.
    """
    under = {claim: point for point in points for claim in point.claims}
    events = [e for report in reports for e in _events(report, under)]
    entries = [(_hour(group), _entry(group, points)) for group in _grouped(events)]
    return tuple(e for _, e in sorted(entries, key=lambda x: (x[1].from_, x[1].to, x[0], x[1].span)))


def _grouped(events: Sequence[_Event]) -> list[list[_Event]]:
    """Put the tellings of one event together: of the same days, or of days that others tell more closely ("overnight")."""
    groups: list[list[_Event]] = []
    index: dict[str, list[int]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (_n_days(e.first, e.last), e.first, e.span)):
        keys = sorted(event.stems | ({f"point {event.point}"} if event.point else set()))
        near = sorted({g for key in keys if len(index[key]) <= MAX_GROUPS for g in index[key]})
        home = next((g for g in near if _is_one_time(event, groups[g][0]) and _is_told(event, groups[g])), None)
        if home is None:
            home = len(groups)
            groups.append([])
        groups[home].append(event)
        for key in keys:
            if home not in index[key]:
                index[key].append(home)
    return groups


def _is_told(event: _Event, group: Sequence[_Event]) -> bool:
    least = MIN_SHARED if (event.first, event.last) == (group[0].first, group[0].last) else MIN_SHARED_LOOSE
    return any(_is_same(event, other, least) for other in group[:MAX_TOLD])


def _is_one_time(event: _Event, closer: _Event) -> bool:
    """Tell whether an event can be of the days of one told as closely or more closely."""
    same = (event.first, event.last) == (closer.first, closer.last)
    loose = 1 < _n_days(event.first, event.last) <= MAX_LOOSE_DAYS
    return same or (loose and event.first <= closer.first and closer.last <= event.last)


def _hour(group: Sequence[_Event]) -> float:
    """Give the hour that an event is told for, by which those of a day are put in order."""
    return min(e.hour for e in group)


def _events(report: Report, under: dict[str, Point]) -> Iterator[_Event]:
    """Find the passages of a report that a resolved time stands in, each once, with its closest time."""
    quoted = {q.time: q for q in reversed(report.quotes) if q.time}
    spoken = find_pairs(report.doc.text)
    best: dict[Span, tuple[TimeRef, Claim | None]] = {}
    for time in report.times:
        if not _is_dated(time) or not _tells_when(report, time, spoken):
            continue
        claim = _claim_with(report, time)
        own = after_dateline(report, claim.span) if claim else None
        span = own if own is not None and _reads_well(report, own) else _sentence_with(report, time)
        if span is None or is_junk(report, span) or speaks_itself(report, span, as_subject=True):
            continue
        if _is_supposed(report, span, time, claim):
            continue
        kept = best.get(span)
        if kept is None or _length(time) < _length(kept[0]):
            best[span] = (time, claim)
    for span, (time, claim) in best.items():
        words = _stems(report, span)
        if len(report.words(span).split()) < MIN_WORDS or not words:
            continue
        quote = quoted.get(time.id)
        point = under.get(claim.id) if claim else None
        yield _Event(
            first=time.from_ or "",
            last=time.to or "",
            span=span,
            point=point.id if point else None,
            quote=quote.id if quote else None,
            stems=words,
            hour=_clock(time.value),
        )


def _clock(value: str | None) -> float:
    """Give the hour of a TIMEX3 value: 21.75 for "2031-05-20T21:45", that of its part of the day for "2031-05-20TEV"."""
    found = _CLOCK.search(value or "")
    if found is None:
        return UNTIMED
    hour, minute, part = found.groups()
    return _PARTS.get(part, UNTIMED) if part else int(hour) + int(minute or 0) / 60


def _is_dated(time: TimeRef) -> bool:
    return (
        time.type in {"date", "time"}
        and time.from_ is not None
        and time.to is not None
        and 0 <= _length(time) <= MAX_DAYS
    )


def _tells_when(report: Report, time: TimeRef, spoken: Sequence[Pair]) -> bool:
    """Tell whether a time says when its clause happens: not "Monday's meeting", "since May", nor a day in a speech or dateline."""
    a = report.analysis
    first, last = a.tokens.covering(time.span.start, time.span.end)
    row = report.sentence_at(time.span.start)
    begins, _ = a.tokens.covering(*_ends(report.sentence_span(row)))
    before = [a.word(i).lower() for i in range(max(begins, first - 2), last)]
    after = a.word(last).lower().replace("’", "'") if last < len(a.tokens) else ""
    if after in {"'s", "'"} or _BOUNDING & set(before):
        return False
    dateline = after_dateline(report, report.sentence_span(row))
    if time.span.start < dateline.start or a.syntax.deprel[last - 1] == "nmod:poss":
        return False
    if _is_of_a_thing(report, first, last) or _is_of_another_event(report, first, last):
        return False
    days = _length(time)
    precision = precision_of(time.from_ or "", time.to or "")
    if days > MAX_LOOSE_DAYS and precision == "range":
        return False
    today = (report.doc.published or "")[:10]
    if precision == "year" and (time.from_ or "") <= today <= (time.to or ""):
        return False  # "this year" dates nothing that a report of the year tells
    return not any(p.start <= time.span.start < p.end for p in spoken)


def _is_of_a_thing(report: Report, first: int, last: int) -> bool:
    """Tell whether a day belongs to a thing: "the minute of Wednesday evening", but not "the small hours of Sunday" nor "of 3 May"."""
    a = report.analysis
    if first < 2 or a.word(first - 1).lower() != "of":
        return False
    calendar = any(a.word(i).isdigit() for i in range(first, last))
    return not calendar and a.word(first - 2).lower() not in _PARTS_OF_DAYS


def _is_of_another_event(report: Report, first: int, last: int) -> bool:
    """Tell whether a day belongs to what its clause came after or before, and not to the clause: "after the summit last week"."""
    a = report.analysis
    heads, upos = a.syntax.head, a.syntax.upos
    at = next((i for i in range(first, last) if not first <= int(heads[i]) < last), first)
    for _ in range(MAX_STEPS):
        up = int(heads[at])
        if up == at or a.tokens.sentence[up] != a.tokens.sentence[at]:
            return False
        if a.word(up).lower() == "following":
            return True
        if upos[up] in {"VERB", "AUX"}:
            return False
        cases = (i for i in range(max(0, up - MAX_CASE_APART), up) if int(heads[i]) == up)
        if any(a.word(i).lower() in _ORDERING for i in cases):
            return True
        at = up
    return False


MAX_STEPS, MAX_CASE_APART = 4, 12
"""Steps taken up a tree from a day, and words between a noun and its preposition."""
_ORDERING = frozenset("after following before since until despite unlike".split())


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _reads_well(report: Report, span: Span) -> bool:
    """Tell whether a claim can be read alone: enough words, a subject, and no half sentence."""
    a = report.analysis
    rows = range(*a.tokens.covering(*_ends(span)))
    subject = any(a.syntax.deprel[i].startswith("nsubj") for i in rows)
    telling = any(a.word(i).lower() in _DAY_WORDS - _DAYS for i in rows)
    return (
        len(rows) >= MIN_CLAIM_WORDS
        and subject
        and not telling
        and is_whole(report, span)
        and begins_clause(report, span)
        and marks_pair(report.words(span))
        and a.syntax.upos[rows[0]] != "PRON"
    )


def _is_supposed(report: Report, span: Span, time: TimeRef, claim: Claim | None) -> bool:
    """Tell whether a passage only supposes or asks."""
    if claim is not None and claim.modality in {"possible", "conditional", "demanded"}:
        return True
    words = report.words(span).lower().split()
    if (
        (end := report.doc.published)
        and time.from_
        and time.from_ > end[:10]
        and _PAST & set(words)
        and not _AHEAD & set(words)
    ):
        return True  # a day to come beside "was" is read against the wrong day
    sentence = report.words(report.sentence_span(report.sentence_at(span.start))).lower().split()
    if _LEADING_ON & set(words) and _DEMANDING & set(sentence):
        return True  # "asks that the road stay open until Friday"
    return any("?" in w for w in words) or bool(_SUPPOSING & set(words))


def _length(time: TimeRef) -> int:
    try:
        return _n_days(time.from_ or "", time.to or "") - 1
    except ValueError:
        return -1


def _n_days(first: str, last: str) -> int:
    """Count the days from one to another, both counted."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def _claim_with(report: Report, time: TimeRef) -> Claim | None:
    """Find the shortest claim that a time stands in."""
    around = [c for c in report.claims if c.span.start <= time.span.start and time.span.end <= c.span.end]
    return min(around, key=lambda c: (c.span.end - c.span.start, c.id), default=None)


def _sentence_with(report: Report, time: TimeRef) -> Span | None:
    """Give the sentence that a time stands in, where it is short enough and tells something with a verb."""
    span = after_dateline(report, report.sentence_span(report.sentence_at(time.span.start)))
    first, last = report.analysis.tokens.covering(span.start, span.end)
    syntax = report.analysis.syntax
    tells = any(syntax.upos[i] == "VERB" for i in range(first, last))
    tells &= any(syntax.deprel[i].startswith("nsubj") for i in range(first, last))
    ends = report.words(span)[-1:] in set('.!?”"’')
    return span if tells and ends and span.end - span.start <= MAX_CHARS else None


def _stems(report: Report, span: Span) -> frozenset[str]:
    a = report.analysis
    rows = range(*a.tokens.covering(span.start, span.end))
    words = [a.word(i).lower() for i in rows if a.syntax.upos[i] in _CONTENT]
    dated = [t.span for t in report.times if t.span.overlaps(span)]
    when = {report.words(t).lower() for t in dated}
    return frozenset(stem(w) for w in words if w not in _DAY_WORDS and not any(w in d.split() for d in when))


def _is_same(a: _Event, b: _Event, least: int) -> bool:
    if a.point is not None and a.point == b.point:
        return True
    shared = len(a.stems & b.stems)
    return shared >= least and shared >= MIN_OVERLAP * min(len(a.stems), len(b.stems))


def _entry(group: Sequence[_Event], points: Sequence[Point]) -> TimelineEntry:
    """Make an entry in the words of the point's own claim, or of the passage with most to say that is no longer than need be."""
    told = {p.id: p for p in points}
    chosen = [e for e in group if e.point and told[e.point].span == e.span]
    best = (
        chosen[0]
        if chosen
        else min(group, key=lambda e: (e.point is None, -min(len(e.stems), 8), e.span.end - e.span.start, e.span))
    )
    return TimelineEntry(
        from_=group[0].first,
        to=group[0].last,
        span=best.span,
        point=next((e.point for e in (best, *group) if e.point), None),
        quote=best.quote,
        precision=precision_of(group[0].first, group[0].last),
    )


def precision_of(first: str, last: str) -> Precision:
    """Tell how closely two days fix an event: a day, a calendar month, a calendar year, or any range."""
    if first == last:
        return "day"
    a, b = date.fromisoformat(first), date.fromisoformat(last)
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31) and a.year == b.year:
        return "year"
    if (a.year, a.month) == (b.year, b.month) and a.day == 1 and b.day == monthrange(b.year, b.month)[1]:
        return "month"
    return "range"

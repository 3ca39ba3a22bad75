"""The timeline: what the reports tell of days, in the order of the days."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct

from crossread.compare._lines import after_dateline, begins_clause, is_junk, is_whole, marks_pair
from crossread.compare._reading import stem
from crossread.extract.report import Report
from crossread.language.marks import Pair, find_pairs
from crossread.records import Claim, Point, Precision, Span, TimelineEntry, TimeRef

MAX_DAYS = 370
"""A longer stretch of days ("since 2018") is no event."""
MIN_SHARED = 2
"""Content words that two reports of one event have in common at least."""
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


class _Event(Struct, frozen=True, kw_only=True):
    """A passage with its days, before reports are put together."""

    first: str
    last: str
    span: Span
    point: str | None
    quote: str | None
    stems: frozenset[str]


def make_timeline(reports: Sequence[Report], points: Sequence[Point]) -> tuple[TimelineEntry, ...]:
    """Put what the reports tell of days in order.

    Args:
        reports: the reports of the story.
        points: its points; claims of one point are one entry.

    Returns:
        Entries by first day, last day and passage; one an event, in the words of the claim that says it best.
    """
    under = {claim: point for point in points for claim in point.claims}
    events = [e for report in reports for e in _events(report, under)]
    groups: dict[tuple[str, str], list[list[_Event]]] = defaultdict(list)
    for event in events:
        days = groups[event.first, event.last]
        group = next((g for g in days if any(_is_same(event, other) for other in g)), None)
        if group is None:
            days.append([event])
        else:
            group.append(event)
    entries = [_entry(g, points) for same_days in groups.values() for g in same_days]
    return tuple(sorted(entries, key=lambda e: (e.from_, e.to, e.span)))


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
        if span is None or is_junk(report, span) or _is_supposed(report, span, time, claim):
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
        )


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
    days = _length(time)
    if days > MAX_LOOSE_DAYS and precision_of(time.from_ or "", time.to or "") == "range":
        return False
    return not any(p.start <= time.span.start < p.end for p in spoken)


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
        return (date.fromisoformat(time.to or "") - date.fromisoformat(time.from_ or "")).days
    except ValueError:
        return -1


def _claim_with(report: Report, time: TimeRef) -> Claim | None:
    """Find the shortest claim that a time stands in."""
    around = [c for c in report.claims if c.span.start <= time.span.start and time.span.end <= c.span.end]
    return min(around, key=lambda c: (c.span.end - c.span.start, c.id), default=None)


def _sentence_with(report: Report, time: TimeRef) -> Span | None:
    """Give the sentence that a time stands in, where it is short enough and tells something with a verb."""
    span = after_dateline(report, report.sentence_span(report.sentence_at(time.span.start)))
    first, last = report.analysis.tokens.covering(span.start, span.end)
    tells = any(report.analysis.syntax.upos[i] == "VERB" for i in range(first, last))
    ends = report.words(span)[-1:] in set('.!?”"’')
    return span if tells and ends and span.end - span.start <= MAX_CHARS else None


def _stems(report: Report, span: Span) -> frozenset[str]:
    a = report.analysis
    rows = range(*a.tokens.covering(span.start, span.end))
    words = [a.word(i).lower() for i in rows if a.syntax.upos[i] in _CONTENT]
    dated = [t.span for t in report.times if t.span.overlaps(span)]
    when = {report.words(t).lower() for t in dated}
    return frozenset(stem(w) for w in words if w not in _DAY_WORDS and not any(w in d.split() for d in when))


def _is_same(a: _Event, b: _Event) -> bool:
    if a.point is not None and a.point == b.point:
        return True
    shared = len(a.stems & b.stems)
    return shared >= MIN_SHARED and shared >= MIN_OVERLAP * min(len(a.stems), len(b.stems))


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
        from_=best.first,
        to=best.last,
        span=best.span,
        point=next((e.point for e in (best, *group) if e.point), None),
        quote=best.quote,
        precision=precision_of(best.first, best.last),
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

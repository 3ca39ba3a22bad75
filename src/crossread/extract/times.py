"""Time expressions of one report, read against its day of publication.

Each expression gets a TIMEX3 type and value, and where it can be told the first and last day that
it covers. What it means follows the conventions of docs/record.md: "Monday" in a report of Tuesday
is yesterday, a weekday with a future verb is the next one, "last week" runs from Monday to Sunday,
"within two weeks" from the anchor to its end. Without an anchor only dates that name their year
are resolved.

Source: TIMEX3 as in ISO-TimeML (Pustejovsky et al. 2010). The grammar is our own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial

from crossread.extract._time_amounts import (
    read_amount,
    read_amount_bare,
    read_first_amount,
    read_pick_amount,
    read_set,
    read_shifted,
    read_shifted_bare,
    read_shifted_the,
    read_year_ago,
)
from crossread.extract._time_days import (
    read_and_day,
    read_calendar,
    read_clock,
    read_day_alone,
    read_day_of_month,
    read_day_range,
    read_dayref,
    read_holiday,
    read_month,
    read_nth_weekday,
    read_numeric,
    read_part_day,
    read_part_of_day,
    read_weekday,
    read_weekday_of,
    read_weekday_week,
)
from crossread.extract._time_grammar import next_match
from crossread.extract._time_periods import (
    read_century,
    read_decade,
    read_half,
    read_last_day,
    read_now,
    read_past,
    read_period,
    read_quarter,
    read_reference,
    read_season,
    read_span,
    read_the_period,
    read_worded_year,
    read_year,
    read_year_end,
)
from crossread.extract._time_phrases import Day, Phrase, Place, Reading
from crossread.extract._time_tense import Direction, direction_at
from crossread.extract._time_words import Words, cut_words
from crossread.extract.datelines import dateline_length
from crossread.language.analysis import Sentences, Tokens
from crossread.records import Document, Found, Span, TimeRef, content_id

_DATELINE_CHARS = 160
_NEIGHBOURS = 4
"""Words before and after an expression that its reading may look at."""
_LEAD_PARAGRAPHS = 4
"""Paragraphs, headline and dateline among them, in which the day of the story is told if it is at all."""
_LATE = re.compile(r"T(?:EV|NI|1[89]|2\d)")
"""An evening, a night or an hour from six in the evening on, in a TIMEX3 value."""
_SPEECH = frozenset("said says told announced added reported warned confirmed asked wrote".split())
"""Before a day, these say when somebody spoke and not when it happened: "police said on Tuesday"."""
_QUARTER_REACH = 300
"""Words over which "a year earlier" still means the same quarter of the year before, as earnings reports use it."""


def find_times(
    doc: Document,
    sentences: Sentences,
    *,
    anchor: date | None,
    upos: Sequence[str] | None = None,
    tokens: Tokens | None = None,
) -> Found[TimeRef]:
    """Find the time expressions of a report and read them against `anchor`.

    Args:
        doc: the report.
        sentences: where its sentences lie; a clause is looked for inside one sentence.
        anchor: day of publication, or None: then only dates with their year are resolved.
        upos: a part of speech a token, of `UPOS`. With it a verb or adjective is no month.
        tokens: the tokens that `upos` belongs to.

    Returns:
        Time expressions in text order; they do not overlap.
    """
    cut = cut_words(doc.text)
    bounds = _sentence_bounds(cut, sentences)
    refs = []
    paragraphs = sentences.paragraph.tolist() or [0]
    for first, last, reading in _read_all(cut, bounds, anchor, paragraphs):
        span = Span(doc.id, cut.start[first], cut.end[last - 1])
        if upos is not None and tokens is not None and _is_verb(span, upos, tokens):
            continue
        refs.append(_time_ref(span, reading, anchor))
    return Found(tuple(refs))


def parse_time(words: str, *, anchor: date | None, direction: Direction = 0) -> Reading | None:
    """Read one expression on its own, or None where it is no time expression.

    Args:
        words: the expression, such as "next Friday".
        anchor: the day to read it against.
        direction: which way it looks where the words leave it open: -1 back, 1 ahead.
    """
    cut = cut_words(words)
    for _, _, reading in _read_all(cut, [(0, len(cut.classes))], anchor, [0], look=direction):
        return reading
    return None


def _time_ref(span: Span, reading: Reading, anchor: date | None) -> TimeRef:
    first, last = reading.days or (None, None)
    return TimeRef(
        id=content_id("t", span),
        span=span,
        type=reading.type,
        value=reading.value,
        from_=first.isoformat() if first else None,
        to=last.isoformat() if last else None,
        anchor=anchor.isoformat() if anchor else None,
    )


def _is_verb(span: Span, upos: Sequence[str], tokens: Tokens) -> bool:
    first, last = tokens.covering(span.start, span.end)
    return last - first == 1 and upos[first] in {"VERB", "AUX"}


def _sentence_bounds(cut: Words, sentences: Sentences) -> list[tuple[int, int]]:
    """Give the word range of each sentence, and one over the whole text where there is none."""
    starts = list(cut.start)
    bounds = []
    for start, end in zip(sentences.start.tolist(), sentences.end.tolist(), strict=True):
        bounds.append((bisect_right(starts, start - 1), bisect_right(starts, end - 1)))
    return bounds or [(0, len(starts))]


def _read_all(
    cut: Words,
    bounds: list[tuple[int, int]],
    anchor: date | None,
    paragraphs: Sequence[int],
    *,
    look: Direction | None = None,
) -> Iterator[tuple[int, int, Reading]]:
    """Go through a text once; give first word, word after the last, and reading of every expression."""
    firsts = [lo for lo, _ in bounds]
    told = _Told(anchor)
    at = 0
    while found := next_match(cut.classes, at):
        first, last = found.span()
        at = first + 1
        if not _stands_alone(cut, first, last):
            continue
        row = max(0, bisect_right(firsts, first) - 1)
        lo, hi = bounds[row]
        told.enter(paragraphs[row])
        phrase = Phrase(found.lastgroup or "", found.group(), tuple(cut.word(i) for i in range(first, last)))
        place = Place(
            anchor=anchor,
            look=partial(direction_at, cut, first, last, lo, hi) if look is None else _always(look),
            mentioned=told.mentioned,
            quarter=told.quarter_near(first),
            weekdays=told.weekdays,
            before=tuple(cut.word(i) for i in range(max(lo, first - _NEIGHBOURS), first)),
            after=tuple(cut.form(i) for i in range(last, min(last + _NEIGHBOURS, len(cut.start)))),
            near=told.near,
            lead=told.lead,
        )
        reading = _read(phrase, place)
        if reading is None:
            continue
        told.note(reading, phrase.rule, first)
        if _SPEECH.isdisjoint(place.before) and _is_in_prose(cut, first):
            told.note_day(reading)
        yield first, last, reading
        at = last


def _is_in_prose(cut: Words, first: int) -> bool:
    """Tell whether a word stands in a sentence of the report, and not in its dateline or a headline."""
    start, end = cut.start[first], cut.end[first]
    begins, ends = cut.text.rfind("\n", 0, start) + 1, cut.text.find("\n", end)
    if cut.text[begins : ends if ends >= 0 else None].rstrip()[-1:] not in set('.!?:”"’'):
        return False
    return start >= begins + dateline_length(cut.text[begins : begins + _DATELINE_CHARS])


def _always(look: Direction) -> Callable[[], Direction]:
    return lambda: look


class _Told:
    """What a text has told of so far: the dates that later words may point back to."""

    def __init__(self, anchor: date | None) -> None:
        self.anchor = anchor
        self.mentioned: Reading | None = None
        self.weekdays: dict[int, date] = {}
        self.near: Day | None = None
        self.lead: Day | None = None
        self._paragraph = -1
        self._quarter: date | None = None
        self._quarter_at = 0

    def enter(self, paragraph: int) -> None:
        """Go on to a paragraph: the days of the one before are no longer near."""
        if paragraph != self._paragraph:
            self._paragraph, self.near = paragraph, None

    def note_day(self, reading: Reading) -> None:
        """Take in a day on which something happens, for the hours told after it."""
        if reading.type not in {"date", "time"} or reading.days is None or reading.days[0] != reading.days[1]:
            return
        on = reading.days[0]
        late = _LATE.search(reading.value or "") is not None
        self.near = Day(on, late)
        if self.lead is None and self.anchor and on <= self.anchor and self._paragraph < _LEAD_PARAGRAPHS:
            self.lead = self.near

    def note(self, reading: Reading, rule: str, at: int) -> None:
        """Take in a reading that begins with word `at`."""
        if reading.type not in {"date", "time"} or reading.days is None:
            return
        first = reading.days[0]
        self.mentioned = reading
        if rule == "weekday":
            self.weekdays[first.weekday()] = first
        if "-Q" in (reading.value or "") and (self.anchor is None or first <= self.anchor):
            self._quarter, self._quarter_at = max(first, self._quarter or first), at

    def quarter_near(self, at: int) -> date | None:
        """Give the latest quarter spoken of, if that was not far before word `at`."""
        return self._quarter if self._quarter and at - self._quarter_at < _QUARTER_REACH else None


def _stands_alone(cut: Words, first: int, last: int) -> bool:
    """Tell whether no letter or digit touches the expression from outside ("B2014", "1990er")."""
    start, end = cut.start[first], cut.end[last - 1]
    return not (start and cut.text[start - 1].isalnum()) and not cut.text[end : end + 1].isalnum()


def _read(phrase: Phrase, place: Place) -> Reading | None:
    """Read a phrase by its rule; None where the words are no time expression here."""
    try:
        return _READERS[phrase.rule](phrase, place)
    except (ValueError, OverflowError):  # a day that the calendar does not have
        return None


_READERS: dict[str, Callable[[Phrase, Place], Reading | None]] = {
    "time_day": read_clock,
    "part_day": read_part_day,
    "clock": read_clock,
    "numeric": read_numeric,
    "part": read_part_of_day,
    "and_day": read_and_day,
    "worded_year": read_worded_year,
    "year_end": read_year_end,
    "set_plain": read_set,
    "set_rate": read_set,
    "day_range": read_day_range,
    "day_range_rev": read_day_range,
    "calendar": read_calendar,
    "month": read_month,
    "weekday_of": read_weekday_of,
    "weekday_week": read_weekday_week,
    "day_of_month": read_day_of_month,
    "day_alone": read_day_alone,
    "nth_weekday": read_nth_weekday,
    "last_day": read_last_day,
    "weekday": read_weekday,
    "dayref": read_dayref,
    "holiday": read_holiday,
    "quarter": read_quarter,
    "quarter_name": read_quarter,
    "half": read_half,
    "century": read_century,
    "year_ago": read_year_ago,
    "pick_amount": read_pick_amount,
    "shifted": read_shifted,
    "shifted_the": read_shifted_the,
    "shifted_bare": read_shifted_bare,
    "first_amount": read_first_amount,
    "recent_amount": read_reference("PAST_REF"),
    "span": read_span,
    "period": read_period,
    "season": read_season,
    "decade": read_decade,
    "amount": read_amount,
    "named_year": read_year,
    "the_period": read_the_period,
    "amount_bare": read_amount_bare,
    "year": read_year,
    "now": read_now,
    "past": read_past,
    "future": read_reference("FUTURE_REF"),
}

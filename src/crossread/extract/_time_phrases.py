"""What a time expression is read with: its words, what they are read against, and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from msgspec import Struct

from crossread.extract._time_calendar import Days, days_of, step
from crossread.extract._time_tense import Direction
from crossread.extract._time_words import LETTER
from crossread.records import TimeType

WEEK = 7
_PAST_WORDS = frozenset({"last", "past", "previous", "preceding", "prior"})
_UP_TO = frozenset({"by", "until", "till"})
"""After these a stretch "mid-" something ends in its middle: "by mid-April" is by the 15th."""
_NEXT_WORDS = frozenset({"next", "coming", "upcoming"})
_NEAR_BACK, _NEAR_AHEAD = 90, 90
"""Days within which the nearest "Nov. 17" is meant whatever the verb says: "declared a dividend payable Nov. 17".

Measured on TimeBank and AQUAINT, tuned part, right values of 2,600: 996 at 0, 1,018 at 60, 1,026 at 100, 1,022 at 140.
"""


_SMALL_HOURS = 6
"""Hours of a clock before which it is still the night of the evening before."""


class Reading(Struct, frozen=True, kw_only=True):
    """What an expression says: TIMEX3 type and value, and the days that it covers, inclusive."""

    type: TimeType
    value: str | None = None
    days: Days | None = None


class Day(Struct, frozen=True):
    """A day told of, and whether what is told was in its evening or night."""

    on: date
    late: bool = False

    def at(self, hour: int | None) -> date:
        """Give the day of an hour told after it: "on Friday night ... at 3 a.m." is on Saturday."""
        return self.on + timedelta(self.late and hour is not None and hour < _SMALL_HOURS)


class Place(Struct, frozen=True, kw_only=True):
    """What an expression is read against.

    `look` tells which way its clause looks; `mentioned` is the last date before it in the text, `quarter` the
    first day of the latest quarter spoken of not far before it, `weekdays` the day that
    each weekday (0 Monday) last was. `near` is the last day that its paragraph tells of before it, `lead` the one
    that the report begins with, to come or of somebody's speech neither.
    """

    anchor: date | None
    look: Callable[[], Direction]
    mentioned: Reading | None
    quarter: date | None
    weekdays: dict[int, date]
    before: tuple[str, ...]
    after: tuple[str, ...]
    near: Day | None = None
    lead: Day | None = None


class Phrase(Struct, frozen=True):
    """The words of one match: `rule` is its rule, `classes` has a letter a word, `words` are in small letters."""

    rule: str
    classes: str
    words: tuple[str, ...]

    def of(self, *names: str) -> list[str]:
        """Give the words of these classes, in order."""
        wanted = {LETTER[name] for name in names}
        return [w for c, w in zip(self.classes, self.words, strict=True) if c in wanted]

    def first(self, *names: str) -> str | None:
        """Give the first word of these classes, or None."""
        return next(iter(self.of(*names)), None)

    def has(self, *words: str) -> bool:
        """Tell whether one of these words stands in the phrase."""
        return not set(words).isdisjoint(self.words)


def date_reading(value: str | None, phrase: Phrase | None = None, place: Place | None = None) -> Reading:
    """Make a date reading, its days narrowed by "early", "end of" and the like."""
    days = days_of(value) if value else None
    if days and phrase and place:
        middle = days[0] + timedelta(((days[1] - days[0]).days - 1) // 2)
        days = _narrowed(days, phrase, place.anchor)
        if set(place.before[-1:]) & _UP_TO and phrase.has("mid", "middle"):
            days = days[0], max(days[0], middle)
    return Reading(type="date", value=value, days=days)


def _narrowed(days: Days, phrase: Phrase, anchor: date | None) -> Days:  # noqa: PLR0911  (a return for each kind of words)
    """Take the part of the days that "early", "mid-", "late", "end of", "earlier", "later" means.

    Thirds, as no usage study fixes them, in whole months or years where they are long; "end of" a
    year is its last month, of a month its last week. "Earlier this year" ends and "later this year"
    begins with the anchor.
    """
    first, last = days
    length = (last - first).days + 1
    if length < WEEK:
        return days
    if anchor and phrase.has("earlier") and first <= anchor <= last:
        return first, anchor
    if anchor and phrase.has("later") and first <= anchor <= last:
        return anchor, last
    if phrase.has("beginning", "start"):
        return first, _edge(first, length, -1)
    if phrase.has("end", "close"):
        return _edge(last, length, 1), last
    early, late = _thirds(first, last, length)
    if phrase.has("early"):
        return first, early - timedelta(1)
    if phrase.has("mid", "middle"):
        return early, late - timedelta(1)
    return (late, last) if phrase.has("late") else days


def _edge(at: date, length: int, way: int) -> date:
    """Give the other end of the beginning (way -1) or end (way 1) of a stretch that begins or ends at a day."""
    if length <= 31:
        return at - timedelta((6 if length > WEEK else 1) * way)
    if length > 366:
        years = length // 365 // 5
        return at + relativedelta(years=-way * years, days=way)
    return at.replace(day=1) if way > 0 else (step(at, "month", 1) or at) - timedelta(1)


def _thirds(first: date, last: date, length: int) -> tuple[date, date]:
    """Give the first days of the middle and of the last third."""
    if length <= 31:
        return first + timedelta(length // 3), last - timedelta(length // 3 - 1)
    n_months = (last.year - first.year) * 12 + last.month - first.month + 1
    third = n_months // 3 if n_months <= 12 else n_months // 36 * 12
    after = step(last, "day", 1) or last
    return step(first, "month", third) or first, step(after, "month", -third) or last


def year_of(phrase: Phrase, place: Place) -> int | None:
    """Give the year that a phrase names: "2024", "'24", "last year"."""
    year = phrase.first("YEAR")
    if year:
        return int(year)
    short = phrase.first("SHORTYEAR")
    numbers = phrase.of("DAY")
    if len(numbers) > 1 and phrase.classes.count(LETTER["HYPHEN"]) > 1:  # "18-Aug-25"
        return full_year(int(numbers[1]), place.anchor)
    if short:
        return full_year(int(short[1:]), place.anchor)
    if place.anchor and phrase.has("year") and phrase.rule != "period":
        return place.anchor.year + step_of(phrase)
    return None


def full_year(two_digits: int, anchor: date | None) -> int:
    """Read "'97": the last such year that is not after the next ten years."""
    limit = (anchor.year if anchor else 2026) + 10
    year = limit - limit % 100 + two_digits
    return year if year <= limit else year - 100


def step_of(phrase: Phrase) -> int:
    if any(w in _PAST_WORDS for w in phrase.words):
        return -1
    return 1 if any(w in _NEXT_WORDS for w in phrase.words) else 0


def nearest_year(place: Place, day_in: Callable[[int], date | None]) -> int | None:
    """Choose the year that puts a day nearest to the anchor, in the direction of the verb where it shows one."""
    if place.anchor is None:
        return None
    anchor = place.anchor
    days = {year: on for year in (anchor.year - 1, anchor.year, anchor.year + 1) if (on := day_in(year))}
    look = place.look()
    if place.before[-1:] in {("ended",), ("ending",)}:
        look = -1 if place.before[-1] == "ended" else 1
        return next((y for y in sorted(days, reverse=look < 0) if (days[y] - anchor).days * look >= 0), None)
    nearest = min(days, key=lambda y: (abs((days[y] - anchor).days), y), default=None)
    if nearest is None or abs((days[nearest] - anchor).days) <= (_NEAR_BACK if look > 0 else _NEAR_AHEAD):
        return nearest
    right_way = [y for y, on in days.items() if (on >= anchor if look > 0 else on <= anchor if look < 0 else True)]
    return min(right_way or days, key=lambda y: (abs((days[y] - anchor).days), y), default=None)

"""Days behind a TIMEX3 value, and the arithmetic of the calendar.

Every function answers `None` where the calendar has no such day (30 February, the year 12000):
the words come from strangers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from dateutil.easter import easter
from dateutil.relativedelta import relativedelta

Days = tuple[date, date]
"""First and last day, inclusive."""

_MAX_STEP = 20_000
"""Most units that a date is moved by; more leaves the calendar or is no date ("65 million years ago")."""

_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of the seasons, as meteorologists of the northern hemisphere count them."""

_VALUE = re.compile(
    r"(?P<year>\d{4})(?:-(?:(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])"
    r"|W(?P<week>\d\d)(?P<weekend>-WE)?|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?(?:T.*)?|(?P<decade>\d{3})|(?P<century>\d\d)",
)

_FIXED_HOLIDAYS = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's day": (1, 1),
    "new year's": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "st. patrick's day": (3, 17),
    "may day": (5, 1),
    "independence day": (7, 4),
    "fourth of july": (7, 4),
    "halloween": (10, 31),
    "veterans day": (11, 11),
}
_EASTER_HOLIDAYS = {
    "ash wednesday": -46,
    "palm sunday": -7,
    "good friday": -2,
    "easter": 0,
    "easter sunday": 0,
    "easter monday": 1,
}
_NTH_WEEKDAY_HOLIDAYS = {
    "martin luther king day": (1, 0, 3),
    "presidents day": (2, 0, 3),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving": (11, 3, 4),
    "black friday": (11, 3, 4),
    "thanksgiving day": (11, 3, 4),
}
"""Month, weekday (0 Monday), which one of the month: as the United States keep them."""

HOLIDAYS = (*_FIXED_HOLIDAYS, *_EASTER_HOLIDAYS, *_NTH_WEEKDAY_HOLIDAYS, "memorial day")


def make_day(year: int, month: int, day: int) -> date | None:
    """Make a date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def days_of(value: str) -> Days | None:
    """Give the first and last day that a TIMEX3 date or time value covers.

    Values that name no stretch of the calendar ("P2W", "PRESENT_REF", "XXXX-WXX-2") give None.
    """
    found = _VALUE.fullmatch(value)
    if found is None:
        return None
    try:
        return _days_of_parts(found)
    except (ValueError, OverflowError):
        return None


def _days_of_parts(found: re.Match[str]) -> Days:  # noqa: PLR0911  (a return for each kind of words)
    if found["decade"]:
        return date(int(found["decade"]) * 10, 1, 1), date(int(found["decade"]) * 10 + 9, 12, 31)
    if found["century"]:
        return date(int(found["century"]) * 100, 1, 1), date(int(found["century"]) * 100 + 99, 12, 31)
    year = int(found["year"])
    if found["season"]:
        return _months(year, _SEASON_MONTHS[found["season"]], 3)
    if found["quarter"]:
        return _months(year, int(found["quarter"]) * 3 - 2, 3)
    if found["half"]:
        return _months(year, int(found["half"]) * 6 - 5, 6)
    if found["week"]:
        monday = date.fromisocalendar(year, int(found["week"]), 1)
        return (monday + timedelta(5) if found["weekend"] else monday), monday + timedelta(6)
    if found["day"]:
        on = date(year, int(found["month"]), int(found["day"]))
        return on, on
    return _months(year, int(found["month"]), 1) if found["month"] else _months(year, 1, 12)


def _months(year: int, month: int, n_months: int) -> Days:
    last = date(year, month, 1) + relativedelta(months=n_months - 1)
    return date(year, month, 1), last.replace(day=monthrange(last.year, last.month)[1])


def step(on: date, unit: str, n: Fraction | int) -> date | None:
    """Move a day by n units ("day", "week", "month", "quarter", "year", "decade", "century"); n may be negative."""
    per = {"weekend": 7, "week": 7, "fortnight": 14, "day": 1, "night": 1}.get(unit)
    try:
        if abs(Fraction(n)) > _MAX_STEP:
            return None
        if per:
            return on + timedelta(days=int(n * per))
        months = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}.get(unit)
        return on + relativedelta(months=int(n * months)) if months else on
    except (ValueError, OverflowError):
        return None


def value_at(on: date, unit: str) -> str:  # noqa: PLR0911  (a return for each kind of words)
    """Name the day, week, month ... that a day lies in, as TIMEX3."""
    if unit == "week":
        year, week, _ = on.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "weekend":
        return value_at(on, "week") + "-WE"
    if unit == "month":
        return f"{on.year:04d}-{on.month:02d}"
    if unit == "quarter":
        return f"{on.year:04d}-Q{(on.month + 2) // 3}"
    if unit == "year":
        return f"{on.year:04d}"
    if unit == "decade":
        return f"{on.year // 10:03d}"
    if unit == "century":
        return f"{on.year // 100:02d}"
    return on.isoformat()


def holiday(name: str, year: int) -> date | None:
    """Give the day of a holiday (a name of `HOLIDAYS`) in a year, or None where the year has none."""
    if name in _FIXED_HOLIDAYS:
        return make_day(year, *_FIXED_HOLIDAYS[name])
    try:
        if name in _EASTER_HOLIDAYS:
            return easter(year) + timedelta(_EASTER_HOLIDAYS[name])
        if name == "memorial day":
            last = date(year, 5, 31)
            return last - timedelta(last.weekday())
        month, weekday, nth = _NTH_WEEKDAY_HOLIDAYS[name]
        first = date(year, month, 1)
    except (ValueError, KeyError):
        return None
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (nth - 1) + (name == "black friday"))

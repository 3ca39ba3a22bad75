"""The day of publication: what a file says, as an ISO date or datetime. Never used on running text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

MAX_DATE_CHARS = 60
"""Longer is no date; keeps hostile metadata away from the parsers."""

HAS_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20|21)\d\d(?!\d)")
HAS_TIME = re.compile(r"(?<!\d)\d{1,2}[:.]\d\d(?![.\d])|\d\s?[ap]\.?m\b", re.IGNORECASE)
RFC_DATE = re.compile(
    r"(?:[A-Za-z]{3},\s{0,3})?\d{1,2}\s[A-Za-z]{3}\s\d{4}\s\d\d:\d\d(?::\d\d)?\s(?:[+-]\d{4}|(?:GMT|UTC?|[ECMP][SD]T)\b)"
)
"""The form of e-mail and RSS, whose letters for zones are those of the United States (RFC 5322, 4.3)."""

HAS_OFFSET = re.compile(r"[+-]\d\d:?\d\d\b|\b(?:GMT|UTC)\b|\dZ\b")
NUMERIC = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}(?!\d)")
LEAD_WORDS = re.compile(r"(?:published|posted|created|updated|date|on|at)\b[:\s]{0,3}", re.IGNORECASE)
IN_URL = re.compile(r"/((?:19|20)\d\d)[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?=[/-])")
N_MONTHS = 12


def parse_published(words: str) -> str | None:
    """Read a date of publication: ISO 8601, RFC 5322, or as pages write it in English.

    Gives an ISO date, or a datetime with the offset as given where the time is known. None for what
    is no day (a month, "yesterday") and for numbers that are two dates at once ("12/03/2026").
    """
    words = words.strip()
    if not words or len(words) > MAX_DATE_CHARS:
        return None
    return _from_iso(words) or _from_rfc(words) or _from_prose(words)


def date_in_url(url: str) -> str | None:
    """Read the day in an address such as https://example.org/2025/08/19/harbour."""
    found = IN_URL.search(url)
    return _from_iso("-".join(found.groups())) if found else None


def date_in_head(text: str, *, near: date | None) -> str | None:
    """Read the day that a report begins with: "ELLERY, May 2 (Lodestar) - ", or a line "Published 2 May 2031".

    Args:
        text: of the report.
        near: a day that the caller gives, which tells the year where the report does not; a day without a year that is
            further than `MAX_DATELINE_DAYS` from it is not that of the report.
    """
    for line in [line.strip() for line in text[:MAX_HEAD_CHARS].split("\n") if line.strip()][:MAX_HEAD_LINES]:
        found = DATE_LINE.fullmatch(line) or DATELINE.match(line[:MAX_DATELINE_CHARS])
        if found is not None and (day := _day_told(found, near)) is not None:
            return day.isoformat()
        if len(line) > MAX_DATELINE_CHARS:
            break  # the text has begun
    return None


def _day_told(found: re.Match[str], near: date | None) -> date | None:
    """Give the day of a match of `DATELINE` or `DATE_LINE`, None where it is no day, or not near enough."""
    told = found["year"] or found["year2"]
    years = [int(told)] if told else [near.year - 1, near.year, near.year + 1] if near else []
    month = MONTHS.index((found["month"] or found["month2"])[:3].lower()) + 1
    days = []
    for year in years:
        try:
            days.append(date(year, month, int(found["day"] or found["day2"])))
        except ValueError:
            continue
    if told or near is None:
        return days[0] if days else None
    day = min(days, key=lambda d: abs((d - near).days), default=None)
    return day if day is not None and abs((day - near).days) <= MAX_DATELINE_DAYS else None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MAX_HEAD_CHARS, MAX_HEAD_LINES = 1_000, 6
MAX_DATELINE_CHARS, MAX_DATELINE_DAYS = 160, 31
_MONTH = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DAY = (
    rf"{_WEEKDAY}(?:(?P<month>{_MONTH})\.? (?P<day>\d{{1,2}})(?:,? (?P<year>(?:19|20)\d\d))?"
    rf"|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH})\.?(?:,? (?P<year2>(?:19|20)\d\d))?)"
)
DATELINE = re.compile(rf"[A-Z][^\n()]{{1,60}}?, {_DAY}(?: \([^()\n]{{2,40}}\))? ?[-–—]{{1,2}} ")
DATE_LINE = re.compile(
    rf"(?:(?:Published|Posted|Updated|Date)(?: on)?:? )?(?:[A-Z][\w.'’ -]{{1,40}}, )?{_DAY}"
    r"(?:,? (?:at )?\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?(?: [A-Z]{2,4})?)?\.?"
)


def is_after(published: str, today: date) -> bool:
    """Tell whether an ISO date or datetime lies after a day, wherever on earth it was written."""
    if "T" not in published:
        return date.fromisoformat(published) > today
    moment = datetime.fromisoformat(published)
    if moment.tzinfo is None:
        return moment.date() > today
    return min(moment.date(), _utc_date(moment)) > today


def _utc_date(moment: datetime) -> date:
    try:
        return moment.astimezone(UTC).date()
    except OverflowError:
        return moment.date()


def _from_iso(words: str) -> str | None:
    if not words[:4].isdigit() or not HAS_YEAR.match(words[:4]):
        return None
    try:
        if len(words) <= len("2025-08-19"):
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words).isoformat(timespec="seconds")
    except ValueError:
        return None


def _from_rfc(words: str) -> str | None:
    if not RFC_DATE.match(words):
        return None
    try:
        return parsedate_to_datetime(words).isoformat(timespec="seconds")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _from_prose(words: str) -> str | None:
    words = LEAD_WORDS.sub("", words, count=2)
    if not HAS_YEAR.search(words) or _is_ambiguous(words):
        return None
    try:
        moment = _prose_parser().get_date_data(words).date_obj
    except (ValueError, TypeError, IndexError, OverflowError, RecursionError):
        return None
    if moment is None or str(moment.year) not in words:
        return None
    if not HAS_TIME.search(words):
        return str(moment.date().isoformat())
    # "IST" is India, Israel and Ireland: only an offset in figures or UTC tells which
    moment = moment if HAS_OFFSET.search(words) else moment.replace(tzinfo=None)
    return str(moment.isoformat(timespec="seconds"))


def _is_ambiguous(words: str) -> bool:
    """Tell "12/03/2026", 12 March or 3 December, from "25/03/2026" and "03/03/2026"."""
    found = NUMERIC.search(words)
    if not found:
        return False
    first, second = int(found[1]), int(found[2])
    return first <= N_MONTHS and second <= N_MONTHS and first != second


@cache
def _prose_parser() -> DateDataParser:
    """Make the parser once. Strict, absolute times only: nothing that is read against today's date."""
    from dateparser.date import DateDataParser  # noqa: PLC0415  (0.15 s, and most files name an ISO date)

    return DateDataParser(languages=["en"], settings={"STRICT_PARSING": True, "PARSERS": ["absolute-time"]})

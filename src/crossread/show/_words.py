"""Plain words for what the record holds as codes: dates, amounts, verdicts, stances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from crossread.records import Figure

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

VERDICTS = {
    "conflict": "They cannot all be right",
    "scope": "They may speak of different things",
    "wording": "Other words, perhaps the same thing",
}
BOTH_RIGHT = "They differ, though both could be right"
"""Said of a conflict whose own reasons name a reading under which both sides are right."""

_PLAIN_SAYING = frozenset(
    "say says said saying tell tells told telling add adds added adding announce announces announced announcing state states stated stating "
    "write writes wrote written writing post posts posted posting tweet tweets tweeted report reports reported reporting note notes noted noting "
    "explain explains explained explaining remark remarks remarked declare declares declared declaring reveal reveals revealed revealing "
    "claim claims claimed claiming assert asserts asserted observe observes observed recall recalls recalled according statement".split()
)
"""Words of saying that only say that something was said."""

CONFLICT_KINDS = {
    "figure": "Figures differ",
    "speaker": "Speakers differ",
    "sequence": "Order of events differs",
    "assertion": "Statements differ",
    "wording": "Wording differs",
}
STANCES = {
    "for": ("✓", "for"),
    "against": ("✕", "against"),
    "conditional": ("◐", "on a condition"),
    "open": ("?", "open"),
}
ORDERS = {"before": "not before", "after": "only after", "unless": "unless", "only_if": "only if", "if": "if"}
COMMITMENT_STATUSES = {"announced": "announced", "done": "done", "denied": "called off or denied", "open": "possible"}
CITATION_KINDS = {
    "outlet": "another outlet",
    "agency": "news agency",
    "official_account": "official account",
    "document": "document",
    "unnamed": "source not named",
}
STATUSES = {
    "corroborated": "corroborated",
    "untold": "origin not told",
    "single_source": "single source",
    "disputed": "disputed",
}
ORIGINS = {"wire": "an agency's text", "pool": "a pool report", "statement": "a statement"}
ENTITY_KINDS = {"person": "People", "organization": "Organisations", "location": "Places", "other": "Other names"}
FIGURE_KINDS = {
    "money": "Money",
    "count": "Counts",
    "percent": "Shares",
    "duration": "Lengths of time",
    "distance": "Distances",
    "rank": "Ranks",
    "other": "Other figures",
}
BOUNDS = {"exactly": "", "at_least": "at least", "up_to": "up to", "about": "about", "between": ""}

LIKELY_SCORE = 0.7
"""Conflicts at or above this are called likely. A word for the reader only: the number stands beside it."""

_SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_MAX_DIGITS = 24


def says_plainly(cue: str) -> bool:
    """Tell whether words of saying only say that something was said: "said", but not "could not imagine" or "urged"."""
    words = cue.lower().split()
    return not _PLAIN_SAYING.isdisjoint(words) and not any(w in {"not", "never", "no"} for w in words)


def count(n: int, word: str, plural: str | None = None) -> str:
    """Say how many: "1 report", "4 reports"."""
    return f"{n:,} {word if n == 1 else plural or word + 's'}"


def sentence_case(words: str) -> str:
    """Give the words with a capital at the start and the rest untouched."""
    return words[:1].upper() + words[1:]


def certainty(score: float) -> str:
    """Give a score as a word and a number: "likely (0.86)"."""
    return f"{'likely' if score >= LIKELY_SCORE else 'unsure'} ({score:.2f})"


def parse_day(text: str | None) -> date | None:
    """Read the day of an ISO date or datetime; None where it is neither."""
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def day_words(text: str | None) -> str:
    """Give an ISO day as "13 May 2031", and what is no ISO day as it stands."""
    day = parse_day(text)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else (text or "")


def days_words(first: str | None, last: str | None) -> str:
    """Give a range of ISO days as shortly as it can be read: "12–14 May 2031", "May 2031", "1998"."""
    a, b = parse_day(first), parse_day(last)
    if a is None or b is None or a == b:
        return day_words(first or last)
    if a.day == 1 and (b.month, b.day) == (12, 31) and a.month == 1:
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    if (a.year, a.month) == (b.year, b.month):
        whole = a.day == 1 and b.day >= _n_days(a)
        return f"{MONTHS[a.month - 1]} {a.year}" if whole else f"{a.day}–{b.day} {MONTHS[a.month - 1]} {a.year}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} – {b.day} {MONTHS[b.month - 1]} {b.year}"
    return f"{day_words(first)} – {day_words(last)}"


def _n_days(day: date) -> int:
    after = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < date.max.year else date.max
    return (after - day.replace(day=1)).days


def number_words(value: str | None) -> str:
    """Give decimal digits as one reads them: "1500" is "1,500", "2400000000" is "2.4 billion"."""
    try:
        number = Decimal(value) if value and len(value) <= _MAX_DIGITS else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        return value or ""
    for size, name in _SCALES:
        scaled = number / size
        if abs(scaled) >= 1 and scaled == round(scaled, 3):
            return f"{_plain(scaled)} {name}"
    return _plain(number)


def _plain(number: Decimal) -> str:
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_words(figure: Figure) -> str:
    """Give a figure as it was understood, with bounds and unit: "about 1,200", "300–400 km"."""
    if figure.bound == "between" and figure.low and figure.high:
        number = f"{number_words(figure.low)}–{number_words(figure.high)}"
    else:
        number = number_words(figure.value or figure.low or figure.high)
    unit = figure.unit or ""
    if figure.unit == "hour" and figure.value and Decimal(figure.value) < 1:
        number, unit = number_words(f"{(60 * Decimal(figure.value)).normalize():f}"), "minute"
    bound = BOUNDS[figure.bound] or ("about" if figure.approximate else "")
    if figure.kind == "money" and len(unit) == 3 and unit.isupper():
        number, unit = f"{unit} {number}", ""
    if unit in {"%", "percent"}:
        number, unit = f"{number}%", ""
    if unit in TIME_UNITS and number != "1":
        unit += "s"
    return " ".join(w for w in (bound, number, unit) if w)


TIME_UNITS = frozenset("second minute hour day week month year".split())

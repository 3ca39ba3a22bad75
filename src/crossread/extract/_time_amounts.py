"""Amounts of time and what is counted from them: "three days", "the past two weeks", "a year earlier", "every Tuesday"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor

from crossread.extract._time_calendar import step, value_at
from crossread.extract._time_phrases import WEEK, Phrase, Place, Reading, date_reading, step_of
from crossread.extract._time_tense import is_plain_past
from crossread.extract._time_words import (
    LETTER,
    MONTH_NUMBER,
    PART_OF,
    SEASON_OF,
    UNIT_OF,
    WEEKDAY_NUMBER,
    parse_number,
)

_LETTER_OF_UNIT = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "W", "month": "M",
    "quarter": "Q", "year": "Y", "season": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
_DIGITS = f"[{LETTER['DAY']}{LETTER['NUM']}{LETTER['YEAR']}]"
_DIGIT_RANGE = re.compile(f"{_DIGITS}{LETTER['HYPHEN']}{_DIGITS}")
_CALENDAR_UNITS = frozenset(
    {"day", "night", "week", "weekend", "fortnight", "month", "quarter", "year", "decade", "century"}
)


def fitting(base: date | None, unit: str, place: Place) -> date | None:
    """Take the date just spoken of for "that year", but for "the following day" only if it is a single day."""
    if base is None or place.mentioned is None or place.mentioned.days is None:
        return None
    first, last = place.mentioned.days
    limit = {"day": 1, "night": 1, "week": 7, "weekend": 7, "month": 31, "quarter": 92, "year": 366}.get(unit, 36600)
    return base if (last - first).days < limit else None


def amount_value(n: Fraction | None, unit: str) -> str | None:
    """Write an amount as TIMEX3: "P3D", "PT5H30M", "P2Y6M", "PXY" where the number is not told."""
    letter = _LETTER_OF_UNIT.get(unit)
    if unit == "fortnight":
        return amount_value(n * 2 if n else None, "week")
    if letter is None:
        return None
    time, letter = ("T", letter[1]) if letter[0] == "T" else ("", letter)
    if n is None:
        return f"P{time}X{ {'decade': 'DE', 'century': 'CE'}.get(unit, letter) }"
    n *= {"decade": 10, "century": 100}.get(unit, 1)
    halves = {"year": ("M", 12), "hour": ("M", 60), "minute": ("S", 60)}.get(unit)
    whole, rest = divmod(n, 1)
    if not rest:
        return f"P{time}{whole}{letter}"
    if halves and (rest * halves[1]).denominator == 1:
        return f"P{time}{f'{whole}{letter}' if whole else ''}{rest * halves[1]}{halves[0]}"
    return f"P{time}{float(n):.6g}{letter}"


def _amount_of(phrase: Phrase) -> tuple[Fraction | None, str]:
    """Give number and unit of a phrase; the number is None where the words leave it open."""
    words = list(phrase.words)
    unit = next(
        (UNIT_OF[w] for w, c in zip(words, phrase.classes, strict=True) if w in UNIT_OF and c != LETTER["ORDINAL"]), ""
    )
    if not unit and phrase.has("summers", "winters"):
        unit = "year"
    numbers = phrase.of("DAY", "NUM", "YEAR", "NUMWORD", "COUPLE", "HALF", "FRACTION")
    is_range = phrase.has("to", "or") and len(phrase.of("DAY", "NUM", "YEAR", "NUMWORD")) > 1 and not phrase.has("so")
    if is_range or _DIGIT_RANGE.search(phrase.classes) or phrase.first("FUZZY"):
        return None, unit
    if (
        phrase.has("a", "an")
        and phrase.words.count("a") + phrase.words.count("an")
        and phrase.first("HALF")
        and phrase.has("and")
        and not phrase.first("DAY", "NUM", "YEAR", "NUMWORD")
    ):
        return Fraction(3, 2), unit
    n = parse_number(numbers)
    if n is None and phrase.first("UNIT", "QUARTER", "CENTURY", "NIGHT"):
        n = Fraction(1)
    return n, unit


_HOLDING = frozenset("has have got".split())
_GIVING = frozenset("give gives gave given giving allow allows allowed grant granted grants".split())


def read_amount(phrase: Phrase, place: Place) -> Reading | None:  # noqa: PLR0911  (a return for each kind of words)
    """Read "three days", "a year and a half"; with "within" or "in" it runs from the anchor."""
    if place.after and (place.after[0].lower() == "old" or place.after[:2] in {("-", "old"), ("-", "olds")}):
        return None  # an age
    n, unit = _amount_of(phrase)
    before = place.before[-1:] or ("",)
    if not unit or (phrase.words[0] in {"a", "an"} and _is_rate(phrase, place)):
        return Reading(type="set", value=amount_value(n, unit)) if unit in {"year", "month", "week", "day"} else None
    if phrase.has("quarters") and phrase.first("HYPHEN"):
        return None
    if phrase.first("QUARTER") and phrase.has("a") and not phrase.first("NUMWORD", "DAY"):
        return None  # a fourth part
    if phrase.words == ("a", "day") and before[0] not in {"for", "in", "within", "after", "of", "than", "about"}:
        return None  # "a day of mourning", "24 hours a day"
    if phrase.words in {("a", "minute"), ("a", "night"), ("a", "century")} and before[0] not in {"for", "in", "within"}:
        return None
    if phrase.words == ("one", "day") and before[0] in {"will", "could", "would", "may", "might", "can", "to"}:
        return Reading(type="date", value="FUTURE_REF")
    value = amount_value(n, unit)
    days = None
    is_within = before[0] in {"within", "inside"} and not is_plain_past(place.before[:-1])
    is_within = is_within or _is_term(phrase, place)
    if n is not None and place.anchor and (is_within or (before[0] == "in" and place.look() > 0)):
        start = (_given_on(place) if is_within else None) or place.anchor
        if end := _moved(start, unit, n):
            days = (start if is_within else end, end)
    return Reading(type="duration", value=value, days=days)


def _is_term(phrase: Phrase, place: Place) -> bool:
    """Tell whether somebody is given time: "has 60 days to answer", "gave it 72 hours on Friday to pay", "two more days"."""
    given = bool(_GIVING.intersection(place.before))
    holds = bool(_HOLDING.intersection(place.before[-1:])) or given
    after = tuple(word.lower() for word in place.after)
    told_when = after[:1] == ("on",) and after[1:2] and after[1] in WEEKDAY_NUMBER and after[2:3] == ("to",)
    return (holds and (after[:1] == ("to",) or bool(told_when))) or (given and phrase.has("more"))


def _given_on(place: Place) -> date | None:
    """Give the day from which a term runs: the weekday that stands beside it, else that of the report."""
    told = [word for word in (*place.before, *(w.lower() for w in place.after[:2])) if word in WEEKDAY_NUMBER]
    if not told or place.anchor is None:
        return place.anchor
    return place.anchor - timedelta((place.anchor.weekday() - WEEKDAY_NUMBER[told[-1]]) % WEEK)


def _is_rate(phrase: Phrase, place: Place) -> bool:
    """Tell "12 sheep a year" from "for a year": a rate follows a noun or a number, not a preposition or verb."""
    before = place.before[-1] if place.before else ""
    return len(phrase.words) == 2 and (
        before in {"times", "once", "twice", "hours", "%", "percent", "people", "dollars"} or before.isdecimal()
    )


def read_pick_amount(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the past two weeks", "the next few days": from or to the anchor."""
    n, unit = _amount_of(phrase)
    if not unit:
        return None
    if n is None and not phrase.first("FUZZY") and not phrase.has("or", "to"):
        n = None
    way = -1 if step_of(phrase) < 0 or phrase.has("latest") else 1
    return (
        stretch(n, unit, way, place)
        if not phrase.has("following", "ensuing", "latest")
        else Reading(type="duration", value=amount_value(n, unit))
    )


def stretch(n: Fraction | None, unit: str, way: int, place: Place) -> Reading:
    """Make a duration that ends (way -1) or begins (way 1) at the anchor."""
    other = _moved(place.anchor, unit, n * way) if place.anchor and n is not None else None
    days = (min(other, place.anchor), max(other, place.anchor)) if other and place.anchor else None
    return Reading(type="duration", value=amount_value(n, unit), days=days)


def _moved(on: date, unit: str, n: Fraction) -> date | None:
    """Move a day by an amount; hours count as the days that they reach into ("the next 48 hours")."""
    if unit == "hour":
        return step(on, "day", ceil(n / 24) if n > 0 else floor(n / 24))
    return step(on, unit, n) if unit in _CALENDAR_UNITS else None


def read_shifted(phrase: Phrase, place: Place) -> Reading | None:  # noqa: PLR0911  (a return for each kind of words)
    """Read "two weeks ago", "a year earlier", "three days later", "a week from now"."""
    n, unit = _amount_of(phrase)
    ahead = phrase.has("later", "from")
    from_anchor = phrase.has("ago", "now", "today")
    if phrase.has("tomorrow", "yesterday") or not unit:
        return None
    base = place.anchor
    mentioned = place.mentioned
    if place.quarter and unit == "year" and n == 1 and not ahead:
        on = step(place.quarter, "year", -1)
        return (
            date_reading(value_at(on, "quarter")) if on else None
        )  # earnings are set against the same quarter of the year before
    if not from_anchor:
        base = mentioned.days[0] if mentioned and mentioned.days else None
    if n is None:
        if not from_anchor:
            return Reading(type="duration", value=amount_value(None, unit))
        return Reading(type="date", value="FUTURE_REF" if ahead else "PAST_REF")
    if unit not in _CALENDAR_UNITS:
        return Reading(type="time" if unit in {"hour", "minute", "second"} else "date")
    if base is None:
        return date_reading(None)
    on = step(base, unit, n if ahead else -n)
    if on is None:
        return None
    if phrase.has("today"):
        return date_reading(on.isoformat())  # "a week from today" is a day, "a week from now" a week
    return date_reading(value_at(on, "year" if unit in {"decade", "century"} else unit))


def read_shifted_the(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the year before", "the day after": one step from what the text has just spoken of."""
    unit = UNIT_OF[phrase.first("UNIT") or ""]
    if unit not in {"day", "week", "month", "year"} or (place.after and place.after[0].isalpha() and unit != "year"):
        return None
    mentioned = place.mentioned.days[0] if place.mentioned and place.mentioned.days else None
    base = fitting(mentioned, unit, place)
    on = step(base, unit, 1 if phrase.has("after") else -1) if base else None
    return date_reading(value_at(on, unit) if on else None)


def read_shifted_bare(phrase: Phrase, _place: Place) -> Reading | None:
    """Read "years ago", "days later": no number, so only back or ahead."""
    return Reading(type="date", value="FUTURE_REF" if phrase.has("later") else "PAST_REF")


def read_year_ago(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the year-earlier period": a year before the quarter that the text speaks of."""
    if not phrase.has("year"):
        return None
    if place.quarter:
        on = step(place.quarter, "year", -1)
        return date_reading(value_at(on, "quarter")) if on else None
    return date_reading(f"{place.anchor.year - 1:04d}" if place.anchor else None)


def read_first_amount(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the first nine months", with its days where the year is told."""
    n, unit = _amount_of(phrase)
    months = n * {"month": 1, "quarter": 3}.get(unit, 0) if n else 0
    year = _year_after(place)
    days = None
    if year and months and phrase.has("first") and months <= 12:
        end = step(date(year, 1, 1), "month", months)
        days = (date(year, 1, 1), end - timedelta(1)) if end else None
    return Reading(type="duration", value=amount_value(n, unit), days=days) if unit else None


def _year_after(place: Place) -> int | None:
    """Read the year in "of 2024", "of the year", "of this year" right after an expression."""
    after = tuple(w.lower() for w in place.after)
    if after[:1] != ("of",) or len(after) < 2:
        return None
    if after[1].isdecimal() and len(after[1]) == len("2024"):
        return int(after[1])
    if place.anchor and after[1] in {"the", "this", "last", "next"} and after[2:3] == ("year",):
        return place.anchor.year + {"last": -1, "next": 1}.get(after[1], 0)
    return None


def read_amount_bare(phrase: Phrase, place: Place) -> Reading | None:
    """Read "for years", "decades-long"."""
    if phrase.first("UNITS") in {"minutes", "seconds"} or (
        phrase.has("hours") and place.before[-1:] not in {("for",), ("in",), ("within",)}
    ):
        return None
    if place.after[:1] == ("old",) or place.before[-1:] in {("few",), ("golden",)}:
        return None
    n, unit = _amount_of(phrase)
    return Reading(type="duration", value=amount_value(n, unit))


def read_set(phrase: Phrase, place: Place) -> Reading | None:  # noqa: PLR0911  (a return for each kind of words)
    """Read "every Tuesday", "daily", "every two years", "Mondays"."""
    adverb = phrase.first("DAILY")
    if adverb:
        after = place.after[0] if place.after else ""
        if (
            adverb == "quarterly"
            and after.isalpha()
            and after not in {"and", "by", "at", "in", "on", "for", "to", "or"}
        ):
            return None  # "its quarterly loss"
        value = {"daily": "P1D", "nightly": "P1D", "weekly": "P1W", "biweekly": "P2W", "monthly": "P1M", "quarterly": "P3M",
                 "hourly": "PT1H"}.get(adverb, "P1Y")  # fmt: skip
        return Reading(type="set", value=value)
    weekday = phrase.first("WEEKDAY") or (phrase.first("WEEKDAYS") or "").removesuffix("s")
    if weekday:
        part = PART_OF.get(phrase.first("PART", "PARTS", "NIGHT", "UNITS") or "", "")
        return Reading(type="set", value=f"XXXX-WXX-{WEEKDAY_NUMBER[weekday] + 1}" + (f"T{part}" if part else ""))
    if month := phrase.first("MONTH"):
        return Reading(type="set", value=f"XXXX-{MONTH_NUMBER[month.rstrip('.')]:02d}")
    if season := phrase.first("SEASON", "SEASONWORD"):
        return Reading(type="set", value=f"XXXX-{SEASON_OF[season]}")
    if phrase.first("WEEKEND", "WEEKENDS"):
        return Reading(type="set", value="XXXX-WXX-WE")
    if phrase.first("PART"):
        return Reading(type="set", value="P1D")
    n, unit = _amount_of(phrase)
    if phrase.words[0] == "per" and unit not in {"year", "month", "week", "day"}:
        return None
    return Reading(type="set", value=amount_value(n * 2 if n and phrase.has("other") else n, unit))

"""Weeks, quarters, seasons, years, decades, and words that point at no day: "last week", "Q3 2024", "the 1990s", "now"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction

from msgspec.structs import replace

from crossread.extract._time_amounts import amount_value, fitting, stretch
from crossread.extract._time_calendar import days_of, make_day, step, value_at
from crossread.extract._time_days import EARLIEST_BARE_YEAR
from crossread.extract._time_phrases import (
    WEEK,
    Phrase,
    Place,
    Reading,
    date_reading,
    full_year,
    nearest_year,
    step_of,
    year_of,
)
from crossread.extract._time_words import (
    DECADE_OF,
    MONTH_NUMBER,
    ORDINAL_OF,
    SEASON_OF,
    UNIT_OF,
    parse_number,
    words_of,
)

_CONTEXT_WORDS = frozenset({"following", "ensuing", "that", "same", "previous", "preceding", "prior"})
"""Words that point at what the text has just spoken of: "the following day", "that year"."""
_YEAR_PREPOSITIONS = words_of(
    "in since until till by of from to before after during between and through for early late mid fiscal "
    "around about circa or on than back the this its his her their our a an every any some election "
    "season summer winter spring autumn class year years",
)
_EARLIEST_FREE_YEAR = 1900


def read_period(phrase: Phrase, place: Place) -> Reading | None:  # noqa: PLR0911  (a return for each kind of words)
    """Read "last week", "earlier this year", "next summer", "that month", "the following day"."""
    season = phrase.first("SEASON", "SEASONWORD")
    unit = UNIT_OF.get(
        phrase.first("UNIT", "QUARTER", "CENTURY", "NIGHT") or "", "weekend" if phrase.has("weekend") else ""
    )
    if season:
        return read_season(phrase, place)
    if phrase.has("period") or (
        unit == "quarter" and place.quarter and not step_of(phrase) and not phrase.has("this", "current")
    ):
        return _read_latest(phrase, place)
    if unit == "quarter" and phrase.has("latest"):
        on = step(place.anchor, "quarter", -1) if place.anchor else None
        return date_reading(value_at(on, "quarter") if on else None)
    if unit in {"minute", "hour", "second"}:
        return Reading(type="duration", value=amount_value(Fraction(1), unit)) if step_of(phrase) else None
    if phrase.has("past") and unit != "weekend" and not phrase.has("this"):
        return stretch(Fraction(1), unit, -1, place)
    in_context = any(w in _CONTEXT_WORDS for w in phrase.words) or (unit == "day" and step_of(phrase) != 0)
    base = place.anchor
    if in_context:
        base = place.mentioned.days[0] if place.mentioned and place.mentioned.days else None
        base = fitting(base, unit, place)
    if base is None:
        return date_reading(None)
    n = step_of(phrase) + phrase.has("following", "ensuing")
    if unit == "weekend" and not n and not in_context:
        return _read_weekend(phrase, place)
    on = step(base, unit, n)
    if on is None:
        return None
    return date_reading(value_at(on, unit), phrase, place)


def _read_weekend(phrase: Phrase, place: Place) -> Reading:
    """Read "this weekend", "the weekend": the one at hand, else back or ahead with the verb."""
    if place.anchor is None:
        return date_reading(None)
    look = place.look()
    monday = place.anchor - timedelta(place.anchor.weekday())
    is_over = look < 0 and place.anchor.weekday() < 5
    if look == 0 and not phrase.has("this"):
        is_over = place.anchor.weekday() < 3
    on = monday + timedelta(5 - WEEK * is_over)
    return date_reading(value_at(on, "weekend"), phrase, place)


def _read_latest(_phrase: Phrase, place: Place) -> Reading | None:
    """Read "the latest period", "that quarter": the quarter the text last spoke of."""
    return date_reading(value_at(place.quarter, "quarter")) if place.quarter else None


def read_season(phrase: Phrase, place: Place) -> Reading | None:
    """Read "last summer", "the fall of 1994", "winter"."""
    season = SEASON_OF[phrase.first("SEASON", "SEASONWORD") or ""]
    if (
        season in {"SP", "FA"}
        and phrase.rule == "season"
        and not phrase.first("YEAR", "SEASON")
        and not _is_season_word(place)
    ):
        return None
    year = int(phrase.first("YEAR") or 0) or None
    if year is None and place.anchor is None:
        return Reading(type="date", value=f"XXXX-{season}")
    if year is None and place.anchor:
        year = _season_year(season, phrase, place, place.anchor)
    return date_reading(f"{year:04d}-{season}", phrase, place)


def _is_season_word(place: Place) -> bool:
    """Tell "in the fall" from "the fall of the city" and "the spring in its step"."""
    seasonal = {"in", "during", "since", "until", "till", "by", "before", "after", "through", "for"}
    return place.before[-1:] != () and place.before[-1] in seasonal and place.after[:1] != ("of",)


def _season_year(season: str, phrase: Phrase, place: Place, anchor: date) -> int:
    spans = {y: days for y in (anchor.year - 1, anchor.year, anchor.year + 1) if (days := days_of(f"{y:04d}-{season}"))}
    if phrase.has("last"):
        return max((y for y, (_, end) in spans.items() if end < anchor), default=anchor.year)
    if phrase.has("next"):
        return min((y for y, (start, _) in spans.items() if start > anchor), default=anchor.year)
    if phrase.has("this"):
        return anchor.year
    look = place.look()
    if look < 0:
        return max((y for y, (start, _) in spans.items() if start <= anchor), default=anchor.year)
    if look > 0:
        return min((y for y, (_, end) in spans.items() if end >= anchor), default=anchor.year)
    return min(spans, key=lambda y: (abs((spans[y][0] - anchor).days), y), default=anchor.year)


def read_the_period(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the year", "the end of the week", "the quarter", "the weekend"."""
    unit = UNIT_OF.get(phrase.first("UNIT", "QUARTER") or "", "weekend")
    if place.after[:1] in {("ended",), ("ending",)}:
        return Reading(type="duration", value=amount_value(Fraction(1), unit))
    if unit in {"day", "hour", "minute", "fortnight", "decade"}:
        return None
    if unit == "weekend":
        return _read_weekend(phrase, place)
    if unit == "quarter" and (latest := _read_latest(phrase, place)):
        return latest
    if unit == "quarter" and place.anchor:
        return date_reading(value_at(step(place.anchor, "quarter", -1) or place.anchor, "quarter"), phrase, place)
    reading = date_reading(value_at(place.anchor, unit) if place.anchor else None, phrase, place)
    return replace(reading, days=None) if phrase.has("fiscal", "financial") else reading


def read_last_day(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the last day of July", "the last day of the month"."""
    if phrase.of("UNIT")[:1] != ["day"]:
        return None
    start = phrase.words.index("of") + 1
    rest = Phrase("last_day", phrase.classes[start:], phrase.words[start:])
    if word := rest.first("MONTH"):
        month = MONTH_NUMBER[word.rstrip(".")]
        year = year_of(rest, place) or nearest_year(place, lambda y: date(y, month, monthrange(y, month)[1]))
        return date_reading(f"{year:04d}-{month:02d}-{monthrange(year, month)[1]}") if year else date_reading(None)
    whole = read_period(rest, place) if rest.has("this", "next", "last") else read_the_period(rest, place)
    return date_reading(whole.days[1].isoformat() if whole and whole.days else None)


def read_year_end(phrase: Phrase, place: Place) -> Reading | None:
    """Read "year-end", "the year's end": the year, and its last day."""
    if not phrase.has("year"):
        return None
    last = date(place.anchor.year, 12, 31) if place.anchor else None
    return Reading(type="date", value=f"{last.year:04d}" if last else None, days=(last, last) if last else None)


def read_quarter(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the third quarter", "Q3 2024", "the fiscal first quarter", "last year's fourth quarter"."""
    name = phrase.first("QTR")
    kind, number = "Q", 0
    if name:
        kind = "H" if "h" in name else "Q"
        number = int(name.strip("qh"))
    else:
        ordinal = phrase.first("ORDINAL", "ORD") or ""
        number = ORDINAL_OF.get(ordinal, 0) or int(re.sub(r"\D", "", ordinal) or 0)
    if number not in ({1, 2} if kind == "H" else {1, 2, 3, 4}):
        return None
    year = year_of(phrase, place) or _year_of_quarter(kind, number, phrase, place)
    if year is None:
        return Reading(type="date", value=f"XXXX-{kind}{number}")
    reading = date_reading(f"{year:04d}-{kind}{number}", phrase, place)
    return replace(reading, days=None) if phrase.has("fiscal", "financial") else reading


def _year_of_quarter(kind: str, number: int, phrase: Phrase, place: Place) -> int | None:
    if phrase.has("ago", "earlier") and place.anchor:
        return place.anchor.year - 1
    middle = number * 3 - 1 if kind == "Q" else number * 6 - 3
    return nearest_year(place, lambda y: make_day(y, middle, 15))


def read_half(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the first half of 2024", "the second half of the year"."""
    number = 2 if phrase.has("last", "second") else 1
    if phrase.first("UNIT") not in {"year", None}:
        return None
    year = year_of(phrase, place)
    return date_reading(f"{year:04d}-H{number}" if year else None)


def read_century(phrase: Phrase, place: Place) -> Reading | None:
    ordinal = phrase.first("ORD", "ORDINAL") or ""
    number = int(re.sub(r"\D", "", ordinal) or 0) or ORDINAL_OF.get(ordinal, 0)
    number += int(parse_number(phrase.of("NUMWORD")) or 0)
    return date_reading(f"{number - 1:02d}", phrase, place) if 1 <= number <= 30 else None


def read_decade(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the 1990s", "the early '90s", "the nineties"."""
    word = phrase.first("DECADE", "DECADEWORD", "SHORTYEAR") or ""
    if phrase.first("SHORTYEAR"):
        if not place.before or place.before[-1] not in _YEAR_PREPOSITIONS or len(phrase.words) > 2:
            return None
        return date_reading(f"{full_year(int(word[1:]), place.anchor):04d}", phrase, place)
    if word[0].isdecimal():
        return date_reading(word[:3], phrase, place)
    tens = DECADE_OF.get(word) or int(re.sub(r"\D", "", word)) // 10
    limit = (place.anchor.year if place.anchor else 2026) // 10
    century = limit - limit % 10
    return date_reading(f"{century + tens if century + tens <= limit else century - 10 + tens:03d}", phrase, place)


def read_year(phrase: Phrase, place: Place) -> Reading | None:
    """Read a bare year; "2014 homes" and "$2014" are no years."""
    year = int(phrase.first("YEAR") or 0)
    if phrase.first("UNIT") not in {None, "year"}:
        return None  # "Prize Day 2019": the year is found on its own
    if phrase.rule == "year" and not _is_year(year, phrase, place):
        return None
    reading = date_reading(f"{year:04d}", phrase, place)
    return replace(reading, days=None) if phrase.has("fiscal", "financial") else reading


def _is_year(year: int, phrase: Phrase, place: Place) -> bool:
    before = place.before[-1] if place.before else ""
    after = place.after[0] if place.after else ""
    if before in {"$", "£", "€", "¥", "#", "no", "than", "-", "nearly", "some", "about", "almost"} or after in {
        "%",
        "percent",
        "000",
    }:
        return False
    if year < EARLIEST_BARE_YEAR:
        return False
    if len(phrase.words) > 1 or before in _YEAR_PREPOSITIONS or before in {"(", "'s"}:
        return (
            year >= _EARLIEST_FREE_YEAR
            or before in {"in", "since", "of", "until", "from", "by", "("}
            or len(phrase.words) > 1
        )
    if year < _EARLIEST_FREE_YEAR:
        return False
    counts = (
        after[:1].islower() and after.endswith("s") and after not in {"was", "is", "has", "as", "its", "his", "this"}
    )
    return not counts


def read_worded_year(phrase: Phrase, _place: Place) -> Reading | None:
    """Read "nineteen ninety-six", "the year two thousand"."""
    words = phrase.of("NUMWORD")
    century, rest = parse_number(words[:1]), parse_number(words[1:])
    if century == 2 and phrase.has("year") and words[1] == "thousand":
        return date_reading(f"{int(parse_number(words) or 0):04d}")
    if century in {18, 19, 20} and rest and 10 <= rest <= 99:
        return date_reading(f"{int(century) * 100 + int(rest):04d}")
    return None


def read_span(phrase: Phrase, place: Place) -> Reading | None:
    """Read "1990-95", "2014 to 2018"."""
    first = int(phrase.first("YEAR") or 0)
    words = phrase.of("YEAR", "DAY", "NUM")
    last = int(words[1]) if len(words) > 1 and words[1].isdecimal() else 0
    if len(words) > 1 and len(words[1]) == 2:
        last += first - first % 100
    if not (EARLIEST_BARE_YEAR <= first < last <= first + 100) or (
        place.before and place.before[-1] in {"$", "£", "€"}
    ):
        return None
    return Reading(type="duration", value=f"{first:04d}/{last:04d}", days=(date(first, 1, 1), date(last, 12, 31)))


def read_past(phrase: Phrase, place: Place) -> Reading | None:
    """Read "recent", "recently", "in the past"."""
    after = place.after[0] if place.after else ""
    if phrase.first("LAST") and not (
        phrase.has("past") and place.before[-1:] in {("in",), ("from",), ("of",)} and not after.isalpha()
    ):
        return None
    return Reading(type="date", value="PAST_REF")


def read_reference(value: str) -> Callable[[Phrase, Place], Reading | None]:
    return lambda _phrase, _place: Reading(type="date", value=value)


def read_now(phrase: Phrase, _place: Place) -> Reading | None:
    if phrase.first("UNITS") and not phrase.has("days"):
        return None
    return Reading(type="date", value="PRESENT_REF")

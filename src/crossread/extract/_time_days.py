"""Days and times of day: "12 March 2024", "Monday", "in February", "5:30 p.m. on Friday", "Christmas Eve"."""

from __future__ import annotations

import re
from datetime import date, timedelta

from crossread.extract._time_calendar import holiday, make_day, step
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
from crossread.extract._time_words import LETTER, MONTH_NUMBER, ORDINAL_OF, PART_OF, WEEKDAY_NUMBER, parse_number

EARLIEST_BARE_YEAR = 1500
"""A number below is a year only with a month or an era; "in 1200 homes" is commoner than the year 1200."""

LOWEST_WORDED_DAY = 10
"""A lower number in words is seldom a day by itself: "on the first, he won; on the second, he lost"."""
_BEFORE_A_DAY = frozenset("on by until till from for since before".split())
_BEHIND_A_DAY = frozenset(
    ", . ; : ! ? ) ” ’ \" ' and or at in if when with to but because unless without after".split()
)
"""What may stand behind a day without its month; another word is what it counts."""
_NAMED_WEEKDAYS = frozenset({"super", "bloody", "cyber", "giving", "shrove", "maundy", "fat", "holy"})
"""Words that make a weekday a name: "Bloody Sunday" is no Sunday of this week."""


def read_calendar(phrase: Phrase, place: Place) -> Reading | None:
    """Read "12 March 2024", "Monday, March 12", "Sept. 11", "the first day of September"."""
    if phrase.first("UNIT") and not phrase.has("day", "year"):
        return None  # "the first week of September"
    month = MONTH_NUMBER[(phrase.first("MONTH") or "").rstrip(".")]
    day = _day_number(phrase)
    year = year_of(phrase, place)
    if (
        (month, day) == (9, 11)
        and place.after[:1]
        and place.after[0] in {"attack", "attacks", "terrorist", "terror", "hijackers"}
    ):
        year = year or 2001  # the day has become a name
    if year is None:
        year = nearest_year(place, lambda y: make_day(y, month, day))
    if year is None:
        return Reading(type="date", value=f"XXXX-{month:02d}-{day:02d}") if make_day(2000, month, day) else None
    on = make_day(year, month, day)
    return date_reading(on.isoformat()) if on else None


def read_month(phrase: Phrase, place: Place) -> Reading | None:
    """Read "in February", "last June", "March 2024", "June of this year"."""
    word = phrase.first("MONTH") or ""
    month = MONTH_NUMBER[word.rstrip(".")]
    if phrase.words == ("march",) and place.before[-1:] in {("the",), ("a",), ("annual",), ("'s",)}:  # people walking
        return None
    if phrase.words == ("jan",):  # a first name, too
        return None
    if phrase.words == ("may",) and not _is_month_may(place):
        return None
    year = year_of(phrase, place)
    if year is None:
        year = _year_shared(place) or _year_of_month(month, phrase, place)
    if year is None:
        return Reading(type="date", value=f"XXXX-{month:02d}")
    return date_reading(f"{year:04d}-{month:02d}", phrase, place)


def _year_shared(place: Place) -> int | None:
    """Read the year that a month shares with the next one: "between March and May 1999"."""
    joined = [w.lower().rstrip(".") for w in place.after[:3]]
    is_pair = (
        len(joined) == 3
        and joined[0] in {"and", "to", "through", "until", "or", "-", "–"}
        and joined[1] in MONTH_NUMBER
    )
    return int(joined[2]) if is_pair and joined[2].isdecimal() and len(joined[2]) == len("1999") else None


def _is_month_may(place: Place) -> bool:
    """Tell the month May from the verb at the head of a sentence and from a person's name."""
    before = place.before[-1:]
    return bool(before) and before[0] in {
        "in", "of", "by", "since", "until", "till", "from", "to", "and", "through", "between", "during", "for", "on", "before", "after",
        "last", "next", "this", "early", "late", "mid", "-", "or", "'s", ",", "(",
    } and not (before[0] in {",", "and", "or", "by", "from", "to", "for", "(", "after"} and bool(place.after) and place.after[0][:1].islower()
               and place.after[0] not in {"to", "and", "or", "through", "when", "after", "before", "in"})  # fmt: skip


def _year_of_month(month: int, phrase: Phrase, place: Place) -> int | None:
    if place.anchor is None:
        return None
    anchor = place.anchor
    back = anchor.year if month <= anchor.month else anchor.year - 1
    ahead = anchor.year if month >= anchor.month else anchor.year + 1
    if phrase.has("this"):
        return anchor.year
    if phrase.has("last", "past"):
        return back if month != anchor.month else anchor.year - 1
    if phrase.has("next", "coming"):
        return ahead if month != anchor.month else anchor.year + 1
    look = place.look()
    if look:
        return back if look < 0 else ahead
    apart_back = (anchor.year - back) * 12 + anchor.month - month
    apart_ahead = (ahead - anchor.year) * 12 + month - anchor.month
    return back if apart_back <= apart_ahead else ahead


def read_weekday(phrase: Phrase, place: Place) -> Reading | None:
    if place.before[-1:] and place.before[-1] in _NAMED_WEEKDAYS and len(phrase.words) == 1:
        return None
    on = _weekday(phrase, place)
    return date_reading(on.isoformat() if on else None)


def _weekday(phrase: Phrase, place: Place) -> date | None:  # noqa: PLR0911  (a return for each kind of words)
    """Give the day that a weekday means: the anchor's own is the anchor, else back or ahead with the verb."""
    if place.anchor is None:
        return None
    anchor = place.anchor
    weekday = WEEKDAY_NUMBER[(phrase.first("WEEKDAY", "SHORTWEEKDAY") or "").rstrip(".")]
    back, ahead = (anchor.weekday() - weekday) % WEEK, (weekday - anchor.weekday()) % WEEK
    if phrase.has("following") and place.mentioned and place.mentioned.days:
        after = place.mentioned.days[1]
        return after + timedelta((weekday - after.weekday() - 1) % WEEK + 1)
    if phrase.has("previous", "preceding") and place.mentioned and place.mentioned.days:
        ahead_of = place.mentioned.days[0]
        return ahead_of - timedelta((ahead_of.weekday() - weekday - 1) % WEEK + 1)
    if phrase.has("last", "past", "previous"):
        return anchor - timedelta(back or WEEK)
    if phrase.has("next", "coming"):
        return anchor + timedelta(ahead or WEEK)
    if not back:
        return anchor
    if len(phrase.words) == 1 and place.after[:1] in {("'s",), ("’s",)} and weekday in place.weekdays:
        return place.weekdays[weekday]  # "Friday's meeting" is that of the Friday just told of, whatever the verb
    look = place.look()
    if not look and phrase.rule == "time_day" and not place.before:
        look = 1  # "Thursday, ten o'clock": an appointment
    if phrase.has("this"):
        return anchor + timedelta(ahead) if look >= 0 else anchor - timedelta(back)
    return anchor + timedelta(ahead) if look > 0 else anchor - timedelta(back)


def read_weekday_of(phrase: Phrase, place: Place) -> Reading | None:
    """Read "Monday of last week", "Friday next week"."""
    if place.anchor is None:
        return date_reading(None)
    if not phrase.has("week"):
        return None
    monday = place.anchor - timedelta(place.anchor.weekday()) + timedelta(WEEK * step_of(phrase))
    return date_reading((monday + timedelta(WEEKDAY_NUMBER[phrase.first("WEEKDAY") or ""])).isoformat())


def read_weekday_week(phrase: Phrase, place: Place) -> Reading | None:
    """Read "Thursday week", as British papers say it: a week after the next Thursday."""
    if not phrase.has("week"):
        return None
    if place.anchor is None:
        return date_reading(None)
    ahead = (WEEKDAY_NUMBER[phrase.first("WEEKDAY") or ""] - place.anchor.weekday()) % WEEK
    return date_reading((place.anchor + timedelta(ahead + WEEK)).isoformat())


def read_day_of_month(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the ninth of this month", "the 15th of next month"."""
    if not phrase.has("month"):
        return None
    month = step(place.anchor.replace(day=1), "month", step_of(phrase)) if place.anchor else None
    on = make_day(month.year, month.month, _day_number(phrase)) if month else None
    return date_reading(on.isoformat() if on else None)


def read_day_alone(phrase: Phrase, place: Place) -> Reading | None:
    """Read "on the 22nd", "until the fourteenth": the nearest such day that way; not "on the 22nd floor"."""
    day = _day_number(phrase)
    stands = place.before[-1:] and place.before[-1] in _BEFORE_A_DAY
    goes_on = place.after[:1] and place.after[0].lower() not in _BEHIND_A_DAY
    anchor = place.anchor
    if anchor is None or not stands or goes_on or (phrase.first("ORDINAL") and day < LOWEST_WORDED_DAY):
        return None
    first = anchor.replace(day=1)
    days = [
        on for n in (-1, 0, 1) if (month := step(first, "month", n)) and (on := make_day(month.year, month.month, day))
    ]
    look = place.look()
    right_way = [on for on in days if (on - anchor).days * look >= 0]
    nearest = min(right_way or days, key=lambda on: abs((on - anchor).days), default=None)
    return date_reading(nearest.isoformat()) if nearest else None


def read_nth_weekday(phrase: Phrase, place: Place) -> Reading | None:
    """Read "the second Sunday in December", "the last Friday of May 2030"."""
    month = MONTH_NUMBER[(phrase.first("MONTH") or "").rstrip(".")]
    weekday = WEEKDAY_NUMBER[phrase.first("WEEKDAY") or ""]
    nth = _day_number(phrase) if phrase.first("ORD", "ORDINAL") else None

    def day_in(year: int) -> date | None:
        first = date(year, month, 1)
        days = [first + timedelta((weekday - first.weekday()) % WEEK + WEEK * n) for n in range(5)]
        days = [on for on in days if on.month == month]
        return days[-1] if nth is None else days[nth - 1] if nth <= len(days) else None

    year = year_of(phrase, place) or nearest_year(place, day_in)
    on = day_in(year) if year else None
    return date_reading(on.isoformat()) if on else None


def _day_number(phrase: Phrase) -> int:
    """Read the day of a month: "9", "9th", "ninth", "twenty-first"."""
    number = phrase.first("DAY", "ORD", "ORDINAL") or ""
    return int(re.sub(r"\D", "", number) or ORDINAL_OF.get(number, 0) + int(parse_number(phrase.of("NUMWORD")) or 0))


def read_dayref(phrase: Phrase, place: Place) -> Reading | None:
    on = _dayref(phrase, place)
    return date_reading(on.isoformat() if on else None)


def _dayref(phrase: Phrase, place: Place) -> date | None:
    if place.anchor is None:
        return None
    return place.anchor + timedelta(phrase.has("tomorrow") - phrase.has("yesterday"))


def read_numeric(phrase: Phrase, place: Place) -> Reading | None:
    """Read "2024-03-12" and "13/03/2024"; "12/03/2024" may be two days and stays open."""
    word = phrase.words[0]
    if phrase.first("NAMEDDAY"):
        return date_reading("2001-09-11")
    if phrase.first("ISO"):
        on = date.fromisoformat(word[:10])
        return (
            date_reading(on.isoformat())
            if len(word) == len("2024-03-12")
            else Reading(type="time", value=word.upper(), days=(on, on))
        )
    numbers = [int(n) for n in re.split(r"[/.]", word)]
    return _read_slashed(numbers, word, place)


def _read_slashed(numbers: list[int], word: str, place: Place) -> Reading | None:
    first, second, third = numbers
    if first >= EARLIEST_BARE_YEAR:
        return date_reading(date(first, second, third).isoformat())
    if first > 31 or ("." in word and len(word.rsplit(".", 1)[1]) < 4):  # "1.5.10" is a version or a section
        return None
    year = third if third >= 1000 else full_year(third, place.anchor) if third < 100 else 0
    both = {on for day, month in ((first, second), (second, first)) if (on := make_day(year, month, day))}
    if "." in word:  # dots are used day first, all over
        both = {on for on in both if on.day == first}
    if not both:
        return None
    return date_reading(both.pop().isoformat() if len(both) == 1 else None)


def read_day_range(phrase: Phrase, place: Place) -> Reading | None:
    """Read "March 3-5" and "3-5 March 2024" as one stretch of days."""
    month = MONTH_NUMBER[(phrase.first("MONTH") or "").rstrip(".")]
    a, b = (int(re.sub(r"\D", "", w)) for w in phrase.of("DAY", "ORD")[:2])
    year = year_of(phrase, place)
    if year is None:
        year = nearest_year(place, lambda y: make_day(y, month, a))
    if year is None:
        return Reading(type="date")
    first, last = date(year, month, a), date(year, month, b)
    return Reading(type="date", value=f"{first}/{last}", days=(first, last)) if first < last else None


def read_holiday(phrase: Phrase, place: Place) -> Reading | None:
    """Read "Christmas Eve", "Easter 2024", "last Christmas"."""
    name = (phrase.first("HOLIDAY") or "").replace("’", "'")
    year = int(phrase.first("YEAR") or 0) or None
    if year is None and place.anchor and phrase.has("last", "next"):
        on = holiday(name, place.anchor.year)
        back = on is not None and on >= place.anchor
        year = place.anchor.year - back if phrase.has("last") else place.anchor.year + (not back)
    if year is None:
        year = nearest_year(place, lambda y: holiday(name, y))
    on = holiday(name, year) if year else None
    return date_reading(on.isoformat() if on else None)


def _day_in(phrase: Phrase, place: Place) -> date | None:
    """Give the day that a time of day belongs to: its own, else that of the words around it, else the anchor."""
    if phrase.first("ISO", "SLASH"):
        own = read_numeric(_part(phrase, "ISO", "SLASH"), place)
    elif phrase.first("MONTH"):
        own = read_calendar(_without_clock(phrase), place)
    elif phrase.first("WEEKDAY"):
        return _weekday(phrase, place)
    elif phrase.first("DAYREF"):
        return _dayref(phrase, place)
    else:
        return _day_around(phrase, place)
    return own.days[0] if own and own.days else None


def _day_around(phrase: Phrase, place: Place) -> date | None:  # noqa: PLR0911  (a return for each kind of words)
    """Give the day that the sentences around are about: told before in the paragraph, else that of the lead."""
    mentioned = place.mentioned.days if place.mentioned else None
    single = mentioned[0] if mentioned and mentioned[0] == mentioned[1] else None
    if phrase.has("this", "tonight"):
        return place.anchor
    if phrase.has("last", "overnight"):
        return place.anchor - timedelta(1) if place.anchor else None
    if single and phrase.has("following", "next"):
        return single + timedelta(1)
    look = place.look() if place.anchor else 0
    hour = _hour_of(phrase)
    if place.anchor and place.near and not (place.near.on > place.anchor and look < 0):
        return place.near.at(hour)
    if place.lead:
        return place.anchor if look > 0 else place.lead.at(hour)  # "will speak at noon" is no hour of a day past
    if single and place.anchor and single > place.anchor and look < 0:
        return place.anchor  # what was done at noon was not done on a day to come
    return single or place.anchor


def _hour_of(phrase: Phrase) -> int | None:
    """Give the hour that a clock shows, 0 to 24; None where a phrase has no clock."""
    clock = _clock_value(phrase) if phrase.rule in {"clock", "time_day"} else None
    return int(clock[:2]) if clock else None


def _part(phrase: Phrase, *names: str) -> Phrase:
    word = phrase.first(*names) or ""
    at = phrase.words.index(word)
    return Phrase("numeric", phrase.classes[at], (word,))


def _without_clock(phrase: Phrase) -> Phrase:
    """Drop the hour of "5 p.m. Nov. 9", which would pass for the day of the month."""
    month = phrase.classes.index(LETTER["MONTH"])
    days = {LETTER["DAY"], LETTER["ORD"]}
    after = phrase.classes[month + 1 : month + 2] in days
    lo = month if after else max(i for i in range(month) if phrase.classes[i] in days)
    keep = slice(lo, None) if lo == month else slice(lo, len(phrase.classes))
    return Phrase("calendar", phrase.classes[keep], phrase.words[keep])


def read_clock(phrase: Phrase, place: Place) -> Reading | None:
    """Read "5:30 p.m.", "noon Saturday", "9 a.m. on March 3", "17:00 GMT"."""
    sure = phrase.first("AMPM", "ZONE", "OCLOCK", "POINT", "PART", "LOCAL", "WEEKDAY", "MONTH", "DAYREF")
    if not sure and (
        not place.before or place.before[-1] not in {"at", "by", "until", "till", "around", "about", "before", "after"}
    ):
        return None  # "3:20" may be a score, a chapter and verse, or a finishing time
    clock = _clock_value(phrase)
    if clock is None:
        return None
    on = _day_in(phrase, place)
    return Reading(
        type="time", value=f"{on.isoformat()}T{clock}" if on else f"XXXX-XX-XXT{clock}", days=(on, on) if on else None
    )


def _clock_value(phrase: Phrase) -> str | None:
    if phrase.first("POINT"):
        return "24:00" if phrase.has("midnight") else "12:00"
    clock = phrase.first("CLOCK") or _hour_word(phrase)
    hour, minute = (int(p) for p in (*re.split(r"[:.]", clock), "0")[:2])
    half = (phrase.first("AMPM") or "")[:1]
    part = PART_OF.get(phrase.first("PART", "NIGHT") or "", "")
    if half or part:
        if not 1 <= hour <= 12:
            return None
        later = half == "p" or (part in {"AF", "EV"} or (part == "NI" and hour >= 6))
        hour = hour % 12 + 12 * later
    return f"{hour:02d}:{minute:02d}" if hour <= 24 and minute < 60 else None


def _hour_word(phrase: Phrase) -> str:
    """Find the hour: the number right before "p.m." or "o'clock" or "in the morning"."""
    marks = {LETTER["AMPM"], LETTER["OCLOCK"], LETTER["IN"]}
    at = next(i for i, c in enumerate(phrase.classes) if c in marks)
    number = parse_number([phrase.words[at - 1]])
    return phrase.words[at - 1] if "." in phrase.words[at - 1] else str(int(number or 0))


def read_part_day(phrase: Phrase, place: Place) -> Reading | None:
    """Read "Friday night", "this morning", "overnight"."""
    word = phrase.first("PART", "NIGHT", "DAWN", "TONIGHT", "OVERNIGHT") or ""
    on = _day_in(phrase, place)
    if on is None:
        return Reading(type="time")
    last = on + timedelta(phrase.words == ("overnight",))
    return Reading(type="time", value=f"{on.isoformat()}T{PART_OF[word]}", days=(on, last))


def read_part_of_day(phrase: Phrase, place: Place) -> Reading | None:
    """Read "in the morning" as that of the day just spoken of."""
    if place.before[-1:] not in {("in",), ("during",)} and not phrase.has("in"):
        return None
    return read_part_day(phrase, place)


def read_and_day(phrase: Phrase, place: Place) -> Reading | None:
    """Read the "25" of "April 24 and 25"."""
    after = place.after[0] if place.after else ""
    if (
        not place.mentioned
        or not place.mentioned.days
        or (after.isalpha() and after.islower() and after not in {"in", "at", "to", "for"})
    ):
        return None
    return date_reading(place.mentioned.days[0].replace(day=int(phrase.words[0])).isoformat())

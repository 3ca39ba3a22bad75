from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from crossread.extract._time_calendar import days_of, holiday
from crossread.extract.times import find_times, parse_time
from crossread.language.analysis import Sentences, Tokens
from crossread.records import Document, TimeRef, content_id

TUESDAY = date(2025, 8, 19)
"""The anchor of the conventions in docs/record.md: a report of a Tuesday."""


def ints(*values: int) -> np.ndarray:
    """Make a column."""
    return np.array(values, dtype=np.int32)


def find(text: str, anchor: date | None = TUESDAY) -> tuple[TimeRef, ...]:
    """Find the times of a text that is one sentence a line."""
    doc = Document(id="d1", source="d1.txt", sha256="", text=text)
    ends = [i for i, c in enumerate(text) if c == "\n"] + [len(text)]
    starts = [0, *(e + 1 for e in ends[:-1])]
    sentences = Sentences(ints(*starts), ints(*ends), ints(*range(len(starts))))
    return find_times(doc, sentences, anchor=anchor).records


def shown(text: str, anchor: date | None = TUESDAY) -> list[str]:
    """Show what was found as "words = value"."""
    return [f"{text[r.span.start : r.span.end]} = {r.value}" for r in find(text, anchor)]


def days(text: str, anchor: date | None = TUESDAY) -> list[tuple[str | None, str | None]]:
    """Give first and last day of what was found."""
    return [(r.from_, r.to) for r in find(text, anchor)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mayor of Tarnholm resigned on Monday.", "2025-08-18"),
        ("The firm said that it had until Friday.", "2025-08-22"),
        ("Orla gave the firm until Friday to list the shops that had closed.", "2025-08-22"),
        ("She said that both unions had agreed to meet the ministry on Friday.", "2025-08-22"),
        ("The clinic will help only if its staff are let in before Friday.", "2025-08-22"),
        ("The visit to Vell, announced for Friday, has been called off.", "2025-08-22"),
        ("The mayor wants both sides in her office on Friday.", "2025-08-22"),
        ("They will sail on the 22nd, he said.", "2025-08-22"),
        ("It was agreed on the fourteenth.", "2025-08-14"),
        ("His term will begin on the second Sunday in October.", "2025-10-12"),
        ("The ferry sank Sunday off Vell.", "2025-08-17"),
        ("The council will meet on Friday.", "2025-08-22"),
        ("The council is expected to vote Friday.", "2025-08-22"),
        ("Ministers are meeting on Thursday in Orla.", "2025-08-21"),
        ("The trial of the harbour master begins Monday.", "2025-08-25"),
        ("Both sides agreed to meet on Friday.", "2025-08-22"),
        ("The company declined to comment on Friday.", "2025-08-15"),
        ("The repairs must be done by Friday.", "2025-08-22"),
        ("Nobody has been seen since Friday.", "2025-08-15"),
        ("On Friday, the council will decide.", "2025-08-22"),
        ("He said on Monday that the talks will go on.", "2025-08-18"),
        ("Talks broke down ahead of Friday's summit.", "2025-08-22"),
        ("The court gave the firm until Friday to answer.", "2025-08-22"),
        ("By Friday all of them had left.", "2025-08-15"),
        ("The guild first agreed to a truce on Friday.", "2025-08-15"),
        ("The hearing was set for Friday.", "2025-08-22"),
        ("She has asked the two of them back for Friday.", "2025-08-22"),
        ("He searched the dock for Friday's lamp.", "2025-08-15"),
        ("She has put off her motion until his time is up on Friday.", "2025-08-22"),
        ("The crew waited until the tide turned on Friday.", "2025-08-15"),
        ("He would send for them if nothing had moved by Friday.", "2025-08-22"),
        ("Rook will have a check at the clinic on Friday.", "2025-08-22"),
        ("Friday, ten o'clock, upstairs.", "2025-08-22"),
        ("The bank had given the club until Friday to pay.", "2025-08-22"),
        ("The box office shuts on Friday.", "2025-08-22"),
        ("They let four people go on Friday.", "2025-08-15"),
    ],
)
def test_weekday_looks_the_way_of_its_verb(text: str, day: str) -> None:
    """A weekday is the one before with a past verb and the next one with a future verb."""
    assert days(text) == [(day, day)]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Tuesday", "2025-08-19"),
        ("last Tuesday", "2025-08-12"),
        ("next Tuesday", "2025-08-26"),
        ("last Friday", "2025-08-15"),
        ("next Friday", "2025-08-22"),
        ("Monday of last week", "2025-08-11"),
        ("Friday next week", "2025-08-29"),
        ("Friday week", "2025-08-29"),
        ("a week from today", "2025-08-26"),
        ("the ninth of this month", "2025-08-09"),
        ("the 15th of next month", "2025-09-15"),
        ("the last day of October", "2025-10-31"),
        ("the last day of next month", "2025-09-30"),
    ],
)
def test_named_weekday(words: str, day: str) -> None:
    """The anchor's own weekday is the anchor, unless "last" or "next" moves it a week."""
    reading = parse_time(words, anchor=TUESDAY)
    assert reading is not None
    assert reading.value == day


def test_direction_is_taken_from_the_caller() -> None:
    """An expression on its own looks the way that the caller says."""
    back, ahead = (parse_time("Friday", anchor=TUESDAY, direction=way) for way in (-1, 1))
    assert (back and back.value, ahead and ahead.value) == ("2025-08-15", "2025-08-22")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("It rained last week.", "2025-08-11", "2025-08-17"),
        ("It will be done next week.", "2025-08-25", "2025-08-31"),
        ("It opens next month.", "2025-09-01", "2025-09-30"),
        ("It closed in February.", "2025-02-01", "2025-02-28"),
        ("It will close in February.", "2026-02-01", "2026-02-28"),
        ("It closed in October.", "2024-10-01", "2024-10-31"),
        ("It was built in 2014.", "2014-01-01", "2014-12-31"),
        ("It is due within two weeks.", "2025-08-19", "2025-09-02"),
        ("It is due within the next two weeks.", "2025-08-19", "2025-09-02"),
        ("It is due within 10 days.", "2025-08-19", "2025-08-29"),
        ("Orla gave the bank 72 hours to pay.", "2025-08-19", "2025-08-22"),
        ("Orla gave the bank two more days.", "2025-08-19", "2025-08-21"),
        ("It rained in the past two weeks.", "2025-08-05", "2025-08-19"),
        ("It fell earlier this year.", "2025-01-01", "2025-08-19"),
        ("It will fall later this year.", "2025-08-19", "2025-12-31"),
        ("It is open until the end of March.", "2026-03-25", "2026-03-31"),
        ("It will open by the end of the year.", "2025-12-01", "2025-12-31"),
        ("It will open this weekend.", "2025-08-23", "2025-08-24"),
        ("It burned over the weekend.", "2025-08-16", "2025-08-17"),
        ("It stood in the 1990s.", "1990-01-01", "1999-12-31"),
        ("It fell in mid-2019.", "2019-05-01", "2019-08-31"),
        ("It rose in the third quarter of 2024.", "2024-07-01", "2024-09-30"),
        ("It rose in Q3 2024.", "2024-07-01", "2024-09-30"),
        ("It rose in the first half of 2024.", "2024-01-01", "2024-06-30"),
        ("It snowed last winter.", "2024-12-01", "2025-02-28"),
        ("It must be settled in the next 48 hours.", "2025-08-19", "2025-08-21"),
        ("It will open on the first of October.", "2025-10-01", "2025-10-01"),
        ("It will open by the first day of October.", "2025-10-01", "2025-10-01"),
        ("It will open on the twenty-first of October.", "2025-10-21", "2025-10-21"),
        ("It will open in the first week of October.", "2025-10-01", "2025-10-31"),
        ("It has 60 days to answer.", "2025-08-19", "2025-10-18"),
        ("The court gave it three weeks to answer.", "2025-08-19", "2025-09-09"),
        ("She wants a report inside three weeks.", "2025-08-19", "2025-09-09"),
        ("It fell between June 3-5.", "2025-06-03", "2025-06-05"),
        ("It happened overnight.", "2025-08-18", "2025-08-19"),
        ("A deal could be reached within 10 days.", "2025-08-19", "2025-08-29"),
        ("The guild promised it within a month.", "2025-08-19", "2025-09-19"),
        ("The dam will be ready by mid-October.", "2025-10-11", "2025-10-15"),
        ("Sowing will begin in mid-October.", "2025-10-11", "2025-10-21"),
        ("Since the beginning of the 2000s it stood.", "2000-01-01", "2001-12-31"),
    ],
)
def test_stretch_of_days(text: str, first: str, last: str) -> None:
    """Weeks, months, years and deadlines get their first and last day, inclusive."""
    assert days(text)[0] == (first, last)


def test_a_term_runs_from_the_day_on_which_it_was_given() -> None:
    """What "on Monday gave the bank 72 hours" sets ends three days after Monday, whatever the day of the report."""
    assert days("Orla on Monday gave the bank 72 hours to pay.")[-1] == ("2025-08-18", "2025-08-21")


@pytest.mark.parametrize(
    "text", ["He lives on the 22nd floor.", "She came in on the third.", "It is the second Sunday in a row."]
)
def test_an_ordinal_before_a_noun_is_no_day(text: str) -> None:
    """A day by its number alone stands behind a preposition, and nothing that it counts behind it."""
    assert all(first == last == "2025-08-17" for first, last in days(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 12 March 2024 it began.", ["12 March 2024 = 2024-03-12"]),
        ("On March 12th, 2024, it began.", ["March 12th, 2024 = 2024-03-12"]),
        ("On Sunday, Aug. 3, it began.", ["Sunday, Aug. 3 = 2025-08-03"]),
        ("Dated 2024-03-12.", ["2024-03-12 = 2024-03-12"]),
        ("Dated 13/03/2024.", ["13/03/2024 = 2024-03-13"]),
        ("Dated 12/03/2024.", ["12/03/2024 = None"]),
        ("Dated 12.03.2024.", ["12.03.2024 = 2024-03-12"]),
        ("It began at 5:30 p.m. on Monday.", ["5:30 p.m. on Monday = 2025-08-18T17:30"]),
        ("It began at 9am.", ["9am = 2025-08-19T09:00"]),
        ("It fell on Friday night.", ["Friday night = 2025-08-15TNI"]),
        ("He came three days ago.", ["three days ago = 2025-08-16"]),
        ("He came two weeks ago.", ["two weeks ago = 2025-W32"]),
        ("He came five years ago.", ["five years ago = 2020"]),
        ("He waited for three days.", ["three days = P3D"]),
        ("He waited three and a half years.", ["three and a half years = P3Y6M"]),
        ("The nearly four-year-long siege.", ["nearly four-year-long = P4Y"]),
        ("He waited several months.", ["several months = PXM"]),
        ("It sails every Tuesday.", ["every Tuesday = XXXX-WXX-2"]),
        ("It appears weekly.", ["weekly = P1W"]),
        ("It meets twice a year.", ["twice a year = P1Y"]),
        ("He lives here now.", ["now = PRESENT_REF"]),
        ("In the 19th century it stood.", ["the 19th century = 18"]),
        ("On Christmas Eve it will open.", ["Christmas Eve = 2025-12-24"]),
        ("It opened on Easter Monday.", ["Easter Monday = 2025-04-21"]),
        ("The 2022 invasion of Orlania.", ["2022 = 2022"]),
        ("From 1990 to 1995 it stood.", ["1990 to 1995 = 1990/1995"]),
        ("He recovered fully within a month.", ["a month = P1M"]),
        ("Eat every 2-3 hours.", ["every 2-3 hours = PTXH"]),
        ("He ate 20-30 minutes before bed.", ["20-30 minutes = PTXM"]),
        ("He waited twenty-five years.", ["twenty-five years = P25Y"]),
        ("It opens on Black Friday.", ["Black Friday = 2025-11-28"]),
        ("The Prize Day 2019 sale.", ["2019 = 2019"]),
        ("Between March and May 1999 it stood.", ["March = 1999-03", "May 1999 = 1999-05"]),
    ],
)
def test_value(text: str, expected: list[str]) -> None:
    """Each kind of expression gets its TIMEX3 value."""
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He may leave the city.",
        "May he rest.",
        "Theresa May said no.",
        "They march and spring and fall.",
        "The fall of the city.",
        "An august body.",
        "The Sun rose over the Sat phone.",
        "The second man took a minute.",
        "He counted 2,014 people.",
        "They burned 2014 homes.",
        "It cost $2014.",
        "A 23-year-old man.",
        "He is 23 years old.",
        "They won 3:2.",
        "He is in room B2014.",
        "A quarter of the town burned.",
        "Version 1.5.10 is out.",
        "They sang of Bloody Sunday.",
    ],
)
def test_words_that_only_look_like_times(text: str) -> None:
    """Verbs, names, counts, ages and scores are no times."""
    assert shown(text) == []


@pytest.mark.parametrize("text", ["On 12 March 2024 it fell.", "It fell in 2014.", "It fell in the 1990s."])
def test_absolute_dates_need_no_anchor(text: str) -> None:
    """Without an anchor a date that names its year is resolved all the same."""
    (ref,) = find(text, anchor=None)
    assert ref.from_
    assert ref.anchor is None


@pytest.mark.parametrize(
    "text", ["It fell on Monday.", "It fell last week.", "It fell yesterday.", "It fell two days ago."]
)
def test_relative_dates_need_an_anchor(text: str) -> None:
    """Without an anchor a relative date is found, and left open."""
    (ref,) = find(text, anchor=None)
    assert (ref.value, ref.from_, ref.to) == (None, None, None)


def test_points_at_what_was_just_said() -> None:
    """What "the next day" and "that month" mean counts from the date before them, not from the anchor."""
    text = "The bridge fell on 12 March 2024.\nThe next day it snowed.\nThat month was cold."
    assert [r.value for r in find(text)] == ["2024-03-12", "2024-03-13", "2024-03"]


def test_an_hour_of_what_is_past_is_not_on_a_day_to_come() -> None:
    """An hour told with a past verb is one of the anchor, though a day to come was told of before."""
    text = "The board will meet on 28 August. The briefing was over at noon."
    assert days(text)[-1] == ("2025-08-19", "2025-08-19")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A barn burned down on Friday.\nThe fire began at about 4 a.m. in the loft.", "2025-08-15"),
        ("A barn burned down on Friday, police said on Monday.\nThe fire began at 4 a.m. in the loft.", "2025-08-15"),
        (
            "A barn burned down on Friday.\nA mass will be held on Sunday.\nThe roof fell in at 5 a.m. with a crash.",
            "2025-08-15",
        ),
        ("A barn burned down on Friday.\nThe mayor will speak at 6 p.m. in the hall.", "2025-08-19"),
        (
            "OAKHAM, Aug 18 (Coast Press) - A barn burned down on Friday.\nThe roof fell in at 5 a.m. with a crash.",
            "2025-08-15",
        ),
        ("A barn burned down on Friday night.\nThe roof fell in at 3 a.m. with a crash.", "2025-08-16"),
        ("The roof fell in at 3 a.m. with a crash.", "2025-08-19"),
    ],
    ids=[
        "lead",
        "not-of-speech",
        "not-of-the-next-paragraph",
        "to-come",
        "not-of-the-dateline",
        "small-hours",
        "none-told",
    ],
)
def test_an_hour_alone_is_of_the_day_told_around_it(text: str, day: str) -> None:
    """An hour without a day is of the day that its paragraph tells of before it, else of that of the lead."""
    assert days(text)[-1] == (day, day)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The queen declared Friday a day of mourning.", "2025-08-22"),
        ("Saturday's regatta has been called off.", "2025-08-23"),
        ("Saturday's regatta was a wash-out.", "2025-08-16"),
        ("The prefect has banned parades from Saturday.", "2025-08-23"),
        ("The fair was shut from Saturday.", "2025-08-16"),
        ("Wool rose two crowns from Friday.", "2025-08-15"),
        ("Norland would not yield to the league, which on Friday gave it a week.", "2025-08-15"),
    ],
)
def test_weekday_of_what_is_declared_called_off_or_begins(text: str, day: str) -> None:
    """A day that is declared something is to come, and so is that of what has been called off, and that something runs from."""
    assert days(text)[0] == (day, day)


def test_possessive_weekday_is_the_one_just_told_of() -> None:
    """A meeting of Friday is that of the Friday before it in the text, whatever its clause says."""
    text = "The guild met on Friday.\nAhead of Friday's meeting it will not speak."
    assert days(text) == [("2025-08-15", "2025-08-15")] * 2


def test_year_earlier_in_earnings_is_the_same_quarter() -> None:
    """In an earnings report "a year earlier" is the same quarter of the year before."""
    assert shown("Sales rose in the second quarter of 2025, up from a year earlier.")[-1] == "a year earlier = 2024-Q2"


def test_past_deadline_is_not_counted_from_the_anchor() -> None:
    """What was over "within a month" says nothing of the month after the report."""
    assert days("He recovered fully within a month.") == [(None, None)]


def test_clause_stays_inside_its_sentence() -> None:
    """A future verb of the next sentence does not turn a weekday around."""
    assert days("The strike, on Friday.\nIt will go on.")[0] == ("2025-08-15", "2025-08-15")


def test_record_fields() -> None:
    """A reference has an id of its content, its span, its type and the day that it was read against."""
    text = "It fell on Monday."
    (ref,) = find(text)
    assert text[ref.span.start : ref.span.end] == "Monday"
    assert ref.id == content_id("t", ref.span)
    assert (ref.type, ref.anchor) == ("date", "2025-08-19")


def test_part_of_speech_rules_out_a_verb() -> None:
    """A word that the tagger takes for a verb is no month."""
    text = "They will in March order."
    doc = Document(id="d1", source="d1.txt", sha256="", text=text)
    tokens = Tokens(ints(0, 5, 10, 13, 19), ints(4, 9, 12, 18, 24), ints(0, 0, 0, 0, 0))
    sentences = Sentences(ints(0), ints(len(text)), ints(0))
    for tag, n in (("VERB", 0), ("PROPN", 1)):
        upos = ["PRON", "AUX", "ADP", tag, "NOUN"]
        assert len(find_times(doc, sentences, anchor=TUESDAY, upos=upos, tokens=tokens).records) == n


@pytest.mark.parametrize(
    "text", ["30 February 2024 came.", "65000000 years ago it fell.", "99999999999999 weeks later."]
)
def test_days_that_the_calendar_does_not_have(text: str) -> None:
    """Impossible days and distances break nothing and get no days."""
    assert all(r.from_ is None or r.from_.startswith("2024") for r in find(text))


def test_long_text_of_time_words_is_read_in_time() -> None:
    """A text made of nothing but numbers and time words takes time in line with its length."""
    assert find("twenty-" * 2000) == ()
    assert len(find("9 to 5 " * 2000)) == 0


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-W01", date(2024, 1, 1), date(2024, 1, 7)),
        ("2024-W01-WE", date(2024, 1, 6), date(2024, 1, 7)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-WI", date(2024, 12, 1), date(2025, 2, 28)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("2024-03-12TNI", date(2024, 3, 12), date(2024, 3, 12)),
    ],
)
def test_days_of_a_value(value: str, first: date, last: date) -> None:
    """A TIMEX3 value covers the days that its form names."""
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["P2W", "PRESENT_REF", "XXXX-WXX-2", "2024-13", "0000", ""])
def test_values_without_days(value: str) -> None:
    """Amounts, sets, references and impossible months cover no days."""
    assert days_of(value) is None


def test_moving_holidays() -> None:
    """Holidays that move with Easter or the weekday are computed."""
    assert holiday("good friday", 2025) == date(2025, 4, 18)
    assert holiday("thanksgiving", 2025) == date(2025, 11, 27)
    assert holiday("memorial day", 2025) == date(2025, 5, 26)

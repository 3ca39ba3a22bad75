"""The day of publication."""

from datetime import date

import pytest

from crossread.ingest.dates import date_in_head, date_in_url, is_after, parse_published


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2031-08-19", "2031-08-19"),
        ("20310819", "2031-08-19"),
        ("2031-08-19T14:05:00Z", "2031-08-19T14:05:00+00:00"),
        ("2031-08-19T14:05:00.123+02:00", "2031-08-19T14:05:00+02:00"),
        ("2031-08-19T14:05:00+0200", "2031-08-19T14:05:00+02:00"),
        ("2031-08-19 14:05", "2031-08-19T14:05:00"),
        ("Tue, 19 Aug 2031 14:05:00 +0200", "2031-08-19T14:05:00+02:00"),
        ("19 August 2031", "2031-08-19"),
        ("August 19, 2031, 4:15 PM", "2031-08-19T16:15:00"),
        ("August 19, 2031 4:15 PM GMT+0200", "2031-08-19T16:15:00+02:00"),
        ("01:38 PM IST Aug 19, 2031", "2031-08-19T13:38:00"),
        ("Published: Aug. 19, 2031", "2031-08-19"),
        ("19.08.2031", "2031-08-19"),
        ("08/19/2031", "2031-08-19"),
        ("03/03/2031", "2031-03-03"),
    ],
)
def test_days_are_read(said: str, read: str) -> None:
    """ISO, RFC 5322 and English ways; the offset stays as given, and no time is invented."""
    assert parse_published(said) == read


@pytest.mark.parametrize(
    "said",
    ["", "12/03/2031", "03.04.2031", "yesterday", "3 hours ago", "August 2031", "2031", "31 February 2031", "Monday",
     "soon", "1755612345", "2031-13-45", "19 August 2031 " * 20, "99999-01-01"],
)  # fmt: skip
def test_what_is_no_certain_day_is_refused(said: str) -> None:
    """Numbers that are two dates at once, relative days, months and nonsense give None."""
    assert parse_published(said) is None


def test_day_in_an_address() -> None:
    """Many sites put the day into the path; other numbers are none."""
    assert date_in_url("https://example.org/2031/08/19/harbour") == "2031-08-19"
    assert date_in_url("https://example.org/2031/99/19/harbour") is None
    assert date_in_url("https://example.org/a/20310819") is None


def test_the_future_begins_tomorrow_everywhere() -> None:
    """The day after in the east is no future while it is still today in UTC."""
    today = date(2031, 8, 19)
    assert is_after("2031-08-20", today)
    assert not is_after("2031-08-19", today)
    assert not is_after("2031-08-20T06:00:00+12:00", today)
    assert is_after("2031-08-20T13:00:00+12:00", today)
    assert not is_after("9999-12-31T23:00:00-12:00", date(9999, 12, 31))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ELLERY, May 2 (Lodestar) - The ferry", "2031-05-02"),
        ("PORT ELLERY, Tolm, 2 May — The ferry", "2031-05-02"),
        ("ELLERY, Dec. 31 (Lodestar) - The ferry", None),
        ("ELLERY, May 45 (Lodestar) - The ferry", None),
        ("The ferry sank on May 2 - nobody knows why", None),
        ("In Ellery, May 2 is a holiday.", None),
    ],
)
def test_a_dateline_tells_the_day_of_its_report(text: str, day: str | None) -> None:
    """The year is that of the day given; a day far from it, or in running text, is not the report's."""
    assert date_in_head(text, near=date(2031, 5, 6)) == day


def test_the_year_of_a_dateline_is_the_nearest() -> None:
    """A report of New Year's Eve that is read as of January is of the year before."""
    assert date_in_head("ELLERY, Dec 31 (Lodestar) - The ferry", near=date(2031, 1, 2)) == "2030-12-31"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("ELLERY, May 2, 2031 (Lodestar) - The ferry", "2031-05-02"),
        ("ELLERY, Friday, May 2, 2031 - The ferry", "2031-05-02"),
        ("Ferry sinks\n\nBy Ada Pell\n\nPublished 2 May 2031\n\nThe ferry sank.", "2031-05-02"),
        ("Ferry sinks\n\nEllery, Friday, May 2, 2031\n\nThe ferry sank.", "2031-05-02"),
        ("Ferry sinks\n\nUpdated: 2 May 2031, 14:05 GMT\n\nThe ferry sank.", "2031-05-02"),
        ("ELLERY, May 2 (Lodestar) - The ferry", None),
        ("The ferry sank on 2 May 2031 and nobody knows why.", None),
        (f"{'The ferry sank, and nobody knows why. ' * 6}\n\n2 May 2031\n\nIt was new.", None),
    ],
)
def test_a_day_with_its_year_is_read_at_the_head_of_a_report(text: str, day: str | None) -> None:
    """In the dateline or on a line of its own before the text begins; a day in running text is an event's."""
    assert date_in_head(text, near=None) == day

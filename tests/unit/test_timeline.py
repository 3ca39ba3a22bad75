import pytest
from msgspec.structs import replace

from crossread.compare.timeline import make_timeline, precision_of
from crossread.extract.report import Report
from crossread.records import Point
from tests.tagged import dated, place, tagged, told

AGROUND = (
    "The|DET|2|det ferry|NOUN|3|nsubj ran|VERB|0|root aground|ADV|3|advmod off|ADP|6|case Ellery|PROPN|3|obl "
    "on|ADP|8|case Monday|PROPN|3|obl _.|PUNCT|3|punct"
)
MONDAYS = (
    "The|DET|2|det mayor|NOUN|3|nsubj praised|VERB|0|root Monday|PROPN|6|nmod:poss _'s|PART|4|case "
    "meeting|NOUN|3|obj warmly|ADV|3|advmod _.|PUNCT|3|punct"
)
SINCE = (
    "The|DET|2|det port|NOUN|5|nsubj has|AUX|5|aux been|AUX|5|aux closed|VERB|0|root since|ADP|7|case "
    "Monday|PROPN|5|obl _.|PUNCT|5|punct"
)
BUILT = (
    "The|DET|2|det yard|NOUN|3|nsubj built|VERB|0|root the|DET|5|det ferry|NOUN|3|obj in|ADP|7|case 2009|NUM|3|obl "
    "_.|PUNCT|3|punct"
)
CLAIM = "The ferry ran aground off Ellery on Monday"


def on_monday(report: Report, day: str = "2031-05-19") -> Report:
    """Give a report its Monday."""
    return replace(report, times=(dated(report, "Monday", day),))


def test_reports_of_one_event_are_one_entry_in_the_points_words() -> None:
    """Claims of one point on one day make one entry, in the words that the point has."""
    a, b = on_monday(tagged("a", AGROUND)), on_monday(tagged("b", AGROUND))
    a, b = replace(a, claims=(told(a, CLAIM, "k1"),)), replace(b, claims=(told(b, CLAIM, "k2"),))
    point = Point(
        id="p1", span=place(b, CLAIM), claims=("k1", "k2"), outlets=("a", "b"), origins=2, status="corroborated"
    )
    (entry,) = make_timeline((a, b), (point,))
    assert (entry.from_, entry.to, entry.span, entry.point, entry.precision) == (
        "2031-05-19",
        "2031-05-19",
        place(b, CLAIM),
        "p1",
        "day",
    )


def test_other_days_are_other_entries_in_their_order() -> None:
    """The same words on two days stay two entries, the earlier first; a year long past keeps its year."""
    a, b = on_monday(tagged("a", AGROUND)), on_monday(tagged("b", AGROUND), "2031-05-12")
    c = tagged("c", BUILT)
    c = replace(c, times=(dated(c, "2009", "2009-01-01", "2009-12-31"),))
    found = make_timeline((a, b, c), ())
    assert [(e.from_, e.precision) for e in found] == [
        ("2009-01-01", "year"),
        ("2031-05-12", "day"),
        ("2031-05-19", "day"),
    ]


@pytest.mark.parametrize("line", [MONDAYS, SINCE], ids=["of-a-noun", "since"])
def test_a_time_that_dates_nothing(line: str) -> None:
    """The day of a noun ("Monday's meeting") and a beginning ("since") date no event."""
    assert make_timeline((on_monday(tagged("a", line)),), ()) == ()


def test_a_time_without_days_is_left_out() -> None:
    """A time that could not be resolved makes no entry."""
    a = tagged("a", AGROUND)
    unread = replace(dated(a, "Monday", "2031-05-19"), from_=None, to=None)
    assert make_timeline((replace(a, times=(unread,)),), ()) == ()


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2031-05-19", "2031-05-19", "day"),
        ("2032-02-01", "2032-02-29", "month"),
        ("2031-01-01", "2031-12-31", "year"),
        ("2031-05-19", "2031-05-25", "range"),
    ],
)
def test_precision(first: str, last: str, precision: str) -> None:
    """Days, calendar months and years are told from other ranges."""
    assert precision_of(first, last) == precision


PUMPED = (
    "Divers|NOUN|2|nsubj pumped|VERB|0|root forty|NUM|4|nummod tonnes|NOUN|2|obj of|ADP|6|case oil|NOUN|4|nmod "
    "ashore|ADV|2|advmod there|ADV|2|advmod {when} _.|PUNCT|2|punct"
)


def test_a_loose_day_joins_the_one_that_is_told_closely() -> None:
    """What happened "overnight" lies in two days: it joins the Monday on which another report puts the same event, and only that."""
    a = on_monday(tagged("a", PUMPED.format(when="on|ADP|10|case Monday|PROPN|2|obl")))
    b = tagged("b", PUMPED.format(when="almost|ADV|10|advmod overnight|ADV|2|advmod"))
    b = replace(b, times=(dated(b, "overnight", "2031-05-19", "2031-05-20"),))
    (entry,) = make_timeline((b, a), ())
    assert (entry.from_, entry.to, entry.precision) == ("2031-05-19", "2031-05-19", "day")
    far = replace(a, times=(dated(a, "Monday", "2031-05-12"),))
    assert len(make_timeline((b, far), ())) == 2


def test_events_of_a_day_stand_in_the_order_of_their_hours() -> None:
    """What is told for the morning comes before the evening, and both before what no hour is told for."""
    days = {"c": "2031-05-19", "a": "2031-05-19TEV", "b": "2031-05-19T09:30"}
    lines = (AGROUND, AGROUND.replace("ferry", "train").replace("Ellery", "Dell").replace("aground", "late"),
             AGROUND.replace("ferry", "mayor").replace("Ellery", "office").replace("aground", "again"))  # fmt: skip
    reports = [on_monday(tagged(id_, line)) for id_, line in zip(days, lines, strict=True)]
    reports = [replace(r, times=(replace(r.times[0], value=days[r.doc.id]),)) for r in reports]
    assert [e.span.doc for e in make_timeline(reports, ())] == ["b", "a", "c"]


OF_MONDAY = (
    "The|DET|2|det minutes|NOUN|5|nsubj of|ADP|4|case Monday|PROPN|2|nmod name|VERB|0|root two|NUM|7|nummod "
    "engineers|NOUN|5|obj _.|PUNCT|5|punct"
)
OURS = (
    "We|PRON|2|nsubj read|VERB|0|root the|DET|4|det minutes|NOUN|2|obj of|ADP|7|case the|DET|7|det meeting|NOUN|4|nmod "
    "on|ADP|9|case Monday|PROPN|2|obl _.|PUNCT|2|punct"
)


AFTER_MONDAYS = (
    "The|DET|2|det envoy|NOUN|3|nsubj flew|VERB|0|root home|ADV|3|advmod after|ADP|7|case a|DET|7|det summit|NOUN|3|obl "
    "on|ADP|9|case Monday|PROPN|7|nmod _.|PUNCT|3|punct"
)


@pytest.mark.parametrize(
    "line", [OF_MONDAY, OURS, AFTER_MONDAYS], ids=["of-a-thing", "the-paper's-own", "of-what-came-before"]
)
def test_what_is_no_event_of_its_day(line: str) -> None:
    """The day of a thing ("the minutes of Monday") dates no event, and what a paper itself does is none of the story's."""
    assert make_timeline((on_monday(tagged("a", line)),), ()) == ()

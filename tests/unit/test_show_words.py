"""Plain words for dates, amounts and scores."""

from __future__ import annotations

import pytest

from crossread.records import Figure, Span
from crossread.show._words import certainty, count, day_words, days_words, figure_words, number_words

SPAN = Span("d", 0, 1)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-05-13T06:30:00Z", None, "13 May 2031"),
        ("2031-05-12", "2031-05-14", "12–14 May 2031"),
        ("2031-05-30", "2031-06-02", "30 May – 2 June 2031"),
        ("2031-12-30", "2032-01-02", "30 December 2031 – 2 January 2032"),
        ("2031-06-01", "2031-06-30", "June 2031"),
        ("2031-12-01", "2031-12-31", "December 2031"),
        ("1998-01-01", "1998-12-31", "1998"),
        ("9999-12-01", "9999-12-31", "December 9999"),
        ("some day", None, "some day"),
        (None, None, ""),
    ],
)
def test_days_are_said_shortly(first: str | None, last: str | None, words: str) -> None:
    """A range is said with as few words as tell it; what is no date stays as it is."""
    assert days_words(first, last) == words


def test_a_bad_day_stays_as_it_is() -> None:
    """The 30th of February is shown as written."""
    assert day_words("2031-02-30") == "2031-02-30"


@pytest.mark.parametrize(
    ("value", "words"),
    [("1500", "1,500"), ("2400000000", "2.4 billion"), ("2.50", "2.5"), ("1000001", "1,000,001"), ("-3", "-3"),
     ("0", "0"), ("NaN", "NaN"), ("9" * 40, "9" * 40), ("<b>", "<b>"), (None, "")],
)  # fmt: skip
def test_numbers_are_grouped_or_scaled(value: str | None, words: str) -> None:
    """A number is scaled only where nothing is lost; what is no number stays as it is."""
    assert number_words(value) == words


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (Figure(id="f", span=SPAN, value="40", approximate=True), "about 40"),
        (Figure(id="f", span=SPAN, value="40", bound="at_least", unit="km"), "at least 40 km"),
        (Figure(id="f", span=SPAN, low="300", high="400", bound="between"), "300–400"),
        (Figure(id="f", span=SPAN, value="90000000000", unit="USD", kind="money"), "USD 90 billion"),
        (Figure(id="f", span=SPAN, value="12", unit="percent", kind="percent"), "12%"),
        (Figure(id="f", span=SPAN, value="0.25", unit="hour", kind="duration"), "15 minutes"),
    ],
)
def test_figures_keep_bound_and_unit(figure: Figure, words: str) -> None:
    """What a figure is bounded by and counted in is said with it."""
    assert figure_words(figure) == words


def test_a_score_is_a_word_and_a_number() -> None:
    """Both sides of the line between likely and unsure."""
    assert (certainty(0.7), certainty(0.69)) == ("likely (0.70)", "unsure (0.69)")


def test_counts_agree_with_their_noun() -> None:
    """One is singular, and a plural of its own is used."""
    assert (count(1, "report"), count(1200, "report"), count(2, "story", "stories")) == (
        "1 report",
        "1,200 reports",
        "2 stories",
    )

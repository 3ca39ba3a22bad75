import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.extract.figures import find_figure_spans

PIECES = st.sampled_from(
    "1 2.5 1,500 $ € % -5 - – / ' ’ ( ) one two half a third million dozens of in and to or between more than about "
    "km days Rs EUR No. second May 2024 -year-old 12k ½ °C people the 10-15 3-1 x A320".split()
)
TEXTS = st.one_of(
    st.text(max_size=80), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join)
)


@given(TEXTS)
def test_any_text_gives_ordered_spans_of_its_own_words(text: str) -> None:
    """Figures never cross, never leave the text, and never begin or end in white space."""
    figures = find_figure_spans(text, 0, len(text))
    at = 0
    for figure in figures:
        assert at <= figure.start < figure.end <= len(text)
        words = text[figure.start : figure.end]
        assert words == words.strip()
        at = figure.end


@given(TEXTS)
def test_limits_hold_the_value(text: str) -> None:
    """Low is never above high, the value lies between, and something is said at all."""
    for figure in find_figure_spans(text, 0, len(text)):
        said = [n for n in (figure.low, figure.value, figure.high) if n is not None]
        assert said
        assert said == sorted(said)
        assert all(n.is_finite() for n in said)


@given(TEXTS, st.text(alphabet="ab \n“é", max_size=20))
def test_what_stands_outside_the_sentence_changes_nothing(text: str, before: str) -> None:
    """A sentence read inside a longer text gives the same figures, shifted."""
    alone = find_figure_spans(text, 0, len(text))
    whole = f"{before}\n{text}\n{before}"
    shift = len(before) + 1
    inside = find_figure_spans(whole, shift, shift + len(text))
    assert [(f.start + shift, f.end + shift, f.value, f.unit) for f in alone] == [
        (f.start, f.end, f.value, f.unit) for f in inside
    ]


@given(st.integers(0, 10**12).filter(lambda n: not 1000 <= n <= 2100))
def test_grouped_digits_keep_their_value(n: int) -> None:
    """Any whole number written with commas is read back."""
    text = f"They counted {n:,} goats."
    (figure,) = find_figure_spans(text, 0, len(text))
    assert figure.value == Decimal(n)


@pytest.mark.parametrize(
    "piece",
    [
        "1,",
        "1 ",
        "9",
        "one in ",
        "10 to ",
        "half ",
        "a ",
        "12/",
        "one hundred and ",
        "(555) ",
        "$",
        "at 1.",
        "May 5 ",
        "million ",
        "1-",
        "-",
        "A",
    ],
)
def test_hostile_text_is_read_in_linear_time(piece: str) -> None:
    """Fifty thousand characters of one pattern take less than two seconds."""
    text = (piece * 50_000)[:50_000]
    began = time.process_time()
    find_figure_spans(text, 0, len(text))
    assert time.process_time() - began < 2

from __future__ import annotations

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.extract.times import find_times
from crossread.language.analysis import Sentences
from crossread.records import Document, TimeRef

WORDS = (
    "the a last next this past following that early late mid end of beginning Monday Friday Sat. March May Sept. Sept 12 31 3rd 2024 "
    "1999 twenty two half and few several couple day days week weeks year years quarter century decades second third Q3 1990s '97 "
    "5:30 p.m. o'clock noon morning night tonight overnight yesterday weekend summer fall ago later earlier before from now within in "
    "on by until since every other daily twice Christmas Easter 12/03/2024 2024-03-12 9/11 fiscal - , . ( will said to is ended 1/2 "
    "٣ ½ ’s ended GMT 25:99 31/31/31 99999999 first nine months year-end old long about at least"
).split()
ANY_TEXT = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join))
ANCHORS = st.one_of(st.none(), st.dates())


def find(text: str, anchor: date | None) -> tuple[TimeRef, ...]:
    """Find the times of a text that is one sentence."""
    doc = Document(id="d", source="d", sha256="", text=text)
    whole = Sentences(*(np.array([n], dtype=np.int32) for n in (0, len(text), 0)))
    return find_times(doc, whole, anchor=anchor).records


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, ANCHORS)
def test_spans_lie_in_the_text_in_order(text: str, anchor: date | None) -> None:
    """On any text, spans are not empty, do not overlap and come in text order."""
    end = 0
    for ref in find(text, anchor):
        assert end <= ref.span.start < ref.span.end <= len(text)
        assert text[ref.span.start : ref.span.end].strip() == text[ref.span.start : ref.span.end]
        end = ref.span.end


@settings(max_examples=400, deadline=None)
@given(ANY_TEXT, ANCHORS)
def test_days_are_dates_in_order(text: str, anchor: date | None) -> None:
    """On any text, the first day is a date and does not come after the last."""
    for ref in find(text, anchor):
        assert (ref.from_ is None) == (ref.to is None)
        if ref.from_ and ref.to:
            assert date.fromisoformat(ref.from_) <= date.fromisoformat(ref.to)


@settings(max_examples=100, deadline=None)
@given(ANY_TEXT, ANCHORS)
def test_twice_gives_the_same(text: str, anchor: date | None) -> None:
    """A second run gives the same records."""
    assert find(text, anchor) == find(text, anchor)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join), st.dates())
def test_an_anchor_changes_no_span(text: str, anchor: date) -> None:
    """Where the expressions of plain dates lie does not depend on the anchor's year."""
    moved = anchor.replace(year=2000, day=min(anchor.day, 28))
    assert [r.span for r in find(text, anchor)] == [r.span for r in find(text, moved)]

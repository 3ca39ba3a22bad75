"""The record as notes."""

from __future__ import annotations

import pytest

from crossread.records import MadeBy, Record
from crossread.show.markdown import escaped, to_markdown
from tests.sample_record import HOSTILE, hostile_record, large_record, sample_record


@pytest.fixture(scope="module")
def notes() -> str:
    """The notes of the sample record."""
    return to_markdown(sample_record())


@pytest.mark.parametrize(
    "line",
    [
        "# Talks on the Ardel dam end without a treaty",
        '  \\[1\\] [Meridian Wire: "Veldonia and Korrin closed two days of talks without agreement on the Ardel dam"]  ',
        "- **What the dam costs** (they cannot all be right; likely (0.86))",
        "| Korrin has agreed to pay a third of it **(disputed)** | ● | ● | ○ | ○ | 1 |",
        "  - “We will sign **once** the sluices are under one roof, and not **one** day before.” [The Veldon Courier]",
        "  - **the reports name different speakers**: Tomas Arkady [Harbour Post]; Nadia Oyelaran [The Veldon Courier]",
        "- **27 May 2031** ◆ deadline: The two delegations will meet again within two weeks [Harbour Post, Meridian Wire]",
        '- Tomas Arkady on Signing the treaty: **✓ for**, was against before [Lakeside Radio: "he was ready to sign this week"]',
        "- Meridian Wire: cites nobody",
        "- no-date: no date of publication was found (Lakeside Radio)",
    ],
)
def test_the_notes_say(notes: str, line: str) -> None:
    """One line of each section, as it is to be read."""
    assert line in notes.split("\n")


@pytest.mark.parametrize(
    ("words", "want"),
    [
        (
            "*bold* _it_ `x` [a](b) <b> a|b ~~c~~ $1",
            "\\*bold\\* \\_it\\_ \\`x\\` \\[a\\](b) \\<b\\> a\\|b \\~\\~c\\~\\~ \\$1",
        ),
        ("# no heading", "\\# no heading"),
        ("- no item", "\\- no item"),
        ("1. May was cold", "1\\. May was cold"),
        ("3.5 million", "3.5 million"),
        ("Dell & Sons &lt; you", "Dell & Sons \\&lt; you"),
        ("two\n# lines\x00", "two # lines"),
        ("back\\slash", "back\\\\slash"),
    ],
)
def test_marks_of_markdown_are_escaped(words: str, want: str) -> None:
    """What Markdown would act upon is shown instead."""
    assert escaped(words) == want


def test_hostile_words_stay_on_their_line() -> None:
    """Markup in a report is not markup in the notes."""
    notes = to_markdown(hostile_record())
    assert HOSTILE not in notes
    assert "<img" not in notes.replace("\\<img", "")


def test_many_outlets_are_listed_not_tabled() -> None:
    """A table of sixty columns is nothing to read in a terminal."""
    assert "|---|" not in to_markdown(large_record(n_documents=12, n_points=20))


def test_an_empty_record_has_notes() -> None:
    """Nothing read gives a footer that says so."""
    assert "Problems: 0" in to_markdown(Record(made_by=MadeBy(crossread="0.1.0", model=None, settings={})))

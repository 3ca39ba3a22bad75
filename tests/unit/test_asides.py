"""Paragraphs that tell nothing: sub-headings and captions. Places and people are invented."""

from __future__ import annotations

import pytest

from crossread.language.paragraphs import find_asides

PROSE = (
    "The council of Tarn voted on Monday to close the old harbour for the whole of the winter, after the storm broke two of its gates.",
    "Mayor Ada Pell told the council that the repairs would cost more than the town could pay, and that she would ask the province.",
    "The dockers said that they would not leave the quay before somebody had told them where they were to work from now on.",
)


def asides(*lines: str) -> list[str]:
    """Give the asides of prose with lines in between."""
    text = "\n\n".join((PROSE[0], *lines, *PROSE[1:]))
    return [text[a:b] for a, b in find_asides(text)]


@pytest.mark.parametrize(
    "line",
    [
        "Quiet on the quay",
        "Dockers push for talks",
        "Mayor Ada Pell speaks to dockers, left, at the town hall of Tarn on Monday.",
        "The harbour of Tarn after the storm. (Ines Vool / Harbour Press)",
        "Image caption: Trucks leave the quay on Friday afternoon.",
    ],
)
def test_headings_and_captions_are_asides(line: str) -> None:
    """A short line without an end, what a picture shows, and whose it is."""
    assert asides(line) == [line]


@pytest.mark.parametrize(
    "line",
    [
        "Nobody was hurt.",
        "“We will never leave the quay”",
        "- two gates broken",
        "Mayor Ada Pell speaks to the council of the province on Monday and meets the dockers the day after.",
        "She said the talks (begun in May) would go on.",
    ],
)
def test_statements_are_none(line: str) -> None:
    """Sentences however short, quotations set apart, items of lists, and what is to come."""
    assert asides(line) == []


def test_a_text_of_short_lines_has_no_headings() -> None:
    """Where lines have no ends they are all there is: a live ticker, a list."""
    assert find_asides("Gate broken\nHarbour closed\nMayor on her way\nDockers stay") == ()

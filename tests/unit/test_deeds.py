"""What is done and denied in a claim. All people and places are invented."""

from __future__ import annotations

import pytest

from crossread.compare._claim_units import Unit, make_units
from crossread.compare._deeds import Deeds, are_contrary
from crossread.compare.story import complete
from crossread.ingest.load import documents_from
from crossread.pipeline import read_all
from crossread.settings import Settings


def claim_of(text: str) -> Unit:
    """Read a sentence with the shipped model, and give its largest claim."""
    settings = Settings()
    docs = documents_from([{"text": text}], settings=settings).records
    reports = read_all(docs, settings=settings).reports.values()
    return max(make_units([complete(r, ()) for r in reports], ()), key=lambda u: u.share_of_sentence)


@pytest.mark.parametrize(
    ("one", "other", "contrary"),
    [
        ("The council did not close the bridge.", "The council closed the bridge.", True),
        ("There was no letter from the harbour office.", "The harbour office sent a letter.", True),
        ("Pell ruled out a pay cut.", "There will be a pay cut at the harbour.", True),
        ("Four men never came home from the fire at the mill.", "Four men died in the fire at the mill.", False),
        ("The harbour office rejected the offer.", "The harbour office turned the offer down.", False),
        ("No money was paid for the release.", "Nothing was paid for the release.", False),
    ],
)
def test_what_is_denied_is_what_stands_under_the_not(one: str, other: str, *, contrary: bool) -> None:
    """Two claims of which one is denied are contrary where the one denies what the other says, not where a "not" stands anywhere."""
    a, b = claim_of(one), claim_of(other)
    assert are_contrary(a.deeds, b.deeds, a.concepts, b.concepts) == contrary


def test_where_nothing_tells_what_is_denied_all_of_it_is() -> None:
    """A claim that a word outside it denies ("denied that ...") has no "not" of its own."""
    assert are_contrary(Deeds(), Deeds(), frozenset(), frozenset())

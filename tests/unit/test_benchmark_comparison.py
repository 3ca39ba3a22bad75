"""The invented story of the comparison's benchmark, and the power that is fitted to its times."""

from __future__ import annotations

import re

import pytest

from benchmarks._one_story import AGENCY, COPY_SHARE, story_documents
from benchmarks.comparison import exponent


@pytest.mark.parametrize("power", [1.0, 1.3, 2.0])
def test_the_power_of_growth_is_found(power: float) -> None:
    """Seconds that grow as a power of the number of reports give that power, whatever the machine."""
    assert exponent({n: 0.07 * n**power for n in (50, 100, 200, 500)}) == pytest.approx(power)


def test_a_shorter_story_is_the_beginning_of_a_longer_one() -> None:
    """The first reports are the same whatever comes after them, each with an id of its own and other words."""
    docs = story_documents(40)
    assert docs[:15] == story_documents(15)
    assert len({d.id for d in docs}) == len({d.text for d in docs}) == 40


def test_reports_share_facts_in_other_words_and_copies_word_for_word() -> None:
    """Figures of the first facts stand in many reports; about one report in five credits the agency and has its sentences."""
    docs = story_documents(100)
    numbers = [set(re.findall(r"\d{2,}", d.text)) for d in docs]
    most = max(sum(number in own for own in numbers) for number in set().union(*numbers))
    assert most > 30
    copies = [d for d in docs if f"({AGENCY})" in d.text]
    assert COPY_SHARE / 2 < len(copies) / len(docs) < 2 * COPY_SHARE
    sentences = [set(re.split(r"(?<=\.)\s", d.text)) for d in copies]
    assert any(len(a & b) > 2 for i, a in enumerate(sentences) for b in sentences[:i])

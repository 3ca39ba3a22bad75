"""Infinitives that complete a verb."""

from __future__ import annotations

import numpy as np

from crossread.language.infinitives import complete_infinitives


def completed(words: str, upos: str, heads: list[int], relations: str) -> list[str]:
    """Give the relations of a sentence, with heads counted from 0."""
    return complete_infinitives(words.split(), upos.split(), np.array(heads, np.int32), relations.split())


def test_what_is_agreed_to_completes_the_verb() -> None:
    """'Orr agreed in principle to meet' is read as 'Orr agreed to meet'."""
    found = completed(
        "Orr agreed in principle to meet",
        "PROPN VERB ADP NOUN PART VERB",
        [1, 1, 3, 1, 5, 1],
        "nsubj root case obl mark advcl",
    )
    assert found[-1] == "xcomp"


def test_other_infinitives_tell_why() -> None:
    """'Orr stopped to rest', and 'agreed, to win time', stay as they are; so does one behind a complement."""
    why = completed("Orr stopped to rest", "PROPN VERB PART VERB", [1, 1, 3, 1], "nsubj root mark advcl")
    aside = completed(
        "Orr agreed , to rest", "PROPN VERB PUNCT PART VERB", [1, 1, 1, 4, 1], "nsubj root punct mark advcl"
    )
    second = completed(
        "Orr agreed to stop to rest",
        "PROPN VERB PART VERB PART VERB",
        [1, 1, 3, 1, 5, 1],
        "nsubj root mark xcomp mark advcl",
    )
    assert [why[-1], aside[-1], second[-1]] == ["advcl"] * 3

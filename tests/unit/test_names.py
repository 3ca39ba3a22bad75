"""Names of a text: all places that carry a name decide what it names."""

from __future__ import annotations

import numpy as np

from crossread.language.analysis import NAME_KINDS
from crossread.language.names import find_names

PERSON, PLACE = NAME_KINDS.index("person"), NAME_KINDS.index("location")


def logits_of(*words: tuple[int, float] | None) -> np.ndarray:
    """Make logits of words that begin a name of a kind, so much more likely than any other, or are none."""
    out = np.zeros((len(words), 1 + 2 * len(NAME_KINDS)), np.float32)
    for row, word in enumerate(words):
        column, margin = (0, 9.0) if word is None else (1 + 2 * word[0], word[1])
        out[row, column] = margin
    return out


def test_the_surer_places_of_a_name_decide_its_kind() -> None:
    """Two sure places outvote a doubtful one, whatever their case."""
    logits = logits_of((PLACE, 1.0), None, (PERSON, 4.0), None, (PERSON, 4.0))
    first, last, kind = find_names(["Tarn", "saw", "TARN", "and", "Tarn"], logits)
    assert (first.tolist(), last.tolist()) == ([0, 2, 4], [1, 3, 5])
    assert kind.tolist() == [PERSON] * 3


def test_other_names_have_no_say() -> None:
    """A name is not outvoted by places of another."""
    logits = logits_of((PLACE, 1.0), None, (PERSON, 4.0), None, (PERSON, 4.0))
    assert find_names(["Tarn", "saw", "Hollis", "and", "Hollis"], logits)[2].tolist() == [PLACE, PERSON, PERSON]


def test_one_place_alone_outvotes_no_two() -> None:
    """However sure one place is, what it says against a kind is bounded."""
    logits = logits_of((PLACE, 90.0), (PERSON, 3.0), (PERSON, 3.0))
    assert find_names(["Tarn", "Tarn", "Tarn"], logits)[2].tolist() == [PERSON] * 3


def test_a_text_without_names_has_none() -> None:
    """No name, no kind."""
    assert [len(column) for column in find_names(["it", "rained"], logits_of(None, None))] == [0, 0, 0]

"""The plan of windows: every word is kept by one window, no window is too long, sentences stay whole."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.language.read import WINDOW_PIECES, plan_windows
from crossread.language.windows import (
    DIGIT,
    LOWER,
    MAX_KNOWN_WORDS,
    MAX_PIECES_PER_WORD,
    MIXED,
    PUNCTUATION,
    TITLE,
    UPPER,
    Pieces,
    find_breaks,
    make_window,
    word_pieces,
    word_shapes,
)

lengths = st.lists(
    st.lists(st.integers(1, MAX_PIECES_PER_WORD), min_size=1, max_size=300), min_size=1, max_size=40
)  # word pieces of each word of each sentence


def columns(sentences: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:  # type: ignore[type-arg]
    """Make piece offsets and sentence numbers of sentences given as the number of pieces of each word."""
    counts = [n for s in sentences for n in s]
    offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    return offset, np.repeat(np.arange(len(sentences)), [len(s) for s in sentences]).astype(np.int32)


@given(lengths)
def test_every_word_is_kept_exactly_once_and_no_window_is_too_long(sentences: list[list[int]]) -> None:
    """The kept stretches follow on one another from the first word to the last, each inside its window."""
    offset, sentence = columns(sentences)
    at = 0
    for first, behind, last in plan_windows(offset, sentence, find_breaks(sentence)):
        assert first == at
        assert first < behind <= last <= len(sentence)
        assert offset[last] - offset[first] <= WINDOW_PIECES - 2
        at = behind
    assert at == len(sentence)


@given(st.lists(st.lists(st.integers(1, 2), min_size=1, max_size=30), min_size=1, max_size=60))
def test_sentences_that_fit_are_never_cut(sentences: list[list[int]]) -> None:
    """Windows and what they keep begin and end where sentences do."""
    offset, sentence = columns(sentences)
    borders = {0, *np.cumsum([len(s) for s in sentences]).tolist()}
    for plan in plan_windows(offset, sentence, find_breaks(sentence)):
        assert set(plan) <= borders


def test_a_window_that_ends_inside_a_paragraph_reads_one_sentence_more() -> None:
    """In a long paragraph all but the last window see a sentence behind what they keep."""
    offset, sentence = columns([[1] * 12] * 100)
    plans = plan_windows(offset, sentence, find_breaks(sentence))
    assert len(plans) > 3
    for _, behind, last in plans[:-1]:
        assert last - behind == 12


def test_a_window_ends_with_a_paragraph() -> None:
    """Where paragraphs end in a window, it ends with the last of them, and nothing is read twice."""
    offset, sentence = columns([[1] * 12] * 100)
    paragraph = sentence // 2
    plans = plan_windows(offset, sentence, find_breaks(sentence, paragraph))
    assert len(plans) > 3
    for first, behind, last in plans:
        assert first % 24 == 0
        assert behind == last


def test_a_last_paragraph_that_does_not_fit_is_no_reason_to_read_it_apart() -> None:
    """A short paragraph after a long one is read with what is left of that."""
    offset, sentence = columns([[1] * 50] * 4 + [[1] * 20])
    paragraph = np.minimum(sentence, 4) // 4
    plans = plan_windows(offset, sentence, find_breaks(sentence, paragraph))
    assert plans == [(0, 100, 150), (100, 220, 220)]


def test_a_text_that_fits_is_one_window() -> None:
    """A short text is read at once."""
    offset, sentence = columns([[1] * 10, [2] * 10])
    assert plan_windows(offset, sentence, find_breaks(sentence)) == [(0, 20, 20)]


def test_no_words_need_no_window() -> None:
    """An empty text is not read."""
    assert plan_windows(np.zeros(1, np.int32), *[np.zeros(0, np.int32)] * 2) == []


@pytest.mark.parametrize(
    ("word", "shape"),
    [("water", LOWER), ("Water", TITLE), ("A", TITLE), ("NATO", UPPER), ("McKay", MIXED), ("iPad", MIXED), ("12", DIGIT),
     ("G7", DIGIT), ("…", PUNCTUATION), ("“", PUNCTUATION), ("-LRB-", PUNCTUATION), ("水", LOWER), ("🚢", PUNCTUATION)],
)  # fmt: skip
def test_shapes_of_words(word: str, shape: int) -> None:
    """What the uncased vocabulary does not see."""
    assert word_shapes([word]).tolist() == [shape]


def test_a_window_is_cut_out_of_the_columns() -> None:
    """Each piece carries its word's features; `first` points at the first piece of each word, behind [CLS]."""
    pieces = Pieces(np.array([11, 12, 13, 14, 15], np.int32), np.array([0, 1, 3, 4, 5], np.int32))
    column = np.array([1, 2, 3, 4], np.int32)
    window = make_window(
        pieces, column, column * 10, column * 0, np.array([0, 0, 1, 1], np.int32), 1, 3, cls=101, sep=102
    )
    assert window.ids.tolist() == [101, 12, 13, 14, 102]
    assert window.shapes.tolist() == [0, 2, 2, 3, 0]
    assert window.states.tolist() == [0, 20, 20, 30, 0]
    assert window.first.tolist() == [1, 3]
    assert window.sentence.tolist() == [0, 1]


class Letters:
    """Splits a word into its letters, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def token_to_id(self, token: str) -> int:
        """Give the id of the piece for what is unknown."""
        return {"[UNK]": 7}[token]

    def encode_batch(self, words: list[str], *, add_special_tokens: bool) -> list[SimpleNamespace]:
        """Give each word the codes of its letters; a word of digits has no piece."""
        assert not add_special_tokens
        self.asked += words
        return [SimpleNamespace(ids=[] if w.isdigit() else [ord(c) for c in w]) for w in words]


def test_words_are_split_once_and_marks_are_read_as_straight_ones() -> None:
    """A word that was split before is not split again; a word without a piece gets the one for unknown words."""
    tokenizer, known = Letters(), {}
    pieces = word_pieces(["ab", "“", "ab", "12", "x" * 50], tokenizer, known=known)
    assert pieces.offset.tolist() == [0, 2, 3, 5, 6, 6 + MAX_PIECES_PER_WORD]
    assert pieces.ids[:6].tolist() == [97, 98, 34, 97, 98, 7]
    n = len(tokenizer.asked)
    again = word_pieces(["12", "ab"], tokenizer, known=known)
    assert (again.ids.tolist(), len(tokenizer.asked)) == ([7, 97, 98], n)


def test_no_more_words_are_kept_than_there_is_room_for() -> None:
    """Where too many are known all are forgotten, and the answer is the same."""
    known = {str(i): [i] for i in range(MAX_KNOWN_WORDS + 1)}
    assert word_pieces(["ab"], Letters(), known=known).ids.tolist() == [97, 98]
    assert list(known) == ["ab"]

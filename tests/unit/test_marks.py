"""Which quotation marks pair, in clean and in dirty text."""

from __future__ import annotations

import time

import numpy as np
import pytest

from crossread.language.marks import CLOSES, INSIDE, INSIDE_UNSURE, OPENS, OUTSIDE, find_pairs, states_of_tokens
from crossread.language.sentences import find_sentences
from crossread.language.tokens import find_tokens


def quoted(text: str, *, single: bool | None = None) -> list[str]:
    """Give the words of each pair, with its marks."""
    return [text[p.start : p.end] for p in find_pairs(text) if single is None or p.single == single]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“We go,” she said. “It is late.”", ["“We go,”", "“It is late.”"]),
        ('"We go," she said. "It is late."', ['"We go,"', '"It is late."']),
        ('“We go," she said. "It is late.”', ['“We go,"', '"It is late.”']),
        ("”We go,“ she said.", ["”We go,“"]),
        ("„We go,“ she said.", ["„We go,“"]),
        ("«We go», she said.", ["«We go»"]),
        ("``We go,'' she said.", ["``We go,''"]),
        ("the “old”-style pier", ["“old”"]),
        ("the (“old”) pier", ["“old”"]),
        ("She said—“we go”—and left.", ["“we go”"]),
        ("the “harbour”/“pier” row", ["“harbour”", "“pier”"]),
        ("Is it “late”?", ["“late”"]),
    ],
)
def test_marks_pair_whatever_their_form(text: str, wanted: list[str]) -> None:
    """Straight, curly, mixed, turned round, low and angled marks pair by form and by their neighbours."""
    assert quoted(text) == wanted
    assert all(p.opens and p.closes for p in find_pairs(text))


def test_a_missing_closing_mark_reaches_to_the_end_of_the_paragraph() -> None:
    """A quotation that never closes ends with its paragraph, and the next paragraph is free of it."""
    text = "“We go now, she said.\nThe ferry left."
    (pair,) = find_pairs(text)
    assert (text[pair.start : pair.end], pair.opens, pair.closes) == ("“We go now, she said.", True, False)


def test_a_missing_opening_mark_reaches_to_the_start_of_the_paragraph() -> None:
    """A mark that closes what never opened takes all before it."""
    text = "The ferry left.\nWe go now,” she said."
    (pair,) = find_pairs(text)
    assert (text[pair.start : pair.end], pair.opens, pair.closes) == ("We go now,”", False, True)


def test_a_second_opening_mark_ends_the_first_quotation() -> None:
    """Where two marks open, the first one was never closed."""
    text = "“We go now. “It is late,” she said."
    first, second = find_pairs(text)
    assert (first.closes, second.closes) == (False, True)
    assert text[second.start : second.end] == "“It is late,”"
    assert first.end <= second.start


def test_a_long_quotation_opens_every_paragraph_anew() -> None:
    """Paragraphs of one quotation that only the last one closes are pairs each, the last one whole."""
    pairs = find_pairs("“We go now.\n“It is late.\n“Good night.”")
    assert [(p.opens, p.closes) for p in pairs] == [(True, False), (True, False), (True, True)]


def test_single_marks_inside_double_ones_are_nested() -> None:
    """A quotation within a quotation is a nested single pair."""
    text = "“He told me ‘go now’ and left,” she said."
    outer, inner = find_pairs(text)
    assert (outer.nested, inner.nested, inner.single) == (False, True, True)
    assert text[inner.start : inner.end] == "‘go now’"


def test_single_marks_alone_are_speech() -> None:
    """British style: single marks outside."""
    text = "‘We go now,’ she said. 'It isn't late.'"
    assert quoted(text) == ["‘We go now,’", "'It isn't late.'"]
    assert all(p.single and not p.nested for p in find_pairs(text))


@pytest.mark.parametrize(
    "text",
    [
        "It's Pell's boat and the crews' pay.",
        "It’s Pell’s boat and the crews’ pay.",
        "They left in the '90s and came back in ’04.",
        "Rock 'n' roll isn't dead.",
        "The leaders' talks and the crews' pay weren't on.",
        "The ’60s were good, weren't they?",
    ],
)
def test_apostrophes_are_no_marks(text: str) -> None:
    """Possessives, clitics and cut years pair with nothing."""
    assert quoted(text) == []


@pytest.mark.parametrize("text", ['A 12" pipe burst.', 'The 6" gap and the 9" gap closed.'])
def test_inch_marks_are_no_quotation(text: str) -> None:
    """A mark behind a number that nothing opened is an inch mark."""
    assert quoted(text) == []


def test_pairs_never_cross_paragraphs() -> None:
    """A mark of one paragraph does not close that of another."""
    text = "She said “we go.\nHe said late”.\n"
    assert all("\n" not in q for q in quoted(text))


def test_states_of_tokens() -> None:
    """Tokens know whether they open, close, or lie inside marks, and whether that is sure."""
    text = "She said “go now”.\n“It is late."
    tokens = find_tokens(text, find_sentences(text))
    states = states_of_tokens(find_pairs(text), tokens.start, tokens.end)
    sure = [OUTSIDE, OUTSIDE, OPENS, INSIDE, INSIDE, CLOSES, OUTSIDE]
    assert states.tolist() == [*sure, OPENS, INSIDE_UNSURE, INSIDE_UNSURE, INSIDE_UNSURE, INSIDE_UNSURE]
    assert states.dtype == np.int32


MAX_PAIRING_S = 5.0
"""Each of the texts below takes under half a second; quadratic time would be minutes."""


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ['"' * 50_000, "“" * 50_000, "”" * 50_000, "'go he said " * 30_000, "'go' he said " * 30_000, "x. Yes” " * 40_000,
     '"go" he said ' * 30_000, "“'" * 20_000 + "go" + "'”" * 20_000, '12" ' * 50_000, "‘" * 50_000, "'a" * 50_000],
    ids=["straight", "open", "close", "single-open", "single", "stray-close", "double", "nested", "inch", "curly-single", "letters"],
)  # fmt: skip
def test_time_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    """A paragraph of tens of thousands of marks is paired in seconds."""
    start = time.process_time()
    find_pairs(text)
    assert time.process_time() - start < MAX_PAIRING_S

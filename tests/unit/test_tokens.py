"""How sentences are split into words."""

from __future__ import annotations

import pytest

from crossread.language.sentences import find_sentences
from crossread.language.tokens import MAX_TOKEN_CHARS, find_tokens


def words(text: str) -> list[str]:
    """Give the words of a text."""
    found = find_tokens(text, find_sentences(text))
    return [text[a:b] for a, b in zip(found.start.tolist(), found.end.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("She didn’t go.", "She did n’t go ."),
        ("We can't; they cannot.", "We ca n't ; they can not ."),
        ("Pell's boat, the crews’ pay", "Pell 's boat , the crews ’ pay"),
        ("I'm sure they'll say we've", "I 'm sure they 'll say we 've"),
        ("a 12-year-old boat", "a 12 - year - old boat"),
        ("1,500 crowns, 3.5 percent, 9/11, 10:30", "1,500 crowns , 3.5 percent , 9/11 , 10:30"),
        ("the 21st and the 1990s", "the 21st and the 1990s"),
        ("the U.S. fleet of Mr. Pell", "the U.S. fleet of Mr. Pell"),
        ("$14 and 40%", "$ 14 and 40 %"),
        ("“Go,” she said…", "“ Go , ” she said …"),
        ("He paused... and --", "He paused ... and --"),
        ("desk@ellery.example and #Marlin @pell", "desk@ellery.example and #Marlin @pell"),
        ("Zoe\u0308 Pell’s cafe\u0301", "Zoe\u0308 Pell ’s cafe\u0301"),
        ("O’Hara met d'Arco", "O’Hara met d'Arco"),
        ("https://ellery.example/a?b=1 ends", "https://ellery.example/a?b=1 ends"),
    ],
)
def test_words_are_split_as_treebanks_split_them(text: str, wanted: str) -> None:
    """Clitics, hyphens, numbers, abbreviations, links and marks."""
    assert words(text) == wanted.split()


def test_an_endless_word_is_cut() -> None:
    """No token is longer than the limit, and nothing is lost."""
    found = words("a" * 1_000)
    assert max(map(len, found)) <= MAX_TOKEN_CHARS
    assert "".join(found) == "a" * 1_000


def test_covering_gives_the_tokens_that_overlap() -> None:
    """Half-open on both sides: what only touches is out, and an empty stretch covers nothing."""
    text = "We go now."
    tokens = find_tokens(text, find_sentences(text))
    assert tokens.covering(3, 5) == (1, 2)
    assert tokens.covering(2, 3) == (1, 1)
    assert tokens.covering(1, 7) == (0, 3)
    assert tokens.covering(100, 200) == (4, 4)

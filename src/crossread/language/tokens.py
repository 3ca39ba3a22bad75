"""Words and punctuation, split as Universal Dependencies' English treebanks split them.

Hyphens, n't and 's stand alone; "U.S.", "1,500", "9/11" and "3.5" stay whole.
"""

from __future__ import annotations

import re

import numpy as np

from crossread.language.analysis import Sentences, Tokens

_ABBREVIATION = (
    r"(?:[A-Za-z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev|Hon|St|Jr|Sr|vs|etc|Sept|Oct|Nov|Dec|Jan|Feb|Aug"
    r"|Inc|Ltd|Co|Corp|No|Messrs|Sens|Reps)\.|[A-Z]\.(?=\s[A-Z])"
)
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.:/]\d+)*(?:st|nd|rd|th)?s?"
_LINK = r"https?://[^\s\"'<>“”]{1,500}|www\.[^\s\"'<>“”]{1,500}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{1,64}\w|@\w{1,64}|#\w{1,64}"
_LETTER = r"(?:(?![\d_])[\w\u0300-\u036f])"
"""Accents may come as characters of their own (NFD), and belong to their word."""
_WORD = (
    rf"{_LETTER}+(?=n['’]t\b)|n['’]t\b|['’](?:s|m|d|re|ve|ll|S|M|D|RE|VE|LL)\b"
    rf"|{_LETTER}+(?:['’](?!(?:s|m|d|re|ve|ll|t)\b){_LETTER}+)?|\w+"
)
_TOKEN = re.compile(rf"{_LINK}|{_ABBREVIATION}|{_NUMBER}|{_WORD}|\.{{2,}}|-{{2,}}|``|''|[^\w\s]")
_TWO_WORDS = frozenset(("cannot", "gonna", "wanna", "gotta"))
"""Written as one, and two words to the treebanks; the first has three letters."""
_LENGTHS = frozenset(map(len, _TWO_WORDS))
MAX_TOKEN_CHARS = 100
"""A longer run of letters is no word; it is cut so that one token cannot fill a window of the encoder."""


def find_tokens(text: str, sentences: Sentences) -> Tokens:
    """Split sentences into tokens.

    Args:
        text: canonical text that the sentences lie in.
        sentences: where to split, in text order.

    Returns:
        The tokens in text order. Every character of a sentence that is not white space lies in one.
    """
    starts: list[int] = []
    ends: list[int] = []
    rows: list[int] = []
    for row, (start, end) in enumerate(zip(sentences.start.tolist(), sentences.end.tolist(), strict=True)):
        for m in _TOKEN.finditer(text, start, end):
            a, b = m.span()
            parts: tuple[tuple[int, int], ...] = ((a, b),)
            if b - a > MAX_TOKEN_CHARS or (b - a in _LENGTHS and m.group().lower() in _TWO_WORDS):
                parts = _parts(a, b)
            for first, last in parts:
                starts.append(first)
                ends.append(last)
                rows.append(row)
    return Tokens(np.array(starts, np.int32), np.array(ends, np.int32), np.array(rows, np.int32))


def _parts(start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut what is no single word."""
    if end - start in _LENGTHS:
        return (start, start + 3), (start + 3, end)
    return tuple((a, min(a + MAX_TOKEN_CHARS, end)) for a in range(start, end, MAX_TOKEN_CHARS))

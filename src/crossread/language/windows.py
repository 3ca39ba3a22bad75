"""Windows for the encoder: words -> word pieces with their features, the same in training and at run time.

A window is a run of whole sentences. Each word piece carries the shape of its word (the vocabulary
is uncased), the state of the quotation marks around it and whether a sentence or paragraph begins.
"""

from __future__ import annotations

import itertools
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from crossread.language.analysis import Ints

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tokenizers import Tokenizer

PAD_SHAPE, LOWER, TITLE, UPPER, MIXED, DIGIT, PUNCTUATION = range(7)
N_SHAPES = 7
N_STATES = 5
NO_BREAK, SENTENCE_BREAK, PARAGRAPH_BREAK = range(3)
N_BREAKS = 3

MAX_PIECES = 256
"""Longest window, with its two special pieces. The positions of the encoder reach to 512; it is trained up to this."""
MAX_PIECES_PER_WORD = 12
"""Of a longer word (a link, a run of letters without a space) only the first pieces are read."""
MAX_KNOWN_WORDS = 20_000
"""So many words keep what was found out about them, some 3 MB: a thousand reports have most words in common."""

_AS_TRAINED = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'", "—": "-", "–": "-", "…": "."}
)
_SPECIAL = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}


class Pieces(Struct, frozen=True):
    """Word pieces of many words: piece ids in one row, `offset[i]:offset[i + 1]` are those of word i."""

    ids: Ints
    offset: Ints


def word_pieces(words: Sequence[str], tokenizer: Tokenizer, *, known: dict[str, list[int]] | None = None) -> Pieces:
    """Split words into word pieces; every word has at least one.

    Args:
        words: words and punctuation.
        tokenizer: splits a word.
        known: piece ids of words that were split before; new words are added, up to `MAX_KNOWN_WORDS`.
    """
    known = {} if known is None else known
    if len(known) > MAX_KNOWN_WORDS:
        known.clear()
    if fresh := sorted(set(words).difference(known)):
        plain = [_SPECIAL.get(w, w).translate(_AS_TRAINED) for w in fresh]
        unknown: int = tokenizer.token_to_id("[UNK]") or 0
        for word, encoding in zip(fresh, tokenizer.encode_batch(plain, add_special_tokens=False), strict=True):
            known[word] = encoding.ids[:MAX_PIECES_PER_WORD] or [unknown]
    rows = [known[w] for w in words]
    offset = np.zeros(len(rows) + 1, np.int32)
    np.cumsum([len(r) for r in rows], out=offset[1:])
    return Pieces(np.fromiter(itertools.chain.from_iterable(rows), np.int32, int(offset[-1])), offset)


def word_shapes(words: Sequence[str]) -> Ints:
    """Give each word its shape. Shape (n_words,), int32, of LOWER to PUNCTUATION."""
    return np.array([_shape(w) for w in words], np.int32)


@lru_cache(MAX_KNOWN_WORDS)
def _shape(word: str) -> int:
    if any(c.isdigit() for c in word):
        return DIGIT
    letters = [c for c in word if c.isalpha()]
    if not letters or word in _SPECIAL:
        return PUNCTUATION
    if all(c.islower() or not c.isupper() for c in letters):
        return LOWER
    if all(c.isupper() for c in letters):
        return UPPER if len(letters) > 1 else TITLE
    return TITLE if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else MIXED


def find_breaks(sentence: Ints, paragraph: Ints | None = None) -> Ints:
    """Say at which words a sentence or a paragraph begins.

    Args:
        sentence: number of the sentence of each word. Shape (n_words,), int32.
        paragraph: number of its paragraph, where that is known. Shape (n_words,), int32.

    Returns:
        Shape (n_words,), int32, of NO_BREAK, SENTENCE_BREAK and PARAGRAPH_BREAK.
    """
    breaks = np.zeros(len(sentence), np.int32)
    breaks[np.flatnonzero(np.diff(sentence, prepend=-1))] = SENTENCE_BREAK
    if paragraph is not None:
        breaks[np.flatnonzero(np.diff(paragraph, prepend=-1))] = PARAGRAPH_BREAK
    return breaks


class Window(Struct, frozen=True):
    """One input of the encoder.

    Per piece, [CLS] and [SEP] included: `ids`, `shapes`, `states`, `breaks`. Shape (n_pieces,).
    Per word: `first` is the position of its first piece, `sentence` numbers its sentence. Shape (n_words,).
    """

    ids: Ints
    shapes: Ints
    states: Ints
    breaks: Ints
    first: Ints
    sentence: Ints


def make_window(  # noqa: PLR0913  (the columns of a text, as they are)
    pieces: Pieces,
    shapes: Ints,
    states: Ints,
    breaks: Ints,
    sentence: Ints,
    first: int,
    last: int,
    *,
    cls: int,
    sep: int,
) -> Window:
    """Cut the window of the words from `first` to `last` (half-open) out of the columns of a text."""
    lo, hi = pieces.offset[first], pieces.offset[last]
    counts = np.diff(pieces.offset[first : last + 1])
    n = int(hi - lo) + 2
    ids = np.empty(n, np.int32)
    ids[0], ids[1:-1], ids[-1] = cls, pieces.ids[lo:hi], sep

    def spread(column: Ints) -> Ints:
        wide = np.zeros(n, np.int32)
        wide[1:-1] = np.repeat(column[first:last], counts)
        return wide

    at = (pieces.offset[first:last] - lo + 1).astype(np.int32)
    return Window(ids, spread(shapes), spread(states), spread(breaks), at, sentence[first:last].astype(np.int32))

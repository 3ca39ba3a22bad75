"""Quotation marks: which open, which close, which pair, and what lies between.

Real texts mix straight and curly marks in one quotation, leave marks out, open each paragraph of a
long quotation anew, and use single marks for speech, for scare quotes and for apostrophes. This
module pairs marks paragraph by paragraph and says for each pair how sure that is.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from crossread.language.analysis import Ints
from crossread.language.paragraphs import find_paragraphs

OUTSIDE, OPENS, CLOSES, INSIDE, INSIDE_UNSURE = range(5)
"""States of a character or token; INSIDE_UNSURE lies between a mark without a partner and the end of its paragraph."""

_DOUBLE = re.compile(r"``|''|[\"“”„«»]")
_SINGLE_OPEN = re.compile(
    r"(?<![^\s(\[—–\-\"“„])[‘'’`](?=[^\W\d_]|\d|\[|\$)(?!(?:s|re|ve|ll|d|m|t|em|cause|til|bout|n|\d\ds?)\b(?!['’]))(?!n['’]\s)"
)
_SENTENCE_STARTS = re.compile(r"[.!?:]\s{1,20}(?=[A-Z])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s(\[])[’'](?=$|[\s.,;:!?)\]—–\-\"”])")


class Pair(Struct, frozen=True):
    """A pair of marks: `start` is the offset of the opening mark, `end` that behind the closing one.

    `opens` or `closes` is False where that mark is not in the text, and the quotation reaches to
    the border of its paragraph instead. `nested` pairs lie in another; `single` ones have single marks.
    """

    start: int
    end: int
    opens: bool = True
    closes: bool = True
    single: bool = False
    nested: bool = False


def find_pairs(text: str) -> tuple[Pair, ...]:
    """Pair the quotation marks of a text, in the order in which they open."""
    pairs: list[Pair] = []
    for start, end in find_paragraphs(text):
        doubles = _pair_doubles(text, start, end)
        pairs += doubles
        pairs += _pair_singles(text, start, end, doubles)
    return tuple(sorted(pairs, key=lambda p: (p.start, -p.end)))


def _side(text: str, start: int, end: int, lo: int, hi: int) -> int:
    """Say whether a mark opens (1), closes (-1) or could do either (0), by its form and its neighbours."""
    mark = text[start:end]
    before = text[start - 1] if start > lo else " "
    after = text[end] if end < hi else " "
    space_before = before.isspace() or before in "([—–-‘'/"
    space_after = after.isspace() or after in ".,;:!?)]—–-/"
    if space_before != space_after:
        # curly marks that point the wrong way are common, so the neighbours outweigh the form
        by_form = 1 if mark in "“„«``" else -1 if mark in "”»''" else 0
        by_place = 1 if space_before else -1
        dashes = before in "—–-" or after in "—–-"
        return by_form if by_form and dashes else by_place
    if mark in ("“", "„", "«", "``"):
        return 1
    if mark in ("”", "»", "''"):
        return -1
    return 0


def _pair_doubles(text: str, lo: int, hi: int) -> list[Pair]:
    pairs: list[Pair] = []
    opened: int | None = None
    last_close = lo
    for m in _DOUBLE.finditer(text, lo, hi):
        side = _side(text, m.start(), m.end(), lo, hi)
        if side == 0:
            side = -1 if opened is not None else 1
        if _is_inch(text, m.start()) and opened is None:
            continue
        if side > 0:
            if opened is not None:
                # a second opening mark: the first was never closed; “go. “He left
                pairs.append(Pair(opened, _end_of_words(text, opened, m.start()), closes=False))
            opened = m.start()
        elif opened is not None:
            pairs.append(Pair(opened, m.end()))
            opened, last_close = None, m.end()
        elif not pairs or last_close == lo:
            # a closing mark with none open: the opening one was lost at the start of the paragraph
            pairs.append(Pair(_start_after_colon(text, last_close, m.start()), m.end(), opens=False))
            last_close = m.end()
        else:
            start = _sentence_start(text, last_close, m.start())
            if start is not None:
                pairs.append(Pair(start, m.end(), opens=False))
            last_close = m.end()
    if opened is not None:
        pairs.append(Pair(opened, _end_of_words(text, opened, hi), closes=False))
    return pairs


def _is_inch(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isdigit() and (at + 1 >= len(text) or text[at + 1].isspace())


def _start_after_colon(text: str, start: int, end: int) -> int:
    """Find where words begin whose opening mark was lost: behind the last colon ("he is angry: All lamps were on,” he says")."""
    colons = [m.end() for m in re.finditer(r":\s+(?=[A-Z])", text[start:end])]
    return _start_of_words(text, start + colons[-1] if colons else start)


def _start_of_words(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _end_of_words(text: str, start: int, end: int) -> int:
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return end


def _sentence_start(text: str, lo: int, hi: int) -> int | None:
    """Find where the sentence begins that a stray closing mark ends; None where none begins after `lo`."""
    best = None
    for m in _SENTENCE_STARTS.finditer(text, lo, hi):
        best = m.end()
    return best


def _pair_singles(text: str, lo: int, hi: int, doubles: list[Pair]) -> list[Pair]:
    closers = [m.end() for m in _SINGLE_CLOSE.finditer(text, lo, hi) if not _is_apostrophe(text, m.start())]
    starts = [d.start for d in doubles]
    pairs: list[Pair] = []
    at = lo
    while m := _SINGLE_OPEN.search(text, at, hi):
        at = m.end()
        behind = bisect_right(starts, m.start())
        outer = doubles[behind - 1] if behind and m.start() < doubles[behind - 1].end else None
        limit = outer.end if outer else starts[behind] if behind < len(starts) else hi
        closer = bisect_right(closers, m.end())
        if closer == len(closers) or closers[closer] > limit:
            continue
        pairs.append(Pair(m.start(), closers[closer], single=True, nested=outer is not None))
        at = closers[closer]
    return pairs


def _is_apostrophe(text: str, at: int) -> bool:
    """Take "leaders' talks" as a possessive: an s before the mark and a lower-case word behind it."""
    return text[at - 1] in "sS" and bool(re.match(r"['’]\s+[a-z]", text[at : at + 4])) and text[at] == "'"


def states_of_tokens(pairs: tuple[Pair, ...], start: Ints, end: Ints) -> Ints:
    """Give each token its state: OUTSIDE, OPENS, CLOSES, INSIDE or INSIDE_UNSURE.

    Args:
        pairs: what `find_pairs` gave for the text.
        start: first character of each token. Shape (n_tokens,), int32.
        end: character behind each token. Shape (n_tokens,), int32.

    Returns:
        Shape (n_tokens,), int32. Nested pairs change nothing: their outer pair says it.
    """
    states = np.full(len(start), OUTSIDE, np.int32)
    for pair in pairs:
        if pair.nested:
            continue
        first, last = start.searchsorted(np.int32(pair.start)), start.searchsorted(np.int32(pair.end))
        if first >= last:
            continue
        states[first:last] = INSIDE if pair.opens and pair.closes else INSIDE_UNSURE
        if pair.opens:
            states[first] = OPENS
        if pair.closes and end[last - 1] >= pair.end:
            states[last - 1] = CLOSES
    return states


def states_of_words(words: Sequence[str], spaces: Sequence[bool] | None = None) -> Ints:
    """Give the states of words that came without their text, as treebanks and sentences split into words do.

    Args:
        words: words and punctuation of one sentence.
        spaces: whether a space stood before each; guessed where None.

    Returns:
        Shape (n_words,), int32, as `states_of_tokens` gives them.
    """
    if spaces is None:
        spaces = [has_space_before(words, i) for i in range(len(words))]
    starts, ends, parts, at = [], [], [], 0
    for word, space in zip(words, spaces, strict=True):
        plain = {"``": "“", "''": "”"}.get(word, word)
        parts.append((" " if space else "") + plain)
        starts.append(at + space)
        at += space + len(plain)
        ends.append(at)
    return states_of_tokens(find_pairs("".join(parts)), np.array(starts, np.int32), np.array(ends, np.int32))


def has_space_before(words: Sequence[str], i: int) -> bool:
    """Guess whether a space stood before a word; marks keep one on both sides, which makes them alternate."""
    return i > 0 and words[i] not in {".", ",", ";", ":", "?", "!", ")", "'s", "n't", "’s", "%"}

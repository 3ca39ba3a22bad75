"""Sentences: text -> where each begins and ends.

Sentences never cross paragraphs, and every
character that is not white space lies in exactly one sentence.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

import numpy as np
from sentencex import get_sentence_boundaries

from crossread.language.analysis import Ints, Sentences
from crossread.language.paragraphs import find_paragraphs

_MARKS_TO_STRAIGHT = str.maketrans({"\n": " ", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'"})
"""sentencex keeps “a. b.” whole but splits "a. b."; one treatment for all marks keeps sentences short."""

_SPACE = re.compile(r"\s")
"""sentencex panics at white space of more than one byte ("\x85", found by hypothesis): all of it is given as spaces."""
_STARTS_LIKE_A_SENTENCE = re.compile(r"[\"'“”‘’(\[«„]*[^\W_a-z]")
_ENDS_IN_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Pres|Rev|Hon|St|Jr|Sr|vs|Sept|Oct|Nov|Dec|Jan|Feb|Mar|Apr|Aug"
    r"|No|Inc|Ltd|Co|Corp|Fig|approx|Ave|Blvd|Messrs)\.)$"
)
_NEVER_ENDS = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Rev|Hon|Messrs|Sens|Reps|Sgt|Pvt|Cpl|vs|approx)\.$"
)
_INITIAL = re.compile(r"(?:^|[\s(\"'])[A-Z]\.$")
_RUN_ON = re.compile(r"[a-z][.!?](?P<mark>[\"'”’]?)(?=[\"“][A-Z]|[A-Z][a-z])")
"""A full stop with no space behind it ("his tune."I thought"): the splitter misses it."""
_IN_BRACKETS = re.compile(r"(?:^|[.!?]\"?\s)\([^()]{1,500}[.!?]\"?\)(?=\s{1,20}\"?[A-Z])")
"""A sentence in brackets: the splitter goes on over the closing one."""
_BEFORE_OTHER_CAPITAL = re.compile(r"[^\W\d_]{2}[.!?]\"?(?=\s{1,20}\"?(?P<first>[^\W\d_a-zA-Z]))")
"""The splitter knows no capitals but those of ASCII: "It failed. Özal agreed"."""
_AFTER_A_MONTH = re.compile(r"\b(?:May|\d{1,2} (?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))\.\"?(?=\s{1,20}[\"']?[A-Z])")
"""The splitter takes the stop behind a month for that of an abbreviation: "by 26 May. Analysts said", "on 3 Sept. Officials said"."""
_LINK = re.compile(r"(?:https?://|www\.)\S{1,500}|[\w.+-]{1,64}@[\w.-]{1,255}")

_CLOSERS = re.compile(r"[\"'”’»)\]]+(?=\s|$)")
MAX_SENTENCE_CHARS = 1_500
"""A longer stretch without a full stop (a table, a list) is cut at white space, so that no window of the encoder overflows."""


def find_sentences(text: str) -> Sentences:
    """Split a canonical text into sentences.

    Args:
        text: canonical text of a document, or a piece of one.

    Returns:
        The sentences in text order; blank text gives none.
    """
    starts: list[int] = []
    ends: list[int] = []
    paragraphs: list[int] = []
    for n, (at, behind) in enumerate(find_paragraphs(text)):
        for start, end in _split_line(text[at:behind]):
            starts.append(at + start)
            ends.append(at + end)
            paragraphs.append(n)
    return Sentences(np.array(starts, np.int32), np.array(ends, np.int32), np.array(paragraphs, np.int32))


def _split_line(line: str) -> list[tuple[int, int]]:
    plain = _SPACE.sub(" ", line.translate(_MARKS_TO_STRAIGHT))
    cuts = {0, len(plain)}
    cuts.update(b["start_index"] for b in get_sentence_boundaries("en", plain))
    cuts.update(_missed_cuts(line, plain))
    for m in _LINK.finditer(plain):
        cuts.difference_update(range(m.start() + 1, m.end()))
    edges = sorted(cuts)
    pieces = [_trim(line, a, b) for a, b in itertools.pairwise(edges)]
    merged: list[tuple[int, int]] = []
    for start, end in pieces:
        if start >= end:
            continue
        if merged and _belongs_to_previous(line, merged[-1], start, end):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return [piece for start, end in _give_back_closers(line, merged) for piece in _cut_long(line, start, end)]


def _missed_cuts(line: str, plain: str) -> list[int]:
    """Find the ends of sentences that the splitter goes over."""
    cuts = [m.end() for pattern in (_IN_BRACKETS, _AFTER_A_MONTH) for m in pattern.finditer(plain)]
    cuts += [
        m.end()
        for m in _BEFORE_OTHER_CAPITAL.finditer(plain)
        if m["first"].isupper() and not _ends_in_abbreviation(plain, m.end())
    ]
    n_marks = at = 0
    for m in _RUN_ON.finditer(plain):
        n_marks, at = n_marks + plain.count('"', at, m.start("mark")), m.start("mark")
        if not _looks_like_name_with_stop(plain, m):
            mark = line[m.start("mark") : m.end("mark")]
            opens = mark == "“" or (mark == '"' and n_marks % 2 == 0)
            cuts.append(m.start("mark") if opens else m.end())
    return cuts


def _ends_in_abbreviation(plain: str, end: int) -> bool:
    return bool(_ENDS_IN_ABBREVIATION.search(plain, max(0, end - 12), end))


def _looks_like_name_with_stop(plain: str, m: re.Match[str]) -> bool:
    """Tell "example.Com" and "p.Mr" from two sentences run together: a short piece before the stop is no sentence."""
    word_start = plain.rfind(" ", 0, m.start()) + 1
    return m.end() - word_start <= 3 or "/" in plain[word_start : m.end()] or "@" in plain[word_start : m.end()]


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    while start < end and line[start].isspace():
        start += 1
    while end > start and line[end - 1].isspace():
        end -= 1
    return start, end


def _belongs_to_previous(line: str, previous: tuple[int, int], start: int, end: int) -> bool:
    before, piece = line[previous[0] : previous[1]], line[start:end]
    if not any(c.isalnum() for c in piece):
        return True
    if _NEVER_ENDS.search(before) or _INITIAL.search(before):
        return True
    if _STARTS_LIKE_A_SENTENCE.match(piece):
        return False
    # "Don't go!" he said. / ... the Gov. said so. / No. 5 (a digit after an abbreviation)
    if piece[0].isdigit() or not piece[0].isascii():
        return bool(_ENDS_IN_ABBREVIATION.search(before))
    return not re.match(r"[-•*–—]\s", piece)


def _give_back_closers(line: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Move closing marks at the start of a sentence to the end of the one before: `go. ” He left`."""
    fixed: list[tuple[int, int]] = []
    for start, end in pieces:
        m = _CLOSERS.match(line, start, end)
        only_closers = m and not (
            m.group()[0] in "\"'" and line[start - 1 : start].isspace() and m.end() - start == 1 and m.end() < end
        )
        if fixed and m and only_closers and m.end() < end and line[m.end()].isspace():
            fixed[-1] = (fixed[-1][0], m.end())
            fixed.append(_trim(line, m.end(), end))
        else:
            fixed.append((start, end))
    return fixed


def _cut_long(line: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > MAX_SENTENCE_CHARS:
        cut = line.rfind(" ", start + MAX_SENTENCE_CHARS // 2, start + MAX_SENTENCE_CHARS)
        cut = cut if cut > 0 else start + MAX_SENTENCE_CHARS
        pieces.append(_trim(line, start, cut))
        start, _ = _trim(line, cut, end)
    pieces.append((start, end))
    return pieces


_STOPS = frozenset({".", "!", "?"})
_CLOSING_WORDS = frozenset({"''", '"', "”", "’", ")", "]", "-RRB-", "-RSB-"})


def sentences_of_words(words: Sequence[str]) -> Ints:
    """Number the sentences of a passage that is split into words already; an abbreviation keeps its stop in its word.

    A sentence ends with a stop and the closing marks behind it, where the next word does not begin in lower case.

    Returns:
        The number of the sentence of each word, from 0. Shape (n_words,), int32.
    """
    sentence = np.zeros(len(words), np.int32)
    at, i = 0, 0
    while i < len(words):
        sentence[i] = at
        if words[i] in _STOPS:
            while i + 1 < len(words) and (words[i + 1] in _CLOSING_WORDS or words[i + 1] in _STOPS):
                i += 1
                sentence[i] = at
            at += i + 1 < len(words) and not words[i + 1][0].islower()
        i += 1
    return sentence

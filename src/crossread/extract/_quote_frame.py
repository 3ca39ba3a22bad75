"""Who speaks, where neither the heads nor the sentence of a quotation tell: what frames it on the page.

Three frames, each read off the characters right beside the marks: a line before that ends with a colon ("The minister
said:"), a dash and a name behind ("― Ada Brook"), and a verb behind that is no verb of saying elsewhere ("Stay away!"
thundered Mayor Brook; "Stay away!" she had bellowed). Of 40 quotations of PolNeAR dev without a cue the first two were 18.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.extract.cues import SAY, lemma
from crossread.extract.phrases import subject_of
from crossread.language.analysis import Analysis

Rows = tuple[int, int]
"""Tokens, half-open."""

MAX_INTRODUCTION = 400
"""A line that introduces a quotation has so many characters at most."""

MAX_SIGNATURE_WORDS = 6
_COLON = re.compile(r":[\s\u200b]*\Z")
_DASH = re.compile(r"[ \t]*[-–—―]{1,2}[ \t]*(?=[^\W\d_])")
_SPOKEN_END = re.compile(r"[,!?…—-][\"”’'»]\Z")


def find_frame(analysis: Analysis, pieces: Sequence[tuple[int, int]]) -> tuple[Rows | None, Rows | None]:
    """Find cue and source of a quotation in marks that has none, from what frames it.

    Args:
        analysis: the report.
        pieces: characters of the quotation, half-open, marks and all.

    Returns:
        Tokens of cue and source; None for what is not told.
    """
    behind = (find(analysis, *piece) for piece in pieces for find in (_verb_behind, _signed))
    return _introduced(analysis, pieces[0][0]) or next((found for found in behind if found), (None, None))


def _introduced(analysis: Analysis, start: int) -> tuple[Rows, Rows] | None:
    """Find the speaker in a line that ends with a colon, and that the quotation follows as a paragraph."""
    text = analysis.doc.text
    before = text[max(0, start - MAX_INTRODUCTION) : start]
    colon = _COLON.search(before)
    if colon is None or "\n" not in before[colon.start() :]:
        return None
    at = start - len(before) + colon.start()
    _, last = analysis.tokens.covering(at, at + 1)
    sentence = analysis.tokens.sentence
    rows = [i for i in range(max(0, last - MAX_INTRODUCTION), last) if sentence[i] == sentence[last - 1]]
    for verb in reversed(rows):
        if analysis.syntax.upos[verb] == "VERB" and (lemma(analysis.word(verb)) in SAY or verb == last - 2):
            subject = subject_of(analysis, verb)
            return ((verb, verb + 1), subject) if subject else None
    return None


def _signed(analysis: Analysis, _start: int, end: int) -> tuple[None, Rows] | None:
    """Find the name that follows a quotation behind a dash, up to the end of its line."""
    text = analysis.doc.text
    dash = _DASH.match(text, end)
    if dash is None:
        return None
    line_end = text.find("\n", dash.end())
    first, last = analysis.tokens.covering(dash.end(), len(text) if line_end < 0 else line_end)
    named = first
    while named < last and analysis.word(named)[:1].isupper():
        named += 1
    ends = named == last or analysis.word(named) in {",", "."}
    return (None, (first, named)) if ends and 0 < named - first <= MAX_SIGNATURE_WORDS else None


def _verb_behind(analysis: Analysis, start: int, end: int) -> tuple[Rows, Rows] | None:
    """Find a verb right behind the closing mark, and its subject behind it: "Never!" thundered Mayor Brook."""
    if not _SPOKEN_END.search(analysis.doc.text[start:end]) or analysis.doc.text[end : end + 1] != " ":
        return None
    verb, _ = analysis.tokens.covering(end, end + 2)
    if analysis.word(verb) in {"he", "she", "they"}:
        return _pronoun_behind(analysis, verb)
    if verb + 1 >= len(analysis.syntax.upos) or analysis.syntax.upos[verb] != "VERB" or not _is_past(analysis, verb):
        return None
    subject = subject_of(analysis, verb)
    if subject is None or subject[0] != verb + 1:
        comma = analysis.doc.text[end - 2 : end - 1] == ","
        subject = _phrase_from(analysis, verb + 1, named=not comma)
    return ((verb, verb + 1), subject) if subject else None


def _is_past(analysis: Analysis, verb: int) -> bool:
    return analysis.word(verb).islower() and analysis.word(verb).endswith(("ed", "s", "said"))


def _pronoun_behind(analysis: Analysis, pronoun: int) -> tuple[Rows, Rows] | None:
    """Take "she" right behind the closing mark, in small letters, with the verb behind it: "Never!" she had bellowed."""
    verb = pronoun + 1
    while verb < len(analysis.syntax.upos) and analysis.syntax.upos[verb] in {"AUX", "ADV"}:
        verb += 1
    if verb == len(analysis.syntax.upos) or analysis.syntax.upos[verb] != "VERB":
        return None
    return (verb, verb + 1), (pronoun, pronoun + 1)


def _phrase_from(analysis: Analysis, first: int, *, named: bool) -> Rows | None:
    """Give the noun phrase that begins at a token; with `named` only where it is or has a name."""
    upos = analysis.syntax.upos
    last = first
    while last < len(upos) and (
        upos[last] in {"DET", "ADJ", "NOUN", "PROPN", "PART"}
        or (last > first and upos[last - 1] == "NOUN" and analysis.word(last).lower() in {"of", "at", "for", "from"})
    ):
        last += 1
    kinds = {"PROPN"} if named else {"PROPN", "NOUN"}
    return (first, last) if any(analysis.syntax.upos[i] in kinds for i in range(first, last)) else None

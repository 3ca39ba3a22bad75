"""What is said, read off the tree: clauses and amounts that hang on a word of saying and that the heads passed over.

Four forms: a clause under a verb of saying, before or behind it ("The road stays shut until Friday, its mayor told the
Post"); a sentence that the saying interrupts ("It has nine pages, one of them said, and it is in a safe"); what is "ruled out"
or "left open"; and an amount that somebody names ("The police put the number of marchers at 12,000", "the union spoke of
30,000"), which reports of counts that differ are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from msgspec import Struct

from crossread.extract.cues import SAY, lemma
from crossread.extract.phrases import children_of, noun_phrase, subject_of
from crossread.language.analysis import Analysis

Rows = tuple[int, int]
"""Tokens, half-open."""

FINITE = frozenset({"root", "conj", "parataxis", "acl:relcl"})
"""Relations of a verb that tells what was said; one that depends otherwise ("is expected to say") tells of no words."""
CONTRASTING = frozenset("while whereas although though but".split())
"""Words that set what one says against what another says."""
NAMING = frozenset("compound dep nmod flat vocative dislocated".split())
"""Relations that the tree gives to a subject that it does not know for one."""
UNSAID = frozenset("will would may might could should must can to not n't never".split())
"""Beside a verb of saying they take away that it was said: "did not say whether"."""
PLACING = {"put": "at", "place": "at", "estimate": "at", "speak": "of", "talk": "of"}
"""Verbs that name an amount, each with its preposition: "put the toll at 58", "spoke of 45,000"."""
APPROXIMATE = frozenset(
    "no about around almost nearly over under roughly approximately some only just more fewer less than at least most up to as many "
    "much high low well close between an estimated $ £ €".split()
)
"""What may stand between the preposition and the number."""
CLOCK = frozenset("a.m. p.m. am pm a.m p.m o'clock o’clock".split())
LEFT_OPEN = {"rule": "out", "leave": "open"}
"""Verbs that with this word say that something is impossible, or not yet decided."""
MAX_AMOUNT_WORDS = 14
"""From the verb to its preposition there are so many words at most."""
MIN_CLAUSE_WORDS = 3


class Reported(Struct, frozen=True):
    """Tokens of content that the tree gives to a cue and its source."""

    content: tuple[Rows, ...]
    cue: Rows
    source: Rows


def find_reported(analysis: Analysis, taken: Sequence[Rows]) -> Iterator[Reported]:
    """Find what verbs of saying say, where nothing of it is content, cue or source of another attribution.

    Args:
        analysis: the report.
        taken: tokens that belong to attributions known before, half-open.
    """
    free = np.ones(len(analysis.tokens), bool)
    for first, last in taken:
        free[first:last] = False
    for verb, tag in enumerate(analysis.syntax.upos):
        if tag != "VERB" or not free[verb]:
            continue
        found = _reported_by(analysis, verb)
        if found and all(free[first:last].all() for first, last in (found.cue, found.source, *found.content)):
            for first, last in found.content:
                free[first:last] = False
            yield found


def _reported_by(analysis: Analysis, verb: int) -> Reported | None:
    base = _base_form(analysis.word(verb))
    if base is None:
        return None
    below = children_of(analysis, verb)
    source = subject_of(analysis, verb) or _name_before(analysis, verb, below)
    if source is None or not _is_finite(analysis, verb, below) or _is_unsaid(analysis, below):
        return None
    content: tuple[Rows, ...] = ()
    cue = (verb, verb + 1)
    if base in PLACING:
        content = _amount(analysis, verb, PLACING[base])
    elif base in LEFT_OPEN:
        word = next((i for i in below if verb < i <= verb + 2 and analysis.word(i).lower() == LEFT_OPEN[base]), None)
        if word is not None:
            cue = (verb, word + 1)
            content = _complement(analysis, [i for i in below if i > word], {"obj", "xcomp", "ccomp", "advcl"})
    else:
        content = _clause(analysis, verb, below, source)
    return Reported(content, cue, source) if content else None


def _is_finite(analysis: Analysis, verb: int, below: Sequence[int]) -> bool:
    """Tell whether a verb tells what was said: in a clause of its own, or in one that is set against another ("while Bo says")."""
    if analysis.syntax.deprel[verb] in FINITE:
        return True
    against = any(analysis.syntax.deprel[i] == "mark" and analysis.word(i).lower() in CONTRASTING for i in below)
    return against and analysis.syntax.deprel[verb] == "advcl"


def _name_before(analysis: Analysis, verb: int, below: Sequence[int]) -> Rows | None:
    """Give a name right under a verb and before it that the tree takes for no subject: "Open Hands (OH), a charity, put"."""
    names = [
        i for i in below if i < verb and analysis.syntax.upos[i] == "PROPN" and analysis.syntax.deprel[i] in NAMING
    ]
    return noun_phrase(analysis, names[0]) if names and _base_form(analysis.word(verb)) in PLACING else None


def _base_form(word: str) -> str | None:
    """Give the base form of a verb that this module knows, with the silent e that `lemma` leaves off others than those of saying."""
    base = lemma(word)
    return next((b for b in (base, base + "e") if b in SAY or b in PLACING or b in LEFT_OPEN), None)


def _is_unsaid(analysis: Analysis, below: Sequence[int]) -> bool:
    return any(
        analysis.word(i).lower() in UNSAID and analysis.syntax.deprel[i] in {"aux", "advmod", "mark"} for i in below
    )


def _clause(analysis: Analysis, verb: int, below: Sequence[int], source: Rows) -> tuple[Rows, ...]:
    """Find the clause with a subject that a verb of saying has for its object, or the sentence that it interrupts."""
    clauses = [i for i in below if analysis.syntax.deprel[i] == "ccomp" and _has_subject(analysis, i)]
    found = _complement(analysis, clauses, {"ccomp"})
    if found:
        first, last = found[0]
        return found if last - first >= MIN_CLAUSE_WORDS and not first <= verb < last else ()
    return _interrupted(analysis, verb, below, source) if analysis.syntax.deprel[verb] == "parataxis" else ()


def _has_subject(analysis: Analysis, verb: int) -> bool:
    return any(analysis.syntax.deprel[i].startswith(("nsubj", "csubj", "expl")) for i in children_of(analysis, verb))


def _interrupted(analysis: Analysis, verb: int, below: Sequence[int], source: Rows) -> tuple[Rows, ...]:
    """Give the words of a sentence before and behind a saying between commas: "It has nine pages, one said, and ..."."""
    sentence = analysis.tokens.sentence
    rows = np.flatnonzero(sentence == sentence[verb])
    begin, end = int(rows[0]), int(rows[-1]) + 1
    saying = {verb, *range(*source), *(k for i in below for k in _subtree(analysis, i))}
    words = [i for i in saying if analysis.syntax.upos[i] != "PUNCT"]
    first, last = min(words), max(words) + 1
    if first <= begin or analysis.word(first - 1) != "," or (last < end and analysis.word(last) not in {",", ".", ";"}):
        return ()
    before = _stripped(analysis, begin, first)
    behind = _stripped(analysis, last, end)
    return tuple(r for r in (before, behind) if r) if before and before[1] - before[0] >= MIN_CLAUSE_WORDS else ()


def _complement(analysis: Analysis, below: Sequence[int], relations: set[str]) -> tuple[Rows, ...]:
    for i in below:
        if analysis.syntax.deprel[i] in relations:
            rows = _subtree(analysis, i)
            found = _stripped(analysis, rows[0], rows[-1] + 1)
            return (found,) if found else ()
    return ()


def _amount(analysis: Analysis, verb: int, preposition: str) -> tuple[Rows, ...]:
    """Find the amount that a verb names, with what it counts: "the toll at 58"."""
    sentence = analysis.tokens.sentence
    n = len(sentence)
    for at in range(verb + 1, min(n - 1, verb + 1 + MAX_AMOUNT_WORDS)):
        if sentence[at] != sentence[verb] or analysis.word(at) in {",", ";", ":"}:
            return ()
        if analysis.word(at).lower() != preposition:
            continue
        number = at + 1
        while number < n and analysis.word(number).lower() in APPROXIMATE:
            number += 1
        if number == n or sentence[number] != sentence[verb] or analysis.syntax.upos[number] != "NUM":
            continue
        end = _amount_end(analysis, number)
        is_clock = ":" in analysis.word(number) or any(
            analysis.word(i).lower() in CLOCK for i in range(number, min(n, end + 1))
        )
        return () if is_clock else ((verb + 1, end),)
    return ()


def _amount_end(analysis: Analysis, number: int) -> int:
    """Give the token behind an amount: "14 million thalers a day"."""
    end = number + 1
    while end < len(analysis.tokens) and analysis.syntax.upos[end] in {"NUM", "SYM"}:
        end += 1
    head = int(analysis.syntax.head[end - 1])
    if end <= head <= end + 2 and analysis.syntax.upos[head] == "NOUN":
        return max(end, noun_phrase(analysis, head)[1])
    return end


def _subtree(analysis: Analysis, head: int) -> list[int]:
    found, queue = {head}, [head]
    while queue:
        new = [i for i in children_of(analysis, queue.pop()) if i not in found]
        found.update(new)
        queue += new
    return sorted(found)


def _stripped(analysis: Analysis, first: int, last: int) -> Rows | None:
    """Take punctuation off both ends; None where nothing is left."""
    while first < last and analysis.syntax.upos[first] == "PUNCT":
        first += 1
    while last > first and analysis.syntax.upos[last - 1] == "PUNCT":
        last -= 1
    return (first, last) if first < last else None

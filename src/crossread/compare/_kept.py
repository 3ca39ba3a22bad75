"""Clauses of one report that tell what has been done or left undone, to be laid beside what was promised before."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from crossread.compare._reading import NEGATIONS, Reading, stem
from crossread.extract.cues import BELIEVE, SAY, lemma
from crossread.records import CommitmentStatus, Span

NOT_YET = frozenset("will 'll wo shall would could can may might should must to had if unless".split())
"""Before a verb these say that it is not told as done."""
FAILING = frozenset("failed fails fail refused refuses".split())
"""Before "to", they say that a thing was left undone."""
MAX_BEFORE = 4
"""Words before a verb in which its auxiliaries stand."""


class Outcome(Struct, frozen=True, kw_only=True):
    """A clause that tells a deed as done or as left undone: who, the verb's stem, and the stems of its content words."""

    who: str | None
    what: Span
    deed: str
    status: CommitmentStatus
    stems: frozenset[str]


def find_outcomes(reading: Reading) -> Iterator[Outcome]:
    """Find what a report tells in its own words as done or as left undone, in text order."""
    for i, word in enumerate(reading.low):
        if reading.upos[i] != "VERB" or lemma(word) in SAY | BELIEVE or reading.is_direct(i):
            continue
        before = reading.low[max(reading.clause_start(i), i - MAX_BEFORE) : i]
        failed = before[-1:] == ["to"] and bool(FAILING & set(before[-2:-1]))
        if not failed and not is_past(reading, i):
            continue
        undone = failed or bool(NEGATIONS & set(before))
        first, last = reading.clause_start(i), reading.clause_end(i + 1) if i + 1 < len(reading.low) else i + 1
        yield Outcome(
            who=reading.actor(i),
            what=reading.span(first, last),
            deed=deed_of(reading, i),
            status="denied" if undone else "done",
            stems=content_stems(reading, first, last),
        )


def deed_of(reading: Reading, verb: int) -> str:
    """Give the stem of a verb, the same for all its forms."""
    return stem(lemma(reading.low[verb]))


def is_past(reading: Reading, verb: int) -> bool:
    """Tell whether a verb stands in the past or the perfect, and says what is done and not what was to be."""
    before = reading.low[max(reading.clause_start(verb), verb - MAX_BEFORE) : verb]
    if NOT_YET & set(before):
        return False
    perfect = {"has", "have", "was", "were"} & set(before)
    participle = reading.low[verb].endswith("ing") or reading.rel[verb].startswith("acl")
    return not participle and (bool(perfect) or ("did" in before) or lemma(reading.low[verb]) != reading.low[verb])


def content_stems(reading: Reading, first: int, last: int) -> frozenset[str]:
    """Give the stems of the nouns, names, verbs and numbers between two tokens, but for words of time and "will"."""
    return frozenset(
        stem(lemma(reading.low[k]) if reading.upos[k] == "VERB" else reading.low[k])
        for k in range(first, last)
        if k not in reading.time_at
        and reading.upos[k] in {"NOUN", "PROPN", "VERB", "NUM"}
        and reading.low[k] not in {"will", "'ll", "wo", "shall"}
    )

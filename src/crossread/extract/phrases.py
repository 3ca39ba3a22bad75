"""Subjects of verbs, and the words of a noun, from the dependency tree."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.language.analysis import Analysis


def subject_of(analysis: Analysis, verb: int) -> tuple[int, int] | None:
    """Find the tokens of a verb's subject (its subtree without clauses that hang on it), looking up along conjunctions."""
    syntax = analysis.syntax
    at = verb
    for _ in range(4):
        subjects = [
            i
            for i in children_of(analysis, at)
            if syntax.deprel[i].startswith("nsubj") and "outer" not in syntax.deprel[i]
        ]
        agents = [i for i in children_of(analysis, at) if syntax.deprel[i] == "obl:agent"]
        passive = any(syntax.deprel[i] == "nsubj:pass" for i in subjects)
        if passive and agents:
            return noun_phrase(analysis, agents[0])
        if subjects and not passive:
            return noun_phrase(analysis, nearest_before(subjects, at))
        if syntax.deprel[at] not in {"conj", "xcomp", "advcl", "parataxis", "ccomp"} or int(syntax.head[at]) == at:
            return None
        at = int(syntax.head[at])
    return None


def nearest_before(subjects: Sequence[int], verb: int) -> int:
    """Choose among several subjects that a tree gives a verb: the last before it, where a dateline stands first."""
    return max((i for i in subjects if i < verb), default=subjects[0])


def children_of(analysis: Analysis, head: int) -> list[int]:
    """Give the tokens of its sentence that hang on a token, in text order."""
    sentence = analysis.tokens.sentence
    first, last = (int(sentence.searchsorted(sentence[head], side)) for side in ("left", "right"))
    rows = np.flatnonzero(analysis.syntax.head[first:last] == head) + first
    return [int(i) for i in rows if i != head]


def noun_phrase(analysis: Analysis, head: int) -> tuple[int, int]:
    """Give the contiguous tokens of a noun with what belongs to it, without relative clauses, appositions set off by commas and lists."""
    members = {head}
    queue = [head]
    while queue:
        for child in children_of(analysis, queue.pop()):
            rel = analysis.syntax.deprel[child]
            if rel in {"acl:relcl", "acl", "parataxis", "punct", "cc", "conj", "advcl"}:
                continue
            if rel == "case" and child < min(members):
                continue
            if rel == "appos" and child > head + 1 and analysis.word(child - 1) == ",":
                continue
            members.add(child)
            queue.append(child)
    first = head
    while first - 1 in members:
        first -= 1
    last = head
    while last + 1 in members:
        last += 1
    return first, last + 1

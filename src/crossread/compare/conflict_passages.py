"""Sentences of all reports as the search for conflicts reads them, and how much each word tells in this story."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct

from crossread.compare._alignment import Rarity, Weighed, alignment, rarity_of, weigh, worded, worded_tokens
from crossread.compare._likeness import UNSEEN, rarities
from crossread.compare.conflict_words import Firmness, Term, plain_concept, read_terms
from crossread.extract.report import Report
from crossread.records import Entity, Quote, Span, TimeRef

MAX_SAYING_GAP = 3
"""So many characters stand between who speaks and the verb at most; others are words of their own."""


class Passage(Struct, frozen=True):
    """One sentence: its report and row, words, the entities named in it and where, its times, and whose words they are."""

    report: int
    row: int
    span: Span
    terms: tuple[Term, ...]
    mentions: tuple[tuple[int, int, str], ...]
    times: tuple[TimeRef, ...]
    quotes: tuple[Quote, ...]
    paragraph: int

    @property
    def entities(self) -> frozenset[str]:
        """Give the ids of the entities named in the sentence."""
        return frozenset(id_ for _, _, id_ in self.mentions)

    def quote_at(self, offset: int) -> Quote | None:
        """Give the quote whose content holds a character."""
        return next((q for q in self.quotes if any(s.start <= offset < s.end for s in q.content)), None)

    def saying(self) -> tuple[tuple[int, int], ...]:
        """Give where the words of saying stand: who speaks with the verb, and what is behind them where nothing more is said.

        "The sirens wailed late, people there said on Wednesday": the last five words.
        """
        found = []
        for q in self.quotes:
            if q.cue is None or not self.span.overlaps(q.cue):
                continue
            start, end = q.cue.start, q.cue.end
            if q.source is not None and max(start, q.source.start) - min(end, q.source.end) <= MAX_SAYING_GAP:
                start, end = min(start, q.source.start), max(end, q.source.end)
            if any(s.start < end and start < s.end for s in q.content):
                continue
            behind = any(end <= s.start < self.span.end for other in self.quotes for s in other.content)
            found.append((start, end if behind or end > q.cue.end else self.span.end))
        return tuple(found)

    def clause_of(self, start: int, end: int) -> tuple[Term, ...]:
        """Give the words of the clauses that a stretch of the sentence touches."""
        inside = {t.clause for t in self.terms if t.start < end and start < t.end}
        return tuple(t for t in self.terms if t.clause in inside)


class Reading(Struct, frozen=True):
    """All reports of a story, read for conflicts.

    `weights` say how much a concept tells: the logarithm of how rare its sentences are in this story. `near` has the
    concepts of each sentence and of those beside it in its paragraph, by report and row.
    """

    reports: Sequence[Report]
    entities: Sequence[Entity]
    passages: tuple[Passage, ...]
    weights: Mapping[str, float]
    kinds: Mapping[str, str]
    names: Mapping[str, str]
    name_keys: frozenset[str]
    common: frozenset[str]
    mean_cosine: float
    near: Mapping[tuple[int, int], frozenset[str]]
    written: Rarity

    def concepts_near(self, passage: Passage) -> frozenset[str]:
        """Give the concepts of a sentence and of those before and behind it in its paragraph."""
        return self.near[passage.report, passage.row]

    def outlet(self, passage: Passage) -> str:
        """Give the outlet of a passage."""
        return self.reports[passage.report].doc.label

    def weight(self, concept: str) -> float:
        """Tell how much a concept tells in this story."""
        return self.weights.get(concept, 0.0)

    @property
    def rarest(self) -> float:
        """Give what a concept tells that two sentences have."""
        return max(1.0, math.log((len(self.passages) + UNSEEN) / 2.5))

    def mass(self, concepts: Iterable[str]) -> float:
        """Add up what concepts tell."""
        return sum(self.weight(c) for c in sorted(concepts))

    def closeness(self, a: Passage, b: Passage) -> float:
        """Give how close in meaning two sentences are: 0 as close as any two of the story, 1 the same.

        Cosines of one story crowd together, and models differ in where; so they are read against the story's mean.
        Where the analysis has no vectors, `UNKNOWN_CLOSENESS`.
        """
        va, vb = self.reports[a.report].analysis.vectors, self.reports[b.report].analysis.vectors
        if a.row >= len(va) or b.row >= len(vb) or not va[a.row].any() or not vb[b.row].any():
            return UNKNOWN_CLOSENESS
        cosine = float(np.dot(va[a.row], vb[b.row]))
        return max(0.0, (cosine - self.mean_cosine) / (1.0 - self.mean_cosine)) if self.mean_cosine < 1.0 else 0.0

    def weighed(self, passage: Passage, part: Span) -> Weighed:
        """Make the words of a part of a sentence ready for being aligned with others."""
        return weigh(worded(self.reports[passage.report].analysis, part.start, part.end), self.written)

    def weighed_terms(self, passage: Passage, terms: Iterable[Term]) -> Weighed:
        """Make some words of a sentence, which need not stand side by side, ready for being aligned with others."""
        analysis = self.reports[passage.report].analysis
        return weigh(
            worded_tokens(analysis, {i for t in terms for i in range(*analysis.tokens.covering(t.start, t.end))}),
            self.written,
        )


UNKNOWN_CLOSENESS = 0.3
"""What two sentences that tell the same in other words have at least; by hand, on the dev stories."""


def nearness_of_words(a: Weighed, b: Weighed, *, unknown: float = UNKNOWN_CLOSENESS) -> float:
    """Give how near the words of two clauses lie to each other; `unknown` where the analysis does not tell."""
    aligned = alignment(a, b)
    return unknown if aligned is None else aligned


def _mean_cosine(reports: Sequence[Report]) -> float:
    """Give the mean cosine of all pairs of sentences, from their sum: no loop over pairs."""
    total, n = 0.0, 0
    rows = [r.analysis.vectors for r in reports if len(r.analysis.vectors)]
    if rows:
        n = sum(len(v) for v in rows)
        whole = np.sum([v.astype(np.float64).sum(axis=0) for v in rows], axis=0)
        total = float(np.dot(whole, whole))
    return round((total - n) / (n * (n - 1)), 6) if n > 1 else 0.0


def read_passages(reports: Sequence[Report], entities: Sequence[Entity]) -> Reading:
    """Read the sentences of the reports of one story.

    Args:
        reports: in any order; the result lists passages in it.
        entities: those of the story.
    """
    mentions: dict[str, list[tuple[int, int, str]]] = {}
    for entity in entities:
        for m in entity.mentions:
            mentions.setdefault(m.doc, []).append((m.start, m.end, entity.id))
    passages = [
        p for row, report in enumerate(reports) for p in _passages(row, report, sorted(mentions.get(report.doc.id, [])))
    ]
    df: Counter[str] = Counter()
    for passage in passages:
        df.update({form for t in passage.terms if t.concept for form in (t.concept, plain_concept(t.key, t.concept))})
    spread = Counter(id_ for entity in entities for id_ in {(entity.id, m.doc) for m in entity.mentions})
    per_entity = Counter(id_ for id_, _ in spread)
    common = frozenset(e for e, docs in per_entity.items() if docs >= max(2, math.ceil(COMMON_SHARE * len(reports))))
    return Reading(
        reports=reports,
        entities=entities,
        passages=tuple(passages),
        weights=rarities(df, max(1, len(passages))),
        kinds={e.id: e.kind for e in entities},
        names={e.id: e.name for e in entities},
        name_keys=_name_keys(passages),
        common=common,
        mean_cosine=_mean_cosine(reports),
        near=_near(passages),
        written=rarity_of(worded(reports[p.report].analysis, p.span.start, p.span.end) for p in passages),
    )


NAME_SHARE = 0.8
"""A word that is capitalised inside sentences so often is a name; headings capitalise others too."""


def _name_keys(passages: Sequence[Passage]) -> frozenset[str]:
    every = Counter(t.concept for p in passages for t in p.terms[1:])
    named = Counter(t.concept for p in passages for t in p.terms[1:] if t.name)
    return frozenset(c for c, n in named.items() if n >= NAME_SHARE * every[c])


COMMON_SHARE = 0.6
"""An entity that so many of the reports name belongs to the story as a whole: it does not tell its parts apart."""


def _near(passages: Sequence[Passage]) -> dict[tuple[int, int], frozenset[str]]:
    own = {(p.report, p.paragraph, p.row): concepts_of(p.terms) for p in passages}
    none: frozenset[str] = frozenset()
    return {
        (p.report, p.row): none.union(*(own.get((p.report, p.paragraph, p.row + step), none) for step in (-1, 0, 1)))
        for p in passages
    }


def _passages(row: int, report: Report, mentions: Sequence[tuple[int, int, str]]) -> Iterable[Passage]:
    sentences = report.analysis.sentences
    times = sorted(report.times, key=lambda t: t.span)
    quotes = [(min(s.start for s in q.content), max(s.end for s in q.content), q) for q in report.quotes if q.content]
    paragraphs = sentences.paragraph.tolist()
    for at, (start, end) in enumerate(zip(sentences.start.tolist(), sentences.end.tolist(), strict=True)):
        terms = read_terms(report.doc.text, start, end)
        if not terms:
            continue
        yield Passage(
            report=row,
            row=at,
            span=Span(report.doc.id, start, end),
            terms=terms,
            mentions=tuple(m for m in mentions if start <= m[0] < end),
            times=tuple(t for t in times if start <= t.span.start < end),
            quotes=tuple(q for a, b, q in quotes if a < end and start < b),
            paragraph=paragraphs[at],
        )


MAX_TITLE = 70
"""Characters of the words that name a matter; longer ones are cut down to the words that both sides share."""


GAP = "…"
"""Stands in a title for words left out."""


def title_of(
    reading: Reading, passage: Passage, wanted: Collection[str], *, within: Span | None = None, but: Span | None = None
) -> str:
    """Name a matter in the words of a sentence: from the first to the last of some concepts, as they stand there.

    Args:
        reading: the passage's.
        passage: the sentence.
        wanted: concepts to name; the first word of each is taken.
        within: the clause to take them from; the whole sentence where None.
        but: words to leave out, as `GAP`: the number that the reports differ in.

    Returns:
        "closed … bottom outlets"; where the words stand far apart those alone, with "…" between; empty where there are none.
    """
    text, at = reading.reports[passage.report].doc.text, within or passage.span
    first: dict[str, Term] = {}
    for t in passage.terms:
        apart = but is None or t.end <= but.start or but.end <= t.start
        if t.concept in wanted and apart and at.start <= t.start < at.end:
            first.setdefault(t.concept, t)
    terms = sorted(first.values(), key=lambda t: t.start)
    if not terms:
        return ""
    start, end = terms[0].start, terms[-1].end
    if end - start > MAX_TITLE or MARKS.search(text, start, end):
        parts = [text[terms[0].start : terms[0].end]]
        for a, b in pairwise(terms):
            parts += [*([] if text[a.end : b.start].isspace() else [GAP]), text[b.start : b.end]]
        return " ".join(parts)
    if but is not None and start <= but.start < end:
        return " ".join(f"{text[start : but.start]} {GAP} {text[but.end : end]}".split())
    return " ".join(text[start:end].split())


MARKS = re.compile(r"[“”\"„«»;:!?()]|\.\s")
"""What no title goes over: the words on either side are of two voices or clauses."""


def firmness_of(terms: Sequence[Term]) -> Firmness:
    """Give how firm a clause is as a whole: the least firm of its words."""
    found = {t.firmness for t in terms}
    for firmness in ("conditional", "demanded", "possible", "planned"):
        if firmness in found:
            return firmness
    return "asserted"


def concepts_of(terms: Iterable[Term]) -> frozenset[str]:
    """Give the concepts of those words that tell something."""
    return frozenset(t.concept for t in terms if t.tells)

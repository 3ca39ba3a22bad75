"""What is the news of a story: how much of a passage the other reports have too, above all at their heads.

A centroid of words and of vectors (MEAD: Radev et al. 2004), with the heads of reports in the place of whole texts: what
is told first is what a report takes to be the news. Its cost grows with the number of reports, not of pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt

import msgspec
import numpy as np
from msgspec import Struct

from crossread.compare._similarity import Words, rarity, words_of
from crossread.extract.report import Report
from crossread.language.analysis import Floats
from crossread.records import Span

HEAD_SENTENCES = 3
"""Sentences at the head of a report that tell its news, beside its title."""
OF_HEADS = 0.75
"""What it counts that a report has a word at its head; the rest counts that it has it at all."""
FULL_MASS = 30.0
"""A passage whose words are less rare together (in nats) is weighed as if they were so rare: a short one is not the
news for having little in it. Five or six telling words."""
NAME_MASS = 2.5
"""A word of a name is rare in general news, and in every report of its story: it counts for no more than this."""


class News(Struct, frozen=True):
    """What the reports of a story put first, a row a report: words at their heads and anywhere, and vectors of their heads."""

    rows: dict[str, int]
    heads: tuple[frozenset[str], ...]
    bodies: tuple[frozenset[str], ...]
    in_heads: Counter[str]
    in_bodies: Counter[str]
    names: frozenset[str]
    vectors: Floats
    of_heads: tuple[float, ...] = ()
    """How much of the head of each report the others have."""

    def shared(self, words: Iterable[str], doc: str) -> float:
        """Tell how much of the words of a passage the other reports have, rare words counted more. In [0, 1].

        Divided by the root of what the passage has: by all of it, the sentence that tells who, what, where and when
        would lose to one that says a single thing.
        """
        row, others = self.rows[doc], len(self.rows) - 1
        telling = sorted(set(words))
        if not others:  # a story of one report: its own head must do
            found = sum(self._mass(w) for w in telling if w in self.heads[row])
        else:
            found = sum(self._mass(w) * self._share(w, row) / others for w in telling)
        mass = max(FULL_MASS, sum(map(self._mass, telling)))
        return min(1.0, found / sqrt(FULL_MASS * mass))

    def _mass(self, word: str) -> float:
        return min(NAME_MASS, rarity(word)) if word in self.names else rarity(word)

    def _share(self, word: str, row: int) -> float:
        heads = self.in_heads[word] - (word in self.heads[row])
        bodies = self.in_bodies[word] - (word in self.bodies[row])
        return OF_HEADS * heads + (1 - OF_HEADS) * bodies

    def headed(self, doc: str) -> float:
        """Tell how much of a report's head the others have, beside the report of which they have most. In [0, 1].

        A column begins with a scene, and its first sentence is not the news for standing there.
        """
        most = max(self.of_heads, default=0.0)
        return self.of_heads[self.rows[doc]] / most if most else 0.0

    def near(self, vector: Floats, doc: str) -> float:
        """Give the cosine of a sentence with the heads of the other reports together. In [0, 1]."""
        others = self.vectors.sum(axis=0) - (self.vectors[self.rows[doc]] if len(self.rows) > 1 else 0.0)
        length = float(np.linalg.norm(others))
        return max(0.0, float(vector @ others) / length) if length > 0 else 0.0


def find_news(reports: Sequence[Report]) -> News:
    """Gather what the reports of a story put first."""
    heads, texts = tuple(map(_head, reports)), [words_of(r.doc.text, NO_VECTOR) for r in reports]
    bodies = tuple(frozenset(t.content) for t in texts)
    news = News(
        rows={r.doc.id: row for row, r in enumerate(reports)},
        heads=heads,
        bodies=bodies,
        in_heads=Counter(w for words in heads for w in words),
        in_bodies=Counter(w for words in bodies for w in words),
        names=frozenset(w for t in texts for w in t.names),
        vectors=np.array([_head_vector(r) for r in reports], np.float32),
    )
    of_heads = tuple(news.shared(words, r.doc.id) for words, r in zip(heads, reports, strict=True))
    return msgspec.structs.replace(news, of_heads=of_heads)


def content_of(report: Report, span: Span) -> Words:
    """Take a passage apart, with the vector of the sentence that it begins in."""
    vectors = report.analysis.vectors
    row = report.sentence_at(span.start)
    return words_of(report.words(span), vectors[row] if row < len(vectors) else NO_VECTOR)


def _head(report: Report) -> frozenset[str]:
    last = min(HEAD_SENTENCES, len(report.analysis.sentences)) - 1
    text = report.doc.text[: report.sentence_span(last).end] if last >= 0 else ""
    return frozenset(words_of(f"{report.doc.title or ''}\n{text}", NO_VECTOR).content)


def _head_vector(report: Report) -> Floats:
    vectors = report.analysis.vectors
    return np.asarray(vectors[:HEAD_SENTENCES].sum(axis=0)) if len(vectors) else NO_VECTOR


NO_VECTOR = np.zeros(384, np.float32)

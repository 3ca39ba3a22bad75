"""How sure a quote is: the chance that at least half of its content is right, and its source too where it has one.

A logistic regression over few features, fitted on half of the reports of PolNeAR dev (`training.calibrate`) and measured on the other
half (`evaluation.calibration`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from crossread.extract._quote_weights import BIAS, WEIGHTS
from crossread.extract.cues import SAY, lemma
from crossread.language.analysis import Analysis
from crossread.language.marks import Pair
from crossread.records import Quote, Span

FEATURES = (
    "direct",
    "mixed",
    "reporting_verb",
    "cue_logit",
    "source_logit",
    "log_words",
    "mark_missing",
    "weak_indirect",
)
"""Whether all of the content, or some of it, stands in marks; whether a word of the cue is a known verb of speaking; the log odds
that the heads give to cue and source, 0 where they have none; logarithm of the number of words; whether the
marks of the content lack one; whether the content is indirect and its span weak."""

MIN_SHARE, MAX_SHARE = 0.01, 0.995
"""Probabilities beyond these are as sure as these; log odds have no end."""


def quote_features(analysis: Analysis, quote: Quote, pairs: Sequence[Pair], *, weak: bool) -> tuple[float, ...]:
    """Give the features of a quote, in the order of `FEATURES`.

    Args:
        analysis: the report that the quote stands in.
        quote: with its type, content, cue and source; its score is not read.
        pairs: pairs of quotation marks of the report, without nested ones.
        weak: whether the heads are not sure of the words of the content.
    """
    tokens = analysis.tokens
    cue_words = range(*tokens.covering(quote.cue.start, quote.cue.end)) if quote.cue else ()
    words = [i for s in quote.content for i in range(*tokens.covering(s.start, s.end))]
    n_words = sum(analysis.syntax.upos[i] != "PUNCT" for i in words)
    start, end = quote.content[0].start, quote.content[-1].end
    broken = any(p.start < end and start < p.end and not (p.opens and p.closes) for p in pairs)
    return (
        float(quote.type == "direct"),
        float(quote.type == "mixed"),
        float(any(lemma(analysis.word(i)) in SAY for i in cue_words)),
        _log_odds(analysis, quote.cue, "cue"),
        _log_odds(analysis, quote.source, "source"),
        math.log(max(1, n_words)),
        float(broken),
        float(weak and quote.type == "indirect"),
    )


def score_quote(features: Sequence[float]) -> float:
    """Give the score of a quote with these features, in (0, 1)."""
    odds = math.fsum((BIAS, *(weight * x for weight, x in zip(WEIGHTS, features, strict=True))))
    return round(1 / (1 + math.exp(-odds)), 3)


def _log_odds(analysis: Analysis, span: Span | None, kind: str) -> float:
    """Give the log odds of the surest span of a kind that the heads have at these words; 0, even odds, where there is none."""
    if span is None:
        return 0.0
    spans = analysis.attribution
    first, last = analysis.tokens.covering(span.start, span.end)
    rows = range(
        int(spans.last.searchsorted(np.int32(first), "right")), int(spans.first.searchsorted(np.int32(last), "left"))
    )
    share = max((float(spans.score[row]) for row in rows if spans.kind[row] == kind), default=0.5)
    share = min(max(share, MIN_SHARE), MAX_SHARE)
    return math.log(share / (1 - share))

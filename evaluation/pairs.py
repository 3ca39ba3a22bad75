"""Do two passages say the same: headlines, paraphrases, answers, claims and evidence.

The score to measure is the one that points are made with; another function can be passed in, from
pairs of texts to similarities of any scale. `baseline_*` are those of the share of words that both have.

Metrics: `sts_headlines_spearman`; `msrp_accuracy` with `msrp_threshold`, the one with the highest accuracy
on MSRP train, and `msrp_f1` of "same" with the one with the highest F1 there (two of three pairs are "same", so to call all of
them so has a high F1 too: `msrp_all_same_f1`); `nanco_balanced_accuracy` of "both answers are in one cluster", with the
threshold of MSRP, and `nanco_auc` without one; `nanco_fragments_balanced_accuracy` from `ANSWERS_SAME` on, a floor for
fragments that was picked with sight of this set; `wice_supported_auc`, a claim with its best sentence of evidence, supported against the rest; `claimdiff_related_auc`, strengthens or
weakens against neither. Sets that have no such split are measured on train, where nothing was fitted.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from evaluation.metrics import (
    DataMissing,
    Measured,
    best_f1_threshold,
    best_threshold,
    confusion,
    load_rows,
    ranking_auc,
    spearman,
)

if TYPE_CHECKING:
    from pathlib import Path

Pairs = list[tuple[str, str]]
Similarity = Callable[[Pairs], Sequence[float]]

ANSWERS_SAME = 0.08
"""Answers to one question are fragments, told apart from a lower score on; from 0.05 to 0.12 it makes no difference."""

WORD = re.compile(r"\w+")


def shared_words(pairs: Pairs) -> list[float]:
    """Give the Dice coefficient of the sets of words of each pair, in [0, 1]."""
    scores = []
    for a, b in pairs:
        left, right = (set(WORD.findall(text.lower())) for text in (a, b))
        scores.append(2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0)
    return scores


def scorer_of_points() -> Similarity:
    """Give the similarity that points are made with, on the shipped model."""
    from crossread.compare._similarity import similarity  # noqa: PLC0415  (the model loads here alone)
    from crossread.language.model import load_model  # noqa: PLC0415

    model = load_model(None)
    return lambda pairs: similarity(model, pairs)


def evaluate(data: Path, split: str, *, similarity: Similarity | None = None) -> Measured:
    """Measure a similarity on every set of pairs: the scorer of points where none is given, with the baseline beside it.

    Raises:
        DataMissing: there are no pairs.
    """
    if similarity is None:
        ours = evaluate(data, split, similarity=scorer_of_points())
        words = evaluate(data, split, similarity=shared_words)["metrics"]
        return {
            "n": ours["n"],
            "metrics": ours["metrics"] | {f"baseline_{name}": value for name, value in words.items()},
        }
    metrics: dict[str, float] = {}
    n = 0
    for name, measure in SETS.items():
        path = data / f"pairs/{name}_{split}.jsonl"
        if not path.is_file():
            path = data / f"pairs/{name}_train.jsonl"
        if not path.is_file():
            continue
        rows = load_rows(path)
        n += len(rows)
        metrics |= measure(rows, similarity, data)
    if not metrics:
        msg = f"no gold data pairs/*_{split}.jsonl in {data}"
        raise DataMissing(msg)
    return {"n": n, "metrics": metrics}


Rows = list[dict[str, Any]]


def score_headlines(rows: Rows, similarity: Similarity, _data: Path) -> dict[str, float]:
    """Correlate with how alike people found two headlines."""
    scores = similarity([(row["a"], row["b"]) for row in rows])
    return {"sts_headlines_spearman": spearman(scores, [row["score"] for row in rows])}


def msrp_train(data: Path, similarity: Similarity) -> tuple[Sequence[float], list[bool]]:
    """Score MSRP train, on which thresholds are chosen; give too which pairs are the same."""
    rows = load_rows(data / "pairs/msrp_train.jsonl")
    return similarity([(row["a"], row["b"]) for row in rows]), [row["label"] == "same" for row in rows]


def score_paraphrases(rows: Rows, similarity: Similarity, data: Path) -> dict[str, float]:
    """Tell paraphrases from pairs that only look alike."""
    fitted_on = msrp_train(data, similarity)
    threshold = best_threshold(*fitted_on)
    scores, labels = similarity([(row["a"], row["b"]) for row in rows]), [row["label"] == "same" for row in rows]
    tp, _, _, tn = confusion(scores, labels, threshold)
    return {
        "msrp_accuracy": (tp + tn) / len(rows),
        "msrp_f1": _f1(scores, labels, best_f1_threshold(*fitted_on)),
        "msrp_all_same_f1": _f1(scores, labels, -math.inf),
        "msrp_threshold": threshold,
    }


def _f1(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    tp, fp, fn, _ = confusion(scores, labels, threshold)
    return 2 * tp / max(1, 2 * tp + fp + fn)


def score_answers(rows: Rows, similarity: Similarity, data: Path) -> dict[str, float]:
    """Tell answers to one question that mean the same from those that do not."""
    couples = [couple for row in rows for couple in itertools.combinations(row["answers"], 2)]
    labels = [a["cluster"] == b["cluster"] for a, b in couples]
    scores = similarity([(a["answer"], b["answer"]) for a, b in couples])
    return {
        "nanco_balanced_accuracy": _balanced_accuracy(scores, labels, best_threshold(*msrp_train(data, similarity))),
        "nanco_fragments_balanced_accuracy": _balanced_accuracy(scores, labels, ANSWERS_SAME),
        "nanco_auc": ranking_auc(scores, labels),
    }


def _balanced_accuracy(scores: Sequence[float], labels: Sequence[bool], threshold: float) -> float:
    tp, fp, fn, tn = confusion(scores, labels, threshold)
    return (tp / max(1, tp + fn) + tn / max(1, tn + fp)) / 2


def score_support(rows: Rows, similarity: Similarity, _data: Path) -> dict[str, float]:
    """Tell claims that an article supports from those that it does not, or not wholly."""
    best = [max(similarity([(row["claim"], line) for line in row["evidence"]]), default=0.0) for row in rows]
    return {"wice_supported_auc": ranking_auc(best, [row["label"] == "supported" for row in rows])}


def score_claims(rows: Rows, similarity: Similarity, _data: Path) -> dict[str, float]:
    """Tell claims that bear on each other from claims of one story that do not."""
    scores = similarity([(row["a"], row["b"]) for row in rows])
    return {"claimdiff_related_auc": ranking_auc(scores, [bool(row["strengthens"] or row["weakens"]) for row in rows])}


SETS: dict[str, Callable[[Rows, Similarity, Path], dict[str, float]]] = {
    "sts_headlines": score_headlines,
    "msrp": score_paraphrases,
    "nanco": score_answers,
    "wice": score_support,
    "claimdiff": score_claims,
}

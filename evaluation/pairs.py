"""Do two passages say the same: headlines, paraphrases, answers, claims and evidence.

The score to measure is the one that points are made with; another function can be passed in, from
pairs of texts to similarities of any scale. `baseline_*` are those of the share of words that both have.

Metrics: `sts_headlines_spearman`; `msrp_accuracy` and `msrp_f1` (of "same") with `msrp_threshold`,
the one with the highest accuracy on MSRP train; `nanco_balanced_accuracy` of "both answers are in one
cluster", with the threshold of MSRP, and `nanco_auc` without one; `wice_supported_auc`, a claim with
its best sentence of evidence, supported against the rest; `claimdiff_related_auc`, strengthens or
weakens against neither. Sets that have no such split are measured on train, where nothing was fitted.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from evaluation.metrics import (
    DataMissing,
    Measured,
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


def msrp_threshold(data: Path, similarity: Similarity) -> float:
    """Give the threshold with the highest accuracy on MSRP train."""
    rows = load_rows(data / "pairs/msrp_train.jsonl")
    scores = similarity([(row["a"], row["b"]) for row in rows])
    return best_threshold(scores, [row["label"] == "same" for row in rows])


def score_paraphrases(rows: Rows, similarity: Similarity, data: Path) -> dict[str, float]:
    """Tell paraphrases from pairs that only look alike."""
    threshold = msrp_threshold(data, similarity)
    scores = similarity([(row["a"], row["b"]) for row in rows])
    tp, fp, fn, tn = confusion(scores, [row["label"] == "same" for row in rows], threshold)
    return {
        "msrp_accuracy": (tp + tn) / len(rows),
        "msrp_f1": 2 * tp / (2 * tp + fp + fn) if tp else 0.0,
        "msrp_threshold": threshold,
    }


def score_answers(rows: Rows, similarity: Similarity, data: Path) -> dict[str, float]:
    """Tell answers to one question that mean the same from those that do not."""
    couples = [couple for row in rows for couple in itertools.combinations(row["answers"], 2)]
    labels = [a["cluster"] == b["cluster"] for a, b in couples]
    scores = similarity([(a["answer"], b["answer"]) for a, b in couples])
    tp, fp, fn, tn = confusion(scores, labels, msrp_threshold(data, similarity))
    sensitivity, specificity = tp / max(1, tp + fn), tn / max(1, tn + fp)
    return {"nanco_balanced_accuracy": (sensitivity + specificity) / 2, "nanco_auc": ranking_auc(scores, labels)}


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

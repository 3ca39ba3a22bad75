"""Do two passages say the same: headlines, paraphrases, answers, claims and evidence.

The scorer of passages is measured, and as `claims_*` the scorer of claims, whose first feature it is and which points are made
with: it reads what it is given in one call as the claims of one story, so all of MSRP, or all answers to a question. Another
function can be passed in, from pairs of texts to similarities of any scale. `baseline_*` are those of the share of words that both have.

Metrics: `sts_headlines_spearman`; `msrp_accuracy` with `msrp_threshold`, the one with the highest accuracy
on MSRP train, and `msrp_f1` of "same" with the one with the highest F1 there (two of three pairs are "same", so to call all of
them so has a high F1 too: `msrp_all_same_f1`); `nanco_balanced_accuracy` of "both answers are in one cluster", with the
threshold of MSRP, and `nanco_auc` without one; `nanco_left_out_balanced_accuracy` judges the answers to each question at the threshold
that is best for the other questions, as answers are fragments and MSRP has sentences; `nanco_fragments_balanced_accuracy` from
`ANSWERS_SAME` on, a floor for fragments that was picked with sight of this set; `wice_supported_auc`, a claim with its best sentence of evidence, supported against the rest; `claimdiff_related_auc`, strengthens or
weakens against neither. Sets that have no such split are measured on train, where nothing was fitted.
"""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Callable, Iterable, Sequence
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


def shipped_scorers() -> tuple[Similarity, Similarity]:
    """Give the scorer of passages and the scorer of claims, on the shipped model; each text is read once."""
    from crossread.compare._claim_units import units_of_passages  # noqa: PLC0415  (the model loads here alone)
    from crossread.compare._same_claim import score_claims as score_units  # noqa: PLC0415
    from crossread.compare._similarity import Words, read_passages, score_pair  # noqa: PLC0415
    from crossread.language.model import load_model  # noqa: PLC0415

    model = load_model(None)
    known: dict[str, Words] = {}

    def read(pairs: Pairs) -> dict[str, Words]:
        texts = list(dict.fromkeys(text for pair in pairs for text in pair))
        known.update(read_passages(model, (text for text in texts if text not in known)))
        return {text: known[text] for text in texts}

    def of_passages(pairs: Pairs) -> Sequence[float]:
        words = read(pairs)
        return [score_pair(words[a], words[b]) for a, b in pairs]

    def of_claims(pairs: Pairs) -> Sequence[float]:
        units = units_of_passages(read(pairs))
        return [score_units(units[a], units[b]) for a, b in pairs]

    return of_passages, of_claims


def evaluate(data: Path, split: str, *, similarity: Similarity | None = None) -> Measured:
    """Measure a similarity on every set of pairs: those that points are made with where none is given, with the baseline beside them.

    Raises:
        DataMissing: there are no pairs.
    """
    of_passages, of_claims = shipped_scorers() if similarity is None else (similarity, None)
    n, metrics = _measured(data, split, of_passages, SETS)
    if not metrics:
        msg = f"no gold data pairs/*_{split}.jsonl in {data}"
        raise DataMissing(msg)
    if of_claims is not None:
        claims = _measured(data, split, of_claims, AS_CLAIMS)[1]
        words = _measured(data, split, shared_words, SETS)[1]
        metrics |= {f"claims_{name}": value for name, value in claims.items()}
        metrics |= {f"baseline_{name}": value for name, value in words.items()}
    return {"n": n, "metrics": metrics}


def _measured(data: Path, split: str, similarity: Similarity, names: Iterable[str]) -> tuple[int, dict[str, float]]:
    """Give the number of rows of those sets that are there, and the metrics."""
    metrics: dict[str, float] = {}
    n = 0
    for name in names:
        path = data / f"pairs/{name}_{split}.jsonl"
        if not path.is_file():
            path = data / f"pairs/{name}_train.jsonl"
        if path.is_file():
            rows = load_rows(path)
            n += len(rows)
            metrics |= SETS[name](rows, similarity, data)
    return n, metrics


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
    by_question = _by_question(rows)
    labels = [label for couples in by_question for _, label in couples]
    scores = [score for couples in by_question for score in similarity([texts for texts, _ in couples])]
    return {
        "nanco_balanced_accuracy": _balanced_accuracy(scores, labels, best_threshold(*msrp_train(data, similarity))),
        "nanco_left_out_balanced_accuracy": _left_out(scores, labels, [len(couples) for couples in by_question]),
        "nanco_fragments_balanced_accuracy": _balanced_accuracy(scores, labels, ANSWERS_SAME),
        "nanco_auc": ranking_auc(scores, labels),
    }


def _by_question(rows: Rows) -> list[list[tuple[tuple[str, str], bool]]]:
    """Give for each question the pairs of its answers, and whether both mean the same."""
    return [
        [
            ((a["answer"], b["answer"]), a["cluster"] == b["cluster"])
            for a, b in itertools.combinations(row["answers"], 2)
        ]
        for row in rows
    ]


def _left_out(scores: Sequence[float], labels: Sequence[bool], sizes: Sequence[int]) -> float:
    """Give the balanced accuracy where each question is judged at the threshold that is best for the others.

    Args:
        scores, labels: of the pairs of all questions, one question after the other.
        sizes: the number of pairs of each question.
    """
    question_of = [at for at, size in enumerate(sizes) for _ in range(size)]
    said = [0.0] * len(scores)
    for left_out in range(len(sizes)):
        others = [at for at, q in enumerate(question_of) if q != left_out]
        threshold = _best_balanced([scores[at] for at in others], [labels[at] for at in others])
        for at, q in enumerate(question_of):
            if q == left_out:
                said[at] = float(scores[at] >= threshold)
    return _balanced_accuracy(said, labels, 0.5)


def _best_balanced(scores: Sequence[float], labels: Sequence[bool]) -> float:
    """Give the score from which on "same" has the highest balanced accuracy; of equal ones the lowest."""
    return max(sorted(set(scores)), key=lambda threshold: _balanced_accuracy(scores, labels, threshold))


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


AS_CLAIMS = ("msrp", "nanco")
"""Sets of statements: the others are of headlines, and of claims with long evidence."""

SETS: dict[str, Callable[[Rows, Similarity, Path], dict[str, float]]] = {
    "sts_headlines": score_headlines,
    "msrp": score_paraphrases,
    "nanco": score_answers,
    "wice": score_support,
    "claimdiff": score_claims,
}

"""Train the scorer of pairs ("do these two passages say the same?") and write its coefficients.

    python -m training.same_point --data ../shared/data --model FOLDER [--write]

A logistic regression with a quadratic penalty, fitted by Newton's method on standardized features; the
coefficients are then folded back to raw features. Train: MSRP train. Chosen on: MSRP train by
cross-validation; MSRP dev and NAnCo dev are printed, never fitted.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from crossread.compare import _similarity
from crossread.compare._similarity import FEATURES, Words, pair_features, read_passages
from crossread.language.model import LanguageModel, load_model

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

PENALTIES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
FOLDS = 5


def load_pairs(path: Path) -> list[tuple[str, str, float]]:
    """Load pairs of texts with 1 for "same", 0 for another label."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(r["a"], r["b"], float(r["label"] in {"same", "entailment"})) for r in rows]


def load_answers(path: Path) -> list[tuple[str, str, float]]:
    """Load all pairs of answers to one question, with 1 where both are in one cluster."""
    pairs = []
    for line in path.read_text(encoding="utf-8").splitlines():
        answers = json.loads(line)["answers"]
        for i, a in enumerate(answers):
            pairs += [(a["answer"], b["answer"], float(a["cluster"] == b["cluster"])) for b in answers[i + 1 :]]
    return pairs


def features_of(pairs: Sequence[tuple[str, str, float]], words: dict[str, Words]) -> Matrix:
    """Give the features of all pairs. Shape (n_pairs, n_features)."""
    return np.array([pair_features(words[a], words[b]) for a, b, _ in pairs])


def fit(x: Matrix, y: Matrix, weight: Matrix, penalty: float) -> tuple[Matrix, float]:
    """Fit a logistic regression; give coefficients for raw features, and the bias."""
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    w = np.zeros(z.shape[1])
    ridge = np.full(z.shape[1], penalty)
    ridge[-1] = 0.0
    for _ in range(25):
        p = 1 / (1 + np.exp(-z @ w))
        gradient = z.T @ (weight * (p - y)) + ridge * w
        hessian = (z * (weight * p * (1 - p))[:, None]).T @ z + np.diag(ridge)
        w -= np.linalg.solve(hessian, gradient)
    raw = w[:-1] / scale
    return raw, float(w[-1] - raw @ mean)


def measure(p: Matrix, y: Matrix, threshold: float) -> dict[str, float]:
    """Give F1 of "same", accuracy, and balanced accuracy."""
    said, same = p >= threshold, y > 0.5
    tp, fp, fn, tn = (said & same).sum(), (said & ~same).sum(), (~said & same).sum(), (~said & ~same).sum()
    return {
        "f1": 2 * tp / max(1, 2 * tp + fp + fn),
        "accuracy": (tp + tn) / len(y),
        "balanced": (tp / max(1, tp + fn) + tn / max(1, tn + fp)) / 2,
    }


def choose_penalty(x: Matrix, y: Matrix) -> float:
    """Choose the penalty with the best likelihood in cross-validation; folds by row number, so that a re-run agrees."""
    fold = np.arange(len(y)) % FOLDS
    best = []
    for penalty in PENALTIES:
        loss = 0.0
        for k in range(FOLDS):
            w, b = fit(x[fold != k], y[fold != k], np.ones((fold != k).sum()), penalty)
            p = np.clip(1 / (1 + np.exp(-(x[fold == k] @ w + b))), 1e-6, 1 - 1e-6)
            loss -= float((y[fold == k] * np.log(p) + (1 - y[fold == k]) * np.log(1 - p)).sum())
        best.append((loss, penalty))
    print("cross-validated loss by penalty:", [(p, round(v / len(y), 4)) for v, p in best])
    return min(best)[1]


def write(coefficients: Matrix, bias: float, model: LanguageModel, measured: str) -> None:
    """Write the coefficients as the module that the scorer reads."""
    lines = "\n".join(f"    {w:.4f},  # {name}" for name, w in zip(FEATURES, coefficients, strict=True))
    path = Path(_similarity.__file__).with_name("_same_point.py")
    path.write_text(
        '"""Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.\n\n'
        f"Trained on MSRP train with the vectors of model '{model.about.name}' ({model.about.sha256[:12]}).\n{measured}\n"
        f'"""\n\nfrom __future__ import annotations\n\nBIAS = {bias:.4f}\nWEIGHTS = (\n{lines}\n)\n',
        encoding="utf-8",
    )


def main() -> None:
    """Train, print the figures, and write the coefficients where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_model(options.model)
    sets = {
        "msrp_train": load_pairs(options.data / "pairs/msrp_train.jsonl"),
        "msrp_dev": load_pairs(options.data / "pairs/msrp_dev.jsonl"),
        "nanco_dev": load_answers(options.data / "pairs/nanco_dev.jsonl"),
    }
    words = read_passages(model, (t for pairs in sets.values() for a, b, _ in pairs for t in (a, b)))
    x = {name: features_of(pairs, words) for name, pairs in sets.items()}
    y = {name: np.array([label for *_, label in pairs]) for name, pairs in sets.items()}
    w, b = fit(x["msrp_train"], y["msrp_train"], np.ones(len(y["msrp_train"])), choose_penalty(x["msrp_train"], y["msrp_train"]))
    said = []
    for name in sets:
        p = 1 / (1 + np.exp(-(x[name] @ w + b)))
        figures = {k: round(float(v), 4) for k, v in measure(p, y[name], 0.5).items()}
        print(name, len(y[name]), "share same", round(float(y[name].mean()), 3), figures)
        said.append(f"{name} at 0.5: " + ", ".join(f"{k} {v}" for k, v in figures.items()) + ".")
    if options.write:
        write(w, b, model, "\n".join(said))


if __name__ == "__main__":
    main()

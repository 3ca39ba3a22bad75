"""Train the scorer of pairs ("do these two passages say the same?") and write its coefficients.

    python -m training.same_point --data ../shared/data --model FOLDER [--write]

A logistic regression with a quadratic penalty, fitted by Newton's method on standardized features; the
coefficients are then folded back to raw features. Fitted on MSRP train (weight 1), STS headlines
(similarity made a share of "same"), part of the NLI pairs (a claim that follows from the other is told
by it), and pairs of unrelated sentences. MSRP dev and NAnCo dev are printed, never fitted.
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
from evaluation.pairs import ANSWERS_SAME
from training.coefficients import write_coefficients

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

PENALTY = 3.0
"""Of the standardized coefficients; the likelihood in cross-validation on MSRP train is flat from 0.3 to 30."""

SET_WEIGHTS = {"msrp_train": 1.0, "sts_headlines_train": 0.5, "nli_train": 0.2, "unrelated": 0.3}
"""Weight of a pair of each set. With NLI: MSRP dev F1 .826 for .815, NAnCo dev balanced accuracy .77 for .75, at fixed thresholds."""

NLI_EVERY = 12
"""Every so manyth pair of NLI is used: reading them all takes ten minutes and changes nothing."""


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


def load_headlines(path: Path) -> list[tuple[str, str, float]]:
    """Load pairs of headlines; similarity from 2.2 (other event) to 4.4 (same) of 5 becomes a share of "same"."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [(r["a"], r["b"], min(1.0, max(0.0, (r["score"] - 2.2) / 2.2))) for r in rows]


def unrelated(pairs: Sequence[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    """Pair sentences of different rows, far from each other in the file."""
    return [(a, pairs[(7 * i + 13) % len(pairs)][1], 0.0) for i, (a, _, _) in enumerate(pairs) if i % 2 == 0]


def write(coefficients: Matrix, bias: float, model: LanguageModel, measured: str) -> None:
    """Write the coefficients as the module that the scorer reads."""
    path = Path(_similarity.__file__).with_name("_same_point.py")
    about = (
        "Coefficients of the scorer of pairs, written by `python -m training.same_point --write`; do not edit.\n\n"
        f"Trained with the vectors of model '{model.about.name}' ({model.about.sha256[:12]}).\n{measured}"
    )
    write_coefficients(path, about, FEATURES, coefficients, bias)


def main() -> None:
    """Train, print the figures, and write the coefficients where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_model(options.model)
    folder = options.data / "pairs"
    msrp = load_pairs(folder / "msrp_train.jsonl")
    sets = {
        "msrp_train": msrp,
        "sts_headlines_train": load_headlines(folder / "sts_headlines_train.jsonl"),
        "nli_train": load_pairs(folder / "nli_train.jsonl")[::NLI_EVERY],
        "unrelated": unrelated(msrp),
        "msrp_dev": load_pairs(folder / "msrp_dev.jsonl"),
        "nanco_dev": load_answers(folder / "nanco_dev.jsonl"),
    }
    words = read_passages(model, (t for pairs in sets.values() for a, b, _ in pairs for t in (a, b)))
    x = {name: features_of(pairs, words) for name, pairs in sets.items()}
    y = {name: np.array([label for *_, label in pairs]) for name, pairs in sets.items()}
    w, b = fit(
        np.vstack([x[n] for n in SET_WEIGHTS]),
        np.concatenate([y[n] for n in SET_WEIGHTS]),
        np.concatenate([np.full(len(y[n]), weight) for n, weight in SET_WEIGHTS.items()]),
        PENALTY,
    )
    said = []
    for name, threshold in (("msrp_train", 0.5), ("msrp_dev", 0.5), ("nanco_dev", ANSWERS_SAME)):
        p = 1 / (1 + np.exp(-(x[name] @ w + b)))
        figures = {k: round(float(v), 4) for k, v in measure(p, y[name], threshold).items()}
        said.append(f"{name} from {threshold}: " + ", ".join(f"{k} {v}" for k, v in figures.items()) + ".")
        print(said[-1])
    if options.write:
        write(w, b, model, "\n".join(said))


if __name__ == "__main__":
    main()

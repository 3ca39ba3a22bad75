"""Fit the score of a pair of reports: prints `PAIR_WEIGHTS` and `PAIR_BIAS` of `crossread.stories.cluster`.

Run as `python training/stories.py --data ../shared/data`. Logistic regression on all pairs of ECB+
train by Newton's method, no sampling, so the same data gives the same figures.
"""

from __future__ import annotations

import itertools
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import numpy as np

from crossread.records import Document, content_id
from crossread.stories.cluster import PAIR_FEATURES, pair_features, weigh
from crossread.stories.fingerprints import fingerprint, load_background

if TYPE_CHECKING:
    from collections.abc import Sequence

Doubles = np.ndarray[Any, np.dtype[np.float64]]

LOOK_ALIKE_WEIGHT = 10.0
"""How much more a pair of the two look-alike stories of a topic counts than one of two topics."""
RIDGE = 1.0
STEPS = 30


def load_reports(path: Path) -> tuple[list[Document], list[str]]:
    """Load the reports of an ECB+ split and the story of each."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    docs = [
        Document(id=r["id"], source="training", sha256=content_id("", r["text"]), title=r["title"], text=r["text"])
        for r in rows
    ]
    return docs, [r["story"] for r in rows]


def make_pairs(docs: Sequence[Document], stories: Sequence[str]) -> tuple[Doubles, Doubles, Doubles]:
    """Make features, labels and weights of all pairs. Shapes (n_pairs, n_features), (n_pairs,), (n_pairs,)."""
    reports = weigh([fingerprint(doc) for doc in docs], load_background())
    pairs = list(itertools.combinations(range(len(docs)), 2))
    features = np.array([pair_features(reports[i], reports[j]) for i, j in pairs])
    same = np.array([stories[i] == stories[j] for i, j in pairs], dtype=np.float64)
    topics = [story.split("ecb")[0] for story in stories]
    alike = np.array([topics[i] == topics[j] for i, j in pairs])
    return features, same, np.where(alike & (same == 0), LOOK_ALIKE_WEIGHT, 1.0)


def fit_logistic(features: Doubles, labels: Doubles, weights: Doubles) -> tuple[Doubles, float]:
    """Fit a logistic regression with a ridge on standardised features; give coefficients of the plain ones and bias."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    rows = np.column_stack([(features - mean) / spread, np.ones(len(features))])
    ridge = np.diag([RIDGE] * features.shape[1] + [0.0])
    beta = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-rows @ beta))
        gradient = rows.T @ (weights * (p - labels)) + ridge @ beta
        curvature = (rows * (weights * p * (1 - p))[:, None]).T @ rows + ridge
        beta -= np.linalg.solve(curvature, gradient)
    plain = beta[:-1] / spread
    return plain, float(beta[-1] - plain @ mean)


@click.command()
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), required=True)
def main(data: Path) -> None:
    """Fit the score on ECB+ train and print its constants."""
    docs, stories = load_reports(data / "stories/ecbplus_train.jsonl")
    weights, bias = fit_logistic(*make_pairs(docs, stories))
    for name, weight in zip(PAIR_FEATURES, weights, strict=True):
        click.echo(f"{name:16} {weight:8.2f}")
    click.echo(f"PAIR_WEIGHTS = ({', '.join(f'{w:.2f}' for w in weights)})\nPAIR_BIAS = {bias:.2f}")


if __name__ == "__main__":
    main()

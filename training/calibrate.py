"""Fit the score of quotes to how often they are right, and write its coefficients.

    python -m training.calibrate --data ../shared/data [--model FOLDER] [--write]

A logistic regression with a quadratic penalty (`training.same_point.fit`) over what is known of a quote without its gold
(`crossread.extract._quote_score.FEATURES`), fitted on the reports of PolNeAR dev whose text hashes into the fit half; what is
printed and written down is measured on the other half. To be run again whenever the weights of the model change.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from crossread.extract import _quote_score
from crossread.extract._quote_score import FEATURES
from crossread.extract.quotes import find_features
from crossread.language.model import LanguageModel, load_model
from evaluation.calibration import Judged, ReadReport, brier, calibration_error, in_fit_half, judge_quotes, read_reports
from evaluation.metrics import load_rows, ranking_auc
from training.coefficients import write_coefficients
from training.same_point import fit

if TYPE_CHECKING:
    from training.same_point import Matrix

PENALTY = 10.0
"""Of the standardized coefficients; the likelihood on the other half is flat from 3 to 30."""


def table_of(reports: Sequence[ReadReport]) -> tuple[Matrix, Matrix]:
    """Give the features of all quotes of reports, and how right each is. Shapes (n_quotes, n_features) and (n_quotes,)."""
    x = np.array([row for report in reports for row in find_features(report.analysis)])
    return x.reshape(-1, len(FEATURES)), np.array([judged.right for _, judged in judge_quotes(reports)])


def measure(x: Matrix, y: Matrix, weights: Matrix, bias: float) -> str:
    """Say how good the scores are as chances, and how well they tell right from wrong."""
    scores = 1 / (1 + np.exp(-(x @ weights + bias)))
    judged = [Judged(float(score), float(right)) for score, right in zip(scores, y, strict=True)]
    auc = ranking_auc([j.score for j in judged], [j.right >= 0.5 for j in judged])
    return f"{len(y)} quotes, brier {brier(judged):.4f}, ece {calibration_error(judged):.4f}, auc {auc:.4f}"


def write(weights: Matrix, bias: float, model: LanguageModel, measured: str) -> None:
    """Write the coefficients as the module that scores read."""
    path = Path(_quote_score.__file__).with_name("_quote_weights.py")
    about = (
        "Coefficients of the score of quotes, written by `python -m training.calibrate --write`; do not edit.\n\n"
        f"Fitted to what the model '{model.about.name}' ({model.about.sha256[:12]}) finds.\n{measured}"
    )
    write_coefficients(path, about, FEATURES, weights, bias)


def main() -> None:
    """Fit, print the figures, and write the coefficients where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    model = load_model(options.model)
    rows = load_rows(options.data / "attribution/polnear_dev.jsonl")
    x, y = table_of(read_reports(model, [row for row in rows if in_fit_half(row["text"])]))
    unseen_x, unseen_y = table_of(read_reports(model, [row for row in rows if not in_fit_half(row["text"])]))
    weights, bias = fit(x, y, np.ones(len(y)), PENALTY)
    measured = f"Fit half: {measure(x, y, weights, bias)}.\nOther half: {measure(unseen_x, unseen_y, weights, bias)}."
    print(measured)
    swapped = measure(x, y, *fit(unseen_x, unseen_y, np.ones(len(unseen_y)), PENALTY))
    print(f"The other way round, fitted on the other half: {swapped}.")
    for name, weight in zip(FEATURES, weights, strict=True):
        print(f"{weight:8.3f}  {name}")
    if options.write:
        write(weights, bias, model, measured)


if __name__ == "__main__":
    main()

"""Fit the score that two claims of a story tell one fact, leaving out each labelled story in turn.

    python -m training.same_claim [--model FOLDER] [--write] [STORY...]

A logistic regression with a quadratic penalty over the features of pairs of claims (`_same_claim.FACTS`; the first is the
logit of the scorer of passages, so fit `training.same_point` before). Pairs of labelled claims are one fact where the labels say
so, and not where they name two. Pairs with a claim that no label names are mostly two facts, and count a little as such: they
are what a story is made of. Printed are average precision and the precision and recall from one half on of labelled pairs, each
story scored by weights that were fitted without it; with --write the weights of all stories are written.
"""

from __future__ import annotations

import argparse
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from crossread.compare import _same_claim
from crossread.compare._claim_units import Unit, make_units
from crossread.compare._same_claim import FACTS, closeness, fact_features, same_wording
from crossread.compare.people import resolve_people
from crossread.compare.story import complete
from crossread.ingest.load import documents_from
from crossread.pipeline import read_all
from crossread.settings import Settings
from evaluation.gold.stories.build_labels import story_folder
from evaluation.invented import STORIES, Gold, load_labels
from evaluation.points import best_claim
from training.coefficients import write_coefficients
from training.same_point import fit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.same_point import Matrix

PENALTY = 3.0
"""Of the standardized coefficients; from 1 to 10 average precision is the same."""

UNLABELLED = 0.1
"""Weight of a pair that no label judges: with 0, a shared weekday tells too much; with .3, the score is too low by half."""

MIN_CLOSENESS = 0.1
"""Pairs without labels whose sentences are less close are never candidates."""


class Pairs(Struct, frozen=True):
    """Pairs of claims of one story: features a row, 1 for one fact, and which are labelled."""

    x: Matrix
    y: Matrix
    labelled: Matrix


def read_units(name: str, *, model: str | None) -> tuple[list[Unit], dict[int, set[int]]]:
    """Read a story as far as its claims, and find the labelled points of each of those that have any."""
    settings = Settings(as_one_story=True, model=model)
    docs = documents_from([str(story_folder(name))], settings=settings).records
    read = read_all(docs, settings=settings).reports
    resolved, entities = resolve_people([read[d.id] for d in docs if d.id in read])
    units = make_units([complete(r, entities) for r in resolved], entities)
    row_of = {u.claim.id: row for row, u in enumerate(units)}
    gold = Gold(load_labels(name), docs)
    points: dict[int, set[int]] = {}
    for point, label in enumerate(gold.labels["origins"]):
        for span in gold.spans(label["evidence"]):
            claim = best_claim([u.claim for u in units], span)
            if claim is not None:
                points.setdefault(row_of[claim.id], set()).add(point)
    return units, points


def pairs_of(units: Sequence[Unit], points: dict[int, set[int]]) -> Pairs:
    """Make the pairs of a story that its labels judge, and those of two reports that might be candidates."""
    x, y, labelled = [], [], []
    for i, j in combinations(range(len(units)), 2):
        a, b = units[i], units[j]
        judged = i in points and j in points
        if a.report == b.report and (not judged or a.claim.span.overlaps(b.claim.span)):
            continue
        if not judged and (closeness(a, b) < MIN_CLOSENESS or same_wording(a, b)):
            continue
        x.append(fact_features(a, b))
        y.append(float(judged and bool(points[i] & points[j])))
        labelled.append(judged)
    return Pairs(np.array(x), np.array(y), np.array(labelled))


def fit_stories(stories: Sequence[Pairs]) -> tuple[Matrix, float]:
    """Fit the weights on several stories; give coefficients for raw features, and the bias."""
    weight = np.concatenate([np.where(s.labelled, 1.0, UNLABELLED) for s in stories])
    return fit(np.vstack([s.x for s in stories]), np.concatenate([s.y for s in stories]), weight, PENALTY)


def average_precision(scores: Matrix, y: Matrix) -> float:
    """Give the mean precision at the rank of each true pair."""
    ranked = y[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked > 0].mean())


def left_out(stories: Sequence[Pairs]) -> str:
    """Measure labelled pairs, each story scored by weights of the others."""
    scores, wanted = [], []
    for at, story in enumerate(stories):
        w, b = fit_stories([s for k, s in enumerate(stories) if k != at])
        scores.append((story.x @ w + b)[story.labelled])
        wanted.append(story.y[story.labelled])
    z, y = np.concatenate(scores), np.concatenate(wanted)
    said = z >= 0
    return (
        f"Left out in turn, {len(stories)} stories, {int(y.sum())} pairs of {len(y)} one fact: average precision "
        f"{average_precision(z, y):.3f}; from one half on, precision {y[said].mean():.3f}, recall {y[said].sum() / y.sum():.3f}."
    )


def main() -> None:
    """Fit, print the figures, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=STORIES["dev"])
    parser.add_argument("--model")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    stories = [pairs_of(*read_units(name, model=options.model)) for name in options.stories]
    measured = left_out(stories)
    print(measured)
    w, b = fit_stories(stories)
    for name, weight in zip(FACTS, w, strict=True):
        print(f"{name:14} {weight:8.3f}")
    if options.write:
        about = (
            "Coefficients of the score that two claims tell one fact, written by `python -m training.same_claim --write`; "
            f"do not edit.\n\n{measured}"
        )
        write_coefficients(Path(_same_claim.__file__).with_name("_same_claim_weights.py"), about, FACTS, w, b)


if __name__ == "__main__":
    main()

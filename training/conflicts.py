"""Fit the scores of conflicts on the labelled stories, leaving out each story in turn.

    python -m training.conflicts [--model FOLDER] [--news ../shared/data/stories/ecbplus_train.jsonl] [--write] [STORY...]

The stories are the long ones that are named, or those of the dev half, and the short ones of `evaluation/gold/conflicts.jsonl`, dev half.
A logistic regression with a quadratic penalty for each kind, fitted on pairs of candidates: those that lie on two
sides of a labelled conflict, and all others. Pairs of stories of ECB+ train (real news) are added as no conflicts:
read one by one they are, but for the dead and injured and for the stories in `DIFFERING`. Printed is what
the search raises in each story by weights that were fitted without it, and how well its scores are calibrated; with
--write the weights of all stories are written.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import Struct

from crossread.compare import _conflict_weights
from crossread.compare.conflict_passages import Reading, read_passages
from crossread.compare.conflict_statements import read_all_statements
from crossread.compare.conflicts import find_conflicts
from crossread.compare.conflicts_assertion import assertion_features, opposed_statements
from crossread.compare.conflicts_day import dated_pairs, day_features
from crossread.compare.conflicts_figure import judged_pairs
from crossread.compare.conflicts_sequence import may_be_one, order_features, order_pairs
from crossread.compare.conflicts_speech import speeches
from crossread.compare.same_count import count_features, read_counts
from crossread.records import Conflict, Document, Span
from evaluation.conflicts import (
    Counts,
    Label,
    ReadStory,
    calibration,
    count_conflicts,
    load_passages,
    meets,
    read_documents,
    read_for_conflicts,
    read_short_story,
    sides_of,
    touch,
)
from evaluation.invented import STORIES, load_labels

PENALTY = {"FIGURE": 40.0, "ASSERTION": 40.0, "DAY": 40.0, "SEQUENCE": 40.0}
"""How strongly weights are held to the expected ones: so many labelled conflicts (a few a kind) move them only where they agree."""

NEWS_EVERY, NEWS_REPORTS = 2, 14
"""Every second story of ECB+ train is read, and so many reports of each."""

DIFFERING = {
    "FIGURE": {"19ecb", "20ecb", "20ecbplus", "30ecb", "31ecb", "32ecb"},
    "ASSERTION": {"28ecb", "33ecb"},
    "SEQUENCE": {"4ecb", "26ecb"},
}
"""Stories of ECB+ train in which reports differ, by kind of conflict: their pairs are no examples of what is none."""

EXPECTED: dict[str, tuple[float, dict[str, float]]] = {
    "FIGURE": (
        -5.2,
        {
            "state": 2.5,
            "noun": 1.0,
            "share": 3.5,
            "mass": 0.25,
            "wider": 0.1,
            "close": 2.0,
            "aligned": 2.0,
            "numeral": 2.0,
            "entity": 0.7,
            "subject": 0.5,
            "lone": 1.0,
            "measure": 2.5,
            "crowd": -0.3,
            "busy": -0.2,
            "doublings": -0.8,
            "day": 1.0,
            "contrast": 4.5,
            "slip": 1.5,
            "setting": 1.5,
            "named_alike": 1.0,
        },
    ),
    "ASSERTION": (
        -8.4,
        {
            "predicate": 1.5,
            "outside": -1.5,
            "untold": -1.0,
            "loose": -1.0,
            "scale": -0.5,
            "single": -1.2,
            "alone": -1.5,
            "opposed": 2.0,
            "affirmed": -0.7,
            "open": 0.3,
            "settled": 5.0,
            "raised": 3.0,
            "ruled": 2.5,
            "denial": 0.7,
            "absolute": 0.3,
            "told": 0.5,
            "less": 2.0,
            "more": 1.5,
            "named": 0.5,
            "rare": 0.5,
            "subject": 0.5,
            "other_subject": -1.5,
            "close": 2.0,
            "aligned": 3.0,
            "wider": 0.3,
            "crowd": -0.3,
            "first": 0.8,
            "mood": -0.8,
            "possible": -0.5,
            "beside": 0.3,
            "reply": 1.5,
            "one_report": -0.5,
            "subordinate": -0.7,
            "own": -1.0,
            "tellings": 0.3,
            "bare": -0.5,
            "length": -0.02,
        },
    ),
    "DAY": (
        -7.1,
        {
            "told": 0.3,
            "named": 0.1,
            "wider": 0.15,
            "share": 2.0,
            "predicate": 1.5,
            "close": 2.0,
            "aligned": 2.0,
            "entity": 1.5,
            "subject": 0.7,
            "ahead": 0.7,
            "clock": 0.5,
            "apart": -0.1,
        },
    ),
    "SEQUENCE": (
        -6.0,
        {
            "less": 0.6,
            "more": 0.2,
            "named": 0.7,
            "share": 2.0,
            "close": 1.5,
            "best": 1.0,
            "alone": 0.0,
            "crossed": -0.4,
            "opposed": 0.4,
            "heads": 0.5,
            "least": 3.0,
            "most": 2.0,
            "turned": -3.0,
            "stressed": 1.5,
            "flipped": -1.0,
        },
    ),
}
"""Bias and weights that one would set by hand: with so few labelled conflicts the fit starts from them."""


Matrix = np.ndarray[Any, np.dtype[np.float64]]
FreeWeights = np.ndarray[Any, np.dtype[np.bool_]]


class Example(Struct, frozen=True):
    """A pair of candidates: features by name, the words of both, and the number of the conflict labelled, -1 for none."""

    features: dict[str, float]
    a: tuple[Span, ...]
    b: tuple[Span, ...]


def figure_examples(reading: Reading, story: ReadStory) -> Iterator[Example]:  # noqa: ARG001
    """Give the pairs of figures whose words tell no difference of scope."""
    for pair in judged_pairs(reading, read_counts(reading)):
        if pair.verdict == "conflict":
            yield Example(count_features(reading, pair.a, pair.b), (pair.a.shown,), (pair.b.shown,))


def assertion_examples(reading: Reading, story: ReadStory) -> Iterator[Example]:
    """Give the pairs of statements of which one may deny the other."""
    spoken = speeches(story.reports, story.utterances)
    for m in opposed_statements(reading, read_all_statements(reading), spoken):
        yield Example(assertion_features(reading, m), (m.yes.shown,), (m.no.shown,))


def day_examples(reading: Reading, story: ReadStory) -> Iterator[Example]:  # noqa: ARG001
    """Give the pairs of clauses with different days that may tell one event."""
    for a, b in dated_pairs(reading):
        yield Example(day_features(reading, a, b), (a.shown,), (b.shown,))


def sequence_examples(reading: Reading, story: ReadStory) -> Iterator[Example]:  # noqa: ARG001
    """Give the pairs of orders that may be of the same two events."""
    for x, y in order_pairs(reading):
        features = order_features(reading, x, y)
        if may_be_one(features):
            yield Example(features, (x.shown,), (y.shown,))


KINDS: dict[str, Callable[[Reading, ReadStory], Iterator[Example]]] = {
    "FIGURE": figure_examples,
    "ASSERTION": assertion_examples,
    "DAY": day_examples,
    "SEQUENCE": sequence_examples,
}


UNKNOWN = -2
"""A pair of which one lies on a side of a labelled conflict and the other on none: labels do not hold all evidence."""


def label(example: Example, conflicts: Sequence[Sequence[Sequence[Span]]]) -> int:
    """Give the row of the labelled conflict on two sides of which a pair lies, -1 for none, or `UNKNOWN`."""
    unknown = False
    for row, sides in enumerate(conflicts):
        x, y = ({j for j, side in enumerate(sides) if touch(spans, side)} for spans in (example.a, example.b))
        if any(i != j for i in x for j in y):
            return row
        unknown = unknown or bool(x) != bool(y)
    return UNKNOWN if unknown else -1


def read_news(path: Path, *, model: str | None) -> dict[str, ReadStory]:
    """Read some stories of real news."""
    by_story: dict[str, list[dict[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        by_story.setdefault(row["story"], []).append(row)
    chosen = sorted(by_story)[::NEWS_EVERY]
    return {
        name: read_documents(
            [
                Document(id=r["id"], source=r["id"], sha256="", title=r["title"], published=None, text=r["text"])
                for r in by_story[name][:NEWS_REPORTS]
            ],
            model=model,
        )
        for name in chosen
    }


def main() -> None:
    """Fit, print what stories left out get, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="*", default=list(STORIES["dev"]))
    parser.add_argument("--model")
    parser.add_argument("--news", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    stories = {name: read_for_conflicts(name, model=options.model) for name in options.stories}
    labels: dict[str, Label] = {name: load_labels(name) for name in stories}
    for short in load_passages("dev"):
        stories[short["story"]], labels[short["story"]] = read_short_story(short, model=options.model), short
    stories |= read_news(options.news, model=options.model) if options.news else {}
    readings = {name: read_passages(story.reports, story.entities) for name, story in stories.items()}
    rows = {
        kind: {
            name: _rows(kind, readings[name], story, labels.get(name))
            for name, story in stories.items()
            if name not in DIFFERING.get(kind, ())
        }
        for kind in KINDS
    }
    raised = cross_validate(rows, stories, labels, long=set(options.stories))
    print("\n".join(report(raised, show=options.show)))
    fitted = {kind: fit_kind(kind, rows[kind]) for kind in KINDS}
    if options.write:
        Path(_conflict_weights.__file__).write_text(HEAD + "\n".join(_lines(fitted)).rstrip() + "\n", encoding="utf-8")
    else:
        print("\n".join(_lines(fitted)))


HEAD = '''"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

'''

Rows = dict[str, list[tuple[Example, int]]]
Fitted = tuple[list[str], list[float], float]


def _lines(fitted: Mapping[str, Fitted]) -> Iterator[str]:
    for kind, (names, weights, bias) in fitted.items():
        yield f"{kind}_BIAS = {bias:.3f}\n{kind}_WEIGHTS = {{"
        yield from (f'    "{n}": {w:.3f},' for n, w in zip(names, weights, strict=True))
        yield "}\n"


def _rows(kind: str, reading: Reading, story: ReadStory, gold: Label | None) -> list[tuple[Example, int]]:
    """Give the examples of a kind in a story with the rows of their labels; those of real news have none."""
    if gold is None and kind == "DAY":
        return []  # ECB+ does not tell the days of its reports: "yesterday" is no day
    examples = KINDS[kind](reading, story)
    if gold is None:
        return [(e, -1) for e in examples if not e.features.get("state")]
    sides = sides_of(gold, story.docs)
    found = [(e, label(e, sides)) for e in examples]
    return [(e, row) for e, row in found if kind == "FIGURE" or row != UNKNOWN]


class Raised(Struct, frozen=True):
    """What a story gets from weights that were fitted without it: what was raised, and which of it is right."""

    story: str
    group: str
    counts: Counts
    wrong: tuple[Conflict, ...]


FOLDS = 6
"""Short stories, and those of the news, are left out in so many parts; each long story by itself."""


def cross_validate(
    rows: Mapping[str, Rows], stories: Mapping[str, ReadStory], labels: Mapping[str, Label], *, long: set[str]
) -> list[Raised]:
    """Find the conflicts of each story by weights that were fitted on the others."""
    folds: dict[str, list[str]] = {}
    for at, name in enumerate(stories):
        folds.setdefault(name if name in long else f"part {at % FOLDS}", []).append(name)
    found = []
    written = {name: value for name, value in vars(_conflict_weights).items() if name.isupper()}
    for left_out in folds.values():
        for kind in KINDS:
            names, weights, bias = fit_kind(kind, {n: r for n, r in rows[kind].items() if n not in left_out})
            setattr(_conflict_weights, f"{kind}_WEIGHTS", dict(zip(names, weights, strict=True)))
            setattr(_conflict_weights, f"{kind}_BIAS", bias)
        for name in left_out:
            story, gold = stories[name], labels.get(name, NO_LABELS)
            conflicts = find_conflicts(story.reports, story.entities, story.utterances)
            sides = sides_of(gold, story.docs)
            firm = [c for c in conflicts if c.verdict == "conflict"]
            wrong = tuple(c for c in firm if not any(meets(c, s) for s in sides))
            group = "long" if name in long else "short" if name in labels else "news"
            found.append(Raised(name, group, count_conflicts(conflicts, story.docs, gold), wrong))
    for name, value in written.items():
        setattr(_conflict_weights, name, value)
    return found


NO_LABELS: Label = {"conflicts": (), "not_conflicts": ()}


def report(raised: Sequence[Raised], *, show: bool) -> Iterator[str]:
    """Give precision and recall of each group of stories, how well the scores are calibrated, and what is wrong."""
    for group in ("long", "short", "news"):
        c = sum((r.counts for r in raised if r.group == group), Counts())
        yield f"{group}: raised {c.raised}, right {c.right}; labelled {c.labelled}, found {c.found}"
    scores = [s for r in raised if r.group != "news" for s in r.counts.scores]
    brier = sum((p - right) ** 2 for p, right in scores) / max(1, len(scores))
    yield f"labelled stories: Brier {brier:.3f}, expected calibration error {expected_calibration_error(scores):.3f}"
    yield from calibration(scores)
    for r in raised if show else ():
        yield from (
            f"  {r.story} {c.score:.2f} {c.kind}: " + " <> ".join(s.says[:150] for s in c.sides) for c in r.wrong
        )


BANDS = 5


def expected_calibration_error(scores: Sequence[tuple[float, bool]]) -> float:
    """Give how far the mean score of a fifth of what was raised lies from the share of it that is right, on average."""
    ordered = sorted(scores)
    bands = [
        b for b in (ordered[len(ordered) * i // BANDS : len(ordered) * (i + 1) // BANDS] for i in range(BANDS)) if b
    ]
    return sum(abs(sum(p for p, _ in b) - sum(right for _, right in b)) for b in bands) / max(1, len(ordered))


def fit_kind(kind: str, rows: Rows) -> Fitted:
    """Fit the weights of a kind; each labelled conflict counts as much as another, however many pairs it has."""
    every = [(e, row, name) for name, found in rows.items() for e, row in found]
    names = list(every[0][0].features)
    x = np.array([[e.features[n] for n in names] for e, *_ in every])
    y = np.array([float(row >= 0) for _, row, _ in every])
    keys = [(name, row) for _, row, name in every]
    weight = np.array([1.0 if row < 0 else max(1.0, 4.0 / keys.count((name, row))) for name, row in keys])
    bias, expected = EXPECTED[kind]
    hold = np.full(len(names), PENALTY[kind])
    w, b = fit_around(x, y, weight, np.array([expected[n] for n in names]), bias, hold)
    return names, [float(v) for v in w], b


RARE_SPREAD = 0.3
"""A feature that spreads less than this is seldom there: it is held to its expected weight so much more."""


def fit_around(
    x: Matrix, y: Matrix, weight: Matrix, expected: Matrix, bias: float, penalty: Matrix
) -> tuple[Matrix, float]:
    """Fit a logistic regression whose weights are held to expected ones by a quadratic penalty.

    Returns:
        Weights and bias, for raw features.
    """
    mean, scale = x.mean(0), x.std(0) + 1e-9
    z = np.hstack([(x - mean) / scale, np.ones((len(x), 1))])
    start = np.append(expected * scale, bias + expected @ mean)
    ridge = np.append(penalty * np.maximum(1.0, RARE_SPREAD / scale), float(penalty.min()) / 8)
    sign = np.sign(np.append(expected, 0.0))
    free = np.ones(len(start), bool)
    w = _solve(z, y, weight, start, ridge, free)
    while (turned := free & (sign * w < 0)).any():  # what speaks for a conflict is never held against it
        free &= ~turned
        w = _solve(z, y, weight, np.where(free, start, 0.0), ridge, free)
    raw = w[:-1] / scale
    return raw, float(w[-1] - raw @ mean)


def _solve(z: Matrix, y: Matrix, weight: Matrix, start: Matrix, ridge: Matrix, free: FreeWeights) -> Matrix:
    """Find the weights by Newton's method; those that are not free stay as they start."""
    w = start.copy()
    for _ in range(MAX_STEPS):
        p = 1 / (1 + np.exp(-np.clip(z @ w, -30, 30)))
        gradient = (z.T @ (weight * (p - y)) + ridge * (w - start))[free]
        inner = z[:, free]
        step = np.linalg.solve((inner * (weight * p * (1 - p))[:, None]).T @ inner + np.diag(ridge[free]), gradient)
        size = float(np.abs(step).max())
        w[free] -= step * min(1.0, 0.5 / max(1e-9, size))
        if size < SMALL_STEP:
            break
    return w


MAX_STEPS, SMALL_STEP = 200, 1e-6


if __name__ == "__main__":
    main()

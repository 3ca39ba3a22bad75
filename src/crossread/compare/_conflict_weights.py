"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.150
FIGURE_WEIGHTS = {
    "state": 2.252,
    "noun": 0.080,
    "share": 2.814,
    "mass": 0.046,
    "wider": 0.000,
    "close": 2.516,
    "entity": 0.000,
    "subject": 0.550,
    "lone": 0.707,
    "measure": 2.580,
    "crowd": -0.352,
    "busy": -0.284,
    "doublings": -0.805,
    "day": 0.784,
    "contrast": 6.208,
    "slip": 3.668,
}

ASSERTION_BIAS = -0.341
ASSERTION_WEIGHTS = {
    "predicate": 0.000,
    "outside": -0.303,
    "untold": -1.499,
    "loose": -1.085,
    "scale": -1.225,
    "alone": -0.813,
    "opposed": 1.905,
    "affirmed": -0.009,
    "open": 0.000,
    "settled": 1.188,
    "raised": 3.012,
    "ruled": 2.500,
    "denial": 0.000,
    "absolute": 1.482,
    "told": 0.933,
    "less": 0.807,
    "more": 1.687,
    "named": 0.000,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -1.597,
    "close": 0.945,
    "wider": 0.000,
    "crowd": -1.097,
    "first": 0.000,
    "mood": -1.514,
    "possible": 0.000,
    "beside": 0.682,
    "one_report": 0.000,
    "subordinate": -0.953,
    "own": -1.219,
    "bare": 0.000,
    "length": -0.066,
}

DAY_BIAS = -3.993
DAY_WEIGHTS = {
    "told": 0.027,
    "named": 0.000,
    "wider": 0.000,
    "share": 2.349,
    "predicate": 0.912,
    "close": 1.206,
    "entity": 0.826,
    "subject": 0.103,
    "ahead": 3.545,
}

SEQUENCE_BIAS = -3.984
SEQUENCE_WEIGHTS = {
    "less": 0.598,
    "more": 0.199,
    "named": 0.692,
    "share": 1.982,
    "close": 1.483,
}

"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.551
FIGURE_WEIGHTS = {
    "state": 2.387,
    "noun": 0.474,
    "share": 3.051,
    "mass": 0.122,
    "wider": 0.011,
    "close": 2.185,
    "entity": 0.144,
    "subject": 0.531,
    "lone": 0.831,
    "measure": 2.568,
    "crowd": -0.315,
    "busy": -0.242,
    "doublings": -0.806,
    "day": 0.737,
    "contrast": 5.637,
    "slip": 3.070,
}

ASSERTION_BIAS = -1.456
ASSERTION_WEIGHTS = {
    "predicate": 0.471,
    "outside": -0.700,
    "untold": -1.280,
    "loose": -1.135,
    "scale": -1.102,
    "alone": -1.270,
    "opposed": 2.218,
    "affirmed": -0.025,
    "open": 0.000,
    "settled": 4.961,
    "raised": 3.000,
    "ruled": 2.500,
    "denial": 0.262,
    "absolute": 1.192,
    "told": 0.752,
    "less": 1.361,
    "more": 1.889,
    "named": 0.000,
    "rare": 0.258,
    "subject": 0.000,
    "other_subject": -1.579,
    "close": 1.336,
    "wider": 0.000,
    "crowd": -0.914,
    "first": 0.267,
    "mood": -1.186,
    "possible": -0.163,
    "beside": 0.656,
    "one_report": -0.269,
    "subordinate": -1.002,
    "own": -1.151,
    "bare": 0.000,
    "length": -0.054,
}

DAY_BIAS = -4.469
DAY_WEIGHTS = {
    "told": 0.137,
    "named": 0.000,
    "wider": 0.000,
    "share": 2.017,
    "predicate": 1.019,
    "close": 1.577,
    "entity": 1.173,
    "subject": 0.408,
    "ahead": 2.739,
}

SEQUENCE_BIAS = -3.984
SEQUENCE_WEIGHTS = {
    "less": 0.598,
    "more": 0.199,
    "named": 0.692,
    "share": 1.982,
    "close": 1.483,
}

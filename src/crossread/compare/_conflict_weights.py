"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.954
FIGURE_WEIGHTS = {
    "state": 2.109,
    "noun": 0.461,
    "share": 1.930,
    "mass": 0.223,
    "wider": 0.000,
    "close": 1.332,
    "entity": 0.000,
    "subject": 0.169,
    "lone": 0.845,
    "measure": 2.567,
    "crowd": -0.126,
    "busy": -0.275,
    "doublings": -0.630,
    "day": 0.545,
    "contrast": 4.910,
    "slip": 2.462,
    "setting": 1.653,
    "named_alike": 1.278,
}

ASSERTION_BIAS = -0.325
ASSERTION_WEIGHTS = {
    "predicate": 1.083,
    "outside": -0.277,
    "untold": -0.366,
    "loose": -0.411,
    "scale": -0.667,
    "single": -0.655,
    "alone": -0.836,
    "opposed": 2.141,
    "affirmed": -0.313,
    "open": 0.000,
    "settled": 4.864,
    "raised": 2.944,
    "ruled": 2.636,
    "denial": 0.630,
    "absolute": 2.254,
    "told": 0.000,
    "less": 2.364,
    "more": 2.179,
    "named": 0.178,
    "rare": 0.078,
    "subject": 0.000,
    "other_subject": -1.297,
    "close": 1.616,
    "wider": 0.000,
    "crowd": -0.649,
    "first": 0.222,
    "mood": -1.811,
    "possible": -1.445,
    "beside": 0.000,
    "reply": 1.401,
    "one_report": 0.000,
    "subordinate": -1.404,
    "own": -0.804,
    "tellings": 1.638,
    "bare": -0.458,
    "length": -0.139,
}

DAY_BIAS = -4.138
DAY_WEIGHTS = {
    "told": 0.262,
    "named": 0.128,
    "wider": 0.132,
    "share": 2.242,
    "predicate": 1.373,
    "close": 2.419,
    "entity": 2.135,
    "subject": 0.260,
    "ahead": 0.667,
    "clock": 0.188,
    "apart": -0.099,
}

SEQUENCE_BIAS = -3.820
SEQUENCE_WEIGHTS = {
    "less": 0.606,
    "more": 0.200,
    "named": 0.691,
    "share": 2.020,
    "best": 1.000,
    "alone": 0.000,
    "crossed": -0.400,
    "opposed": 0.404,
    "close": 1.505,
}

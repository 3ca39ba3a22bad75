"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.801
FIGURE_WEIGHTS = {
    "state": 2.165,
    "noun": 0.355,
    "share": 1.766,
    "mass": 0.204,
    "wider": 0.000,
    "close": 1.341,
    "entity": 0.000,
    "subject": 0.413,
    "lone": 0.697,
    "measure": 1.695,
    "crowd": -0.157,
    "busy": -0.272,
    "doublings": -0.635,
    "day": 0.484,
    "contrast": 4.819,
    "slip": 2.460,
    "setting": 1.812,
    "named_alike": 0.729,
}

ASSERTION_BIAS = -0.057
ASSERTION_WEIGHTS = {
    "predicate": 0.972,
    "outside": -0.563,
    "untold": -0.488,
    "loose": -0.599,
    "scale": -0.671,
    "single": -0.603,
    "alone": -0.827,
    "opposed": 2.160,
    "affirmed": -0.240,
    "open": 0.000,
    "settled": 4.862,
    "raised": 2.946,
    "ruled": 2.657,
    "denial": 0.809,
    "absolute": 2.094,
    "told": 0.000,
    "less": 2.032,
    "more": 2.165,
    "named": 0.228,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -1.358,
    "close": 1.628,
    "wider": 0.000,
    "crowd": -0.609,
    "first": 0.093,
    "mood": -1.991,
    "possible": -1.450,
    "beside": 0.000,
    "reply": 1.454,
    "one_report": 0.000,
    "subordinate": -1.314,
    "own": -0.752,
    "tellings": 1.447,
    "bare": -0.405,
    "length": -0.136,
}

DAY_BIAS = -3.951
DAY_WEIGHTS = {
    "told": 0.259,
    "named": 0.128,
    "wider": 0.137,
    "share": 2.102,
    "predicate": 1.313,
    "close": 2.393,
    "entity": 2.092,
    "subject": 0.294,
    "ahead": 0.641,
    "clock": 0.174,
    "apart": -0.100,
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

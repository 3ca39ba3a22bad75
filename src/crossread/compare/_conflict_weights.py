"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.708
FIGURE_WEIGHTS = {
    "state": 2.186,
    "noun": 0.596,
    "share": 1.538,
    "mass": 0.196,
    "wider": 0.000,
    "close": 1.303,
    "entity": 0.000,
    "subject": 0.410,
    "lone": 0.512,
    "measure": 1.705,
    "crowd": -0.141,
    "busy": -0.283,
    "doublings": -0.647,
    "day": 0.209,
    "contrast": 4.557,
    "slip": 2.511,
    "setting": 1.599,
    "named_alike": 0.424,
}

ASSERTION_BIAS = 0.535
ASSERTION_WEIGHTS = {
    "predicate": 0.796,
    "outside": -0.570,
    "untold": -0.703,
    "loose": -0.559,
    "scale": -0.665,
    "single": -0.528,
    "alone": -0.921,
    "opposed": 2.041,
    "affirmed": -0.260,
    "open": 0.000,
    "settled": 4.859,
    "raised": 2.948,
    "ruled": 2.706,
    "denial": 1.090,
    "absolute": 1.930,
    "told": 0.000,
    "less": 1.453,
    "more": 1.928,
    "named": 0.150,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -0.679,
    "close": 1.769,
    "wider": 0.000,
    "crowd": -0.594,
    "first": 0.047,
    "mood": -2.096,
    "possible": -1.619,
    "beside": 0.000,
    "reply": 1.553,
    "one_report": -0.167,
    "subordinate": -1.389,
    "own": -0.771,
    "tellings": 1.386,
    "bare": -0.500,
    "length": -0.145,
}

DAY_BIAS = -3.947
DAY_WEIGHTS = {
    "told": 0.260,
    "named": 0.132,
    "wider": 0.139,
    "share": 2.128,
    "predicate": 1.320,
    "close": 2.388,
    "entity": 2.105,
    "subject": 0.290,
    "ahead": 0.633,
    "clock": 0.170,
    "apart": -0.104,
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

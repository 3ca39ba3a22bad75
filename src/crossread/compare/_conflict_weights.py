"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.762
FIGURE_WEIGHTS = {
    "state": 2.087,
    "noun": 0.405,
    "share": 1.462,
    "mass": 0.181,
    "wider": 0.000,
    "close": 1.437,
    "entity": 0.000,
    "subject": 0.288,
    "lone": 0.630,
    "measure": 1.670,
    "crowd": -0.087,
    "busy": -0.266,
    "doublings": -0.661,
    "day": 0.489,
    "contrast": 4.461,
    "slip": 2.468,
    "setting": 1.575,
    "named_alike": 0.493,
}

ASSERTION_BIAS = 0.510
ASSERTION_WEIGHTS = {
    "predicate": 0.867,
    "outside": -1.198,
    "untold": -0.510,
    "loose": -1.114,
    "scale": -0.692,
    "single": -0.518,
    "alone": -0.988,
    "opposed": 2.484,
    "affirmed": 0.000,
    "open": 0.000,
    "settled": 5.000,
    "raised": 2.950,
    "ruled": 2.275,
    "denial": 0.821,
    "absolute": 1.757,
    "told": 0.000,
    "less": 1.560,
    "more": 2.138,
    "named": 0.015,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -1.325,
    "close": 1.168,
    "wider": 0.000,
    "crowd": -0.561,
    "first": 0.073,
    "mood": -2.166,
    "possible": -1.434,
    "beside": 0.000,
    "reply": 1.335,
    "one_report": -0.199,
    "subordinate": -1.754,
    "own": -1.956,
    "tellings": 1.712,
    "bare": -0.490,
    "length": -0.145,
}

DAY_BIAS = -3.816
DAY_WEIGHTS = {
    "told": 0.257,
    "named": 0.156,
    "wider": 0.133,
    "share": 2.150,
    "predicate": 1.401,
    "close": 2.303,
    "entity": 2.066,
    "subject": 0.249,
    "ahead": 0.677,
    "clock": 0.143,
    "apart": -0.106,
}

SEQUENCE_BIAS = -3.811
SEQUENCE_WEIGHTS = {
    "less": 0.604,
    "more": 0.202,
    "named": 0.695,
    "share": 2.018,
    "best": 0.994,
    "alone": -0.005,
    "crossed": -0.400,
    "opposed": 0.400,
    "close": 1.507,
}

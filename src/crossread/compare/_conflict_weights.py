"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -3.006
FIGURE_WEIGHTS = {
    "state": 2.016,
    "noun": 0.345,
    "share": 1.909,
    "mass": 0.234,
    "wider": 0.000,
    "close": 1.469,
    "entity": 0.000,
    "subject": 0.339,
    "lone": 0.883,
    "measure": 2.547,
    "crowd": -0.280,
    "busy": -0.282,
    "doublings": -0.632,
    "day": 0.977,
    "contrast": 5.026,
    "slip": 2.517,
    "setting": 2.023,
}

ASSERTION_BIAS = -0.559
ASSERTION_WEIGHTS = {
    "predicate": 1.125,
    "outside": -0.257,
    "untold": -0.591,
    "loose": -1.011,
    "scale": -0.703,
    "single": -0.654,
    "alone": -0.833,
    "opposed": 2.176,
    "affirmed": -0.324,
    "open": 0.000,
    "settled": 4.869,
    "raised": 2.945,
    "ruled": 2.695,
    "denial": 0.684,
    "absolute": 2.251,
    "told": 0.000,
    "less": 2.715,
    "more": 2.335,
    "named": 0.259,
    "rare": 0.119,
    "subject": 0.053,
    "other_subject": -1.784,
    "close": 1.504,
    "wider": 0.000,
    "crowd": -0.692,
    "first": 0.209,
    "mood": -1.733,
    "possible": -1.387,
    "beside": 0.000,
    "reply": 1.160,
    "one_report": 0.000,
    "subordinate": -1.287,
    "own": -1.816,
    "tellings": 1.914,
    "bare": -0.465,
    "length": -0.137,
}

DAY_BIAS = -4.142
DAY_WEIGHTS = {
    "told": 0.265,
    "named": 0.126,
    "wider": 0.131,
    "share": 2.264,
    "predicate": 1.361,
    "close": 2.390,
    "entity": 2.138,
    "subject": 0.262,
    "ahead": 0.650,
    "clock": 0.186,
    "apart": -0.093,
}

SEQUENCE_BIAS = -3.823
SEQUENCE_WEIGHTS = {
    "less": 0.608,
    "more": 0.200,
    "named": 0.690,
    "share": 2.018,
    "best": 1.000,
    "alone": 0.000,
    "crossed": -0.400,
    "opposed": 0.403,
    "close": 1.503,
}

"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.807
FIGURE_WEIGHTS = {
    "state": 2.058,
    "noun": 0.401,
    "share": 1.428,
    "mass": 0.196,
    "wider": 0.000,
    "close": 1.438,
    "entity": 0.000,
    "subject": 0.278,
    "lone": 0.658,
    "measure": 1.664,
    "crowd": -0.067,
    "busy": -0.267,
    "doublings": -0.661,
    "day": 0.468,
    "contrast": 4.454,
    "slip": 2.472,
    "setting": 1.582,
    "named_alike": 0.493,
}

ASSERTION_BIAS = -0.342
ASSERTION_WEIGHTS = {
    "predicate": 0.907,
    "outside": -1.257,
    "untold": -0.516,
    "loose": -1.109,
    "scale": -0.742,
    "single": -0.482,
    "alone": -0.970,
    "opposed": 2.502,
    "affirmed": 0.000,
    "open": 0.000,
    "settled": 5.000,
    "raised": 2.955,
    "ruled": 2.233,
    "denial": 0.706,
    "absolute": 1.778,
    "told": 0.000,
    "less": 1.099,
    "more": 2.017,
    "named": 0.000,
    "rare": 0.000,
    "subject": 0.000,
    "other_subject": -1.385,
    "close": 0.743,
    "aligned": 3.216,
    "wider": 0.000,
    "crowd": -0.547,
    "first": 0.034,
    "mood": -2.117,
    "possible": -1.460,
    "beside": 0.000,
    "reply": 1.383,
    "one_report": -0.105,
    "subordinate": -1.747,
    "own": -2.041,
    "tellings": 1.714,
    "bare": -0.420,
    "length": -0.140,
}

DAY_BIAS = -4.677
DAY_WEIGHTS = {
    "told": 0.254,
    "named": 0.141,
    "wider": 0.135,
    "share": 2.087,
    "predicate": 1.369,
    "close": 2.175,
    "aligned": 2.068,
    "entity": 2.046,
    "subject": 0.263,
    "ahead": 0.660,
    "clock": 0.122,
    "apart": -0.101,
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

"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.806
FIGURE_WEIGHTS = {
    "state": 1.987,
    "noun": 0.453,
    "share": 1.382,
    "mass": 0.192,
    "wider": 0.000,
    "close": 1.632,
    "entity": 0.000,
    "subject": 0.310,
    "lone": 0.567,
    "measure": 1.686,
    "crowd": -0.087,
    "busy": -0.275,
    "doublings": -0.653,
    "day": 0.191,
    "contrast": 4.424,
    "slip": 2.464,
    "setting": 1.708,
    "named_alike": 0.471,
}

ASSERTION_BIAS = -0.494
ASSERTION_WEIGHTS = {
    "predicate": 0.965,
    "outside": -0.954,
    "untold": -0.449,
    "loose": -0.547,
    "scale": -0.668,
    "single": -0.486,
    "alone": -1.045,
    "opposed": 2.241,
    "affirmed": -0.086,
    "open": 0.000,
    "settled": 5.000,
    "raised": 2.953,
    "ruled": 2.268,
    "denial": 0.640,
    "absolute": 1.779,
    "told": 0.000,
    "less": 0.898,
    "more": 2.079,
    "named": 0.174,
    "rare": 0.675,
    "subject": 0.000,
    "other_subject": -1.423,
    "close": 1.046,
    "aligned": 3.166,
    "wider": 0.000,
    "crowd": -0.596,
    "first": 0.110,
    "mood": -2.101,
    "possible": -1.473,
    "beside": 0.000,
    "reply": 1.780,
    "one_report": -0.170,
    "subordinate": -1.654,
    "own": -0.957,
    "tellings": 1.566,
    "bare": -0.500,
    "length": -0.139,
}

DAY_BIAS = -4.769
DAY_WEIGHTS = {
    "told": 0.251,
    "named": 0.139,
    "wider": 0.135,
    "share": 2.105,
    "predicate": 1.314,
    "close": 2.184,
    "aligned": 2.104,
    "entity": 2.053,
    "subject": 0.276,
    "ahead": 0.691,
    "clock": 0.126,
    "apart": -0.099,
}

SEQUENCE_BIAS = -3.817
SEQUENCE_WEIGHTS = {
    "less": 0.604,
    "more": 0.201,
    "named": 0.694,
    "share": 2.010,
    "best": 0.995,
    "alone": -0.003,
    "crossed": -0.400,
    "opposed": 0.400,
    "close": 1.509,
}

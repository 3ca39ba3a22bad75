"""Weights of the scorers of conflicts, written by `python -m training.conflicts --write`; do not edit."""

from __future__ import annotations

FIGURE_BIAS = -2.812
FIGURE_WEIGHTS = {
    "state": 2.018,
    "noun": 0.441,
    "share": 1.381,
    "mass": 0.193,
    "wider": 0.000,
    "close": 1.651,
    "entity": 0.000,
    "subject": 0.313,
    "lone": 0.596,
    "measure": 1.678,
    "crowd": -0.090,
    "busy": -0.275,
    "doublings": -0.653,
    "day": 0.185,
    "contrast": 4.427,
    "slip": 2.460,
    "setting": 1.703,
    "named_alike": 0.466,
}

ASSERTION_BIAS = -0.255
ASSERTION_WEIGHTS = {
    "predicate": 1.014,
    "outside": -1.199,
    "untold": -0.397,
    "loose": -0.924,
    "scale": -0.712,
    "single": -0.481,
    "alone": -1.020,
    "opposed": 2.376,
    "affirmed": 0.000,
    "open": 0.000,
    "settled": 5.000,
    "raised": 2.955,
    "ruled": 2.272,
    "denial": 0.680,
    "absolute": 1.832,
    "told": 0.000,
    "less": 0.872,
    "more": 1.943,
    "named": 0.008,
    "rare": 0.856,
    "subject": 0.000,
    "other_subject": -1.406,
    "close": 0.761,
    "aligned": 3.077,
    "wider": 0.000,
    "crowd": -0.580,
    "first": 0.116,
    "mood": -2.107,
    "possible": -1.487,
    "beside": 0.000,
    "reply": 1.782,
    "one_report": -0.152,
    "subordinate": -1.597,
    "own": -2.076,
    "tellings": 1.560,
    "bare": -0.532,
    "length": -0.143,
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
